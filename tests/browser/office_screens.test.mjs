// The screens of those who lead and look after an office, in every look; the auditor reads who did what.
import { after, before, test } from "node:test";

import { settled, SIZES } from "./harness/browser.mjs";
import { looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "office" })));
after(() => server?.stop());

const sheet = (page) => page.locator("dialog.sheet");
const menu = (page) => page.locator('[data-test="case-menu"]').click();

for (const [size, box] of Object.entries(SIZES)) {
    test(`the_auditor_reads_who_did_what_on_a_${size}`, async () => {
        // Something of hers to find.
        await as(server, "supervisor@demo.example", box, async (page) => {
            await page.goto("/cases");
            await page.locator("a.row").first().click();
            await page.locator("h1:visible").first().waitFor();
        });
        await as(server, "auditor@demo.example", box, async (page) => {
            await page.goto("/audit");
            const rows = page.locator("tbody tr");
            await rows.first().waitFor();
            await page.getByRole("button", { name: "Show more" }).click();
            await rows.nth(50).waitFor();
            await page.getByLabel("What").selectOption("signed_in");
            await page.getByLabel("Who").selectOption({ label: "Zeynep Arslan" });
            await page.waitForFunction(() => {
                const rows = [...document.querySelectorAll("tbody tr")].map((row) => row.innerText);
                return rows.length > 0 && rows.every((row) => row.includes("Zeynep Arslan") && row.includes("Signed in"));
            });
            await page.getByLabel("Until", { exact: true }).fill("2020-01-01");
            await page.keyboard.press("Tab");
            await page.getByText("No entry matches").waitFor();
            await page.getByLabel("Until", { exact: true }).fill("");
            await page.keyboard.press("Tab");
            await page.getByLabel("What").selectOption("");
            await page.getByLabel("Who").selectOption("");
            await page.getByRole("button", { name: /^Only case/ }).first().click();
            await page.getByRole("button", { name: /^Remove filter Case/ }).waitFor();
            await looks(page, [
                [`audit-${size}`, async (page) => {
                    await page.goto("/audit");
                    await page.locator("tbody tr").first().waitFor();
                }],
            ]);
        });
    });

    test(`the_screens_of_a_supervisor_and_an_administrator_on_a_${size}`, async () => {
        await as(server, "supervisor@demo.example", box, async (page) => {
            const first = async (page) => {
                await page.goto("/cases");
                await page.locator('.pane-list a.row[href^="/cases/"]').first().click();
                await page.locator('[data-test="case-menu"]').waitFor();
                await settled(page);
            };
            await looks(page, [
                [`today-supervisor-${size}`, async (page) => {
                    await page.goto("/today");
                    await page.locator("section.section").first().waitFor();
                }],
                [`cases-supervisor-${size}`, async (page) => {
                    await page.goto("/cases");
                    await page.locator('.pane-list a.row[href^="/cases/"]').first().waitFor();
                }],
                [`filters-supervisor-${size}`, async (page) => {
                    await page.goto("/cases");
                    await page.locator('[data-test="filters"]').click();
                    await sheet(page).waitFor();
                }],
                [`case-menu-${size}`, async (page) => {
                    await first(page);
                    await menu(page);
                    await sheet(page).waitFor();
                }],
                [`case-people-${size}`, async (page) => {
                    await first(page);
                    await menu(page);
                    await sheet(page).locator(".row").first().click();
                    await sheet(page).locator('[data-test="worker"]').waitFor();
                }],
                [`case-ask-close-${size}`, async (page) => {
                    await first(page);
                    await menu(page);
                    await sheet(page).locator(".row").nth(2).click();
                    await sheet(page).locator('[data-test="save-step"]').waitFor();
                }],
            ]);
        });
        await as(server, "admin@demo.example", box, async (page) => {
            await looks(page, [
                [`users-${size}`, async (page) => {
                    await page.goto("/users");
                    await page.locator("tbody tr").first().waitFor();
                }],
                [`users-invite-${size}`, async (page) => {
                    await page.goto("/users");
                    await page.locator('[data-test="invite"]').click();
                    await sheet(page).waitFor();
                }],
            ]);
        });
    });
}
