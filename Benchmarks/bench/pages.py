"""The adviser's pages with a whole portfolio loaded: time of the server, size on the wire, time until an answer is on the screen."""

import gzip
import http.client
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import time
import urllib.parse

from bench import measure, results

CLIENTS, LEARNED = 350_000, 20_000
# Milliseconds of the server at the 95th percentile, kilobytes of a first visit and of a later page, milliseconds to the screen.
TIME, FIRST, LATER, SCREEN = 30, 450, 40, 150

# What is asked, by what a person would call it; {client} changes with every request.
PAGES = {
    "home": "/",
    "clients, by filter and order": "/clients?status=refused&order=risk-down&from=20",
    "a client": "/clients/{client}",
    "compared with all": "/clients/{client}/compare",
    "compared with clients alike": "/clients/{client}/compare?with=alike",
    "compared with a group": "/clients/{client}/compare?with=group",
    "what if": "/clients/{client}/simulation",
    "what would change the answer": "/clients/{client}/changes",
    "new file": "/applications/new",
    "reviews": "/reviews",
    "portfolio": "/portfolio",
    "what matters": "/importance",
    "models": "/models",
    "fairness": "/fairness",
    "how we decide": "/model",
    "monitoring": "/monitoring",
}


class Browser:
    """Asks as a signed-in browser does, on one connection."""

    def __init__(self, port: int, password: str):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        form = urllib.parse.urlencode({"name": "demo", "password": password, "to": "/"})
        self.connection.request("POST", "/sign-in", form, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = self.connection.getresponse()
        answer.read()
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]

    def get(self, path: str) -> tuple[float, bytes, int]:
        """Milliseconds, the page, and its bytes on the wire."""
        start = time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookie, "Accept-Encoding": "gzip"})
        answer = self.connection.getresponse()
        body = answer.read()
        spent = (time.perf_counter() - start) * 1000
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        plain = gzip.decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body
        return spent, plain, len(body)


