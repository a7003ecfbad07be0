// Whether life gets better: a caseworker rates domain by domain, and three months later, when Today says so, again; the change
// is seen in words, as a line and as a table; what was wrong is corrected and withdrawn. Milestones beside it are reached and
// confirmed. The first rating is entered for a day three months ago: the server has no clock to move.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { caseworker } from "./harness/booking.mjs";
import { settled, SIZES } from "./harness/browser.mjs";
import { day, shownShort } from "./harness/days.mjs";
import { look, setLocale } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => {
    server = await startServer({ name: "recovery" });
    await unrate(await caseworker(server));
});
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
/** A case for each journey and size; those that are rated are open for more than three months. */
const CASES = {
    phone: { rated: "Deniz", kept: "Martı", refused: "Leylek", steps: "Kırlangıç" },
    desktop: { rated: "Papatya", kept: "Begonya", refused: "Bozcaada", steps: "Gelincik" },
};
const FIRST = day(-95);

/** Takes back how the demo programme rated the cases that are to be rated for the first time. */
async function unrate(worker) {
    const { body: list } = await worker.get("/cases?mine=true&limit=200");
    const names = Object.values(CASES).flatMap(({ rated, kept }) => [rated, kept]);
    for (const { id } of list.items.filter(({ code_name: name }) => names.includes(name))) {
        const path = `/cases/${id}/assessments`;
        const { body: all } = await worker.get(path);
        for (const one of all.items) await worker.act(`${path}/${one.id}/withdraw`, one.version, { reason: "To be rated anew" });
    }
}

const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");
const heading = (page, name) => sheet(page).getByRole("heading", { name, exact: true });
const press = (page, name) => sheet(page).locator(`[data-test="${name}"]`).click();

/** The address of a case by its code name. */
async function find(page, name) {
    await page.goto("/cases");
    const row = page.locator("a.row", { hasText: name }).first();
    await row.waitFor();
    return row.getAttribute("href");
}

/** Opens what Today says about rating this case again. */
async function followToday(page, href) {
    await page.goto("/today");
    await page.locator("h1:visible").first().waitFor();
    await settled(page);
    const row = page.locator(`a.row[href="${href}/recovery"]`).first();
    // A long part shows its first rows; which of them is this one is the demo programme's affair.
    for (const more = page.getByRole("button", { name: /^Show all/ }); !(await row.isVisible()) && (await more.count()) > 0;) {
        await more.first().click();
    }
    await row.getByText("Regular rating").waitFor();
    await row.getByText("5 days late").waitFor();
    await row.click();
    await page.waitForURL(`**${href}/recovery`);
}

const NOW = "How is it now?";
const OWN = "How does the person see it?";

/** Chooses a step, or why there is none, on one of the scales of the domain that is shown. */
async function choose(page, scale, answer) {
    const name = typeof answer === "number" ? new RegExp(`^${answer}\\b`) : answer;
    const radio = sheet(page).getByRole("group", { name: scale, exact: true }).getByRole("radio", { name });
    await radio.check({ force: true });
}

/** Goes on to the domain with this heading. */
async function onTo(page, title) {
    for (let steps = 0; !(await heading(page, title).isVisible()); steps += 1) {
        assert.ok(steps < 16, `${title} does not come`);
        await press(page, "rate-next");
    }
}

async function save(page) {
    const put = page.waitForRequest((request) => request.method() === "PUT" && request.url().includes("/assessments/"));
    await press(page, "save");
    const request = await put;
    await sheet(page).waitFor({ state: "detached" });
    return request;
}

/** What a domain says before it is opened. */
const row = (page, domain) => page.locator(`[data-test="${domain}"] summary, [data-test="${domain}"].row`);

