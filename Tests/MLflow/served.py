"""Serves a model with `mlflow models serve` and prints what it answers to each body of a JSON file.

    served.py MODEL BODIES     BODIES: a JSON file, a list of request bodies

Prints a list of {"status": …, "answer": …}.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request


def call(address, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return {"status": answer.status, "answer": answer.read().decode()}
    except urllib.error.HTTPError as error:
        return {"status": error.code, "answer": error.read().decode()}


def main():
    model, place = sys.argv[1:]
    with open(place, encoding="utf-8") as file:
        bodies = json.load(file)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mlflow", "models", "serve", "--model-uri", model, "--host", "127.0.0.1",
         "--port", str(port), "--env-manager", "local"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )
    try:
        end = time.monotonic() + 120
        while True:
            try:
                if call(f"http://127.0.0.1:{port}/health")["status"] == 200:
                    break
            except OSError:
                pass
            if time.monotonic() > end or process.poll() is not None:
                sys.exit("mlflow models serve did not start")
            time.sleep(0.1)
        print(json.dumps([call(f"http://127.0.0.1:{port}/invocations", body) for body in bodies]))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


main()
