"""The well-known pandas recipe as it is published and used, with the aggregates of this benchmark for all columns.

Each table goes its way: read as it comes, every column of words made one column per level and one for the unknown, the
aggregates of every column asked for by name in one dictionary, the result joined to the clients. Months of loans elsewhere
are aggregated per loan first, then joined to the loans and aggregated again. Nothing is tuned: no types are given, one thread.
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


def one_hot_encoder(df: pd.DataFrame) -> pd.DataFrame:
    """Published when words were of the type object and one-hot columns of bytes; pandas has texts and bools now."""
    words = [column for column in df.columns if not pd.api.types.is_numeric_dtype(df[column])]
    return pd.get_dummies(df, columns=words, dummy_na=True, dtype="uint8")


def aggregated(df: pd.DataFrame, key: str, prefix: str) -> pd.DataFrame:
    aggregations = {column: EVERY for column in df.columns if column != key}
    result = df.groupby(key).agg(aggregations)
    result.columns = pd.Index([prefix + "_" + column + "_" + function for column, function in result.columns])
    return result


def bureau_and_balance() -> pd.DataFrame:
    balance = one_hot_encoder(read("bureau_balance"))
    months = aggregated(balance, "SK_ID_BUREAU", "bureau_balance")
    del balance
    gc.collect()
    bureau = one_hot_encoder(read("bureau"))
    bureau = bureau.join(months, how="left", on="SK_ID_BUREAU").drop(columns="SK_ID_BUREAU")
    del months
    gc.collect()
    return aggregated(bureau, "SK_ID_CURR", "bureau")


def history(table: str) -> pd.DataFrame:
    df = one_hot_encoder(read(table)).drop(columns="SK_ID_PREV")
    return aggregated(df, "SK_ID_CURR", table)


df = pd.concat([read("application_train"), read("application_test")]).reset_index(drop=True)
df = df.join(bureau_and_balance(), how="left", on="SK_ID_CURR")
gc.collect()
for table in ["previous_application", "POS_CASH_balance", "installments_payments", "credit_card_balance"]:
    df = df.join(history(table), how="left", on="SK_ID_CURR")
    gc.collect()
os.makedirs(options.out, exist_ok=True)
df.to_parquet(os.path.join(options.out, "features.parquet"), compression="zstd")
print(json.dumps({"features": df.shape[1] - 2, "clients": len(df)}))
