// A mail server that takes what is sent, and reads it as a mail program would.
import PostalMime from "postal-mime";

import { startPeer, until } from "../../mail/peer.mjs";

/**
 * Starts one.
 * @returns {Promise<{env: object, mails: () => Promise<object[]>, wait: (count: number) => Promise<object[]>, stop: () => void}>}
 *   `env` makes a server send to it; `mails` what came, oldest first, parsed: `subject`, `from`, `to`, `text`, `attachments`,
 *   `headers`, and what the server saw as `taken`.
 */
export async function startMailServer() {
    const { env, taken, stop } = await startPeer();
    const mails = () => Promise.all(taken().map(async (one) => ({ ...(await PostalMime.parse(one.mail)), taken: one })));
    const wait = async (count) => {
        await until(`mail ${count}`, () => taken().length >= count, 60_000);
        return mails();
    };
    return { env, mails, wait, stop };
}

/** The link in a mail's text; nothing if it has none. */
export function link(mail) {
    return /https?:\/\/\S+/.exec(mail.text)?.[0];
}
