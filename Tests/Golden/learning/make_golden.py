"""Writes what other projects compute on small data, for LearningTests.

logistic.json: coefficients of scikit-learn's LogisticRegression.
binning.json: information values of optbinning's OptimalBinning, with every value a pre-bin of its own.

Run in a virtual environment with scikit-learn 1.9.1, optbinning 1.0.0 and numpy: python make_golden.py
"""

import json
import pathlib

import numpy as np
from optbinning import OptimalBinning
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

ROWS = 240
random = np.random.default_rng(7)


def rounded(values):
    """Multiples of 1/64 are the same number in single and double precision, and short in JSON."""
    return np.round(values * 64) / 64


base = random.normal(size=(ROWS, 5))
columns = rounded(
    np.column_stack(
        [
            base[:, 0],
            30 * base[:, 1] + 500,  # far from 0 and wide
            base[:, 0] + 0.3 * base[:, 2],  # near the first
            (base[:, 3] > 0.5).astype(float),
            np.exp(base[:, 4]),  # skewed
        ]
    )
)
chance = 1 / (1 + np.exp(-(-1.5 + 0.8 * base[:, 0] - 0.6 * base[:, 1] + 1.1 * columns[:, 3])))
labels = random.uniform(size=ROWS) < chance
weights = rounded(random.uniform(0.25, 3, size=ROWS))

CASES = [
    {"name": "ridge", "C": 1.0, "l1_ratio": 0, "weighted": False},
    {"name": "strong ridge, weighted", "C": 0.01, "l1_ratio": 0, "weighted": True},
    {"name": "no penalty", "C": np.inf, "l1_ratio": 0, "weighted": False},
    {"name": "no penalty, weighted", "C": np.inf, "l1_ratio": 0, "weighted": True},
    {"name": "lasso", "C": 0.1, "l1_ratio": 1, "weighted": False},
    {"name": "elastic net, weighted", "C": 0.05, "l1_ratio": 0.5, "weighted": True},
]


def fitted(case):
    weight = weights if case["weighted"] else None
    scaler = StandardScaler().fit(columns, sample_weight=weight)
    model = LogisticRegression(
        C=case["C"],
        l1_ratio=case["l1_ratio"],
        solver="saga" if case["l1_ratio"] else "newton-cholesky",
        tol=1e-13,
        max_iter=1_000_000,
        random_state=0,
    ).fit(scaler.transform(columns), labels, sample_weight=weight)
    coefficients = model.coef_[0] / scaler.scale_
    intercept = model.intercept_[0] - coefficients @ scaler.mean_
    return {
        "name": case["name"],
        "l1": case["l1_ratio"] / case["C"],
        "l2": (1 - case["l1_ratio"]) / case["C"],
        "isWeighted": case["weighted"],
        "intercept": float(intercept),
        "coefficients": [float(value) for value in coefficients],
    }


golden = {
    "columns": columns.T.tolist(),
    "labels": labels.tolist(),
    "weights": weights.tolist(),
    "fits": [fitted(case) for case in CASES],
}
text = json.dumps(golden, separators=(",", ":")).replace('],"', '],\n"').replace('},{', '},\n{')
pathlib.Path(__file__).with_name("logistic.json").write_text(text + "\n")


# Binning: the repaid and the defaults at each value or level 0, 1, 2 ...
SHAPES = {
    "falling": lambda x: 0.25 - 0.2 * x,
    "hill": lambda x: 0.05 + 0.6 * x * (1 - x),
    "noise": lambda x: 0.1 + 0 * x,
    "steps": lambda x: 0.05 + 0.15 * ((x > 0.3) + (x > 0.7)),
}
VALUES = 24
TRENDS = {"free": None, "rising": "ascending", "falling": "descending"}


def shaped(shape):
    rates = np.clip(SHAPES[shape](np.linspace(0, 1, VALUES)), 0.02, 0.9)
    totals = random.integers(30, 120, size=VALUES)
    bads = np.clip(random.binomial(totals, rates), 1, totals - 1)
    return {"name": shape, "goods": (totals - bads).tolist(), "bads": bads.tolist()}


def binned(column, trend, most, events):
    if trend == "either":
        # The better of both: optbinning's own "auto_asc_desc" guesses the direction, and on noise guesses wrong.
        both = [binned(column, one, most, events) for one in ("rising", "falling")]
        return {**max(both, key=lambda one: one["informationValue"]), "trend": trend}
    values = np.repeat(np.arange(VALUES), np.array(column["goods"]) + np.array(column["bads"]))
    outcomes = np.concatenate([[0] * good + [1] * bad for good, bad in zip(column["goods"], column["bads"])])
    is_category = trend == "category"
    if is_category:
        splits = np.array([[str(value)] for value in range(VALUES)], dtype=object)
    else:
        splits = np.arange(VALUES - 1) + 0.5
    binning = OptimalBinning(
        dtype="categorical" if is_category else "numerical",
        solver="cp",
        monotonic_trend=None if is_category else TRENDS[trend],
        max_n_bins=most,
        min_bin_size=0.06,
        min_bin_n_event=events,
        user_splits=splits,
        max_n_prebins=100,
        min_prebin_size=1e-6,
    ).fit(values.astype(str).astype(object) if is_category else values.astype(float), outcomes)
    assert binning.status == "OPTIMAL", (column["name"], trend, binning.status)
    table = binning.binning_table
    table.build()
    return {
        "column": column["name"],
        "trend": trend,
        "maximumBins": most,
        "minimumDefaults": events,
        "informationValue": float(table.iv),
    }


shaped_columns = [shaped(shape) for shape in SHAPES]
golden = {
    "minimumShare": 0.06,
    "columns": shaped_columns,
    "binnings": [
        binned(column, trend, most, events)
        for column in shaped_columns
        for trend in [*TRENDS, "either", "category"]
        for most, events in [(3, 1), (7, 20)]
    ],
}
text = json.dumps(golden, separators=(",", ":")).replace('],"', '],\n"').replace("},{", "},\n{")
pathlib.Path(__file__).with_name("binning.json").write_text(text + "\n")
