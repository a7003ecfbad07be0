// The steps of booking, in any language of the interface, and the settings of a person who wants e-mail.
import { mail } from "./letters.mjs";

const sheet = (page) => page.locator("dialog.sheet");
const one = (page, name) => page.locator(`[data-test="${name}"]`);

/** From an open case to the form: what for, the day and the time, `2026-11-26` and `10:30`. */
export async function fillIn(page, { code = "CMG.office_meeting", day, time }) {
    await one(page, `type-${code}`).first().click();
    await one(page, "chosen-type").waitFor();
    const [on, at] = [page.locator('.date input[inputmode="numeric"]').nth(0), page.locator('.date input[inputmode="numeric"]').nth(1)];
    await on.fill(day);
    await at.fill(time);
    await at.press("Tab");
}

/** Books from an open case and returns to its appointments. */
export async function book(page, when) {
    await one(page, "book").click();
    await fillIn(page, when);
    await one(page, "save").click();
    await page.waitForURL(/\/appointments$/);
    await one(page, "appointment").first().waitFor();
}

async function mend(page, fill) {
    await one(page, "mend").click();
    await sheet(page).locator("form").waitFor();
    await fill?.(page);
    await sheet(page).locator('[data-test="save"]').click();
    await sheet(page).waitFor({ state: "detached" });
}

/** Waits until the card says why no mail can go. */
export async function refusedFor(page, reason) {
    await page.locator(`[data-test="refused"][data-refusal="${reason}"]`).waitFor();
}

const language = (page) => sheet(page).locator('select:has(option[value="uk"])');

/**
 * On a booking form in English: everything a mail needs, one refusal after the other, until none is left.
 * `look` sees the page at each step by its name.
 */
export async function mendAll(page, server, { address, tongue = "en", level = "Time and usual place", look = async () => {} }) {
    await refusedFor(page, "no_choice");
    await look("no_choice");
    await mend(page, async () => {
        await sheet(page).getByRole("radio", { name: new RegExp(`^${level}`) }).check();
        await language(page).selectOption(tongue);
        await look("choice");
    });
    await refusedFor(page, "no_consent");
    await mend(page, () => language(page).selectOption("tr"));
    await refusedFor(page, "no_address");
    await mend(page, async () => {
        await sheet(page).getByLabel("Number, address or person").fill(address);
        await sheet(page).getByRole("radio", { name: "Yes", exact: true }).check({ force: true });
    });
    await refusedFor(page, "address_unproven");
    await look("unproven");
    await one(page, "mend").click();
    await one(page, "mend").filter({ hasText: "Enter the code" }).waitFor();
    const { text } = await mail(server, ({ to, text }) => to[0].address === address && /\b\d{6}\b/.test(text));
    const code = text.match(/\b\d{6}\b/)[0];
    await one(page, "mend").click();
    await sheet(page).locator("form").waitFor();
    await sheet(page).locator("input").fill(code === "000000" ? "000001" : "000000");
    await sheet(page).locator('[data-test="save"]').click();
    await sheet(page).getByText("This is not the code").waitFor();
    await look("wrong-code");
    await sheet(page).locator("input").fill(code);
    await sheet(page).locator('[data-test="save"]').click();
    await sheet(page).waitFor({ state: "detached" });
    await one(page, "refused").waitFor({ state: "detached" });
    await one(page, "letter").waitFor();
}
