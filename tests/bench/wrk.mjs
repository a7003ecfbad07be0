// Runs wrk with a Lua script and reads what it measured.
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const LUA = new URL("./lua/", import.meta.url).pathname.replace(/\/$/, "");
const folder = mkdtempSync(join(tmpdir(), "yaninda-bench-"));
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
let files = 0;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function once(url, { script, lines, env, connections }) {
  const file = join(folder, `${files++}.txt`);
  writeFileSync(file, `${lines.join("\n")}\n`);
  const threads = String(Math.min(2, connections));
  const ran = spawnSync("wrk", ["-t", threads, "-c", String(connections), "-d", `${SECONDS}s`, "-s", `${LUA}/${script}.lua`, url], {
    encoding: "utf8",
    env: { ...process.env, LUA_DIR: LUA, FILE: file, MILLIS: String(Date.now()), ...env },
  });
  const line = ran.stdout.split("\n").find((text) => text.startsWith("{"));
  if (!line) throw new Error(`wrk said: ${ran.stdout}${ran.stderr}`);
  const { requests, micros, p50, p95, p99, refused, broken } = JSON.parse(line);
  return { rate: requests / (micros / 1e6), p50: p50 / 1000, p95: p95 / 1000, p99: p99 / 1000, refused, broken };
}

const run = (url, load) => once(url, { connections: 16, env: {}, ...load });

/** Medians. Every answer must have been a success. */
function summary(runs) {
  const failed = runs.reduce((sum, run) => sum + run.refused + run.broken, 0);
  const of = (figure) => median(runs.map((run) => run[figure]));
  return { rate: of("rate"), p50: of("p50"), p95: of("p95"), failed };
}

/** Three runs. */
export function measure(url, load) {
  return summary([1, 2, 3].map(() => run(url, load)));
}

/**
 * Two loads in turn, seven times: what the machine does meanwhile, and how the data grows, meets both alike.
 * `times` is how many times as long one of the second takes as one of the first, the median of the pairs.
 */
export function compare(url, first, second) {
  const pairs = Array.from({ length: 7 }, () => [run(url, first), run(url, second)]);
  const [one, other] = [0, 1].map((at) => summary(pairs.map((pair) => pair[at])));
  return { one, other, times: median(pairs.map(([one, other]) => one.rate / other.rate)) };
}
