"""The flat aggregates of the well-known pandas recipe: Limpide through a catalog made for it, beside pandas."""

import json
import os
import shutil

from bench import measure, results

# The recipe as it is published and used, which the target is about, and the same aggregates as an engineer tunes them.
PEER, TUNED = "pandas, as published", "pandas, tuned"
TENTH, FULL, CHECKED = 35_626, 356_255, 2_000
# How many times the time and the memory of Limpide the peer should take, at the least.
TARGET = 4


class Lender:
    """A synthetic lender and the catalog of its flat aggregates."""

    def __init__(self, program: results.Program, clients: int, threads: int, memory: str | None):
        self.program, self.threads = program, threads
        self.memory = ["--memory", memory] if memory else []
        self.data = program.generate(clients)
        self.workspace = os.path.join(results.WORK, "flat")
        self.catalog = os.path.join(results.WORK, "flat-catalog")
        self.peer_folder = os.path.join(results.WORK, "flat-peer")
        measure.say(f"{clients:,} clients: the levels of every column, for the catalog; it also warms the disk's cache")
        prepare("bench.flat_catalog", "--data", self.data, "--out", self.catalog)

    def limpide(self) -> measure.Sample:
        return measure.run([
            self.program.binary, "features", "--data", self.data, "--workspace", self.workspace, "--catalog",
            self.catalog, "--threads", str(self.threads), *self.memory, "--json",
        ])  # fmt: skip

    def published(self) -> measure.Sample:
        return self.peer("peers.flat_published")

    def tuned(self) -> measure.Sample:
        return self.peer("peers.flat_tuned", "--threads", str(self.threads))

    def peer(self, module: str, *arguments: str) -> measure.Sample:
        shutil.rmtree(self.peer_folder, ignore_errors=True)
        return measure.run([results.PYTHON, "-m", module, "--data", self.data, "--out", self.peer_folder, *arguments])

    def agreement(self) -> dict:
        """What Limpide and the last peer made, value by value."""
        theirs = os.path.join(self.peer_folder, "features.parquet")
        ours = os.path.join(self.workspace, "features")
        return json.loads(prepare("bench.flat_agreement", "--ours", ours, "--theirs", theirs))

    def clear(self) -> None:
        shutil.rmtree(self.workspace, ignore_errors=True)
        shutil.rmtree(self.peer_folder, ignore_errors=True)


def prepare(module: str, *arguments: str) -> str:
    return measure.prepare([results.PYTHON, "-m", module, *arguments])


def checked(program: results.Program, options) -> str:
    """Says that all compute the same; stops where they do not."""
    lender = Lender(program, CHECKED, options.threads, options.memory)
    lender.limpide()
    for name, run in [(TUNED, lender.tuned), (PEER, lender.published)]:
        run()
        found = lender.agreement()
        if found["beyond"] or found["unknown_in_one"] or found["columns_of_one"]:
            raise SystemExit(f"Limpide and {name} differ: {json.dumps(found)}")
    lender.clear()
    share = found["beyond_relative"] / found["known"]
    return (
        f"Checked on {found['clients']:,} clients against both: the same {found['columns']:,} columns of numbers, unknown in "
        f"the same places; {1 - share:.2%} of {found['known']:,} known values agree to 1e-6 of their size (a standard "
        "deviation squared, beside a variance). The others are small and no further apart than rounding to millionths "
        "explains: Limpide sums in whole millionths, so that no sum depends on the order of rows. They stand in "
        f"columns folded twice, from the months of loans, and in columns of many decimals: "
        f"{', '.join(found['rounded'])}. pandas makes a sum of nothing 0, which Limpide leaves unknown."
    )


