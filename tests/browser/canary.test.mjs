// What a caseworker types is readable nowhere but on the screen: a mark in every field of text that the main job fills, and
// in a file, is looked for in the database, its log, the temporary files, the server's log, a backup, and the phone itself.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, SIZES, settled } from "./harness/browser.mjs";
import { clusterFiles, filesIn, findMarks, mark, markAll, NUMBER, openFiles } from "./harness/canary.mjs";
import { log, openCase } from "./harness/case.mjs";
import { SERVICES } from "./harness/eight_services.mjs";
import { authoredPdf } from "./harness/files.mjs";
import { startServer } from "./harness/server.mjs";
import { signIn } from "./harness/sign_in.mjs";

let server;
let place;
before(async () => {
    const prepare = (made) => {
        place = made;
        place.env.TMPDIR = join(place.folder, "temporary");
        mkdirSync(place.env.TMPDIR);
    };
    server = await startServer({ name: "canary", env: { YANINDA_LOG: "debug" }, prepare });
});
after(() => server?.stop());

/** The public part of the age key of sixteen times "BB"; nobody needs to open what is made for it. */
const RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");
const saved = (page) => page.waitForURL((url) => !/\/(note|document|log)$/.test(url.pathname));

async function fillIdentity(page, id) {
    await page.goto(`/cases/${id}/profile`);
    await page.getByRole("button", { name: "Edit: Identity", exact: true }).click();
    await sheet(page).locator("form").waitFor();
    await sheet(page).getByRole("button", { name: "Add a number" }).click();
    await sheet(page).locator('input[type="tel"]').first().fill(`+90${NUMBER}`);
    await sheet(page).locator('input[inputmode="email"]').first().fill(`${mark("e-mail")}@example.org`);
    assert.ok((await markAll(sheet(page), "identity")) >= 5, "names, address, a paper's kind and number");
    await one(page, "save").click();
    await sheet(page).waitFor({ state: "detached" });
}

async function writeNote(page, id) {
    await page.goto(`/cases/${id}`);
    await one(page, "write-note").click();
    await page.locator("textarea").fill(mark("note"));
    await one(page, "save").click();
    await saved(page);
}

async function commentAndAttach(page) {
    await one(page, "timeline-entry").filter({ hasText: "Rent" }).first().locator("a").click();
    await one(page, "entry-title").waitFor();
    await settled(page);
    await page.getByLabel("Your comment").fill(mark("comment"));
    await one(page, "send-comment").click();
    await one(page, "comment").waitFor();
    const buffer = authoredPdf(mark("attachment"));
    await one(page, "choose-file").setInputFiles({ name: `${mark("name of a file")}.pdf`, mimeType: "application/pdf", buffer });
    await one(page, "open-pdf").waitFor();
}

/** The person is looked for by name, and the name looked at. */
async function findAndReveal(page, id) {
    await page.goto("/cases");
    await page.locator('input[type="search"]').fill(mark("search"));
    await settled(page);
    await page.goto(`/cases/${id}/profile`);
    const hold = page.locator("section.section", { hasText: "Identity" }).locator("dl button").first();
    await hold.focus();
    await page.keyboard.down(" ");
    await page.getByText(/kanarya/).first().waitFor();
    await page.keyboard.up(" ");
}

/** The main job with a mark in every field of text; answers the case's id. */
async function journey(page) {
    await signIn(page, "caseworker@demo.example");
    await page.evaluate(() => navigator.serviceWorker.ready);
    const id = await openCase(page);
    let marked = 0;
    for (const [code, , , fill] of SERVICES) {
        await log(page, code, async () => {
            await fill?.(page);
            marked += await markAll(page.locator("form"), code);
        });
    }
    assert.ok(marked > SERVICES.length, `${marked} fields of eight services`);
    await fillIdentity(page, id);
    await writeNote(page, id);
    await commentAndAttach(page);
    await findAndReveal(page, id);
    await settled(page);
    return id;
}

test("what_is_looked_for_is_found_in_every_form", () => {
    const forms = [
        ["UTF-8", "kanaryab83e000"],
        ["UTF-16LE", "k\x00a\x00n\x00a\x00r\x00y\x00a\x00b\x008\x003\x00e\x00"],
        ["UTF-16BE", "\x00k\x00a\x00n\x00a\x00r\x00y\x00a\x00b\x008\x003\x00e"],
        ["hex", "6b616e61727961623833653030"],
        ["HEX", "6B616E61727961623833653030"],
        ["base64", "a2FuYXJ5YWI4M2UwMDA="],
        ["base64", "eGthbmFyeWFiODNlMDAw"],
        ["base64", "eHlrYW5hcnlhYjgzZTAwMA=="],
        ["UTF-8", "+905557204913"],
    ];
    for (const [name, form] of forms) {
        for (const around of ["", "x", "ölçü"]) {
            const found = findMarks([["here", Buffer.from(`${around}${form}${around}`)]]);
            assert.ok(found.some((line) => line.includes(`as ${name}`)), `${name}: ${found}`);
        }
    }
    assert.deepEqual(findMarks([["here", Buffer.from("KANARYAB83E kanaryab83 55572049")]]), []);
});

test("what_a_caseworker_typed_lies_readable_nowhere", async () => {
    const { page, close } = await launch({ ...SIZES.phone, baseURL: server.url, profile: true });
    const phone = [];
    let id;
    try {
        id = await journey(page);
    } finally {
        await close((folder) => phone.push(...filesIn(folder)));
    }
    assert.deepEqual(findMarks(phone), [], "on the phone");
    // A browser remembers addresses, and so the id of the case: something of the journey was written down.
    assert.ok(phone.some(([, bytes]) => bytes.includes(id)), `${phone.length} files, and nothing of the journey`);

    const backup = join(place.folder, "backup.age");
    await place.run(["backup", "--to", backup, "--recipient", RECIPIENT]);
    const kept = [...filesIn(place.folder), ...openFiles(server.pid), ...clusterFiles(), [server.log, readFileSync(server.log)]];
    for (const wanted of [server.log, backup]) assert.ok(kept.some(([path, bytes]) => path === wanted && bytes.length > 1000), wanted);
    const key = Buffer.from(id.replaceAll("-", ""), "hex");
    assert.ok(kept.some(([, bytes]) => bytes.includes(key)), "the database was not looked at");
    assert.deepEqual(findMarks(kept), [], "at the server");
});
