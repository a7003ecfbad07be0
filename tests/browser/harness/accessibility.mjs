// axe-core in the page. It is evaluated rather than loaded as a script, which the content security policy rightly forbids.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds against WCAG 2.2 AA on the page, one line a finding. Empty is good. Bars that stay while the page scrolls
 * are put into the flow meanwhile: axe would take a control that is scrolled half under one for a small control.
 */
export async function accessibilityFindings(page) {
    if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
    const { violations } = await page.evaluate(async () => {
        const bars = [...document.querySelectorAll("body *")].filter(
            (element) => getComputedStyle(element).position === "sticky" || element.matches(".nav"),
        );
        for (const bar of bars) bar.style.position = "static";
        try {
            const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
            return await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
        } finally {
            for (const bar of bars) bar.style.position = "";
        }
    });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} at ${target.join(" ")}`));
}
