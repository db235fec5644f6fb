"""What hangs on records: links, comments, files, follows, news, and what happens to it."""

from collections.abc import Callable
from typing import Any

import pytest

from lockstep.domain.ledger import NotFound, Refused, perform, undo
from lockstep.domain.records.actions import store_file
from lockstep.domain.records.queries import (
    attached_file,
    detail,
    inbox,
    orphans,
    record_choices,
    search,
    trace_down,
    trace_up,
    unread_count,
    views,
)
from tests.domain.conftest import Forest
from tests.domain.records.test_risk import raise_risk

RISK = "risks.risk"


def link(actor: Any, kind: str, source: tuple[str, int], target: tuple[str, int], **more: Any) -> Any:
    """Link two things."""
    arguments = {
        "kind": kind,
        "source": {"type": source[0], "id": source[1]},
        "target": {"type": target[0], "id": target[1]},
        **more,
    }
    return perform("records.link_records", actor=actor, arguments=arguments).value


def test_a_link_is_read_from_both_ends_and_goes_with_its_record(administrator: Any, forest: Forest) -> None:
    """Removing a record takes its links along; undo brings both back."""
    one, two = raise_risk(administrator, forest.dig), raise_risk(administrator, forest.wire)
    link(administrator, "caused_by", (RISK, one.pk), (RISK, two.pk), reason="same vendor")
    with pytest.raises(Refused, match="already"):
        link(administrator, "caused_by", (RISK, one.pk), (RISK, two.pk))
    assert [row.words for row in detail(administrator, "risks", two.pk).links] == ["causes"]
    arguments = {"register": "risks", "record": one.pk, "version": 1}
    removed = perform("records.remove_record", actor=administrator, arguments=arguments)
    assert detail(administrator, "risks", two.pk).links == ()
    undo(removed.change_set_id, actor=administrator)
    assert [row.end.id for row in detail(administrator, "risks", two.pk).links] == [one.pk]


def test_what_one_may_not_read_is_a_stub_at_the_other_end(
    administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    """A reader of one project sees that there is a link, not where it leads."""
    one, two = raise_risk(administrator, forest.dig), raise_risk(administrator, forest.wire, title="Hidden")
    link(administrator, "caused_by", (RISK, one.pk), (RISK, two.pk), reason="hidden too")
    vera = make_person("Vera", "viewer", forest.dig)
    (row,) = detail(vera, "risks", one.pk).links
    assert (row.end.is_stub, row.end.title, row.reason) == (True, "record outside your view", "")
    with pytest.raises(NotFound):
        detail(vera, "risks", two.pk)
    assert search(vera, "hidden") == ()
    assert [found.id for found in search(administrator, "HIDDEN")] == [two.pk]
    assert [end.id for end in record_choices(administrator, "dig")] == [forest.dig]


def test_people_hear_of_what_concerns_them(
    administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    """An owner hears of the assignment, a mentioned person of the question, a follower of changes."""
    olga, mark = (
        make_person("Olga", "contributor", forest.dig),
        make_person("Mark", "contributor", forest.dig),
    )
    risk = raise_risk(administrator, forest.dig, owner=olga.pk)
    assert [row.kind for row in inbox(olga)] == ["assigned"]
    arguments = {"type": RISK, "record": risk.pk, "text": "Is this so, @Mark?"}
    perform("records.comment_on", actor=administrator, arguments=arguments)
    assert [row.kind for row in inbox(mark)] == ["mentioned"]
    assert [row.kind for row in inbox(olga)] == ["commented", "assigned"]
    perform("records.follow", actor=mark, arguments={"type": RISK, "record": risk.pk})
    changes = {"register": "risks", "record": risk.pk, "version": 1, "changes": {"title": "New"}}
    perform("records.change_record", actor=administrator, arguments=changes)
    assert inbox(mark)[0].sentence.endswith("title changed.")
    perform("records.mark_read", actor=mark, arguments={})
    assert (unread_count(mark), unread_count(olga)) == (0, 2)


def test_a_file_hangs_on_a_record_and_is_fetched_by_whoever_may_read_it(
    administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    """Content is stored once and given out by the attachment only."""
    risk = raise_risk(administrator, forest.dig)
    digest = store_file(b"bench plan")
    arguments = {"type": RISK, "record": risk.pk, "name": "../plan.txt", "digest": digest}
    row = perform("records.attach_file", actor=administrator, arguments=arguments).value
    assert attached_file(administrator, row.pk).content == b"bench plan"
    assert detail(administrator, "risks", risk.pk).attachments[0].name == "plan.txt"
    with pytest.raises(NotFound):
        attached_file(make_person("Vera", "viewer", forest.wire), row.pk)


def test_only_one_view_is_the_default(administrator: Any, forest: Forest) -> None:
    """A new default takes the place of the former one."""
    common = {"register": "risks", "node": forest.alpha, "query": "sort=-due_on", "is_default": True}
    for name in ("Mine", "Other"):
        perform("records.save_view", actor=administrator, arguments={**common, "name": name})
    assert [(row.name, row.is_default) for row in views(administrator, "risks", forest.dig)] == [
        ("Mine", False),
        ("Other", True),
    ]


def test_the_trace_goes_from_a_risk_over_its_activity_to_the_program(
    administrator: Any, forest: Forest
) -> None:
    """Upward over what is threatened; downward a slipped activity shows its milestone and its risk."""
    dig, gate = (
        perform(
            "planning.add_activity",
            actor=administrator,
            arguments={"project": forest.dig, "name": name, "duration_ticks": ticks},
        ).value
        for name, ticks in (("Dig", 4_800), ("Gate", 0))
    )
    arguments = {"predecessor": dig.pk, "successor": gate.pk}
    perform("planning.link_activities", actor=administrator, arguments=arguments)
    risk = raise_risk(administrator, forest.dig)
    link(administrator, "threatens", (RISK, risk.pk), ("planning.activity", dig.pk))
    up = trace_up(administrator, RISK, risk.pk)
    assert [end.title for end, _ in up.ends] == ["Vendor late", "Dig", "Dig", "Alpha", "Works"]
    down = trace_down(administrator, "planning.activity", dig.pk)
    assert {end.title for end, _ in down.ends} == {"Dig", "Gate", "Vendor late"}
    assert {item.name for item in orphans(administrator, forest.alpha)} == {"projects"}
