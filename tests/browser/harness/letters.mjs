// What a demo sends to survivors: the files of its mailbox, read as a mail program would.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The mails that have arrived so far, by file name. */
function files(server) {
    const folder = join(server.data, "mailbox");
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".eml")) : [];
}

/**
 * Waits for a mail that `action` leads to.
 * @returns {Promise<{header: (name: string) => string | undefined, text: string}>} `text` is its plain text
 */
export async function mailOf(server, action) {
    const before = new Set(files(server));
    await action();
    const patience = Date.now() + 20_000;
    for (;;) {
        const name = files(server).find((candidate) => !before.has(candidate));
        if (name) return read(readFileSync(join(server.data, "mailbox", name), "utf8"));
        if (Date.now() > patience) throw new Error("no mail arrived in 20 seconds");
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

/** The links of a mail: the page of the appointment, and the address that stops all mail. */
export function links(mail) {
    const stop = mail.header("list-unsubscribe")?.match(/<(\S+)>/)?.[1];
    if (!stop) throw new Error("the mail has no link");
    return { stop, page: stop.replace("/stop/", "/") };
}

function read(source) {
    const [head, body] = halves(source);
    return { header: headerOf(head), text: plainText(head, body) };
}

function halves(source) {
    const at = source.indexOf("\r\n\r\n");
    return [source.slice(0, at), source.slice(at + 4)];
}

function headerOf(head) {
    const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
    return (name) => lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim();
}

function plainText(head, body) {
    const header = headerOf(head);
    const boundary = header("content-type")?.match(/boundary="?([^";]+)"?/)?.[1];
    if (boundary) {
        const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => halves(part.replace(/^\r\n/, "")));
        return parts.map(([partHead, partBody]) => plainText(partHead, partBody)).find((text) => text !== undefined);
    }
    if (!/^text\/plain/i.test(header("content-type") ?? "")) return undefined;
    return decoded(header("content-transfer-encoding") ?? "", body);
}

function decoded(encoding, body) {
    if (/base64/i.test(encoding)) return Buffer.from(body, "base64").toString("utf8");
    if (!/quoted-printable/i.test(encoding)) return body;
    const bytes = body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(bytes, "latin1").toString("utf8");
}
