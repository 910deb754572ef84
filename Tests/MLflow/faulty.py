"""Stands before a server and spoils its answers, as a bad day would.

    faulty.py PORT --fail PART COUNT STATUS   the first COUNT calls whose address has PART are answered STATUS, not passed on
    faulty.py PORT --lose PART COUNT          the first COUNT such calls are passed on, and the answer is lost
    faulty.py PORT --tls FILE                 speaks TLS with a certificate that it makes for itself and writes to FILE

Prints {"port": …}, and when standard input closes {"calls": …, "seen": …}: all calls, and how many of them had a PART.
"""

import argparse
import datetime
import http.client
import http.server
import ipaddress
import json
import ssl
import sys
import threading


class Faults:
    def __init__(self, options):
        self.lock = threading.Lock()
        self.left = []
        for part, count, status in options.fail or []:
            self.left.append({"part": part, "count": int(count), "status": int(status)})
        for part, count in options.lose or []:
            self.left.append({"part": part, "count": int(count), "status": None})
        self.calls = 0
        self.seen = 0

    def next(self, address):
        with self.lock:
            self.calls += 1
            chosen = None
            for fault in self.left:
                if fault["part"] in address:
                    self.seen += 1
                    if fault["count"] > 0 and chosen is None:
                        fault["count"] -= 1
                        chosen = fault
            return chosen


def handler(options, faults):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def handle_call(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fault = faults.next(f"{self.command} {self.path}")
            if fault and fault["status"]:
                text = b'{"error_code": "INTERNAL_ERROR", "message": "secret-of-the-server"}'
                self.send_response(fault["status"])
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)
                return
            connection = http.client.HTTPConnection("127.0.0.1", options.port, timeout=60)
            headers = {name: text for name, text in self.headers.items() if name.lower() != "host"}
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
            connection.close()
            if fault:
                self.close_connection = True
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.getheader("Content-Type", "application/octet-stream"))
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_call

    return Handler


def certificate(place):
    """Writes a certificate for 127.0.0.1 that nobody vouches for, and its key beside it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    with open(place, "wb") as file:
        file.write(made.public_bytes(serialization.Encoding.PEM))
    with open(place + ".key", "wb") as file:
        file.write(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ))
    return place, place + ".key"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--fail", action="append", nargs=3)
    parser.add_argument("--lose", action="append", nargs=2)
    parser.add_argument("--tls")
    options = parser.parse_args()
    faults = Faults(options)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(options, faults))
    server.daemon_threads = True
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate(options.tls))
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"port": server.server_address[1]}), flush=True)
    sys.stdin.read()
    print(json.dumps({"calls": faults.calls, "seen": faults.seen}), flush=True)


main()
