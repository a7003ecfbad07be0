// The profile of a case: every part is shown, edited and kept; two people at once lose nothing; agreements are given
// and withdrawn; numbers are hidden until they are held; typed text does not go by a slip.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, SIZES } from "./harness/browser.mjs";
import { look, setLocale } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { signIn } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "profile" })));
after(() => server?.stop());

/** A signed-in page on the profile of a case by its code name. */
async function profile(name, size, options = {}) {
    const session = await launch({ ...size, baseURL: server.url, ...options });
    try {
        await signIn(session.page, "caseworker@demo.example");
        await session.page.goto("/cases");
        const row = session.page.locator("a.row", { hasText: name }).first();
        const path = `${await row.getAttribute("href")}/profile`;
        await session.page.goto(path);
        await part(session.page, "Safe contact").locator("dl").first().waitFor();
        return session;
    } catch (why) {
        await session.close();
        throw why;
    }
}

const part = (page, title) => page.locator("section.section", { has: page.getByRole("heading", { name: title, exact: true }) });
const sheet = (page) => page.locator("dialog.sheet");
const field = (page, label) => sheet(page).getByLabel(label, { exact: true });

async function edit(page, title) {
    await page.getByRole("button", { name: `Edit: ${title}`, exact: true }).click();
    await sheet(page).locator("form").waitFor();
}

async function save(page) {
    await sheet(page).locator('[data-test="save"]').click();
}

async function saved(page) {
    await save(page);
    await sheet(page).waitFor({ state: "detached" });
}

async function checked(page, name) {
    // What the sticky bars cover in part would count as a small target.
    await page.evaluate(() => scrollTo(0, 0));
    await look(page, name);
}

/** Each part: its heading, what is done in its form, what it shows afterwards. */
const EDITS = [
    ["Safe contact", async (page) => {
        await field(page, "From").selectOption("09:30");
        await field(page, "To").selectOption("17:00");
        await field(page, "Who else reads").selectOption("family");
        await field(page, "Last confirmed on").fill("03/11/2026");
        await field(page, "To keep in mind").fill("Never on market days");
    }, ["09:30–17:00", "Family", "3 Nov 2026", "Never on market days", "Someone else may read"]],
    ["E-mails to the person", async (page) => {
        await sheet(page).getByRole("radio", { name: /^Time only/ }).check();
        await field(page, "Language of messages").selectOption("ru");
        await sheet(page).getByRole("checkbox", { name: "3 days before" }).check({ force: true });
        await field(page, "Time zone of the person").selectOption("Asia/Bishkek");
    }, ["Russian", "Time only", "3 days before, 1 day before, 2 hours before", "Asia/Bishkek"]],
    ["About the person", async (page) => {
        await field(page, "Birth year").fill("1991");
        await field(page, "Add: Nationality").selectOption("KG");
        await sheet(page).getByRole("button", { name: "Add", exact: true }).first().click();
        // Going on adds what was chosen too.
        await field(page, "Add: Speaks").selectOption("ky");
        await sheet(page).getByLabel("Summary").fill("Two lines\nof summary");
    }, ["1991", "Kyrgyzstan", "Kyrgyz", "Two lines"]],
    ["Family and dependants", async (page) => {
        await field(page, "Children under 18").fill("2");
        await field(page, "About the family").fill("Sister in Bursa");
    }, ["2", "Sister in Bursa"]],
    ["Status and identification", async (page) => {
        await field(page, "Protection status").selectOption("ConditionalRefugee");
        await field(page, "Identified on").fill("2026-10-05");
        await field(page, "Authority").fill("Directorate of Bursa");
    }, ["Conditional refugee", "5 Oct 2026", "Directorate of Bursa"]],
    ["What happened", async (page) => {
        await sheet(page).getByRole("checkbox", { name: "Forced begging" }).check({ force: true });
        await sheet(page).getByRole("checkbox", { name: "Papers taken" }).check({ force: true });
    }, ["Forced begging", "Papers taken"]],
    ["The case", async (page) => {
        await sheet(page).getByRole("radio", { name: "High", exact: true }).check({ force: true });
    }, ["High"]],
];

