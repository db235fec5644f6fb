"""How the ledger's entries are said."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lockstep.domain.ledger.queries.history import ChangeRow, ChangeSetRow
from lockstep.web.history_words import action_words, entry_of, field_words, value_words


@pytest.mark.parametrize(
    ("record", "name", "value", "said"),
    [
        ("planning.activity", "constraint", 0, "none"),
        ("planning.activity", "constraint", 4, "start no earlier than"),
        ("planning.activity", "kind", 0, "activity"),
        ("planning.link", "kind", 0, "FS"),
        ("planning.activity", "share_complete", 0.5, "50 %"),
        ("planning.activitylayer", "low_ticks", 38_400, "8 d"),
        ("planning.activity", "leveling_delay_ticks", 4_800, "1 d"),
        ("planning.activity", "name", None, "nothing"),
    ],
)
def test_values_are_said_in_words(record: str, name: str, value: Any, said: str) -> None:
    """Enums by their word, ticks as days."""
    assert value_words(name, value, record) == said


MADE = (("access.node", "Depot"), ("people.resource", "Ann"))


def test_what_was_done_is_said_in_the_past() -> None:
    """The list tells what people did, and of a large change what it was about."""
    assert action_words("planning.change_activity") == "Changed activity"
    assert action_words("planning.set_data_date") == "Set data date"
    assert action_words("portfolio.add_node") == "Added"
    told = [ChangeRow(kind, 7, 7, name, None, 1, None, {}) for kind, name in MADE]
    row = ChangeSetRow(
        1, 1, "Ann", datetime(2027, 3, 1), "", "planning.apply_import", None, False, {}, 90, tuple(told)
    )
    assert entry_of(row).summary == "Depot, 90 records"


def test_the_history_names_the_activity_of_a_layer_and_leads_with_the_reason(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """ "Radio units: range", and of several edits why they were made."""
    from lockstep.domain.ledger import perform, undo

    def do(action: str, reason: str = "", **arguments: Any) -> Any:
        return perform(action, actor=administrator, arguments=arguments, reason=reason).value

    made = do("planning.add_activity", project=forest.dig, name="Radio units", duration_ticks=4_800)
    do("planning.set_layer", activity=made.pk, changes={"low_ticks": 4_800, "high_ticks": 9_600})
    body = sign_in(administrator).get(reverse("web:history", args=[forest.dig])).content.decode()
    assert "Radio units: range" in body
    # What was recorded by numbers is said by names, and an undo by what it took back.
    mast = do("planning.add_activity", project=forest.dig, name="Mast", duration_ticks=4_800)
    link = do("planning.link_activities", predecessor=made.pk, successor=mast.pk)
    changed = perform(
        "planning.change_link",
        actor=administrator,
        arguments={"link": link.pk, "version": link.version, "lag_ticks": 4_800},
    )
    undo(changed.change_set_id, actor=administrator)
    body = sign_in(administrator).get(reverse("web:history", args=[forest.dig])).content.decode()
    assert len(re.findall(r"Radio units to (?:\S+ )?Mast", body)) >= 3
    assert "“Changed link”</a>" in body
    assert "layer of activity" not in body
    assert "<ins>2 d</ins>" in body
    assert field_words("low_ticks") == "range, low"
    assert "projectplan" not in body


def test_a_group_of_changes_leads_with_its_reason() -> None:
    """The reason is the title; what was done follows it."""
    row = ChangeSetRow(
        1, 1, "Ann", datetime(2027, 3, 1), "Crane is late", "ledger.perform_edits", None, False, {}, 2, ()
    )
    entry = entry_of(row)
    assert entry.title == "Crane is late"
    assert entry.summary.startswith("Several edits")
    assert entry.is_reason_told


def test_the_history_says_records_in_the_words_of_their_registers(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """ "Risk analyzed", names of people and of what is linked; no number, no stored day, no name of a table."""
    from lockstep.domain.ledger import perform

    def do(action: str, **arguments: Any) -> Any:
        return perform(action, actor=administrator, arguments=arguments).value

    title = {"title": "Frost in March"}
    risk = do("records.raise_record", register="risks", node=forest.alpha, fields=title)
    given = {"owner": administrator.pk, "review_on": "2027-03-01"}
    risk = do("records.change_record", register="risks", record=risk.pk, version=risk.version, changes=given)
    do(
        "records.link_records",
        kind="threatens",
        source={"type": "risks.risk", "id": risk.pk},
        target={"type": "access.node", "id": forest.alpha},
    )
    body = sign_in(administrator).get(reverse("web:history", args=[forest.alpha])).content.decode()
    assert "New risk</a>: R-1 Frost in March" in body
    assert "Risk changed</a>" in body
    assert "Review on: <del>nothing</del> → <ins>1 Mar 2027</ins>" in body
    assert f"<ins>{administrator.name}</ins>" in body
    assert "Linked</a>: R-1 Frost in March threatens" in body
    assert "Raise record" not in body
    assert "2027-03-01" not in body