for (const [name, size] of Object.entries(SIZES)) {
    test(`a_caseworker_rates_twice_and_sees_the_change_on_a_${name}`, async () => {
        await as(server, WORKER, size, async (page) => {
            const href = await find(page, CASES[name].rated);
            await page.goto(`${href}/recovery`);
            await one(page, "rating-due").getByText(/First rating.*days late/).waitFor();
            await page.getByRole("heading", { name: "Not rated yet" }).waitFor();
            await look(page, `recovery-empty-${name}`);

            // The first time, as it was three months ago.
            await one(page, "rate").click();
            await heading(page, "Rate").waitFor();
            assert.equal(await sheet(page).getByLabel("Why now").inputValue(), "baseline");
            await sheet(page).getByLabel("When", { exact: true }).fill(FIRST);
            await look(page, `rate-about-${name}`);
            await onTo(page, "Safety");
            await choose(page, NOW, 2);
            await choose(page, OWN, 3);
            await sheet(page).getByText("2, Finding footing.").waitFor();
            await sheet(page).getByLabel(/^What would help next/).fill("A lock on the door");
            await sheet(page).getByText("What the steps mean").click();
            await look(page, `rate-domain-${name}`);
            await onTo(page, "Legal matters");
            await choose(page, NOW, "Prefers not to say");
            await onTo(page, "Health");
            // All of a scale is one group: arrows move through it.
            await choose(page, NOW, 1);
            await page.keyboard.press("ArrowRight");
            await page.keyboard.press("ArrowRight");
            await sheet(page).getByText("3, Getting steady.").waitFor();
            await press(page, "rate-end");
            await heading(page, "Look over").waitFor();
            const said = one(page, "look-over");
            await said.getByRole("button", { name: /^Safety\s+2 Finding footing\s+As the person sees it: 3 Getting steady$/ }).waitFor();
            await said.getByRole("button", { name: /^Papers\s+Left out$/ }).waitFor();
            assert.equal(await said.getByText("Alcohol and other substances").count(), 0, "it is asked where it is opened");
            await look(page, `rate-look-over-${name}`);
            assert.equal(await (await save(page)).headerValue("if-none-match"), "*");

            await row(page, "physical_safety").getByText("Finding footing").waitFor();
            assert.match(await row(page, "physical_safety").innerText(), /2 Finding footing\s+As the person sees it: 3 Getting steady/);
            await row(page, "justice").getByText("Prefers not to say").waitFor();
            await row(page, "legal_stay").getByText("Not rated yet").waitFor();
            assert.equal(await one(page, "substance_use").count(), 0);
            await one(page, "rating-due").getByText(/Regular rating.*5 days late/).waitFor();

            // Three months later.
            await followToday(page, href);
            await one(page, "rate").click();
            await heading(page, "Rate").waitFor();
            assert.equal(await sheet(page).getByLabel("Why now").inputValue(), "review");
            await onTo(page, "Safety");
            await sheet(page).getByText(`Was 2, ${shownShort(FIRST)}. Ups and downs are expected.`).waitFor();
            await choose(page, NOW, 4);
            await choose(page, OWN, "Not asked");
            await onTo(page, "Legal matters");
            await choose(page, NOW, 3);
            await onTo(page, "Health");
            await choose(page, NOW, 2);
            await onTo(page, "Wellbeing");
            await press(page, "open-optional");
            await heading(page, "Alcohol and other substances").waitFor();
            await choose(page, NOW, 3);
            await press(page, "rate-end");
            await save(page);

            const safety = row(page, "physical_safety");
            await safety.getByText(`Up 2 since ${shownShort(FIRST)}`).waitFor();
            await safety.getByText("As the person sees it: Not asked").waitFor();
            assert.equal(await safety.locator(".spark[aria-hidden='true']").count(), 1);
            assert.equal(await safety.locator(".steps").getAttribute("data-n"), "4");
            await row(page, "physical_health").getByText(`Down 1 since ${shownShort(FIRST)}`).waitFor();
            await one(page, "rating-due").getByText(/Regular rating.*90 days left/).waitFor();
            assert.ok(!(await row(page, "substance_use").innerText()).includes("Getting steady"), "it is not shown in passing");
            await row(page, "substance_use").click();
            await one(page, "substance_use").getByText("3 Getting steady").waitFor();
            await safety.click();
            await one(page, "physical_safety").getByText("A lock on the door").waitFor();
            await one(page, "as-table").locator("summary").click();
            const cells = one(page, "as-table").getByRole("row", { name: /^Safety/ }).getByRole("cell");
            assert.deepEqual(
                (await cells.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim()),
                ["2 Finding footing As the person sees it: 3 Getting steady", "4 Steady As the person sees it: Not asked"],
            );
            await looksEverywhere(page, name, href);
        });
    });

    test(`a_rating_is_corrected_and_withdrawn_on_a_${name}`, async () => {
        await as(server, WORKER, size, async (page) => {
            const href = await find(page, CASES[name].kept);
            await page.goto(`${href}/recovery`);
            await one(page, "rate").click();
            await onTo(page, "Housing");
            await choose(page, NOW, 5);
            await press(page, "rate-end");
            await save(page);
            await row(page, "housing").getByText("Independent").waitFor();
            await one(page, "latest-rating").click();
            await one(page, "entry-title").waitFor();
            await page.locator("dd", { hasText: "5 Independent" }).waitFor();

            await one(page, "correct").click();
            await heading(page, "Look over").waitFor();
            await one(page, "look-over").getByRole("button", { name: /^Housing/ }).click();
            await heading(page, "Housing").waitFor();
            await choose(page, NOW, 2);
            await press(page, "rate-end");
            assert.equal(await (await save(page)).headerValue("if-match"), '"1"');
            await page.locator("dd", { hasText: "2 Finding footing" }).waitFor();
            await one(page, "history").locator("summary").click();
            assert.equal(await one(page, "version").count(), 2);
            assert.match(await one(page, "version").first().innerText(), /5 Independent.*2 Finding footing/s);
            await look(page, `rating-entry-${name}`);

            await one(page, "withdraw").click();
            await page.getByLabel("Reason").fill("Another person's");
            await one(page, "confirm-withdraw").click();
            await one(page, "withdrawn").filter({ hasText: "Another person's" }).waitFor();
            assert.equal(await one(page, "correct").count(), 0);
            await page.goto(`${href}/recovery`);
            await page.getByRole("heading", { name: "Not rated yet" }).waitFor();
        });
    });

    test(`what_is_refused_is_shown_where_it_is_and_what_is_chosen_outlives_a_lock_on_a_${name}`, async () => {
        await as(server, WORKER, size, async (page) => {
            const href = await find(page, CASES[name].refused);
            await page.goto(`${href}/recovery`);
            await one(page, "rate").click();
            await press(page, "rate-end");
            await press(page, "save");
            await sheet(page).getByText(/^Nothing is said yet/).waitFor();
            await one(page, "look-over").getByRole("button", { name: /^When and how/ }).click();
            await sheet(page).getByLabel("When", { exact: true }).fill(day(-900));
            await onTo(page, "Housing");
            await choose(page, OWN, 4);
            await press(page, "rate-end");
            await one(page, "look-over").getByText("The worker's step is missing").waitFor();
            await press(page, "save");
            await sheet(page).getByText("This is before the start").waitFor();
            await heading(page, "Rate").waitFor();
            await sheet(page).getByLabel("When", { exact: true }).fill(day());
            await press(page, "rate-end");
            await press(page, "save");
            await heading(page, "Housing").waitFor();
            await sheet(page).getByText("Fill this in").waitFor();
            await look(page, `rate-refused-${name}`);

            await sheet(page).getByRole("button", { name: "Lock" }).click();
            await page.locator(".auth h1").waitFor();
            await page.waitForFunction(() => document.activeElement.type === "password");
            await page.keyboard.type("by-your-side-demo");
            await page.keyboard.press("Enter");
            await heading(page, "Housing").waitFor();
            const own = sheet(page).getByRole("group", { name: OWN, exact: true });
            assert.ok(await own.getByRole("radio", { name: /^4\b/ }).isChecked(), "what was chosen is still there");
            await choose(page, NOW, 3);
            await press(page, "rate-end");
            await save(page);
            await row(page, "housing").getByText("As the person sees it: 4 Steady").waitFor();
        });
    });

    test(`milestones_are_taken_up_reached_confirmed_undone_and_not_wanted_on_a_${name}`, async () => {
        let href;
        const item = (page, title) => one(page, "milestone").filter({ hasText: title });
        await as(server, WORKER, size, async (page) => {
            href = await find(page, CASES[name].steps);
            await page.goto(`${href}/recovery`);
            await one(page, "suggestion").first().waitFor();
            const found = await one(page, "suggestion").count();
            await one(page, "take-up").first().click();
            await item(page, "Reached").first().waitFor();
            await page.waitForFunction((most) => document.querySelectorAll('[data-test="suggestion"]').length < most, found);
            assert.equal(await one(page, "confirm-milestone").count(), 0, "somebody else confirms it");

            await one(page, "add-milestone").click();
            await press(page, "save");
            await sheet(page).getByText("Fill this in").waitFor();
            await sheet(page).getByLabel("Milestone", { exact: true }).selectOption("own_tenancy");
            await sheet(page).getByRole("radio", { name: "Chosen by the person" }).check({ force: true });
            await press(page, "use-usual");
            await look(page, `milestone-form-${name}`);
            await press(page, "save");
            await sheet(page).waitFor({ state: "detached" });
            const tenancy = item(page, "Own tenancy in place");
            await tenancy.getByText(/^Expected by .* days left · Housing$/).waitFor();
            await tenancy.getByText("Chosen by the person").waitFor();
            await tenancy.locator('[data-test="reach"]').click();
            await sheet(page).getByLabel(/^What shows it/).fill("Contract seen");
            await press(page, "save");
            await tenancy.getByText(/^Reached .* · Housing$/).waitFor();

            await one(page, "add-milestone").click();
            await sheet(page).getByLabel("Milestone", { exact: true }).selectOption("lawyer");
            await press(page, "save");
            const lawyer = item(page, "Lawyer appointed");
            await lawyer.locator('[data-test="decline"]').click();
            await press(page, "save");
            await lawyer.getByText(/^Not wanted, /).waitFor();
            await look(page, `milestones-${name}`);
        });
        await as(server, "supervisor@demo.example", size, async (page) => {
            await page.goto(`${href}/recovery`);
            const tenancy = item(page, "Own tenancy in place");
            await tenancy.locator('[data-test="confirm-milestone"]').click();
            await tenancy.locator(".tag", { hasText: "Confirmed" }).waitFor();
            await look(page, `milestones-supervisor-${name}`);
            await tenancy.locator('[data-test="undo-milestone"]').click();
            await press(page, "save");
            await sheet(page).getByText("Fill this in").waitFor();
            await sheet(page).getByLabel("Reason").fill("The contract was another one");
            await press(page, "save");
            await tenancy.getByText("Open again: The contract was another one").waitFor();
            await tenancy.getByRole("link", { name: "Own tenancy in place" }).click();
            await one(page, "history").locator("summary").click();
            assert.equal(await one(page, "version").count(), 4);
            await look(page, `milestone-entry-${name}`);
        });
    });
}

/** The tab and the sheet in light, dark and Arabic. Ends in English and light. */
async function looksEverywhere(page, name, href) {
    await look(page, `recovery-${name}-light`);
    await page.emulateMedia({ colorScheme: "dark" });
    await look(page, `recovery-${name}-dark`);
    await rateSheet(page);
    await look(page, `rate-${name}-dark`);
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    await page.emulateMedia({ colorScheme: "light" });
    await setLocale(page, "ar");
    await page.goto(`${href}/recovery`);
    await one(page, "latest-rating").waitFor();
    await one(page, "as-table").locator("summary").click();
    await look(page, `recovery-${name}-arabic`);
    await rateSheet(page);
    await look(page, `rate-${name}-arabic`);
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    await setLocale(page, "en");
}

/** The sheet on its first domain; nothing is chosen, so that it closes without a question. */
async function rateSheet(page) {
    await one(page, "rate").click();
    await press(page, "rate-next");
    await sheet(page).locator(".scale").first().waitFor();
}
