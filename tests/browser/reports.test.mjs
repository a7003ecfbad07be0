// The donor report: exact figures for a supervisor, what is published for a manager, and the files of both.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { SIZES } from "./harness/browser.mjs";
import { looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "reports" })));
after(() => server?.stop());

const figures = (page) => page.locator(".report-bars").first().waitFor();
/** Where cells begin, in pixels from the left. */
const starts = (table, cells) => table.locator(cells).evaluateAll((all) => all.map((cell) => Math.round(cell.getBoundingClientRect().x)));
const press = (page, name) => page.locator(`[data-test="${name}"]`).first().click();

/** Saves a file by its button and answers its name and text. */
async function saved(page, name) {
    const coming = page.waitForEvent("download");
    await press(page, name);
    const download = await coming;
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

for (const [size, box] of Object.entries(SIZES)) {
    test(`a_supervisor_reads_and_saves_the_exact_report_on_a_${size}`, async () => {
        await as(server, "supervisor@demo.example", box, async (page) => {
            await page.goto("/reports");
            await figures(page);
            const table = page.locator('[data-test="as-table"]').first();
            await table.locator("summary").click();
            await table.locator("tbody tr").first().waitFor();
            // On a phone the head is read out only, and each cell names its column.
            if (size === "desktop") assert.deepEqual(await starts(table, "thead th"), await starts(table, "tbody tr:first-child > *"));
            const file = await saved(page, "export-csv");
            assert.match(file.name, /^exact-\d{4}-Q\d\.csv$/);
            const [warning, heads] = file.text.split("\r\n");
            assert.match(warning, /^\ufeff"Exact numbers of this office/);
            assert.equal(heads, "Period,Office,Table,Row,Column,Figure");
            await looks(page, [
                [`reports-${size}`, async (page) => {
                    await page.goto("/reports");
                    await figures(page);
                    await table.locator("summary").click();
                }],
            ]);
        });
    });

    test(`a_manager_publishes_and_reads_what_is_published_on_a_${size}`, async () => {
        await as(server, "manager@demo.example", box, async (page) => {
            await page.goto("/");
            await page.waitForURL("**/reports");
            const rows = page.locator('[data-test="release"]');
            if (size === "phone") {
                await press(page, "publish");
                await page.getByRole("alertdialog").getByRole("button", { name: "Publish" }).click();
            }
            const published = page.locator('[data-test="release"][data-state="published"]');
            await published.first().waitFor({ timeout: 300_000 });
            // Each part is decided on its own, in the background.
            await page.waitForFunction(() => !document.querySelector('[data-test="release"]:not([data-state="published"])'), null, { timeout: 300_000 });
            assert.ok((await rows.count()) >= 4, "the months are there before their quarter");
            await rows.first().click();
            await page.locator(".report-figures .section").first().waitFor();
            for (const title of ["Services, by fund", "Ratings, against each person's first", "Money spent"]) {
                await page.getByText(title).first().waitFor();
            }
            // What is chosen is named where it is shown, and that is where the reader is taken.
            const named = page.locator('[data-test="release-name"]');
            await named.getByText(/^.+ · .+$/).waitFor();
            await page.waitForFunction(() => document.activeElement.matches('[data-test="release-name"]'));
            const box = await named.boundingBox();
            assert.ok(box.y >= 0 && box.y + box.height <= page.viewportSize().height, "it is in view");
            assert.equal(await page.getByText("Own figures").count(), 0);
            assert.equal(await page.locator('[data-test="now"]').count(), 0);
            const file = await saved(page, "export-hxl");
            assert.match(file.text.split("\r\n")[1], /^#date\+period,#org\+office,/);
            await looks(page, [
                [`releases-${size}`, async (page) => {
                    await page.goto("/reports");
                    await rows.first().click();
                    await page.locator(".report-figures .section").first().waitFor();
                }],
            ]);
        });
    });
}
