// Bringing spreadsheets in: a supervisor downloads the template, chooses a file with mistakes, sees every one of them, corrects
// the file, brings it in, brings in services for the new cases, and undoes them again. Keyboard alone where it can be.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { settled, SIZES } from "./harness/browser.mjs";
import { look, looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "import" })));
after(() => server?.stop());

const one = (page, name) => page.locator(`[data-test="${name}"]`);
const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text, "utf8") });

/** Opens the screen and chooses a file of this kind. */
async function choose(page, kind, chosen) {
    await page.goto("/import");
    await page.getByRole("radio", { name: kind, exact: true }).check({ force: true });
    await one(page, "choose-table").setInputFiles(chosen);
}

/** What the browser saves when this is done. */
async function saved(page, press) {
    const [download] = await Promise.all([page.waitForEvent("download"), press()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** Own numbers and names are of one size alone: both run on the same server. */
const people = (size, born) =>
    "Own number;Given names;Family names;Sex;Birth date;Nationality;Languages;Opened on;Code name\r\n" +
    `${size}-1;Ada;Örnek${size};Kadın;${born};Ukrayna;uk;15.01.2026;Saksağan ${size}\r\n` +
    `${size}-2;Ela;Deneme${size};Female;03.04.1999;UA;uk, ru;16.01.2026;Turna ${size}\r\n`;

for (const [size, box] of Object.entries(SIZES)) {
    test(`a_supervisor_brings_cases_and_services_in_on_a_${size}`, async () => {
        await as(server, "supervisor@demo.example", box, async (page) => {
            await page.goto("/import");
            const template = await saved(page, () => one(page, "template").click());
            assert.equal(template.name, "cases.csv");
            assert.match(template.text, /^\uFEFFCode name,Given names/);

            // A date that does not exist.
            await choose(page, "Cases", file("people.csv", people(size, "31.02.1998")));
            await one(page, "check").waitFor();
            assert.equal(await page.getByLabel("Own number (A)").inputValue(), "reference");
            assert.equal(await page.getByLabel("Birth date (E)").inputValue(), "birth_date");
            await look(page, `import-columns-${size}-light`);
            await page.getByLabel("Opened on (H)").selectOption("");
            await one(page, "in-the-way").getByText("Opened on").waitFor();
            await page.getByLabel("Opened on (H)").selectOption("opened_on");
            await one(page, "check").focus();
            await page.keyboard.press("Enter");
            await one(page, "wrong").waitFor();
            assert.equal(await one(page, "group").getAttribute("data-trouble"), "not_a_date");
            assert.match(await one(page, "group").innerText(), /Birth date \(E\) · 1 row[\s\S]*Row 2: 31\.02\.1998/);
            assert.equal(await one(page, "run").count(), 0);
            const problems = await saved(page, () => one(page, "download-problems").click());
            assert.match(problems.text, /^2,Birth date \(E\),"?This date cannot be read/m);
            assert.ok(!problems.text.includes("Ada"), "the list names nobody");
            for (const colorScheme of ["dark", "light"]) {
                await page.emulateMedia({ colorScheme });
                await look(page, `import-problems-${size}-${colorScheme}`);
            }

            // Corrected, it comes in whole.
            await one(page, "other-file").click();
            await one(page, "choose-table").setInputFiles(file("people.csv", people(size, "02.03.1998")));
            await one(page, "check").click();
            await one(page, "all-good").waitFor();
            await look(page, `import-checked-${size}-light`);
            await one(page, "run").click();
            await one(page, "made").getByText("2 cases").waitFor();
            await one(page, "undo-until").getByText("hours left").waitFor();
            await look(page, `import-done-${size}-light`);
            await page.goto("/cases");
            await page.locator("a.row", { hasText: `Turna ${size}` }).first().waitFor();

            // Services find their cases by the office's own numbers.
            const services = `Case number,Service type,Date,Cost\r\n${size}-1,Kira,01.02.2026,"1.500,50"\r\n${size}-2,Rent,02.02.2026,900\r\n`;
            await choose(page, "Services", file("services.csv", services));
            await one(page, "check").click();
            await one(page, "all-good").waitFor();
            await one(page, "run").click();
            await one(page, "made").getByText("2 services").waitFor();
            await one(page, "undo").click();
            const question = page.getByRole("alertdialog").or(page.getByRole("dialog"));
            await question.getByRole("button", { name: "Undo the import" }).click();
            await one(page, "undone").waitFor();
            await settled(page);

            // The same file once more is recognised.
            await one(page, "another").click();
            await one(page, "open-import").first().waitFor();
            await looks(page, [
                [`import-${size}`, async (page) => {
                    await page.goto("/import");
                    await one(page, "open-import").first().waitFor();
                }],
            ]);
        });
    });
}

test("what_is_no_spreadsheet_is_refused_in_words", async () => {
    await as(server, "supervisor@demo.example", SIZES.phone, async (page) => {
        await choose(page, "Cases", { name: "old.xls", mimeType: "text/csv", buffer: Buffer.from([0xD0, 0xCF, 0x11, 0xE0, 1]) });
        await one(page, "unfit").getByText(".xlsx").waitFor();
        await one(page, "choose-table").setInputFiles(file("empty.csv", "Name,Opened on\r\n"));
        await one(page, "unfit").getByText("no row").waitFor();
        // Turkish letters as old Excel writes them, read the wrong way first.
        const turkish = Buffer.from("41643BC16E64610D0A".replace("C1", "FD"), "hex");
        await one(page, "choose-table").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.concat([Buffer.from("Ad;Not\r\n"), turkish]) });
        await page.getByText("How it was read").click();
        await page.getByLabel("Encoding").selectOption("windows_1251");
        await one(page, "read-again").click();
        await page.getByText("эnda").waitFor();
    }, { refusals: ["422"] });
});
