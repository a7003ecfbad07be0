// Working on a case together: an administrator invites a worker, a supervisor gives and shares a case, closing is asked
// for, refused, granted and undone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { SIZES } from "./harness/browser.mjs";
import { openCase } from "./harness/case.mjs";
import { look } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "team" })));
after(() => server?.stop());

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
        await as(server, "admin@demo.example", box, async (page) => {
            await invite(page, name, `${size}@demo.example`);
            await look(page, `users-link-${size}`);
            await sheet(page).getByRole("button", { name: "Close" }).click();
            await gone(page);
            await page.getByRole("row", { name }).getByText("Not signed in yet").waitFor();
        });

        let path;
        await as(server, "supervisor@demo.example", box, async (page) => {
            await page.goto("/cases");
            // Those two have appointments to come, and no such case is closed.
            const row = page.locator('a.row[href^="/cases/"]', { hasText: "Elif", hasNotText: /Deniz|Papatya/ }).first();
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

        await as(server, "caseworker@demo.example", box, async (page) => {
            await page.goto(path);
            await menu(page);
            await sheet(page).locator(".row").first().waitFor();
            const offered = await sheet(page).locator(".row").allInnerTexts();
            assert.deepEqual(offered.map((text) => text.trim()), ["Worker and sharing", "Change step", "Ask to close"]);
            await page.keyboard.press("Escape");
            await askToClose(page, "Goals met");
            await page.getByText("It waits for a supervisor.").waitFor();
        });

        await as(server, "supervisor@demo.example", box, async (page) => {
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

            await as(server, "caseworker@demo.example", box, (other) => other.goto(path).then(() => askToClose(other, "Goals met")));
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
            await as(server, "caseworker@demo.example", box, (other) => isGone(other, path));

            await step(page, "Move to another office");
            await sheet(page).getByLabel("Office").selectOption({ label: "Ankara" });
            await sheet(page).getByLabel("Reason").fill("Lives there now");
            await look(page, `team-move-${size}`);
            await saveStep(page);
            await gone(page);
            await page.getByText(/asks to move this case/).waitFor();
        });

        // Another supervisor decides, and then it is gone for both.
        await as(server, "supervisor3@demo.example", box, async (page) => {
            await page.goto("/approvals");
            const row = page.locator('[data-test="approval"]', { hasText: "Lives there now" });
            await row.locator('[data-test="approve"]').click();
            await row.locator('[data-test="settled"]').waitFor();
            await isGone(page, path);
        });
        await as(server, "supervisor@demo.example", box, (page) => isGone(page, path));
    });
}

test("a_step_that_came_too_late_is_taken_from_the_case_as_it_is_now", async () => {
    await as(server, "caseworker@demo.example", SIZES.desktop, async (page) => {
        const id = await openCase(page);
        await step(page, "Change step");
        await sheet(page).getByText("Now: Intake").waitFor();
        await sheet(page).locator('input[type="radio"]').first().check({ force: true });
        const other = await page.context().newPage();
        await other.goto(`/cases/${id}`);
        await step(other, "Change step");
        await sheet(other).locator('input[type="radio"]').first().check({ force: true });
        await saveStep(other);
        await gone(other);
        await other.close();
        await saveStep(page);
        await sheet(page).getByText("Someone else changed this meanwhile").waitFor();
        await sheet(page).getByText("Now: Intake").waitFor({ state: "detached" });
        await sheet(page).locator('input[type="radio"]').first().check({ force: true });
        await saveStep(page);
        await gone(page);
    }, { refusals: ["412"] });
});
