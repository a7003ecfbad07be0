// Four eyes: a rent above the limit waits, a supervisor sees it on Today and approves it with one tap, and the caseworker hears of it;
// nobody decides their own. And the loop: a question and a flag are asked, answered and resolved where they belong.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { settled, SIZES } from "./harness/browser.mjs";
import { openCase } from "./harness/case.mjs";
import { look, looks } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { as } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "approvals" })));
after(() => server?.stop());

const WORKER = "caseworker@demo.example";
const SUPERVISOR = "supervisor@demo.example";
const OTHER = "supervisor3@demo.example";

const one = (page, name) => page.locator(`[data-test="${name}"]`);
const sheet = (page) => page.locator("dialog.sheet");
const waiting = (page, name) => one(page, "approval").filter({ hasText: name });
const onToday = (page, href) => page.locator(`section.section a.row[href="${href}"]`);

async function codeName(page) {
    await page.locator("h1:visible").first().waitFor();
    await settled(page);
    return page.locator(".pane-on.case h1").innerText();
}

/** Logs a delivered rent of this many lira from the open case. */
async function rent(page, lira) {
    await one(page, "log").click();
    await one(page, "all-types").waitFor();
    const tile = page.locator('[data-test="type-HOU.rent"]').first();
    if (!(await tile.isVisible())) await one(page, "all-types").click();
    await tile.click();
    await page.getByRole("radio", { name: "Delivered", exact: true }).check({ force: true });
    await page.getByLabel("Cost").fill(String(lira));
}

/** Shows every row of Today. */
async function today(page) {
    await page.goto("/today");
    await page.locator("section.section").first().waitFor();
    await settled(page);
    for (const more = page.getByRole("button", { name: /^Show all/ }); (await more.count()) > 0;) await more.first().click();
}

