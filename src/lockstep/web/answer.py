"""The figures and pictures of a node's page, from where planning says that it stands."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lockstep.domain.planning.queries.figures import NodeFigures
from lockstep.domain.planning.queries.summary import NodeSummary
from lockstep.web.charts import Milestone, MilestonePicture, milestone_picture
from lockstep.web.words import count_words, finish_day_words, number_words, share_words, slip_words

SHOWN_DRIVERS = 7


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its state."""

    key: str
    value: str
    note: str = ""
    tone: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Driver:
    """One step of what sets the finish."""

    name: str
    project: str
    address: str
    finish_ticks: int | None
    sentence: str
    is_cross_project: bool


@dataclass(frozen=True, slots=True)
class Overdue:
    """A milestone whose date has passed without a finish."""

    name: str
    project: str
    address: str
    at_ticks: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a node's page says first."""

    headline: str
    note: str
    tiles: tuple[Tile, ...]
    picture: MilestonePicture | None
    overdue: tuple[Overdue, ...]
    overdue_words: str
    drivers: tuple[Driver, ...]
    more_drivers: int
    baseline: str
    explained: int | None


def answer_of(summary: NodeSummary) -> Answer | None:
    """Return what the page shows, or None where nothing is scheduled yet."""
    if summary.figures is None:
        return None
    return Answer(
        headline=summary.headline,
        note=summary.subline,
        tiles=tiles_of(summary.figures),
        picture=milestone_picture([_milestone(found) for found in summary.milestones], timezone.localdate()),
        overdue=tuple(
            Overdue(
                found.name, found.project_name, reverse("web:activity", args=[found.activity]), found.at_ticks
            )
            for found in summary.overdue
        ),
        overdue_words=f"{number_words(summary.overdue_count)} overdue" if summary.overdue_count else "",
        drivers=tuple(_driver(step) for step in summary.drivers[:SHOWN_DRIVERS]),
        more_drivers=max(0, len(summary.drivers) - SHOWN_DRIVERS),
        baseline=summary.figures.baseline_name,
        explained=summary.last_activity,
    )


def tiles_of(figures: NodeFigures) -> tuple[Tile, ...]:
    """Return the figures that the page shows first."""
    slip = figures.slip_days
    against = f"{slip_words(slip)} against {figures.baseline_name}" if slip is not None else "no baseline yet"
    return (
        Tile("Finish", finish_day_words(figures.finish_ticks), against, *_slip_mark(slip)),
        Tile(
            "Progress", share_words(figures.progress), f"of {count_words(figures.activity_count, 'activity')}"
        ),
        Tile("Critical", number_words(figures.critical_count), "activities without float"),
        _data_date(figures),
    )


def _slip_mark(slip: float | None) -> tuple[str, str]:
    if slip is None:
        return "none", "No data"
    return ("bad", "Later") if round(slip) > 0 else ("good", "On time")


def _data_date(figures: NodeFigures) -> Tile:
    oldest, newest = figures.data_date_ticks, figures.newest_data_date_ticks
    if oldest is None:
        return Tile("Data date", "none", "nobody has reported yet", "none", "No data")
    # A data date of midnight is the end of the day before, as the headline says it.
    first, last = finish_day_words(oldest), finish_day_words(newest)
    note = "of everything below" if first == last else f"the oldest; newest {last}"
    if figures.silent_count:
        return Tile(
            "Data date", first, f"{count_words(figures.silent_count, 'project')} without", "warn", "Not all"
        )
    return Tile("Data date", first, note, *(("warn", "Stale") if figures.is_stale else ("", "")))


def _milestone(found: Any) -> Milestone:
    return Milestone(
        found.name,
        found.at_ticks,
        # What it is held against: its deadline, or without one the baseline.
        found.deadline_ticks if found.deadline_ticks is not None else found.baseline_ticks,
        slip_words(found.late_days),
        reverse("web:activity", args=[found.activity]),
        found.is_critical,
    )


def _driver(step: Any) -> Driver:
    address = reverse("web:activity", args=[step.activity]) if step.activity else ""
    return Driver(
        step.name, step.project_name, address, step.finish_ticks, step.sentence, step.is_cross_project
    )
