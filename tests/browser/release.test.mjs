// What the server hands out of a release: whole or not at all, and the one before for those who still have it open.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, SIZES } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";

const FORMER = "app-0123456789abcdef.css";

let server;
before(async () => {
    server = await startServer({
        name: "release",
        // What another release has left.
        prepare: ({ data }) => {
            const folder = join(data, "assets");
            mkdirSync(join(folder, "abcdef01"), { recursive: true });
            writeFileSync(join(folder, "abcdef01", FORMER), ".former {}");
            writeFileSync(join(folder, "releases"), "abcdef01");
        },
    });
});
after(() => server?.stop());

const get = (path) => fetch(server.url + path);

test("a_missing_asset_is_404_and_never_the_page", async () => {
    for (const path of ["/app-ffffffffffffffff.css", "/nothing.js", "/icons/nothing.png", "/unheard-of", "/nowhere"]) {
        const answer = await get(path);
        assert.equal(answer.status, 404, path);
        assert.ok(!(await answer.text()).includes("<html"), path);
    }
});

test("what_is_named_by_its_content_is_kept_and_the_rest_is_asked_for_again", async () => {
    const worker = await get("/sw.js");
    assert.equal(worker.headers.get("cache-control"), "no-cache");
    assert.equal((await get("/")).headers.get("cache-control"), "no-cache");
    const files = JSON.parse((await worker.text()).match(/FILES = (\[[^\]]*\])/)[1]);
    assert.ok(files.some((file) => file.endsWith(".wasm")), "the wasm is in the list");
    for (const file of files) {
        const answer = await get(file);
        assert.equal(answer.status, 200, file);
        const hashed = /-[0-9a-f]{8,}(_bg)?\.\w+$/.test(file);
        assert.equal(answer.headers.get("cache-control"), hashed ? "public, max-age=31536000, immutable" : "no-cache", file);
    }
});

test("the_release_before_is_still_served", async () => {
    const answer = await get(`/${FORMER}`);
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), ".former {}");
    assert.equal((await get("/releases")).status, 404);
});

test("an_offer_of_a_new_version_stays_until_it_is_taken", async () => {
    const { page, close } = await launch({ ...SIZES.phone, baseURL: server.url });
    try {
        await page.clock.install();
        await page.goto("/");
        await page.locator('input[type="email"]').waitFor();
        await page.evaluate(() => {
            addEventListener("yaninda-activate", () => (window.taken = true));
            dispatchEvent(new Event("yaninda-update"));
        });
        const offer = page.locator(".toast", { hasText: "A new version is ready" });
        await offer.waitFor();
        await page.clock.runFor("05:00");
        assert.ok(await offer.isVisible());
        await offer.getByRole("button", { name: "Reload" }).click();
        assert.equal(await page.evaluate(() => window.taken), true);
    } finally {
        await close();
    }
});
