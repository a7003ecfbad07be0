// Debian's Caddy in front of a server, as the README has it, with a certificate that it makes itself.
import { createHash, X509Certificate } from "node:crypto";
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";

import { removeFolder, start, temporaryFolder, terminate } from "./server.mjs";

/**
 * Serves `target` over HTTPS on `port` of localhost.
 * @returns {Promise<{key: string, stop: () => Promise<void>}>} `key` is the SHA-256 of the certificate's public key in
 *   base64, by which a browser can be told to trust it.
 */
export async function startProxy({ port, target }) {
    const folder = temporaryFolder();
    const config = join(folder, "Caddyfile");
    writeFileSync(config, `{
    admin off
    skip_install_trust
    auto_https disable_redirects
}
https://localhost:${port} {
    tls internal
    reverse_proxy ${new URL(target).host}
}
`);
    const output = openSync(join(folder, "caddy.log"), "w");
    const env = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const child = start("caddy", ["run", "--config", config, "--adapter", "caddyfile"], { output, cwd: folder, env });
    closeSync(output);
    const key = await keyOf(port, child);
    const stop = async () => {
        await terminate(child);
        removeFolder(folder);
    };
    return { key, stop };
}

async function keyOf(port, child) {
    const patience = Date.now() + 20_000;
    while (Date.now() < patience && child.exitCode === null) {
        const certificate = await peerCertificate(port).catch(() => null);
        if (certificate) {
            const { publicKey } = new X509Certificate(certificate);
            return createHash("sha256").update(publicKey.export({ type: "spki", format: "der" })).digest("base64");
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("caddy showed no certificate");
}

function peerCertificate(port) {
    return new Promise((resolve, reject) => {
        // The certificate is asked for here, so that the browser can be told which one to trust.
        const socket = connect({ host: "127.0.0.1", port, servername: "localhost", rejectUnauthorized: false }, () => {
            resolve(socket.getPeerCertificate().raw);
            socket.end();
        });
        socket.once("error", reject);
    });
}
