"""The well-known pandas recipe: mean, extremes, sum and variance of every numeric and every one-hot column per client.

Months of loans elsewhere are aggregated per loan first, then joined to the loans and aggregated again.
"""

import argparse
import gc
import json
import os

import pandas as pd

EVERY = ["mean", "max", "min", "sum", "var"]

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--out", required=True)
options = parser.parse_args()


def read(table: str) -> pd.DataFrame:
    return pd.read_csv(os.path.join(options.data, table + ".csv"))


def one_hot(frame: pd.DataFrame) -> pd.DataFrame:
    words = [column for column in frame.columns if not pd.api.types.is_numeric_dtype(frame[column])]
    return pd.get_dummies(frame, columns=words, dummy_na=False)


def flat(frame: pd.DataFrame, key: str, table: str, drop: tuple[str, ...] = ()) -> pd.DataFrame:
    columns = [column for column in frame.columns if column != key and column not in drop]
    result = frame.groupby(key)[columns].agg(EVERY)
    result.columns = [f"{table}_{column}_{function}" for column, function in result.columns]
    # The extremes of one-hot columns are bools: a client without rows would make objects of them, which no file takes.
    return result.astype({column: "float64" for column in result.columns[result.dtypes == "bool"]})


frame = pd.concat([read("application_train"), read("application_test")], ignore_index=True)
months = flat(one_hot(read("bureau_balance")), "SK_ID_BUREAU", "bureau_balance")
gc.collect()
loans = one_hot(read("bureau")).join(months, on="SK_ID_BUREAU")
del months
gc.collect()
frame = frame.join(flat(loans, "SK_ID_CURR", "bureau", ("SK_ID_BUREAU",)), on="SK_ID_CURR")
del loans
gc.collect()
for table in ["previous_application", "POS_CASH_balance", "installments_payments", "credit_card_balance"]:
    frame = frame.join(flat(one_hot(read(table)), "SK_ID_CURR", table, ("SK_ID_PREV",)), on="SK_ID_CURR")
    gc.collect()
os.makedirs(options.out, exist_ok=True)
frame.to_parquet(os.path.join(options.out, "features.parquet"), compression="zstd")
print(json.dumps({"features": frame.shape[1] - 2, "clients": len(frame)}))
