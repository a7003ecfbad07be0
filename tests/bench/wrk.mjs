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

/** Three runs; medians. Every answer must have been a success. */
export function measure(url, load) {
  const runs = [1, 2, 3].map(() => once(url, { connections: 16, env: {}, ...load }));
  const failed = runs.reduce((sum, run) => sum + run.refused + run.broken, 0);
  return {
    rate: median(runs.map((run) => run.rate)),
    p50: median(runs.map((run) => run.p50)),
    p95: median(runs.map((run) => run.p95)),
    failed,
  };
}
