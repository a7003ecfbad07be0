// A list that comes in pages keeps them when it is read again, and says when one does not come. The pages are made small
// on their way to the server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { settled, SIZES } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "pages" })));
after(() => server?.stop());

/** Pages of this list hold two items; while `broken` is true, later ones do not come. Answers how many were asked for. */
async function smallPages(page, list) {
    const state = { broken: false, asked: 0 };
    await page.route(new RegExp(`/api/v1/cases/[^/]+/${list}(\\?|$)`), (route) => {
        const url = new URL(route.request().url());
        url.searchParams.set("limit", "2");
        const later = url.searchParams.has("after");
        if (later) state.asked += 1;
        return later && state.broken ? route.abort() : route.continue({ url: url.href });
    });
    return state;
}

async function openDeniz(page, part = "") {
    await page.goto("/cases");
    const path = await page.locator("a.row", { hasText: "Deniz" }).first().getAttribute("href");
    await page.goto(path + part);
}

test("a_change_keeps_the_pages_that_were_read", async () => {
    await as(server, "supervisor@demo.example", SIZES.desktop, async (page) => {
        await smallPages(page, "timeline");
        await openDeniz(page);
        const entries = page.locator('[data-test="timeline-entry"]');
        await entries.nth(1).waitFor();
        for (const count of [4, 6]) {
            await page.getByRole("button", { name: "Show more" }).click();
            await entries.nth(count - 1).waitFor();
            assert.equal(await entries.count(), count);
        }
        await page.locator('[data-test="case-menu"]').click();
        await page.locator("dialog.sheet").getByRole("button", { name: "Change step" }).click();
        await page.locator('dialog.sheet input[type="radio"]').first().check({ force: true });
        const read = page.waitForResponse((response) => response.url().includes("/timeline?after="));
        await page.locator('[data-test="save-step"]').click();
        await page.locator("dialog.sheet").waitFor({ state: "detached" });
        await read;
        await settled(page);
        assert.equal(await entries.count(), 6, "the list collapsed");
    });
});

test("a_page_that_does_not_come_is_said_and_asked_for_once", async () => {
    await as(server, "caseworker@demo.example", SIZES.phone, async (page) => {
        const state = await smallPages(page, "services");
        state.broken = true;
        await openDeniz(page, "/services");
        const said = page.getByRole("alert");
        await said.waitFor();
        await page.waitForTimeout(1000);
        assert.equal(state.asked, 1, "it was asked for again and again");
        state.broken = false;
        await said.getByRole("button", { name: "Try again" }).click();
        await said.waitFor({ state: "detached" });
        assert.ok((await page.locator('[data-test="service"]').count()) > 4, "all pages came, to be added up");
    }, { refusals: ["ERR_FAILED"] });
});
