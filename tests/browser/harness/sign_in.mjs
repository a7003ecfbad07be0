// Signing in through the form, as a person would.

import assert from "node:assert/strict";

import { launch } from "./browser.mjs";

/** Codes used up, by server and account: each is good once, so a second sign-in has to wait for the next one. */
const used = new Map();

/**
 * Signs in on the page's server (its `baseURL`) and waits until the sign-in form is gone.
 * @param {import("playwright-core").Page} page
 * @param {string} email one of the demo accounts
 */
export async function signIn(page, email) {
    await page.goto("/");
    const account = await demoAccount(page, email);
    await page.locator('input[type="email"]').fill(account.email);
    await page.locator('input[type="password"]').fill(account.password);
    const code = page.locator('input[autocomplete="one-time-code"]');
    const form = page.locator("form", { has: page.locator('input[type="email"], input[autocomplete="one-time-code"]') });
    if (!(await code.isVisible())) await submit(form);
    if (account.code) {
        await code.waitFor();
        await code.fill(await freshCode(page, email));
        await submit(form);
    }
    await form.waitFor({ state: "detached" });
}

/**
 * Signs `email` in, in a browser of its own, for the length of `journey`, and holds it to have had no problem.
 * @param {{url: string}} server
 * @param {{width: number, height: number, dark?: boolean}} size
 * @param {(page: import("playwright-core").Page) => Promise<unknown>} journey
 * @param {{refusals?: string[]}} options statuses of refusals that the journey provokes: the browser logs each
 */
export async function as(server, email, size, journey, { refusals = [] } = {}) {
    const { page, close } = await launch({ ...size, baseURL: server.url });
    try {
        await signIn(page, email);
        // The code is asked for after a refusal, which the browser logs.
        page.problems = [];
        try {
            await journey(page);
        } catch (error) {
            throw new Error(`${email}: ${error.message}\n${await seen(page)}`, { cause: error });
        }
        assert.deepEqual(page.problems.filter((problem) => !refusals.some((status) => problem.includes(status))), [], email);
    } finally {
        await close();
    }
}

/** Where the page is and what it shows, for whoever reads of a failure and cannot look. */
async function seen(page) {
    const text = await page.locator("body").innerText({ timeout: 1000 }).catch((error) => error.message);
    const shown = text.replace(/\s+/g, " ").slice(0, 1500);
    return [`at ${page.url()}`, `shown: ${shown}`, ...page.problems.map((problem) => `problem: ${problem}`)].join("\n");
}

/** The demo's sign-ins, as `GET /api/v1/demo` tells them. */
export async function demoAccount(page, email) {
    const { demo, accounts = [] } = await (await page.request.get("/api/v1/demo")).json();
    if (!demo) throw new Error("this server has no demo programme");
    const account = accounts.find((candidate) => candidate.email === email);
    if (!account) throw new Error(`no demo account ${email}; there are ${accounts.map((each) => each.email).join(", ")}`);
    return account;
}

/** A code of the account that was not used yet on this server. */
export async function freshCode(page, email) {
    const key = `${new URL(page.url()).origin} ${email}`;
    for (;;) {
        const { code } = await demoAccount(page, email);
        if (used.get(key) !== code) {
            used.set(key, code);
            return code;
        }
        await page.waitForTimeout(1000);
    }
}

async function submit(form) {
    await form.locator('button[type="submit"]').click();
}
