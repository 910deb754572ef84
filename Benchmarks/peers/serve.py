"""The peer of `limpide serve`: FastAPI and uvicorn (one worker, uvloop, httptools), same bundle and same features.

Everything is in memory before the first request. A score is computed on the event loop (microseconds), explanations and
pages in the thread pool (LightGBM lets other threads run meanwhile); one LightGBM thread per request.
"""

import argparse
import json
import os

import lightgbm as lgb
import numpy as np
import pyarrow.parquet as parquet
import uvicorn
from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment

FR, EN = "fr", "en"
WORDS = {"granted": "accordé", "referred": "à revoir", "refused": "refusé"}

parser = argparse.ArgumentParser()
parser.add_argument("--workspace", required=True)
parser.add_argument("--port", type=int, required=True)
options = parser.parse_args()
bundle = os.path.join(options.workspace, "models", "champion")


def read(name: str):
    with open(os.path.join(bundle, name)) as file:
        return json.load(file)


# The catalog's band for people's decisions, in shares of the threshold; its rules are Limpide's alone.
REVIEW = read("catalog.json")["policies"][-1]["review"]

catalog, baseline, rule, profile = (
    read("catalog.json"),
    read("baseline.json"),
    read("decision.json"),
    read("profile.json"),
)
columns, calibration = read("features.json")["columns"], read("calibration.json")
digest = os.path.basename(os.path.realpath(bundle))
every_feature = catalog["features"] + [one["definition"] for one in catalog["fitted"]]
definitions = {feature["name"]: feature for feature in every_feature}
families = {family["id"]: family for family in catalog["families"]}
entries = profile.get("entries", profile)
booster = lgb.Booster(model_file=os.path.join(bundle, "model.lgb"))

features = parquet.read_table(os.path.join(options.workspace, "features", "features-0001.parquet"))
position = {int(client): row for row, client in enumerate(features["client"].to_numpy())}
matrix = np.full((features.num_rows, len(columns)), np.nan, dtype=np.float32)
words: dict[int, list] = {}
compared = {feature["name"]: feature for feature in read("fitted.json")["features"]}


def beside_others(feature: dict) -> np.ndarray:
    """A value set against the narrowest group that was learned."""
    how = feature["comparison"]
    groups = {
        tuple(float(key) if isinstance(key, (int, float)) else key for key in group["keys"]): group["reference"]
        for group in feature["groups"]
    }
    within = [features[name].to_pylist() for name in how["within"]]
    found = np.full(features.num_rows, np.nan, dtype=np.float32)
    for row, value in enumerate(features[how["value"]].to_pylist()):
        if value is None or value != value:
            continue
        keys = tuple(column[row] for column in within)
        reference = next((groups[keys[:n]] for n in range(len(keys), -1, -1) if keys[:n] in groups), None)
        if reference is None or (how["form"] == "ratio" and reference == 0):
            continue
        result = value / reference if how["form"] == "ratio" else value - reference
        limits = how.get("valid")
        if limits is None or limits["low"] <= result <= limits["high"]:
            found[row] = result
    return found


for index, column in enumerate(columns):
    if column["name"] in compared:
        matrix[:, index] = beside_others(compared[column["name"]])
        continue
    values = features[column["name"]]
    if column.get("levels") is None:
        matrix[:, index] = values.to_numpy()
    else:
        code = {level: number for number, level in enumerate(column["levels"])}
        matrix[:, index] = [code.get(level, np.nan) for level in values.to_pylist()]
del features
held = parquet.read_table(os.path.join(options.workspace, "features", "information-0001.parquet"))
information = {name: held[name].to_numpy(zero_copy_only=False) for name in held.column_names if name != "client"}
del held
root = next(table for table in catalog["tables"] if table["name"] == catalog["root"])
shown = {column["name"]: column for column in root["columns"] if column["name"] in information}
section_labels = {section["name"]: section["label"] for section in root["sections"]}


def row_of(client: str) -> int:
    if not client.isdigit():
        raise HTTPException(400, "a client's number is made of digits")
    row = position.get(int(client))
    if row is None:
        raise HTTPException(404, "no client has this number")
    return row


def probability_of(log_odds: float) -> float:
    if "none" in calibration:
        return 1 / (1 + np.exp(-log_odds))
    if "platt" in calibration:
        fitted = calibration["platt"]
        return 1 / (1 + np.exp(-(fitted["slope"] * log_odds + fitted["intercept"])))
    fitted = calibration["isotonic"]
    return float(np.interp(log_odds, fitted["inputs"], fitted["outputs"]))


def decided(row: int) -> tuple[float, dict]:
    log_odds = float(booster.predict(matrix[row : row + 1], raw_score=True, num_threads=1)[0])
    probability = float(probability_of(log_odds))
    ratio = probability / rule["threshold"]
    answer = "granted" if ratio < REVIEW["low"] else "referred" if ratio < REVIEW["high"] else "refused"
    return log_odds, {
        "probability": probability,
        "status": WORDS[answer],
        "status_code": answer,
        "threshold": rule["threshold"],
        "model": digest,
    }


def text(index: int, row: int) -> dict:
    value = matrix[row, index]
    levels = columns[index].get("levels")
    if np.isnan(value):
        return {FR: "inconnu", EN: "unknown"}
    if levels is not None:
        level = levels[int(value)]
        return definitions[columns[index]["name"]]["levels"].get(level, {FR: level, EN: level})
    plain = f"{value:,.2f}"
    return {FR: plain.replace(",", "\u202f").replace(".", ","), EN: plain}


