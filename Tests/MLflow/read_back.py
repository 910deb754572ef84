"""What MLflow's own Python client reads of an experiment, as JSON; the server's address is in MLFLOW_TRACKING_URI.

    read_back.py EXPERIMENT
"""

import json
import math
import sys

from mlflow import MlflowClient


def number(value):
    return value if math.isfinite(value) else str(value)


def files(client, run, path=None):
    for file in client.list_artifacts(run, path):
        if file.is_dir:
            yield from files(client, run, file.path)
        else:
            yield {"path": file.path, "size": file.file_size}


def main():
    client = MlflowClient()
    experiment = client.get_experiment_by_name(sys.argv[1])
    runs = []
    for run in client.search_runs([experiment.experiment_id], max_results=1000):
        history = {}
        for name in run.data.metrics:
            points = client.get_metric_history(run.info.run_id, name)
            points.sort(key=lambda point: (point.step, point.timestamp))
            history[name] = {
                "values": [number(point.value) for point in points],
                "steps": [point.step for point in points],
                "times": [point.timestamp for point in points],
            }
        runs.append({
            "id": run.info.run_id,
            "name": run.info.run_name,
            "status": run.info.status,
            "start": run.info.start_time,
            "end": run.info.end_time,
            "tags": run.data.tags,
            "parameters": run.data.params,
            "metrics": history,
            "inputs": [
                {
                    "name": given.dataset.name, "digest": given.dataset.digest, "source": given.dataset.source,
                    "schema": given.dataset.schema, "profile": given.dataset.profile,
                    "tags": {tag.key: tag.value for tag in given.tags},
                }
                for given in (run.inputs.dataset_inputs if run.inputs else [])
            ],
            "outputs": [made.model_id for made in (run.outputs.model_outputs if run.outputs else [])],
            "files": sorted(files(client, run.info.run_id), key=lambda file: file["path"]),
        })
    models = [
        {
            "id": model.model_id, "name": model.name, "status": str(model.status), "run": model.source_run_id,
            "parameters": model.params, "tags": model.tags,
        }
        for model in client.search_logged_models([experiment.experiment_id])
    ]
    registered = [
        {
            "name": model.name,
            "aliases": {alias: int(version) for alias, version in model.aliases.items()},
            "versions": [
                {
                    "number": int(version.version), "source": version.source, "run": version.run_id,
                    "tags": version.tags, "description": version.description or "", "model": version.model_id,
                }
                for version in client.search_model_versions(f"name = '{model.name}'")
            ],
        }
        for model in client.search_registered_models()
    ]
    print(json.dumps({"id": experiment.experiment_id, "runs": runs, "models": models, "registered": registered}))


main()
