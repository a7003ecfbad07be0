// The plan: what the person wants in their own words, the steps towards it, what was agreed and can be read again after it has
// changed, and the copy on paper that they take along. Beside it the milestones that an office adds, and a suggestion that
// was not so.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { settled, SIZES } from "./harness/browser.mjs";
import { day } from "./harness/days.mjs";
import { look, setLocale } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => {
    server = await startServer({ name: "plan" });
});
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
const SUPERVISOR = "supervisor@demo.example";
/** A case for each journey and size. */
const CASES = {
    phone: { plan: "Martı", dismiss: "Kırlangıç" },
    desktop: { plan: "Bozcaada", dismiss: "Gelincik" },
};
const WORDS = "Je veux une chambre à moi, avec une fenêtre";

const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");
const press = (page, name) => sheet(page).locator(`[data-test="${name}"]`).click();
const gone = (page) => sheet(page).waitFor({ state: "detached" });
const goal = (page, words) => one(page, "goal").filter({ hasText: words });

/** The address of a case by its code name. */
async function find(page, name) {
    await page.goto("/cases");
    const row = page.locator("a.row", { hasText: name }).first();
    await row.waitFor();
    return row.getAttribute("href");
}

/** The tab of a case, when its plan is there. */
async function tab(page, href) {
    await page.goto(`${href}/recovery`);
    await page.getByRole("heading", { name: "Plan", exact: true }).waitFor();
    await settled(page);
}

