// Days as the programme counts them, written the way a field takes them and the way the app shows them.

/** Where the demo programme works. */
export const ZONE = "Europe/Istanbul";

/** The day so many days from today, "2026-11-25"; a day begins where the programme works. */
export function day(from = 0) {
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(Date.now());
    return moved(today, from);
}

/** So many days later. */
export function moved(iso, days) {
    return new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);
}

/** "25 Nov 2026". */
function shown(iso) {
    return write(iso, { day: "numeric", month: "short", year: "numeric" });
}

/** "25 Nov"; with the year if it is not this one. */
export function shownShort(iso) {
    return iso.slice(0, 4) === day().slice(0, 4) ? write(iso, { day: "numeric", month: "short" }) : shown(iso);
}

function write(iso, options) {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(Date.parse(iso));
}
