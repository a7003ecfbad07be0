// Files to hand over: all cases without names, and a file with names that another supervisor approves.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { settled, SIZES } from "./harness/browser.mjs";
import { look, looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as, demoAccount, freshCode } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "exports" })));
after(() => server?.stop());

const SUPERVISOR = "supervisor@demo.example";
const KEY = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");
const row = (page, recipient) => one(page, "export").filter({ hasText: recipient });

/** Asks for a file, from the screen as it is. */
async function ask(page, recipient, key = KEY) {
    await one(page, "ask-export").click();
    await sheet(page).getByLabel("What it is needed for").fill("The court asked for it");
    await sheet(page).getByLabel("Who gets it").fill(recipient);
    await sheet(page).getByLabel("The recipient’s key").fill(key);
    await sheet(page).locator('[data-test="save"]').click();
}

for (const [name, size] of Object.entries(SIZES)) {
    test(`all_cases_are_taken_out_without_names_and_with_a_reason_on_a_${name}`, async () => {
        await as(server, SUPERVISOR, size, async (page) => {
            await page.goto("/exports");
            await one(page, "standard-export").click();
            await page.getByText("Fill this in").waitFor();
            await page.getByLabel("What it is for").selectOption("research");
            for (const [form, file] of [["Table (CSV)", "cases.csv"], ["For programs (JSON)", "cases.json"]]) {
                await page.getByRole("radio", { name: form }).check({ force: true });
                const [download] = await Promise.all([page.waitForEvent("download"), one(page, "standard-export").click()]);
                assert.equal(download.suggestedFilename(), file);
                const text = readFileSync(await download.path(), "utf8");
                assert.match(text, /vic_TypeOfExploitation/);
                assert.doesNotMatch(text, /IST-\d/);
                await page.waitForFunction(() => document.querySelector(".toast")?.textContent.includes("downloads"));
            }
        });
    });

    test(`a_file_with_names_is_asked_for_and_nobody_decides_their_own_on_a_${name}`, async () => {
        await as(server, SUPERVISOR, size, async (page) => {
            await page.goto("/exports");
            await ask(page, `Prosecutor ${name}`, "age1wrong");
            await sheet(page).getByText("This is not a recipient’s key", { exact: false }).waitFor();
            await sheet(page).getByLabel("The recipient’s key").fill(KEY);
            await sheet(page).locator('[data-test="save"]').click();
            await sheet(page).waitFor({ state: "detached" });
            const own = row(page, `Prosecutor ${name}`);
            await own.getByText("Waits for approval").waitFor();
            assert.equal(await own.locator('[data-test="decide-export"]').count(), 0);
            await looks(page, [
                [`exports-${name}`, async (page) => {
                    await page.goto("/exports");
                    await one(page, "export").first().waitFor();
                }],
            ]);
            await page.goto("/cases");
            await page.locator('a.row[href^="/cases/"]').first().click();
            await one(page, "case-menu").click();
            await one(page, "export-case").click();
            await page.waitForURL(/\/exports\?case=/);
            await page.locator(".whose strong").waitFor();
            await ask(page, `Lawyer ${name}`);
            await row(page, `Lawyer ${name}`).getByText("1 case").waitFor();
            await row(page, `Lawyer ${name}`).locator('[data-test="take-export-back"]').click();
            await row(page, `Lawyer ${name}`).getByText("Taken back").waitFor();
        }, { refusals: ["422"] });
    });

    test(`another_supervisor_sees_what_is_asked_for_and_decides_on_a_${name}`, async () => {
        await as(server, SUPERVISOR, size, async (page) => {
            await page.goto("/exports");
            await ask(page, `Consulate ${name}`);
            await row(page, `Consulate ${name}`).waitFor();
            // As if a colleague had asked.
            const strange = (request) => ({ ...request, created_by: "01960000-0000-7000-8000-000000000009" });
            await page.route("**/api/v1/exports", async (route) => {
                const all = await (await route.fetch()).json();
                await route.fulfill({ json: all.map(strange) });
            });
            const sent = [];
            await page.route("**/api/v1/exports/*/decision", async (route) => {
                sent.push([route.request().headers()["if-match"], route.request().postDataJSON()]);
                const id = route.request().url().split("/").at(-2);
                const record = await (await page.request.fetch(`/api/v1/exports/${id}`, { headers: { authorization: route.request().headers().authorization } })).json();
                await route.fulfill({ json: { ...record, state: "approved" } });
            });
            await page.goto("/today");
            await page.goto("/exports");
            await row(page, `Consulate ${name}`).locator('[data-test="decide-export"]').click();
            await sheet(page).getByText(KEY).waitFor();
            assert.ok((await sheet(page).locator("li.row").count()) > 1);
            await look(page, `exports-decide-${name}`);
            await one(page, "refuse-export").click();
            await sheet(page).getByText("Fill this in").waitFor();
            await sheet(page).getByLabel("A word about it").fill("Seen the letter");
            await page.keyboard.press("Enter");
            await settled(page);
            assert.deepEqual(sent, [], "Enter decides nothing, and a refusal says why");
            await one(page, "approve-export").click();
            await sheet(page).waitFor({ state: "detached" });
            assert.deepEqual(sent, [['"1"', { approve: true, note: "Seen the letter" }]]);
            await page.unrouteAll({ behavior: "ignoreErrors" });
        });
    });

    test(`whoever_asked_enters_the_password_again_and_takes_the_file_on_a_${name}`, async () => {
        await as(server, SUPERVISOR, size, async (page) => {
            await page.goto("/exports");
            await ask(page, `Ministry ${name}`);
            await row(page, `Ministry ${name}`).waitFor();
            // As if somebody had approved it.
            await page.route("**/api/v1/exports", async (route) => {
                const all = await (await route.fetch()).json();
                await route.fulfill({ json: all.map((request) => ({ ...request, state: "approved" })) });
            });
            let taken = 0;
            await page.route("**/api/v1/exports/*/file", async (route) => {
                taken += 1;
                await route.fulfill({ contentType: "application/octet-stream", body: "age-encryption.org/v1" });
            });
            await page.goto("/today");
            await page.goto("/exports");
            await row(page, `Ministry ${name}`).locator('[data-test="take-export"]').click();
            await look(page, `step-up-${name}`);
            const password = sheet(page).locator('input[autocomplete="current-password"]');
            const code = sheet(page).locator('input[autocomplete="one-time-code"]');
            await password.fill("not the right one");
            await code.fill("000000");
            await one(page, "step-up").click();
            await sheet(page).getByText("E-mail or password is not right").waitFor();
            assert.equal(taken, 0);
            await password.fill((await demoAccount(page, SUPERVISOR)).password);
            await code.fill(await freshCode(page, SUPERVISOR));
            const [download] = await Promise.all([page.waitForEvent("download"), one(page, "step-up").click()]);
            assert.equal(download.suggestedFilename(), "package.age");
            await sheet(page).waitFor({ state: "detached" });
            assert.equal(taken, 1);
            await page.unrouteAll({ behavior: "ignoreErrors" });
        }, { refusals: ["401"] });
    });
}