for (const [name, size] of Object.entries(SIZES)) {
    test(`a_plan_is_made_agreed_worked_on_and_changed_and_what_was_agreed_can_be_read_on_a_${name}`, async () => {
        await as(server, WORKER, size, async (page) => {
            const href = await find(page, CASES[name].plan);
            await tab(page, href);
            await page.getByRole("heading", { name: "No goals yet" }).waitFor();
            await look(page, `plan-empty-${name}`);

            // What is missing is named at its field; what is typed outlives a lost network and a lock.
            await one(page, "add-goal").click();
            await press(page, "save");
            assert.equal(await sheet(page).getByText("Fill this in").count(), 2);
            await sheet(page).getByLabel("What the person wants").fill(WORDS);
            await sheet(page).getByLabel("Part of life").selectOption("housing");
            await sheet(page).getByLabel(/^By when/).first().fill(day(40));
            await press(page, "add-step");
            await press(page, "add-step");
            const steps = sheet(page).locator('[data-test="step-fields"]');
            await steps.nth(0).getByLabel("What is done").fill("See three rooms");
            await steps.nth(0).getByLabel(/^By when/).fill(day(-1));
            await steps.nth(1).getByLabel("What is done").fill("Sign the lease");
            await steps.nth(1).getByRole("radio", { name: "The person" }).check({ force: true });
            await press(page, "save");
            await steps.nth(0).getByText("This is before the start").waitFor();
            await steps.nth(0).getByLabel(/^By when/).fill(day(3));
            await look(page, `plan-goal-form-${name}`);
            await page.context().setOffline(true);
            await press(page, "save");
            await sheet(page).getByText("You are offline").first().waitFor();
            await page.context().setOffline(false);
            await sheet(page).getByRole("button", { name: "Lock" }).click();
            await page.locator(".auth h1").waitFor();
            await page.waitForFunction(() => document.activeElement.type === "password");
            await page.keyboard.type("by-your-side-demo");
            await page.keyboard.press("Enter");
            await sheet(page).waitFor();
            assert.equal(await sheet(page).getByLabel("What the person wants").inputValue(), WORDS);
            assert.equal(await steps.nth(1).getByLabel("What is done").inputValue(), "Sign the lease");
            await press(page, "save");
            await gone(page);
            await goal(page, WORDS).getByText("Housing · By").waitFor();
            await one(page, "plan-standing").getByText("The plan is not agreed yet.").waitFor();

            // One step is done, by the keyboard alone.
            const done = page.waitForRequest((request) => request.method() === "PUT" && request.url().includes("/goals/"));
            await goal(page, WORDS).locator('[data-test="step"]').first().focus();
            await page.keyboard.press("Space");
            assert.equal(await (await done).headerValue("if-match"), '"1"');
            await goal(page, WORDS).getByText("Together · Done").waitFor();
            await page.waitForFunction(() => document.activeElement.dataset.test === "step");

            await one(page, "agree").click();
            await sheet(page).getByLabel("Language", { exact: true }).selectOption("fr");
            await sheet(page).getByLabel(/^Interpreter/).fill("Amal");
            await sheet(page).getByLabel(/^Who was there/).fill("The three of us");
            await look(page, `plan-agree-${name}`);
            await press(page, "save");
            await gone(page);
            await one(page, "plan-standing").getByText(/^Plan agreed · .* · French · No copy given yet$/).waitFor();
            await one(page, "plan-review").getByText("90 days left").waitFor();

            // The copy: in a language of its own, nothing else is printed, and it names nobody.
            await one(page, "print-plan").click();
            await page.waitForURL(`**${href}/plan/print`);
            await page.getByRole("radio", { name: "Türkçe" }).check({ force: true });
            const paper = one(page, "paper");
            await paper.getByRole("heading", { name: "Planım" }).waitFor();
            assert.equal(await paper.getAttribute("lang"), "tr");
            await paper.getByText(WORDS).waitFor();
            const number = await page.locator(".whose .row-number").innerText();
            assert.ok(!(await paper.innerText()).includes(number));
            await page.getByRole("button", { name: "With the case number" }).click();
            await paper.getByText(number).waitFor();
            await page.getByRole("button", { name: "With the case number" }).click();
            await look(page, `plan-paper-${name}`);
            await page.emulateMedia({ media: "print" });
            const printed = await page.locator("body").innerText();
            assert.ok(printed.trim().startsWith("Planım"), printed.slice(0, 200));
            for (const told of [CASES[name].plan, number, "Yanında", "Copy for the person"]) {
                assert.ok(!printed.includes(told), `the paper says ${told}`);
            }
            if (name === "desktop") {
                const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g);
                assert.ok(sheets.length <= 2, `${sheets.length} sheets`);
            }
            await page.emulateMedia({ media: "screen" });
            assert.ok(!(await page.title()).includes(CASES[name].plan));
            await page.getByRole("radio", { name: "العربية" }).check({ force: true });
            await paper.getByRole("heading", { name: "خطتي" }).waitFor();
            assert.deepEqual([await paper.getAttribute("dir"), await page.locator("html").getAttribute("dir")], ["rtl", "ltr"]);
            await look(page, `plan-paper-arabic-${name}`);
            await one(page, "give-copy").click();
            await one(page, "copy-given").waitFor();

            // It is changed, and what was agreed first is still there to read.
            await tab(page, href);
            await one(page, "plan-standing").getByText(/ · Copy given$/).waitFor();
            await goal(page, WORDS).locator('[data-test="change-goal"]').click();
            await sheet(page).getByLabel("What the person wants").fill("Une chambre, et un chat");
            await press(page, "save");
            await gone(page);
            await one(page, "agree").click();
            assert.equal(await sheet(page).getByLabel("Language", { exact: true }).inputValue(), "fr");
            await sheet(page).getByRole("radio", { name: "Plan changed" }).check({ force: true });
            await press(page, "save");
            await gone(page);
            const history = one(page, "plan-entry");
            await history.nth(1).waitFor();
            await settled(page);
            assert.equal(await history.count(), 2);
            await history.nth(1).locator("summary").click();
            await history.nth(1).getByText(WORDS).waitFor();
            await history.nth(0).locator("summary").click();
            await history.nth(0).getByText("Une chambre, et un chat").waitFor();
            await look(page, `plan-history-${name}`);

            await goal(page, "Une chambre").locator('[data-test="reach-goal"]').click();
            await press(page, "save");
            await gone(page);
            await one(page, "ended-goals").locator("summary").click();
            await one(page, "ended-goals").getByText(/^Housing · Met, /).waitFor();
            await settled(page);
            assert.equal(await history.count(), 2, "what was agreed stays to be read");
        }, { refusals: ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED"] });
    });

    test(`an_office_adds_a_milestone_and_a_suggestion_that_is_not_so_stays_away_on_a_${name}`, async () => {
        const own = `Visited the library, ${name}`;
        await as(server, SUPERVISOR, size, async (page) => {
            await page.goto("/milestone-types");
            await page.getByRole("heading", { name: "Milestones of the office" }).waitFor();
            await one(page, "add-type").click();
            await sheet(page).getByLabel("Name", { exact: true }).fill(own);
            await sheet(page).getByLabel("Part of life").selectOption("community");
            await sheet(page).getByLabel(/^Usually expected/).fill("120");
            await press(page, "save");
            await gone(page);
            const row = page.locator("li", { has: one(page, "milestone-type") }).filter({ hasText: own });
            await row.getByText("Community · 120 days after opening").waitFor();
            await look(page, `milestone-types-${name}`);
        });
        await as(server, WORKER, size, async (page) => {
            await page.goto("/milestone-types");
            await page.getByText(own).waitFor();
            assert.equal(await one(page, "add-type").count(), 0, "a caseworker does not add one");
            const href = await find(page, CASES[name].dismiss);
            await tab(page, href);
            await one(page, "add-milestone").click();
            await sheet(page).getByLabel("Milestone", { exact: true }).selectOption({ label: own });
            await press(page, "save");
            await gone(page);
            await one(page, "milestone").filter({ hasText: own }).waitFor();

            await one(page, "suggestion").first().waitFor();
            const title = await one(page, "suggestion").first().locator(".row-title").innerText();
            await one(page, "dismiss").first().click();
            await press(page, "save");
            await sheet(page).getByText("Fill this in").waitFor();
            await sheet(page).getByLabel("Reason").fill("The paper is another person's");
            await press(page, "save");
            await gone(page);
            await one(page, "suggestion").filter({ hasText: title }).waitFor({ state: "detached" });
            await tab(page, href);
            assert.equal(await one(page, "suggestion").filter({ hasText: title }).count(), 0, "it stays away");
        });
        await as(server, SUPERVISOR, size, async (page) => {
            await page.goto("/milestone-types");
            const row = page.locator("li", { has: one(page, "milestone-type") }).filter({ hasText: own });
            await row.locator('[data-test="edit-type"]').click();
            await sheet(page).getByRole("group", { name: /^No longer offer it/ }).getByRole("radio", { name: "Yes" }).check({ force: true });
            await press(page, "save");
            await gone(page);
            await row.getByText("No longer offered").waitFor();
        });
    });

    test(`the_plan_of_the_demo_is_readable_everywhere_on_a_${name}`, async () => {
        await as(server, WORKER, size, async (page) => {
            const href = await find(page, "Papatya");
            await tab(page, href);
            await goal(page, "أريد").getByText(/days late/).first().waitFor();
            for (const scheme of ["light", "dark"]) {
                await page.emulateMedia({ colorScheme: scheme });
                await look(page, `plan-${name}-${scheme}`);
            }
            await page.emulateMedia({ colorScheme: "light" });
            await setLocale(page, "ar");
            await page.goto(`${href}/recovery`);
            await one(page, "goal").first().waitFor();
            await look(page, `plan-${name}-arabic`);
            await one(page, "add-goal").click();
            await look(page, `plan-goal-form-${name}-arabic`);
            await page.keyboard.press("Escape");
            await gone(page);
            await setLocale(page, "en");
        });
    });
}
