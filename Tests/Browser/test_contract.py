"""The API keeps the promises of its own description, whatever it is sent."""

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck
from schemathesis import checks

EXAMPLES = 12


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    """Lines of JSON travel as they are drawn: as text."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")



@pytest.fixture(scope="session")
def described(address):
    return schemathesis.openapi.from_url(f"{address}/openapi.json")


KEPT = hypothesis.settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)

# A described answer with a described status: no 5xx, none that is not described, none of another shape or type.
PROMISES = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


def try_all(described, settings, check, wanted=lambda operation: True):
    """Draws requests for every operation; tells of all that failed, not of the first alone."""
    failures, tried = [], 0
    for found in described.get_all_operations():
        operation = found.ok()
        if not wanted(operation):
            continue
        tried += 1
        try:
            settings(hypothesis.given(case=operation.as_strategy())(lambda case: check(case)))()
        except BaseException as failure:  # noqa: BLE001: a group of failures is one too
            if isinstance(failure, KeyboardInterrupt):
                raise
            failures.append(f"{operation.label}: {failure!r}")
    assert not failures, "\n".join(failures)
    assert tried


def test_every_answer_is_a_described_one(described, token):
    def check(case):
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=PROMISES, timeout=120)

    try_all(described, KEPT, check)


def test_every_answer_on_a_known_client_is_a_described_one(described, token, decisions):
    def check(case):
        case.path_parameters["id"] = decisions["refused"]
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=PROMISES, timeout=120)

    few = hypothesis.settings(KEPT, max_examples=2)
    try_all(described, few, check, lambda operation: operation.path.startswith("/v1/clients/{id}"))


def test_a_stranger_gets_nothing_but_what_is_for_anybody(described):
    def check(case):
        answer = case.call(headers={"Authorization": "Bearer limpide_" + "A" * 43}, timeout=120)
        case.validate_response(answer, checks=PROMISES)
        # Whoever tries many tokens is told to wait.
        assert not case.operation.definition.raw["security"] or answer.status_code in (401, 429)

    try_all(described, hypothesis.settings(KEPT, max_examples=3), check)
