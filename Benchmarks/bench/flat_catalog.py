"""Writes a catalog that asks for the flat aggregates of the well-known pandas recipe, cleaning no more than pandas.

Columns come from the headers, levels from the files. A column of numbers is of type number; every level of a column of
words, and the unknown, is a derived column of 0 and 1. JSON is YAML, so the files are written as JSON.
"""

import argparse
import json
import os
import shutil

import pandas as pd
from pyarrow import csv, string

ROOT, CLIENT, OUTCOME = "application", "SK_ID_CURR", "TARGET"
FILES = ["application_train", "application_test"]
# Each history, the table that it belongs to and the column that leads there; bureau_balance folds first.
HISTORIES = {
    "bureau_balance": ("bureau", "SK_ID_BUREAU"),
    "bureau": (ROOT, CLIENT),
    "previous_application": (ROOT, CLIENT),
    "POS_CASH_balance": (ROOT, CLIENT),
    "installments_payments": (ROOT, CLIENT),
    "credit_card_balance": (ROOT, CLIENT),
}
FUNCTIONS = ["mean", "max", "min", "sum", "std"]
# Rows that show which columns hold words.
SAMPLE = 200_000


def same(text: str) -> dict[str, str]:
    return {"fr": text, "en": text}


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def path(folder: str, file: str) -> str:
    return os.path.join(folder, file + ".csv")


def words(folder: str, files: list[str]) -> tuple[list[str], list[str]]:
    """The columns in order, and those among them that hold words."""
    sample = pd.concat([pd.read_csv(path(folder, file), nrows=SAMPLE) for file in files], ignore_index=True)
    return list(sample), [name for name in sample if not pd.api.types.is_numeric_dtype(sample[name])]


def levels(folder: str, files: list[str], columns: list[str]) -> dict[str, list[str]]:
    """Every word of each column, in order."""
    found: dict[str, set[str]] = {name: set() for name in columns}
    kinds = csv.ConvertOptions(include_columns=columns, column_types=dict.fromkeys(columns, string()))
    for file in files if columns else []:
        for batch in csv.open_csv(path(folder, file), convert_options=kinds):
            for name in columns:
                found[name].update(batch.column(name).unique().to_pylist())
    return {name: sorted(each - {"", None}) for name, each in found.items()}


def column(name: str, kind: str, **more) -> dict:
    return {"type": kind, "label": same(name), **more}


def application(folder: str) -> dict:
    names, texts = words(folder, FILES)
    found = levels(folder, FILES, texts)
    columns = {CLIENT: column(CLIENT, "id"), OUTCOME: column(OUTCOME, "outcome", optional=True)}
    for name in names:
        if name in texts:
            labels = {level: same(level) for level in found[name]}
            columns[name] = column(name, "category", family="history", levels=labels)
        elif name not in columns:
            columns[name] = column(name, "number", family="history")
    return {"table": ROOT, "title": same(ROOT), "files": FILES, "key": CLIENT, "columns": columns}


def history(folder: str, table: str, folded: list[str]) -> tuple[dict, list[str]]:
    """A table, and the names of its aggregates; `folded` are those of the table below it."""
    parent, key = HISTORIES[table]
    names, texts = words(folder, [table])
    # Numbers of contracts are no quantities; the recipe leaves them out too.
    numbers = [name for name in names if name not in texts and not name.startswith("SK_ID_")]
    columns = {
        name: column(name, "category" if name in texts else "number" if name in numbers else "id") for name in names
    }
    derived = {}
    for name, each in levels(folder, [table], texts).items():
        tests = {level: f"{name} = {quoted(level)}" for level in each} | {"nan": f"{name} IS NULL"}
        for level, test in tests.items():
            derived[f"{name}_{level}"] = {
                "sql": f"CASE WHEN {test} THEN 1 ELSE 0 END",
                **column(f"{name}_{level}", "number", valid=[0, 1]),
            }
    # The recipe goes on with variances: they are the squares of what was folded in from below.
    below = []
    for name in folded:
        if not name.endswith(".std"):
            below.append(name)
            continue
        below.append(name.removesuffix("std").replace(".all.", "_").replace(".", "_") + "var")
        derived[below[-1]] = {"sql": f'"{name}" * "{name}"', **column(below[-1], "number", valid=[0, 1e12])}
    aggregated = [*numbers, *(name for name in derived if name not in below), *below]
    group = {"of": aggregated, "take": FUNCTIONS} | ({"family": "history"} if parent == ROOT else {"into": parent})
    definition = {
        "table": table,
        "title": same(table),
        "files": [table],
        # Of contracts it needs the number; rows that stand twice are no concern of the recipe.
        "key": ["SK_ID_BUREAU"] if table == "bureau" else [],
        "parent": {"table": parent, "key": key},
        "columns": columns,
        "derived": derived,
        "aggregates": [group],
    }
    return definition, [f"{table}.all.{name}.{function}" for name in aggregated for function in FUNCTIONS]


def write(folder: str, file: str, content: dict) -> None:
    with open(os.path.join(folder, file), "w") as out:
        json.dump(content, out, indent=1, ensure_ascii=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    os.makedirs(os.path.join(options.out, "tables"))
    write(options.out, "catalog.yml", {
        "catalog": "flat", "version": 1, "title": same("flat aggregates"), "currency": {"symbol": "€"},
        "root": ROOT, "client": CLIENT, "outcome": {"column": OUTCOME, "label": same(OUTCOME)}, "person": [CLIENT],
        "cost": {"missed_default": 10, "refused_good_client": 1}, "suspicion": {"auc": 0.99},
    })  # fmt: skip
    text = {"label": same("history"), "adverse": same("-"), "favourable": same("+")}
    write(options.out, "families.yml", {"families": {"history": text}})
    write(options.out, "features.yml", {"features": {}})
    write(os.path.join(options.out, "tables"), f"{ROOT}.yml", application(options.data))
    folded: dict[str, list[str]] = {}
    for table, (parent, _) in HISTORIES.items():
        definition, names = history(options.data, table, folded.get(table, []))
        folded.setdefault(parent, []).extend(names)
        write(os.path.join(options.out, "tables"), f"{table}.yml", definition)
    print(json.dumps({"features": len(folded[ROOT])}))


if __name__ == "__main__":
    main()
