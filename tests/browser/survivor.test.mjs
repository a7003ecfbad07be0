// What a survivor sees behind the link of a mail, on an old phone as well: without a script, at 320 and 360 px, in three
// languages, light and dark.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { HtmlValidate } from "html-validate";

import { accessibilityFindings } from "./harness/accessibility.mjs";
import { booked, caseworker, reachable } from "./harness/booking.mjs";
import { launch, overflow, shot, SIZES } from "./harness/browser.mjs";
import { day } from "./harness/days.mjs";
import { links, mailOf } from "./harness/letters.mjs";
import { startInstallation, startServer } from "./harness/server.mjs";

const WEATHER = "https://worldweather.wmo.int/";
const MOST_BYTES = 15 * 1024;
const LANGUAGES = ["en", "tr", "ar", "fa", "ru", "uk", "fr"];
/** Whose pages are photographed. */
const SEEN = ["en", "tr", "ar"];

const validator = new HtmlValidate({ extends: ["html-validate:standard"] });

let server;
let worker;
before(async () => {
    server = await startServer({ name: "survivor" });
    worker = await caseworker(server);
});
after(() => server?.stop());

/** Somebody with a phone who follows links; `weather` collects the requests that reach the page they leave to. */
async function phone({ script = true, width = 360, locale } = {}) {
    const { context, close } = await launch({ ...SIZES.phone, width });
    const browser = context.browser();
    const own = await browser.newContext({ viewport: { width, height: 640 }, isMobile: true, hasTouch: true, javaScriptEnabled: script, locale, reducedMotion: "reduce" });
    const page = await own.newPage();
    page.problems = [];
    page.on("pageerror", (error) => page.problems.push(String(error)));
    page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
    const weather = [];
    await own.route(`${WEATHER}**`, (route) => {
        weather.push(route.request().headers());
        return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Weather</title><h1>Sunny</h1>" });
    });
    return { page, weather, close: async () => { await own.close(); await close(); } };
}

const button = (page, value) => page.locator(`button[value="${value}"]`);
const answered = (page) => page.locator(".n").waitFor();

/** Goes through every state a page can be in; `visit` is called in each. */
async function everyState(page, language, visit) {
    const person = await reachable(server, worker, { language });
    const one = await booked(server, worker, person);
    await page.goto(one.page);
    await visit("ask");
    await page.locator("summary").click();
    await visit("languages");
    await page.goto(`${one.page}?another`);
    await visit("another");
    await page.locator('button[type="submit"]').click();
    await page.locator(".e").waitFor();
    await visit("unclear");
    await page.goto(one.page);
    await button(page, "coming").click();
    await answered(page);
    await visit("coming");
    await page.goto(`${one.page}?another`);
    await page.locator('input[type="radio"]').first().check();
    await page.locator("textarea").fill("14:30?");
    await page.locator('button[type="submit"]').click();
    await answered(page);
    await visit("another-time");
    await page.goto(`${one.page}?change`);
    await visit("change");
    const { version } = await worker.get(one.path);
    const cancelled = await mailOf(server, () => worker.act(`${one.path}/cancel`, version, { hears: "mail" }));
    await page.goto(one.page);
    await visit("gone");
    await page.goto(links(cancelled).page);
    await visit("cancelled");
    await page.goto(one.stop);
    await visit("stop");
    await page.locator('button[type="submit"]').click();
    await answered(page);
    await visit("stopped");
}

for (const language of SEEN) {
    test(`every_page_is_readable_by_everybody_in_${language}`, async () => {
        const { page, close } = await phone({ locale: language });
        const sizes = [];
        try {
            await everyState(page, language, async (state) => {
                const html = await (await fetch(page.url(), { headers: { "accept-language": language } })).text();
                sizes.push([state, Buffer.byteLength(html)]);
                const enlarge = (size) => page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
                await page.setViewportSize({ width: 320, height: 640 });
                await enlarge("200%");
                assert.equal(await overflow(page), 0, `${state} in ${language} scrolls sideways in letters of twice the size`);
                await enlarge("");
                for (const width of [320, 360]) {
                    await page.setViewportSize({ width, height: 640 });
                    // As high as the page, so that the bar at its end hides nothing of it in the picture.
                    const height = await page.evaluate(() => document.documentElement.scrollHeight);
                    await page.setViewportSize({ width, height });
                    for (const colorScheme of ["light", "dark"]) {
                        await page.emulateMedia({ colorScheme });
                        const name = `survivor-${state}-${language}-${width}-${colorScheme}`;
                        await shot(page, name);
                        assert.equal(await overflow(page), 0, `${name} scrolls sideways`);
                        assert.deepEqual(await accessibilityFindings(page), [], name);
                        const small = await page.locator("a, button, summary").evaluateAll((all) => all.filter((each) => each.getBoundingClientRect().height > 0 && each.getBoundingClientRect().height < 44).map((each) => each.outerHTML));
                        assert.deepEqual(small, [], `${name}: too small to tap`);
                    }
                }
            });
            console.log(`${language}: ${sizes.map(([state, bytes]) => `${state} ${bytes}`).join(", ")} bytes`);
            assert.ok(Math.max(...sizes.map(([, bytes]) => bytes)) < MOST_BYTES);
            // The form that was sent empty, and the address that leads nowhere any more: the browser logs their statuses.
            assert.deepEqual(page.problems.filter((problem) => !/status of (404|422)/.test(problem)), []);
        } finally {
            await close();
        }
    });
}

