"""A mail server for the tests: aiosmtpd, with what mail servers do on bad days.

    peer.py --folder DIR [--tls starttls|implicit|none] [--login USER:PASSWORD] [--wrong-name] [--behave HOW] [--delay MS]

It listens on a port of 127.0.0.1 of its own choosing, makes a certificate authority and a certificate of its own (openssl),
and writes into DIR:

    port         the port, once it listens
    ca.pem       the authority to trust
    mails.jsonl  one line for each mail it took: recipient, Message-ID, the mail itself, when
    hangups      one line each time it has hung up after a mail

What it answers to one mail is said by the recipient: `rcpt550-…@`, `rcpt451-…@`, `data552-…@`, `data451-…@`,
`data421-…@`, `drop-…@` (hangs up in the middle of DATA), `hang-…@` (never answers), `once451-…@` (the first time only).
What it does to everybody is said by --behave: `ok`, `flaky` (one in five fails, each in another way), `sender550`, `greet421`,
`greet-hang` (greets and says nothing more), `silent` (does not even greet), `hangup` (hangs up after each mail).
"""

import argparse
import asyncio
import json
import logging
import os
import pathlib
import random
import ssl
import subprocess
import time
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def make_certificates(folder, name):
    """An authority, and a certificate of this name (an address or a host) that it signed."""
    ca, key, csr, cert = (folder / file for file in ("ca.pem", "key.pem", "request.pem", "cert.pem"))

    def openssl(*args):
        subprocess.run(["openssl", *map(str, args)], check=True, capture_output=True)

    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *new, "-days", 3650, "-subj", "/CN=Test authority", "-keyout", folder / "ca-key.pem",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign", "-out", ca)
    kind = "IP" if name[0].isdigit() else "DNS"
    (folder / "names").write_text(f"subjectAltName={kind}:{name}\n")
    openssl("req", *new, "-subj", "/CN=Test mail server", "-keyout", key, "-out", csr)
    openssl("x509", "-req", "-in", csr, "-CA", ca, "-CAkey", folder / "ca-key.pem", "-days", 3650, "-extfile", folder / "names",
            "-out", cert)
    return cert, key


class Handler:
    def __init__(self, folder, behave, seed, delay):
        self.delay = delay / 1000
        self.lines = open(folder / "mails.jsonl", "a", buffering=1)
        self.hangups = open(folder / "hangups", "a", buffering=1)
        self.behave = behave
        self.random = random.Random(seed)
        self.seen = set()

    def unlucky(self):
        """Whether this step of a mail fails: over the four steps one mail in five does."""
        return self.behave == "flaky" and self.random.random() < 1 - 0.8 ** 0.25

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.behave == "sender550":
            return "550 5.7.1 You may not send as that"
        if self.unlucky():
            return "421 4.3.2 Closing"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        how = address.split("-")[0]
        if how == "hang":
            await asyncio.sleep(3600)
        if how.startswith("rcpt"):
            return f"{how[4:]} That is how it is with <{address}>"
        if how == "once451" and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 Greylisted, come back later"
        if self.unlucky():
            return "451 4.3.0 Not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.delay)
        address = envelope.rcpt_tos[0]
        how = address.split("-")[0]
        if how.startswith("data"):
            return f"{how[4:]} That is how it is"
        if how == "drop" or self.unlucky():
            server.transport.abort()
            return "451 Gone"
        # What was taken is kept before it is said, so that no mail is taken and lost.
        mail = envelope.content.decode("utf-8", "surrogateescape")
        ids = [line.split(":", 1)[1].strip() for line in mail.split("\r\n\r\n")[0].split("\r\n") if line.lower().startswith("message-id:")]
        self.lines.write(json.dumps({"to": address, "from": envelope.mail_from, "id": ids, "at": time.time(), "helo": session.host_name,
                                     "tls": server.transport.get_extra_info("sslcontext") is not None, "user": str(session.auth_data or ""), "mail": mail}) + "\n")
        if self.unlucky():
            # The worst: taken, and nobody heard of it.
            server.transport.abort()
        if self.behave == "hangup":
            asyncio.get_running_loop().call_later(0.05, self.hang_up, server.transport)
        return "250 Taken"

    def hang_up(self, transport):
        transport.close()
        # Closing is done by the loop, next; then it is told.
        asyncio.get_running_loop().call_soon(self.hangups.write, "hung up\n")


async def raw(reader, writer, behave):
    """Servers that are none."""
    if behave == "greet421":
        writer.write(b"421 4.3.2 Too many connections\r\n")
        await writer.drain()
        writer.close()
        return
    if behave == "greet-hang":
        writer.write(b"220 mail.example ESMTP\r\n")
        await writer.drain()
    await asyncio.sleep(3600)


async def main():
    # What goes wrong here is meant to.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folder", type=pathlib.Path, required=True)
    options.add_argument("--tls", choices=["starttls", "implicit", "none"], default="none")
    options.add_argument("--login")
    options.add_argument("--wrong-name", action="store_true", help="a certificate of another host")
    options.add_argument("--behave", default="ok")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--delay", type=int, default=0, help="milliseconds that each mail takes")
    options.add_argument("--port", type=int, default=0)
    options = options.parse_args()
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)

    context = None
    if options.tls != "none":
        cert, key = make_certificates(folder, "elsewhere.example" if options.wrong_name else "127.0.0.1")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)

    def authenticate(server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and f"{data.login.decode()}:{data.password.decode()}" == options.login
        return AuthResult(success=right, handled=False, auth_data=data.login.decode() if right else None)

    handler = Handler(folder, options.behave, options.seed, options.delay)
    starttls = options.tls == "starttls"

    def server():
        return SMTP(handler, hostname="mail.example", enable_SMTPUTF8=False, data_size_limit=1 << 20,
                    tls_context=context if starttls else None, require_starttls=starttls,
                    authenticator=authenticate if options.login else None, auth_required=bool(options.login),
                    auth_require_tls=starttls)

    loop = asyncio.get_running_loop()
    implicit = context if options.tls == "implicit" else None
    if options.behave in ("greet421", "greet-hang", "silent"):
        listening = await asyncio.start_server(lambda r, w: raw(r, w, options.behave), "127.0.0.1", options.port)
    else:
        listening = await loop.create_server(server, "127.0.0.1", options.port, ssl=implicit)
    half = folder / "port.part"
    half.write_text(str(listening.sockets[0].getsockname()[1]))
    os.replace(half, folder / "port")
    # Whoever started it holds its standard input; it ends with them.
    await loop.run_in_executor(None, os.read, 0, 1)
    os._exit(0)


asyncio.run(main())
