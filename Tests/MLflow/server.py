"""A real MLflow server for the tests: a free port of this machine, its database and files in a folder that goes with it.

Prints {"port": …} when it answers. Reads orders from standard input: `kill` ends the server at once, as a power cut would, and
`start` starts it again on the same port and files. When standard input closes, the server and its folder are gone.

With `--password NAME:PASSWORD` the server lets in that administrator alone. With `--store` its files go to an object store (moto's,
on this machine too), which takes long files in parts.
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
    def __init__(self, folder, password, with_store):
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        self.process = None
        self.store = None
        self.command = [
            sys.executable, "-m", "mlflow", "server",
            "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1",
            "--backend-store-uri", f"sqlite:///{self.folder}/mlflow.sqlite",
            "--artifacts-destination", "s3://limpide/files" if with_store else str(self.folder / "artifacts"),
        ]
        # Nothing of a client's own settings may reach the server.
        self.environment = {name: text for name, text in os.environ.items() if not name.startswith("MLFLOW_")}
        self.environment["MLFLOW_DISABLE_TELEMETRY"] = "true"
        if with_store:
            self.start_store()
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

    def start_store(self):
        import boto3
        import botocore.exceptions

        address = f"http://127.0.0.1:{free_port()}"
        self.environment |= {
            "MLFLOW_S3_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        with open(self.folder / "log.txt", "ab") as log:
            self.store = subprocess.Popen(
                [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", address.rsplit(":", 1)[1]],
                env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )
        client = boto3.client(
            "s3", endpoint_url=address, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test",
        )
        end = time.monotonic() + 60
        while True:
            try:
                client.create_bucket(Bucket="limpide")
                return
            except botocore.exceptions.EndpointConnectionError:
                if time.monotonic() > end or self.store.poll() is not None:
                    sys.exit("the object store did not start")
                time.sleep(0.1)

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

    def end(self):
        self.kill()
        if self.store:
            self.store.kill()
            self.store.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--password")
    parser.add_argument("--store", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="limpide-mlflow-", ignore_cleanup_errors=True) as folder:
        server = Server(folder, options.password, options.store)
        try:
            server.start()
            for order in sys.stdin:
                if order.strip() == "kill":
                    server.kill()
                    print(json.dumps({"port": server.port}), flush=True)
                elif order.strip() == "start":
                    server.start()
        finally:
            server.end()


main()
