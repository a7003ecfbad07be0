// The main job, end to end: open a case with consent, log what a person receives, see one timeline; a supervisor sees
// it too, a caseworker of another city does not. And the three-tap claim, counted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { log, openCase } from "./harness/case.mjs";
import { launch, overflow, shot, SIZES } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";
import { signIn } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "log" })));
after(() => server?.stop());

const SERVICES = [
    ["DOC.identity_card", "Identity card"],
    ["RES.residence_permit", "Residence permit", async (page) => {
        await page.getByLabel("Issued", { exact: true }).fill("2026-11-01");
        await page.getByLabel("Ends", { exact: true }).fill("2027-01-30");
    }],
    ["RES.protection_registration", "rotection"],
    ["RES.conditional_refugee_id", "onditional refugee"],
    ["HOU.rent", "Rent", async (page) => page.getByLabel("Cost").fill("18500")],
    ["HOU.furniture", "urniture", async (page) => page.getByLabel("Item", { exact: true }).selectOption("bed")],
    ["EDU.turkish", "Turkish"],
    ["EMP.placement", "ob", async (page) => page.getByLabel("Sector").fill("Bakery")],
];

for (const [name, size] of Object.entries(SIZES)) {
    test(`a_caseworker_logs_eight_services_on_a_${name}`, async () => {
        const { page, close } = await launch({ ...size, baseURL: server.url });
        let id;
        try {
            await signIn(page, "caseworker@demo.example");
            id = await openCase(page);
            for (const [code, , fill] of SERVICES) await log(page, code, fill);
            const titles = page.locator('[data-test="timeline-entry"] strong');
            // The timeline shows what it knows at once and is renewed behind.
            await titles.filter({ hasText: /^Job$/ }).first().waitFor();
            const shown = await titles.allInnerTexts();
            const services = shown.slice(0, shown.length).filter((title) => SERVICES.some(([, part]) => title.includes(part)));
            // Newest first: the last one logged stands on top.
            const wanted = SERVICES.map(([, part]) => part).reverse();
            let from = 0;
            for (const part of wanted) {
                const at = services.findIndex((title, index) => index >= from && title.includes(part));
                assert.ok(at >= 0, `${part} is not in order in ${JSON.stringify(shown)}`);
                from = at + 1;
            }
            await page.getByText("18,500").first().waitFor();
            assert.equal(await overflow(page), 0, "scrolls sideways");
            await shot(page, `case-timeline-${name}`);
            assert.ok(!page.url().includes("?") && (await page.title()) === "Yanında");
        } finally {
            await close();
        }
        await others(size, id);
    });
}

/** The supervisor sees the case; a caseworker of Ankara gets 404. */
async function others(size, id) {
    for (const [email, sees] of [["supervisor@demo.example", true], ["caseworker2@demo.example", false]]) {
        const { page, close } = await launch({ ...size, baseURL: server.url });
        try {
            await signIn(page, email);
            const [answer] = await Promise.all([
                page.waitForResponse((response) => response.url().endsWith(`/cases/${id}/timeline`)),
                page.goto(`/cases/${id}`),
            ]);
            assert.equal(answer.status(), sees ? 200 : 404, email);
            const entries = page.locator('[data-test="timeline-entry"]');
            if (sees) await entries.nth(SERVICES.length - 1).waitFor();
            else assert.equal(await entries.count(), 0);
        } finally {
            await close();
        }
    }
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
