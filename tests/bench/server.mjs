// A release server over bench data: started, measured, stopped. Loopback only.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** The last day of the data: the first of this month, so that what was confirmed then holds, and that data is made once a month. */
export const LAST_DAY = `${new Date().toISOString().slice(0, 7)}-01`;

/** Makes bench data once: a folder that is there already is whole and used again. `settings` say if it goes to PostgreSQL. */
export function makeData(binary, data, scale, settings = {}) {
  if (existsSync(data)) return;
  const part = `${data}.part`;
  rmSync(part, { recursive: true, force: true });
  const made = spawnSync(binary, ["demo", "--scale", String(scale), "--seed", "1", "--date", LAST_DAY, "--data", part], {
    stdio: "inherit",
    env: { ...process.env, ...settings },
  });
  if (made.status !== 0) throw new Error(`making ${scale} cases failed`);
  renameSync(part, data);
}

/** Starts the server, with `settings` in its environment, and says how many milliseconds passed until its first 200. */
export async function start(binary, data, settings = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(binary, ["serve", "--data", data, "--port", String(port)], {
    stdio: ["ignore", "ignore", "ignore"],
    env: { ...process.env, YANINDA_LOG: "warn", YANINDA_SURVIVOR_LISTEN: `127.0.0.1:${await freePort()}`, ...settings },
  });
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.status === 200) break;
    if (child.exitCode !== null) throw new Error("the server did not start");
    if (performance.now() - began > 30_000) throw new Error("the server did not answer in 30 seconds");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const status = () => readFileSync(`/proc/${child.pid}/status`, "utf8");
  const megabytes = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status())[1]) / 1024;
  return {
    url,
    startMillis: performance.now() - began,
    resident: () => megabytes("VmRSS"),
    peak: () => megabytes("VmHWM"),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", resolve);
        child.kill("SIGTERM");
      }),
  };
}

/** Signs a demo account in and answers a function that calls the API as it. */
export async function signIn(url, email) {
  const { accounts } = await (await fetch(`${url}/api/v1/demo`)).json();
  const { password, code } = accounts.find((account) => account.email === email);
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password, ...(code ? { code } : {}) }),
  });
  if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status}`);
  const { access_token: token } = await answer.json();
  const get = async (path) => {
    const got = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
    if (!got.ok) throw new Error(`${path}: ${got.status}`);
    return got.json();
  };
  return { token, get };
}
