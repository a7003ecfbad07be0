// The calendar by day and by week, what is next on Today, and one's own calendar address.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { book } from "./harness/appointments.mjs";
import { settled, SIZES } from "./harness/browser.mjs";
import { openCase } from "./harness/case.mjs";
import { day, moved } from "./harness/days.mjs";
import { look, looks, setLocale } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as as asOn } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "calendar" })));
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
const one = (page, name) => page.locator(`[data-test="${name}"]`);
const as = (size, journey, options) => asOn(server, WORKER, size, journey, options);
const at = (page, on, view) => page.goto(`/calendar?view=${view}&day=${on}`);

/** The Monday some weeks ahead, where nobody else of this file books. */
function monday(weeks) {
    const today = day();
    const back = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
    return moved(today, 7 * weeks - back);
}

for (const [name, size] of Object.entries(SIZES)) {
    const ahead = name === "phone" ? 3 : 5;

    test(`the_calendar_shows_the_day_and_the_week_on_a_${name}`, async () => {
        const first = monday(ahead);
        await as(size, async (page) => {
            for (const [on, time] of [[0, "09:00"], [0, "09:30"], [0, "14:00"], [2, "11:00"], [4, "17:30"]]) {
                await openCase(page);
                await book(page, { day: moved(first, on), time });
            }
            await at(page, first, "week");
            await settled(page);
            assert.equal(await one(page, "column").count(), 7);
            assert.equal(await one(page, "slot").count(), 5);
            await looks(page, [
                [`calendar-week-${name}`, async (page) => {
                    await at(page, first, "week");
                    await one(page, "slot").first().waitFor();
                }],
                [`calendar-day-${name}`, async (page) => {
                    await at(page, first, "day");
                    await one(page, "slot").first().waitFor();
                }],
                [`calendar-empty-${name}`, async (page) => {
                    await at(page, moved(first, 6), "day");
                    await page.locator(".empty").waitFor();
                }],
            ]);
            await at(page, first, "day");
            await one(page, "slot").first().waitFor();
            assert.equal(await one(page, "slot").count(), 3);
            if (name === "desktop") {
                const [a, b] = await Promise.all([0, 1].map((at) => one(page, "slot").nth(at).boundingBox()));
                assert.ok(b.x >= a.x + a.width - 1, "what is at the same time stands side by side");
                assert.ok(b.y > a.y + 10, "half an hour later stands lower");
            }
            await one(page, "slot").first().click();
            await one(page, "entry-title").waitFor();
        });
    });

    test(`the_arrows_go_on_and_back_in_the_direction_of_the_language_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await at(page, "2030-05-06", "day");
            await settled(page);
            const shown = () => new URL(page.url()).searchParams.get("day");
            await page.keyboard.press("ArrowRight");
            await page.waitForURL(/2030-05-07/);
            await page.keyboard.press("ArrowLeft");
            await page.waitForURL(/2030-05-06/);
            await at(page, "2030-05-06", "week");
            await settled(page);
            await page.keyboard.press("ArrowRight");
            await page.waitForURL(/2030-05-13/);
            await setLocale(page, "ar");
            await at(page, "2030-05-06", "day");
            await settled(page);
            await page.keyboard.press("ArrowLeft");
            await page.waitForURL(/2030-05-07/);
            assert.equal(shown(), "2030-05-07");
            await setLocale(page, "en");
        });
    });

    test(`today_is_marked_and_a_day_begins_a_booking_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await page.locator(".nav-item", { hasText: "Calendar" }).click();
            await page.waitForURL(/\/calendar/);
            await settled(page);
            assert.equal(await page.locator(".strip-day[data-today]").count(), 1);
            await at(page, monday(ahead + 1), "day");
            await one(page, "new-appointment").click();
            await page.locator('a.row[href^="/book?case="]').first().click();
            await one(page, "type-CMG.phone").first().click();
            const shown = await page.locator('.date input[inputmode="numeric"]').first().inputValue();
            assert.equal(shown, monday(ahead + 1).split("-").reverse().join("/"));
            assert.equal(await page.locator('.nav-item[aria-current="page"]').innerText(), "Calendar");
        });
    });

    test(`days_that_are_not_shown_whole_say_so_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await page.route("**/api/v1/agenda?*", async (route) => {
                const response = await route.fetch();
                await route.fulfill({ response, json: { ...(await response.json()), more: true } });
            });
            for (const view of ["day", "week"]) {
                await at(page, monday(ahead + 2), view);
                await one(page, "agenda-more").waitFor();
            }
        });
    });

    test(`an_address_of_ones_own_is_shown_once_and_can_be_replaced_and_ended_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await page.goto("/settings");
            await one(page, "make-feed").click();
            const address = await one(page, "feed-address").innerText();
            await look(page, `settings-feed-${name}`);
            const file = await page.request.get(address);
            assert.equal(file.status(), 200);
            assert.match(await file.text(), /^BEGIN:VCALENDAR/);
            await page.reload();
            await one(page, "replace-feed").waitFor();
            assert.equal(await one(page, "feed-address").count(), 0);
            await one(page, "replace-feed").click();
            await page.getByRole("alertdialog").getByRole("button", { name: "Replace it" }).click();
            const other = await one(page, "feed-address").innerText();
            assert.notEqual(other, address);
            assert.equal((await page.request.get(address)).status(), 404);
            await one(page, "end-feed").click();
            await page.getByRole("alertdialog").getByRole("button", { name: "End it" }).click();
            await one(page, "make-feed").waitFor();
            assert.equal((await page.request.get(other)).status(), 404);
        });
    });
}

