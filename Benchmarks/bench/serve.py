"""Start-up, requests per second, latency and memory of the server."""

import http.client
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import time
from functools import partial
from operator import attrgetter
from types import SimpleNamespace

from bench import measure, results

PEER = "FastAPI"
ROUTES = {
    "score": ("/v1/clients/", "/score"),
    "explanation": ("/v1/clients/", "/explanation"),
    "client page": ("/clients/", ""),
}


class Server:
    """A server process, ended by its own number."""

    def __init__(self, name: str, command: list[str], port: int, log: str, token: str):
        self.name, self.port, self.token = name, port, token
        self.log = open(log, "w")
        self.started = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)

    def first_answer(self, address: str, most: float = 60) -> float:
        """Seconds from the start of the process to its first answer, asked every 2 ms."""
        while time.perf_counter() - self.started < most:
            if self.process.poll() is not None:
                raise SystemExit(f"{self.name} ended with {self.process.returncode}: see {self.log.name}")
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                    request = (
                        f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.token}\r\n"
                        "Connection: close\r\n\r\n"
                    )
                    connection.sendall(request.encode())
                    if connection.recv(64).startswith(b"HTTP/1.1 200"):
                        return time.perf_counter() - self.started
            except OSError:
                pass
            time.sleep(0.002)
        raise SystemExit(f"{self.name} did not answer within {most:.0f} s: see {self.log.name}")

    def get(self, address: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", address, headers={"Authorization": f"Bearer {self.token}"})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            raise SystemExit(f"{self.name} answered {response.status} to {address}")
        return body

    @property
    def cpu(self) -> float:
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / measure.TICK

    def memory(self, field: str) -> int:
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith(field))

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def main() -> None:
    parser = results.options("limpide serve beside FastAPI and uvicorn.", repeats=3)
    parser.add_argument("--data", help="folder of raw tables; real data when there, else a synthetic lender")
    parser.add_argument("--clients", type=int, default=20_000, help="size of that synthetic lender")
    parser.add_argument("--seconds", type=int, default=5, choices=range(1, 16), help="length of a point")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 16, 64])
    parser.add_argument("--steady", type=int, default=0, help="seconds of load on score under which memory is watched")
    parser.add_argument("--starts", type=int, default=7, help="starts of each server")
    options = results.parse(parser)
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: install Debian's package wrk.")
    program = results.Program("serve")
    real = options.data is None and os.path.isdir(results.REAL)
    data = options.data or (results.REAL if real else program.generate(options.clients))
    workspace = os.path.join(results.WORK, "serve")
    prepare(program, data, workspace, options.threads)
    token = make_token(program, workspace)
    ids = list_ids(workspace)
    chosen = random.Random(1).sample(ids, min(200, len(ids)))
    loads: list[float] = []

    def start(name: str) -> Server:
        port = free_port()
        if name == "Limpide":
            command = [program.binary, "serve", "--workspace", workspace, "--port", str(port), "--rate-limit", "0"]
        else:
            command = [results.PYTHON, "-m", "peers.serve", "--workspace", workspace, "--port", str(port)]
        return Server(name, command, port, os.path.join(results.WORK, f"serve-{name}.log"), token)

    def starting(name: str) -> SimpleNamespace:
        measure.wait_quiet()
        loads.append(measure.load())
        busy, own, begin = measure.busy_seconds(), time.process_time(), time.perf_counter()
        server = start(name)
        try:
            seconds = server.first_answer(f"/v1/clients/{chosen[len(loads) % len(chosen)]}/score")
            own = time.process_time() - own + server.cpu
            spent = (time.perf_counter() - begin) * measure.CORES
            foreign = max(0.0, measure.busy_seconds() - busy - own) / spent
        finally:
            server.stop()
        return SimpleNamespace(seconds=seconds, foreign=foreign)

    # A start lasts a tenth of a second and the clock of CPU time ticks a hundred times a second: a coarser limit.
    starts = measure.interleaved(
        {name: partial(starting, name) for name in ("Limpide", PEER)}, options.starts,
        lambda sample: f"first answer after {sample.seconds * 1000:.0f} ms", limit=0.15,
    )  # fmt: skip
    servers = {name: start(name) for name in starts}
    try:
        for server in servers.values():
            server.first_answer(f"/v1/clients/{chosen[0]}/score")
        idle = {name: server.memory("VmRSS") for name, server in servers.items()}
        gap = compare(servers, chosen)
        sizes = {
            route: {name: statistics.median(len(server.get(before + i + after)) for i in chosen[:50])
                    for name, server in servers.items()}
            for route, (before, after) in ROUTES.items()
        }  # fmt: skip
        rows = [row for route in ROUTES for row in points(route, servers, options, workspace, loads)]
        held = steady(servers["Limpide"], options, workspace) if options.steady else []
        after = {name: (server.memory("VmRSS"), server.memory("VmHWM")) for name, server in servers.items()}
    finally:
        for server in servers.values():
            server.stop()
    report(program, options, starts, rows, idle, after, sizes, gap, len(ids), loads, held)


