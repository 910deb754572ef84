"""Raw tables to a calibrated, decided and judged model."""

import json
import os
import re

from bench import measure, results

PEER = "pandas + Python LightGBM"


def main() -> None:
    parser = results.options("limpide train beside pandas and Python LightGBM.", repeats=5)
    parser.add_argument("--data", help="folder of raw tables; real data when there, else a synthetic lender")
    parser.add_argument("--clients", type=int, default=73_103, help="size of that synthetic lender")
    options = results.parse(parser)
    program = results.Program("whole-path")
    real = options.data is None and os.path.isdir(results.REAL)
    data = options.data or (results.REAL if real else program.generate(options.clients))
    workspace = os.path.join(results.WORK, "whole-path")
    bundle = os.path.join(workspace, "models", "champion")

    def train() -> measure.Sample:
        return measure.run([
            program.binary, "train", "--data", data, "--workspace", workspace, "--catalog", program.catalog,
            "--threads", str(options.threads), "--json",
        ])  # fmt: skip

    measure.say("One run of each to warm the disk's cache")
    train()
    with open(os.path.join(bundle, "training.json")) as file:
        training = json.load(file)
    with open(os.path.join(workspace, "features", "manifest.json")) as file:
        manifest = json.load(file)
    trees = min(training["rounds"] + training["settings"]["patience"], training["settings"]["rounds"])

    def peer() -> measure.Sample:
        return measure.run([
            results.PYTHON, "-m", "peers.whole_path", "--data", data, "--bundle", bundle, "--trees", str(trees),
            "--threads", str(options.threads), "--tables", ",".join(manifest["rows"]),
            "--out", os.path.join(results.WORK, "whole-path-peer"),
        ], {"OMP_NUM_THREADS": str(options.threads)})  # fmt: skip

    peer()
    samples = measure.interleaved({"Limpide": train, PEER: peer}, options.repeats, measure.tell_run)
    ours = json.loads(samples["Limpide"][-1].output)
    theirs = json.loads(samples[PEER][-1].output)
    extra = [
        ("columns learned from", {"Limpide": str(ours["features"]), PEER: str(theirs["columns"])}),
        ("trees grown (kept)", {"Limpide": f"{trees} ({training['rounds']})", PEER: f"{trees} ({theirs['best']})"}),
    ]
    what = "real applications" if not ours["synthetic"] else "synthetic applications"
    stages = {name: measure.median(samples["Limpide"], lambda s: limpide_stages(s).get(name, 0.0))
              for name in limpide_stages(samples["Limpide"][-1])}  # fmt: skip
    peer_stages = {name: measure.median(samples[PEER], lambda s: json.loads(s.output)["stages"][name])
                   for name in theirs["stages"]}  # fmt: skip
    every = [sample for each in samples.values() for sample in each]
    text = "\n\n".join([
        results.facts(program, ["lightgbm", "pandas", "numpy", "scikit-learn", "pyarrow"], [s.load for s in every]),
        f"{ours['rows']:,} labelled {what}, tables: {', '.join(sorted(manifest['rows']))}. {results.NOISE}",
        results.comparison(samples, PEER, extra),
        "Stages, wall s: Limpide "
        + ", ".join(f"{name.lower()} {value:.1f}" for name, value in stages.items())
        + "; peer (imports not counted) "
        + ", ".join(f"{name} {value:.1f}" for name, value in peer_stages.items())
        + ".",
        "The peer uses the same raw columns, parameters, monotone constraints and number of trees, its own split by "
        "person, Platt calibration and the cheapest threshold of one sample. Limpide also checks the input, compares "
        "Platt with isotonic calibration, bags the threshold over 200 resamples, gives every test figure a 95 % "
        "bootstrap interval, computes the baseline of explanations and the drift profile, and writes a bundle under "
        "SHA-256: work that the peer does not do.",
    ])  # fmt: skip
    results.publish("whole-path", text, options.update)


def limpide_stages(sample: measure.Sample) -> dict[str, float]:
    """Seconds by stage, as the progress lines tell them."""
    found = re.findall(r"^(.+): done in (?:(\d+) min )?([\d.]+) s$", sample.messages, re.MULTILINE)
    return {name: 60 * int(minutes or 0) + float(seconds) for name, minutes, seconds in found}


main()
