// How mail fares: what an administrator and a supervisor see and do, and what the office's mails are sent as.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { SIZES } from "./harness/browser.mjs";
import { looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "mail_health" })));
after(() => server?.stop());

const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");
const language = (page, code) => page.locator(`[data-test="language"][data-language="${code}"]`);

/** What one of the mails of the trouble is about. */
const SUBJECT = {
    mail: "01960000-0000-7000-8000-000000000002", case: "01960000-0000-7000-8000-00000000000a", code_name: "Papatya",
    appointment: "01960000-0000-7000-8000-00000000000b", starts: "2026-11-26T10:30",
};

/** A queue in trouble, as the server would tell it. */
const TROUBLE = {
    paused: "tls",
    counts: [
        { state: "queued", count: 4 },
        { state: "sent", count: 31 },
        { state: "failed", reason: "bounced", count: 2 },
        { state: "dropped", reason: "no_consent", count: 3 },
        { state: "dropped", reason: "superseded", count: 5 },
    ],
    oldest_due: 1_790_000_000_000_000,
    lines: [
        { id: "01960000-0000-7000-8000-000000000001", version: 1, kind: "reminder", state: "queued", created_at: 1_790_000_000_000_000, at: 1_790_003_600_000_000, attempts: 2 },
        { id: "01960000-0000-7000-8000-000000000002", version: 4, kind: "change", state: "failed", reason: "bounced", created_at: 1_790_000_000_000_000, at: 1_790_000_100_000_000, attempts: 1 },
    ],
    languages: [
        { language: "ar", approved_by: "Layla", approved_at: 1_780_000_000_000_000, outdated: true, texts: ["تذكير: الخميس 14:00"] },
        { language: "uk", texts: ["Нагадування: четвер, 14:00"] },
    ],
};

for (const [name, size] of Object.entries(SIZES)) {
    test(`an_approval_is_recorded_and_taken_back_on_a_${name}`, async () => {
        await as(server, "admin@demo.example", size, async (page) => {
            const asked = [];
            page.on("request", (request) => asked.push(new URL(request.url()).pathname));
            await page.locator(".nav-item", { hasText: "Mail" }).click();
            await one(page, "language").first().waitFor();
            assert.equal(await one(page, "language").count(), 7);
            assert.ok(!asked.includes("/api/v1/mail/subjects"));
            const french = language(page, "fr");
            await french.getByText("Approved", { exact: true }).waitFor();
            await french.locator("summary").click();
            assert.ok((await french.locator(".mail-texts li").count()) > 5);
            assert.equal(await language(page, "fa").locator(".mail-texts").getAttribute("dir"), "rtl");
            await french.locator('[data-test="disapprove"]').click();
            await page.getByRole("alertdialog").getByRole("button", { name: "Take back" }).click();
            await french.getByText("Not approved").waitFor();
            await french.locator('[data-test="approve"]').click();
            await sheet(page).getByLabel("Who read and approved the texts").fill("Amélie");
            await sheet(page).locator('[data-test="save"]').click();
            await french.getByText("Amélie").waitFor();
            await looks(page, [
                [`mail-health-${name}`, async (page) => {
                    await page.goto("/mail");
                    await one(page, "language").first().waitFor();
                }],
            ]);
        });
    });

    test(`what_holds_mail_up_is_said_with_what_to_do_on_a_${name}`, async () => {
        await as(server, "supervisor@demo.example", size, async (page) => {
            await page.route("**/api/v1/mail", (route) => route.fulfill({ json: TROUBLE }));
            await page.route("**/api/v1/mail/subjects", (route) => route.fulfill({ json: [SUBJECT] }));
            const sent = [];
            await page.route("**/api/v1/mail/*/*", async (route) => {
                sent.push([route.request().url().split("/mail/")[1], route.request().headers()["if-match"]]);
                await route.fulfill({ json: {} });
            });
            await looks(page, [
                [`mail-trouble-${name}`, async (page) => {
                    await page.goto("/mail");
                    await one(page, "paused").waitFor();
                }],
            ]);
            await page.goto("/mail");
            await page.getByText("Nothing is sent without.", { exact: false }).waitFor();
            await one(page, "mail-subject").waitFor();
            assert.equal(await one(page, "mail-subject").count(), 1);
            assert.match(await one(page, "mail-subject").innerText(), /Papatya.*10:30/);
            const lines = one(page, "mail-line").filter({ has: one(page, "mail-subject") });
            assert.match(await lines.innerText(), /came back/);
            const entry = `/cases/${SUBJECT.case}/entry/${SUBJECT.appointment}`;
            assert.equal(await one(page, "mail-subject").getAttribute("href"), entry);
            await one(page, "cancel-mail").click();
            await page.getByRole("alertdialog").getByText("Tell the person another way", { exact: false }).waitFor();
            assert.equal(sent.length, 0);
            await page.getByRole("alertdialog").getByRole("button", { name: "Take back" }).click();
            await page.getByText("Taken back", { exact: true }).first().waitFor();
            await one(page, "resend-mail").click();
            await page.waitForFunction(() => document.querySelector(".toast")?.textContent.includes("sent again"));
            const [queued, failed] = TROUBLE.lines;
            assert.deepEqual(sent, [[`${queued.id}/cancel`, '"1"'], [`${failed.id}/resend`, '"4"']]);
        });
    });

    test(`the_office_chooses_neutral_words_for_its_mails_on_a_${name}`, async () => {
        await as(server, "admin@demo.example", size, async (page) => {
            await page.goto("/users");
            await one(page, "edit-office").click();
            const sender = sheet(page).getByLabel("Sender’s name", { exact: false });
            await sender.fill("Rose Street 12");
            await sheet(page).locator('[data-test="save"]').click();
            await sheet(page).getByText("Use plain words", { exact: false }).waitFor();
            await sender.fill("Appointments");
            await sheet(page).locator('[data-test="save"]').click();
            await sheet(page).waitFor({ state: "detached" });
            await page.getByText("E-mails come from: Appointments").waitFor();
        });
    });
}
