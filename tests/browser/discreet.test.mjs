// Nothing personal outside the page itself: not in an address, a title, a header of a request, or what the browser keeps.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { log } from "./harness/case.mjs";
import { settled, SIZES } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "discreet" })));
after(() => server?.stop());

/** Given and family name, phone, provider and code name; another person for each size, so that none is a duplicate. */
const CANARIES = {
    phone: ["Kanarya", "Ispinoz", "5551110099", "Saklambac", "Ardıçkuşu"],
    desktop: ["Florya", "Saka", "5551110088", "Korebe", "Alıçağacı"],
};

for (const [size, box] of Object.entries(SIZES)) {
    test(`a_journey_leaves_nothing_personal_in_addresses_and_titles_on_a_${size}`, async () => {
        const [given, family, phone, provider, codeName] = CANARIES[size];
        await as(server, "caseworker@demo.example", box, async (page) => {
            const seen = new Set();
            page.on("request", (request) => seen.add(`${request.url()} ${JSON.stringify(request.headers())}`));
            page.on("framenavigated", async (frame) => seen.add(frame.url()));
            const titles = new Set();
            const note = async () => titles.add(await page.title());

            await page.goto("/cases/new");
            await page.getByLabel("Explained in").selectOption("tr");
            await page.getByLabel("Code name", { exact: true }).fill(codeName);
            await page.locator("summary", { hasText: "Name and contact" }).click();
            await page.getByLabel("Given names").fill(given);
            await page.getByLabel("Family names").fill(family);
            await page.getByLabel("Birth date", { exact: true }).fill("03/04/1990");
            await page.getByLabel("Phone", { exact: true }).fill(`+90${phone}`);
            await note();
            await page.locator('[data-test="save"]').click();
            await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
            await note();
            await log(page, "HOU.rent", () => page.getByLabel("Provider").fill(provider));
            await page.goto("/cases");
            await page.locator('input[type="search"]').fill(given);
            // The list before has the row too, and is hidden once the answer is there.
            const answered = page.waitForResponse((response) => response.url().endsWith("/cases/search"));
            await page.getByRole("button", { name: "Search", exact: true }).click();
            await answered;
            await settled(page);
            const row = page.locator("a.row:visible", { hasText: codeName }).first();
            await row.waitFor();
            await note();
            await row.click();
            const hold = page.getByRole("button", { name: "Hold to show name" });
            await hold.focus();
            await page.keyboard.down(" ");
            await page.getByText(`${given} ${family}`).waitFor();
            await note();
            await page.keyboard.up(" ");

            const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
            const all = [...seen, ...titles, kept].map((text) => decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, "%25"))).join("\n");
            for (const canary of CANARIES[size]) assert.ok(!all.toLowerCase().includes(canary.toLowerCase()), canary);
            assert.deepEqual([...titles], ["Yanında"]);
        });
    });
}
