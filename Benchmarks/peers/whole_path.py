"""The peer of `limpide train`: the same work with pandas, LightGBM and scikit-learn, as one would write it."""

import argparse
import json
import os
import time

import lightgbm as lgb
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from peers.application_ratios import add_ratios
from peers.pandas_features import history, read_application

PERSON = {
    "birth_registration": ("DAYS_BIRTH", "DAYS_REGISTRATION"),
    "registration_document": ("DAYS_REGISTRATION", "DAYS_ID_PUBLISH"),
    "document_employed": ("DAYS_ID_PUBLISH", "DAYS_EMPLOYED"),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--bundle", required=True, help="bundle whose raw columns, constraints and settings are used")
    parser.add_argument("--out", required=True)
    parser.add_argument("--tables", required=True)
    parser.add_argument("--trees", type=int, required=True, help="trees to grow, as many as the other grew")
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    stages, last = {}, time.perf_counter()

    def done(stage: str) -> None:
        nonlocal last
        now = time.perf_counter()
        stages[stage], last = now - last, now

    def bundled(name: str):
        with open(os.path.join(options.bundle, name)) as file:
            return json.load(file)

    settings = bundled("training.json")["settings"]
    cost = bundled("decision.json")["cost"]
    wanted = [column["name"] for column in bundled("features.json")["columns"]]
    risks = {feature["name"]: feature.get("risk") for feature in bundled("catalog.json")["features"]}

    raw = read_application(options.data)
    done("reading")
    frame = add_ratios(raw)
    for part in history(options.data, set(options.tables.split(","))):
        frame = frame.join(part, on="SK_ID_CURR")
    for name in wanted:
        source = name.removesuffix(".missing")
        if name.endswith(".missing") and source in frame:
            frame[name] = frame[source].isna().astype("int8")
    fromhistory = [column for column in frame.columns if column not in raw.columns]
    chosen = [column for column in frame.columns if column in wanted or column in fromhistory]
    for column in chosen:
        if not pd.api.types.is_numeric_dtype(frame[column]):
            frame[column] = frame[column].astype("category")
    os.makedirs(options.out, exist_ok=True)
    frame[["SK_ID_CURR", "TARGET", *chosen]].to_parquet(
        os.path.join(options.out, "features.parquet"), compression="zstd"
    )
    done("features")

    frame = frame[frame["TARGET"].notna()].reset_index(drop=True)
    keys = frame[["CODE_GENDER", "NAME_EDUCATION_TYPE"]].astype(str)
    for name, (a, b) in PERSON.items():
        keys[name] = frame[a] - frame[b]
    person = keys.groupby(list(keys.columns), dropna=False, sort=False).ngroup()
    target = frame["TARGET"].to_numpy().astype("int8")
    side = split(person.to_numpy(), target, settings)
    rows = {name: np.flatnonzero(side == code) for code, name in enumerate(("training", "validation", "test"))}
    x = frame[chosen]
    # Characters that LightGBM refuses in names play no part here.
    x.columns = [f"f{index}" for index in range(len(chosen))]
    constraints = [{"rises": 1, "falls": -1}.get(risks.get(column), 0) for column in chosen]
    parameters = {
        "objective": "binary", "metric": "binary_logloss", "learning_rate": settings["learningRate"],
        "num_leaves": settings["leaves"], "max_depth": settings["depth"], "min_data_in_leaf": settings["rowsPerLeaf"],
        "feature_fraction": settings["featureShare"], "bagging_fraction": settings["rowShare"], "bagging_freq": 1,
        "lambda_l1": settings["l1"], "lambda_l2": settings["l2"], "cat_smooth": 50, "cat_l2": 50,
        "max_cat_to_onehot": 8, "seed": settings["seed"], "deterministic": True, "force_col_wise": True,
        "monotone_constraints": constraints, "num_threads": options.threads, "verbosity": -1,
    }  # fmt: skip
    training = lgb.Dataset(x.iloc[rows["training"]], target[rows["training"]])
    validation = lgb.Dataset(x.iloc[rows["validation"]], target[rows["validation"]], reference=training)
    training.construct()
    validation.construct()
    done("preparing")
    history_of_loss: dict = {}
    booster = lgb.train(
        parameters, training, options.trees, [validation], callbacks=[lgb.record_evaluation(history_of_loss)]
    )
    losses = history_of_loss["valid_0"]["binary_logloss"]
    best = int(np.argmin(losses)) + 1
    done("learning")

    def scores(name: str):
        return booster.predict(x.iloc[rows[name]], raw_score=True, num_iteration=best, num_threads=options.threads)

    platt = LogisticRegression(C=1e6).fit(scores("validation")[:, None], target[rows["validation"]])
    probability = platt.predict_proba(scores("validation")[:, None])[:, 1]
    threshold = cheapest(probability, target[rows["validation"]], cost)
    done("deciding")
    probability = platt.predict_proba(scores("test")[:, None])[:, 1]
    truth = target[rows["test"]]
    refused = probability >= threshold
    mistakes = cost["missedDefault"] * (~refused & (truth == 1)) + cost["refusedGoodClient"] * (refused & (truth == 0))
    booster.save_model(os.path.join(options.out, "model.lgb"), num_iteration=best)
    done("judging")
    print(json.dumps({
        "stages": stages, "columns": len(chosen), "trees": options.trees, "best": best, "threshold": threshold,
        "auc": roc_auc_score(truth, probability), "cost": 1000 * float(np.mean(mistakes)),
        "rows": {name: len(each) for name, each in rows.items()},
    }))  # fmt: skip


def split(person: np.ndarray, target: np.ndarray, settings: dict) -> np.ndarray:
    """0 training, 1 validation, 2 test: persons dealt within the defaulting and the others."""
    defaulted = np.zeros(person.max() + 1, dtype=bool)
    np.logical_or.at(defaulted, person, target == 1)
    side = np.zeros(len(defaulted), dtype="int8")
    generator = np.random.default_rng(settings["seed"])
    for stratum in (True, False):
        dealt = generator.permutation(np.flatnonzero(defaulted == stratum))
        test = round(len(dealt) * settings["testShare"])
        side[dealt[:test]] = 2
        side[dealt[test : test + round(len(dealt) * settings["validationShare"])]] = 1
    return side[person]


def cheapest(probability: np.ndarray, truth: np.ndarray, cost: dict) -> float:
    """The threshold that costs least on these rows."""
    order = np.argsort(-probability)
    steps = np.where(truth[order] == 1, -cost["missedDefault"], cost["refusedGoodClient"])
    return float(probability[order][np.argmin(np.cumsum(steps))])


main()