for (const [name, size] of Object.entries(SIZES)) {
    test(`a_rent_above_the_limit_waits_and_is_approved_with_one_tap_on_a_${name}`, async () => {
        let path, code;
        await as(server, WORKER, size, async (page) => {
            const id = await openCase(page);
            path = `/cases/${id}`;
            code = await codeName(page);
            await rent(page, 20000);
            assert.equal(await one(page, "above-limit").count(), 0, "at the limit nobody is asked");
            await page.getByLabel("Cost").fill("26500");
            await one(page, "above-limit").waitFor();
            await look(page, `approval-form-${name}`);
            await one(page, "save").click();
            await page.getByText("Saved. It waits for a supervisor's approval").waitFor();
            await page.goto(`${path}/services`);
            const line = one(page, "service").first();
            await line.getByText("Requested", { exact: true }).waitFor();
            await line.getByText("Waits for approval").waitFor();
            assert.equal(await line.locator('[data-test="step"]').count(), 0, "it is moved on by the decision");
        });
        await as(server, SUPERVISOR, size, async (page) => {
            await today(page);
            const row = onToday(page, "/approvals").filter({ hasText: code });
            await row.getByText("To decide: Payment above the limit").waitFor();
            await look(page, `approval-today-${name}`);
            await row.click();
            await waiting(page, code).waitFor();
            // Its place in the rail is marked; on a phone it belongs to the overview, which is one step back.
            const place = name === "desktop" ? "/approvals" : "/overview";
            const marked = await page.locator('.nav [aria-current="page"]:visible').evaluateAll((all) => all.map((one) => one.getAttribute("href")));
            assert.deepEqual(marked, [place]);
            assert.equal(await page.locator(".page-bar-back").isVisible(), name !== "desktop");
            await looks(page, [[`approvals-${name}`, async (page) => {
                await page.goto("/approvals");
                await waiting(page, code).waitFor();
            }]]);
            // With the keyboard alone: the button is reached and pressed.
            await page.goto("/approvals");
            const approve = waiting(page, code).locator('[data-test="approve"]');
            await approve.focus();
            await page.keyboard.press("Enter");
            // It stays where it was, so that a second tap meets nothing; the focus goes on to a row that waits, or to the heading.
            await waiting(page, code).locator('[data-test="settled"]').getByText("Approved", { exact: true }).waitFor();
            assert.equal(await waiting(page, code).getByRole("button").count(), 0);
            await page.waitForFunction(() => document.activeElement.matches("li.approval, h1"));
            await page.goto("/today");
            await page.goto("/approvals");
            await page.locator("h1:visible").waitFor();
            await settled(page);
            assert.equal(await waiting(page, code).count(), 0);
        });
        await as(server, WORKER, size, async (page) => {
            await today(page);
            const row = page.locator("section.section a.row", { hasText: code }).filter({ hasText: "Approved: Payment above the limit" });
            await row.click();
            await one(page, "request").getByText("Approved", { exact: true }).waitFor();
            await look(page, `approval-entry-${name}`);
            await page.goto(`${path}/services`);
            await one(page, "service").first().locator(".tag", { hasText: "Approved" }).first().waitFor();
        });
    });

    test(`nobody_decides_their_own_and_a_refusal_has_a_reason_on_a_${name}`, async () => {
        let path, code;
        await as(server, SUPERVISOR, size, async (page) => {
            const id = await openCase(page);
            path = `/cases/${id}`;
            code = await codeName(page);
            await one(page, "case-menu").click();
            await sheet(page).getByRole("button", { name: "Move to another office" }).click();
            await sheet(page).getByLabel("Office").selectOption({ label: "Ankara" });
            await sheet(page).getByLabel("Reason").fill("Lives there now");
            await look(page, `approval-move-${name}`);
            await one(page, "save-step").click();
            await sheet(page).waitFor({ state: "detached" });
            await one(page, "transfer-waits").getByText("To Ankara").waitFor();
            await page.goto("/approvals");
            await waiting(page, code).locator('[data-test="not-mine"]').getByText("A supervisor decides.").waitFor();
            assert.equal(await waiting(page, code).locator('[data-test="approve"]').count(), 0);
        });
        await as(server, OTHER, size, async (page) => {
            await page.goto(path);
            await one(page, "transfer-waits").waitFor();
            await page.goto("/approvals");
            const reason = waiting(page, code).getByLabel("Reason");
            const focused = (locator) => locator.evaluate((element) => element === document.activeElement);
            await waiting(page, code).locator('[data-test="refuse"]').click();
            await reason.waitFor();
            assert.ok(await focused(reason), "what is opened has the focus");
            await page.keyboard.press("Escape");
            await reason.waitFor({ state: "detached" });
            await page.waitForFunction(() => document.activeElement.dataset.test === "refuse");
            await waiting(page, code).locator('[data-test="refuse"]').click();
            await one(page, "send-refusal").click();
            await waiting(page, code).getByText("Fill this in").waitFor();
            await waiting(page, code).getByLabel("Reason").fill("She stays until spring");
            await look(page, `approval-refuse-${name}`);
            await one(page, "send-refusal").click();
            await waiting(page, code).locator('[data-test="settled"]').getByText("Not approved", { exact: true }).waitFor();
            await page.goto(path);
            await page.getByText("She stays until spring").waitFor();
        });
    });

    test(`a_question_and_a_flag_are_asked_answered_and_resolved_on_a_${name}`, async () => {
        let path, code, entry;
        await as(server, WORKER, size, async (page) => {
            const id = await openCase(page);
            path = `/cases/${id}`;
            code = await codeName(page);
            await rent(page, 9000);
            await one(page, "save").click();
            await page.waitForURL(`**${path}`);
            await page.locator(".timeline-link", { hasText: "Rent" }).first().click();
            await page.waitForURL("**/entry/**");
            entry = new URL(page.url()).pathname;
        });
        const write = async (page, kind, text) => {
            await page.getByRole("radio", { name: kind, exact: true }).check({ force: true });
            await page.getByLabel("Your comment").fill(text);
        };
        await as(server, SUPERVISOR, size, async (page) => {
            await page.goto(entry);
            await write(page, "Question", "Is there a receipt?");
            await page.getByLabel("Whom you ask").selectOption({ label: "Elif Aydın" });
            await look(page, `loop-ask-${name}`);
            await one(page, "send-comment").click();
            await one(page, "comment").getByText("Question to Elif Aydın").waitFor();
            await write(page, "Flag", "The month is wrong");
            await one(page, "send-comment").click();
            await one(page, "comment").filter({ hasText: "The month is wrong" }).getByText("Open. Next: Elif Aydın").waitFor();
        });
        await as(server, WORKER, size, async (page) => {
            await today(page);
            const mine = onToday(page, entry);
            await mine.filter({ hasText: "A question for you" }).waitFor();
            await mine.filter({ hasText: "Something is wrong with an entry" }).waitFor();
            await look(page, `loop-today-${name}`);
            await mine.filter({ hasText: "A question for you" }).click();
            const question = one(page, "comment").filter({ hasText: "Is there a receipt?" });
            assert.equal(await question.locator('[data-test="resolve"]').count(), 0, "who asked resolves it");
            await question.locator('[data-test="answer-to"]').click();
            await page.getByLabel("Your comment").fill("Attached now");
            await one(page, "send-comment").click();
            await question.locator('[data-test="answer"]', { hasText: "Attached now" }).waitFor();
            await looks(page, [[`loop-thread-${name}`, async (page) => {
                await page.goto(entry);
                await one(page, "answer").waitFor();
            }]]);
        });
        await as(server, SUPERVISOR, size, async (page) => {
            await today(page);
            await onToday(page, entry).filter({ hasText: "Answered: look at it and resolve" }).click();
            for (const text of ["Is there a receipt?", "The month is wrong"]) {
                const thread = one(page, "comment").filter({ hasText: text });
                await thread.locator('[data-test="resolve"]').click();
                await thread.getByText("Resolved by Zeynep Arslan").waitFor();
            }
        });
        await as(server, WORKER, size, async (page) => {
            await today(page);
            assert.equal(await onToday(page, entry).count(), 0, `${code} has nothing open`);
        });
    });
}

