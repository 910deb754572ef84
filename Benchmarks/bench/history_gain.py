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
from dataclasses import dataclass, field

import lightgbm
import numpy
import pandas
from scipy.stats import rankdata
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold

from bench import measure, results
from peers import pandas_features

RAW, APPLICATION = "raw columns of the application", "features of the application"
RECIPE, EVERY = "raw columns and pandas aggregates of the histories", "all features"
# What all features should add to the AUC of the application alone.
TARGET = 0.015

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


@dataclass
class Way:
    """How models are made of a set of columns."""

    parameters: dict = field(default_factory=dict)
    # Only so many columns, those that gain most in a first model of the same training rows; 0 takes all.
    columns: int = 0


@dataclass
class Found:
    areas: list[float]  # the mean AUC over five folds, for each repeat
    ranks: numpy.ndarray  # of each client, by the models that did not see it, mean over the repeats


def repeats(frame: pandas.DataFrame, outcomes, persons, way: Way, options) -> Found:
    """Five repeats of five folds."""
    frame = frame.copy()
    # LightGBM takes no JSON characters in names.
    frame.columns = [f"c{place}" for place in range(frame.shape[1])]
    for column in frame.columns:
        if not pandas.api.types.is_numeric_dtype(frame[column]):
            frame[column] = frame[column].astype("category")
    areas, ranks = [], numpy.zeros(len(frame))
    for seed in range(5):
        parameters = {**PARAMETERS, **way.parameters, "seed": seed, "num_threads": options.threads}
        each = []
        for train, test in StratifiedGroupKFold(5, shuffle=True, random_state=seed).split(frame, outcomes, persons):
            names = list(frame.columns)
            if way.columns:
                first = lightgbm.train(parameters, lightgbm.Dataset(frame.iloc[train], outcomes[train]), options.rounds)
                order = numpy.argsort(-first.feature_importance("gain"), kind="stable")
                names = [names[place] for place in order[: way.columns]]
            model = lightgbm.train(
                parameters, lightgbm.Dataset(frame.iloc[train][names], outcomes[train]), options.rounds
            )
            predicted = model.predict(frame.iloc[test][names])
            each.append(roc_auc_score(outcomes[test], predicted))
            ranks[test] += rankdata(predicted) / len(test) / 5
        areas.append(float(numpy.mean(each)))
    return Found(areas, ranks)


def error(outcomes, ranks, base=None) -> float:
    """The standard error of an AUC, or of its gain over another, by drawing the clients anew 500 times."""
    generator = numpy.random.default_rng(7)
    values = []
    for _ in range(500):
        drawn = generator.integers(0, len(outcomes), len(outcomes))
        area = roc_auc_score(outcomes[drawn], ranks[drawn])
        values.append(area - (0 if base is None else roc_auc_score(outcomes[drawn], base[drawn])))
    return float(numpy.std(values))


def limit(found: dict[str, Found], outcomes) -> str:
    """Whether the target is met, and what limits it where it is not."""

    def gain(name: str, base: str) -> float:
        return statistics.mean(found[name].areas) - statistics.mean(found[base].areas)

    over_raw, over_features = gain(EVERY, RAW), gain(EVERY, APPLICATION)
    spread = error(outcomes, found[EVERY].ranks, found[APPLICATION].ranks)
    best = max((name for name in found if name.startswith(EVERY)), key=lambda name: gain(name, APPLICATION))
    return (
        f"Target: {TARGET} above the application alone. Against its raw columns {results.met(over_raw >= TARGET)} "
        f"({over_raw:+.4f}; pandas' aggregates of the same histories give {gain(RECIPE, RAW):+.4f}). Against the features that "
        f"the catalog makes of the application alone {results.met(over_features >= TARGET)} ({over_features:+.4f}; at best "
        f"{gain(best, APPLICATION):+.4f}, with “{best}”): they take {gain(APPLICATION, RAW):+.4f} over raw columns before any "
        "history is read, much of it what pandas' aggregates find in histories. What limits the rest is the number of defaults, "
        f"{int(outcomes.sum())}: one standard error of the gain is {spread:.4f}, and trees that choose among nine hundred columns "
        "by four hundred defaults also choose by chance. Fewer columns or trees held back more do not change it. The files of "
        "instalments, the strongest history of the public solutions, are not among these."
    )


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
    raw = raw.loc[application.client].drop(columns="TARGET")
    tables = {"bureau", "bureau_balance", "previous_application", "POS_CASH_balance", "credit_card_balance"}
    recipe = pandas.concat([raw, *(part.reindex(raw.index) for part in pandas_features.history(real, tables))], axis=1)
    outcomes, persons = application.outcome.astype(int).to_numpy(), application.person.to_numpy()
    names = ["client", "outcome", "person"]
    application, every = application.drop(columns=names), every.drop(columns=names)
    strong = Way({"num_leaves": 4, "max_depth": 2, "min_data_in_leaf": 100, "lambda_l2": 50, "feature_fraction": 0.05})
    sets = [
        (RAW, raw, Way()),
        (RECIPE, recipe, Way()),
        (APPLICATION, application, Way()),
        (EVERY, every, Way()),
        (f"{EVERY}, the 200 that gain most in the training folds", every, Way(columns=200)),
        (f"{EVERY}, the 60 that gain most in the training folds", every, Way(columns=60)),
        (f"{EVERY}, trees of two splits, held back more", every, strong),
        (f"{APPLICATION}, trees of two splits, held back more", application, strong),
    ]
    found = {}
    for name, frame, way in sets:
        found[name] = repeats(frame.reset_index(drop=True), outcomes, persons, way, options)
        measure.say(f"  {name}: {json.dumps(found[name].areas)}")
    rows = []
    for name, frame, _ in sets:
        each = found[name]
        cells = [name, f"{frame.shape[1]:,}", f"{statistics.mean(each.areas):.4f} ± {error(outcomes, each.ranks):.4f}"]
        for base in (RAW, APPLICATION):
            gains = [area - other for area, other in zip(each.areas, found[base].areas, strict=True)]
            spread = error(outcomes, each.ranks, found[base].ranks)
            cells.append("" if name == base else f"{statistics.mean(gains):+.4f} ± {spread:.4f}")
        rows.append(cells)
    text = "\n\n".join([
        results.facts(program, ["lightgbm", "pandas", "scikit-learn"], [measure.load()]),
        f"{len(outcomes):,} labelled real applications, {int(outcomes.sum())} defaults, all tables but the instalments, which are "
        f"not among these files. The same {options.rounds} shallow trees on each set unless told; five repeats of five folds, "
        "persons apart. Behind ±, one standard error: of the AUC, and of the gain on the same clients, by drawing the clients anew "
        "500 times.",
        results.table(["", "columns", "AUC", "against raw columns", f"against {APPLICATION}"], rows),
        limit(found, outcomes),
    ])  # fmt: skip
    results.publish("history-gain", text, options.update)


main()
