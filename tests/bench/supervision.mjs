// What a supervisor waits for: the overview, and a year for a donor. Alone, since few ask for them at once.
import { LAST_DAY, signIn, start } from "./server.mjs";
import { measure } from "./wrk.mjs";

const MUST = [
  ["the overview of one office, every figure", "/api/v1/overview", 300],
  ["yearly donor report", `/api/v1/reports/donor?period=${LAST_DAY.slice(0, 4)}`, 1000],
];

/** Measures on bench data, of `settings` if it lies in PostgreSQL, and tells `row` of each figure. */
export async function measureSupervision(binary, data, row, { where, settings }) {
  const server = await start(binary, data, settings);
  const supervisor = await signIn(server.url, "supervisor@demo.example");
  for (const [work, path, p95] of MUST) {
    const { rate, ...got } = measure(server.url, { script: "get", lines: [path], env: { TOKEN: supervisor.token }, connections: 1 });
    const said = `p50 ${got.p50.toFixed(0)} ms, p95 ${got.p95.toFixed(0)} ms, ${rate.toFixed(1)}/s${got.failed ? `, ${got.failed} FAILED` : ""}`;
    row(`${work}, ${where}`, `p95 ≤ ${p95} ms`, said, got.p95 <= p95 && got.failed === 0);
  }
  await server.stop();
}
