// The demo's mailbox: a folder of the server's data with one file a mail.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every mail so far, oldest first: the whole file, and its parts as plain text. */
export function mails({ data }) {
    const folder = join(data, "mailbox");
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".eml")) : [];
    return names.map((name) => readFileSync(join(folder, name), "utf8")).map((raw) => ({ raw, text: decoded(raw) }));
}

/** Waits for a mail of which this is true. */
export async function mail(server, fits) {
    const patience = Date.now() + 20_000;
    for (;;) {
        const found = mails(server).find(fits);
        if (found) return found;
        if (Date.now() > patience) throw new Error(`no such mail among ${mails(server).length}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

/** Headers and bodies without their transfer encodings. */
function decoded(raw) {
    const parts = raw.split(/\r?\n--[^\r\n]+(?:\r?\n|$)/);
    return parts.map((part) => {
        const [head, ...body] = part.split(/\r?\n\r?\n/);
        const text = body.join("\n\n");
        if (/^content-transfer-encoding:\s*base64/im.test(head)) return `${head}\n\n${Buffer.from(text, "base64").toString("utf8")}`;
        if (!/^content-transfer-encoding:\s*quoted-printable/im.test(head)) return part;
        const bytes = text.replace(/=\r?\n/g, "").replace(/(?:=[0-9A-F]{2})+/g, (codes) =>
            Buffer.from(codes.replaceAll("=", ""), "hex").toString("utf8"));
        return `${head}\n\n${bytes}`;
    }).join("\n");
}
