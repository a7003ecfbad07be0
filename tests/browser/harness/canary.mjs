// Looking for what was typed where it must not be, in every form it could have there.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";

import { DATABASE } from "./server.mjs";

/** Begins whatever is typed into a field of text; lower case, because what is searched for is folded. */
const MARK = "kanaryab83e";
/** What is typed into a field of numbers. */
export const NUMBER = "5557204913";

const made = [];

/** A text to type into this field, unlike that of any other. */
export function mark(field) {
    made.push(field);
    return marked(made.length - 1);
}

const marked = (at) => `${MARK}${String(at).padStart(3, "0")}`;

/** Types a mark of its own into every empty field of text that is shown in here; answers how many. */
export async function markAll(place, about) {
    // Chromium asks the form, Firefox the field.
    const written = await place.locator("textarea, select, input").evaluateAll((all) => all.filter((each) => each.autocomplete !== "off" && !/^(radio|checkbox|file)$/.test(each.type)).map((each) => each.outerHTML));
    if (written.length > 0) throw new Error(`a browser would write down ${written.join(" and ")}`);
    const fields = place.locator('input[type="text"][inputmode="text"]:visible, textarea:visible');
    let filled = 0;
    for (const field of await fields.all()) {
        if (await field.inputValue()) continue;
        await field.fill(mark(`${about}, field ${filled + 1}`));
        filled += 1;
    }
    return filled;
}

/** UTF-8, UTF-16 of both byte orders, hex and base64; the latter's characters that stand for the text alone. */
function formsOf(text) {
    const bytes = Buffer.from(text);
    const wide = Buffer.from(text, "utf16le");
    const base64 = [0, 1, 2].map((before) => {
        const padded = Buffer.concat([Buffer.alloc(before), bytes]);
        return padded.toString("base64").slice(Math.ceil((before * 8) / 6), Math.floor((padded.length * 8) / 6));
    });
    const all = { "UTF-8": bytes, "UTF-16LE": wide, "UTF-16BE": Buffer.from(wide).swap16(), hex: bytes.toString("hex"), HEX: bytes.toString("hex").toUpperCase() };
    base64.forEach((form, at) => (all[`base64 ${at}`] = form));
    return Object.entries(all);
}

const FORMS = [...formsOf(MARK), ...formsOf(NUMBER)];

/** "PATH holds FIELD as FORM" for whatever holds a mark. */
export function findMarks(files) {
    return files.flatMap(([path, bytes]) => held(FORMS, bytes).map((form) => `${path} holds ${which(bytes)} as ${form}`));
}

const held = (forms, bytes) => forms.filter(([, form]) => bytes.includes(form)).map(([name]) => name);

/** The fields whose marks these bytes hold. */
function which(bytes) {
    const found = made.filter((_, at) => held(formsOf(marked(at)), bytes).length > 0);
    return found.join(" and ") || "what was typed";
}

/** Every file of a folder and of those in it. One that goes away meanwhile is left out. */
export function filesIn(folder) {
    return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => {
        if (!entry.isFile()) return [];
        const path = join(entry.parentPath ?? entry.path, entry.name);
        try {
            return [[path, readFileSync(path)]];
        } catch (error) {
            if (error.code === "ENOENT") return [];
            throw error;
        }
    });
}

/** Every ordinary file that a process has open, also one without a name. */
export function openFiles(pid) {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).map((name) => join(folder, name)).filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
        .map((path) => [readlinkSync(path), readFileSync(path)]);
}

/** What the database keeps on the disk besides the data folder: the cluster of PostgreSQL. */
export function clusterFiles() {
    if (DATABASE !== "postgres") return [];
    const ask = (text) => execFileSync("psql", ["--no-psqlrc", "-Atc", text, `${process.env.YANINDA_TEST_POSTGRES}/postgres`], { encoding: "utf8" }).trim();
    ask("CHECKPOINT");
    return filesIn(ask("SHOW data_directory"));
}
