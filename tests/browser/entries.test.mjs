// Everything a caseworker does with an entry after it was logged, at both sizes: correct, withdraw, comment, attach,
// renew, repeat, move on. What a second person changed meanwhile loses nothing that was typed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { settled, SIZES } from "./harness/browser.mjs";
import { log, openCase } from "./harness/case.mjs";
import { day } from "./harness/days.mjs";
import { AUTHOR, authoredPdf, locatedJpeg, PLACE } from "./harness/files.mjs";
import { look } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as as asOn } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "entries" })));
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
const one = (page, name) => page.locator(`[data-test="${name}"]`);
const entry = (page, text) => one(page, "timeline-entry").filter({ hasText: text }).first();
const saved = (page) => page.waitForURL((url) => !/\/(note|document|log)$/.test(url.pathname));

/** A stale save is refused. */
const as = (email, size, journey) => asOn(server, email, size, journey, { refusals: ["412"] });

async function writeNote(page, text) {
    await one(page, "write-note").click();
    await page.locator("textarea").fill(text);
    await one(page, "save").click();
    await saved(page);
    await entry(page, text).waitFor();
}

/** The bytes of an answer, asked for once more: the browser hands over no body that went into a blob. */
async function again(page, response) {
    const { authorization } = await response.request().allHeaders();
    return (await page.request.get(response.url(), { headers: { authorization } })).body();
}

