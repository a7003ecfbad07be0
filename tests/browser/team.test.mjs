// Working on a case together: an administrator invites a worker, a supervisor gives and shares a case, closing is asked
// for, refused, granted and undone; what is due is found on Today; the auditor reads who did what.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, SIZES } from "./harness/browser.mjs";
import { look, looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { signIn } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "team" })));
after(() => server?.stop());

/** Signs `email` in, in a browser of its own, for the length of `work`. */
async function as(email, box, work) {
    const { page, close } = await launch({ ...box, baseURL: server.url });
    try {
        await signIn(page, email);
        // The sign-in form asks for the code only after the server has refused without it.
        page.problems.length = 0;
        await work(page);
        assert.deepEqual(page.problems, [], email);
    } finally {
        await close();
    }
}

const ROWS = '.pane-list a.row[href^="/cases/"]';
const sheet = (page) => page.locator("dialog.sheet");
const menu = (page) => page.locator('[data-test="case-menu"]').click();
const saveStep = (page) => page.locator('[data-test="save-step"]').click();
const gone = (page) => sheet(page).waitFor({ state: "detached" });

/** Chooses one of a few in the sheet; the label is the target. */
const choose = (page, name) => sheet(page).getByRole("radio", { name, exact: true }).check({ force: true });

async function step(page, name) {
    await menu(page);
    await sheet(page).getByRole("button", { name }).click();
    await sheet(page).getByRole("heading", { name }).waitFor();
}

async function askToClose(page, reason) {
    await step(page, "Ask to close");
    await choose(page, reason);
    await sheet(page).getByLabel("Note").fill("Has a home and a job");
    await saveStep(page);
    await gone(page);
    await page.getByText(`asked to close this case: ${reason}`).waitFor();
}

/** Nothing of the case is shown any more. */
async function isGone(page, path) {
    const [answer] = await Promise.all([
        page.waitForResponse((response) => response.url().endsWith(`/api/v1${path}`)),
        page.goto(path),
    ]);
    assert.equal(answer.status(), 404);
    page.problems.length = 0;
}

