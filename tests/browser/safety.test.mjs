// An unlocked phone in other hands: the lock, the idle lock, Leave and "back", the cover, and the other tabs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { SIZES } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "safety" })));
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
const ROW = 'a.row[href^="/cases/"]';
const locked = (page) => page.locator(".auth h1").waitFor();

/** The first case of the list, open. */
async function openFirst(page) {
    await page.goto("/cases");
    await page.locator(ROW).first().click();
    await page.locator('[data-test="case-menu"]').waitFor();
    return page.locator(ROW).first().locator(".row-title").textContent();
}

/** Nothing of the work is in the page any more. */
async function holdsNothing(page, name) {
    await locked(page);
    assert.equal(await page.locator(".frame, dialog, .toast").count(), 0);
    assert.ok(!(await page.content()).includes(name), "a code name is still in the page");
    assert.equal(await page.title(), "Yanında");
}

/** The password alone, also where the page was loaded anew since: the field has the focus already. */
async function unlock(page) {
    await page.waitForFunction(() => document.activeElement.type === "password");
    assert.equal(await page.locator('input[type="email"]').count(), 0);
    assert.ok(!(await page.content()).includes(WORKER), "the page tells nobody whose it is");
    assert.ok(await page.getByRole("button", { name: "Use another account" }).isVisible());
    await page.keyboard.type("by-your-side-demo");
    await page.keyboard.press("Enter");
    await page.locator(".frame").waitFor();
}

for (const [size, box] of Object.entries(SIZES)) {
    test(`lock_is_within_reach_of_a_sheet_and_a_question_on_a_${size}`, async () => {
        await as(server, WORKER, box, async (page) => {
            const name = await openFirst(page);
            await page.goto(`${page.url()}/profile`);
            await page.locator('[data-test="give-consent"]').click();
            const sheet = page.locator("dialog.sheet");
            await sheet.getByLabel("Purpose").fill("Something typed");
            assert.ok(await sheet.getByRole("button", { name: "Leave" }).isVisible());
            assert.ok(await sheet.getByRole("button", { name: "Lock" }).isVisible());
            await page.keyboard.press("Escape");
            const question = page.getByRole("alertdialog");
            await question.waitFor();
            assert.equal(await page.evaluate(() => document.activeElement.innerText), "Cancel", "the safe choice has the focus");
            assert.ok(await question.getByTitle("Leave").isVisible());
            await question.getByTitle("Lock").click();
            await holdsNothing(page, name);
            await unlock(page);
            assert.equal(await question.count(), 0, "the question does not come back");
        });
    });

    test(`leave_opens_an_empty_page_and_back_does_not_return_on_a_${size}`, async () => {
        await as(server, WORKER, box, async (page) => {
            const name = await openFirst(page);
            await page.locator(".nav-leave").click();
            await page.waitForURL(/\/exit\.html$/);
            assert.equal(await page.locator("body").innerText(), "");
            await page.goBack();
            await holdsNothing(page, name);
            // The neutral page has no icon.
        }, { refusals: ["favicon.ico"] });
    });
}

test("alt_and_l_locks", async () => {
    await as(server, WORKER, SIZES.desktop, async (page) => {
        const name = await openFirst(page);
        await page.keyboard.press("Alt+KeyL");
        await holdsNothing(page, name);
        await page.reload();
        await holdsNothing(page, name);
    });
});

test("an_unused_app_says_so_and_locks", async () => {
    await as(server, WORKER, SIZES.desktop, async (page) => {
        await page.clock.install();
        const name = await openFirst(page);
        const notice = page.locator(".toast", { hasText: "This locks in half a minute" });
        await page.clock.runFor("04:40");
        await notice.waitFor();
        await notice.getByRole("button", { name: "Stay" }).click();
        await notice.waitFor({ state: "detached" });
        await page.clock.runFor("04:00");
        // Reading on is use, too.
        await page.mouse.wheel(0, 200);
        await page.waitForFunction(() => Date.now() - Number(localStorage.getItem("active")) < 10_000);
        await page.clock.runFor("04:00");
        assert.ok(await page.locator(".frame").isVisible());
        await page.clock.runFor("01:10");
        await holdsNothing(page, name);
    });
});

test("a_hidden_page_is_covered", async () => {
    await as(server, WORKER, SIZES.phone, async (page) => {
        await openFirst(page);
        const hide = (hidden) => page.evaluate((hidden) => {
            Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
            return getComputedStyle(document.body).visibility;
        }, hidden);
        assert.equal(await hide(true), "hidden");
        assert.equal(await hide(false), "visible");
    });
});

test("what_one_tab_does_the_others_do_too", async () => {
    await as(server, WORKER, SIZES.desktop, async (page) => {
        const other = await page.context().newPage();
        const name = await openFirst(page);
        await other.goto("/today");
        await other.locator(".nav-lock").click();
        await holdsNothing(page, name);

        await unlock(page);
        await other.goto("/settings");
        await other.getByRole("button", { name: "Sign out", exact: true }).last().click();
        await page.locator('input[type="email"]').waitFor();
        // Until the server has heard of it, the device that was left is noted.
        await page.waitForFunction(() => localStorage.getItem("left") === null);
        const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => /^(device|user|account|types-|left)/.test(key)));
        assert.deepEqual(kept, [], "this device forgets who signed in");
    });
});

test("signing_out_without_a_network_is_told_to_the_server_later", async () => {
    await as(server, WORKER, SIZES.phone, async (page) => {
        await page.goto("/settings");
        const out = page.getByRole("button", { name: "Sign out", exact: true }).last();
        await out.waitFor();
        await page.context().setOffline(true);
        await out.click();
        await page.locator('input[type="email"]').waitFor();
        assert.ok(await page.evaluate(() => localStorage.getItem("left")));
        await page.context().setOffline(false);
        const told = page.waitForResponse((response) => response.url().endsWith("/sessions/end"));
        await page.reload();
        assert.equal((await told).status(), 204);
        await page.waitForFunction(() => localStorage.getItem("left") === null);
    }, { refusals: ["ERR_INTERNET_DISCONNECTED"] });
});
