"""What differs between Microsoft Project and Primavera P6, as small frozen policy objects."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from lockstep.plan import Dialect


class LatenessMeans(IntEnum):
    """What "as late as possible" does."""

    TOTAL_FLOAT = 0
    """Dates are the late dates, and successors are pushed (Microsoft Project)."""
    FREE_FLOAT = 1
    """Dates use up the free float only (P6)."""


@dataclass(frozen=True, slots=True)
class DialectRules:
    """Scheduling rules of one program, where the two differ.

    Attributes:
        name: as people know it.
        data_date_holds_work: nothing unfinished is scheduled before the data date.
        reports_remaining: early dates of started and finished activities are those of what remains.
        milestones_by_kind: a start milestone goes to the next start of work, a finish milestone does not.
        started_float_by_finish: a started activity's total float is that of its finish.
        constraint_leads_start: a start-no-earlier-than date before the project's start is taken as it is.
        lateness: what "as late as possible" does.
        finish_caps_float: the project's must-finish-by date, where set, is the late finish of open ends.
        resources_drive: work over units on the resources' calendars sets the finish, unless duration is fixed.
    """

    name: str
    data_date_holds_work: bool
    reports_remaining: bool
    milestones_by_kind: bool
    started_float_by_finish: bool
    constraint_leads_start: bool
    lateness: LatenessMeans
    finish_caps_float: bool
    resources_drive: bool


MICROSOFT: Final = DialectRules(
    name="Microsoft Project",
    data_date_holds_work=False,
    reports_remaining=False,
    milestones_by_kind=False,
    started_float_by_finish=True,
    constraint_leads_start=True,
    lateness=LatenessMeans.TOTAL_FLOAT,
    finish_caps_float=False,
    resources_drive=True,
)

PRIMAVERA: Final = DialectRules(
    name="Primavera P6",
    data_date_holds_work=True,
    reports_remaining=True,
    milestones_by_kind=True,
    started_float_by_finish=False,
    constraint_leads_start=False,
    lateness=LatenessMeans.FREE_FLOAT,
    finish_caps_float=True,
    resources_drive=False,
)

RULES: Final = {Dialect.MICROSOFT: MICROSOFT, Dialect.PRIMAVERA: PRIMAVERA}
