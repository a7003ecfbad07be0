// Booking beside a plain write while no mail server answers, and how fast mails leave once one does.
import { startPeer, until } from "../mail/peer.mjs";
import { signIn, start } from "./server.mjs";
import { compare } from "./wrk.mjs";

const BOOKING_TIMES = 1.2;
const MAILS_A_SECOND = 50;
/** How many mails are counted. */
const COUNTED = 1000;

/** The first time on the wall clock that is this many days ahead. */
const ahead = (days) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T14:00`;

/** Measures on a copy of bench data, and tells `row` of each figure. */
export async function measureMail(binary, data, service, row) {
  const hung = await startPeer("greet-hang");
  const first = await start(binary, data, hung.env);
  const worker = await signIn(first.url, "caseworker@demo.example");
  const cases = await writtenTo(worker);
  const put = (kind, body) => ({
    script: "put",
    lines: cases.map((id) => `/api/v1/cases/${id}/${kind}`),
    env: { TOKEN: worker.token, BODY: JSON.stringify(body) },
  });
  const appointment = { type: "CMG.office_meeting", starts: ahead(7), zone: "Europe/Istanbul", minutes: 45, place: "Room 3", tell: true };
  for (const connections of [16, 1]) {
    const loads = [put("services", service), put("appointments", appointment)];
    const { one: plain, other: booked, times } = compare(first.url, ...loads.map((load) => ({ ...load, connections })));
    const shown = ({ rate, p50, p95 }) => `${rate.toFixed(0)}/s, p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`;
    row(
      `book with its mails, ${connections} at a time, while the mail server hangs, beside logging a service`,
      `≤ ${BOOKING_TIMES} × the time`,
      `${times.toFixed(2)} × (${shown(booked)} to ${shown(plain)})${plain.failed + booked.failed ? ", FAILED" : ""}`,
      times <= BOOKING_TIMES && plain.failed + booked.failed === 0,
    );
  }
  await first.stop();
  hung.stop();

  const peer = await startPeer();
  const second = await start(binary, data, peer.env);
  await until("the first mail", () => peer.taken().length > 0);
  await until("the mails that are counted", () => peer.taken().length > COUNTED, (COUNTED / MAILS_A_SECOND) * 2000);
  const [begin, end] = [0, COUNTED].map((at) => peer.taken()[at].at);
  const rate = COUNTED / (end - begin);
  row(`mails to a local mail server, STARTTLS, ${COUNTED} counted`, `≥ ${MAILS_A_SECOND}/s`, `${rate.toFixed(0)}/s`, rate >= MAILS_A_SECOND);
  await second.stop();
  peer.stop();
}

/** The caseworker's people who wish for e-mail. */
async function writtenTo(worker) {
  const { items } = await worker.get("/api/v1/cases?mine=true&limit=200");
  const found = [];
  for (const { id } of items) {
    const contacts = await worker.get(`/api/v1/cases/${id}/contacts`);
    if (contacts.some(({ channel }) => channel === "email")) found.push(id);
  }
  if (found.length === 0) throw new Error("nobody is written to in this data");
  return found;
}
