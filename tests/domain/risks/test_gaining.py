"""What the schedule says corrective actions have won: by hand, and as the plan moves."""

from datetime import date
from typing import Any

from lockstep.domain.ledger import perform, undo
from lockstep.domain.records.queries import record_row
from lockstep.domain.risks.gaining import NO_DATES, NO_DATES_NOW, NOT_AGREED, NOTHING_LINKED, gain_of
from lockstep.foundation.ticks import ticks_of_iso
from tests.domain.conftest import Forest

MONDAY, FRIDAY, NEXT_TUESDAY = date(2026, 5, 4), date(2026, 5, 8), date(2026, 5, 12)


def test_the_last_finish_counts_in_working_days() -> None:
    """From Tuesday to Friday before it are two working days; a slip has won less than nothing."""
    then, now = {1: MONDAY, 2: NEXT_TUESDAY}, {1: MONDAY, 2: FRIDAY, 3: MONDAY}
    days, words = gain_of(MONDAY, [1, 2, 3], then, now)
    assert days == 2
    assert words == (
        "The last of 2 that it affects was to finish on 12 May 2026 when it was agreed on 04 May 2026, "
        "and now finishes on 08 May 2026."
    )
    assert gain_of(MONDAY, [1], {1: FRIDAY}, {1: NEXT_TUESDAY})[0] == -2
    assert gain_of(MONDAY, [1], {1: FRIDAY}, {1: FRIDAY})[1].endswith("as it still does.")


def test_what_cannot_be_compared_says_why() -> None:
    assert gain_of(None, [1], {}, {}) == (None, NOT_AGREED)
    assert gain_of(MONDAY, [], {}, {}) == (None, NOTHING_LINKED)
    assert gain_of(MONDAY, [1], {}, {1: MONDAY}) == (None, NO_DATES)
    assert gain_of(MONDAY, [1], {1: MONDAY}, {}) == (None, NO_DATES_NOW)


def test_an_action_is_weighed_by_what_the_plan_moved_since_it_was_agreed(
    administrator: Any, forest: Forest
) -> None:
    """Dig takes four days less after the action began: four won of ten expected; undo of each step follows."""

    def do(action: str, **arguments: Any) -> Any:
        return perform(action, actor=administrator, arguments=arguments)

    def stands() -> tuple[Any, ...]:
        values = record_row(administrator, "actions", row.pk).values
        return values["schedule_days"], values["schedule_shortfall"], values["schedule_reason"]

    do("planning.open_plan", project=forest.dig, changes={"start_ticks": ticks_of_iso("2026-01-05T08:00")})
    dig = do("planning.add_activity", project=forest.dig, name="Dig", duration_ticks=10 * 4_800).value
    fields = {
        "title": "Second crew",
        "owner": administrator.pk,
        "due_on": "2026-06-01",
        "expected_days": 10,
    }
    row = do("records.raise_record", register="actions", node=forest.dig, fields=fields).value
    assert stands() == (None, None, NOT_AGREED)
    begun = do("records.move_record", register="actions", record=row.pk, version=row.version, move="begin")
    assert stands() == (None, None, NOTHING_LINKED)
    ends = {
        "source": {"type": "risks.correctiveaction", "id": row.pk},
        "target": {"type": "planning.activity", "id": dig.pk},
    }
    linked = do("records.link_records", kind="affects", **ends)
    assert stands()[0] == 0
    dig.refresh_from_db()
    do(
        "planning.change_activity",
        activity=dig.pk,
        version=dig.version,
        changes={"duration_ticks": 6 * 4_800},
    )
    days, shortfall, reason = stands()
    assert (days, shortfall) == (4, -6)
    assert "was to finish on 16 Jan 2026" in reason
    assert "now finishes on 12 Jan 2026" in reason
    undo(linked.change_set_id, actor=administrator)
    assert stands() == (None, None, NOTHING_LINKED)
    undo(begun.change_set_id, actor=administrator)
    assert stands() == (None, None, NOT_AGREED)