def prepared(program: results.Program, options) -> tuple[str, str]:
    """A workspace with a model learned on a few clients and all of them loaded; the password of its demonstration account."""
    workspace = os.path.join(results.WORK, "pages")
    stamp = os.path.join(workspace, "stamp")
    expected = f"{program.digest} {program.catalog_digest} {options.clients}"
    if not os.path.exists(stamp) or open(stamp).read() != expected:
        shutil.rmtree(workspace, ignore_errors=True)
        few, all_clients = program.generate(LEARNED), program.generate(options.clients)
        measure.say(f"Learning from {LEARNED:,} clients")
        place = ["--workspace", workspace, "--threads", str(options.threads)]
        measure.prepare([program.binary, "train", "--data", few, "--catalog", program.catalog, *place])
        measure.say(f"Loading {options.clients:,} clients")
        loaded = measure.run([program.binary, "load", "--data", all_clients, *place])
        measure.say(f"  {loaded.wall:.0f} s, {loaded.rss / 1e6:,.0f} MB")
        with open(stamp, "w") as file:
            file.write(expected)
    made = subprocess.run(
        [program.binary, "users", "add", "demo", "--demo", "--workspace", workspace],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return workspace, made.stdout.split()[-1]


def first_visit(browser: Browser, client: str) -> int:
    """Bytes on the wire of a client's page and of all that it loads."""
    _, page, size = browser.get(f"/clients/{client}")
    names = set(re.findall(rb'(?:src|href|data-vega)="(/static/[^"]+)"', page))
    return size + sum(browser.get(name.decode())[2] for name in names)


def on_screen(port: int, password: str, clients: list[str]) -> dict[str, list[float]]:
    """Milliseconds from a person's act to the changed page, in Chromium; empty where it is not installed."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    python = os.path.join(results.ROOT, ".native", "python", "bin", "python")
    if path is None or not os.path.exists(python):
        return {}
    script = os.path.join(results.HERE, "bench", "screen.py")
    ended = subprocess.run(
        [python, script, path, f"http://127.0.0.1:{port}", password, *clients], capture_output=True, text=True
    )
    if ended.returncode != 0:
        raise SystemExit(f"Chromium's part ended with {ended.returncode}:\n{ended.stderr[-3000:]}")
    found: dict[str, list[float]] = {}
    for line in ended.stdout.splitlines():
        name, value = line.rsplit("\t", 1)
        found.setdefault(name, []).append(float(value))
    return found


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    parser = results.options("The pages with a whole portfolio loaded.", repeats=1)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--requests", type=int, default=200, help="of each page")
    options = results.parse(parser)
    program = results.Program("pages")
    workspace, password = prepared(program, options)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    log = open(os.path.join(results.WORK, "pages.log"), "w")
    start = time.perf_counter()
    server = subprocess.Popen(
        [program.binary, "serve", "--workspace", workspace, "--port", str(port), "--rate-limit", "0"],
        stdout=log, stderr=log,
    )  # fmt: skip
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if server.poll() is not None or time.perf_counter() - start > 60:
                    raise SystemExit("limpide serve did not start: see .work/pages.log")
                time.sleep(0.01)
        ready = time.perf_counter() - start
        browser = Browser(port, password)
        clients = list_clients(browser, options.requests)
        rows, worst, largest = [], 0.0, 0
        for name, path in PAGES.items():
            measure.wait_quiet()
            measure.say(name)
            browser.get(path.format(client=clients[0]))
            answers = [browser.get(path.format(client=client)) for client in clients]
            times, sizes = [answer[0] for answer in answers], [answer[2] for answer in answers]
            high = percentile(times, 0.95)
            worst, largest = max(worst, high), max(largest, max(sizes))
            rows.append([
                name, results.figure(statistics.median(times)), results.figure(high), results.figure(max(sizes) / 1000),
                results.met(high <= TIME),
            ])  # fmt: skip
        first = max(first_visit(browser, client) for client in clients[:20])
        memory = resident(server.pid)
        screen = on_screen(port, password, clients[:20])
    finally:
        server.terminate()
        server.wait()
    shown = [
        [name, results.figure(statistics.median(values)), results.figure(percentile(values, 0.95)),
         results.met(percentile(values, 0.95) <= SCREEN)]
        for name, values in screen.items()
    ]  # fmt: skip
    text = "\n\n".join([
        results.facts(program, [], [measure.load()]),
        f"{options.clients:,} synthetic clients loaded, {options.requests} requests for each page, one after the other on one "
        f"connection, each for another client. The time is that of the whole request on loopback, at least the server's own. "
        f"Under {TIME} ms at the 95th percentile was asked for: {results.met(worst <= TIME)}.",
        results.table(["page", "median, ms", "p95, ms", "largest, kB on the wire", "goal"], rows),
        f"A first visit (a client's page with style, scripts and charts): {first / 1000:,.0f} kB, of {FIRST} allowed "
        f"({results.met(first <= FIRST * 1000)}); the largest page after it {largest / 1000:,.0f} kB, of {LATER} "
        f"({results.met(largest <= LATER * 1000)}). The server was ready {ready:.2f} s after its start and held "
        f"{memory / 1e6:,.0f} MB.",
        "In Chromium, from the key or the choice to the changed part on the screen:",
        results.table(["act", "median, ms", "p95, ms", "goal"], shown),
    ])  # fmt: skip
    results.publish("pages", text, options.update)


def list_clients(browser: Browser, count: int) -> list[str]:
    """Numbers of clients spread over the portfolio."""
    found: list[str] = []
    prefixes = [str(number) for number in range(10, 46)]
    random.Random(1).shuffle(prefixes)
    while len(found) < count and prefixes:
        _, page, _ = browser.get(f"/clients?q={prefixes.pop()}")
        found += [number.decode() for number in re.findall(rb'href="/clients/(\d+)"', page)]
    return found[:count]


def resident(process: int) -> int:
    with open(f"/proc/{process}/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmRSS"))


main()
