// A file of 100,000 services: how long it takes, how large the server grows, and how long a colleague's note waits meanwhile.
import { randomUUID } from "node:crypto";

import { LAST_DAY, signIn, start } from "./server.mjs";

const ROWS = 100_000;
const MEGABYTES = 300;
/** PostgreSQL refuses who has waited for longer. */
const WAIT_SECONDS = 10;

/** A new id as the app makes them: UUIDv7. */
const newId = () => {
  const millis = Date.now().toString(16).padStart(12, "0");
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${randomUUID().slice(15)}`;
};

const MAPPING = {
  columns: ["case", "service_type", "day", "quantity", "cost", "fund", "provider", "note"],
  doubles: "stop",
  currency: "TRY",
};

/** Brings a file in on a copy of bench data, of `settings` if it lies in PostgreSQL, and tells `row` of each figure. */
export async function measureImport(binary, data, row, { where, settings }) {
  const server = await start(binary, data, settings);
  const [supervisor, worker] = await Promise.all(["supervisor", "caseworker"].map((who) => signIn(server.url, `${who}@demo.example`)));
  const { items: cases } = await worker.get("/api/v1/cases?mine=true&limit=50");
  const at = `/api/v1/imports/${newId()}`;
  const send = async (who, method, path, body, headers = {}) => {
    const answer = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${who.token}`, "content-type": "application/json", "idempotency-key": newId(), ...headers },
      body,
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const step = (name, record, body) =>
    send(supervisor, "POST", `${at}/${name}`, JSON.stringify(body), { "if-match": `"${record.version}"` });
  const note = async () => {
    const began = performance.now();
    const body = JSON.stringify({ occurred_on: LAST_DAY, body: "Goes on working" });
    await send(worker, "PUT", `/api/v1/cases/${cases[0].id}/notes/${newId()}`, body, { "if-none-match": "*" });
    return performance.now() - began;
  };
  /** Until it is decided, while the colleague writes; answers the record, seconds, and the longest wait in seconds. */
  const follow = async (began) => {
    for (let longest = 0; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
      longest = Math.max(longest, await note());
      const record = await supervisor.get(at);
      if (!["checking", "running"].includes(record.state)) return { record, took: (performance.now() - began) / 1000, longest: longest / 1000 };
    }
  };

  let began = performance.now();
  const taken = await send(supervisor, "PUT", `${at}?kind=services`, file(cases), { "content-type": "text/csv", "if-none-match": "*" });
  await step("check", taken, MAPPING);
  const checked = await follow(began);
  if (checked.record.wrong !== 0) throw new Error(`${checked.record.wrong} rows are wrong`);
  began = performance.now();
  await step("run", checked.record, {});
  const done = await follow(began);
  if (done.record.made !== ROWS) throw new Error(`${done.record.made} services were made: ${done.record.state}`);
  const [longest, peak] = [Math.max(checked.longest, done.longest), server.peak()];
  row(
    `import of ${ROWS.toLocaleString("en")} services while a colleague writes, ${where}`,
    `at most ${MEGABYTES} MB, nobody waits over ${WAIT_SECONDS} s`,
    `checked in ${checked.took.toFixed(1)} s, brought in in ${done.took.toFixed(1)} s, longest wait ${longest.toFixed(1)} s, at most ${peak.toFixed(0)} MB`,
    longest <= WAIT_SECONDS && peak <= MEGABYTES,
  );
  await server.stop();
}

/** Rents of the months before the last day of the data. */
function file(cases) {
  const day = (back) => new Date(Date.parse(LAST_DAY) - back * 86_400_000).toISOString().slice(0, 10);
  const lines = Array.from({ length: ROWS }, (_, n) => `${cases[n % cases.length].number};Kira;${day(n % 20)};1;1.500,50;NL-2026;Landlord ${n};Paid in cash`);
  return ["Case;Type;Date;Units;Cost;Fund;Provider;Note", ...lines, ""].join("\r\n");
}
