"""Decisions from the question to the review."""

from datetime import date, timedelta
from typing import Any

import pytest

from lockstep.domain.ledger import Refused, perform, undo
from lockstep.domain.records.queries import ListQuery, Scope, detail, listing
from tests.domain.conftest import Forest
from tests.domain.governance.telling import moved, raised

TODAY = date.today()
CRITERIA = "Cost: 40\nTime: 30\nRisk: 30"
OPTIONS = "Bridge: 8, 4, 6\nTunnel: 4, 8, 7"


def test_a_decision_from_question_to_review(administrator: Any, forest: Forest) -> None:
    """It is offered when its brief is complete, decided with a reason against the matrix, and looked back at."""
    row = raised(administrator, "decisions", forest.alpha, title="Crossing", criteria=CRITERIA)
    with pytest.raises(Refused, match="question"):
        moved(administrator, "decisions", row, "offer")
    fields = {
        "question": "How do we cross the river?",
        "options": OPTIONS,
        "decider": administrator.pk,
        "due_on": TODAY,
    }
    arguments = {"register": "decisions", "record": row.pk, "version": row.version, "changes": fields}
    perform("records.change_record", actor=administrator, arguments=arguments)
    row.refresh_from_db()
    assert (row.leading, round(row.leading_score, 2), round(row.lead, 2)) == ("Bridge", 6.2, 0.1)
    assert (row.flip_criterion, round(row.flip_change, 2)) == ("Cost", -2.5)
    moved(administrator, "decisions", row, "offer")
    with pytest.raises(Refused, match="none of the options"):
        moved(administrator, "decisions", row, "decide", chosen="Ferry", decided_on=TODAY)
    with pytest.raises(Refused, match="decided otherwise"):
        moved(administrator, "decisions", row, "decide", chosen="Tunnel", decided_on=TODAY)
    decided = moved(
        administrator,
        "decisions",
        row,
        "decide",
        chosen="Tunnel",
        outcome="Ships must pass",
        dissent="Finance",
        decided_on=TODAY,
        review_on=TODAY - timedelta(days=1),
    )
    flagged = listing(administrator, "decisions", Scope(forest.alpha), ListQuery(flags=("review_due",)))
    assert [found.id for found in flagged.rows] == [row.pk]
    against = listing(administrator, "decisions", Scope(forest.alpha), ListQuery(flags=("against_matrix",)))
    assert [found.id for found in against.rows] == [row.pk]
    assert detail(administrator, "decisions", row.pk).row.values["latency_days"] == 0
    undo(decided.change_set_id, actor=administrator)
    row.refresh_from_db()
    assert (row.state, row.chosen) == ("ready", "")


def test_a_matrix_that_cannot_be_read_is_refused_with_the_place(administrator: Any, forest: Forest) -> None:
    with pytest.raises(Refused, match="from 0 to 10"):
        raised(
            administrator, "decisions", forest.alpha, title="X", criteria=CRITERIA, options="Bridge: 80, 4, 6"
        )
