"""Loads a model as MLflow's own users do and prints its raw scores, as JSON; the server's address is in MLFLOW_TRACKING_URI.

    score.py MODEL ROWS     ROWS: a JSON file {"columns": […], "data": [[…], …]}

Prints what the booster of mlflow.lightgbm gives (`booster`), what the python_function gives (`function`), and the model's
signature, metadata and example as MLflow reads them.
"""

import json
import sys

import mlflow
import pandas


def main():
    address, place = sys.argv[1:]
    with open(place, encoding="utf-8") as file:
        rows = json.load(file)
    frame = pandas.DataFrame(rows["data"], columns=rows["columns"])
    info = mlflow.models.get_model_info(address)
    texts = {column.name for column in info.signature.inputs.inputs if column.type.name == "string"}
    for name in frame:
        if name not in texts:
            frame[name] = pandas.to_numeric(frame[name]).astype("float64")

    function = mlflow.pyfunc.load_model(address)
    booster = mlflow.lightgbm.load_model(address)
    encoded = frame.copy()
    for name in frame:
        encoded[name] = frame[name].astype("category") if name in texts else frame[name].astype("float32")
    print(json.dumps({
        "booster": [float(score) for score in booster.predict(encoded, raw_score=True)],
        "function": [float(score) for score in function.predict(frame)],
        "types": [column.type.name for column in info.signature.inputs.inputs],
        "metadata": info.metadata,
        "model": info.model_id,
        "example": None if function.input_example is None else len(function.input_example),
    }))


main()
