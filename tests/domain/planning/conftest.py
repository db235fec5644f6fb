"""A small program to plan in, and plan files made on the spot."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
from lockstep.foundation.ticks import ticks_of_iso
from lockstep.plan import Calendar, PlanBuilder, Project

DAY = 4_800
MONDAY = ticks_of_iso("2026-01-05T08:00")


def do(action: str, /, **arguments: Any) -> Any:
    """Carry out an action as the server itself."""
    return perform(action, actor=SYSTEM, arguments=arguments).value


class Program:
    """A portfolio with one program of two projects, Dig and Pour."""

    def __init__(self) -> None:
        self.portfolio = do("portfolio.add_node", kind="portfolio", name="City").pk
        self.program = do("portfolio.add_node", kind="program", name="Depot", parent=self.portfolio).pk
        self.dig = self.add_project("Dig")
        self.pour = self.add_project("Pour")

    def add_project(self, name: str) -> int:
        node = do("portfolio.add_node", kind="project", name=name, parent=self.program).pk
        do("planning.open_plan", project=node, changes={"start_ticks": MONDAY})
        return int(node)

    def add(self, project: int, name: str, days: float = 1, **more: Any) -> Any:
        return do("planning.add_activity", project=project, name=name, duration_ticks=int(days * DAY), **more)

    def link(self, before: Any, after: Any, **more: Any) -> Any:
        return do("planning.link_activities", predecessor=before.pk, successor=after.pk, **more)


@pytest.fixture
def program(db: None, _kept_files: None) -> Program:
    return Program()


@pytest.fixture
def committed_program(transactional_db: None, _kept_files: None) -> Program:
    """The same for tests with several connections."""
    return Program()


@pytest.fixture
def _kept_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "files")


@pytest.fixture
def statements() -> Callable[[Callable[[], Any]], int]:
    """Count the statements of a call."""

    def count(call: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count


def plan_file(
    rows: list[tuple[int, str, float]],
    links: list[tuple[int, int]] = (),  # type: ignore[assignment]
    *,
    guids: bool = True,
    parents: dict[int, int] | None = None,
    name: str = "Vendor",
    people: dict[int, str] | None = None,
) -> bytes:
    """Return a Microsoft Project XML file: (uid, name, days) by activity, links by uid, summary by uid."""
    from lockstep.exchange import Format, write

    builder = PlanBuilder(name)
    calendar = builder.add_calendar(Calendar("1", "Standard"))
    builder.add_project(Project("vendor-1", name, start_ticks=MONDAY, calendar=calendar))
    at: dict[int, int] = {}
    above = parents or {}
    for uid, text, days in rows:
        at[uid] = builder.add_activity(
            uids=uid,
            codes=f"V{uid}",
            names=text,
            guids=f"00000000-0000-0000-0000-{uid:012d}" if guids else "",
            kind=3 if uid in above.values() else 0,
            parent=at[above[uid]] if uid in above else -1,
            duration_ticks=0 if uid in above.values() else int(days * DAY),
        )
    for before, after in links:
        builder.add_link(at[before], at[after])
    resources: dict[str, int] = {}
    for number, (uid, person) in enumerate((people or {}).items(), 1):
        if person not in resources:
            resources[person] = builder.add_resource(uids=len(resources) + 1, names=person)
        days = next(days for found, _, days in rows if found == uid)
        builder.add_assignment(
            at[uid],
            uids=number,
            resource=resources[person],
            work_ticks=int(days * DAY),
            remaining_work_ticks=None,
        )
    out = io.BytesIO()
    write(builder.build(), out, Format.MSPDI)
    return out.getvalue()