def compared(samples: dict[str, list[measure.Sample]]) -> str:
    """Figures side by side, with the ratio of each peer."""
    ours, rows = samples["Limpide"], []
    for name, read in [("wall, s", wall), ("CPU, s", cpu), ("peak memory, MB", memory)]:
        show = results.megabytes if read is memory else results.figure
        cells = [results.spread(ours, read, show)]
        for peer in (PEER, TUNED):
            cells += [results.spread(samples[peer], read, show), f"**{results.figure(ratio(samples, peer, read))}**"]
        rows.append([name, *cells])
    shown = {name: json.loads(each[-1].output) for name, each in samples.items()}
    to_table = results.spread(ours, lambda sample: json.loads(sample.output)["seconds"])
    rows.append(["CSV to feature table, s", to_table, "", "", "", ""])
    made = {name: f"{each['features']:,}" for name, each in shown.items()}
    rows.append(["columns made", made["Limpide"], made[PEER], "", made[TUNED], ""])
    quiet = {name: results.rounds(each) for name, each in samples.items()}
    rows.append(["undisturbed rounds", quiet["Limpide"], quiet[PEER], "", quiet[TUNED], ""])
    return results.table(["", "Limpide", PEER, "ratio", TUNED, "ratio"], rows)


def wall(sample: measure.Sample) -> float:
    return sample.wall


def cpu(sample: measure.Sample) -> float:
    return sample.cpu


def memory(sample: measure.Sample) -> float:
    return sample.rss


def ratio(samples: dict[str, list[measure.Sample]], peer: str, read) -> float:
    return measure.median(samples[peer], read) / measure.median(samples["Limpide"], read)


def verdict(samples: dict[str, list[measure.Sample]]) -> str:
    def told(peer: str) -> str:
        times, sizes = ratio(samples, peer, wall), ratio(samples, peer, memory)
        return (
            f"time {results.met(times >= TARGET)} ({times:.2f} times; {ratio(samples, peer, cpu):.2f} in CPU), memory "
            f"{results.met(sizes >= TARGET)} ({sizes:.2f} times)"
        )

    return (
        f"Target at full scale: {TARGET} times faster than the recipe as it is published, in a quarter of its memory: {told(PEER)}. "
        f"Beside the tuned one, which is no target: {told(TUNED)}."
    )


def main() -> None:
    parser = results.options("limpide features beside pandas, on the same flat aggregates.", repeats=3)
    parser.add_argument("--clients", type=int, default=TENTH, help="size of the synthetic lender")
    parser.add_argument("--full", action="store_true", help=f"also full scale, {FULL:,} clients, one round")
    parser.add_argument("--memory", help="Limpide's --memory: past it, rows go to disk")
    options = results.parse(parser)
    program = results.Program("flat")
    program.catalog_digest = "of this benchmark"
    agreement = checked(program, options)
    parts, loads = [], []
    for clients, repeats in [(options.clients, options.repeats)] + [(FULL, 1)] * options.full:
        lender = Lender(program, clients, options.threads, options.memory)
        tasks = {"Limpide": lender.limpide, PEER: lender.published, TUNED: lender.tuned}
        samples = measure.interleaved(tasks, repeats, measure.tell_run)
        tables = json.loads(samples["Limpide"][-1].output)["tables"]
        parts.append(f"**{clients:,} clients.** Rows read: {results.rows_read(tables, lender.data)}.")
        parts += [compared(samples)] + [verdict(samples)] * (clients == FULL)
        loads += [sample.load for each in samples.values() for sample in each]
        lender.clear()
    text = "\n\n".join([
        results.facts(program, ["pandas", "numpy", "pyarrow"], loads),
        "Mean, extremes, sum and spread of every column of numbers, of every level of every column of words and of its "
        "unknown, per client, all tables; months of loans per loan first, then per client again; joined to the "
        "applications, written as Parquet (zstd). The catalog is written from the headers and the levels in the files, "
        f"before the clock starts. No value is cleaned that pandas would not clean. {results.NOISE}",
        "“As published” is the recipe as people share and use it, written anew: `read_csv` as it comes, one-hot columns by "
        "`get_dummies` with one for the unknown, `groupby().agg({column: [functions]})` for each table, joins. “Tuned” is what "
        "an engineer makes of it who knows pandas: Arrow reads on all cores, words as categories, one-hot columns of bytes, each "
        "function over a whole table at once, 32-bit numbers. The target is judged against the first.",
        *parts,
        agreement,
        "Limpide also looks for rows that cannot be read, and writes a report of every feature, which the wall time "
        "holds. It writes 32-bit numbers, as the tuned peer; the published recipe 64-bit ones.",
    ])  # fmt: skip
    results.publish("flat", text, options.update)


main()
