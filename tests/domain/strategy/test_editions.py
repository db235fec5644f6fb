"""Papers written from data, two editions side by side, and churn month by month."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lockstep.domain.ledger import NotFound, Refused, perform, told_at
from lockstep.domain.outlook.queries.chartering import charter_draft
from lockstep.domain.records.vocabulary import looking_at
from lockstep.domain.strategy.differences import word_difference
from lockstep.domain.strategy.models import Charter
from lockstep.domain.strategy.queries.churn import churn
from lockstep.domain.strategy.queries.editions import compared_editions, editions_of
from lockstep.domain.strategy.rules import requirement_churn
from tests.domain.conftest import Forest

from .test_strategy import changed, goal, moved, raised


def test_words_that_differ_are_marked_on_both_sides() -> None:
    """One of three words is another: two of six words differ; put together the pieces are the texts."""
    found = word_difference("open in May", "open in June")
    assert [piece.text for piece in found.before if piece.is_changed] == ["May"]
    assert [piece.text for piece in found.after if piece.is_changed] == ["June"]
    assert "".join(piece.text for piece in found.after) == "open in June"
    assert found.share_changed == pytest.approx(2 / 6)
    assert word_difference("same", "same").is_same
    assert word_difference("", "").share_changed == 0


def test_a_charter_is_written_from_data_and_a_signed_one_gets_a_next_edition(
    administrator: Any, forest: Forest
) -> None:
    """Purpose and success come from objectives that are served, in and out from the scope; what is missing is named."""
    row = goal(administrator, forest.alpha, title="Riders", why="Roads are full", unit="%")
    raised(administrator, "alignments", forest.dig, objective=row.pk, strength=2)
    raised(administrator, "scope-statements", forest.alpha, in_scope="Track", out_of_scope="Parking")
    raised(administrator, "assumptions", forest.alpha, title="The steel comes in March")
    draft = charter_draft(administrator, forest.alpha)
    assert draft.fields["purpose"] == "Serves Riders: Roads are full"
    assert draft.fields["success"] == "Riders: Share of trips, 34 to 50 %"
    assert (draft.fields["in_scope"], draft.fields["out_of_scope"]) == ("Track", "Parking")
    assert draft.fields["assumptions"] == "The steel comes in March"
    assert "tolerances" in draft.missing
    write = {"node": forest.alpha}
    first = perform("outlook.write_charter", actor=administrator, arguments=write).value
    changed(administrator, "charters", first, authority="Decides alone up to 1,000")
    moved(administrator, "charters", first, "send")
    with pytest.raises(Refused, match="in review"):
        perform("outlook.write_charter", actor=administrator, arguments=write)
    moved(administrator, "charters", first, "sign")
    raised(administrator, "assumptions", forest.alpha, title="The crane is ours")
    second = perform("outlook.write_charter", actor=administrator, arguments=write).value
    first.refresh_from_db()
    assert (first.state, second.edition, second.authority) == ("superseded", 2, "Decides alone up to 1,000")
    assert [item.edition for item in editions_of(administrator, "charters", first.pk)] == [2, 1]
    compared = compared_editions(administrator, "charters", second.pk)
    assert (compared.before.id, compared.after.id) == (first.pk, second.pk)
    assert [field.name for field in compared.fields if not field.difference.is_same] == ["assumptions"]
    again = perform("outlook.write_charter", actor=administrator, arguments=write).value
    assert (again.pk, Charter.objects.count()) == (second.pk, 2)
    with pytest.raises(NotFound):
        compared_editions(administrator, "charters", second.pk, 999)


def test_churn_is_what_came_changed_and_went_of_what_stood_before(administrator: Any, forest: Forest) -> None:
    """Two are agreed in January: the baseline. In March one changes and one comes: two of two."""
    assert requirement_churn(1, 1, 0, 4) == pytest.approx(0.5)
    assert requirement_churn(1, 0, 0, 0) is None

    def agreed(title: str) -> Any:
        row = raised(administrator, "requirements", forest.dig, title=title, text="True", acceptance="Test")
        moved(administrator, "requirements", row, "agree")
        return row

    with told_at(datetime(2026, 1, 15, 10, tzinfo=UTC)):
        first, _ = agreed("Doors"), agreed("Brakes")
        changed(administrator, "requirements", first, acceptance="Run")
    with told_at(datetime(2026, 3, 10, 10, tzinfo=UTC)):
        changed(administrator, "requirements", first, text="Always")
        agreed("Bells")
    with looking_at(date(2026, 4, 20)):
        page = churn(administrator, forest.alpha, months=4)
    (line,) = page.lines
    assert line.node == forest.dig
    assert [cell.share for cell in line.cells] == [None, 0, 1, 0]
    assert [cell.standing for cell in line.cells] == [0, 2, 2, 3]
    assert page.total.cells[2].share == 1
