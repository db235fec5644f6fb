"""Gates: criteria on live data, outcomes, and conditions tracked to closure."""

from datetime import date, timedelta
from typing import Any

import pytest

from lockstep.domain.governance.measures import is_met
from lockstep.domain.governance.queries import gates_at
from lockstep.domain.governance.vocabulary import Comparator
from lockstep.domain.ledger import Refused, undo
from lockstep.domain.records.queries import ListQuery, Scope, listing
from tests.domain.conftest import Forest
from tests.domain.governance.telling import moved, raised

TODAY = date.today()


def test_measures_are_held_against_numbers_by_five_words() -> None:
    assert is_met(0.0, Comparator.AT_MOST, 0.0)
    assert not is_met(0.0, Comparator.BELOW, 0.0)
    assert is_met(1.0, Comparator.ABOVE, 0.0)
    assert is_met(2.0, Comparator.EQUAL, 2.0)
    assert not is_met(1.0, Comparator.AT_LEAST, 2.0)
    assert is_met(None, Comparator.AT_MOST, 0.0) is None


def test_a_gate_is_passed_when_live_data_and_people_agree(administrator: Any, forest: Forest) -> None:
    """An open issue keeps the gate shut, and so does a criterion that nobody judged; then it is passed."""
    gate = raised(administrator, "gates", forest.alpha, title="Start of test running", kind="readiness")
    raised(
        administrator,
        "gate-criteria",
        forest.alpha,
        title="No open issue",
        gate=gate.pk,
        measure="issues_open",
        comparator="<=",
        threshold=0,
    )
    trained = raised(administrator, "gate-criteria", forest.alpha, title="Drivers trained", gate=gate.pk)
    issue = raised(administrator, "issues", forest.alpha, title="Radio fails", owner=administrator.pk)
    review = raised(administrator, "gate-reviews", forest.alpha, title="First sitting", gate=gate.pk)
    (standing,) = gates_at(administrator, forest.alpha)
    assert standing.found.missing == ("No open issue", "Drivers trained")
    assert [item.value for item in standing.found.criteria] == [1.0, None]
    with pytest.raises(Refused, match="Not met: No open issue, Drivers trained"):
        moved(administrator, "gate-reviews", review, "go", held_on=TODAY)
    moved(administrator, "gate-criteria", trained, "meet")
    type(issue).objects.filter(pk=issue.pk).update(state="resolved")
    passed = moved(administrator, "gate-reviews", review, "go", held_on=TODAY)
    gate.refresh_from_db()
    assert (gate.state, gate.last_outcome, gate.last_review_on) == ("passed", "go", TODAY)
    assert gates_at(administrator, forest.alpha) == ()
    undo(passed.change_set_id, actor=administrator)
    gate.refresh_from_db()
    assert (gate.state, gate.last_outcome) == ("planned", "")


def test_conditions_are_tracked_until_the_gate_is_passed_for_good(administrator: Any, forest: Forest) -> None:
    """Passing on conditions needs some with owner and date; a late one opens the gate again; the last one passes it."""
    gate = raised(administrator, "gates", forest.alpha, title="Delivery of the first vehicle")
    review = raised(administrator, "gate-reviews", forest.alpha, title="Sitting", gate=gate.pk)
    with pytest.raises(Refused, match="Raise the conditions first"):
        moved(administrator, "gate-reviews", review, "condition", held_on=TODAY)
    condition = raised(
        administrator,
        "gate-conditions",
        forest.alpha,
        title="Brake report",
        gate=gate.pk,
        owner=administrator.pk,
        due_on=TODAY + timedelta(days=3),
    )
    moved(administrator, "gate-reviews", review, "condition", held_on=TODAY)
    gate.refresh_from_db()
    assert gate.state == "conditional"
    late = ListQuery(flags=("conditions_late",))
    assert listing(administrator, "gates", Scope(forest.alpha), late).total == 0
    type(condition).objects.filter(pk=condition.pk).update(due_on=TODAY - timedelta(days=1))
    assert listing(administrator, "gates", Scope(forest.alpha), late).total == 1
    moved(administrator, "gate-conditions", condition, "meet", evidence="Report 12")
    gate.refresh_from_db()
    assert gate.state == "passed"
    moved(administrator, "gate-conditions", condition, "reopen")
    gate.refresh_from_db()
    assert gate.state == "conditional"


@pytest.mark.parametrize(("move", "state"), [("hold", "held"), ("recycle", "recycled"), ("stop", "stopped")])
def test_an_outcome_that_stops_work_needs_reasons(
    administrator: Any, forest: Forest, move: str, state: str
) -> None:
    gate = raised(administrator, "gates", forest.alpha, title="Mandate")
    review = raised(administrator, "gate-reviews", forest.alpha, title="Sitting", gate=gate.pk)
    with pytest.raises(Refused, match="Say why"):
        moved(administrator, "gate-reviews", review, move, held_on=TODAY)
    moved(administrator, "gate-reviews", review, move, held_on=TODAY, reasons="The money is not there")
    gate.refresh_from_db()
    assert gate.state == state


def test_a_measured_criterion_is_judged_by_nobody(administrator: Any, forest: Forest) -> None:
    gate = raised(administrator, "gates", forest.alpha, title="Mandate")
    row = raised(
        administrator,
        "gate-criteria",
        forest.alpha,
        title="On time",
        gate=gate.pk,
        measure="slip_days",
        threshold=5,
    )
    with pytest.raises(Refused, match="measured"):
        moved(administrator, "gate-criteria", row, "meet")
    (standing,) = gates_at(administrator, forest.alpha)
    (judged,) = standing.found.criteria
    assert (judged.value, judged.is_met) == (None, None)