def usual(name: str) -> dict | None:
    entry = entries.get(name)
    if not entry or entry.get("missing", 0) > 0.5:
        return None
    if entry.get("levels"):
        level = max(entry["levels"], key=entry["levels"].get)
        return definitions[name]["levels"].get(level, {FR: level, EN: level})
    quartiles = entry.get("quartiles") or []
    if len(quartiles) != 3:
        return None
    return {FR: f"de {quartiles[0]:,.2f} à {quartiles[2]:,.2f}", EN: f"{quartiles[0]:,.2f} to {quartiles[2]:,.2f}"}


def explained(row: int) -> dict:
    parts = booster.predict(matrix[row : row + 1], pred_contrib=True, num_threads=1)[0]
    log_odds, decision = decided(row)
    moved = parts[:-1] - np.asarray(baseline["contributions"])
    order = np.argsort(-np.abs(moved), kind="stable")
    contributions, sums, indices = [], {}, {}
    for index in order:
        name = columns[index]["name"]
        definition = definitions[name]
        family, value = definition["family"], float(moved[index])
        contributions.append({"feature": name, "label": definition["label"], "family": family, "log_odds": value})
        sums[family] = sums.get(family, 0.0) + value
        indices.setdefault(family, []).append(index)
    reasons = []
    for direction, sign in (("adverse", 1), ("favourable", -1)):
        strongest = sorted((f for f in sums if sums[f] * sign >= 0.01), key=lambda f: -abs(sums[f]))[:4]
        for family in strongest:
            facts = [index for index in indices[family] if moved[index] * sign > 0][:3]
            reasons.append({
                "code": family, "direction": direction, "label": families[family]["label"],
                "sentence": families[family][direction], "contribution": sums[family],
                "evidence": [
                    {"feature": columns[i]["name"], "label": definitions[columns[i]["name"]]["label"],
                     "value": text(i, row), "usual": usual(columns[i]["name"])} for i in facts
                ],
            })  # fmt: skip
    total = baseline["logOdds"] + float(moved.sum())
    return decision | {
        "log_odds": log_odds, "baseline": {"label": baseline["label"], "log_odds": baseline["logOdds"]},
        "contributions": contributions, "reasons": reasons, "sum_check": {"sum": total, "residual": total - log_odds},
    }  # fmt: skip


PAGE = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string("""<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Client {{ client }}</title></head><body>
<header><h1>Client {{ client }}</h1></header>
<section><h2>{{ e.status }}</h2><p>Sur 100 dossiers semblables, environ {{ unpaid }} ne sont pas remboursés.
Notre limite est de {{ "%.0f"|format(e.threshold * 100) }}.</p>
<svg role="img" viewBox="0 0 200 200">{% for dot in range(100) %}
<circle class="{{ "unpaid" if dot < unpaid else "paid" }}"
cx="{{ dot % 10 * 20 + 10 }}" cy="{{ dot // 10 * 20 + 10 }}" r="8"></circle>{% endfor %}</svg></section>
<section><h2>Pourquoi</h2>
{% for reason in e.reasons %}<article class="{{ reason.direction }}"><h3>{{ reason.label.fr }}</h3>
<p>{{ reason.sentence.fr }}</p><dl>
{% for fact in reason.evidence %}<div><dt>{{ fact.label.fr }}</dt><dd>{{ fact.value.fr }}
{% if fact.usual %}<small>{{ fact.usual.fr }}</small>{% endif %}</dd></div>{% endfor %}</dl></article>
{% endfor %}</section>
<section><h2>Le calcul</h2><table>{% for part in e.contributions %}<tr><th>{{ part.label.fr }}</th>
<td>{{ "%+.3f"|format(part.log_odds) }}</td></tr>{% endfor %}</table></section>
<section><h2>Le dossier</h2>{% for name, items in sections %}<section class="card"><h3>{{ name }}</h3><dl>
{% for label, value in items %}<div class="entry"><dt>{{ label }}</dt><dd>{{ value }}</dd></div>
{% endfor %}</dl></section>
{% endfor %}</section></body></html>""")


def shown_text(column: dict, value) -> str:
    if value is None or value != value:
        return "inconnu"
    if isinstance(value, str):
        level = (column.get("levels") or {}).get(value) if isinstance(column.get("levels"), dict) else None
        return level[FR] if level else value
    return f"{value:,.0f}".replace(",", "\u202f")


app = FastAPI(openapi_url=None)


@app.get("/v1/clients/{client}/score")
async def score(client: str):
    _, decision = decided(row_of(client))
    distance = decision["probability"] - decision["threshold"]
    return JSONResponse(decision | {"client": int(client), "distance": distance})


@app.get("/v1/clients/{client}/explanation")
def explanation(client: str):
    return JSONResponse(explained(row_of(client)) | {"client": int(client)})


@app.get("/clients/{client}")
def page(client: str):
    row = row_of(client)
    sections: dict[str, list] = {}
    for name, column in shown.items():
        label = section_labels.get(column.get("section"), {FR: column.get("section") or "Autres"})[FR]
        sections.setdefault(label, []).append((column["label"][FR], shown_text(column, information[name][row])))
    answer = explained(row)
    unpaid = round(answer["probability"] * 100)
    return HTMLResponse(PAGE.render(client=client, e=answer, unpaid=unpaid, sections=sections.items()))


uvicorn.run(
    app, host="127.0.0.1", port=options.port, access_log=False, log_level="warning", loop="uvloop", http="httptools"
)
