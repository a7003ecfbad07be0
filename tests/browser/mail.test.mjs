// A person whose language is Arabic is told of an appointment by a real mail server, answers behind its link without an
// account or a script, and the worker sees it, moves the appointment and cancels it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, shot, SIZES } from "./harness/browser.mjs";
import { link, startMailServer } from "./harness/mail.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server, post;
before(async () => {
    post = await startMailServer();
    server = await startServer({ name: "mail", env: post.env });
});
after(async () => {
    await server?.stop();
    await post?.stop();
});

/** The demo's person who reads Arabic and chose level 2. */
async function caseId(page) {
    await page.goto("/cases");
    const row = page.locator("a.row", { hasText: "Papatya" }).first();
    return (await row.getAttribute("href")).split("/").at(-1);
}

/** Fills day and time, and sends. */
async function send(page, day, time) {
    await page.getByRole("button", { name: day }).click();
    await page.getByRole("button", { name: time, exact: true }).click();
    await page.locator('[data-test="preview"]').waitFor();
    const preview = page.locator('[data-test="preview"] [lang="ar"]').first();
    assert.equal(await preview.getAttribute("dir"), "rtl");
    await page.locator('[data-test="save-send"]:not([aria-disabled="true"])').click();
    await page.waitForURL((url) => !url.pathname.startsWith("/book"));
}

/** The address of what was just booked: the case's only one at this time. */
async function booked(page, time) {
    const one = page.locator("a", { has: page.locator('[data-test="appointment"]'), hasText: time });
    await one.waitFor();
    return one.getAttribute("href");
}

/** Behind the link, in a browser that runs no scripts. */
async function answer(mail, kind) {
    const { page, close } = await launch({ ...SIZES.phone, script: false });
    try {
        await page.goto(link(mail));
        assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
        await shot(page, "mail-page-ar");
        await page.locator(`button[value="${kind}"]`).click();
        await page.waitForLoadState();
        await shot(page, "mail-page-answered-ar");
    } finally {
        await close();
    }
}

test("an_appointment_is_booked_answered_moved_and_cancelled_by_mail", async () => {
    await as(server, "caseworker@demo.example", SIZES.phone, async (page) => {
        const id = await caseId(page);
        await page.goto(`/book?case=${id}`);
        await page.locator('[data-test="type-CMG.office_meeting"]').first().click();
        await send(page, "In a week", "10:00");
        const [first] = await post.wait(1);
        assert.deepEqual([first.taken.tls, first.taken.user, first.taken.helo], [true, post.env.YANINDA_SMTP_USER, "randevu.example"]);
        assert.equal(first.from.address, "info@randevu.example");
        assert.ok(/موعد/.test(first.text), first.text);
        const entry = await booked(page, "10:00");

        await answer(first, "not_coming");
        await page.goto("/today");
        await page.getByText("Cannot come").first().waitFor();
        await shot(page, "mail-today-answered");
        await page.goto(entry);
        await page.getByText("Unverified: someone else may read this inbox.").waitFor();
        await shot(page, "mail-entry-answered");

        await page.locator('[data-test="move"]').click();
        await send(page, "In a week", "14:00");
        const [, moved] = await post.wait(2);
        assert.notEqual(moved.messageId, first.messageId);
        assert.ok(/14:00|١٤:٠٠/.test(moved.text), moved.text);

        await page.goto(entry);
        await page.getByText("Unverified").waitFor({ state: "detached" });
        await page.locator('[data-test="cancel-appointment"]').click();
        await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
        const [, , off] = await post.wait(3);
        assert.ok(/إلغاء/.test(off.text), off.text);
        await page.goto(link(moved));
        await shot(page, "mail-page-gone");
    }, { refusals: ["404"] });
});
