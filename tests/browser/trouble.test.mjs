// When something is wrong: a date or a number that cannot be, no signal, an answer that is lost, a lock in the middle of
// a sentence. It is said where it is, nothing typed is lost, and the app goes on by itself when it can.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { settled, SIZES } from "./harness/browser.mjs";
import { openCase } from "./harness/case.mjs";
import { look } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as as asOn } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "trouble" })));
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
const PASSWORD = "by-your-side-demo";
const one = (page, name) => page.locator(`[data-test="${name}"]`);
const type = (page, label, text) => page.getByLabel(label, { exact: true }).fill(text);
const pill = (page, text) => page.locator(".sync-pill:visible", { hasText: text }).first();
const as = (size, journey) =>
    asOn(server, WORKER, size, journey, { refusals: ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_CONNECTION"] });

/** The error that stands at a field. */
async function errorAt(page, label) {
    const field = page.getByLabel(label, { exact: true });
    await page.waitForFunction((input) => input.getAttribute("aria-invalid") === "true", await field.elementHandle());
    const ids = (await field.getAttribute("aria-describedby")).split(" ");
    return page.locator(`[id="${ids.at(-1)}"]`).innerText();
}

async function unlock(page) {
    await page.locator('input[type="password"]').fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.locator(".frame").waitFor();
}

for (const [size, box] of Object.entries(SIZES)) {
    test(`a_day_that_cannot_be_is_named_at_its_field_on_a_${size}`, async () => {
        await as(box, async (page) => {
            await page.goto("/cases/new");
            await page.getByLabel("Explained in").selectOption("tr");
            await type(page, "Given on", "01/01/2090");
            await one(page, "save").click();
            assert.match(await errorAt(page, "Given on"), /in the future/);
            await type(page, "Given on", "01/01/1700");
            await one(page, "save").click();
            assert.match(await errorAt(page, "Given on"), /cannot be right/);
            // What is being mended is no longer held against anybody.
            await type(page, "Given on", "01/11/2026");
            await page.waitForFunction(() => !document.querySelector("[aria-invalid=true]"));
            const id = await openCase(page);
            await page.goto(`/log?case=${id}`);
            await one(page, "all-types").click();
            await one(page, "type-RES.residence_permit").first().click();
            await type(page, "Issued", "01/01/1900");
            await type(page, "Ends", "30/01/2190");
            await one(page, "save").click();
            assert.match(await errorAt(page, "Ends"), /cannot be right/);
            // Who gives the day it was issued has the paper.
            assert.ok(await page.getByRole("radio", { name: "Delivered" }).isChecked());
        });
    });

    test(`a_number_out_of_its_range_is_named_at_its_field_on_a_${size}`, async () => {
        await as(box, async (page) => {
            const id = await openCase(page);
            await page.goto(`/cases/${id}/profile`);
            await page.getByRole("button", { name: "Edit: Family and dependants", exact: true }).click();
            for (const [typed, said] of [["999", /too large/], ["-3", /below zero/]]) {
                await type(page, "Children under 18", typed);
                await one(page, "save").click();
                assert.match(await errorAt(page, "Children under 18"), said);
            }
            await type(page, "Children under 18", "0");
            await one(page, "save").click();
            await page.locator("dialog.sheet").waitFor({ state: "detached" });
        });
    });

    test(`a_write_whose_answer_is_lost_is_saved_once_on_a_${size}`, async () => {
        await as(box, async (page) => {
            const id = await openCase(page);
            await page.goto(`/cases/${id}`);
            for (const [open, fill, text] of [
                [() => one(page, "write-note").click(), () => page.locator("textarea").fill("Lost and found"), "Lost and found"],
                [async () => {
                    await one(page, "log").click();
                    await one(page, "type-HOU.rent").first().click();
                }, () => type(page, "Provider", "Landlord"), "Landlord"],
            ]) {
                let reached = 0;
                const lose = async (route) => {
                    if (route.request().method() !== "PUT") return route.continue();
                    await route.fetch();
                    reached += 1;
                    await route.abort();
                };
                await open();
                await fill();
                // Whoever loses answers does not hear that the server is there either.
                const deaf = (route) => route.abort();
                await page.route("**/api/v1/cases/**", lose);
                await page.route("**/healthz", deaf);
                await one(page, "save").click();
                await page.getByText("You are offline").first().waitFor();
                assert.ok(reached > 0, "the server has it");
                await page.unroute("**/api/v1/cases/**", lose);
                await page.unroute("**/healthz", deaf);
                await one(page, "save").click();
                await page.waitForURL(new RegExp(`/cases/${id}$`));
                const entries = one(page, "timeline-entry").filter({ hasText: text });
                await entries.first().waitFor();
                await settled(page);
                assert.equal(await entries.count(), 1);
            }
        });
    });

    test(`no_signal_is_told_and_its_return_goes_on_by_itself_on_a_${size}`, async () => {
        await as(box, async (page) => {
            await page.goto("/today");
            await pill(page, "Up to date").waitFor();
            await page.context().setOffline(true);
            await pill(page, "Offline").waitFor();
            await page.locator(".nav").getByRole("link", { name: "Cases" }).click();
            await page.getByText("You are offline").first().waitFor();
            await look(page, `offline-${size}`);
            await page.context().setOffline(false);
            await page.locator('a.row[href^="/cases/"]').first().waitFor();
            await page.getByText("You are offline").waitFor({ state: "detached" });
            await pill(page, "Up to date").waitFor();
        });
    });

    test(`a_page_without_signal_is_not_locked_on_a_${size}`, async () => {
        await as(box, async (page) => {
            await page.goto("/today");
            await page.evaluate(() => navigator.serviceWorker.ready);
            await settled(page);
            await page.context().setOffline(true);
            await page.reload();
            await page.getByRole("heading", { name: "No connection" }).waitFor();
            assert.equal(await page.locator('input[type="password"]').count(), 0);
            await look(page, `away-${size}`);
            await page.context().setOffline(false);
            await page.locator(".frame").waitFor();
        });
    });
}

for (const [size, box] of Object.entries(SIZES)) {
    test(`a_lock_in_the_middle_loses_nothing_that_was_typed_on_a_${size}`, async () => {
        await as(box, async (page) => {
            const id = await openCase(page);
            const lock = () => page.locator(".nav-lock").click();
            const locked = async (canary) => {
                await page.locator('input[type="password"]').waitFor();
                assert.ok(!(await page.content()).includes(canary), "what was typed is still in the page");
            };
            await one(page, "write-note").click();
            await page.locator("textarea").fill("Half a sentence");
            await lock();
            await locked("Half a sentence");
            await unlock(page);
            await page.waitForFunction(() => document.querySelector("textarea")?.value === "Half a sentence");
            // It is guarded as before, and saved once.
            await page.locator(".nav").getByRole("link", { name: "Today" }).click();
            await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
            await one(page, "save").click();
            await one(page, "timeline-entry").filter({ hasText: "Half a sentence" }).waitFor();

            await one(page, "log").click();
            await one(page, "type-HOU.rent").first().click();
            await type(page, "Provider", "Landlord");
            await type(page, "Cost", "18500");
            await lock();
            await locked("Landlord");
            await unlock(page);
            await page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "Landlord"));
            await one(page, "save").click();
            await one(page, "timeline-entry").filter({ hasText: "18,500" }).waitFor();

            // What was left in any other way does not come back, and nobody else finds it.
            await page.goto(`/cases/${id}`);
            await one(page, "write-note").click();
            await page.locator("textarea").fill("Never mind");
            await page.locator(".nav").getByRole("link", { name: "Today" }).click();
            await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
            await page.waitForURL(/today$/);
            await page.goBack();
            await page.locator("textarea").waitFor();
            assert.equal(await page.locator("textarea").inputValue(), "");
            await page.locator("textarea").fill("Not for others");
            await lock();
            await page.getByRole("button", { name: "Use another account" }).click();
            await page.locator('input[type="email"]').fill(WORKER);
            await unlock(page);
            assert.equal(await page.getByText("Not for others").count(), 0);
            assert.ok(!(await page.locator("textarea").evaluateAll((all) => all.map(({ value }) => value))).includes("Not for others"));
        });
    });
}

