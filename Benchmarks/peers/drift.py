"""The peer of `limpide drift`: evidently's own preset over the same columns. Runs in evidently's environment."""

import json
import sys
import warnings

import pandas as pd

warnings.simplefilter("ignore")

from evidently import Dataset, Report  # noqa: E402
from evidently.core.datasets import DataDefinition  # noqa: E402
from evidently.metrics import DriftedColumnsCount, ValueDrift  # noqa: E402

reference, current = (pd.read_parquet(file) for file in sys.argv[1:3])
names = list(reference.columns)
definition = DataDefinition()
report = Report([DriftedColumnsCount(columns=names)] + [ValueDrift(column=name) for name in names])
snapshot = report.run(
    Dataset.from_pandas(current, data_definition=definition),
    Dataset.from_pandas(reference, data_definition=definition),
).dict()
counted = next(metric["value"] for metric in snapshot["metrics"] if "column" not in metric["config"])
columns = [
    {"column": metric["config"]["column"], "score": float(metric["value"]), "threshold": metric["config"]["threshold"]}
    for metric in snapshot["metrics"]
    if "column" in metric["config"]
]
dataset = {"drifted_columns": int(counted["count"]), "compared_columns": len(columns)}
print(json.dumps({"dataset": dataset, "columns": columns}))
