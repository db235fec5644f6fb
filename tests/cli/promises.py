"""The JSON schemas that docs/reference/json.md promises."""

import functools
import json
import re
from pathlib import Path
from typing import Any

import jsonschema

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "json.md"


@functools.cache
def schemas() -> dict[str, Any]:
    """Return the schemas of the page by name, with their references to one another filled in."""
    text = PAGE.read_text(encoding="utf-8")
    found = {
        name: json.loads(body)
        for name, body in re.findall(r"```json schema:(\w+)\n(.*?)```", text, re.DOTALL)
    }

    def filled(node: Any) -> Any:
        if isinstance(node, dict):
            return (
                filled(found[node["$ref"]])
                if "$ref" in node
                else {key: filled(value) for key, value in node.items()}
            )
        return [filled(item) for item in node] if isinstance(node, list) else node

    return {name: filled(schema) for name, schema in found.items()}


def check(form: Any, name: str) -> None:
    """Raise where a form is not what the page promises."""
    jsonschema.Draft202012Validator(schemas()[name]).validate(form)
