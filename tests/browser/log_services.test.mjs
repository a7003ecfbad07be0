// The main job, end to end: open a case with consent, log what a person receives, see one timeline; a supervisor sees
// the same, a caseworker of another city does not. And the three-tap claim, counted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { log, openCase } from "./harness/case.mjs";
import { SERVICES } from "./harness/eight_services.mjs";
import { launch, overflow, shot, SIZES } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";
import { as, signIn } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "log" })));
after(() => server?.stop());

/** Newest first: the last one logged stands on top. The papers they made have nothing to add to them. */
const WANTED = SERVICES.map(([, title, text = ""]) => [title, text]).reverse();

/** Title and text of everything that was logged, from the top, once the newest is there. */
async function timeline(page) {
    const entries = page.locator('[data-test="timeline-entry"]');
    // The timeline shows what it knows at once and is renewed behind.
    await entries.nth(WANTED.length - 1).waitFor();
    await entries.first().filter({ hasText: WANTED[0][0] }).waitFor();
    const all = await entries.evaluateAll((found) => found.map((entry) => [
        entry.querySelector("strong").innerText,
        entry.querySelector(".timeline-text")?.innerText.replaceAll("\u00a0", " ") ?? "",
    ]));
    return all.filter(([title]) => title !== "Agreement" && title !== "Case opened");
}

for (const [name, size] of Object.entries(SIZES)) {
    test(`eight_services_are_logged_and_seen_in_order_on_a_${name}`, async () => {
        let id;
        await as(server, "caseworker@demo.example", size, async (page) => {
            id = await openCase(page);
            for (const [code, , , fill] of SERVICES) await log(page, code, fill);
            assert.deepEqual(await timeline(page), WANTED);
            assert.equal(await overflow(page), 0, "scrolls sideways");
            await shot(page, `case-timeline-${name}`);
            assert.ok(!page.url().includes("?") && (await page.title()) === "Yanında");
        });
        await as(server, "supervisor@demo.example", size, async (page) => {
            assert.equal(await opens(page, id), 200);
            assert.deepEqual(await timeline(page), WANTED);
        });
        await as(server, "caseworker2@demo.example", size, async (page) => {
            assert.equal(await opens(page, id), 404);
            await page.getByRole("alert").first().waitFor();
            assert.equal(await page.locator('[data-test="timeline-entry"]').count(), 0);
        }, { refusals: ["404"] });
    });
}

/** The status of the case's timeline to whoever is signed in. */
async function opens(page, id) {
    const [answer] = await Promise.all([
        page.waitForResponse((response) => response.url().endsWith(`/cases/${id}/timeline`)),
        page.goto(`/cases/${id}`),
    ]);
    return answer.status();
}

test("a_common_service_takes_three_taps_from_an_open_case", async () => {
    const { page, close } = await launch({ ...SIZES.phone, baseURL: server.url });
    try {
        await signIn(page, "caseworker@demo.example");
        await openCase(page);
        await page.evaluate(() => {
            window.taps = 0;
            addEventListener("pointerdown", () => (window.taps += 1), true);
        });
        await log(page, "HOU.rent");
        await page.locator('[data-test="timeline-entry"]', { hasText: "Rent" }).first().waitFor();
        assert.equal(await page.evaluate(() => window.taps), 3);
    } finally {
        await close();
    }
});
