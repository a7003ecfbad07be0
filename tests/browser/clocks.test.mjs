// Lawful timelines: a permit nears its end and its worker is reminded, what was left without an answer stands before the
// supervisor, a permit that is too long is warned of and saved, and an administrator changes a rule. The demo programme was
// made as if its server had been there all the time, so that some reminders were left too long.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { settled, SIZES } from "./harness/browser.mjs";
import { openCase } from "./harness/case.mjs";
import { day } from "./harness/days.mjs";
import { look, looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "clocks" })));
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
const SUPERVISOR = "supervisor@demo.example";
const ADMIN = "admin@demo.example";

const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");

/** Fills the form of a permit of the open case. */
async function fillPermit(page, id, kind, issued, ends) {
    await page.goto(`/cases/${id}/document`);
    await page.getByLabel("Document", { exact: true }).selectOption(kind);
    await page.getByLabel("Issued", { exact: true }).fill(issued);
    await page.getByLabel("Ends", { exact: true }).fill(ends);
    await page.keyboard.press("Tab");
}

/** The reminders of Today about a case, with every part shown whole. */
async function reminders(page, id) {
    await page.goto("/today");
    await page.locator("h1:visible").first().waitFor();
    await settled(page);
    for (const more = page.getByRole("button", { name: /^Show all/ }); (await more.count()) > 0;) await more.first().click();
    return page.locator("li", { has: page.locator(`[data-test="reminder"] a[href^="/cases/${id}"]`) });
}

/** What stands before the supervisor of Today because nobody answered it. */
const left = (page) =>
    page.locator("section", { has: page.getByRole("heading", { name: "Left without an answer" }) })
        .last().locator("li", { has: page.locator('[data-test="reminder"]') });

for (const [name, size] of Object.entries(SIZES)) {
    test(`a_permit_nears_its_end_and_the_reminder_is_answered_on_a_${name}`, async () => {
        await as(server, WORKER, size, async (page) => {
            const id = await openCase(page);
            await fillPermit(page, id, "victim_permit_first", day(-20), day(10));
            assert.equal(await one(page, "over-law").count(), 0, "it is as long as the law says");
            await one(page, "save").click();
            const deadline = one(page, "deadline").filter({ hasText: "10 days left" });
            await deadline.getByText("The first permit lasts 30 days at most.").waitFor();
            await deadline.getByText(/Law 6458 art\. 48.* · as of/).waitFor();
            await looks(page, [
                [`deadlines-${name}`, async (page) => {
                    await page.goto(`/cases/${id}/documents`);
                    await one(page, "deadline").first().waitFor();
                    await settled(page);
                }],
            ]);
            let row = await reminders(page, id);
            await row.first().waitFor();
            await look(page, `today-reminder-${name}`);
            await row.first().locator('[data-test="later"]').click();
            await sheet(page).getByLabel("Remind again on").fill(day(11));
            await one(page, "save").click();
            await sheet(page).getByText("Some fields need another look").or(sheet(page).locator('[aria-invalid="true"]')).first().waitFor();
            await sheet(page).getByLabel("Remind again on").fill(day(3));
            await look(page, `reminder-later-${name}`);
            await one(page, "save").click();
            await sheet(page).waitFor({ state: "detached" });
            row = await reminders(page, id);
            assert.equal(await row.count(), 0, "put off");
            await page.goto(`/cases/${id}/documents`);
            await one(page, "deadline").filter({ hasText: "Reminder on" }).locator('[data-test="not_needed"]').click();
            await sheet(page).getByLabel("Why is it not needed?").fill("The extension is there");
            await one(page, "save").click();
            await one(page, "deadline").getByText("The extension is there").waitFor();
            await one(page, "deadline").locator('[data-test="again"]').click();
            row = await reminders(page, id);
            await row.first().locator('[data-test="done"]').click();
            await page.getByText("Noted").first().waitFor();
            row = await reminders(page, id);
            assert.equal(await row.count(), 0, "done");
        });
    });

    test(`what_was_left_without_an_answer_stands_before_the_supervisor_on_a_${name}`, async () => {
        await as(server, SUPERVISOR, size, async (page) => {
            const open = async (page) => {
                await page.goto("/today");
                await page.locator('[data-test="reminder"]').first().waitFor();
                await settled(page);
            };
            await looks(page, [[`escalated-${name}`, open]]);
            await open(page);
            await left(page).first().getByText(/reminded since/).waitFor();
        });
    });

    test(`a_permit_longer_than_the_law_allows_warns_and_is_saved_on_a_${name}`, async () => {
        await as(server, WORKER, size, async (page) => {
            const id = await openCase(page);
            await fillPermit(page, id, "victim_permit_first", day(-5), day(60));
            await one(page, "over-law").getByText("The law allows it until").waitFor();
            await one(page, "over-law").getByText(/Law 6458 art\. 48/).waitFor();
            await look(page, `over-law-form-${name}`);
            await one(page, "save").click();
            await one(page, "deadline").getByText("Later than the law allows").waitFor();
            await page.locator('a.row:has([data-test="document"])').click();
            await one(page, "over-law").getByText("The first permit lasts 30 days at most.").waitFor();
            await look(page, `over-law-${name}`);
        });
    });

    test(`an_administrator_changes_a_rule_and_takes_it_back_on_a_${name}`, async () => {
        await as(server, ADMIN, size, async (page) => {
            const open = async (page) => {
                await page.goto("/clocks");
                await one(page, "clock-rule").first().waitFor();
                await settled(page);
            };
            await looks(page, [[`clocks-${name}`, open]]);
            await open(page);
            const rule = page.locator('[data-rule="tr_first_permit"]');
            await rule.locator('[data-test="edit-rule"]').click();
            await sheet(page).getByLabel("How long").fill("45");
            await look(page, `clock-rule-edit-${name}`);
            await one(page, "save").click();
            await rule.getByText("The first permit lasts 45 days at most.").waitFor();
            await rule.getByText("Changed by this office").waitFor();
            await rule.locator('[data-test="reset-rule"]').click();
            await page.getByRole("alertdialog").getByRole("button", { name: "Back to the original" }).click();
            await rule.getByText("The first permit lasts 30 days at most.").waitFor();
            await rule.locator('[data-test="rule-history"]').click();
            await one(page, "former-rule").getByText("45 days").first().waitFor();
            await look(page, `clock-rule-history-${name}`);
        });
    });
}

// Only one in the demo is left, and one answer ends it: after both sizes have seen it.
test("what_was_left_is_answered_by_the_supervisor", async () => {
    await as(server, SUPERVISOR, SIZES.phone, async (page) => {
        await page.goto("/today");
        await left(page).first().waitFor();
        const row = left(page).nth((await left(page).count()) - 1);
        const said = page.waitForResponse((response) => response.url().endsWith("/answer"));
        await row.locator('[data-test="done"]').click();
        assert.equal((await said).status(), 200);
        await page.getByText("Noted").first().waitFor();
        await row.waitFor({ state: "detached" });
    });
});
