"""What the API document says of refusals, and whether an answer keeps to it. Plain Python, without packages."""

import re

Operation = dict
Document = dict

_FIELD = re.compile(r"invalid (?P<field>\w+)")


def operations(document: Document) -> dict[str, Operation]:
    """Every operation by its id."""
    return {
        operation["operationId"]: operation
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and "operationId" in operation
    }


def refusal_problem(document: Document, operation: Operation, answer: dict, valid: bool) -> str | None:
    """Why the document does not allow this refusal; None if it does.

    :param answer: `status`, `reason` and `message`.
    :param valid: whether the request fits its schema. Such a request may be refused only with a reason of the operation
        itself, or for what no request can help: its key, too many calls.
    """
    status, reason = str(answer["status"]), answer.get("reason")
    own = operation.get("x-novita-reasons", {}).get(status, [])
    common = response_of(document, operation, answer["status"]).get("x-novita-reasons", [])
    name = operation["operationId"]
    if reason in own:
        return None
    if reason not in common:
        return f"{name} answered {status} with reason {reason!r}; the document lists {sorted({*own, *common})}"
    if not valid or status != "400":
        return None
    rules = operation.get("x-novita-rules", [])
    field = _FIELD.match(answer.get("message") or "")
    if reason == "VALIDATOR_PARAM" and field and field["field"] in rules:
        return None
    return (
        f"{name} refused a call that is valid by its schema: {reason}, {answer.get('message')!r}; "
        f"the document lists {sorted(own)}, and rules beyond the schema for {sorted(rules)}"
    )


def response_of(document: Document, operation: Operation, status: int) -> dict:
    """What the document says of an operation's answer with this status; empty if it says nothing."""
    response = operation["responses"].get(str(status), {})
    _, _, name = response.get("$ref", "").rpartition("/")
    return document["components"]["responses"].get(name, response)


def from_one_root(document: Document) -> None:
    """Writes every path from the root of the host, so that paths with a server of their own are found there too."""
    prefix = _path_of(document["servers"])
    document["paths"] = {
        _path_of(item.pop("servers")) + path if "servers" in item else prefix + path: item
        for path, item in document["paths"].items()
    }
    del document["servers"]


def _path_of(servers: list[dict]) -> str:
    return re.sub(r"^https?://[^/]*", "", servers[0]["url"]).rstrip("/")
