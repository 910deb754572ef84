"""Raw tables to features, on a synthetic lender of any size."""

import json
import os

from bench import measure, results

PEER = "pandas"


def main() -> None:
    parser = results.options("limpide features beside pandas.", repeats=3)
    parser.add_argument("--clients", type=int, default=35_626, help="size of the synthetic lender")
    parser.add_argument("--data", help="folder of raw tables, instead of a synthetic lender")
    parser.add_argument("--memory", help="Limpide's own limit, as 2GB; past it, it spills to disk")
    options = results.parse(parser)
    program = results.Program("features")
    data = options.data or program.generate(options.clients)
    workspace = os.path.join(results.WORK, "features")

    def features() -> measure.Sample:
        limit = ["--memory", options.memory] if options.memory else []
        return measure.run([
            program.binary, "features", "--data", data, "--workspace", workspace, "--catalog", program.catalog,
            "--threads", str(options.threads), "--json", *limit,
        ])  # fmt: skip

    measure.say("One run to warm the disk's cache and to see which tables the catalog uses")
    ours = json.loads(features().output)

    def peer() -> measure.Sample:
        return measure.run([
            results.PYTHON, "-m", "peers.features", "--data", data, "--tables", ",".join(ours["tables"]),
            "--out", os.path.join(results.WORK, "features-peer"),
        ])  # fmt: skip

    samples = measure.interleaved({"Limpide": features, PEER: peer}, options.repeats, measure.tell_run)
    theirs = json.loads(samples[PEER][-1].output)
    extra = [
        ("columns made", {"Limpide": str(ours["features"]), PEER: str(theirs["features"])}),
        ("clients", {"Limpide": f"{ours['clients']:,}", PEER: f"{theirs['clients']:,}"}),
    ]
    every = [sample for each in samples.values() for sample in each]
    limit = f" Limpide is held to {options.memory} of tables in memory." if options.memory else ""
    text = "\n\n".join([
        results.facts(program, ["pandas", "numpy", "pyarrow"], [s.load for s in every]),
        f"Rows read: {results.rows_read(ours['tables'], data)}.{limit} {results.NOISE}",
        results.comparison(samples, PEER, extra),
        "Both read the raw files, aggregate per client, join and write Parquet (zstd). The peer makes the aggregates "
        "that most published solutions start from, on the tables that the catalog uses; the two sets of columns are "
        "alike in kind, not equal. Limpide also checks every value against the catalog, writes what the client's page "
        "shows and a report of every feature.",
    ])  # fmt: skip
    results.publish("features", text, options.update)


main()
