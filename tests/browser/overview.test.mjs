// The supervisor's day: figures that change with the work and open the list they count, charts as tables, funds, and a leaver's
// whole caseload that passes on at once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { caseworker, newId } from "./harness/booking.mjs";
import { settled, SIZES } from "./harness/browser.mjs";
import { day } from "./harness/days.mjs";
import { look, looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
let worker;
before(async () => {
    server = await startServer({ name: "overview" });
    worker = await caseworker(server);
});
after(() => server?.stop());

const SUPERVISOR = "supervisor@demo.example";
const card = (page, name) => page.locator(`[data-test="${name}"]`);
const number = (text) => Number(text.replace(/\D/g, ""));

async function open(page) {
    await page.goto("/overview");
    await page.locator(".attention-card").first().waitFor();
    await settled(page);
}

/** How many rows a list has once all of it is shown. */
async function rows(page) {
    await page.locator(".pane-body:visible").first().waitFor();
    await settled(page);
    for (const more = page.getByRole("button", { name: "Show more", exact: true }); (await more.count()) > 0 && (await more.first().isVisible());) {
        await more.first().click();
        await settled(page);
    }
    return page.locator("ul.rows > li:visible").count();
}

for (const [size, box] of Object.entries(SIZES)) {
    test(`every_figure_opens_a_list_as_long_as_it_says_on_a_${size}`, async () => {
        await as(server, SUPERVISOR, box, async (page) => {
            await page.goto("/today");
            await page.locator('.nav a[href="/overview"]').click();
            await page.locator(".attention-card").first().waitFor();
            const names = await page.locator(".attention-card").evaluateAll((cards) => cards.map((card) => card.dataset.test));
            assert.equal(names.length, 16);
            for (const name of names) {
                await open(page);
                const says = number(await card(page, name).locator(".attention-count").innerText());
                await card(page, name).click();
                await page.waitForURL(/\/(cases|approvals|exports|overview\/.+)$/);
                // Requests that were decided stand on the page of exports too.
                if (name !== "exports") assert.equal(await rows(page), says, name);
            }
            await open(page);
            const loads = page.locator('[data-test="worker"] .chart-line');
            for (let nth = 0; nth < (await loads.count()); nth += 1) {
                const says = number(await loads.nth(nth).locator("b").innerText());
                await loads.nth(nth).click();
                await page.waitForURL("**/cases");
                assert.equal(await rows(page), says);
                await open(page);
            }
            await looks(page, [[`overview-${size}`, open]]);
            await open(page);
            for (const summary of await page.locator(".chart-table summary").all()) await summary.click();
            assert.ok((await page.locator(".chart-table table tbody tr").count()) > 20, "the same as tables");
            await look(page, `overview-tables-${size}`);
            await page.goto("/overview/documents_in_30");
            await settled(page);
            await look(page, `overview-list-${size}`);
        });
    });

    test(`a_figure_changes_with_the_work_on_a_${size}`, async () => {
        await as(server, SUPERVISOR, box, async (page) => {
            await open(page);
            const before = number(await card(page, "documents_in_7").locator(".attention-count").innerText());
            const { body: list } = await worker.get("/cases?mine=true&limit=1");
            const paper = { kind: "passport", status: "delivered", issued_on: day(-300), expires_on: day(3) };
            await worker.create(`/cases/${list.items[0].id}/documents/${newId()}`, paper);
            await open(page);
            assert.equal(number(await card(page, "documents_in_7").locator(".attention-count").innerText()), before + 1);
        });
    });

    test(`a_fund_is_set_up_and_stands_in_the_overview_on_a_${size}`, async () => {
        await as(server, SUPERVISOR, box, async (page) => {
            await page.goto("/overview");
            await page.getByRole("link", { name: "Funds" }).first().click();
            await page.waitForURL("**/funds");
            await page.locator('[data-test="add-fund"]').click();
            const sheet = page.locator("dialog.sheet");
            await sheet.getByLabel("Code", { exact: true }).fill(`nl-${size}`);
            await sheet.locator('[data-test="save"]').click();
            await sheet.getByRole("alert").first().waitFor();
            await look(page, `fund-form-${size}`);
            await sheet.getByLabel("Name", { exact: true }).fill("Embassy");
            await sheet.getByLabel("Gives", { exact: true }).fill("1000");
            const year = new Date().getFullYear();
            await sheet.getByLabel("From", { exact: true }).fill(`01/01/${year}`);
            await sheet.getByLabel("Until", { exact: true }).fill(`31/12/${year}`);
            await sheet.locator('[data-test="save"]').click();
            await page.locator('.row-number', { hasText: `NL-${size.toUpperCase()}` }).waitFor();
            await looks(page, [[`funds-${size}`, async (page) => {
                await page.goto("/funds");
                await page.locator("ul.rows > li").first().waitFor();
            }]]);
            await open(page);
            await page.locator('[data-test="fund"]', { hasText: `NL-${size.toUpperCase()}` }).getByText("1,000").waitFor();
        });
    });
}

test("a_whole_caseload_passes_on_at_once", async () => {
    await as(server, SUPERVISOR, SIZES.phone, async (page) => {
        await open(page);
        const row = page.locator('[data-test="worker"]', { hasText: "Elif" }).first();
        const said = number(await row.locator("b").innerText());
        await row.locator('[data-test="reassign"]').focus();
        await page.keyboard.press("Enter");
        const sheet = page.locator("dialog.sheet");
        await sheet.locator('[data-test="summary"]').waitFor();
        assert.equal(await sheet.locator("ul.rows > li").count(), said);
        await sheet.getByText(`Nobody yet: ${said} cases`).waitFor();
        const taker = sheet.getByLabel("Who takes them");
        await taker.selectOption({ index: 1 });
        await sheet.locator('[data-test="save"]').click();
        await sheet.getByRole("alert").first().waitFor();
        await look(page, "reassign-phone");
        await sheet.getByLabel("Reason").fill("Left the team");
        await sheet.locator('[data-test="save"]').click();
        await sheet.waitFor({ state: "detached" });
        await settled(page);
        assert.equal(await page.locator('[data-test="worker"]', { hasText: "Elif" }).count(), 0, "nothing is left with her");
    });
});
