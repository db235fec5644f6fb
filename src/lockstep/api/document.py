"""The OpenAPI document: made from the routes, completed with what the door adds to all of them."""

from typing import Any

import orjson
from ninja.openapi.schema import REF_TEMPLATE, get_schema

from lockstep.api.door import VERSIONED_METHODS, Door
from lockstep.api.problems import MEDIA_TYPE, Problem

BASE = "api/v1"
BODY_METHODS = frozenset({"post", "put", "patch"})

DESCRIPTIONS = {
    "304": "Not Modified: the caller holds this version already",
    "400": "Bad Request: the request could not be read",
    "401": "Unauthorized: sign in or send a token",
    "403": "Forbidden: readable, but not this done with it",
    "404": "Not Found: absent, or not to be seen by the caller",
    "409": "Conflict: later changes or references stand against it",
    "412": "Precondition Failed: the record has another version; both values are given",
    "413": "Content Too Large",
    "415": "Unsupported Media Type",
    "422": "Unprocessable Content: the findings name each place",
    "428": "Precondition Required: If-Match is missing",
    "429": "Too Many Requests: wait as long as Retry-After says",
    "500": "Internal Server Error",
    "503": "Service Unavailable: the database does not answer",
}

IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": 'ETag of the version that the change is based on, such as "activity-12-3"',
    "schema": {"type": "string"},
}
IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "a key of your own for this change; sent again, it gets the first answer and no second effect",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}


def document(door: Door) -> dict[str, Any]:
    """Return the OpenAPI document of all operations."""
    made: dict[str, Any] = dict(get_schema(door, BASE))
    made["components"]["schemas"] |= _problem_schemas()
    rated = _rated(door)
    for path in made["paths"].values():
        for method, operation in path.items():
            path[method] = _completed(method, operation, operation["operationId"] in rated)
    made["components"]["schemas"] = dict(sorted(made["components"]["schemas"].items()))
    # Refusals and headers are the same for all operations, so each is written once.
    made["components"]["responses"] = {f"Status{status}": _refusal(status) for status in DESCRIPTIONS}
    made["components"]["parameters"] = {"IfMatch": IF_MATCH, "IdempotencyKey": IDEMPOTENCY_KEY}
    made["paths"] = dict(sorted(made["paths"].items()))
    return made


def document_bytes(door: Door) -> bytes:
    """Return the document as it is checked in."""
    return orjson.dumps(document(door), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _completed(method: str, operation: dict[str, Any], is_rated: bool) -> dict[str, Any]:
    parameters = list(operation.get("parameters", []))
    statuses = {"404", "422", "500", "503"}
    if "security" in operation:
        statuses |= {"401", "403"}
    if method == "get":
        statuses |= {"304"}
    if method.upper() in VERSIONED_METHODS:
        parameters.append({"$ref": "#/components/parameters/IfMatch"})
        statuses |= {"409", "412", "428"}
    if method == "post":
        parameters.append({"$ref": "#/components/parameters/IdempotencyKey"})
        statuses |= {"409", "412"}
    if method in BODY_METHODS:
        statuses |= {"400", "413", "415"}
    if is_rated:
        statuses |= {"429"}
    responses = {str(status): described for status, described in operation["responses"].items()}
    for status in sorted(statuses - responses.keys()):
        responses[status] = {"$ref": f"#/components/responses/Status{status}"}
    return {**operation, "parameters": parameters, "responses": dict(sorted(responses.items()))}


def _refusal(status: str) -> dict[str, Any]:
    described: dict[str, Any] = {"description": DESCRIPTIONS[status]}
    if status != "304":
        described["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return described


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template=REF_TEMPLATE, mode="serialization")
    return {**schema.pop("$defs"), "Problem": schema}


def _rated(door: Door) -> set[str]:
    return {
        door.get_openapi_operation_id(operation)
        for router in door._get_bound_routers()
        for path_view in router.path_operations.values()
        for operation in path_view.operations
        if hasattr(operation.view_func, "rate")
    }
