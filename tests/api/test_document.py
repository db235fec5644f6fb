"""The OpenAPI document that is checked in is the one that the server gives out."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.api.asking import Asker, api_document

CHECKED_IN = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"
METHODS_WITH_VERSION = {"put", "patch", "delete"}


def operations() -> list[Any]:
    return [
        pytest.param(path, method, operation, id=f"{method} {path}")
        for path, methods in api_document()["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_checked_in_document_is_true() -> None:
    """A change of the interface shows in the review; `LOCKSTEP_UPDATE=1 pytest tests/api` writes it anew."""
    from lockstep.api.areas import DOOR
    from lockstep.api.document import document_bytes

    now = document_bytes(DOOR)
    if os.environ.get("LOCKSTEP_UPDATE"):
        CHECKED_IN.write_bytes(now)
    assert CHECKED_IN.read_bytes() == now, "call LOCKSTEP_UPDATE=1 pytest tests/api/test_document.py"


def test_the_server_gives_out_the_document_to_everyone() -> None:
    """A generator of clients needs no account."""
    assert Asker().get("/openapi.json").json() == api_document()


@pytest.mark.parametrize(("path", "method", "operation"), operations())
def test_every_operation_is_described(path: str, method: str, operation: dict[str, Any]) -> None:
    """Name, one sentence, area, problems, and the headers that its method needs."""
    assert operation["operationId"].isalnum()
    assert operation.get("description", "").endswith((".", ".\n")), "the route needs a docstring"
    assert operation["tags"]
    assert operation["responses"]["422"] == {"$ref": "#/components/responses/Status422"}
    shared = api_document()["components"]["responses"]["Status422"]
    assert shared["content"].keys() == {"application/problem+json"}
    known = api_document()["components"]["parameters"]
    shown = [known[p["$ref"].rpartition("/")[2]] if "$ref" in p else p for p in operation["parameters"]]
    headers = {p["name"]: p for p in shown if p["in"] == "header"}
    if method in METHODS_WITH_VERSION:
        assert headers["If-Match"]["required"]
        assert {"412", "428"} <= operation["responses"].keys()
    if method == "post":
        assert "Idempotency-Key" in headers


def test_no_two_operations_share_a_name() -> None:
    """Generated clients make a function of each."""
    names = [p.values[2]["operationId"] for p in operations()]
    assert len(names) == len(set(names))


def test_the_document_is_openapi_3_1_and_its_schemas_are_sound() -> None:
    """It passes the meta-schema of JSON Schema 2020-12, and every reference leads somewhere."""
    from jsonschema import Draft202012Validator

    document = api_document()
    assert document["openapi"].startswith("3.1.")
    for name, schema in document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert name
    names = {
        f"#/components/{part}/{name}" for part, named in document["components"].items() for name in named
    }
    assert set(_references(document)) <= names


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [ref for part in value.values() for ref in _references(part)]
    return [ref for part in value for ref in _references(part)] if isinstance(value, list) else []
