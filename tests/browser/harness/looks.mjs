// The same screen in light, dark and Arabic: one sign-in, three photographs, each held to the accessibility rules.
import assert from "node:assert/strict";

import { accessibilityFindings } from "./accessibility.mjs";
import { below, overflow, settled, shot } from "./browser.mjs";
import { DATABASE } from "./server.mjs";

const NAMES = { en: "English", tr: "Türkçe", ar: "العربية" };

/** Changes the interface language as the settings screen does. */
export async function setLocale(page, locale) {
    await page.goto("/settings");
    await page.getByRole("radio", { name: NAMES[locale], exact: true }).check({ force: true });
    await page.waitForFunction((tag) => document.documentElement.lang === tag, locale);
    await settled(page);
}

/** Photographs the page as it is and holds it to the rules; on one database, since it looks the same on the other. */
export async function look(page, name) {
    await settled(page);
    if (DATABASE !== "sqlite") return;
    await shot(page, name);
    assert.equal(await overflow(page), 0, `${name} scrolls sideways`);
    assert.equal(await below(page), 0, `${name} scrolls into nothing`);
    assert.deepEqual(await accessibilityFindings(page), [], name);
}

/** `open` brings a screen up in the page's language; `name` names its pictures. Ends in English and light. */
export async function looks(page, screens) {
    for (const scheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: scheme });
        for (const [name, open] of screens) {
            await open(page);
            await look(page, `${name}-${scheme}`);
        }
    }
    await page.emulateMedia({ colorScheme: "light" });
    await setLocale(page, "ar");
    for (const [name, open] of screens) {
        await open(page);
        await look(page, `${name}-arabic`);
    }
    await setLocale(page, "en");
}
