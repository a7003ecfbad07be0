// The app comes in parts: signing in and Today first, the rest behind it. A part that does not come can be asked for again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, SIZES } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";
import { signIn } from "./harness/sign_in.mjs";

let server;
before(async () => {
    server = await startServer({ name: "parts" });
});
after(() => server?.stop());

test("signing_in_waits_for_no_part_and_the_next_one_is_fetched_ahead", async () => {
    const { context, page, close } = await launch({ ...SIZES.phone, baseURL: server.url, worker: false });
    try {
        const asked = [];
        let held = true;
        const waiting = [];
        await context.route(/\/part-.*\.wasm$/, (route) => {
            asked.push(new URL(route.request().url()).pathname);
            return held ? waiting.push(route) : route.continue();
        });
        await signIn(page, "caseworker@demo.example");
        await page.getByRole("heading", { name: "Today" }).waitFor();
        await page.locator('a[href="/cases"]').first().click();
        await page.locator(".skeleton").first().waitFor({ state: "attached" });
        assert.ok(asked.some((path) => path.startsWith("/part-cases-")), `asked for ${asked}`);
        held = false;
        await Promise.all(waiting.map((route) => route.continue()));
        await page.locator(".row").first().waitFor();
    } finally {
        await close();
    }
});

test("a_part_that_does_not_come_is_asked_for_again", async () => {
    const { context, page, close } = await launch({ ...SIZES.phone, baseURL: server.url, worker: false });
    try {
        await context.route(/\/part-account-.*\.wasm$/, (route) => route.abort());
        await signIn(page, "caseworker@demo.example");
        await page.goto("/settings");
        const again = page.getByRole("button", { name: "Try again" });
        await again.waitFor();
        await context.unroute(/\/part-account-.*\.wasm$/);
        await again.click();
        await page.getByRole("heading", { name: "Settings" }).waitFor();
    } finally {
        await close();
    }
});
