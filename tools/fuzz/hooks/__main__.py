"""Runs schemathesis with the project's own check, on requests that name what there is. Arguments are schemathesis's.

Environment: FUZZ_ORIGIN and FUZZ_KEY of a fresh emulator; FUZZ_COUNTS, a file that takes the numbers of answers as
`{operation: {valid: {answer: count}, other: {answer: count}}}`, where other requests do not fit the schema.
"""

import atexit
import copy
import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import schemathesis
from reasons import from_one_root, operations, refusal_problem, response_of
from schemathesis.cli import schemathesis as command
from schemathesis.generation.meta import REQUEST_SHAPE_PROBES, TestPhase
from schemathesis.specs.openapi.checks import coverage_scenario
from stage import Stage

stage = Stage(os.environ["FUZZ_ORIGIN"], os.environ["FUZZ_KEY"])
document: dict = {}
counts: dict[str, dict[str, Counter]] = defaultdict(lambda: {"valid": Counter(), "other": Counter()})


@schemathesis.hook
def before_load_schema(context, raw_schema):
    from_one_root(raw_schema)
    # schemathesis writes links of its own into what it reads.
    document.update(copy.deepcopy(raw_schema))
    for operation_id in operations(document):
        counts[operation_id]
    stage.open()


@schemathesis.hook
def before_call(context, case, kwargs):
    operation_id = _operation(case)["operationId"]
    in_sequence = case.meta is not None and case.meta.phase.name == TestPhase.STATEFUL
    if isinstance(case.body, dict):
        case.body = stage.dress(operation_id, case.body, in_sequence)
    if case.query:
        case.query = stage.dress(operation_id, dict(case.query), in_sequence)


@schemathesis.hook
def after_call(context, case, response):
    operation = _operation(case)
    answer = f"{response.status_code} {_body(response).get('reason', '')}".strip()
    counts[operation["operationId"]]["valid" if _is_valid(case) else "other"][answer] += 1
    if operation["operationId"] == "createInstance" and response.status_code == 200:
        stage.made(_body(response).get("id"))
    described = response_of(document, operation, response.status_code)
    if not response.content and described.get("x-novita-empty"):
        response.content = b"{}"
        response.headers["content-type"] = ["application/json"]


@schemathesis.check
def documented_refusal(ctx, response, case):
    if not 400 <= response.status_code < 500 or coverage_scenario(case) in REQUEST_SHAPE_PROBES:
        return
    answer = {"status": response.status_code, **_body(response)}
    problem = refusal_problem(document, _operation(case), answer, _is_valid(case))
    if problem is not None:
        raise AssertionError(problem)


def _operation(case) -> dict:
    return operations(document)[case.operation.definition.raw["operationId"]]


def _body(response) -> dict:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _is_valid(case) -> bool:
    probe = coverage_scenario(case) in REQUEST_SHAPE_PROBES
    return case.meta is not None and case.meta.generation.mode.is_positive and not probe


@atexit.register
def _write_counts() -> None:
    Path(os.environ["FUZZ_COUNTS"]).write_text(json.dumps(counts), "utf8")


if __name__ == "__main__":
    sys.exit(command())
