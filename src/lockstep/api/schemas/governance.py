"""Trials of change requests."""

from typing import Any

from pydantic import Field

from lockstep.api.schemas.schedule import EditsBody
from lockstep.api.shapes import Body, Id, Name, Reason, Shape


class TriedEdit(Body):
    """An edit of a plan as plain data."""

    action: str = Field(min_length=1, max_length=100)
    arguments: dict[str, Any]


class TrialWish(Body):
    """Edits, or a proposal, to be added to the trial of a change request at a version."""

    version: int = Field(ge=1)
    edits: list[TriedEdit] = Field(default=[], max_length=500)
    proposal: Id | None = None


class ChangeWish(EditsBody):
    """Edits to be asked for as a change request; its home is the lowest place above all that they edit."""

    title: Name
    reason: Reason = ""


class TrialTime(Body):
    """The version of the change request whose trial is computed again."""

    version: int = Field(ge=1)


class Trial(Shape):
    """What a trial does at one revision; `finishDays` and `p80Days` are working days later, ticks are moments.

    Cost is that of the plan in minor units, the peak is people of 40 hours in the busiest week.
    """

    request: int
    version: int
    state: str
    is_outdated: bool
    edits: int
    revision: int | None
    sentence: str
    finish_before: int | None
    finish_after: int | None
    finish_days: float | None
    p80_before: int | None
    p80_after: int | None
    p80_days: float | None
    cost_before: int | None
    cost_after: int | None
    cost_currency: str
    peak_before: float | None
    peak_after: float | None
    moved: int
    added: int
    removed: int
    projects: list[dict[str, Any]]
    milestones: list[dict[str, Any]]
    may_decide: str
    approvers: list[str]
