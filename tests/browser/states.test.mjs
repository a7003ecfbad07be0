// Screens that stand only in the middle of something, in the dark and in Arabic: what their journeys show in light.
import { after, before, test } from "node:test";

import { SIZES } from "./harness/browser.mjs";
import { openCase } from "./harness/case.mjs";
import { locatedJpeg } from "./harness/files.mjs";
import { look, setLocale } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "states" })));
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");
const gone = (page) => sheet(page).waitFor({ state: "detached" });

/** A note on a new case; answers the address of the note. */
async function note(page) {
    await openCase(page);
    await one(page, "write-note").click();
    await page.locator("textarea").fill("12345");
    await one(page, "save").click();
    await page.locator("a.timeline-link", { hasText: /./ }).first().waitFor();
    await page.locator('[data-test="timeline-entry"]', { hasText: "12345" }).locator("a").click();
    await one(page, "correct").waitFor();
    return page.url();
}

async function correct(page, at, text) {
    await page.goto(at);
    await one(page, "correct").click();
    await page.locator("textarea").fill(text);
}

/** Opens the step of the case's menu that stands at this place. */
async function step(page, at) {
    await one(page, "case-menu").click();
    await sheet(page).locator("button.row").nth(at).click();
    await one(page, "save-step").waitFor();
}

for (const [size, box] of Object.entries(SIZES)) {
    for (const style of ["dark", "arabic"]) {
        const name = (state) => `${state}-${size}-${style}`;
        const within = (email, journey, options) => as(server, email, { ...box, dark: style === "dark" }, async (page) => {
            if (style === "arabic") await setLocale(page, "ar");
            await journey(page);
            if (style === "arabic") await setLocale(page, "en");
        }, options);

        test(`an_entry_in_the_middle_of_something_on_a_${size}_in_${style}`, async () => {
            await within(WORKER, async (page) => {
                const at = await note(page);
                await one(page, "choose-file").setInputFiles({ name: "x.jpg", mimeType: "image/jpeg", buffer: await locatedJpeg(page) });
                await one(page, "open-photo").click();
                await one(page, "photo").waitFor();
                await look(page, name("photo"));
                await page.keyboard.press("Escape");
                await gone(page);

                await correct(page, at, "first");
                const other = await page.context().newPage();
                await correct(other, at, "second");
                await one(other, "save").click();
                await one(other, "entry-title").waitFor();
                await other.close();
                await one(page, "save").click();
                await one(page, "stale-mine").waitFor();
                await look(page, name("stale"));
                await one(page, "stale-mine").click();

                await one(page, "withdraw").click();
                await sheet(page).locator("input").fill("x");
                await look(page, name("withdraw"));
                await one(page, "confirm-withdraw").click();
                await one(page, "withdrawn").waitFor();
                await look(page, name("withdrawn"));
            }, { refusals: ["412"] });
        });

        test(`a_case_that_closes_and_moves_on_a_${size}_in_${style}`, async () => {
            let path;
            await within(WORKER, async (page) => {
                path = `/cases/${await openCase(page)}`;
                await step(page, 2);
                await sheet(page).locator('input[type="radio"]').first().check({ force: true });
                await one(page, "save-step").click();
                await gone(page);
            });
            await within("supervisor@demo.example", async (page) => {
                await page.goto(path);
                await one(page, "closing").click();
                await one(page, "save-step").waitFor();
                await look(page, name("decide"));
                await one(page, "save-step").click();
                await gone(page);
                await look(page, name("closed"));
                await one(page, "closing").click();
                await sheet(page).locator('input[type="text"]').fill("x");
                await look(page, name("reopen"));
                await one(page, "save-step").click();
                await gone(page);
                await step(page, -2);
                await look(page, name("move"));
                await page.keyboard.press("Escape");
                await gone(page);
            });
        });

        test(`a_one_time_link_is_handed_over_on_a_${size}_in_${style}`, async () => {
            await within("admin@demo.example", async (page) => {
                await page.goto("/users");
                await one(page, "invite").click();
                await sheet(page).locator("input").nth(0).fill(`Nil ${size}`);
                await sheet(page).locator("input").nth(1).fill(`${size}-${style}@demo.example`);
                await one(page, "save").click();
                await one(page, "link").waitFor();
                await look(page, name("users-link"));
            });
        });
    }
}
