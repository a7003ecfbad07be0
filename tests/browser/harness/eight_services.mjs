// What the main job logs: eight services of one person, the way a caseworker fills them in.
import { day, moved, shownShort } from "./days.mjs";

/** Three months that began three weeks ago, and the first of them. */
const ISSUED = day(-21);
const ENDS = moved(ISSUED, 90);
const PAID_TO = moved(ISSUED, 29);

const type = (label, text) => (page) => page.getByLabel(label, { exact: true }).fill(text);

async function permit(page) {
    await type("Issued", ISSUED)(page);
    await type("Ends", ENDS)(page);
}

async function rent(page) {
    await type("Cost", "18500")(page);
    await type("From", ISSUED)(page);
    await type("To", PAID_TO)(page);
}

/** Code, what the timeline calls it, what it says about it, and how that is filled in; in the order they are logged. */
export const SERVICES = [
    ["DOC.identity_card", "Identity card"],
    ["RES.residence_permit", "Residence permit", `${shownShort(ISSUED)} – ${shownShort(ENDS)}`, permit],
    ["RES.protection_request", "International protection application"],
    ["RES.conditional_refugee_id", "Conditional refugee ID"],
    ["HOU.rent", "Rent", `18,500 TRY · ${shownShort(ISSUED)} – ${shownShort(PAID_TO)}`, rent],
    ["HOU.furniture", "Furniture", "Bed", (page) => page.getByLabel("Item", { exact: true }).selectOption("bed")],
    ["EDU.turkish", "Turkish course"],
    ["EMP.placement", "Job", "Bakery", type("Sector", "Bakery")],
];
