"""What the app does beyond fields: contact, communication, secrets, and the rules as SQL."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from lockstep.domain.access.vocabulary import Role
from lockstep.domain.ledger import Forbidden, Refused, perform, undo
from lockstep.domain.records.queries import Filter, ListQuery, RecordRow, Scope, listing
from lockstep.domain.stakeholders.queries import cut_at
from lockstep.domain.stakeholders.rules import gap_of, priority_of, quadrant_of
from lockstep.domain.stakeholders.vocabulary import Attitude, Cut
from tests.domain.conftest import Forest

TODAY = date.today()


def raised(actor: Any, register: str, node: int, **fields: Any) -> Any:
    """Raise a record and return it."""
    arguments = {"register": register, "node": node, "fields": fields}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def moved(actor: Any, register: str, row: Any, move: str, **fields: Any) -> Any:
    """Move a record; return the outcome."""
    row.refresh_from_db()
    arguments = {
        "register": register,
        "record": row.pk,
        "version": row.version,
        "move": move,
        "fields": fields,
    }
    return perform("records.move_record", actor=actor, arguments=arguments)


def rows_of(actor: Any, register: str, node: int, **query: Any) -> list[RecordRow]:
    return list(listing(actor, register, Scope(node), ListQuery(**query)).rows)


def test_the_rules_and_their_sql_agree(administrator: Any, forest: Forest) -> None:
    """Every combination of a coarse set gives the same quadrant, gap and priority by Python and by the database."""
    attitudes = ("", "resistant", "neutral", "leading")
    for power, interest, current, desired in product(
        (None, 1, 4), (None, 3, 5), attitudes, ("", "supportive")
    ):
        raised(
            administrator,
            "stakeholders",
            forest.alpha,
            title="Somebody",
            power=power,
            interest=interest,
            current=current,
            desired=desired,
        )
    columns = ("power", "interest", "current", "desired", "quadrant", "gap", "priority")
    by_sql = rows_of(
        administrator, "stakeholders", forest.alpha, columns=columns, sort="-priority", page_size=0
    )
    found = []
    for row in by_sql:
        now, wanted = Attitude.of(row.values["current"]), Attitude.of(row.values["desired"])
        power, interest = row.values["power"], row.values["interest"]
        quadrant = quadrant_of(power, interest)
        assert row.values["quadrant"] == (quadrant.value if quadrant else None)
        assert row.values["gap"] == gap_of(now, wanted)
        assert row.values["priority"] == priority_of(power, interest, now, wanted)
        found.append(row.values["priority"])
    known = [value for value in found if value is not None]
    assert known == sorted(known, reverse=True)
    for quadrant in ("manage closely", "keep satisfied", "keep informed", "monitor"):
        kept = rows_of(
            administrator,
            "stakeholders",
            forest.alpha,
            columns=columns,
            filters=(Filter("quadrant", (quadrant,)),),
            page_size=0,
        )
        assert {row.id for row in kept} == {row.id for row in by_sql if row.values["quadrant"] == quadrant}


def test_a_held_contact_freshens_the_stakeholder_and_undo_takes_it_back(
    administrator: Any, forest: Forest
) -> None:
    person = raised(administrator, "stakeholders", forest.alpha, title="Head of operations", cadence_days=14)
    raised_before = (TODAY - timedelta(days=60)).isoformat()
    type(person).objects.filter(pk=person.pk).update(raised_on=raised_before)
    touch = raised(
        administrator, "touchpoints", forest.alpha, title="Night work", stakeholder=person.pk, kind="coffee"
    )
    with pytest.raises(Refused, match="which day"):
        moved(administrator, "touchpoints", touch, "hold")
    with pytest.raises(Refused, match="coming day"):
        moved(administrator, "touchpoints", touch, "hold", held_on=TODAY + timedelta(days=1))
    held = moved(
        administrator, "touchpoints", touch, "hold", held_on=TODAY, attitude_seen="neutral", notes="Agreed"
    )
    person.refresh_from_db()
    assert (person.last_contact_on, person.current) == (TODAY, "neutral")
    assert person.neglected_after == TODAY + timedelta(days=21)
    undo(held.change_set_id, actor=administrator)
    person.refresh_from_db()
    assert person.last_contact_on is None


def test_neglect_is_found_by_the_database(administrator: Any, forest: Forest) -> None:
    person = raised(administrator, "stakeholders", forest.alpha, title="Mayor", cadence_days=10)
    assert not rows_of(administrator, "stakeholders", forest.alpha, flags=("neglected",))
    type(person).objects.filter(pk=person.pk).update(neglected_after=TODAY - timedelta(days=1))
    (row,) = rows_of(administrator, "stakeholders", forest.alpha, flags=("neglected",))
    assert row.id == person.pk


def test_a_sent_message_sets_the_next_day_of_its_plan(administrator: Any, forest: Forest) -> None:
    plan = raised(
        administrator,
        "communication-plan",
        forest.alpha,
        title="State of the program",
        cadence="weekly",
        message="Where we are.",
        due_on=TODAY,
        owner=administrator.pk,
    )
    moved(administrator, "communication-plan", plan, "start")
    sent = raised(administrator, "communications", forest.alpha, title="State", plan=plan.pk)
    moved(administrator, "communications", sent, "send", sent_on=TODAY)
    plan.refresh_from_db()
    assert (plan.last_sent_on, plan.due_on, plan.state) == (TODAY, TODAY + timedelta(days=7), "active")
    once = raised(
        administrator, "communication-plan", forest.alpha, title="Invitation", cadence="once", due_on=TODAY
    )
    sent = raised(administrator, "communications", forest.alpha, title="Invitation", plan=once.pk)
    moved(administrator, "communications", sent, "send", sent_on=TODAY)
    once.refresh_from_db()
    assert once.state == "ended"


def test_assessments_do_not_exist_for_who_may_not_read_secrets(
    administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    """Not in the list, not by sorting, not by filtering."""
    raised(
        administrator,
        "stakeholders",
        forest.alpha,
        title="Mayor",
        power=5,
        interest=5,
        current="resistant",
        desired="neutral",
        private_note="Fears the vote",
    )
    viewer = make_person("Vera Viewer", "viewer", forest.alpha)
    columns = ("power", "current", "priority", "quadrant", "private_note")
    (row,) = rows_of(viewer, "stakeholders", forest.alpha, columns=columns)
    assert not set(columns) & row.values.keys()
    assert rows_of(viewer, "stakeholders", forest.alpha, search="Fears") == []
    kept = rows_of(viewer, "stakeholders", forest.alpha, filters=(Filter("current", ("leading",)),))
    assert [item.title for item in kept] == ["Mayor"]


def test_a_node_says_from_where_on_power_and_interest_are_high(
    administrator: Any, make_person: Callable[..., Any], forest: Forest
) -> None:
    """Who was monitored is managed closely when 3 is high; below, by projects of their own; undo takes it back."""
    facts = {"power": 3, "interest": 3, "current": "resistant", "desired": "supportive"}
    here = raised(administrator, "stakeholders", forest.alpha, title="Mayor", **facts)
    below = raised(administrator, "stakeholders", forest.dig, title="Farmer", **facts)

    def stand() -> list[tuple[Any, ...]]:
        columns = ("quadrant", "priority", "salience")
        found = rows_of(administrator, "stakeholders", forest.alpha, columns=columns, sort="key")
        return [tuple(row.values[name] for name in columns) for row in found]

    monitored, managed = ("monitor", 18, "none"), ("manage closely", 1_018, "dormant")
    assert stand() == [monitored, monitored]
    cut = {"node": forest.alpha, "power": 3, "interest": 3}
    done = perform("stakeholders.set_cut", actor=administrator, arguments=cut)
    assert stand() == [managed, managed]
    perform("stakeholders.set_cut", actor=administrator, arguments={**cut, "node": forest.dig, "power": 4})
    assert stand() == [managed, ("keep informed", 18, "none")]
    view = cut_at(administrator, forest.pour)
    assert (view.cut, view.place.home_name, view.place.is_own) == (Cut(3, 3), "Alpha", False)
    assert cut_at(administrator, forest.alpha).place.others == ((forest.dig, "Dig"),)
    perform("stakeholders.remove_cut", actor=administrator, arguments={"node": forest.dig, "version": 1})
    undo(done.change_set_id, actor=administrator)
    assert stand() == [monitored, monitored]
    assert (here.key, below.key) == ("SH-1", "SH-2")
    with pytest.raises(Refused, match="2 to 5"):
        perform("stakeholders.set_cut", actor=administrator, arguments={**cut, "interest": 1})
    manager = make_person("Pat", Role.PROJECT_MANAGER, forest.alpha)
    with pytest.raises(Forbidden):
        perform("stakeholders.set_cut", actor=manager, arguments=cut)
