"""Two sets of clients compared, beside evidently on the same columns."""

import json
import os
import subprocess
import sys

from bench import drift_data, measure, results

PEER = "evidently"
# Evidently does not run with pandas 3: it has an environment of its own, which scripts/setup --peers makes.
PYTHON = os.path.join(results.ROOT, ".native", "evidently", "bin", "python")


def versions() -> str:
    code = (
        "import importlib.metadata as m, platform;"
        "print('Python', platform.python_version() + ',', ', '.join(f'{p} {m.version(p)}' for p in"
        " ('evidently', 'pandas', 'numpy', 'scipy', 'pyarrow')))"
    )
    return subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def main() -> None:
    parser = results.options("limpide drift beside evidently.", repeats=3)
    parser.add_argument("--columns", type=int, default=700)
    parser.add_argument("--reference-rows", type=int, default=300_000)
    parser.add_argument("--current-rows", type=int, default=50_000)
    parser.add_argument("--sample", type=int, default=70, help="columns that evidently compares: all would take long")
    options = results.parse(parser)
    if not os.path.exists(PYTHON):
        sys.exit("There is no evidently in .native: run scripts/setup --peers first.")
    program = results.Program("drift")
    measure.say("Making the two sets of clients, unless they are there")
    whole = drift_data.made(options.columns, options.reference_rows, options.current_rows)
    sample = drift_data.sampled(whole, options.sample)

    def limpide(files: tuple[str, str]) -> measure.Sample:
        return measure.run([
            program.binary, "drift", "--reference", files[0], "--current", files[1], "--catalog", program.catalog,
            "--threads", str(options.threads), "--json",
        ])  # fmt: skip

    def peer() -> measure.Sample:
        script = os.path.join(results.HERE, "peers", "drift.py")
        return measure.run([PYTHON, script, *sample], {"OMP_NUM_THREADS": str(options.threads)})

    measure.say("One run to warm the disk's cache")
    limpide(whole)
    measure.say("All columns, Limpide alone")
    alone = measure.interleaved({"Limpide": lambda: limpide(whole)}, options.repeats, measure.tell_run)["Limpide"]
    measure.say("The sample of columns, in turn")
    samples = measure.interleaved({"Limpide": lambda: limpide(sample), PEER: peer}, options.repeats, measure.tell_run)

    def drifted(sample: measure.Sample) -> str:
        dataset = json.loads(sample.output)["dataset"]
        return f"{dataset['drifted_columns']} of {dataset['compared_columns']}"

    whole_rows = [
        ["wall, s", results.spread(alone, lambda s: s.wall), results.met(measure.median(alone, lambda s: s.wall) < 10)],
        ["CPU, s", results.spread(alone, lambda s: s.cpu), ""],
        ["peak memory, MB", results.spread(alone, lambda s: s.rss / 1e6, lambda value: f"{value:,.0f}"), ""],
        ["columns that moved", drifted(alone[-1]), ""],
        ["undisturbed rounds", results.rounds(alone), ""],
    ]
    compared = len(json.loads(samples["Limpide"][-1].output)["columns"])
    ratio = measure.median(samples[PEER], lambda s: s.wall) / measure.median(samples["Limpide"], lambda s: s.wall)
    extra = [("columns that moved", {"Limpide": drifted(samples["Limpide"][-1]), PEER: drifted(samples[PEER][-1])})]
    every = alone + [sample for each in samples.values() for sample in each]
    text = "\n\n".join([
        results.facts(program, [], [s.load for s in every]) + f" Peer: {versions()}.",
        f"{options.columns} columns × {options.reference_rows:,} reference rows × {options.current_rows:,} current rows, "
        f"Parquet (zstd), numbers in single precision and words; a tenth of the columns moved. {results.NOISE}",
        "All columns, Limpide alone; under 10 s was asked for:",
        results.table(["", "Limpide", "goal"], whole_rows),
        f"A sample of {compared} columns of every kind, both programs: all would take evidently too long. At least 20 "
        f"times faster was asked for: {results.met(ratio >= 20)} ({results.figure(ratio)}).",
        results.comparison(samples, PEER, extra),
        "Both read the two files, compare every column by their own default rules and print the verdicts as JSON; the "
        "peer's figures include its start. Limpide also asks every column for missing values and values never seen, "
        "corrects for the number of columns, and gives every measure and both distributions.",
    ])  # fmt: skip
    results.publish("drift", text, options.update)


main()
