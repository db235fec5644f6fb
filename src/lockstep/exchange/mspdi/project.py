"""The project's own fields and scheduling options."""

from lockstep.exchange import texts
from lockstep.exchange.document import RawValues
from lockstep.exchange.mspdi.calendars import MappedCalendars
from lockstep.exchange.noticing import Notices
from lockstep.exchange.texts import Parse
from lockstep.exchange.xmlrows import EMPTY_TEXTS
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_MINUTE
from lockstep.plan import Dialect, ProgressRule, Project, ScheduleFrom, SchedulingOptions

_MAPPED = frozenset(
    {
        "Name",
        "Title",
        "GUID",
        "UID",
        "SaveVersion",
        "BuildNumber",
        "ScheduleFromStart",
        "StartDate",
        "FinishDate",
        "StatusDate",
        "CalendarUID",
        "CriticalSlackLimit",
        "DefaultStartTime",
        "DefaultFinishTime",
        "MinutesPerDay",
        "MinutesPerWeek",
        "DaysPerMonth",
        "HonorConstraints",
        "MultipleCriticalPaths",
        "SplitsInProgressTasks",
        "MoveRemainingStartsForward",
        "MoveCompletedEndsBack",
        "Priority",
        "CurrencyCode",
    }
)


class _Header:
    """Typed access to the project's fields, with a finding where one cannot be read."""

    def __init__(self, fields: dict[str, str], notices: Notices) -> None:
        self._fields = fields
        self._notices = notices

    def get(self, name: str, parse: Parse) -> object:
        value = parse[self._fields.get(name)]
        texts.report_bad(parse, [self._fields.get(name)], lambda _: "project", name, self._notices)
        return value

    def moment(self, name: str) -> int:
        return int(self.get(name, Parse(texts.moment, NO_TICKS, "date")))  # type: ignore[call-overload]

    def number(self, name: str, default: float, low: float, high: float) -> float:
        return float(self.get(name, Parse(texts.between(low, high), default, "likely number")))  # type: ignore[arg-type]

    def minute(self, name: str, default: int) -> int:
        return int(self.get(name, Parse(texts.minute_of_day, default, "time of day")))  # type: ignore[call-overload]

    def is_set(self, name: str, default: object) -> bool:
        return bool(self.get(name, Parse(texts.flag, default, "yes or no")))


def map_project(
    fields: dict[str, str], calendars: MappedCalendars, file_name: str, raw: RawValues, notices: Notices
) -> Project:
    """Return the project with its options; fields without a place go to `raw`."""
    header = _Header(fields, notices)
    for name, text in fields.items():
        if name not in _MAPPED and text not in EMPTY_TEXTS:
            raw.keep("project", 0, name, text)
    is_from_start = header.is_set("ScheduleFromStart", True)
    minutes_per_day = header.number("MinutesPerDay", 480.0, 1, 1_440)
    name = fields.get("Title") or fields.get("Name") or file_name or "Project"
    return Project(
        uid=fields.get("GUID") or fields.get("UID") or fields.get("Name") or file_name or "project",
        name=name,
        dialect=Dialect.MICROSOFT,
        start_ticks=header.moment("StartDate"),
        finish_ticks=NO_TICKS if is_from_start else header.moment("FinishDate"),
        data_date_ticks=header.moment("StatusDate"),
        calendar=calendars.index_of(fields.get("CalendarUID"), notices),
        schedule_from=ScheduleFrom.START if is_from_start else ScheduleFrom.FINISH,
        options=_options(fields, header, minutes_per_day),
        minutes_per_day=minutes_per_day,
        minutes_per_week=header.number("MinutesPerWeek", 2400.0, 1, 10_080),
        days_per_month=header.number("DaysPerMonth", 20.0, 1, 31),
        default_start_minute=header.minute("DefaultStartTime", 480),
        default_finish_minute=header.minute("DefaultFinishTime", 1020),
        priority=int(header.number("Priority", 500, 0, 1_000)),
        currency=texts.currency(fields.get("CurrencyCode", "")),
    )


def _options(fields: dict[str, str], header: _Header, minutes_per_day: float) -> SchedulingOptions:
    limit_days = header.number("CriticalSlackLimit", 0.0, -10_000, 10_000)
    return SchedulingOptions(
        progress_rule=(
            ProgressRule.RETAINED_LOGIC
            if header.is_set("SplitsInProgressTasks", True)
            else ProgressRule.PROGRESS_OVERRIDE
        ),
        critical_limit_ticks=round(limit_days * minutes_per_day * TICKS_PER_MINUTE),
        constraints_win=_constraints_win(fields, header),
        is_every_open_end_critical=header.is_set("MultipleCriticalPaths", False),
        updates_remaining_to_status=header.is_set("MoveRemainingStartsForward", False),
        moves_completed_to_status=header.is_set("MoveCompletedEndsBack", False),
    )


def _constraints_win(fields: dict[str, str], header: _Header) -> bool:
    """Microsoft Project writes this element the wrong way round: 0 in every file where the option is on.

    Other programs write it as its name says. Only a file with Microsoft's build number is believed when it says 1.
    """
    return not (header.is_set("HonorConstraints", False) and bool(fields.get("BuildNumber")))
