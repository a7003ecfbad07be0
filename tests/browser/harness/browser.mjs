// Chromium as a phone or a desktop, and screenshots of what it shows.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { ZONE } from "./days.mjs";
import { removeFolder, temporaryFolder } from "./server.mjs";

const SCREENSHOTS = fileURLToPath(new URL("../screenshots", import.meta.url));

/** The two sizes every journey is tested at. */
export const SIZES = {
    phone: { width: 360, height: 800 },
    desktop: { width: 1280, height: 800 },
};

const FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/** One browser for all tests of a file, each in a context of its own: to start one takes longer than most pages. */
let shared;
after(() => shared?.close());

/**
 * An empty profile with one page, of the file's browser or, with `profile`, of one of its own.
 * `page.problems` collects uncaught errors and console errors; `close` must be called, and may get what looks at the
 * folder of a lasting profile before that goes.
 * @param {{width?: number, height?: number, dark?: boolean, locale?: string, baseURL?: string, trust?: string,
 *   profile?: boolean, worker?: boolean, script?: boolean}} options `profile` makes a lasting profile, which is what an app can
 *   be installed into, and `trust` is the key of a certificate to trust there; without `worker` every file comes over the network.
 */
export async function launch({ width, height, dark = false, locale = "en-GB", baseURL, trust, profile = false, worker = true, script = true } = {}) {
    const program = {
        executablePath: process.env.YANINDA_CHROMIUM ?? "/usr/bin/chromium",
        headless: true,
        args: trust ? [...FLAGS, `--ignore-certificate-errors-spki-list=${trust}`] : FLAGS,
    };
    const size = { width: width ?? SIZES.phone.width, height: height ?? SIZES.phone.height };
    const phone = size.width < 900;
    const look = {
        baseURL,
        locale,
        viewport: size,
        hasTouch: phone,
        isMobile: phone,
        colorScheme: dark ? "dark" : "light",
        timezoneId: ZONE,
        reducedMotion: "reduce",
        serviceWorkers: worker ? "allow" : "block",
        javaScriptEnabled: script,
    };
    const folder = profile ? temporaryFolder() : undefined;
    const context = profile
        ? await chromium.launchPersistentContext(folder, { ...program, ...look })
        : await (shared ??= await chromium.launch(program)).newContext(look);
    const close = async (inspect) => {
        await context.close();
        try {
            await inspect?.(folder);
        } finally {
            if (folder) removeFolder(folder);
        }
    };
    // Long enough for a busy machine; what never comes fails all the same.
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    page.traffic = watchTraffic(page);
    page.problems = [];
    page.on("pageerror", (error) => page.problems.push(String(error)));
    page.on("console", (message) => {
        if (message.type() === "error") page.problems.push(`${message.text()} (${message.location().url})`);
    });
    return { context, page, close };
}

/** What the page has asked for and not got yet, and when that last changed. */
function watchTraffic(page) {
    const traffic = { open: new Set(), changed: Date.now() };
    const change = (how) => (request) => {
        traffic.open[how](request);
        traffic.changed = Date.now();
    };
    page.on("request", change("add"));
    page.on("requestfinished", change("delete"));
    page.on("requestfailed", change("delete"));
    return traffic;
}

/** Waits until nothing is shown as loading, and the page has all it asked for and asks for nothing for a tenth of a second. */
export async function settled(page) {
    const { open } = page.traffic;
    const patience = Date.now() + 15_000;
    for (;;) {
        const quiet = open.size === 0 && Date.now() - page.traffic.changed >= 100;
        if (quiet && (await page.locator('[aria-busy="true"]:visible').count()) === 0) return;
        if (Date.now() > patience) throw new Error(`still loading; waits for ${[...open].map((request) => request.url()).join(", ")}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

/** Writes screenshots/NAME.png: the whole page, not only what fits the window. */
export async function shot(page, name) {
    mkdirSync(SCREENSHOTS, { recursive: true });
    const size = page.viewportSize();
    // On a computer the panes scroll, so the window grows until nothing has to; what lies above them has its own height.
    const height = await page.evaluate(() => {
        if (document.documentElement.clientWidth < 900 || document.querySelector("dialog[open]")) return 0;
        return Math.max(0, ...[...document.querySelectorAll(".main, .panes > *")].map((pane) => pane.scrollHeight));
    });
    if (height > size.height) await page.setViewportSize({ ...size, height: Math.min(height, 6000) });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true, animations: "disabled" });
    if (height > size.height) await page.setViewportSize(size);
}

/** By how many pixels the page is longer than a computer's window: there each pane scrolls by itself, and below them is nothing. */
export function below(page) {
    return page.evaluate(() => {
        const { scrollHeight, clientHeight, clientWidth } = document.documentElement;
        return clientWidth >= 900 && document.querySelector(".frame") ? scrollHeight - clientHeight : 0;
    });
}

/** By how many pixels the page, or a pane or sheet in it, is wider than its frame: nothing must scroll sideways. */
export function overflow(page) {
    return page.evaluate(() => {
        const frames = [document.documentElement, ...document.querySelectorAll(".main, .pane, .pane-slot, .sheet, .sheet-body, .dialog")];
        return Math.max(...frames.map((frame) => frame.scrollWidth - frame.clientWidth));
    });
}