for (const [name, size] of Object.entries(SIZES)) {
    test(`every_part_of_a_case_is_edited_on_a_${name}`, async () => {
        const { page, close } = await profile(name === "phone" ? "Deniz" : "Göknar", size);
        try {
            await checked(page, `profile-${name}`);
            for (const [title, fill, shown] of EDITS) {
                await edit(page, title);
                await fill(page);
                await checked(page, `profile-edit-${title.replaceAll(" ", "-").toLowerCase()}-${name}`);
                await saved(page);
                for (const text of shown) await part(page, title).getByText(text).first().waitFor();
            }
            await edit(page, "Identity");
            await field(page, "Other names").fill("Дениз");
            await sheet(page).getByRole("button", { name: "Add a number" }).click();
            await field(page, "Kind").last().fill("Foreigner number");
            await field(page, "Number").last().fill("99123456789");
            await checked(page, `profile-edit-identity-${name}`);
            await saved(page);
            await part(page, "Identity").locator("dt", { hasText: "Numbers on papers" }).waitFor();
            assert.equal(await page.getByText("99123456789").count(), 0, "a number is shown without being held");
            const hold = part(page, "Identity").locator("div", { hasText: "Numbers on papers" }).last().getByRole("button");
            await hold.focus();
            await page.keyboard.down(" ");
            await page.getByText("99123456789").waitFor();
            await page.keyboard.up(" ");
            await page.getByText("99123456789").waitFor({ state: "detached" });
            await checked(page, `profile-edited-${name}`);
            assert.deepEqual(page.problems, []);
        } finally {
            await close();
        }
    });

    test(`an_agreement_is_given_and_withdrawn_and_a_way_to_reach_is_added_on_a_${name}`, async () => {
        const { page, close } = await profile("Deniz", size);
        try {
            const before = await page.locator('[data-test="consent"]').count();
            await page.locator('[data-test="give-consent"]').click();
            await field(page, "Purpose").fill("");
            await save(page);
            await sheet(page).getByText("Fill this in").first().waitFor();
            await checked(page, `consent-refused-${name}`);
            await field(page, "Purpose").fill(`Photos of papers ${name}`);
            await field(page, "Explained in").selectOption("ru");
            await sheet(page).getByRole("checkbox", { name: "Photos of papers" }).check({ force: true });
            await saved(page);
            const consent = page.locator('[data-test="consent"]', { hasText: `Photos of papers ${name}` });
            await consent.waitFor();
            assert.equal(await page.locator('[data-test="consent"]').count(), before + 1);
            await consent.locator('[data-test="withdraw-consent"]').click();
            await field(page, "Reason").fill("Asked on the phone");
            await checked(page, `consent-withdraw-${name}`);
            await saved(page);
            await consent.getByText("Asked on the phone").waitFor();
            assert.equal(await consent.getByRole("button").count(), 0, "a withdrawn agreement cannot be changed");

            const ways = page.locator('[data-test="contact"]');
            const known = await ways.count();
            await page.locator('[data-test="add-contact"]').click();
            await field(page, "Number, address or person").fill("12");
            await save(page);
            await sheet(page).getByText("Fill this in").first().waitFor();
            await sheet(page).getByRole("radio", { name: "Yes", exact: true }).check({ force: true });
            await save(page);
            await sheet(page).getByText("country code, like +90", { exact: false }).nth(1).waitFor();
            await checked(page, `contact-refused-${name}`);
            await field(page, "Number, address or person").fill("+90 555 111 22 33");
            await saved(page);
            await ways.nth(known).waitFor();
            const contact = ways.filter({ hasText: "Not confirmed yet" }).first();
            assert.equal(await page.getByText("555 111").count(), 0, "a number is shown without being held");
            await contact.getByRole("button", { name: "Hold to show" }).focus();
            await page.keyboard.down(" ");
            await page.getByText("+90 555 111 22 33").waitFor();
            await page.keyboard.up(" ");
            await checked(page, `profile-consents-${name}`);
            assert.deepEqual(page.problems.filter((problem) => !problem.includes("422")), []);
        } finally {
            await close();
        }
    });
}

