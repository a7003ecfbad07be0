// What a demo sends to survivors: the files of its mailbox, read as a mail program would.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import PostalMime from "postal-mime";

/** The mails that have arrived so far, by file name. */
function files(server) {
    const folder = join(server.data, "mailbox");
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".eml")) : [];
}

/** Waits for the mail that `action` leads to, and reads it. */
export async function mailOf(server, action) {
    const before = new Set(files(server));
    await action();
    return mail(server, () => true, before);
}

/** Waits for a mail of which this is true, read as a mail program would; those of these files are passed over. */
export async function mail(server, fits, but = new Set()) {
    const patience = Date.now() + 20_000;
    for (;;) {
        for (const name of files(server).filter((candidate) => !but.has(candidate))) {
            const read = await PostalMime.parse(readFileSync(join(server.data, "mailbox", name)));
            if (fits(read)) return read;
        }
        if (Date.now() > patience) throw new Error(`no such mail among ${files(server).length} in 20 seconds`);
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

/** The links of a mail: the page of the appointment, and the address that stops all mail. */
export function links({ headers }) {
    const stop = headers.find(({ key }) => key === "list-unsubscribe")?.value.match(/<(\S+)>/)?.[1];
    if (!stop) throw new Error("the mail has no link");
    return { stop, page: stop.replace("/stop/", "/") };
}
