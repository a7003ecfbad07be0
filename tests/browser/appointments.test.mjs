// Appointments from the first tap to the last word: booked, moved, cancelled, answered for; what forbids a mail is mended
// on the way, and the mail is the one that was shown.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { book, fillIn, mendAll } from "./harness/appointments.mjs";
import { settled, SIZES } from "./harness/browser.mjs";
import { openCase } from "./harness/case.mjs";
import { day } from "./harness/days.mjs";
import { look as lookAt } from "./harness/looks.mjs";
import { mail } from "./harness/letters.mjs";
import { startServer } from "./harness/server.mjs";
import { as as asOn } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "appointments" })));
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");
const as = (size, journey, options) => asOn(server, WORKER, size, journey, options);

/** From the top: what sticks to the edge of the window would stand in the middle of the picture. */
async function look(page, name) {
    await page.evaluate(() => [document.documentElement, ...document.querySelectorAll(".main, .pane")].forEach((pane) => pane.scrollTo(0, 0)));
    await lookAt(page, name);
}

/** The time field, by its place: labels are in the language of the interface. */
const time = (page) => page.locator('.date input[inputmode="numeric"]').nth(1);

for (const [name, size] of Object.entries(SIZES)) {
    test(`an_appointment_is_booked_by_five_taps_from_an_open_case_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await openCase(page);
            let taps = 0;
            const tap = async (target) => {
                taps += 1;
                await target.click();
            };
            await tap(one(page, "book"));
            await tap(one(page, "type-CMG.office_meeting").first());
            await tap(page.getByRole("button", { name: "Tomorrow", exact: true }));
            await tap(page.getByRole("button", { name: "10:00", exact: true }));
            await tap(one(page, "save"));
            await page.waitForURL(/\/appointments$/);
            const row = one(page, "appointment").filter({ hasText: "Meeting at the office" });
            await row.waitFor();
            assert.match(await row.locator("xpath=..").innerText(), /10:00/);
            assert.equal(taps, 5);
        });
    });

    test(`an_appointment_is_moved_and_cancelled_and_its_past_is_kept_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await openCase(page);
            await book(page, { day: day(3), time: "10:30" });
            await look(page, `case-appointments-${name}`);
            await one(page, "appointment").click();
            await one(page, "move").click();
            await time(page).fill("1430");
            await time(page).press("Tab");
            assert.equal(await time(page).inputValue(), "14:30");
            await one(page, "save").click();
            await one(page, "entry-title").waitFor();
            await page.locator("dd", { hasText: "14:30" }).waitFor();
            // What was saved is said above it for a while: the keyboard does not mind.
            await one(page, "history").locator("summary").press("Enter");
            assert.equal(await one(page, "version").count(), 2);
            await look(page, `appointment-${name}`);
            await one(page, "cancel-appointment").click();
            await sheet(page).locator("form").waitFor();
            await sheet(page).getByText("You get a task: Tell the person another way.", { exact: false }).waitFor();
            await sheet(page).getByLabel("Reason").fill("The office is closed");
            await look(page, `appointment-cancel-${name}`);
            await sheet(page).locator('[data-test="save"]').click();
            await sheet(page).waitFor({ state: "detached" });
            await page.locator("dd", { hasText: "The office is closed" }).waitFor();
            // The task stands on the page and is named at once; what names it covers nothing that is pressed next.
            await one(page, "task").getByText("Tell the person another way").waitFor();
            const toast = page.locator(".toast", { hasText: "A task is open: Tell the person another way" });
            await toast.waitFor();
            if (name === "phone") assert.ok((await toast.boundingBox()).y < page.viewportSize().height / 4);
            await toast.getByRole("button", { name: "Dismiss" }).click();
            await toast.waitFor({ state: "detached" });
            assert.equal(await one(page, "move").count(), 0);
            assert.equal(await one(page, "excused").count(), 0);
            await look(page, `appointment-cancelled-${name}`);
            await page.goto(page.url().replace(/\/entry\/.*/, ""));
            await page.locator(".timeline-struck", { hasText: "Meeting at the office" }).getByText("Cancelled").waitFor();
        });
    });

    test(`who_knows_that_an_appointment_is_off_makes_no_task_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await openCase(page);
            await book(page, { day: day(3), time: "12:30" });
            await one(page, "appointment").click();
            await one(page, "cancel-appointment").click();
            await sheet(page).getByRole("radio", { name: "They know already" }).check();
            await sheet(page).locator('[data-test="save"]').click();
            await sheet(page).waitFor({ state: "detached" });
            await one(page, "move").waitFor({ state: "detached" });
            await settled(page);
            assert.equal(await one(page, "task").count(), 0);
        });
    });

    test(`what_forbids_a_mail_is_mended_on_the_way_and_the_mail_is_the_one_that_was_shown_on_a_${name}`, async () => {
        const address = `reader-${name}@post.example`;
        await as(size, async (page) => {
            await openCase(page);
            await one(page, "book").click();
            await fillIn(page, { day: day(4), time: "11:15" });
            const seen = (step) => look(page, `book-${step}-${name}`);
            await one(page, "refused").waitFor();
            assert.equal(await one(page, "save-send").getAttribute("aria-disabled"), "true");
            assert.match(await page.locator("#send-why").innerText(), /^No e-mail can go out\. \S/);
            await mendAll(page, server, { address, look: seen });
            // What was typed before is all still there.
            assert.equal(await time(page).inputValue(), "11:15");
            await one(page, "mail-card").getByText(/^Safe until/).waitFor();
            await one(page, "leaves").getByText(/^Reminders/).waitFor();
            await one(page, "any-hour").waitFor();
            await one(page, "mail-card").getByRole("button", { name: "Record safe hours" }).click();
            await sheet(page).locator("form").getByText("Safe hours", { exact: true }).waitFor();
            await page.keyboard.press("Escape");
            await sheet(page).waitFor({ state: "detached" });
            const letter = await one(page, "letter").innerText();
            assert.match(letter, /11:15/);
            assert.equal(await one(page, "letter").getAttribute("lang"), "en");
            assert.doesNotMatch(letter, /Meeting at the office/);
            await look(page, `book-ready-${name}`);
            await one(page, "save-send").click();
            await page.waitForURL(/\/appointments$/);
            await one(page, "appointment").click();
            await one(page, "mail").filter({ hasText: "Confirmation" }).waitFor();
            const sent = await mail(server, ({ to, text }) => to[0].address === address && text.includes("11:15"));
            // The reminders are planned a moment after it has left.
            const dayBefore = one(page, "mail").filter({ hasText: "1 day before" });
            for (let tries = 0; tries < 5 && (await dayBefore.count()) === 0; tries += 1) {
                await page.reload();
                await one(page, "mail").first().waitFor();
            }
            await dayBefore.waitFor();
            const lines = letter.split("\n").map((line) => line.trim()).filter((line) => line && !/https?:/.test(line));
            for (const line of lines) assert.ok(sent.text.includes(line), `${line} is not in the mail`);
            await look(page, `appointment-mails-${name}`);
            // A note is nothing to write about: the reminders stay, unless the worker says that they are to stop.
            const waiting = one(page, "mail").filter({ hasText: "Reminder" }).filter({ hasText: "Waiting" });
            const reminders = await waiting.count();
            assert.ok(reminders > 0);
            await one(page, "move").click();
            await one(page, "unchanged").waitFor();
            await page.getByText("Details, optional").click();
            await page.getByLabel("Note", { exact: true }).fill("Bring the letter");
            assert.equal(await one(page, "save-send").count(), 0);
            await look(page, `book-noted-${name}`);
            await one(page, "save").click();
            await page.locator("dd", { hasText: "Bring the letter" }).waitFor();
            assert.equal(await waiting.count(), reminders);
            await one(page, "move").click();
            await one(page, "save-stop").click();
            await one(page, "entry-title").waitFor();
            await page.waitForFunction(() => {
                const mails = [...document.querySelectorAll('[data-test="mail"]')];
                return mails.length > 0 && !mails.some((mail) => mail.textContent.includes("Waiting"));
            });
            // Whoever is not to be told of it is not told by one press.
            await one(page, "resend").waitFor({ state: "detached" });
        }, { refusals: ["422"] });
    });

    test(`a_time_that_is_taken_and_one_that_is_past_are_said_while_the_form_is_filled_in_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await openCase(page);
            await book(page, { day: day(5), time: "09:00" });
            await one(page, "book").click();
            await fillIn(page, { day: day(5), time: "09:30" });
            await one(page, "clashes").getByText("The person has another appointment then", { exact: false }).first().waitFor();
            await one(page, "clashes").getByText("Who attends has another appointment then", { exact: false }).first().waitFor();
            await look(page, `book-clash-${name}`);
            await page.locator('.date input[inputmode="numeric"]').first().fill("01/02/2020");
            await page.keyboard.press("Tab");
            await one(page, "save").click();
            await page.getByText("This is in the past").waitFor();
        }, { refusals: ["422"] });
    });

    test(`words_of_a_place_that_look_like_an_address_are_refused_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await openCase(page);
            await one(page, "book").click();
            await fillIn(page, { day: day(6), time: "13:00" });
            await page.locator("label", { hasText: "Other words" }).first().click();
            await page.locator('input[type="radio"]:checked').and(page.getByRole("radio", { name: "Other words" })).waitFor({ state: "attached" });
            const refused = page.locator(".field-error", { hasText: "Use plain words" });
            const wrong = one(page, "mail-card-wrong").getByText("Place, as the e-mail says it", { exact: false });
            await page.getByLabel("Other words").last().fill("12 Rose Street");
            await wrong.waitFor();
            await one(page, "save").click();
            await refused.waitFor();
            // What only the server knows is said before it is saved: the name of the case, and of the real place.
            await page.getByLabel("Other words").last().fill("by the deneme door");
            await refused.waitFor();
            await wrong.waitFor();
            await page.getByText("Details, optional").click();
            await page.getByLabel("Place", { exact: true }).fill("Tea house in Moda");
            await page.getByLabel("Other words").last().fill("by the moda door");
            await refused.waitFor();
            await wrong.waitFor();
            await look(page, `book-words-${name}`);
            await page.getByLabel("Other words").last().fill("by the blue door");
            await wrong.waitFor({ state: "detached" });
            await one(page, "save").click();
            await page.waitForURL(/\/appointments$/);
            await one(page, "appointment").click();
            await page.locator("dd", { hasText: "by the blue door" }).waitFor();
        }, { refusals: ["422"] });
    });

    test(`a_weekly_appointment_is_booked_at_once_and_its_rest_is_cancelled_at_once_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await openCase(page);
            await one(page, "book").click();
            await fillIn(page, { day: day(7), time: "15:00" });
            await page.getByText("Details, optional").click();
            await page.getByLabel("Repeat weekly").selectOption("3");
            await look(page, `book-details-${name}`);
            await one(page, "save").click();
            await page.waitForURL(/\/appointments$/);
            await page.waitForFunction(() => document.querySelectorAll('[data-test="appointment"]').length === 4);
            await one(page, "appointment").nth(1).click();
            await one(page, "cancel-appointment").click();
            await sheet(page).getByRole("group", { name: /following weeks/ }).getByRole("radio", { name: "Yes" }).check({ force: true });
            await sheet(page).locator('[data-test="save"]').click();
            await sheet(page).waitFor({ state: "detached" });
            await page.goBack();
            await page.waitForURL(/\/appointments$/);
            await settled(page);
            assert.equal(await one(page, "appointment").filter({ hasText: "Cancelled" }).count(), 3);
        });
    });

    test(`what_is_typed_is_found_again_after_the_app_was_locked_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await openCase(page);
            await one(page, "book").click();
            await fillIn(page, { day: day(8), time: "16:45" });
            await page.getByText("Details, optional").click();
            await page.getByLabel("Documents to bring").fill("The old permit");
            await page.locator(".nav-lock").click();
            await page.locator(".auth h1").waitFor();
            await page.locator('input[type="password"]').fill("by-your-side-demo");
            await page.keyboard.press("Enter");
            await one(page, "chosen-type").waitFor();
            assert.equal(await time(page).inputValue(), "16:45");
            assert.equal(await page.getByLabel("Documents to bring").inputValue(), "The old permit");
            await one(page, "save").click();
            await page.waitForURL(/\/appointments$/);
            await one(page, "appointment").waitFor();
        });
    });
}
