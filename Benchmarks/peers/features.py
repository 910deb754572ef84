"""The peer of `limpide features`: the usual pandas aggregates over the same tables, joined and written as Parquet."""

import argparse
import json
import os

import pandas as pd

from peers.application_ratios import add_ratios
from peers.pandas_features import history, read_application

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--tables", required=True, help="names, commas between")
parser.add_argument("--out", required=True)
options = parser.parse_args()

frame = add_ratios(read_application(options.data))
for part in history(options.data, set(options.tables.split(","))):
    frame = frame.join(part, on="SK_ID_CURR")
frame = pd.DataFrame(frame)
os.makedirs(options.out, exist_ok=True)
frame.to_parquet(os.path.join(options.out, "features.parquet"), compression="zstd")
print(json.dumps({"features": frame.shape[1] - 2, "clients": len(frame)}))
