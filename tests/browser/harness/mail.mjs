// A mail server that takes what is sent, over STARTTLS and with a password, and reads it as a mail program would.
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import PostalMime from "postal-mime";

import { removeFolder, start, temporaryFolder, terminate } from "./server.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PYTHON = join(ROOT, ".tools/peer/bin/python");
const LOGIN = `yaninda:${randomUUID()}`;

/**
 * Starts one.
 * @returns {Promise<{env: object, mails: () => Promise<object[]>, wait: (count: number) => Promise<object[]>, stop: () => Promise<void>}>}
 *   `env` makes a server send to it; `mails` what came, oldest first, parsed: `subject`, `from`, `to`, `text`, `attachments`,
 *   `headers`, and the address in the envelope as `to`.
 */
export async function startMailServer() {
    const folder = temporaryFolder();
    const peer = start(PYTHON, [join(ROOT, "tests/mail/peer.py"), "--folder", folder, "--tls", "starttls", "--login", LOGIN], {
        output: "ignore",
        input: "pipe",
    });
    await until("the mail server", () => existsSync(join(folder, "port")));
    const [user, password] = LOGIN.split(":");
    const mails = async () => {
        const file = join(folder, "mails.jsonl");
        const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
        return Promise.all(lines.map(async (line) => {
            const taken = JSON.parse(line);
            return { ...(await PostalMime.parse(taken.mail)), taken };
        }));
    };
    const wait = async (count) => {
        await until(`mail ${count}`, async () => (await mails()).length >= count, 60_000);
        return mails();
    };
    const stop = async () => {
        await terminate(peer);
        removeFolder(folder);
    };
    const env = {
        YANINDA_SMTP_HOST: "127.0.0.1",
        YANINDA_SMTP_PORT: readFileSync(join(folder, "port"), "utf8"),
        YANINDA_SMTP_TLS: "starttls",
        YANINDA_SMTP_USER: user,
        YANINDA_SMTP_PASSWORD: password,
        YANINDA_SMTP_CA_FILE: join(folder, "ca.pem"),
        YANINDA_MAIL_DOMAIN: "randevu.example",
    };
    return { env, mails, wait, stop };
}

/** The link in a mail's text; nothing if it has none. */
export function link(mail) {
    return /https?:\/\/\S+/.exec(mail.text)?.[0];
}

async function until(what, is, patience = 20_000) {
    const end = Date.now() + patience;
    while (!(await is())) {
        if (Date.now() > end) throw new Error(`${what} did not come`);
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
