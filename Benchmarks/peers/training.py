"""The peer of `limpide grow-trees`: Python LightGBM fed from a pandas frame, the same matrix and parameters."""

import argparse
import glob
import json
import os
import time

import lightgbm as lgb
import numpy as np
import pandas as pd


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--features", required=True, help="folder of features, as Parquet")
    parser.add_argument("--columns", required=True, help="names and levels of the columns, as Limpide wrote them")
    parser.add_argument("--set", action="append", default=[], dest="parameters", help="name=value")
    parser.add_argument("--trees", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    stages, last = {}, time.perf_counter()

    def done(stage: str) -> None:
        nonlocal last
        now = time.perf_counter()
        stages[stage], last = now - last, now

    with open(options.columns) as file:
        columns = json.load(file)["columns"]
    parts = sorted(glob.glob(os.path.join(options.features, "features-*.parquet")))
    names = [column["name"] for column in columns]
    frame = pd.concat([pd.read_parquet(part, columns=["client", "outcome", *names]) for part in parts])
    frame = frame[frame["outcome"].notna()].reset_index(drop=True)
    target = frame["outcome"].to_numpy().astype("float32")
    frame = frame[names]
    for column in columns:
        if column.get("levels"):
            # The same codes, so that the same levels go left.
            frame[column["name"]] = pd.Categorical(frame[column["name"]], categories=column["levels"])
    frame.columns = [f"f{index}" for index in range(len(names))]
    done("reading")
    parameters = {
        **dict(parameter.split("=", 1) for parameter in options.parameters),
        "num_threads": options.threads, "verbosity": -1,
    }  # fmt: skip
    data = lgb.Dataset(frame, target, params=parameters)
    data.construct()
    done("binning")
    booster = lgb.train(parameters, data, options.trees)
    done("growing")
    scores = booster.predict(frame, raw_score=True, num_threads=options.threads)
    done("predicting")
    np.asarray(scores, dtype="<f8").tofile(options.out)
    print(json.dumps({"rows": len(frame), "columns": len(names), **stages}))


main()