for (const [name, size] of Object.entries(SIZES)) {
    test(`a_note_is_corrected_and_withdrawn_and_its_past_is_kept_on_a_${name}`, async () => {
        await as(WORKER, size, async (page) => {
            await openCase(page);
            await writeNote(page, "Met at the offise");
            await entry(page, "Met at the offise").locator("a").click();
            await one(page, "correct").click();
            await page.locator("textarea").fill("Met at the office");
            await look(page, `note-${name}`);
            await one(page, "save").click();
            await one(page, "entry-title").waitFor();
            await page.getByText("Met at the office").first().waitFor();
            await one(page, "history").locator("summary").click();
            assert.equal(await one(page, "version").count(), 2);
            assert.match(await one(page, "version").first().innerText(), /offise.*office/s);
            await one(page, "withdraw").click();
            await one(page, "confirm-withdraw").click();
            await page.getByText("Fill this in").waitFor();
            await page.getByLabel("Reason").fill("Wrong person");
            await look(page, `withdraw-${name}`);
            await one(page, "confirm-withdraw").click();
            await one(page, "withdrawn").filter({ hasText: "Wrong person" }).waitFor();
            assert.equal(await one(page, "correct").count(), 0);
            await look(page, `entry-withdrawn-${name}`);
            await page.goBack();
            await page.goto(page.url().replace(/\/entry\/.*|\/note.*/, ""));
            const struck = page.locator(".timeline-struck", { hasText: "Met at the office" });
            await struck.getByText("Withdrawn").waitFor();
        });
    });

    test(`a_second_person_changes_it_meanwhile_and_nothing_typed_is_lost_on_a_${name}`, async () => {
        await as(WORKER, size, async (mine) => {
            await openCase(mine);
            await log(mine, "HOU.rent", (page) => page.getByLabel("Provider").fill("Before"));
            await entry(mine, "Rent").locator("a").click();
            const at = mine.url();
            await one(mine, "correct").click();
            await mine.getByLabel("Provider").fill("Mine");
            await as(WORKER, size, async (theirs) => {
                await theirs.goto(at);
                await one(theirs, "correct").click();
                await theirs.getByLabel("Provider").fill("Theirs");
                await one(theirs, "save").click();
                await theirs.getByText("Theirs").first().waitFor();
            });
            await one(mine, "save").click();
            await one(mine, "stale-mine").waitFor();
            await mine.getByText("Theirs", { exact: true }).waitFor();
            assert.equal(await mine.getByLabel("Provider").inputValue(), "Mine");
            await look(mine, `stale-${name}`);
            await one(mine, "stale-mine").click();
            await mine.waitForURL(at);
            await mine.locator("dd", { hasText: /^Mine$/ }).waitFor();
            await one(mine, "history").locator("summary").click();
            assert.equal(await one(mine, "version").count(), 3);
        });
    });

    test(`a_comment_that_is_typed_while_the_entry_is_read_again_stays_on_a_${name}`, async () => {
        await as(WORKER, size, async (page) => {
            await openCase(page);
            await log(page, "HOU.rent");
            await entry(page, "Rent").locator("a").click();
            await page.getByLabel("Your comment").waitFor();
            await page.goBack();
            await entry(page, "Rent").waitFor();
            await settled(page);
            // The entry is shown from memory; what the server says of it and its case comes after something is typed.
            let go;
            const typed = new Promise((resolve) => (go = resolve));
            let held = 0;
            await page.route(/\/api\/v1\/cases\/[0-9a-f-]{36}(\/timeline\/[0-9a-f-]{36})?$/, async (route) => {
                held += 1;
                await typed;
                await route.continue();
            });
            await entry(page, "Rent").locator("a").click();
            await page.getByLabel("Your comment").fill("Typed early");
            await page.locator("textarea").evaluate((field) => (field.dataset.same = "yes"));
            assert.ok(held >= 2, "the case and its entry are asked for behind what is shown");
            go();
            await settled(page);
            assert.equal(await page.getByLabel("Your comment").inputValue(), "Typed early");
            assert.equal(await page.locator("textarea").getAttribute("data-same"), "yes", "the form was made anew");
            await one(page, "send-comment").click();
            await one(page, "comment").filter({ hasText: "Typed early" }).waitFor();
        });
    });

    test(`a_supervisor_comments_and_it_is_resolved_on_a_${name}`, async () => {
        let at;
        await as(WORKER, size, async (page) => {
            await openCase(page);
            await log(page, "HOU.rent");
            await entry(page, "Rent").locator("a").click();
            at = page.url();
        });
        await as("supervisor@demo.example", size, async (page) => {
            await page.goto(at);
            await page.getByLabel("Your comment").fill("Where is the receipt?");
            await one(page, "send-comment").click();
            await one(page, "comment").filter({ hasText: "Where is the receipt?" }).waitFor();
            assert.equal(await page.getByLabel("Your comment").inputValue(), "");
            await look(page, `comment-${name}`);
            await page.goto(at.replace(/\/entry\/.*/, ""));
            await entry(page, "Where is the receipt?").waitFor();
            await entry(page, "Rent").locator("a").click();
            await one(page, "resolve").click();
            await page.getByText(/^Resolved by/).waitFor();
            assert.equal(await one(page, "resolve").count(), 0);
        });
    });

    test(`a_permit_has_a_clock_and_a_successor_on_a_${name}`, async () => {
        await as(WORKER, size, async (page) => {
            const id = await openCase(page);
            await page.goto(`/cases/${id}/documents`);
            await one(page, "add-document").click();
            await page.getByLabel("Document", { exact: true }).selectOption("victim_permit_first");
            await page.getByLabel("Issued", { exact: true }).fill(day(-20));
            await page.getByLabel("Ends", { exact: true }).fill(day(-30));
            await page.getByLabel("Number", { exact: true }).fill("99123456789");
            await one(page, "save").click();
            await page.getByText("This is before the start").waitFor();
            await page.getByLabel("Ends", { exact: true }).fill(day(10));
            await look(page, `document-form-${name}`);
            await one(page, "save").click();
            await one(page, "document").filter({ hasText: "10 days left" }).waitFor();
            await page.getByText("•••789").waitFor();
            assert.equal(await page.getByText("99123456789").count(), 0);
            await page.locator('a.row:has([data-test="document"])').click();
            await look(page, `document-${name}`);
            await one(page, "renew").click();
            assert.equal(await page.getByLabel("Document", { exact: true }).inputValue(), "victim_permit_extension");
            await one(page, "save").click();
            await one(page, "document").filter({ hasText: "extension" }).waitFor();
            await one(page, "document").filter({ hasText: "Replaced" }).waitFor();
            await look(page, `documents-${name}`);
            await page.locator('a.row:has([data-test="document"])').filter({ hasText: "Replaced" }).click();
            await one(page, "correct").click();
            await page.getByLabel("State", { exact: true }).selectOption("expired");
            await one(page, "save").click();
            await page.locator("dd", { hasText: "•••789" }).waitFor();
        });
    });

    test(`a_photo_and_a_pdf_are_attached_without_what_they_carry_on_a_${name}`, async () => {
        await as(WORKER, size, async (page) => {
            await openCase(page);
            await writeNote(page, "With a paper");
            await entry(page, "With a paper").locator("a").click();
            const photo = await locatedJpeg(page, 3000, 2000);
            assert.ok(photo.includes(PLACE));
            const choose = one(page, "choose-file");
            const sent = page.waitForRequest((request) => request.method() === "PUT" && request.url().includes("/attachments/"));
            await choose.setInputFiles({ name: "deniz-passport.jpg", mimeType: "image/jpeg", buffer: photo });
            const request = await sent;
            assert.ok(!request.url().includes("deniz") && !JSON.stringify(request.headers()).includes("deniz"));
            assert.ok(!request.postDataBuffer()?.includes(PLACE));
            await one(page, "open-photo").waitFor();
            await choose.setInputFiles({ name: "file.pdf", mimeType: "application/pdf", buffer: authoredPdf() });
            await one(page, "open-pdf").waitFor();
            await look(page, `entry-files-${name}`);

            const opened = page.waitForResponse((response) => response.url().endsWith("/content"));
            await one(page, "open-photo").click();
            const bytes = await again(page, await opened);
            assert.ok(bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])));
            assert.ok(!bytes.includes("Exif") && !bytes.includes(PLACE));
            await one(page, "photo").waitFor();
            const shown = await one(page, "photo").evaluate((image) => image.decode().then(() => [image.src, image.naturalWidth]));
            assert.ok(shown[0].startsWith("blob:"));
            assert.equal(shown[1], 2560);
            await look(page, `photo-${name}`);
            await page.keyboard.press("Escape");
            await one(page, "photo").waitFor({ state: "detached" });
            const gone = await page.evaluate((url) => new Promise((resolve) => {
                Object.assign(new Image(), { onload: () => resolve(false), onerror: () => resolve(true), src: url });
            }), shown[0]);
            assert.ok(gone, "the address of the photo is taken back");
            page.problems = [];

            const [download] = await Promise.all([page.waitForEvent("download"), one(page, "open-pdf").click()]);
            assert.equal(download.suggestedFilename(), "document.pdf");
            const pdf = readFileSync(await download.path());
            assert.ok(pdf.subarray(0, 5).equals(Buffer.from("%PDF-")) && !pdf.includes(AUTHOR));

            await choose.setInputFiles({ name: "x.heic", mimeType: "image/heic", buffer: Buffer.from("ftypheic") });
            await page.getByText("cannot read HEIC").waitFor();
            await choose.setInputFiles({ name: "x.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(10_485_761) });
            await page.getByText("larger than 10 MB").waitFor();

            await one(page, "remove-file").first().click();
            await page.getByRole("button", { name: "Remove", exact: true }).click();
            await one(page, "open-photo").waitFor({ state: "detached" });
            await one(page, "open-pdf").waitFor();
        });
    });

    test(`rent_is_repeated_and_services_add_up_and_move_on_on_a_${name}`, async () => {
        await as(WORKER, size, async (page) => {
            const id = await openCase(page);
            await log(page, "HOU.rent", async () => {
                await page.getByLabel("Cost").fill("18500");
                await page.getByLabel("months", { exact: true }).fill("1");
                await page.getByLabel("From", { exact: true }).fill("2026-10-01");
                await page.getByLabel("To", { exact: true }).fill("2026-10-31");
            });
            await log(page, "HOU.rent", async () => {
                await one(page, "again").waitFor();
                await look(page, `again-${name}`);
                await one(page, "again").click();
                // The offer goes when the form is filled.
                await one(page, "again").waitFor({ state: "detached" });
                assert.equal(await page.getByLabel("From", { exact: true }).inputValue(), "01/11/2026");
                assert.equal(await page.getByLabel("To", { exact: true }).inputValue(), "30/11/2026");
                assert.equal(await page.getByLabel("Cost").inputValue(), "18500");
            });
            await log(page, "EDU.turkish");
            await page.goto(`/cases/${id}/services`);
            await one(page, "totals").filter({ hasText: /37,000\sTRY · months: 2/ }).waitFor();
            const course = one(page, "service").filter({ hasText: "Turkish" });
            await course.locator('[data-test="step"]').click();
            await course.locator(".tag", { hasText: "Delivered" }).waitFor();
            assert.equal(await course.locator('[data-test="step"]').count(), 0);
            await look(page, `services-${name}`);
            await page.getByRole("button", { name: /^In progress/ }).waitFor({ state: "detached" });
            await page.getByRole("button", { name: /^Delivered\s*3/ }).click();
            assert.equal(await one(page, "service").count(), 3);
        });
    });
}
