// The first screen: the server starts, the app opens at both sizes without an error, and nothing is left behind.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { accessibilityFindings } from "./harness/accessibility.mjs";
import { launch, overflow, shot, SIZES } from "./harness/browser.mjs";
import { DATABASE, startServer } from "./harness/server.mjs";

let server;
before(async () => (server = await startServer({ name: "start" })));
after(() => server?.stop());

for (const [name, size] of Object.entries(SIZES)) {
    for (const dark of [false, true]) {
        test(`the_app_opens_on_a_${name}_in_${dark ? "dark" : "light"}`, async () => {
            const { page, close } = await launch({ ...size, dark, baseURL: server.url });
            try {
                await page.goto("/");
                await page.locator('input[type="email"]').waitFor();
                await shot(page, `start-${name}-${dark ? "dark" : "light"}`);
                assert.equal(await overflow(page), 0, "scrolls sideways");
                assert.deepEqual(await accessibilityFindings(page), []);
                assert.deepEqual(page.problems, []);
            } finally {
                await close();
            }
        });
    }
}

test("the_first_paint_needs_no_program", async () => {
    const { context, close } = await launch({ ...SIZES.phone, baseURL: server.url });
    const browser = context.browser();
    try {
        const context = await browser.newContext({ baseURL: server.url, viewport: SIZES.phone, javaScriptEnabled: false });
        const page = await context.newPage();
        await page.goto("/");
        await page.locator(".splash-bar", { hasText: "Yanında" }).waitFor();
        assert.ok(await page.locator(".splash-nav").isVisible());
        assert.deepEqual(await page.locator(".no-script").evaluateAll((texts) => texts.map(({ lang }) => lang)), ["en", "tr", "ar"]);
        await shot(page, "first-paint-phone");
    } finally {
        await close();
    }
});

test("a_stopped_server_leaves_no_process", async () => {
    const other = await startServer({ name: "stop", database: DATABASE });
    assert.equal((await fetch(`${other.url}/healthz`)).status, 200);
    await other.stop();
    assert.throws(() => process.kill(other.pid, 0), { code: "ESRCH" });
});
