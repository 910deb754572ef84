"""A real MLflow server for the tests: a free port of this machine, its database and files in a folder that goes with it.

Prints {"port": …} when it answers. Reads orders from standard input: `kill` ends the server at once, as a power cut would, and
`start` starts it again on the same port and files. When standard input closes, the server and its folder are gone.

With `--password NAME:PASSWORD` the server lets in that administrator alone.
"""

import argparse
import json
import os
import pathlib
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Server:
    def __init__(self, folder, password):
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        self.process = None
        self.command = [
            sys.executable, "-m", "mlflow", "server",
            "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1",
            "--backend-store-uri", f"sqlite:///{self.folder}/mlflow.sqlite",
            "--artifacts-destination", str(self.folder / "artifacts"),
        ]
        # Nothing of a client's own settings may reach the server.
        self.environment = {name: text for name, text in os.environ.items() if not name.startswith("MLFLOW_")}
        self.environment["MLFLOW_DISABLE_TELEMETRY"] = "true"
        if password:
            name, word = password.split(":")
            settings = self.folder / "auth.ini"
            settings.write_text(
                "[mlflow]\ndefault_permission = NO_PERMISSIONS\n"
                f"database_uri = sqlite:///{self.folder}/auth.sqlite\n"
                f"admin_username = {name}\nadmin_password = {word}\n"
                "authorization_function = mlflow.server.auth:authenticate_request_basic_auth\n"
            )
            self.environment["MLFLOW_AUTH_CONFIG_PATH"] = str(settings)
            self.environment["MLFLOW_FLASK_SERVER_SECRET_KEY"] = secrets.token_hex()
            self.command += ["--app-name", "basic-auth"]

    def start(self):
        with open(self.folder / "log.txt", "ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5) as answer:
                    if answer.status == 200:
                        print(json.dumps({"port": self.port}), flush=True)
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        sys.stderr.write((self.folder / "log.txt").read_text()[-4000:])
        sys.exit("the MLflow server did not start")

    def kill(self):
        if self.process:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
            self.process = None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--password")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="limpide-mlflow-", ignore_cleanup_errors=True) as folder:
        server = Server(folder, options.password)
        try:
            server.start()
            for order in sys.stdin:
                if order.strip() == "kill":
                    server.kill()
                    print(json.dumps({"port": server.port}), flush=True)
                elif order.strip() == "start":
                    server.start()
        finally:
            server.kill()


main()
