"""Who answers for a node, with dates that are never overwritten; and the review of what has no end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from lockstep.domain.ledger import Forbidden, Refused, perform, undo
from lockstep.domain.portfolio.models import Membership, Profile
from lockstep.domain.portfolio.queries import answering_for, reviews_of
from tests.domain.conftest import Forest

TODAY = date.today()


def version_of(node: int) -> int:
    return Profile.objects.get(node_id=node).version


def hand_over(actor: Any, node: int, **more: Any) -> Any:
    arguments = {"node": node, "version": version_of(node), **more}
    return perform("portfolio.hand_over", actor=actor, arguments=arguments, reason="Reorganized")


def held(actor: Any, node: int) -> list[tuple[str, str, int, int | None]]:
    """Return office, holder, and days from today of each tenure."""
    return [
        (row.office.value, row.holder, days(row.from_date) or 0, days(row.to_date))
        for row in answering_for(actor, node).tenures
    ]


def days(day: date | None) -> int | None:
    return None if day is None else (day - TODAY).days


def test_a_manager_who_hands_over_stays_in_the_history(
    administrator: Any, make_person: Callable[..., Any], forest: Forest
) -> None:
    """By the action and by editing the details alike; undo brings the former one back."""
    ann, ben = make_person("Ann", "program_manager", forest.alpha), make_person("Ben", "viewer", forest.alpha)
    Membership.objects.filter(child_id=forest.alpha).update(from_date=TODAY - timedelta(days=100))
    changes = {"manager": ann.pk}
    arguments = {"node": forest.alpha, "version": version_of(forest.alpha), "changes": changes}
    perform("portfolio.change_details", actor=administrator, arguments=arguments)
    assert held(administrator, forest.alpha) == [("manager", "Ann", 0, None)]
    with pytest.raises(Refused, match="took over on"):
        hand_over(
            administrator,
            forest.alpha,
            office="manager",
            holder=ben.pk,
            from_date=str(TODAY - timedelta(days=9)),
        )
    outcome = hand_over(administrator, forest.alpha, office="manager", holder=ben.pk)
    assert held(administrator, forest.alpha) == [("manager", "Ben", 0, None), ("manager", "Ann", 0, 0)]
    assert answering_for(administrator, forest.alpha).manager == "Ben"
    assert outcome.change_set_id is not None
    undo(outcome.change_set_id, actor=administrator)
    assert held(administrator, forest.alpha) == [("manager", "Ann", 0, None)]
    assert answering_for(administrator, forest.alpha).manager == "Ann"


def test_an_organization_is_handed_over_on_a_day_that_is_past(administrator: Any, forest: Forest) -> None:
    """What was known before has its first day from the day on which the node joined."""
    Membership.objects.filter(child_id=forest.alpha).update(from_date=TODAY - timedelta(days=100))
    Profile.objects.filter(node_id=forest.alpha).update(organization="Office")
    day = (TODAY - timedelta(days=10)).isoformat()
    hand_over(administrator, forest.alpha, office="organization", name="Company", from_date=day)
    assert held(administrator, forest.alpha) == [
        ("organization", "Company", -10, None),
        ("organization", "Office", -100, -10),
    ]
    with pytest.raises(Refused, match="already"):
        hand_over(administrator, forest.alpha, office="organization", name="Company")
    coming = (TODAY + timedelta(days=1)).isoformat()
    with pytest.raises(Refused, match="noted on its day"):
        hand_over(administrator, forest.alpha, office="sponsor", name="Mayor", from_date=coming)
    with pytest.raises(Refused, match="written as words"):
        hand_over(administrator, forest.alpha, office="sponsor", holder=administrator.pk)


def test_only_who_may_edit_details_hands_over(
    administrator: Any, make_person: Callable[..., Any], forest: Forest
) -> None:
    reader = make_person("Rea", "viewer", forest.alpha)
    with pytest.raises(Forbidden):
        hand_over(reader, forest.alpha, office="sponsor", name="Mayor")
    assert not answering_for(reader, forest.alpha).may_edit


def test_what_has_no_end_is_to_be_looked_at_again(administrator: Any, forest: Forest) -> None:
    Membership.objects.filter(child_id=forest.alpha).update(from_date=TODAY - timedelta(days=100))
    cycle = {"node": forest.alpha, "version": version_of(forest.alpha), "review_days": 90}
    perform("portfolio.set_review_cycle", actor=administrator, arguments=cycle)
    known = answering_for(administrator, forest.alpha)
    assert (known.next_review_on, known.is_review_due) == (TODAY - timedelta(days=10), True)
    noting = {"node": forest.alpha, "version": known.version, "note": " "}
    with pytest.raises(Refused, match="what came of it"):
        perform("portfolio.note_review", actor=administrator, arguments=noting)
    perform("portfolio.note_review", actor=administrator, arguments={**noting, "note": "Goes on"})
    found = reviews_of(administrator, [forest.alpha, forest.beta])
    assert (found[forest.alpha].next_on, found[forest.alpha].is_due) == (TODAY + timedelta(days=90), False)
    assert (found[forest.beta].next_on, found[forest.beta].has_end) == (None, False)
