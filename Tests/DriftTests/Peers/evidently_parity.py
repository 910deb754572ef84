"""What evidently says of two frames: every column, every statistic, every verdict, and the columns themselves in binary.

    evidently_parity.py OUT FILE             the rows of one CSV file, split in two halves by turns
    evidently_parity.py OUT FILE CURRENT     two CSV files

OUT/expected.json holds the answers; OUT/<n>.reference and OUT/<n>.current hold column n as 64-bit floats, or as 32-bit codes
of OUT/expected.json's levels, little-endian.
"""

import json
import math
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")

from evidently import Dataset, Report  # noqa: E402
from evidently.core.datasets import DataDefinition, infer_column_type  # noqa: E402
from evidently.legacy.calculations.stattests import get_stattest  # noqa: E402
from evidently.legacy.core import ColumnType  # noqa: E402
from evidently.metrics import DriftedColumnsCount, ValueDrift  # noqa: E402

NUMERICAL = ["ks", "wasserstein", "jensenshannon", "psi", "kl_div", "hellinger"]
CATEGORICAL = ["chisquare", "z", "jensenshannon", "psi", "kl_div", "hellinger"]


def figure(value):
    """A number as JSON can hold it."""
    value = float(value)
    return value if math.isfinite(value) else str(value)


def cleaned(column):
    """As evidently cleans a column before its test."""
    return column.replace([-np.inf, np.inf], np.nan).dropna()


def scores(reference, current, kind):
    """Every named statistic that evidently allows for the kind."""
    answers = {}
    for name in NUMERICAL if kind == ColumnType.Numerical else CATEGORICAL:
        test = get_stattest(reference, current, kind, name)
        result = test(reference.copy(), current.copy(), kind, None)
        answers[name] = {"score": figure(result.drift_score), "drifted": bool(result.drifted)}
    return answers


def main():
    out = Path(sys.argv[1])
    reference = pd.read_csv(sys.argv[2])
    if len(sys.argv) > 3:
        current = pd.read_csv(sys.argv[3])
    else:
        reference, current = reference.iloc[::2].reset_index(drop=True), reference.iloc[1::2].reset_index(drop=True)
    shared = [name for name in reference.columns if name in current.columns]
    reference, current = reference[shared], current[shared]
    columns = []
    for place, name in enumerate(shared):
        old, new = reference[name], current[name]
        kind = infer_column_type(new)
        entry = {"name": name, "kind": kind.value}
        if old.dtype == object or new.dtype == object:
            levels = sorted(set(old.dropna()) | set(new.dropna()))
            codes = {level: code for code, level in enumerate(levels)}
            entry["levels"] = levels
            for side, values in (("reference", old), ("current", new)):
                coded = [codes.get(value, -1) for value in values]
                np.asarray(coded, dtype="<i4").tofile(out / f"{place}.{side}")
        else:
            entry["integer"] = [old.dtype.kind in "iu", new.dtype.kind in "iu"]
            for side, values in (("reference", old), ("current", new)):
                values.to_numpy(dtype="<f8").tofile(out / f"{place}.{side}")
        old, new = cleaned(old), cleaned(new)
        if kind in (ColumnType.Numerical, ColumnType.Categorical) and len(old) and len(new):
            entry["scores"] = scores(old, new, kind)
        columns.append(entry)
    tested = [entry["name"] for entry in columns if "scores" in entry]
    # The public interface decides alone: its kind, its test, its threshold, its verdict.
    definition = DataDefinition()
    metrics = [ValueDrift(column=name) for name in tested] + [DriftedColumnsCount(columns=tested)]
    report = Report(metrics, include_tests=True)
    snapshot = report.run(
        Dataset.from_pandas(current, data_definition=definition),
        Dataset.from_pandas(reference, data_definition=definition),
    ).dict()
    answers = {}
    for metric, test in zip(snapshot["metrics"], snapshot["tests"]):
        config = metric["config"]
        if "column" in config:
            answers[config["column"]] = {
                "method": config["method"],
                "threshold": config["threshold"],
                "score": figure(metric["value"]),
                "drifted": test["status"] == "FAIL",
            }
        else:
            dataset = {**metric["value"], "drifted": test["status"] == "FAIL"}
    for entry in columns:
        entry["chosen"] = answers.get(entry["name"])
    (out / "expected.json").write_text(json.dumps({"columns": columns, "dataset": dataset}))


if __name__ == "__main__":
    main()
