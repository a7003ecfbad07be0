// The mail server of the tests (peer.py), started from Node: over STARTTLS and with a password.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PYTHON = join(ROOT, ".tools/peer/bin/python");
const LOGIN = `yaninda:${randomUUID()}`;

/**
 * Starts one; it ends with this process at the latest.
 * @param {string} behave what it does to everybody, see peer.py
 * @returns {Promise<{env: Record<string, string>, taken: () => object[], stop: () => void}>} `env` makes a server send to it,
 *   `taken` is what it took so far, oldest first: `to`, `id`, `mail` and `at` of each
 */
export async function startPeer(behave = "ok") {
    const folder = mkdtempSync(join(tmpdir(), "yaninda-peer-"));
    const args = [join(ROOT, "tests/mail/peer.py"), "--folder", folder, "--tls", "starttls", "--login", LOGIN, "--behave", behave];
    const child = spawn(PYTHON, args, { stdio: ["pipe", "ignore", "ignore"] });
    const stop = () => {
        child.kill("SIGKILL");
        rmSync(folder, { recursive: true, force: true });
    };
    process.on("exit", stop);
    await until("the mail server", () => existsSync(join(folder, "port")));
    const file = join(folder, "mails.jsonl");
    // What stands behind the last line end may be half written.
    const lines = () => (existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : []);
    const taken = () => lines().map((line) => JSON.parse(line));
    const [user, password] = LOGIN.split(":");
    const env = {
        YANINDA_SMTP_HOST: "127.0.0.1",
        YANINDA_SMTP_PORT: readFileSync(join(folder, "port"), "utf8"),
        YANINDA_SMTP_TLS: "starttls",
        YANINDA_SMTP_USER: user,
        YANINDA_SMTP_PASSWORD: password,
        YANINDA_SMTP_CA_FILE: join(folder, "ca.pem"),
        YANINDA_MAIL_DOMAIN: "randevu.example",
    };
    return { env, taken, stop };
}

/** Waits until it is so, for `patience` milliseconds at most. */
export async function until(what, is, patience = 20_000) {
    const end = Date.now() + patience;
    while (!(await is())) {
        if (Date.now() > end) throw new Error(`${what} did not come`);
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
