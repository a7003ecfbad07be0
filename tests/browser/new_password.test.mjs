// Whoever makes a one-time link does not get in with it: a second person asks the user and says that it was them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, overflow, settled, shot, SIZES } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

const PASSWORD = "drei Esel im Regen am Fluss";

let server;
before(async () => (server = await startServer({ name: "new-password" })));
after(() => server?.stop());

/** The one-time link that the administrator hands over. */
async function link(box, email) {
    let path;
    await as(server, "admin@demo.example", box, async (page) => {
        await page.goto("/users");
        await page.locator("tbody tr", { hasText: email }).getByRole("button", { name: "One-time link" }).click();
        path = new URL(await page.locator('[data-test="link"]').innerText());
    });
    return path.pathname + path.hash;
}

/** Chooses the password with the link, and is told that it waits. */
async function redeem(box, path) {
    const { page, close } = await launch({ ...box, baseURL: server.url });
    try {
        await page.goto(path);
        await page.locator('input[type="password"]').fill(PASSWORD);
        await page.locator('button[type="submit"]').click();
        await page.locator(".note-wait", { hasText: "7 days" }).waitFor();
    } finally {
        await close();
    }
}

/** Status of a sign-in with the new password. */
async function signsIn(email) {
    const body = JSON.stringify({ email, password: PASSWORD });
    return (await fetch(`${server.url}/api/v1/sessions`, { method: "POST", headers: { "content-type": "application/json" }, body })).status;
}

for (const [size, box, email, answer] of [
    ["phone", SIZES.phone, "caseworker@demo.example", "It was them"],
    ["desktop", SIZES.desktop, "caseworker3@demo.example", "It was not"],
]) {
    test(`a_new_password_waits_for_a_supervisor_on_a_${size}`, async () => {
        await redeem(box, await link(box, email));
        assert.equal(await signsIn(email), 401);
        await as(server, "supervisor@demo.example", box, async (page) => {
            await page.goto("/today");
            const waiting = page.locator(".section", { hasText: "New passwords to confirm" });
            await waiting.waitFor();
            await settled(page);
            assert.equal(await overflow(page), 0);
            await shot(page, `today-new-password-${size}`);
            await waiting.getByRole("button", { name: answer, exact: true }).click();
            await waiting.waitFor({ state: "detached" });
        });
        assert.equal(await signsIn(email), answer === "It was them" ? 200 : 401);
    });
}
