"""What a program reads."""

import json
import re
import urllib.error
import urllib.request

import pytest
from openapi_spec_validator import validate


def test_the_description_of_the_api_is_valid(address, read):
    description = read(f"{address}/openapi.json")
    validate(description)
    assert description["openapi"].startswith("3.1")
    assert len(description["paths"]) >= 5


@pytest.mark.parametrize("status", ["granted", "refused"])
def test_a_score_and_its_explanation_agree(address, decisions, read, status):
    number = decisions[status]
    score = read(f"{address}/v1/clients/{number}/score")
    explanation = read(f"{address}/v1/clients/{number}/explanation")
    assert score["status_code"] == status
    assert (score["probability"] >= score["threshold"]) == (status == "refused")
    assert score["status"] == {"granted": "accordé", "refused": "refusé"}[status]
    assert explanation["probability"] == score["probability"]
    parts = sum(part["log_odds"] for part in explanation["contributions"])
    assert abs(explanation["baseline"]["log_odds"] + parts - explanation["log_odds"]) < 1e-9
    assert explanation["reasons"]


def test_a_page_and_the_api_say_the_same(address, decisions, read, tab):
    number = decisions["refused"]
    probability = read(f"{address}/v1/clients/{number}/score")["probability"]
    tab.goto(f"/clients/{number}")
    shown = tab.get_by_text("Sur 100 dossiers semblables").inner_text()
    risk = float(re.search(r"environ (\d+(?:,\d)?)", shown).group(1).replace(",", "."))
    assert abs(risk - probability * 100) <= 0.5


@pytest.mark.parametrize(("place", "status"), [("999999999999", 404), ("abc", 400)])
def test_a_problem_is_a_problem_document(address, read, place, status):
    with pytest.raises(urllib.error.HTTPError) as caught:
        read(f"{address}/v1/clients/{place}/score")
    assert caught.value.code == status
    assert caught.value.headers["content-type"].startswith("application/problem+json")
    problem = json.load(caught.value)
    assert problem["status"] == status and problem["title"] and problem["detail"]
