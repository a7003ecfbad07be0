// The case file on paper, for the person it is about: chosen with them, proven with the password, made once.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { SIZES } from "./harness/browser.mjs";
import { looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as, demoAccount } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "case-file" })));
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");

/** Opens the form of the paper of the case that is open. */
async function openForm(page) {
    await one(page, "case-menu").click();
    await sheet(page).locator("button.row").last().click();
    await one(page, "make-case-file").waitFor();
}

for (const [name, size] of Object.entries(SIZES)) {
    test(`a_person_gets_what_is_recorded_about_them_on_paper_on_a_${name}`, async () => {
        await as(server, WORKER, size, async (page) => {
            await page.goto("/cases");
            await page.locator('a.row[href^="/cases/"]', { hasText: "Papatya" }).click();
            await one(page, "case-menu").waitFor();
            const path = new URL(page.url()).pathname;
            await looks(page, [[`case-file-${name}`, async (page) => {
                await page.goto(path);
                await one(page, "case-menu").waitFor();
                await openForm(page);
            }]]);
            await page.goto(path);
            await openForm(page);
            assert.equal(await sheet(page).getByLabel("Language of the paper").inputValue(), "ar", "the person's own");
            await one(page, "make-case-file").click();
            await sheet(page).getByText("Fill this in").first().waitFor();
            await sheet(page).getByLabel("Where it will be").selectOption("with_office");
            await one(page, "make-case-file").click();
            await sheet(page).locator('input[autocomplete="current-password"]').fill((await demoAccount(page, WORKER)).password);
            const [download] = await Promise.all([page.waitForEvent("download"), one(page, "step-up").click()]);
            assert.equal(download.suggestedFilename(), "document.pdf");
            assert.ok(readFileSync(await download.path()).subarray(0, 5).equals(Buffer.from("%PDF-")));
            await sheet(page).waitFor({ state: "detached" });
        });
    });
}