async function invite(page, name, email) {
    await page.goto("/users");
    await page.locator('[data-test="invite"]').click();
    await sheet(page).getByLabel("Name").fill(name);
    await sheet(page).getByLabel("E-mail").fill(email);
    await sheet(page).getByRole("button", { name: "Save" }).click();
    const link = await page.locator('[data-test="link"]').innerText();
    assert.match(link, /\/reset#[\w-]{20,}$/);
    return link;
}

for (const [size, box] of Object.entries(SIZES)) {
    test(`a_case_is_worked_on_together_on_a_${size}`, async () => {
        const name = size === "phone" ? "Nesrin Kara" : "Baran Demir";
        await as("admin@demo.example", box, async (page) => {
            await invite(page, name, `${size}@demo.example`);
            await look(page, `users-link-${size}`);
            await sheet(page).getByRole("button", { name: "Close" }).click();
            await gone(page);
            await page.getByRole("row", { name }).getByText("Not signed in yet").waitFor();
        });

        let path;
        await as("supervisor@demo.example", box, async (page) => {
            await page.goto("/cases");
            const row = page.locator('a.row[href^="/cases/"]', { hasText: "Elif" }).first();
            path = await row.getAttribute("href");
            await row.click();
            await step(page, "Worker and sharing");
            const worker = sheet(page).locator('[data-test="worker"]');
            await worker.getByLabel("Give it to").selectOption({ label: name });
            await worker.getByLabel("Note").fill("Speaks her language");
            await worker.getByRole("button").click();
            await sheet(page).locator(".row", { hasText: name }).waitFor();
            const share = sheet(page).locator('[data-test="shared"]');
            await share.getByLabel("Share with").selectOption({ label: "Elif Aydın" });
            await share.getByRole("button").click();
            await sheet(page).locator(".row", { hasText: "Elif Aydın" }).waitFor();
            await look(page, `team-people-${size}`);
            await page.keyboard.press("Escape");
            await gone(page);
            assert.equal(await page.evaluate(() => document.activeElement.dataset.test), "case-menu", "focus comes back");
            await page.locator(".case-facts", { hasText: name }).waitFor();
        });

        await as("caseworker@demo.example", box, async (page) => {
            await page.goto(path);
            await menu(page);
            const offered = await sheet(page).locator(".row").allInnerTexts();
            assert.deepEqual(offered.map((text) => text.trim()), ["Worker and sharing", "Change step", "Ask to close"]);
            await page.keyboard.press("Escape");
            await askToClose(page, "Goals met");
            await page.getByText("It waits for a supervisor.").waitFor();
        });

        await as("supervisor@demo.example", box, async (page) => {
            await page.goto("/today");
            const waiting = page.locator(`section.section a.row[href="${path}"]`, { hasText: "Closing to decide" });
            await waiting.click();
            await page.locator('[data-test="closing"]').click();
            await sheet(page).getByText("Has a home and a job").waitFor();
            await look(page, `team-decide-${size}`);
            await choose(page, "Keep it open");
            await saveStep(page);
            await sheet(page).getByText("Fill this in").waitFor();
            await sheet(page).getByLabel("Reason").fill("The permit ends soon");
            await saveStep(page);
            await gone(page);
            await page.locator('[data-test="closing"]').waitFor({ state: "detached" });

            await as("caseworker@demo.example", box, (other) => other.goto(path).then(() => askToClose(other, "Goals met")));
            await page.reload();
            await page.locator('[data-test="closing"]').click();
            await saveStep(page);
            await gone(page);
            await page.getByText(/^Closed on .*: Goals met$/).waitFor();
            await look(page, `team-closed-${size}`);

            await page.locator('[data-test="closing"]').click();
            await sheet(page).getByLabel("Reason").fill("Came back");
            await saveStep(page);
            await gone(page);
            await page.locator(".case-facts", { hasText: "Assessment" }).waitFor();

            await step(page, "Change step");
            const lawful = await sheet(page).locator(".chip").allInnerTexts();
            assert.deepEqual(lawful, ["Identified", "Plan", "Not identified"]);
            await choose(page, "Plan");
            await saveStep(page);
            await gone(page);
            await page.locator(".case-facts", { hasText: "Plan" }).waitFor();

            await step(page, "Worker and sharing");
            await sheet(page).locator('[data-test="end-share"]').click();
            await sheet(page).getByText("Nobody else").waitFor();
            await page.keyboard.press("Escape");
            await gone(page);
            await as("caseworker@demo.example", box, (other) => isGone(other, path));

            await step(page, "Move to another office");
            await sheet(page).getByLabel("Office").selectOption({ label: "Ankara" });
            await sheet(page).getByLabel("Reason").fill("Lives there now");
            await look(page, `team-move-${size}`);
            await saveStep(page);
            await page.waitForURL((url) => url.pathname === "/cases");
            await page.locator(`.pane-list a.row[href="${path}"]`).waitFor({ state: "detached" });
            await isGone(page, path);
        });
    });

    test(`filters_and_views_survive_a_reload_on_a_${size}`, async () => {
        await as("caseworker@demo.example", box, async (page) => {
            await page.goto("/cases");
            const rows = page.locator(ROWS);
            await rows.first().waitFor();
            const all = await rows.count();
            await page.locator('[data-test="filters"]').click();
            await choose(page, "High");
            await sheet(page).getByLabel("Name of a view").fill("In danger");
            await look(page, `filters-${size}`);
            await sheet(page).getByRole("button", { name: "Show cases" }).click();
            await gone(page);
            const view = page.getByRole("button", { name: "In danger", exact: true });
            await view.waitFor();
            assert.equal(await view.getAttribute("aria-pressed"), "true");
            await page.waitForFunction(([list, all]) => {
                const count = document.querySelectorAll(list).length;
                return count > 0 && count < all;
            }, [ROWS, all]);
            const few = await rows.count();
            assert.ok(!page.url().includes("?"), "nothing of it stands in the address");

            await page.reload();
            await view.waitFor();
            assert.equal(await view.getAttribute("aria-pressed"), "true");
            await page.waitForFunction(([list, few]) => document.querySelectorAll(list).length === few, [ROWS, few]);
            await look(page, `cases-filtered-${size}`);
            await page.getByRole("button", { name: "Remove filter Risk: High" }).click();
            assert.equal(await view.getAttribute("aria-pressed"), "false");
            await view.click();
            await page.getByRole("button", { name: "Remove filter Risk: High" }).waitFor();

            await page.locator('[data-test="filters"]').click();
            await sheet(page).getByRole("button", { name: "Remove In danger" }).click();
            await page.getByText("View removed").waitFor();
            await sheet(page).getByRole("button", { name: "Clear filters" }).click();
            await gone(page);
            await view.waitFor({ state: "detached" });

            const number = await rows.first().locator(".row-number").innerText();
            await page.getByLabel("Code name, number, name or phone").fill(number);
            await page.getByRole("button", { name: "Search" }).click();
            await page.locator("p:not([role])", { hasText: "Found: 1 case" }).waitFor();
            await page.getByRole("button", { name: "Back to the list" }).click();
            await page.locator('[data-test="filters"]').waitFor();
        });
    });

    test(`what_is_due_opens_its_record_on_a_${size}`, async () => {
        await as("caseworker@demo.example", box, async (page) => {
            await page.goto("/today");
            await page.locator("section.section").first().waitFor();
            const hrefs = await page.locator("section.section").evaluateAll((parts) =>
                parts.map((part) => part.querySelector("a.row")?.getAttribute("href")),
            );
            assert.ok(hrefs.length >= 2, JSON.stringify(hrefs));
            for (const href of hrefs) {
                await page.goto("/today");
                await page.locator(`a.row[href="${href}"]`).first().click();
                await page.waitForURL((url) => url.pathname + url.search === href);
                await page.locator("h1:visible").first().waitFor();
            }
        });
    });

    test(`the_auditor_reads_who_did_what_on_a_${size}`, async () => {
        await as("auditor@demo.example", box, async (page) => {
            await page.goto("/audit");
            const rows = page.locator("tbody tr");
            await rows.first().waitFor();
            await page.getByRole("button", { name: "Show more" }).click();
            await rows.nth(50).waitFor();
            await page.getByLabel("What").selectOption("close_decided");
            await page.getByLabel("Who").selectOption({ label: "Zeynep Arslan" });
            await rows.filter({ hasText: "Closing decided" }).first().waitFor();
            await page.waitForLoadState("networkidle");
            assert.equal(await rows.filter({ hasNotText: "Zeynep Arslan" }).count(), 0);
            await page.getByLabel("Until", { exact: true }).fill("2020-01-01");
            await page.keyboard.press("Tab");
            await page.getByText("No entry matches").waitFor();
            await page.getByLabel("Until", { exact: true }).fill("");
            await page.keyboard.press("Tab");
            await page.getByLabel("What").selectOption("");
            await page.getByLabel("Who").selectOption("");
            await page.getByRole("button", { name: /^Only case/ }).first().click();
            await page.getByRole("button", { name: /^Remove filter Case/ }).waitFor();
            await looks(page, [
                [`audit-${size}`, async (page) => {
                    await page.goto("/audit");
                    await page.locator("tbody tr").first().waitFor();
                }],
            ]);
        });
    });

    test(`the_screens_of_a_supervisor_and_an_administrator_on_a_${size}`, async () => {
        await as("supervisor@demo.example", box, async (page) => {
            const first = async (page) => {
                await page.goto("/cases");
                await page.locator('.pane-list a.row[href^="/cases/"]').first().click();
                await page.locator('[data-test="case-menu"]').waitFor();
                await page.waitForLoadState("networkidle");
            };
            await looks(page, [
                [`today-supervisor-${size}`, async (page) => {
                    await page.goto("/today");
                    await page.locator("section.section").first().waitFor();
                }],
                [`cases-supervisor-${size}`, async (page) => {
                    await page.goto("/cases");
                    await page.locator('.pane-list a.row[href^="/cases/"]').first().waitFor();
                }],
                [`filters-supervisor-${size}`, async (page) => {
                    await page.goto("/cases");
                    await page.locator('[data-test="filters"]').click();
                    await sheet(page).waitFor();
                }],
                [`case-menu-${size}`, async (page) => {
                    await first(page);
                    await menu(page);
                    await sheet(page).waitFor();
                }],
                [`case-people-${size}`, async (page) => {
                    await first(page);
                    await menu(page);
                    await sheet(page).locator(".row").first().click();
                    await sheet(page).locator('[data-test="worker"]').waitFor();
                }],
                [`case-ask-close-${size}`, async (page) => {
                    await first(page);
                    await menu(page);
                    await sheet(page).locator(".row").nth(2).click();
                    await sheet(page).locator('[data-test="save-step"]').waitFor();
                }],
            ]);
        });
        await as("admin@demo.example", box, async (page) => {
            await looks(page, [
                [`users-${size}`, async (page) => {
                    await page.goto("/users");
                    await page.locator("tbody tr").first().waitFor();
                }],
                [`users-invite-${size}`, async (page) => {
                    await page.goto("/users");
                    await page.locator('[data-test="invite"]').click();
                    await sheet(page).waitFor();
                }],
            ]);
        });
    });
}
