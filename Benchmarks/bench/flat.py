"""The flat aggregates of the well-known pandas recipe: Limpide through a catalog made for it, beside pandas."""

import json
import os
import shutil

from bench import measure, results

PEER = "pandas"
TENTH, FULL, CHECKED = 35_626, 356_255, 2_000
# How many times the time and the memory of Limpide the peer should take, at the least.
TARGET = 4


class Lender:
    """A synthetic lender and the catalog of its flat aggregates."""

    def __init__(self, program: results.Program, clients: int, threads: int):
        self.program, self.threads = program, threads
        self.data = program.generate(clients)
        self.workspace = os.path.join(results.WORK, "flat")
        self.catalog = os.path.join(results.WORK, "flat-catalog")
        self.peer_folder = os.path.join(results.WORK, "flat-peer")
        measure.say(f"{clients:,} clients: the levels of every column, for the catalog; it also warms the disk's cache")
        prepare("bench.flat_catalog", "--data", self.data, "--out", self.catalog)

    def limpide(self) -> measure.Sample:
        return measure.run([
            self.program.binary, "features", "--data", self.data, "--workspace", self.workspace, "--catalog",
            self.catalog, "--threads", str(self.threads), "--json",
        ])  # fmt: skip

    def pandas(self) -> measure.Sample:
        return measure.run([
            results.PYTHON, "-m", "peers.flat", "--data", self.data, "--out", self.peer_folder,
        ])  # fmt: skip

    def agreement(self) -> dict:
        """What both last made, value by value."""
        theirs = os.path.join(self.peer_folder, "features.parquet")
        ours = os.path.join(self.workspace, "features")
        return json.loads(prepare("bench.flat_agreement", "--ours", ours, "--theirs", theirs))

    def clear(self) -> None:
        shutil.rmtree(self.workspace, ignore_errors=True)
        shutil.rmtree(self.peer_folder, ignore_errors=True)


def prepare(module: str, *arguments: str) -> str:
    return measure.prepare([results.PYTHON, "-m", module, *arguments])


def checked(program: results.Program, threads: int) -> str:
    """Says that both compute the same; stops where they do not."""
    lender = Lender(program, CHECKED, threads)
    lender.limpide()
    lender.pandas()
    found = lender.agreement()
    lender.clear()
    if found["beyond"] or found["unknown_in_one"] or found["columns_of_one"]:
        raise SystemExit(f"Limpide and pandas differ: {json.dumps(found)}")
    share = found["beyond_relative"] / found["known"]
    return (
        f"Checked on {found['clients']:,} clients: the same {found['columns']:,} columns of numbers, unknown in the "
        f"same places; {1 - share:.2%} of {found['known']:,} known values agree to 1e-6 of their size (a standard "
        "deviation squared, beside a variance). The others are small and no further apart than rounding to millionths "
        "explains: Limpide sums in whole millionths, so that no sum depends on the order of rows. They stand in "
        f"columns folded twice, from the months of loans, and in columns of many decimals: "
        f"{', '.join(found['rounded'])}. pandas makes a sum of nothing 0, which Limpide leaves unknown."
    )


def verdict(samples: dict[str, list[measure.Sample]]) -> str:
    def ratio(read) -> float:
        return measure.median(samples[PEER], read) / measure.median(samples["Limpide"], read)

    wall, cpu, memory = ratio(lambda s: s.wall), ratio(lambda s: s.cpu), ratio(lambda s: s.rss)
    return (
        f"Target: {TARGET} times faster than {PEER}, in a quarter of its memory. Time {results.met(wall >= TARGET)} "
        f"({wall:.2f} times; {cpu:.2f} in CPU), memory {results.met(memory >= TARGET)} ({memory:.2f} times)."
    )


def main() -> None:
    parser = results.options("limpide features beside pandas, on the same flat aggregates.", repeats=3)
    parser.add_argument("--clients", type=int, default=TENTH, help="size of the synthetic lender")
    parser.add_argument("--full", action="store_true", help=f"also full scale, {FULL:,} clients, one round")
    options = results.parse(parser)
    program = results.Program("flat")
    program.catalog_digest = "of this benchmark"
    agreement = checked(program, options.threads)
    parts, loads = [], []
    for clients, repeats in [(options.clients, options.repeats)] + [(FULL, 1)] * options.full:
        lender = Lender(program, clients, options.threads)
        samples = measure.interleaved({"Limpide": lender.limpide, PEER: lender.pandas}, repeats, measure.tell_run)
        ours, theirs = (json.loads(samples[name][-1].output) for name in ("Limpide", PEER))
        table = results.spread(samples["Limpide"], lambda s: json.loads(s.output)["seconds"])
        extra = [
            ("CSV to feature table, s", {"Limpide": table, PEER: ""}),
            ("columns made", {"Limpide": f"{ours['features']:,}", PEER: f"{theirs['features']:,}"}),
        ]
        parts.append(f"**{clients:,} clients.** Rows read: {results.rows_read(ours['tables'], lender.data)}.")
        parts.append(results.comparison(samples, PEER, extra))
        parts.append(verdict(samples))
        loads += [sample.load for each in samples.values() for sample in each]
        lender.clear()
    text = "\n\n".join([
        results.facts(program, ["pandas", "numpy", "pyarrow"], loads),
        "Mean, extremes, sum and spread of every column of numbers and of every level of every column of words, per "
        "client, all tables; months of loans per loan first, then per client again; joined to the applications, "
        "written as Parquet (zstd). The catalog is written from the headers and the levels in the files, before the "
        f"clock starts. No value is cleaned that pandas would not clean. {results.NOISE}",
        *parts,
        agreement,
        "Limpide also looks for rows that cannot be read, and writes a report of every feature, which the wall time "
        "holds. It writes 32-bit numbers, pandas 64-bit ones.",
    ])  # fmt: skip
    results.publish("flat", text, options.update)


main()
