"""Holds the two tables of flat aggregates against each other, value by value.

Two values agree when they differ by 1e-6 of the larger at most, or by what rounding to millionths can do: Limpide sums
in whole millionths, so that no sum depends on the order of rows. A standard deviation is squared to a variance first.
pandas makes a sum of nothing 0, which Limpide leaves unknown.
"""

import argparse
import glob
import json
import os

import numpy as np
import pandas as pd
import pyarrow.parquet

from bench.flat_catalog import HISTORIES, OUTCOME

CLIENT = "SK_ID_CURR"
RELATIVE = 1e-6
MILLIONTH = 1e-6


def peer_name(name: str) -> str:
    """`bureau.all.bureau_balance.all.STATUS_0.std.mean` as pandas has it: `bureau_bureau_balance_STATUS_0_var_mean`."""
    if name.split(".")[0] not in HISTORIES:
        return name
    return ".".join("var" if part == "std" else part for part in name.split(".") if part != "all").replace(".", "_")


def compare(name: str, ours: np.ndarray, theirs: np.ndarray, mean: np.ndarray | None) -> dict:
    """How far two columns are apart; `mean` is of the same values, unknown where there are none to aggregate."""
    function = name.rsplit(".", 1)[-1]
    unit = np.full(len(ours), MILLIONTH)
    if function == "std":
        # A spread that is known to a millionth makes a variance that is known to twice the spread of that.
        unit, ours = 2 * np.sqrt(np.abs(theirs)) * MILLIONTH + MILLIONTH**2, ours * ours
    elif function == "sum" and mean is not None:
        theirs = np.where(np.isnan(mean) & (theirs == 0), np.nan, theirs)
        # One rounding for each of the values, whose number is the sum over the mean.
        unit *= np.maximum(1, np.divide(ours, mean, out=np.ones_like(ours), where=mean != 0))
    known = ~np.isnan(ours) & ~np.isnan(theirs)
    gap = np.abs(ours[known] - theirs[known])
    size = np.maximum(np.abs(ours[known]), np.abs(theirs[known]))
    relative = gap > RELATIVE * size
    return {
        "name": name,
        "values": len(ours),
        "known": int(known.sum()),
        "unknown_in_one": int((np.isnan(ours) != np.isnan(theirs)).sum()),
        "beyond_relative": int(relative.sum()),
        "greatest": float((gap[size > 0] / size[size > 0]).max(initial=0)),
        "beyond": int((relative & (gap > unit[known])).sum()),
    }


def values(column: pd.Series) -> np.ndarray:
    return column.to_numpy(dtype="float64", na_value=np.nan)


def same_words(ours: pd.Series, theirs: pd.Series) -> bool:
    return (ours.astype(object).fillna("") == theirs.astype(object).fillna("")).all()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--theirs", required=True)
    options = parser.parse_args()
    parts = sorted(glob.glob(os.path.join(options.ours, "features-*.parquet")))
    ours = pd.concat([pyarrow.parquet.read_table(part).to_pandas() for part in parts]).set_index("client").sort_index()
    theirs = pd.read_parquet(options.theirs).set_index(CLIENT).sort_index()
    if not ours.index.equals(theirs.index):
        raise SystemExit("the two tables have not the same clients")
    features = [name for name in ours if name not in ("outcome", "person")]
    pairs = {name: peer_name(name) for name in features}
    missing = sorted(set(pairs.values()) ^ (set(theirs) - {OUTCOME}))
    numbers = [name for name in features if pairs[name] in theirs and pd.api.types.is_numeric_dtype(ours[name])]
    rows = []
    for name in numbers:
        mean = name.rsplit(".", 1)[0] + ".mean"
        rows.append(
            compare(name, values(ours[name]), values(theirs[pairs[name]]), values(ours[mean]) if mean in ours else None)
        )
    found = pd.DataFrame(rows)
    for name in features:
        if name not in numbers and name in theirs and not same_words(ours[name], theirs[name]):
            missing.append(name)
    below = found.name.str.contains("bureau_balance")
    wrong = found[(found.beyond > 0) | (found.unknown_in_one > 0)]
    rounded = {name.split(".")[2] for name in found.name[~below & (found.beyond_relative > 0)]}
    print(json.dumps({
        "clients": len(ours), "columns": len(found), "known": int(found.known.sum()),
        "beyond_relative": int(found.beyond_relative.sum()), "greatest": float(found.greatest.max()),
        "rounded": sorted(rounded), "beyond": int(found.beyond.sum()),
        "unknown_in_one": int(found.unknown_in_one.sum()), "columns_wrong": wrong.name.tolist()[:20],
        "columns_of_one": missing,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
