"""What the history adds: the AUC of a small forest of trees on raw columns, on features of the application, on all features.

Five repeats of five folds, persons apart, on the 5,000 labelled real applications that come with their histories. A quality, not a
speed: it needs the real sample and no quiet machine.
"""

import glob
import json
import os
import shutil
import statistics
import subprocess

import lightgbm
import numpy
import pandas
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold

from bench import measure, results

PARAMETERS = {
    "objective": "binary", "learning_rate": 0.03, "num_leaves": 8, "max_depth": 4, "feature_fraction": 0.1,
    "bagging_fraction": 0.8, "bagging_freq": 1, "min_data_in_leaf": 40, "lambda_l1": 1, "lambda_l2": 10,
    "deterministic": True, "force_col_wise": True, "verbose": -1,
}  # fmt: skip


def features(program: results.Program, data: str, name: str) -> pandas.DataFrame:
    workspace = os.path.join(results.WORK, "history-gain", name)
    shutil.rmtree(workspace, ignore_errors=True)
    subprocess.run(
        [program.binary, "features", "--data", data, "--workspace", workspace, "--catalog", program.catalog],
        check=True, capture_output=True,
    )  # fmt: skip
    parts = sorted(glob.glob(os.path.join(workspace, "features", "features-*.parquet")))
    frame = pandas.concat([pandas.read_parquet(part) for part in parts])
    return frame[frame.outcome.notna()].sort_values("client").reset_index(drop=True)


def repeats(frame: pandas.DataFrame, outcomes, persons, rounds: int, threads: int) -> list[float]:
    """The mean AUC over five folds, five times."""
    frame = frame.copy()
    for column in frame.columns:
        if not pandas.api.types.is_numeric_dtype(frame[column]):
            frame[column] = frame[column].astype("category")
    means = []
    for seed in range(5):
        folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed).split(frame, outcomes, persons)
        areas = []
        for train, test in folds:
            model = lightgbm.train(
                {**PARAMETERS, "seed": seed, "num_threads": threads},
                lightgbm.Dataset(frame.iloc[train], outcomes[train]), rounds,
            )  # fmt: skip
            areas.append(roc_auc_score(outcomes[test], model.predict(frame.iloc[test])))
        means.append(float(numpy.mean(areas)))
    return means


def main() -> None:
    parser = results.options("What the history adds to the AUC.")
    parser.add_argument("--rounds", type=int, default=300, help="trees of each model")
    options = results.parse(parser)
    program = results.Program("history-gain")
    real = os.path.join(os.path.dirname(results.REAL), "home-credit-5000")
    alone = os.path.join(results.WORK, "history-gain-application")
    shutil.rmtree(alone, ignore_errors=True)
    os.makedirs(alone)
    shutil.copy(os.path.join(real, "application_train.csv.gz"), alone)
    every, application = features(program, real, "all"), features(program, alone, "application")
    assert list(every.client) == list(application.client)
    raw = pandas.read_csv(os.path.join(real, "application_train.csv.gz")).set_index("SK_ID_CURR")
    raw = raw.loc[application.client].drop(columns="TARGET").reset_index(drop=True)
    outcomes, persons = application.outcome.astype(int).to_numpy(), application.person.to_numpy()
    names = ["client", "outcome", "person"]
    sets = {
        "raw columns of the application": raw,
        "features of the application": application.drop(columns=names),
        "all features": every.drop(columns=names),
    }
    found = {}
    for name, frame in sets.items():
        found[name] = repeats(frame, outcomes, persons, options.rounds, options.threads)
        measure.say(f"  {name}: {json.dumps(found[name])}")
    base = found["features of the application"]
    rows = []
    for name, means in found.items():
        gains = [mean - other for mean, other in zip(means, base, strict=True)]
        gain = "" if means is base else f"{statistics.mean(gains):+.4f} ({min(gains):+.4f} to {max(gains):+.4f})"
        rows.append([name, str(sets[name].shape[1]), f"{statistics.mean(means):.4f}", gain])
    text = "\n\n".join([
        results.facts(program, ["lightgbm", "pandas", "scikit-learn"], [measure.load()]),
        f"{len(outcomes):,} labelled real applications, {int(outcomes.sum())} defaults, all tables but the instalments. The same "
        f"{options.rounds} shallow trees on each set, nothing tuned; five repeats of five folds, persons apart.",
        results.table(["", "columns", "AUC", "against features of the application"], rows),
    ])  # fmt: skip
    results.publish("history-gain", text, options.update)


main()