def prepare(program: results.Program, data: str, workspace: str, threads: int) -> None:
    """Trains and loads, unless this binary and catalog have already done so."""
    stamp = os.path.join(workspace, "stamp")
    expected = f"{program.digest} {program.catalog_digest} {os.path.realpath(data)}"
    if os.path.exists(stamp) and open(stamp).read() == expected:
        return
    shutil.rmtree(workspace, ignore_errors=True)
    for command in (["train", "--catalog", program.catalog], ["load"]):
        measure.run([
            program.binary, *command, "--workspace", workspace, "--threads", str(threads),
            *(["--data", data] if command[0] == "train" else []),
        ])  # fmt: skip
    with open(stamp, "w") as file:
        file.write(expected)


def make_token(program: results.Program, workspace: str) -> str:
    """A token of an account that sees clients; both servers are sent it, and only Limpide looks at it."""
    users = [program.binary, "users"]
    place = ["--workspace", workspace]
    subprocess.run([*users, "add", "bench", "--no-password", "--role", "adviser", *place], capture_output=True)
    made = subprocess.run([*users, "token", "bench", "--days", "1", *place], capture_output=True, text=True, check=True)
    return made.stdout.strip()


def list_ids(workspace: str) -> list[str]:
    """The clients' numbers, by a process of its own so that this one stays small; kept in a file for wrk."""
    place = os.path.join(workspace, "ids")
    code = (
        "import sys, pyarrow.parquet as p\n"
        "t = p.read_table(sys.argv[1], columns=['client'])\n"
        "open(sys.argv[2], 'w').writelines(f'{i}\\n' for i in t['client'].to_pylist())\n"
    )
    source = os.path.join(workspace, "features", "features-0001.parquet")
    subprocess.run([results.PYTHON, "-c", code, source, place], check=True)
    with open(place) as file:
        return file.read().split()


def compare(servers: dict[str, Server], ids: list[str]) -> float:
    """The greatest difference between the two servers' probabilities: they must do the same work."""
    gap, other = 0.0, 0
    for client in ids:
        answers = [json.loads(server.get(f"/v1/clients/{client}/score")) for server in servers.values()]
        gap = max(gap, abs(answers[0]["probability"] - answers[1]["probability"]))
        other += answers[0]["status_code"] != answers[1]["status_code"]
    # The peer knows no rule of policy, which decide a client here and there.
    if other > len(ids) / 10:
        raise SystemExit("the two servers decide differently: they do not serve the same model")
    return gap


def points(route: str, servers: dict[str, Server], options, workspace: str, loads: list[float]) -> list[list[str]]:
    rows = []
    before, after = ROUTES[route]
    for server in servers.values():
        wrk(server, before, after, 16, 2, workspace)
    for connections in options.connections:

        def asked(server: Server) -> SimpleNamespace:
            measure.wait_quiet()
            loads.append(measure.load())
            return wrk(server, before, after, connections, options.seconds, workspace)

        measure.say(f"{route}, {connections} connections")
        samples = measure.interleaved(
            {name: partial(asked, server) for name, server in servers.items()}, options.repeats,
            lambda s: f"{s.rate:.0f} /s, p50 {s.p50:.2f} ms, p99 {s.p99:.2f} ms, {s.cost:.0f} µs CPU",
        )  # fmt: skip
        cells = {
            name: {key: measure.median(each, attrgetter(key)) for key in ("rate", "p50", "p99", "cost")}
            for name, each in samples.items()
        }
        ours, theirs = cells["Limpide"], cells[PEER]
        rows.append([
            route, str(connections),
            *(f"{results.figure(ours[key])} / {results.figure(theirs[key])}" for key in ("rate", "p50", "p99", "cost")),
            f"**{results.figure(ours['rate'] / theirs['rate'])}**",
            f"**{results.figure(theirs['cost'] / ours['cost'])}**",
            results.rounds(samples["Limpide"]),
        ])  # fmt: skip
    return rows