test("two_people_at_once_lose_nothing", async () => {
    const mine = await profile("Leylek", SIZES.phone);
    const theirs = await profile("Leylek", SIZES.desktop);
    try {
        await edit(mine.page, "Status and identification");
        await field(mine.page, "Authority").fill("What I typed");
        await edit(theirs.page, "Status and identification");
        await field(theirs.page, "Authority").fill("What they typed");
        await field(theirs.page, "Unit").fill("Their unit");
        await saved(theirs.page);

        await save(mine.page);
        const changes = sheet(mine.page).locator('[data-test="changes"]');
        await changes.getByText("What they typed").waitFor();
        await changes.getByText("Their unit").waitFor();
        assert.equal(await field(mine.page, "Authority").inputValue(), "What I typed");
        assert.equal(await field(mine.page, "Unit").inputValue(), "Their unit");
        await checked(mine.page, "profile-stale-phone");
        await saved(mine.page);
        await part(mine.page, "Status and identification").getByText("What I typed").waitFor();
        await part(mine.page, "Status and identification").getByText("Their unit").waitFor();

        // Another part of the same case is no reason to ask.
        await edit(mine.page, "Family and dependants");
        await field(mine.page, "Adults").fill("1");
        await theirs.page.reload();
        await part(theirs.page, "About the person").locator("dl").waitFor();
        await edit(theirs.page, "About the person");
        await field(theirs.page, "Birth year").fill("1988");
        await saved(theirs.page);
        await saved(mine.page);
        await part(mine.page, "About the person").getByText("1988").waitFor();
    } finally {
        await mine.close();
        await theirs.close();
    }
});

test("typed_text_does_not_go_by_a_slip", async () => {
    const { page, close } = await profile("Gelincik", SIZES.desktop);
    try {
        const question = page.getByRole("alertdialog");
        await edit(page, "Family and dependants");
        await page.keyboard.press("Escape");
        await sheet(page).waitFor({ state: "detached" });
        await edit(page, "Family and dependants");
        await field(page, "About the family").fill("Not yet saved");
        for (const slip of [
            () => page.keyboard.press("Escape"),
            () => page.locator("nav.nav a", { hasText: "Today" }).click(),
        ]) {
            await slip();
            await question.waitFor();
            await question.getByRole("button", { name: "Cancel" }).click();
            await question.waitFor({ state: "detached" });
            assert.equal(await field(page, "About the family").inputValue(), "Not yet saved");
            assert.ok(page.url().endsWith("/profile"));
        }
        await page.locator("nav.nav a", { hasText: "Today" }).click();
        await checked(page, "profile-unsaved-desktop");
        await question.getByRole("button", { name: "Discard" }).click();
        await page.waitForURL(/\/today$/);
    } finally {
        await close();
    }
});

test("a_date_is_typed_in_the_readers_own_writing", async () => {
    const { page, close } = await profile("Gelincik", SIZES.phone);
    try {
        await edit(page, "Status and identification");
        await field(page, "Identified on").fill("31/02/2026");
        await save(page);
        await sheet(page).getByText("Write the date as dd/mm/yyyy").waitFor();
        assert.ok(await sheet(page).isVisible(), "a date that does not exist was sent");
        await field(page, "Identified on").fill("05112026");
        await field(page, "Unit").focus();
        assert.equal(await field(page, "Identified on").inputValue(), "05/11/2026");
        await saved(page);
        await part(page, "Status and identification").getByText("5 Nov 2026").waitFor();
    } finally {
        await close();
    }
});

for (const style of ["dark", "arabic"]) {
    for (const [name, size] of Object.entries(SIZES)) {
        test(`the_profile_in_${style}_on_a_${name}`, async () => {
            const { page, close } = await profile("Deniz", size, { dark: style === "dark" });
            try {
                if (style === "arabic") await inArabic(page);
                await checked(page, `profile-${name}-${style}`);
                await page.locator(".section-action button").first().click();
                await sheet(page).locator("form").waitFor();
                await checked(page, `profile-edit-${name}-${style}`);
                if (style === "arabic") await page.keyboard.press("Escape");
            } finally {
                if (style === "arabic") await setLocale(page, "en");
                await close();
            }
        });
    }
}

/** Changes the language and comes back. */
async function inArabic(page) {
    const back = page.url();
    await setLocale(page, "ar");
    await page.goto(back);
    await page.locator(".profile dl").first().waitFor();
}
