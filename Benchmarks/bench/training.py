"""The same LightGBM parameters on the same matrix: Limpide's training beside Python LightGBM fed from a pandas frame.

Both read the same feature files, bin, grow the same trees and predict every row; the predictions must be the same bytes.
"""

import filecmp
import json
import os
import shutil

from bench import measure, results

PEER = "Python LightGBM"
PARAMETERS = [
    "objective=binary", "learning_rate=0.04", "num_leaves=8", "max_depth=4", "min_data_in_leaf=100",
    "feature_fraction=0.1", "bagging_fraction=0.9", "bagging_freq=1", "lambda_l1=0.5", "lambda_l2=20",
    "cat_smooth=50", "cat_l2=50", "max_cat_to_onehot=8", "seed=1", "deterministic=true", "force_col_wise=true",
]  # fmt: skip
STAGES = ("reading", "binning", "growing", "predicting")
LEAST_SPEED, MOST_MEMORY, MOST_ROW = 1.0, 0.7, 60


def matrix(options, program: results.Program, data: str, title: str, trees: int) -> tuple[str, list[float]]:
    """One matrix: a table of figures, and the loads of the machine."""
    workspace = os.path.join(results.WORK, "training")
    shutil.rmtree(workspace, ignore_errors=True)
    measure.say(f"{title}: features")
    measure.prepare([
        program.binary, "features", "--data", data, "--workspace", workspace, "--catalog", program.catalog,
        "--threads", str(options.threads),
    ])  # fmt: skip
    features, columns = os.path.join(workspace, "features"), os.path.join(workspace, "columns.json")
    outs = {name: os.path.join(workspace, f"{name}.f8") for name in ("ours", "theirs")}
    chosen = [argument for parameter in PARAMETERS for argument in ("--set", parameter)]
    shared = [*chosen, "--trees", str(trees), "--threads", str(options.threads)]

    def ours() -> measure.Sample:
        return measure.run([
            program.binary, "grow-trees", "--workspace", workspace, "--columns", columns, "--out", outs["ours"],
            *shared,
        ])  # fmt: skip

    def theirs() -> measure.Sample:
        return measure.run(
            [
                results.PYTHON, "-m", "peers.training", "--features", features, "--columns", columns,
                "--out", outs["theirs"], *shared,
            ],
            {"OMP_NUM_THREADS": str(options.threads)},
        )  # fmt: skip

    ours()
    theirs()
    samples = measure.interleaved({"Limpide": ours, PEER: theirs}, options.repeats, measure.tell_run)

    def stage(name: str, key: str) -> float:
        return measure.median(samples[name], lambda sample: json.loads(sample.output)[key])

    def row(label: str, keys: tuple[str, ...]) -> tuple[str, dict[str, str]]:
        times = {name: sum(stage(name, key) for key in keys) for name in samples}
        cells = {name: results.figure(value) for name, value in times.items()}
        return label, {**cells, "ratio": f"**{results.figure(times[PEER] / times['Limpide'])}**"}

    facts = json.loads(samples["Limpide"][-1].output)
    alone = stage("Limpide", "rowMicroseconds") / trees * 1000
    # Binning and growing are the training; reading and predicting are told beside it.
    extra = [row("training: binning and growing, s", ("binning", "growing"))]
    extra += [row(f"{key}, s", (key,)) for key in STAGES]
    speed = sum(stage(PEER, key) for key in ("binning", "growing")) / sum(
        stage("Limpide", key) for key in ("binning", "growing")
    )
    memory = measure.median(samples["Limpide"], lambda s: s.rss) / measure.median(samples[PEER], lambda s: s.rss)
    same = filecmp.cmp(outs["ours"], outs["theirs"], shallow=False)
    text = "\n\n".join([
        f"**{title}: {facts['rows']:,} rows × {facts['columns']} columns, {trees} trees.**",
        results.comparison(samples, PEER, extra),
        f"Training time {results.met(speed >= LEAST_SPEED)} ({results.figure(speed)} times as fast), peak memory "
        f"{results.met(memory <= MOST_MEMORY)} ({results.figure(memory)} of the peer's). The predictions of all rows are "
        f"{'the same bytes' if same else '**not the same bytes**'}. One row alone, as a server scores it: "
        f"{results.figure(alone)} µs for 1,000 trees at the median ({results.met(alone < MOST_ROW)}; under {MOST_ROW} was asked for).",
    ])  # fmt: skip
    return text, [sample.load for each in samples.values() for sample in each]


def main() -> None:
    parser = results.options("Limpide's training beside Python LightGBM on the same matrix.", repeats=5)
    parser.add_argument("--clients", type=int, default=50_000, help="size of the synthetic lender; 0 leaves it out")
    parser.add_argument("--trees", type=int, default=700, help="trees on the real applications; 200 on the other")
    options = results.parse(parser)
    program = results.Program("training")
    parts, loads = [], []
    if os.path.isdir(results.REAL):
        part, load = matrix(options, program, results.REAL, "Real applications", options.trees)
        parts.append(part)
        loads += load
    if options.clients > 0:
        data = program.generate(options.clients)
        part, load = matrix(options, program, data, "Synthetic lender, the whole catalog", min(200, options.trees))
        parts.append(part)
        loads += load
    text = "\n\n".join([
        results.facts(program, ["lightgbm", "pandas", "numpy", "pyarrow"], loads),
        "Both read the same feature files, bin them, grow the same trees and predict every row; the peer holds the rows in a "
        f"pandas frame. Target: training no slower than the peer's, in at most {MOST_MEMORY} of its peak memory. "
        + results.NOISE,
        *parts,
        f"Parameters: {', '.join(PARAMETERS)}.",
    ])  # fmt: skip
    results.publish("training", text, options.update)


main()