/** What is due, as the server would say it; times are those of the day of the test. */
function due(today) {
    const of = (kind, more) => ({
        kind, on: today, case: CASE, code_name: "Deniz", number: "IST-0318", on_kind: "appointment", record: ONE, subject: "CMG.home_visit", ...more,
    });
    return {
        today,
        items: [
            of("outcome_missing", { on: moved(today, -1), starts: `${moved(today, -1)}T10:00`, record: OVER }),
            of("appointment", { starts: `${today}T23:10`, answer: "coming" }),
            of("appointment", { starts: `${today}T23:40`, record: LATER, code_name: "Papatya", answer: "another_time", subject: "CMG.phone" }),
            of("appointment", { on: moved(today, 1), starts: `${moved(today, 1)}T09:15`, record: NEXT_DAY, code_name: "Yonca" }),
            of("task", { on_kind: "task", record: TASK, subject: "reach_other_way", urgent: true, reason: "too_late" }),
            of("task", { on_kind: "task", record: "01960000-0000-7000-8000-00000000000a", subject: "mail_refused", reason: "no_consent" }),
        ],
    };
}
const CASE = "01960000-0000-7000-8000-000000000001";
const ONE = "01960000-0000-7000-8000-000000000002";
const OVER = "01960000-0000-7000-8000-000000000003";
const LATER = "01960000-0000-7000-8000-000000000004";
const NEXT_DAY = "01960000-0000-7000-8000-000000000005";
const TASK = "01960000-0000-7000-8000-000000000006";

for (const [name, size] of Object.entries(SIZES)) {
    test(`today_begins_with_what_is_urgent_and_what_is_next_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await page.route("**/api/v1/today", (route) => route.fulfill({ json: due(day()) }));
            await looks(page, [
                [`today-appointments-${name}`, async (page) => {
                    await page.goto("/today");
                    await one(page, "next").waitFor();
                }],
            ]);
            await page.goto("/today");
            assert.match(await one(page, "next").innerText(), /23:10.*Deniz/s);
            const heads = await page.locator(".section h2").allInnerTexts();
            assert.deepEqual(heads, ["Urgent", "Appointments", "Tasks"]);
            const times = await page.locator(".slot-when").allInnerTexts();
            assert.deepEqual(times.map((text) => text.split(/\s+/).at(-1)), ["10:00", "23:40", "09:15"]);
        });
    });

    test(`one_press_says_how_it_went_and_one_that_a_task_is_done_on_a_${name}`, async () => {
        await as(size, async (page) => {
            await page.route("**/api/v1/today", (route) => route.fulfill({ json: due(day()) }));
            const sent = [];
            const note = (answer) => async (route) => {
                const request = route.request();
                if (request.method() === "POST") sent.push([request.url().split(`${CASE}/`)[1], request.headers()["if-match"], request.postDataJSON()]);
                await route.fulfill({ json: answer });
            };
            await page.route(`**/appointments/${OVER}*`, note({ id: OVER, version: 3 }));
            await page.route(`**/appointments/${OVER}/outcome`, note({}));
            await page.route(`**/cases/${CASE}/tasks`, note([{ id: TASK, version: 2 }]));
            await page.route(`**/tasks/${TASK}/done`, note({}));
            await page.goto("/today");
            await one(page, "attended").click();
            await page.getByText("Saved", { exact: true }).waitFor();
            await one(page, "task-done").first().click();
            await page.waitForFunction(() => [...document.querySelectorAll(".toast")].some((toast) => toast.textContent.includes("Done")));
            assert.deepEqual(sent, [
                [`appointments/${OVER}/outcome`, '"3"', { outcome: "attended", tell: false }],
                [`tasks/${TASK}/done`, '"2"', {}],
            ]);
        });
    });
}
