// Referrals and workshops: somebody is referred and linked to a case, a workshop is recorded and its form opened, participants
// answer it on a phone in three languages and without a script, and the report shows what changed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { HtmlValidate } from "html-validate";

import { accessibilityFindings } from "./harness/accessibility.mjs";
import { newId } from "./harness/booking.mjs";
import { launch, overflow, settled, shot, SIZES } from "./harness/browser.mjs";
import { look, looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

const SUPERVISOR = "supervisor@demo.example";
const WORKER = "caseworker@demo.example";
const validator = new HtmlValidate({ extends: ["html-validate:standard"] });

let server;
before(async () => (server = await startServer({ name: "workshops" })));
after(() => server?.stop());

const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");
const press = (page, name) => sheet(page).locator(`[data-test="${name}"]`).click();
const saved = async (page) => {
    await press(page, "save");
    await sheet(page).waitFor({ state: "detached" });
    await settled(page);
};

/** A workshop whose form is open; answers the address of the form. */
async function holdWorkshop(page, place) {
    await page.goto("/workshops");
    await one(page, "record").click();
    await sheet(page).getByLabel("Place").fill(place);
    await sheet(page).locator("label.chip", { hasText: "Law" }).click();
    await sheet(page).getByLabel("Residence").fill("11");
    await sheet(page).getByLabel("Temporary Protection").fill("13");
    await one(page, "add-question").click();
    await sheet(page).getByLabel("Question", { exact: true }).fill("Who may refer a person?");
    await sheet(page).getByLabel("Choices").fill("Any official\nThe police alone");
    await saved(page);
    await page.locator("a.row", { hasText: place }).first().click();
    await page.waitForURL("**/workshops/*");
    await one(page, "open-form").click();
    await sheet(page).locator("label", { hasText: "After" }).click();
    await saved(page);
    return new URL(await one(page, "link").innerText()).pathname;
}

/** Somebody in the room, without an account; scripts may be off. */
async function participant({ locale, script = true } = {}) {
    const { context, close } = await launch(SIZES.phone);
    const own = await context.browser().newContext({ viewport: { width: 360, height: 800 }, isMobile: true, hasTouch: true, javaScriptEnabled: script, locale });
    const page = await own.newPage();
    page.problems = [];
    page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
    return { page, own, close: async () => { await own.close(); await close(); } };
}

for (const [size, box] of Object.entries(SIZES)) {
    test(`a_referral_is_recorded_decided_and_linked_on_a_${size}`, async () => {
        await as(server, WORKER, box, async (page) => {
            await page.goto("/cases");
            const code = await page.locator('a.row[href^="/cases/"] .row-title bdi').first().innerText();
            await page.goto("/referrals");
            await one(page, "referral").first().waitFor();
            const before = await one(page, "referral").count();
            await look(page, `referrals-${size}`);
            await one(page, "record").click();
            await sheet(page).getByText("No names are needed").waitFor();
            await sheet(page).getByLabel("Unit").selectOption({ label: "Residence" });
            await sheet(page).getByLabel("What the official does").fill("Interviewer");
            await sheet(page).locator("label.chip", { hasText: "Papers kept by others" }).click();
            await sheet(page).getByLabel("Outcome").selectOption({ label: "Possible" });
            await press(page, "save");
            await sheet(page).locator(".field-error").first().waitFor();
            await sheet(page).getByLabel("Decided on").fill(await sheet(page).getByLabel("Received on").inputValue());
            await page.keyboard.press("Tab");
            // The case is searched for; Enter there saves nothing.
            await sheet(page).getByRole("searchbox").fill(code);
            await page.keyboard.press("Enter");
            await one(page, "found-case").filter({ hasText: code }).first().click();
            await one(page, "chosen-case").getByText(code).waitFor();
            await look(page, `referral-form-${size}`);
            await saved(page);
            const added = one(page, "referral").filter({ hasText: "Papers kept by others" }).filter({ hasText: "Possible" }).filter({ hasText: "Residence" });
            await added.first().waitFor();
            assert.equal(await one(page, "referral").count(), before + 1);
            await added.first().getByRole("link", { name: "Case" }).click();
            await page.waitForURL("**/cases/*");
            await page.goto(`${new URL(page.url()).pathname}/profile`);
            await one(page, "came-from").first().waitFor();
            // Another one leads to opening a case.
            await page.goto("/referrals");
            await one(page, "record").click();
            await saved(page);
            await page.getByRole("link", { name: "Open a case" }).first().click();
            await page.waitForURL("**/cases/new?referral=*");
        });
    });

    test(`a_workshop_is_held_and_its_form_opened_and_closed_on_a_${size}`, async () => {
        const place = `Fatih ${size}`;
        await as(server, SUPERVISOR, box, async (page) => {
            const form = await holdWorkshop(page, place);
            await settled(page);
            await look(page, `workshop-${size}`);
            const { page: phone, close } = await participant({ locale: "en-GB", script: false });
            for (const step of ["5", "4", "2"]) {
                await phone.goto(server.url + form);
                await phone.locator(`input[name="effective"][value="${step}"]`).check({ force: true });
                await phone.locator('input[name="q0"][value="0"]').check({ force: true });
                await phone.getByRole("button").click();
                await phone.getByText("Thank you").waitFor();
                await phone.reload();
            }
            await close();
            await page.reload();
            await page.getByText("Answered: 0 before, 3 after").waitFor();
            assert.equal(await one(page, "effective").count(), 0, "nobody watches answers come in");
            await page.getByRole("link", { name: "Print" }).click();
            await page.locator(".handout .qr").waitFor();
            await look(page, `handout-${size}`);
            await page.goBack();
            await one(page, "close-form").click();
            await one(page, "effective").getByText("66.7").waitFor();
            await settled(page);
            await look(page, `workshop-results-${size}`);
            await page.goto("/workshops");
            await page.locator("a.row").first().waitFor();
            await look(page, `workshops-${size}`);
        });
    });

    test(`the_report_tells_what_changed_on_a_${size}`, async () => {
        await as(server, SUPERVISOR, box, async (page) => {
            await page.goto("/identification");
            await page.getByLabel("First workshop").selectOption("2023-12");
            await page.getByLabel("Last workshop").selectOption("2023-12");
            const figures = one(page, "figures");
            await figures.getByText("+47.1%").waitFor();
            for (const said of ["34 before, 50 after", "93.1%", "3 workshops", "72 participants"]) await figures.getByText(said).waitFor();
            await one(page, "as-table").locator("summary").click();
            await one(page, "as-table").getByText("All referrals").waitFor();
            await one(page, "people").getByText("Female").waitFor();
            await looks(page, [
                [`identification-${size}`, async (page) => {
                    await page.goto("/identification");
                    for (const month of [0, 1]) await page.locator("select").nth(month).selectOption("2023-12");
                    await figures.locator(".headline-value").first().waitFor();
                    await one(page, "people").waitFor();
                    await settled(page);
                }],
            ]);
            // The first month is chosen before the last: for a moment they are too far apart.
        }, { refusals: ["422"] });
    });
}

test("a_colleagues_change_of_a_workshop_is_got_over_and_errors_are_shown_where_they_are", async () => {
    await as(server, SUPERVISOR, SIZES.phone, async (page) => {
        await holdWorkshop(page, "Aksaray");
        const id = new URL(page.url()).pathname.split("/").at(-1);
        await settled(page);
        await one(page, "change").click();
        // Folded counts that are refused are opened and marked.
        await sheet(page).getByText("Counted from paper").click();
        await sheet(page).getByLabel("Questions put after").fill("3");
        await sheet(page).getByLabel("Right after").fill("4");
        await sheet(page).getByText("Counted from paper").click();
        await press(page, "save");
        const right = sheet(page).getByLabel("Right after");
        await right.waitFor();
        assert.equal(await right.getAttribute("aria-invalid"), "true");
        await right.fill("2");
        await sheet(page).getByLabel("Place").fill("Fatih, upper floor");
        // As if a colleague had changed it meanwhile: once.
        let conflicts = 0;
        const versions = [];
        await page.route(`**/api/v1/workshops/${id}`, async (route) => {
            if (route.request().method() !== "PUT") return route.continue();
            versions.push(route.request().headers()["if-match"]);
            if (conflicts++ > 0) return route.continue();
            const headers = { authorization: route.request().headers().authorization };
            const draft = { ...route.request().postDataJSON(), place: "By the sea" };
            const theirs = await page.request.fetch(route.request().url(), {
                method: "PUT", data: draft,
                headers: { ...headers, "if-match": versions[0], "idempotency-key": newId() },
            });
            assert.ok(theirs.ok(), await theirs.text());
            return route.continue();
        });
        await press(page, "save");
        await sheet(page).locator('[data-test="stale-mine"]').waitFor();
        await sheet(page).getByText("By the sea").waitFor();
        assert.equal(await sheet(page).getByLabel("Place").inputValue(), "Fatih, upper floor", "nothing typed is lost");
        await sheet(page).locator('[data-test="stale-mine"]').click();
        await sheet(page).waitFor({ state: "detached" });
        await page.getByText("Fatih, upper floor").first().waitFor();
        assert.notEqual(versions[0], versions[1]);
        await page.unrouteAll({ behavior: "ignoreErrors" });
    }, { refusals: ["412"] });
});

test("participants_answer_in_three_languages_on_a_small_phone", async () => {
    let form;
    await as(server, SUPERVISOR, SIZES.desktop, async (page) => (form = await holdWorkshop(page, "Kumkapı")));
    for (const [locale, send] of [["en", "Send"], ["tr", "Gönder"], ["ar", "إرسال"]]) {
        const { page, own, close } = await participant({ locale });
        await page.goto(server.url + form);
        assert.equal(await page.locator("html").getAttribute("lang"), locale);
        assert.equal(await overflow(page), 0, locale);
        assert.deepEqual(await accessibilityFindings(page), [], locale);
        const report = await validator.validateString(await page.content());
        assert.deepEqual(report.results.flatMap(({ messages }) => messages.map(({ message }) => message)), []);
        await shot(page, `form-${locale}`);
        await page.getByRole("button", { name: send }).click();
        await page.locator("[role=alert]").waitFor();
        await page.locator('input[name="effective"][value="5"]').check({ force: true });
        await page.getByRole("button", { name: send }).click();
        await page.waitForURL("**done*");
        await shot(page, `form-done-${locale}`);
        assert.deepEqual(await own.cookies(), []);
        assert.deepEqual(page.problems.filter((problem) => !problem.includes("422")), []);
        await close();
    }
});
