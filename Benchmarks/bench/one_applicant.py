"""One applicant's features from records in JSON: how long they take, and whether they are those of the batch."""

import csv
import json
import os
import shutil

from bench import measure, results

TARGET = 60


def main() -> None:
    parser = results.options("limpide score on one applicant's records after another.", repeats=5)
    parser.add_argument("--clients", type=int, default=35_626, help="size of the synthetic lender to learn from")
    # The program leaves its first hundred out: they warm it up.
    parser.add_argument("--applicants", type=int, default=300, help="how many, the first hundred aside")
    options = results.parse(parser)
    program = results.Program("one-applicant")
    data = program.generate(options.clients)
    workspace = os.path.join(results.WORK, "one-applicant")
    shutil.rmtree(workspace, ignore_errors=True)
    os.makedirs(workspace)
    place = ["--workspace", workspace, "--threads", str(options.threads)]
    measure.say("Learning a model, and scoring its lender as a batch")
    measure.prepare([program.binary, "train", "--data", data, "--catalog", program.catalog, *place, "--json"])
    batch, single = (os.path.join(workspace, file) for file in ("batch.csv", "single.csv"))
    measure.prepare([program.binary, "score", "--data", data, "--out", batch, *place])
    records = os.path.join(workspace, "records.ndjson")
    written = json.loads(measure.prepare([
        results.PYTHON, "-m", "bench.applicant_records", "--data", data, "--applicants", str(options.applicants),
        "--out", records,
    ]))  # fmt: skip

    def score() -> measure.Sample:
        return measure.run([program.binary, "score", "--records", records, "--out", single, *place, "--json"])

    samples = measure.interleaved({"Limpide": score}, options.repeats, tell)["Limpide"]
    alike, scored = agreement(single, batch)
    median = measure.median(samples, lambda s: found(s)["median_milliseconds"])
    text = "\n\n".join([
        results.facts(program, [], [sample.load for sample in samples]),
        f"A model with the whole catalog, learned on {options.clients:,} synthetic clients; {options.applicants} of "
        f"them, at random, as JSON lines of {written['bytes'] / options.applicants / 1e3:,.0f} kB on average and "
        f"{written['median_rows']:,} history rows at the median ({written['most_rows']:,} at most), one after the "
        "other on one thread, the first hundred aside. The time is from the bytes of the records to all features. "
        "Medians over undisturbed runs (extremes in brackets).",
        results.table(["", "Limpide"], [
            ["one applicant's features, median, ms",
             results.spread(samples, lambda s: found(s)["median_milliseconds"])],
            ["one applicant's features, p99, ms", results.spread(samples, lambda s: found(s)["p99_milliseconds"])],
            ["CPU of the whole run, s", results.spread(samples, lambda s: s.cpu)],
            ["peak memory, MB", results.spread(samples, lambda s: s.rss, results.megabytes)],
            ["undisturbed runs", results.rounds(samples)],
        ]),
        f"Target: {TARGET} ms at the median: {'met' if median <= TARGET else '**missed**'}. {alike} of {scored} "
        "probabilities are those of the batch, to the last digit.",
    ])  # fmt: skip
    if alike != scored:
        measure.say(f"{scored - alike} of {scored} applicants are scored otherwise than in the batch")
    results.publish("one-applicant", text, options.update)


def found(sample: measure.Sample) -> dict:
    return json.loads(sample.output)


def tell(sample: measure.Sample) -> str:
    each = found(sample)
    return f"median {each['median_milliseconds']:.2f} ms, p99 {each['p99_milliseconds']:.2f} ms"


def agreement(single: str, batch: str) -> tuple[int, int]:
    """How many applicants have the very line that the batch gave them, of how many."""

    def lines(path: str) -> set[tuple[str, ...]]:
        with open(path) as file:
            return set(map(tuple, csv.reader(file)))

    ours = lines(single)
    return len(ours & lines(batch)) - 1, len(ours) - 1


main()
