"""Finishes and what they are held against, whoever asks: for numbers that other apps compute, never for a page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.planning.bridge.compiled import compiled_network
from lockstep.domain.planning.bridge.daycount import working_days_late
from lockstep.domain.planning.bridge.networks import network_of
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.models import Activity
from lockstep.domain.planning.queries.figures import data_dates, last_calendar, node_figures
from lockstep.domain.planning.queries.plan_rows import plan_rows
from lockstep.foundation.ticks import TICKS_PER_DAY


@dataclass(frozen=True, slots=True)
class Held:
    """A finish, what it was agreed to be, and by how many working days it is later; `remaining_days` are left to it."""

    name: str
    finish_ticks: int | None
    agreed_ticks: int | None
    slip_days: float | None
    remaining_days: float | None
    held_by: str


def held_nodes(nodes: Sequence[int], today: int) -> dict[int, Held]:
    """Return the finishes of nodes that have activities, against their baselines; `today` is a day number."""
    places = nodes_by_id(nodes)
    found = {}
    for node, figures in node_figures(SYSTEM, nodes).items():
        compiled = compiled_network(network_of(places[node].path).pk)
        calendar = last_calendar(compiled, rows_below(compiled, places[node].path))
        now = max([*data_dates(compiled, places[node].path).values(), today * TICKS_PER_DAY])
        finish = figures.finish_ticks
        found[node] = Held(
            places[node].name,
            finish,
            figures.baseline_finish_ticks,
            figures.slip_days,
            None if finish is None else max(0.0, working_days_late(compiled, calendar, now, finish) or 0.0),
            f"baseline “{figures.baseline_name}”" if figures.baseline_name else "",
        )
    return found


def held_activities(activities: Sequence[int], today: int) -> dict[int, Held]:
    """Return the finishes of activities against their deadlines, else their baselines."""
    by_project: dict[int, list[int]] = defaultdict(list)
    for activity, project in Activity.objects.filter(pk__in=activities).values_list("pk", "project_id"):
        by_project[project].append(activity)
    found = {}
    for project, members in by_project.items():
        page = plan_rows(SYSTEM, project, also=members)
        for row in page.known.values():
            agreed = row.deadline_ticks if row.deadline_ticks is not None else row.baseline_ticks
            by = "deadline" if row.deadline_ticks is not None else f"baseline “{page.baseline_name}”"
            found[row.activity] = Held(
                f"{row.code} {row.name}".strip(),
                row.finish_ticks,
                agreed,
                None if agreed is None else page.working_days(agreed, row.finish_ticks),
                max(0.0, page.working_days(today * TICKS_PER_DAY, row.finish_ticks) or 0.0),
                by if agreed is not None else "",
            )
    return found
