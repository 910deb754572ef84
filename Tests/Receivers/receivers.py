"""A real mail server (aiosmtpd) and a real HTTP receiver on loopback, for the tests of alerts.

Prints one JSON object with its ports and the certificate to trust, then answers one line for each line it is told:
  down / up          both servers stop listening, and listen again on the same ports
  status N           the HTTP receiver answers N from now on
  received           everything that was received so far, as one JSON object
"""

import http.server
import json
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = b"limpide", b"correct horse"

mails, posts, folder = [], [], tempfile.mkdtemp()
status = 200


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificate() -> tuple[str, str]:
    key, cert = f"{folder}/key.pem", f"{folder}/cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", cert],
        check=True, capture_output=True)  # fmt: skip
    return key, cert


class Box:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mails.append({
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "content": envelope.content.decode("ascii"),
        })  # fmt: skip
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (USER, PASSWORD), auth_data=data, handled=False)


class Mail(Controller):
    def __init__(self, port, **options):
        self.options = options
        super().__init__(Box(), hostname="127.0.0.1", port=port)

    def factory(self):
        return SMTP(self.handler, hostname="localhost", **self.options)


class Post(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if status < 300:
            posts.append({"headers": {k.lower(): v for k, v in self.headers.items()}, "body": body.decode()})
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


class Servers:
    def __init__(self):
        self.key, self.cert = certificate()
        self.ports = {name: free_port() for name in ("protected", "plain", "http")}
        self.up()

    def up(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.cert, self.key)
        protected = dict(tls_context=context, require_starttls=True, auth_required=True, authenticator=authenticate)
        self.mails = [Mail(self.ports["protected"], **protected), Mail(self.ports["plain"])]
        for mail in self.mails:
            mail.start()
        http.server.ThreadingHTTPServer.allow_reuse_address = True
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", self.ports["http"]), Post)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def down(self):
        for mail in self.mails:
            mail.stop()
        self.http.shutdown()
        self.http.server_close()


def main():
    global status
    servers = Servers()
    print(json.dumps({**servers.ports, "certificate": servers.cert}), flush=True)
    for line in sys.stdin:
        match line.split():
            case ["down"]:
                servers.down()
                print("{}", flush=True)
            case ["up"]:
                servers.up()
                print("{}", flush=True)
            case ["status", number]:
                status = int(number)
                print("{}", flush=True)
            case ["received"]:
                print(json.dumps({"mails": mails, "posts": posts}), flush=True)


main()
