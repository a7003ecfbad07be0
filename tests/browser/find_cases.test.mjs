// Finding what matters: filters and views of the list, search, and what is due on Today.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { SIZES } from "./harness/browser.mjs";
import { look } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "find" })));
after(() => server?.stop());

const ROWS = '.pane-list a.row[href^="/cases/"]';
const sheet = (page) => page.locator("dialog.sheet");
const gone = (page) => sheet(page).waitFor({ state: "detached" });

/** Chooses one of a few in the sheet; the label is the target. */
const choose = (page, name) => sheet(page).getByRole("radio", { name, exact: true }).check({ force: true });

for (const [size, box] of Object.entries(SIZES)) {
    test(`filters_and_views_survive_a_reload_on_a_${size}`, async () => {
        await as(server, "caseworker@demo.example", box, async (page) => {
            await page.goto("/cases");
            const rows = page.locator(ROWS);
            await rows.first().waitFor();
            const all = await rows.count();
            await page.locator('[data-test="filters"]').click();
            await choose(page, "High");
            await sheet(page).getByLabel("Name of a view").fill("In danger");
            await look(page, `filters-${size}`);
            await sheet(page).getByRole("button", { name: "Show cases" }).click();
            await gone(page);
            const view = page.getByRole("button", { name: "In danger", exact: true });
            await view.waitFor();
            assert.equal(await view.getAttribute("aria-pressed"), "true");
            await page.waitForFunction(([list, all]) => {
                const count = document.querySelectorAll(list).length;
                return count > 0 && count < all;
            }, [ROWS, all]);
            const few = await rows.count();
            assert.ok(!page.url().includes("?"), "nothing of it stands in the address");

            await page.reload();
            await view.waitFor();
            assert.equal(await view.getAttribute("aria-pressed"), "true");
            await page.waitForFunction(([list, few]) => document.querySelectorAll(list).length === few, [ROWS, few]);
            await look(page, `cases-filtered-${size}`);
            await page.getByRole("button", { name: "Remove filter Risk: High" }).click();
            assert.equal(await view.getAttribute("aria-pressed"), "false");
            await view.click();
            const chip = page.getByRole("button", { name: "Remove filter Risk: High" });
            await chip.waitFor();
            // That cases are left out is seen without scrolling the line, and undone by one press.
            const inView = await chip.evaluate((element) => element.getBoundingClientRect().right <= element.closest(".chips").getBoundingClientRect().right);
            assert.ok(inView, "the chip stands first");
            assert.equal(await page.locator('[data-test="filters"] .chip-count').innerText(), "1");
            await page.locator('[data-test="narrowed"]').getByText(new RegExp(`^${few} cases?$`)).waitFor();
            await page.locator('[data-test="show-all"]').click();
            await page.waitForFunction(([list, all]) => document.querySelectorAll(list).length === all, [ROWS, all]);
            await page.waitForFunction(() => document.activeElement.dataset.test === "filters");
            await view.click();
            await chip.waitFor();

            await page.locator('[data-test="filters"]').click();
            await sheet(page).getByRole("button", { name: "Remove In danger" }).click();
            await sheet(page).or(page.locator('.toaster')).getByText("View removed").first().waitFor();
            await sheet(page).getByRole("button", { name: "Clear filters" }).click();
            await gone(page);
            await view.waitFor({ state: "detached" });

            const number = await rows.first().locator(".row-number").innerText();
            await page.getByLabel("Code name, number, name or phone").fill(number);
            await page.getByRole("button", { name: "Search" }).click();
            await page.locator("p:not([role])", { hasText: "Found: 1 case" }).waitFor();
            await page.getByRole("button", { name: "Back to the list" }).click();
            await page.locator('[data-test="filters"]').waitFor();
        });
    });

    test(`what_is_due_opens_its_record_on_a_${size}`, async () => {
        await as(server, "caseworker@demo.example", box, async (page) => {
            await page.goto("/today");
            await page.locator("section.section").first().waitFor();
            const hrefs = await page.locator("section.section").evaluateAll((parts) =>
                parts.map((part) => part.querySelector("a[href]")?.getAttribute("href")),
            );
            assert.ok(hrefs.length >= 2, JSON.stringify(hrefs));
            for (const href of hrefs) {
                await page.goto("/today");
                await page.locator(`section.section a[href="${href}"]`).first().click();
                await page.waitForURL((url) => url.pathname + url.search === href);
                await page.locator("h1:visible").first().waitFor();
            }
        });
    });
}