test("what_is_on_its_way_cannot_be_changed_nor_taken_back", async () => {
    await as(SIZES.phone, async (page) => {
        const id = await openCase(page);
        await page.goto(`/cases/${id}/note`);
        await page.locator("textarea").fill("Met at the office");
        let arrived = () => {};
        const held = new Promise((resolve) => (arrived = resolve));
        await page.route("**/notes/*", async (route) => {
            await held;
            await route.continue();
        });
        await one(page, "save").click();
        await pill(page, "Saving").waitFor();
        assert.ok(await page.locator("form[inert] textarea").count(), "it can be typed into");
        await page.locator('.nav a[href="/today"]').click();
        const question = page.getByRole("alertdialog");
        await question.getByText("may be saved even if you leave").waitFor();
        arrived();
        // The question answers itself.
        await question.waitFor({ state: "detached" });
        await page.waitForURL(new RegExp(`/cases/${id}$`));
        await one(page, "timeline-entry").filter({ hasText: "Met at the office" }).waitFor();
    });
});

test("an_answer_to_another_word_is_not_shown", async () => {
    await as(SIZES.phone, async (page) => {
        await page.goto("/cases");
        const search = page.locator('input[type="search"]');
        await search.fill("zzzz");
        await search.press("Enter");
        await page.getByText("Nothing found").waitFor();
        await search.fill("den");
        await page.getByText("Nothing found").waitFor({ state: "detached" });
        await page.route("**/cases/search", async (route) => {
            await page.locator("a.row").first().waitFor();
            await search.fill("mart");
            await route.continue();
        });
        const answered = page.waitForResponse((response) => response.url().endsWith("/cases/search"));
        await search.press("Enter");
        await answered;
        await settled(page);
        assert.equal(await page.getByText(/^Found/).count(), 0);
    });
});

test("a_message_of_before_stands_in_nobodys_way", async () => {
    await as(SIZES.phone, async (page) => {
        await openCase(page);
        await one(page, "write-note").click();
        await page.locator("textarea").fill("With a file");
        await one(page, "save").click();
        await one(page, "timeline-entry").filter({ hasText: "With a file" }).locator("a").click();
        const { locatedJpeg } = await import("./harness/files.mjs");
        const choose = (file) => one(page, "choose-file").setInputFiles(file);
        await choose({ name: "a.jpg", mimeType: "image/jpeg", buffer: await locatedJpeg(page) });
        await page.locator(".toast", { hasText: "File added" }).waitFor();
        await choose({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
        await page.getByText("This file cannot be read").waitFor();
        assert.equal(await page.locator(".toast").count(), 0);
    });
});
