// The screens before and around work, in every look: signing in, the code, a one-time link, the second step and its
// recovery codes, what is not there, the lock and the page that Leave opens.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { launch, SIZES } from "./harness/browser.mjs";
import { look, setLocale } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { demoAccount, signIn } from "./harness/sign_in.mjs";

const STYLES = { light: {}, dark: { dark: true }, arabic: { locale: "ar" } };
const PASSWORD = "seven quiet boats at noon";

/** One-time links of supervisors who have not signed in yet: one for each look. */
const links = [];
let server;
before(async () => {
    server = await startServer({
        name: "before-work",
        prepare: async ({ run, log }) => {
            for (const number of Array(6).keys()) {
                await run(["user", "add", "--office-code", "IST", "--role", "supervisor", "--name", "Nil", "--email", `nil${number}@demo.example`]);
            }
            links.push(...readFileSync(log, "utf8").match(/\/reset#\S+/g).slice(-6).map((path, number) => ({ path, email: `nil${number}@demo.example` })));
        },
    });
});
after(() => server?.stop());

/** The code of an authenticator app for a secret in base 32, now. */
function totp(secret) {
    const bits = [...secret.replaceAll(/[\s=]/g, "")].map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0")).join("");
    const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
    const digest = createHmac("sha1", key).update(step).digest();
    const code = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
    return String(code % 1_000_000).padStart(6, "0");
}

const submit = (page) => page.locator('form button[type="submit"]').click();

async function signInByHand(page, email, password) {
    await page.locator('input[type="email"]').fill(email);
    await page.locator('input[type="password"]').fill(password);
    await submit(page);
}

for (const [size, box] of Object.entries(SIZES)) {
    for (const [style, options] of Object.entries(STYLES)) {
        const name = (screen) => `${screen}-${size}-${style}`;

        test(`signing_in_locking_and_leaving_on_a_${size}_in_${style}`, async () => {
            const { page, close } = await launch({ ...box, ...options, baseURL: server.url });
            try {
                await page.goto("/");
                await page.locator(".auth-demo").waitFor();
                await look(page, name("signin"));
                const { email, password } = await demoAccount(page, "supervisor@demo.example");
                await signInByHand(page, email, password);
                const code = page.locator('input[autocomplete="one-time-code"]');
                await code.waitFor();
                await page.waitForFunction(() => document.activeElement.autocomplete === "one-time-code");
                await look(page, name("code"));
                await page.locator(".auth-form > .button-q").click();
                await page.locator('input[type="password"]').waitFor();
                await page.waitForFunction(() => document.activeElement.type === "password");

                await signIn(page, "caseworker@demo.example");
                // The account has a language of its own.
                await setLocale(page, options.locale ?? "en");
                await page.goto("/today/nothing");
                await page.locator(".empty").waitFor();
                await look(page, name("missing"));
                await page.locator(".nav-lock").click();
                await page.locator('input[type="password"]').waitFor();
                await look(page, name("lock"));
                await page.goto("/reset");
                await page.locator(".note").waitFor();
                await look(page, name("reset-incomplete"));
                await page.goto("/exit.html");
                await look(page, name("exit"));
                assert.equal(await page.locator("body").innerText(), "");
            } finally {
                await close();
            }
        });

        test(`a_one_time_link_leads_to_recovery_codes_on_a_${size}_in_${style}`, async () => {
            const { path, email } = links.pop();
            const { page, close } = await launch({ ...box, ...options, baseURL: server.url });
            try {
                await page.goto(path);
                await page.locator('input[type="password"]').fill("short");
                await submit(page);
                await page.locator(".field-error").first().waitFor();
                assert.equal(await page.evaluate(() => document.activeElement.type), "password");
                await look(page, name("reset"));
                await page.locator('input[type="password"]').fill(PASSWORD);
                await submit(page);
                await page.locator(".note-good").waitFor();
                await look(page, name("reset-done"));
                await page.locator(".auth-body .button-p").click();
                await page.locator('input[type="email"]').waitFor();
                await signInByHand(page, email, PASSWORD);
                await page.locator(".qr").waitFor();
                // The account has a language of its own, English here; the foot of the screen changes it.
                if (options.locale) await page.locator(".auth-foot select").selectOption(options.locale);
                await page.waitForFunction((tag) => document.documentElement.lang === tag, options.locale ?? "en");
                await page.locator(".qr").waitFor();
                await look(page, name("enrol"));
                await page.locator('input[autocomplete="one-time-code"]').fill(totp(await page.locator(".secret").innerText()));
                await submit(page);
                await page.locator(".recovery li").first().waitFor();
                await look(page, name("recovery-codes"));
                await page.locator(".auth-body .button-p").click();
                await page.locator(".nav").waitFor();
            } finally {
                await close();
            }
        });
    }
}
