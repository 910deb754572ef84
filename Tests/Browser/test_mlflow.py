"""MLflow's own scoring client, where MLflow is installed (scripts/setup --peers), against the built server."""

import json
import subprocess
from pathlib import Path

import pytest

PYTHON = Path(__file__).resolve().parents[2] / ".native/mlflow/bin/python"
SCRIPT = """
import json, sys
import pandas
from mlflow.pyfunc.scoring_server.client import ScoringServerClient

host, port, rows = sys.argv[1], sys.argv[2], json.load(open(sys.argv[3]))
client = ScoringServerClient(host, port)
client.wait_server_ready()
frame = pandas.DataFrame(rows["data"], columns=rows["columns"])
# Unknown values as null: JSON has no other word for them.
whole = frame.astype(object).where(frame.notna(), None)
print(json.dumps({
    "version": client.get_version(),
    "frame": client.invoke(frame).get_predictions().iloc[:, 0].tolist(),
    "inputs": client.invoke({name: whole[name].to_numpy() for name in whole}).get_predictions().iloc[:, 0].tolist(),
}))
"""


@pytest.mark.skipif(not PYTHON.exists(), reason="MLflow is not in .native/mlflow: run scripts/setup --peers.")
def test_mlflows_own_client_scores_words_of_categories_and_unknown_values(address, token, tmp_path):
    rows = {
        "columns": ["EXT_SOURCE_2", "NAME_EDUCATION_TYPE", "EXT_SOURCE_3"],
        "data": [[0.2, "Higher education", 0.7], [None, "Lower secondary", 0.1], [0.6, None, None]],
    }
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    # MLflow's client knows no tokens, but what it is made of reads .netrc.
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login token password {token}\n")
    netrc.chmod(0o600)
    host, port = address.rsplit(":", 1)
    done = subprocess.run(
        [PYTHON, "-c", SCRIPT, "127.0.0.1", port, tmp_path / "rows.json"], capture_output=True, text=True, timeout=300,
        env={"NETRC": str(netrc), "PATH": "/usr/bin:/bin", "MLFLOW_DISABLE_TELEMETRY": "true", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert len(found["frame"]) == 3 and all(0 < value < 1 for value in found["frame"])
    assert found["frame"] == found["inputs"]
    assert found["version"]