test("an_administrator_says_what_is_paid_without_an_approval", async () => {
    await as(server, "admin@demo.example", SIZES.desktop, async (page) => {
        await page.goto("/users");
        await one(page, "limits").getByText(/above .*20,000.* waits for a supervisor/).waitFor();
        await one(page, "edit-office").click();
        await one(page, "add-amount").click();
        await sheet(page).getByLabel("Amount").last().fill("400");
        await sheet(page).getByLabel("Currency").last().selectOption("EUR");
        await look(page, "office-limits");
        await one(page, "save").click();
        await sheet(page).waitFor({ state: "detached" });
        await one(page, "limits").getByText(/400/).waitFor();
    });
});

test("a_second_tap_decides_nothing_else", async () => {
    const codes = [];
    for (const lira of [26500, 27500]) {
        await as(server, WORKER, SIZES.phone, async (page) => {
            await openCase(page);
            codes.push(await codeName(page));
            await rent(page, lira);
            await one(page, "save").click();
            await page.getByText("Saved. It waits for a supervisor's approval").waitFor();
        });
    }
    await as(server, SUPERVISOR, SIZES.phone, async (page) => {
        await page.goto("/approvals");
        const [first, second] = codes.map((code) => waiting(page, code));
        await second.locator('[data-test="approve"]').waitFor();
        await first.getByText(/The limit is .*20,000/).waitFor();
        // At once when the first is decided, whatever can be pressed is pressed.
        await first.locator('[data-test="approve"]').evaluate((approve) => new Promise((done) => {
            const observer = new MutationObserver(() => {
                if (!document.querySelector('[data-test="settled"]')) return;
                observer.disconnect();
                for (const button of document.querySelectorAll('[data-test="approve"]')) button.click();
                done();
            });
            observer.observe(document.body, { subtree: true, childList: true });
            approve.click();
        }));
        await settled(page);
        assert.equal(await second.locator('[data-test="settled"]').count(), 0, "nothing is decided so soon after");
        await second.locator('[data-test="approve"]').waitFor();
        assert.equal(new URL(page.url()).pathname, "/approvals");
    });
});
