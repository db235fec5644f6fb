"""The page of JSON forms: every form has a schema, and every schema is sound."""

import jsonschema
import pytest

from lockstep.cli.app import COMMANDS
from tests.cli.promises import PAGE, schemas

WITH_JSON = ("schedule", "inspect", "reconcile", "explain", "level", "simulate")


@pytest.mark.parametrize("command", WITH_JSON)
def test_every_form_is_documented(command: str) -> None:
    """A command with `--json` has its section and its schema."""
    assert command in COMMANDS
    assert f"\n## {command}\n" in PAGE.read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(schemas()[command])
