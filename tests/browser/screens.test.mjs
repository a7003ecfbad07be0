// Every screen, photographed at both sizes in light, dark and Arabic, and held to the accessibility rules.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { accessibilityFindings } from "./harness/accessibility.mjs";
import { launch, overflow, shot, SIZES } from "./harness/browser.mjs";
import { setLocale } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { signIn } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "screens" })));
after(() => server?.stop());

const WORKER = ["/today", "/cases", "/cases/new", "/log", "/settings"];
const PARTS = ["", "/services", "/documents", "/profile"];

async function look(page, name, path) {
    await page.goto(path);
    await page.locator("h1:visible").first().waitFor();
    await page.waitForLoadState("networkidle");
    await shot(page, name);
    assert.equal(await overflow(page), 0, `${name} scrolls sideways`);
    assert.deepEqual(await accessibilityFindings(page), [], name);
}

const named = (path) => path.replaceAll("/", "-").replace(/^-/, "") || "timeline";

for (const [size, box] of Object.entries(SIZES)) {
    for (const look_of of ["light", "dark", "arabic"]) {
        test(`a_caseworkers_screens_on_a_${size}_in_${look_of}`, async () => {
            const { page, close } = await launch({ ...box, dark: look_of === "dark", baseURL: server.url });
            try {
                await signIn(page, "caseworker@demo.example");
                await setLocale(page, look_of === "arabic" ? "ar" : "en");
                for (const path of WORKER) await look(page, `${named(path)}-${size}-${look_of}`, path);
                await page.goto("/cases");
                const first = await page.locator('a.row[href^="/cases/"]').first().getAttribute("href");
                for (const part of PARTS) await look(page, `case-${named(part)}-${size}-${look_of}`, `${first}${part}`);
                for (const part of ["/note", "/document"]) await look(page, `case${named(part)}-form-${size}-${look_of}`, `${first}${part}`);
                await page.goto(first);
                const entry = await page.locator("a.timeline-link").first().getAttribute("href");
                await look(page, `entry-${size}-${look_of}`, entry);
                await page.goto(`/log?case=${first.split("/").at(-1)}`);
                await page.locator('[data-test="type-HOU.rent"]').first().click();
                await page.locator('[data-test="save"]').waitFor();
                await shot(page, `log-rent-${size}-${look_of}`);
                assert.deepEqual(await accessibilityFindings(page), [], "log form");
                await setLocale(page, "en");
            } finally {
                await close();
            }
        });
    }
}
