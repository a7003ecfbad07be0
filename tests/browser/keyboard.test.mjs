// Work without a mouse: sign in, open a case, log a service; and the keys of the desk, which can be switched off.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, SIZES } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";
import { as, demoAccount } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "keyboard" })));
after(() => server?.stop());

/** Presses Tab until the focus is on what matches; what has the focus must be seen whole, under no bar. */
async function tabTo(page, selector) {
    for (let presses = 0; presses < 150; presses += 1) {
        await page.keyboard.press("Tab");
        const there = await page.evaluate((selector) => document.activeElement.matches(selector), selector);
        if (there) return assert.deepEqual(await obscured(page), null);
    }
    throw new Error(`Tab does not reach ${selector}`);
}

/** What covers the middle of the focused element, if something does. */
function obscured(page) {
    return page.evaluate(() => {
        const active = document.activeElement;
        const { left, top, width, height } = active.getBoundingClientRect();
        const on = document.elementFromPoint(left + width / 2, top + height / 2);
        const own = on && (active.contains(on) || on.contains(active) || on.closest("label")?.contains(active));
        return own ? null : `${active.outerHTML.slice(0, 120)} under ${on?.outerHTML.slice(0, 120)}`;
    });
}

for (const [size, box] of Object.entries(SIZES)) {
    test(`a_service_is_logged_without_a_mouse_on_a_${size}`, async () => {
        const { page, close } = await launch({ ...box, baseURL: server.url });
        try {
            await page.goto("/");
            await page.locator('input[type="email"]').waitFor();
            const { email, password } = await demoAccount(page, "caseworker@demo.example");
            await tabTo(page, 'input[type="email"]');
            await page.keyboard.type(email);
            await tabTo(page, 'input[type="password"]');
            await page.keyboard.type(password);
            await page.keyboard.press("Enter");
            await page.locator(".nav").waitFor();

            await tabTo(page, '.nav a[href="/cases"]');
            await page.keyboard.press("Enter");
            await page.locator('[data-test="open-case"]').waitFor();
            await tabTo(page, '[data-test="open-case"]');
            await page.keyboard.press("Enter");
            const language = page.getByLabel("Explained in");
            await language.waitFor();
            await tabTo(page, '[data-test="save"]');
            await page.keyboard.press("Enter");
            await page.getByText("Fill this in").first().waitFor();
            await page.waitForFunction(() => document.activeElement.getAttribute("aria-invalid") === "true");
            assert.equal(await obscured(page), null);
            await page.keyboard.type("Turk");
            await page.keyboard.press("Control+Enter");
            await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);

            await page.locator('[data-test="log"]').waitFor();
            await tabTo(page, '[data-test="log"]');
            await page.keyboard.press("Enter");
            await page.locator('[data-test="type-HOU.rent"]').first().waitFor();
            await tabTo(page, '[data-test="type-HOU.rent"]');
            await page.keyboard.press("Enter");
            await page.locator('[data-test="save"]').waitFor();
            await tabTo(page, '[data-test="save"]');
            await page.keyboard.press("Enter");
            await page.locator('[data-test="timeline-entry"]', { hasText: "Rent" }).first().waitFor();
        } finally {
            await close();
        }
    });
}

test("keys_go_where_they_say_until_they_are_switched_off", async () => {
    await as(server, "caseworker@demo.example", SIZES.desktop, async (page) => {
        const at = (path) => page.waitForURL((url) => url.pathname === path);
        await page.goto("/today");
        await page.locator("section.section").first().waitFor();
        await page.keyboard.type("gc");
        await at("/cases");
        await page.locator('.pane-list a.row').nth(1).waitFor();
        await page.keyboard.press("j");
        await page.keyboard.press("j");
        await page.keyboard.press("k");
        const first = await page.locator(".pane-list a.row").first().getAttribute("href");
        assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), first);
        await page.keyboard.press("Enter");
        await at(first);
        await page.locator('[data-test="log"]').waitFor();
        await page.keyboard.press("n");
        await page.waitForURL((url) => url.pathname === "/log" && url.search === `?case=${first.split("/").at(-1)}`);
        await page.keyboard.press("/");
        await at("/cases");
        await page.waitForFunction(() => document.activeElement.type === "search");
        await page.keyboard.type("gt n");
        assert.equal(await page.locator('input[type="search"]').inputValue(), "gt n", "what is typed is text");
        await page.locator("h1:visible").first().focus();
        await page.keyboard.type("gt");
        await at("/today");

        await page.goto("/settings");
        await page.getByRole("group", { name: "Keyboard shortcuts" }).getByRole("radio", { name: "Off" }).check({ force: true });
        await page.locator("h1:visible").first().focus();
        await page.keyboard.type("gc");
        await page.waitForTimeout(300);
        assert.equal(new URL(page.url()).pathname, "/settings");
    });
});
