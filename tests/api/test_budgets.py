"""Statements of each read: stored, and the same at 3 and at 3,000 rows.

`LOCKSTEP_UPDATE=1 pytest tests/api/test_budgets.py` stores what is measured; the difference shows in the review.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lockstep.api import rates
from lockstep.domain.access.models import Grant
from tests.api.asking import Asker
from tests.api.cases import CASES
from tests.api.growing import grow
from tests.api.test_matrix import operations, send
from tests.api.world import World, taken_back

STORED = Path(__file__).parents[1] / "budgets" / "api_queries.json"

pytestmark = pytest.mark.django_db


def reads() -> list[str]:
    return sorted(name for name in CASES if operations()[name][0] == "get" and name != "readHealth")


def statements(world: World) -> dict[str, list[str]]:
    """Count the statements of each read, once everything that is kept in memory is there."""
    who = Asker(world.root, is_checked=False)
    found = {}
    for name in reads():
        send(who, name, CASES[name], world.own)
        with CaptureQueriesContext(connection) as captured:
            answer = send(who, name, CASES[name], world.own)
        assert answer.status_code == CASES[name].status, (name, answer.content[:300])
        texts = [query["sql"] for query in captured.captured_queries]
        found[name] = [text for text in texts if not text.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK TO"))]
    return found


def test_each_read_costs_what_is_stored_and_rows_cost_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that asks the database once a row, or a read that asks more than it did, fails here."""
    # The first request of a minute costs three statements more, so no minute may begin between two readings.
    monkeypatch.setattr(rates, "WINDOW_SECONDS", 10**10)
    with taken_back():
        Grant.objects.create(user=world.root, node_id=world.own["program"], role="viewer")
        few = statements(world)
        grow(world)
        many = statements(world)
    counts = {name: len(texts) for name, texts in few.items()}
    grown = {name: (len(few[name]), len(many[name])) for name in few if len(few[name]) != len(many[name])}
    assert grown == {}
    if os.environ.get("LOCKSTEP_UPDATE"):
        STORED.parent.mkdir(exist_ok=True)
        STORED.write_text(json.dumps(counts, indent=2) + "\n", encoding="utf-8")
    stored: dict[str, Any] = json.loads(STORED.read_text(encoding="utf-8"))
    assert counts == stored, (
        "call LOCKSTEP_UPDATE=1 pytest tests/api/test_budgets.py and say why in the change"
    )