for (const language of LANGUAGES) {
    test(`every_page_is_valid_html_without_a_script_in_${language}`, async () => {
        const { page, close } = await phone({ script: false, width: 320, locale: language });
        const last = {};
        page.on("response", async (response) => { last.body = response.text().catch(() => ""); });
        try {
            await everyState(page, language, async (state) => {
                const html = await last.body;
                assert.ok(html.endsWith("</html>"), `${state}: the page was not caught`);
                const report = await validator.validateString(html);
                const found = report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${state}: ${ruleId}: ${message} (${line}:${column})`));
                assert.deepEqual(found, []);
                assert.equal(await page.locator("html").getAttribute("lang"), language);
                assert.equal(await page.getAttribute("footer a", "href"), WEATHER);
            });
        } finally {
            await close();
        }
    });
}

test("somebody_answers_in_another_language_and_changes_it_without_a_script", async () => {
    const person = await reachable(server, worker, { language: "en" });
    const one = await booked(server, worker, person);
    const { page, weather, close } = await phone({ script: false, width: 320 });
    try {
        await page.goto(one.page);
        await page.locator("summary").click();
        await page.getByRole("link", { name: "Türkçe" }).click();
        await button(page, "not_coming").click();
        await page.getByText("Yanıtınız: Gelemeyeceğim").waitFor();
        await page.reload();
        await page.getByText("Yanıtınız: Gelemeyeceğim").waitFor();
        assert.equal((await worker.get(one.path)).version, 2, "loading the page again sends nothing");
        await page.getByRole("link", { name: "Yanıtımı değiştir" }).click();
        await page.getByRole("link", { name: "Başka bir zaman istiyorum" }).click();
        await page.locator('input[type="radio"]').nth(1).check();
        await page.getByRole("button", { name: "Gönder" }).click();
        await answered(page);
        const { body } = await worker.get(one.path);
        assert.deepEqual([body.answer.kind, body.answer.slot, body.answer.unverified], ["another_time", `${day(7)}T09:15`, true]);
        assert.deepEqual(body.earlier_answers.map(({ kind }) => kind), ["not_coming"]);
        await page.getByRole("link", { name: "Bu sayfadan çık" }).click();
        await page.getByText("Sunny").waitFor();
        assert.equal(weather[0].referer, undefined);
    } finally {
        await close();
    }
});

test("leaving_takes_the_place_of_the_page_and_tells_nobody_where_from", async () => {
    const person = await reachable(server, worker, { language: "en" });
    const tap = (page) => page.locator("#leave").click();
    const escape = async (page) => {
        for (let times = 0; times < 2; times += 1) await page.keyboard.press("Escape");
    };
    for (const leave of [tap, escape]) {
        const one = await booked(server, worker, person);
        const { page, weather, close } = await phone();
        try {
            await page.goto("data:text/html,<title>before</title>");
            await page.goto(one.page);
            // Looking around adds nothing to go back to.
            await page.getByRole("link", { name: "I need another time" }).click();
            await page.getByRole("link", { name: "Back" }).click();
            await page.locator("h2").waitFor();
            await page.getByRole("link", { name: "Stop these messages" }).click();
            await page.getByRole("link", { name: "Back" }).click();
            await page.locator(".c").waitFor();
            await leave(page);
            await page.getByText("Sunny").waitFor();
            assert.equal(weather[0].referer, undefined);
            await page.goBack();
            assert.equal(await page.title(), "before");
            // An answer leaves a page behind, which shows itself to nobody.
            await page.goto(one.page);
            await button(page, "coming").click();
            await answered(page);
            await leave(page);
            await page.getByText("Sunny").waitFor();
            for (let title = ""; title !== "before"; title = await page.title()) {
                await page.goBack({ waitUntil: "commit" });
                await page.waitForFunction(() => ["before", "Weather"].includes(document.title));
                assert.equal(await page.locator(".c").count(), 0);
            }
            // Who follows the link again sees the page again.
            await page.goto(one.page);
            await page.locator(".c").waitFor();
            assert.deepEqual(page.problems, []);
        } finally {
            await close();
        }
    }
});

test("the_pages_start_and_stop_with_the_server", async () => {
    const other = await startServer({ name: "survivor-stop" });
    assert.equal((await fetch(`${other.pages}/robots.txt`)).status, 200);
    const began = Date.now();
    await other.stop();
    assert.ok(Date.now() - began < 9_000, "both stop on the signal");
    await assert.rejects(fetch(`${other.pages}/robots.txt`));
    // Outside a demo there are none until they have an origin of their own.
    const bare = await startInstallation({ name: "survivor-none", origin: "https://cases.example.org" });
    await assert.rejects(fetch(`${bare.pages}/robots.txt`));
    await bare.stop();
});

test("the_way_out_stays_in_reach_and_hides_nothing", async () => {
    const person = await reachable(server, worker, { language: "ru" });
    const one = await booked(server, worker, person);
    const { page, close } = await phone({ script: false, width: 320 });
    try {
        for (const height of [480, 640]) {
            await page.setViewportSize({ width: 320, height });
            await page.goto(`${one.page}?another`);
            const leave = page.locator("#leave");
            for (const at of ["top", "bottom"]) {
                if (at === "bottom") await page.mouse.wheel(0, 10_000);
                const box = await leave.boundingBox();
                assert.ok(box.y >= 0 && box.y + box.height <= height, `${at} of ${height} px`);
            }
            await page.getByRole("button", { name: "Отправить" }).click();
            await page.locator(".e").waitFor();
        }
    } finally {
        await close();
    }
});
