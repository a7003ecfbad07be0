// Chromium as a phone or a desktop, and screenshots of what it shows.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

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

/**
 * A fresh browser with an empty profile and one page.
 * `page.problems` collects uncaught errors and console errors; `close` must be called.
 * @param {{width?: number, height?: number, dark?: boolean, locale?: string, baseURL?: string, trust?: string,
 *   profile?: boolean, worker?: boolean}} options `trust` is the key of a certificate to trust; `profile` makes a lasting
 *   profile, which is what an app can be installed into; without `worker` every file comes over the network.
 */
export async function launch({ width, height, dark = false, locale = "en-GB", baseURL, trust, profile = false, worker = true } = {}) {
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
        timezoneId: "Europe/Istanbul",
        reducedMotion: "reduce",
        serviceWorkers: worker ? "allow" : "block",
    };
    const folder = profile ? temporaryFolder() : undefined;
    const browser = profile ? undefined : await chromium.launch(program);
    const context = profile
        ? await chromium.launchPersistentContext(folder, { ...program, ...look })
        : await browser.newContext(look);
    const close = async () => {
        await (browser ?? context).close();
        if (folder) removeFolder(folder);
    };
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    page.problems = [];
    page.on("pageerror", (error) => page.problems.push(String(error)));
    page.on("console", (message) => {
        if (message.type() === "error") page.problems.push(`${message.text()} (${message.location().url})`);
    });
    return { browser, context, page, close };
}

/** Writes screenshots/NAME.png: the whole page, not only what fits the window. */
export async function shot(page, name) {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true, animations: "disabled" });
}

/** By how many pixels the page, or a pane or sheet in it, is wider than its frame: nothing must scroll sideways. */
export function overflow(page) {
    return page.evaluate(() => {
        const frames = [document.documentElement, ...document.querySelectorAll(".main, .pane, .pane-slot, .sheet, .sheet-body, .dialog")];
        return Math.max(...frames.map((frame) => frame.scrollWidth - frame.clientWidth));
    });
}