def steady(server: Server, options, workspace: str) -> list[int]:
    """Memory of the server under load on scores, in ten equal parts of the time."""
    measure.say(f"score, {max(options.connections)} connections, {options.steady} s: memory")
    before, after = ROUTES["score"]
    held = []
    for _ in range(10):
        wrk(server, before, after, max(options.connections), max(1, options.steady // 10), workspace)
        held.append(server.memory("VmRSS"))
    return held


def wrk(server: Server, before: str, after: str, connections: int, seconds: int, workspace: str) -> SimpleNamespace:
    script = os.path.join(results.HERE, "bench", "requests.lua")
    busy, cpu, begin = measure.busy_seconds(), server.cpu, time.perf_counter()
    process = subprocess.Popen(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", script,
         f"http://127.0.0.1:{server.port}", "--", before, after, os.path.join(workspace, "ids"), str(connections),
         server.token],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode != 0:
        raise SystemExit(f"wrk ended with {process.returncode}")
    wall, cpu = time.perf_counter() - begin, server.cpu - cpu
    own = cpu + usage.ru_utime + usage.ru_stime
    foreign = max(0.0, measure.busy_seconds() - busy - own) / (wall * measure.CORES)
    found = json.loads(output.strip().splitlines()[-1])
    if found["failures"]:
        raise SystemExit(f"{server.name}: {found['failures']} requests of {found['requests']} failed")
    return SimpleNamespace(
        rate=found["requests"] / (found["microseconds"] / 1e6), p50=found["p50"] / 1e3, p99=found["p99"] / 1e3,
        cost=cpu / found["requests"] * 1e6, foreign=foreign,
    )  # fmt: skip


def report(program, options, starts, rows, idle, after, sizes, gap, clients, loads, held) -> None:
    first = {}
    for name, samples in starts.items():
        used = sorted(sample.seconds for sample in measure.kept(samples))
        first[name] = results.middle(used), used[0], used[-1]

    def mb(name: str) -> list[str]:
        return [results.megabytes(value) for value in (idle[name], *after[name])]

    def started(name: str) -> str:
        median, low, high = first[name]
        return f"{median:.3f} ({low:.3f}–{high:.3f})"

    ratio = results.figure(first[PEER][0] / first["Limpide"][0])
    memory = [
        [what, ours, theirs, f"**{results.figure(int(theirs.replace(',', '')) / int(ours.replace(',', '')))}**"]
        for what, ours, theirs in zip(
            ["memory at rest, MB", "memory after the load, MB", "peak memory, MB"], mb("Limpide"), mb(PEER)
        )
    ]
    page = ", ".join(f"{route} {size['Limpide'] / 1000:.1f} / {size[PEER] / 1000:.1f}" for route, size in sizes.items())
    text = "\n\n".join([
        results.facts(program, ["fastapi", "uvicorn", "uvloop", "lightgbm", "numpy", "Jinja2"], loads),
        f"{clients:,} clients, one model, random clients. {options.seconds} s per point, medians over undisturbed "
        "rounds, the two in turn; wrk with one thread runs on the same cores, so rates are floors and p99 of many "
        "connections holds the wait for a core. Limpide reads each client from SQLite and uses every core; the peer "
        "holds every client in memory and runs one worker, so the fair measure of work is CPU time per request, of the "
        "server alone.",
        results.table(["", "Limpide", PEER, "ratio"], [
            [f"start to first answer, s (undisturbed rounds: {results.rounds(starts['Limpide'])})",
             started("Limpide"), started(PEER), f"**{ratio}**"],
            *memory,
        ]),
        results.table(
            ["Limpide / peer", "connections", "requests/s", "p50, ms", "p99, ms", "CPU per request, µs", "rate ratio",
             "CPU ratio", "undisturbed rounds"],
            rows,
        ),
        "Rate ratio: Limpide ÷ peer; CPU ratio: peer ÷ Limpide; above 1 Limpide is better. Size of an answer, kB: "
        f"{page}; the peer's page is the same content in plain markup, without gauge, layout and translation. "
        f"Probabilities of 200 clients differ by {gap:.1g} at most between the two servers.",
        *([f"Memory of Limpide under {options.steady} s of scores at {max(options.connections)} connections, MB at every "
           f"tenth: {', '.join(results.megabytes(value) for value in held)}."] if held else []),
    ])  # fmt: skip
    results.publish("serve", text, options.update)


main()
