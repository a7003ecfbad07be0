// A server of its own for each test file: the built binary on a random port, with the demo programme in a temporary folder
// and, on PostgreSQL, a database of its own in the cluster of YANINDA_TEST_POSTGRES.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const RESULTS = join(ROOT, "tests/browser/results");
const BINARY = process.env.YANINDA_BIN ?? join(ROOT, "target/debug/yaninda");

/** "sqlite" or "postgres": where this run of the tests keeps its data. */
export const DATABASE = process.env.YANINDA_TEST_DATABASE ?? "sqlite";

/** Processes and folders to be gone when this process is, even if a test threw. */
const children = new Set();
const folders = new Set();
process.on("exit", () => {
    for (const child of children) child.kill("SIGKILL");
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/**
 * Makes a demo programme and serves it.
 * @param {{database?: "sqlite" | "postgres", name?: string, env?: Record<string, string>, prepare?: Function}} options
 *   `name` names the log file in results/; `env` is added to the server's environment; `prepare` gets `{folder, data, log, env, run}`
 *   before the server starts.
 * @returns {Promise<{url: string, pages: string, data: string, log: string, pid: number, stop: () => Promise<void>}>} `pages` is
 *   where the survivors' pages are.
 */
export async function startServer({ database = DATABASE, name = "server", env = {}, prepare } = {}) {
    const place = await makePlace(name, database, env);
    await place.run(["demo"]);
    await prepare?.(place);
    return place.serve(await freePort());
}

/**
 * Makes an empty installation as an administrator would, with one caseworker, and serves it to a proxy on this machine.
 * @param {{database?: "sqlite" | "postgres", name?: string, origin: string}} options `origin` is the proxy's address.
 * @returns what `startServer` does, and `link`, the caseworker's one-time link, and `email`
 */
export async function startInstallation({ database = DATABASE, name = "installation", origin }) {
    const place = await makePlace(name, database, { YANINDA_ORIGIN: origin, YANINDA_TRUSTED_PROXIES: "127.0.0.1" });
    place.env.YANINDA_ROOT_KEY_FILE = join(place.folder, "root.key");
    await place.run(["init", "--office-code", "IST", "--office", "Istanbul", "--name", "Can", "--email", "can@example.org"]);
    const email = "elif@example.org";
    await place.run(["user", "add", "--role", "caseworker", "--name", "Elif", "--email", email]);
    const link = readFileSync(place.log, "utf8").match(/https:\S+\/reset#\S+/g).at(-1);
    return { ...(await place.serve(await freePort())), link, email };
}

/** A folder and a database of one's own, and the binary run on them; its output is in results/. */
async function makePlace(name, database, env) {
    const folder = temporaryFolder();
    const data = join(folder, "data");
    mkdirSync(RESULTS, { recursive: true });
    const log = join(RESULTS, `${name}-${database}.log`);
    const output = openSync(log, "w");
    const store = ["--data", data];
    if (database === "postgres") store.push("--database-url", await createDatabase(output));

    const begin = (args) => start(BINARY, args, { output, cwd: folder, env });
    const run = async (args) => {
        const code = await ended(begin([...args, ...store]));
        if (code !== 0) throw new Error(`yaninda ${args[0]} ended with ${code}:\n${readFileSync(log, "utf8")}`);
    };
    const serve = async (port) => {
        const url = `http://127.0.0.1:${port}`;
        // The port beside it may be another test's.
        const beside = `127.0.0.1:${await freePort()}`;
        const child = start(BINARY, ["serve", ...store, "--port", String(port)], { output, cwd: folder, env: { YANINDA_SURVIVOR_LISTEN: beside, ...env } });
        await answers(`${url}/readyz`, child, log);
        closeSync(output);
        const stop = async () => {
            await terminate(child);
            removeFolder(folder);
        };
        return { url, pages: `http://${beside}`, data, log, pid: child.pid, stop };
    };
    return { folder, data, log, env, run, serve };
}

/** A folder that is gone when this process is. */
export function temporaryFolder() {
    const folder = mkdtempSync(join(tmpdir(), "yaninda-browser-"));
    folders.add(folder);
    return folder;
}

export function removeFolder(folder) {
    rmSync(folder, { recursive: true, force: true });
    folders.delete(folder);
}

async function createDatabase(output) {
    const cluster = process.env.YANINDA_TEST_POSTGRES;
    if (!cluster) throw new Error("YANINDA_TEST_POSTGRES is not set; ./dev test sets it");
    const name = `browser_${process.pid}_${Date.now()}`;
    const created = await ended(start("createdb", ["--maintenance-db", `${cluster}/postgres`, name], { output }));
    if (created !== 0) throw new Error(`createdb ended with ${created}`);
    const url = new URL(cluster);
    url.pathname = `/${name}`;
    return url.href;
}

export function start(command, args, { output, cwd = ROOT, env = {}, input = "ignore" }) {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: [input, output, output] });
    children.add(child);
    child.once("exit", () => children.delete(child));
    child.once("error", () => children.delete(child));
    return child;
}

async function ended(child) {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? child.signalCode;
    const [code, signal] = await once(child, "exit");
    return code ?? signal;
}

/** Waits until `url` answers with a success. */
export async function answers(url, child, log) {
    const patience = Date.now() + 30_000;
    while (Date.now() < patience) {
        if (child.exitCode !== null || child.signalCode !== null) break;
        const ok = await fetch(url).then((response) => response.ok, () => false);
        if (ok) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await terminate(child);
    throw new Error(`the server did not answer ${url}:\n${readFileSync(log, "utf8")}`);
}

/** Asks it to stop, then makes it stop; returns once it is gone. */
export async function terminate(child) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    const impatient = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await gone;
    clearTimeout(impatient);
}

export async function freePort() {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address();
    server.close();
    await once(server, "close");
    return port;
}
