// A caseworker's screens at both sizes in light, dark, Arabic and Turkish, held to the accessibility rules.
import { after, before, test } from "node:test";

import { launch, SIZES } from "./harness/browser.mjs";
import { look, setLocale } from "./harness/looks.mjs";
import { startServer } from "./harness/server.mjs";
import { signIn } from "./harness/sign_in.mjs";

let server;
before(async () => (server = await startServer({ name: "screens" })));
after(() => server?.stop());

const WORKER = ["/today", "/cases", "/cases/new", "/log", "/calendar", "/book", "/settings"];
const LOCALES = { arabic: "ar", turkish: "tr" };
const PARTS = ["", "/services", "/recovery", "/appointments", "/documents", "/profile"];

async function visit(page, name, path) {
    await page.goto(path);
    await page.locator("h1:visible").first().waitFor();
    await look(page, name);
}

const named = (path) => path.replaceAll("/", "-").replace(/^-/, "") || "timeline";

for (const [size, box] of Object.entries(SIZES)) {
    for (const style of ["light", "dark", "arabic", "turkish"]) {
        test(`a_caseworkers_screens_on_a_${size}_in_${style}`, async () => {
            const { page, close } = await launch({ ...box, dark: style === "dark", baseURL: server.url });
            try {
                await signIn(page, "caseworker@demo.example");
                await setLocale(page, LOCALES[style] ?? "en");
                for (const path of WORKER) await visit(page, `${named(path)}-${size}-${style}`, path);
                await page.goto("/cases");
                const first = await page.locator('a.row[href^="/cases/"]').first().getAttribute("href");
                for (const part of PARTS) await visit(page, `case-${named(part)}-${size}-${style}`, `${first}${part}`);
                for (const part of ["/note", "/document"]) await visit(page, `case${named(part)}-form-${size}-${style}`, `${first}${part}`);
                await page.goto(first);
                const entry = await page.locator("a.timeline-link").first().getAttribute("href");
                await visit(page, `entry-${size}-${style}`, entry);
                await page.goto(`/log?case=${first.split("/").at(-1)}`);
                await page.locator('[data-test="type-HOU.rent"]').first().click();
                await page.locator('[data-test="save"]').waitFor();
                await look(page, `log-rent-${size}-${style}`);
                await setLocale(page, "en");
            } finally {
                await close();
            }
        });
    }
}
