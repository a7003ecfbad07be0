// Production as the README has it: an installation of one's own behind Caddy. A worker sets a password by the one-time link,
// signs in over HTTPS, and the app can be installed and opens without a network.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, SIZES } from "./harness/browser.mjs";
import { startProxy } from "./harness/proxy.mjs";
import { freePort, startInstallation } from "./harness/server.mjs";

const PASSWORD = "seven quiet boats at noon";

let server;
let proxy;
let origin;
before(async () => {
    const port = await freePort();
    origin = `https://localhost:${port}`;
    server = await startInstallation({ name: "https", origin });
    proxy = await startProxy({ port, target: server.url });
});
after(async () => {
    await proxy?.stop();
    await server?.stop();
});

test("a_worker_signs_in_over_https_and_the_app_installs", async () => {
    const { context, page, close } = await launch({ ...SIZES.phone, baseURL: origin, trust: proxy.key, profile: true });
    try {
        await page.goto(server.link);
        await page.locator('input[type="password"]').fill(PASSWORD);
        assert.equal(new URL(page.url()).hash, "", "the token leaves the address");
        await page.locator('button[type="submit"]').click();
        await page.getByRole("button", { name: "Sign in" }).click();
        await page.locator('input[type="email"]').fill(server.email);
        await page.locator('input[type="password"]').fill(PASSWORD);
        await page.locator('button[type="submit"]').click();
        await page.getByRole("heading", { name: "Today" }).waitFor();

        const cookies = await context.cookies();
        assert.ok(cookies.length > 0);
        for (const { name, secure, httpOnly, sameSite } of cookies) {
            assert.deepEqual({ name, secure, httpOnly, sameSite }, { name, secure: true, httpOnly: true, sameSite: "Strict" });
        }

        await page.evaluate(() => navigator.serviceWorker.ready);
        const devtools = await context.newCDPSession(page);
        const manifest = await devtools.send("Page.getAppManifest");
        assert.deepEqual(manifest.errors, []);
        assert.match(manifest.url, /\/manifest\.webmanifest$/);
        const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
        assert.deepEqual(installabilityErrors, [], "the browser would not offer to install it");
        assert.deepEqual(page.problems, []);

        await proxy.stop();
        proxy = undefined;
        await page.goto("/cases");
        await page.getByRole("heading", { name: "No connection" }).waitFor();
        assert.equal(await page.title(), "Yanında");
    } finally {
        await close();
    }
});
