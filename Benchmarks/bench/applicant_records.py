"""Writes the records of some clients as programs send them: one JSON line each, rows by table."""

import argparse
import json
import os

import pandas as pd

CLIENT, LOAN, OUTCOME = "SK_ID_CURR", "SK_ID_BUREAU", "TARGET"
HISTORIES = ["bureau", "previous_application", "POS_CASH_balance", "installments_payments", "credit_card_balance"]


def read(folder: str, table: str) -> pd.DataFrame:
    return pd.read_csv(os.path.join(folder, table + ".csv"))


def rows(frame: pd.DataFrame) -> list[dict]:
    """The known values of each row, as JSON spells them."""
    return [{name: value for name, value in row.items() if value == value} for row in frame.to_dict(orient="records")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--applicants", type=int, required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    applications = pd.concat([read(options.data, f"application_{part}") for part in ("train", "test")])
    chosen = applications.drop(columns=OUTCOME).sample(options.applicants, random_state=1).set_index(CLIENT, drop=False)
    records = {client: {"application": rows(chosen.loc[[client]])[0]} for client in chosen.index}
    owner = None
    for table in HISTORIES:
        frame = read(options.data, table)
        frame = frame[frame[CLIENT].isin(chosen.index)]
        if table == "bureau":
            owner = frame.set_index(LOAN)[CLIENT]
        for client, group in frame.groupby(CLIENT):
            records[client][table] = rows(group)
    months = read(options.data, "bureau_balance")
    months = months[months[LOAN].isin(owner.index)]
    for client, group in months.groupby(months[LOAN].map(owner)):
        records[client]["bureau_balance"] = rows(group)
    with open(options.out, "w") as out:
        for each in records.values():
            out.write(json.dumps(each, allow_nan=False) + "\n")
    lengths = sorted(
        sum(len(found) for name, found in each.items() if name != "application") for each in records.values()
    )
    print(json.dumps({
        "applicants": len(records), "median_rows": lengths[len(lengths) // 2], "most_rows": lengths[-1],
        "bytes": os.path.getsize(options.out),
    }))  # fmt: skip


main()
