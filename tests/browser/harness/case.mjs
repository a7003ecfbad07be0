// The steps every journey through a case begins with, in any language of the interface.

let opened = 0;

/** Opens a case with consent; answers its id. */
export async function openCase(page) {
    await page.goto("/cases");
    await page.locator('[data-test="open-case"]').click();
    // The language the agreement was explained in: the only thing that is not filled in.
    await page.locator('select:has(option[value="tr"])').first().selectOption("tr");
    // A suggestion may be taken, and the refusal of it would stand in the browser's console.
    opened += 1;
    await page.locator('form > .field > input[type="text"]').last().fill(`Deneme ${process.pid} ${opened}`);
    await page.locator('[data-test="save"]').click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    return page.url().split("/").at(-1);
}

/** Logs a service of this type from the open case; `fill` may add details. */
export async function log(page, code, fill) {
    await page.locator('[data-test="log"]').click();
    await page.locator('[data-test="all-types"]').waitFor();
    const tile = page.locator(`[data-test="type-${code}"]`).first();
    if (!(await tile.isVisible())) await page.locator('[data-test="all-types"]').click();
    await tile.click();
    await page.locator('[data-test="chosen-type"]').waitFor();
    await fill?.(page);
    await page.locator('[data-test="save"]').click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
}
