"""Tables as Markdown, and their places in RESULTS.md."""

import argparse
import datetime
import hashlib
import importlib.metadata
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys

from bench import measure
from bench.measure import CORES, FOREIGN_LIMIT, Sample, kept

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(HERE)
RESULTS = os.path.join(HERE, "RESULTS.md")
WORK = os.path.join(HERE, ".work")
DATA = os.path.join(HERE, ".data")
REAL = os.path.join(ROOT, "..", "shared", "data", "home-credit-application")
PYTHON = sys.executable


def options(description: str, **defaults) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--update", action="store_true", help="write the table into RESULTS.md")
    parser.add_argument("--repeats", type=int, default=defaults.get("repeats", 5), help="undisturbed runs of each")
    parser.add_argument("--threads", type=int, default=CORES, help="threads of each program (all cores)")
    parser.add_argument("--patience", type=float, default=900, help="seconds to wait in all for a quiet machine")
    return parser


def parse(parser: argparse.ArgumentParser) -> argparse.Namespace:
    found = parser.parse_args()
    measure.patience = found.patience
    return found


class Program:
    """The binary and the catalog as they are now: a build meanwhile changes neither."""

    def __init__(self, name: str):
        source = os.path.realpath(os.environ["LIMPIDE"])
        folder = os.path.join(WORK, f"program-{name}")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        self.binary = shutil.copy2(source, os.path.join(folder, "limpide"))
        catalog = os.environ.get("LIMPIDE_CATALOG") or os.path.join(ROOT, "Catalogs", "home-credit")
        self.catalog = shutil.copytree(catalog, os.path.join(folder, "catalog"))
        with open(self.binary, "rb") as file:
            self.digest = hashlib.sha256(file.read()).hexdigest()[:12]
        self.version = subprocess.run([self.binary, "--version"], capture_output=True, text=True).stdout.strip()
        self.commit = git("rev-parse", "--short", "HEAD")
        self.catalog_digest = self._catalog_digest()
        if git("status", "--porcelain", "--", "Sources", "Catalogs", "Package.swift"):
            self.commit += " with changes"

    def _catalog_digest(self) -> str:
        digest = hashlib.sha256()
        for folder, folders, names in os.walk(self.catalog):
            folders.sort()
            for name in sorted(names):
                with open(os.path.join(folder, name), "rb") as file:
                    digest.update(name.encode() + file.read())
        return digest.hexdigest()[:12]

    def generate(self, clients: int) -> str:
        """A synthetic lender of so many clients, made once."""
        folder = os.path.join(DATA, f"synthetic-{clients}")
        if not os.path.exists(os.path.join(folder, "synthetic.json")):
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(DATA, exist_ok=True)
            subprocess.run([self.binary, "generate", "--clients", str(clients), "--out", folder], check=True)
        return folder


def git(*arguments: str) -> str:
    return subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True).stdout.strip()


def version(package: str) -> str:
    return f"{package} {importlib.metadata.version(package)}"


def table(header: list[str], rows: list[list[str]]) -> str:
    align = ["---"] + ["--:"] * (len(header) - 1)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [header, align, *rows])


def figure(value: float) -> str:
    """Three significant digits, no exponent."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3g}"


def megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f}"


def met(is_met: bool) -> str:
    return "met" if is_met else "**missed**"


def spread(samples: list[Sample], read, show=figure) -> str:
    """The median of the undisturbed runs, and their extremes when there are several."""
    values = sorted(read(sample) for sample in kept(samples))
    ends = f" ({show(values[0])}–{show(values[-1])})" if len(values) > 1 else ""
    return show(middle(values)) + ends


def rows_read(tables: dict[str, int], data: str) -> str:
    """The rows of every table, and the size of their files."""
    rows = ", ".join(f"{name} {count:,}" for name, count in sorted(tables.items()))
    size = sum(
        os.path.getsize(os.path.join(data, file))
        for file in os.listdir(data)
        if file.split(".")[0].removesuffix("_train").removesuffix("_test") in tables
    )
    return f"{rows} ({size / 1e6:,.0f} MB of files)"


def rounds(samples: list) -> str:
    """How many rounds were undisturbed, said loudly when the figures cannot be trusted."""
    clean = sum(sample.clean for sample in samples)
    count = f"{clean} of {len(samples)}"
    return count if clean > 1 else f"**{count}: {'one run only' if clean else 'noisy'}**"


def facts(program: Program, packages: list[str], loads: list[float]) -> str:
    """What a reader needs to judge or repeat the figures."""
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*:\s*(.*)", file.read()).group(1)
    with open("/proc/meminfo") as file:
        memory = int(re.search(r"MemTotal:\s*(\d+)", file.read()).group(1)) * 1024
    arguments = [argument for argument in sys.argv[1:] if argument != "--update"]
    name = os.path.basename(sys.argv[0]).removesuffix(".py").replace("_", "-")
    command = shlex.join(["Benchmarks/run", name, *arguments])
    date = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")
    versions = ", ".join(version(package) for package in packages)
    peer = f" Peer: Python {platform.python_version()}, {versions}." if packages else ""
    return (
        f"{date}. Command: `{command}`. Machine: {model}, {CORES} cores, {memory / 1e9:.0f} GB, "
        f"Linux {platform.release().split('-')[0]}. Limpide {program.version}, binary {program.digest}, catalog "
        f"{program.catalog_digest}, checkout {program.commit}.{peer} Load average before a run: "
        f"{min(loads):.2f} to {max(loads):.2f}."
    )


NOISE = (
    f"Medians over undisturbed rounds (spread in brackets), the two in turn; a round counts as disturbed when other "
    f"programs took more than {FOREIGN_LIMIT:.0%} of the machine's cores during one of its runs. Ratio: peer ÷ "
    f"Limpide, above 1 Limpide is better."
)


def publish(section: str, text: str, update: bool) -> None:
    """Prints a section, and puts it in its place in RESULTS.md."""
    print(text, flush=True)
    if not update:
        return
    with open(RESULTS) as file:
        page = file.read()
    begin, end = f"<!-- begin {section} -->", f"<!-- end {section} -->"
    head, rest = page.split(begin)
    tail = rest.split(end)[1]
    with open(RESULTS, "w") as file:
        file.write(head + begin + "\n\n" + text.strip() + "\n\n" + end + tail)


def comparison(samples: dict[str, list[Sample]], peer: str, extra: list[tuple[str, dict[str, str]]]) -> str:
    """Rows of figures with Limpide, the peer and their ratio side by side."""
    limpide = "Limpide"
    rows = []
    for name, read, show in [
        ("wall, s", lambda s: s.wall, figure),
        ("CPU, s", lambda s: s.cpu, figure),
        ("peak memory, MB", lambda s: s.rss / 1e6, lambda value: f"{value:,.0f}"),
    ]:
        medians = {key: middle(sorted(read(s) for s in kept(samples[key]))) for key in (limpide, peer)}
        cells = [spread(samples[key], read, show) for key in (limpide, peer)]
        rows.append([name, *cells, f"**{figure(medians[peer] / medians[limpide])}**"])
    rows += [[name, values[limpide], values[peer], values.get("ratio", "")] for name, values in extra]
    rows.append(["undisturbed rounds", rounds(samples[limpide]), rounds(samples[peer]), ""])
    return table(["", limpide, peer, "ratio"], rows)


def middle(values: list[float]) -> float:
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
