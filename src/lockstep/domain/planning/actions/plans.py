"""Settings of a project's plan: its dates, its rules, and where it is mastered."""

from typing import Any, Final

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_schedule
from lockstep.domain.ledger import Work, action
from lockstep.domain.people.actions import checked_currency, open_calendar
from lockstep.domain.planning.bridge.options import checked_options
from lockstep.domain.planning.editing import ensured_plan, hold_network
from lockstep.domain.planning.models import ProjectPlan
from lockstep.domain.planning.vocabulary import EditError, Mastered, MasteredOutside
from lockstep.foundation.ticks import EARLIEST_TICKS, LATEST_TICKS
from lockstep.plan import Dialect, ScheduleFrom

_DATES: Final = frozenset({"start_ticks", "finish_ticks", "data_date_ticks"})
_NUMBERS: Final = frozenset(
    {
        "minutes_per_day",
        "minutes_per_week",
        "days_per_month",
        "default_start_minute",
        "default_finish_minute",
        "priority",
    }
)
_WORDS: Final[dict[str, Any]] = {"dialect": Dialect, "schedule_from": ScheduleFrom}
_OWN: Final = frozenset({"mastered", "source_description", "priority", "currency"})
"""Fields that stay the program's own where the plan is mastered outside."""
_CHANGEABLE: Final = _DATES | _NUMBERS | _WORDS.keys() | _OWN | {"calendar", "options", "code"}


@action("planning.open_plan", version=1)
def open_plan(work: Work, *, project: int, changes: dict[str, Any] | None = None) -> ProjectPlan:
    """Give a project node plan settings, with defaults for what is not given."""
    node = load_node(work, project)
    work.require(may_edit_schedule, node)
    hold_network(work, node)
    row = ensured_plan(work, node)
    values = _values(work, row, changes or {})
    return work.change(row, version=row.version, **values)


@action("planning.change_plan", version=1)
def change_plan(work: Work, *, project: int, version: int, changes: dict[str, Any]) -> ProjectPlan:
    """Change settings of a project's plan; what its source decides stays with the source."""
    node = load_node(work, project)
    work.require(may_edit_schedule, node)
    hold_network(work, node)
    row = ensured_plan(work, node)
    from_source = changes.keys() - _OWN
    if row.mastered == Mastered.OUTSIDE and from_source and changes.get("mastered") != Mastered.HERE.value:
        raise MasteredOutside(
            node.name,
            f"Its {', '.join(sorted(from_source))} would be set back by the next update from "
            f"{row.source_description or row.source_system}. Change it there, or take the plan over first.",
        )
    return work.change(row, version=version, **_values(work, row, changes))


@action("planning.set_data_date", version=1)
def set_data_date(work: Work, *, project: int, version: int, data_date_ticks: int) -> ProjectPlan:
    """Say up to which moment the status of a project is known."""
    return change_plan(work, project=project, version=version, changes={"data_date_ticks": data_date_ticks})


def _values(work: Work, row: ProjectPlan, changes: dict[str, Any]) -> dict[str, Any]:
    unknown = changes.keys() - _CHANGEABLE
    if unknown:
        raise EditError(
            str(row), f"There is no {', '.join(sorted(unknown))} to change; see the plan's settings."
        )
    values = dict(changes)
    for name in _DATES & values.keys():
        if values[name] is not None and not EARLIEST_TICKS <= values[name] <= LATEST_TICKS:
            words = name.removesuffix("_ticks").replace("_", " ")
            raise EditError(str(row), f"Its {words} lies outside the years 1900 to 2200; correct the date.")
    for name, words in _WORDS.items():
        if name in values:
            values[name] = int(_member(row, name, values[name], words))
    if "mastered" in values:
        values["mastered"] = _member(row, "mastered", values["mastered"], Mastered).value
    if "currency" in values:
        values["currency"] = checked_currency(values["currency"], str(row))
    if "calendar" in values:
        values["calendar_id"] = open_calendar(work, values.pop("calendar"), row.node_id).pk
    if "options" in values:
        values["options"] = checked_options({**row.options, **values["options"]})
    return values


def _member(row: ProjectPlan, name: str, value: Any, words: Any) -> Any:
    try:
        return words[value.upper()] if isinstance(value, str) and words is not Mastered else words(value)
    except (KeyError, ValueError) as error:
        known = ", ".join(member.name.lower() for member in words)
        raise EditError(str(row), f"{name} cannot be {value!r}; use one of {known}.") from error
