// Booking for somebody who is written to by mail, as a caseworker's app does it: through the API.
import { randomBytes } from "node:crypto";

import { day } from "./days.mjs";
import { links, mailOf } from "./letters.mjs";

/** An id as apps make them (UUIDv7). */
export function newId() {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(Date.now(), 0, 6);
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Signs a caseworker of the demo in; answers a function that speaks to the API as them. */
export async function caseworker(server) {
    const api = `${server.url}/api/v1`;
    const { accounts } = await (await fetch(`${api}/demo`)).json();
    const { email, password } = accounts.find((account) => account.email === "caseworker@demo.example");
    const ask = async (method, path, body, headers = {}) => {
        const answer = await fetch(`${api}${path}`, {
            method,
            headers: { "content-type": "application/json", "idempotency-key": newId(), ...headers },
            body: body && JSON.stringify(body),
        });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        return { version: Number(answer.headers.get("etag")?.replaceAll('"', "") ?? 0), body: text && JSON.parse(text) };
    };
    const { body } = await ask("POST", "/sessions", { email, password });
    const authorization = `Bearer ${body.access_token}`;
    return {
        get: (path) => ask("GET", path, undefined, { authorization }),
        create: (path, draft) => ask("PUT", path, draft, { authorization, "if-none-match": "*" }),
        change: (path, version, draft) => ask("PUT", path, draft, { authorization, "if-match": `"${version}"` }),
        act: (path, version, draft) => ask("POST", path, draft, { authorization, "if-match": `"${version}"` }),
        say: (path, draft) => ask("POST", path, draft, { authorization }),
    };
}

/**
 * A case that may be written to: with consent, rules, and an address whose code was read back.
 * @returns {Promise<string>} its path in the API
 */
export async function reachable(server, worker, { language, wording = "place", readBy = "family" }) {
    const path = `/cases/${newId()}`;
    await worker.create(path, {
        code_name: `Sınama ${newId().slice(-6)}`,
        risk: "standard",
        opened_on: day(),
        profile: {},
        safe_contact: { channel: "email", read_by: readBy, language, wording, reminders: [], last_confirmed_on: day() },
        consent_id: newId(),
        consent: { given_by: "person", scope: ["services", "data_kept", "email"], purpose: "Support", language, given_on: day() },
    });
    const contact = `${path}/contacts/${newId()}`;
    const address = { channel: "email", value: `${newId().slice(-12)}@mail.example`, safe: true, last_confirmed_on: day() };
    const { version } = await worker.create(contact, address);
    const { text } = await mailOf(server, () => worker.act(`${contact}/code`, version));
    await worker.say(`${contact}/proof`, { code: text.match(/[\d\u06f0-\u06f9]{6}/)[0] });
    return path;
}

/**
 * Books an appointment and follows the mail.
 * @returns {Promise<{path: string, page: string, stop: string}>} where it is in the API, and the links of its mail
 */
export async function booked(server, worker, person, draft = {}) {
    const path = `${person}/appointments/${newId()}`;
    const appointment = {
        type: "CMG.office_meeting",
        starts: `${day(3)}T10:30`,
        zone: "Europe/Istanbul",
        minutes: 60,
        mail_place: "usual",
        offered: [`${day(4)}T14:00`, `${day(7)}T09:15`],
        tell: true,
        ...draft,
    };
    const mail = await mailOf(server, () => worker.create(path, appointment));
    return { path, ...links(mail) };
}
