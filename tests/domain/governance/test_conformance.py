"""What the project office asks: classes, checks, scores."""

from typing import Any

import pytest

from lockstep.domain.governance.conforming import Cell, Check, ProjectLevel, conformance, score_of
from lockstep.domain.governance.queries import conformances
from lockstep.domain.ledger import Refused, perform, undo
from lockstep.domain.records.queries import record_row
from lockstep.domain.strategy.models import Demand
from tests.domain.conftest import Forest
from tests.domain.governance.telling import moved, raised


def check(asks: str, level: ProjectLevel = ProjectLevel.SMALL, weight: float = 1.0) -> Check:
    """Return a check."""
    return Check(1, "PK-1", asks, asks, level, weight)


def test_the_score_is_the_weighted_share_of_what_is_asked() -> None:
    """Three of weight met and one of weight half met: 3.5 of 4."""
    cells = (Cell(check("manager", weight=3), 1.0), Cell(check("risks.owner"), 0.5), Cell(check("x"), None))
    assert score_of(cells) == 0.875
    assert score_of(()) is None


def test_more_is_asked_of_higher_classes_and_an_unclassified_project_counts_as_standard() -> None:
    checks = (check("manager"), check("sponsor", ProjectLevel.MAJOR))
    shares = {"manager": 1.0, "sponsor": 0.0}
    assert conformance(1, "A", ProjectLevel.CRITICAL, checks, shares).score == 0.5
    usual = conformance(1, "A", None, checks, shares)
    assert (usual.score, usual.level, usual.is_classified) == (1.0, ProjectLevel.STANDARD, False)


def test_projects_are_held_against_details_plans_registers_and_fields(
    administrator: Any, forest: Forest
) -> None:
    for asks in ("manager", "baseline", "risks", "risks.owner"):
        raised(administrator, "project-checks", forest.alpha, title=asks, asks=asks)
    raised(administrator, "risks", forest.dig, title="Owned", owner=administrator.pk)
    raised(administrator, "risks", forest.dig, title="Not owned")
    level = raised(administrator, "project-classes", forest.dig, title="Class", level="critical")
    moved(administrator, "project-classes", level, "agree")
    found = {item.node: item for item in conformances(administrator, forest.alpha)}
    shares = {cell.check.asks: cell.share for cell in found[forest.dig].cells}
    assert shares == {"manager": 0.0, "baseline": 0.0, "risks": 1.0, "risks.owner": 0.5}
    assert found[forest.dig].level is ProjectLevel.CRITICAL
    assert {cell.check.asks for cell in found[forest.pour].missing} == {"manager", "baseline", "risks"}


def test_only_what_can_be_looked_up_is_asked_for(administrator: Any, forest: Forest) -> None:
    with pytest.raises(Refused, match="Ask for one of"):
        raised(administrator, "project-checks", forest.alpha, title="Mood", asks="mood")
    with pytest.raises(Refused, match="have no field mood"):
        raised(administrator, "project-checks", forest.alpha, title="Mood", asks="risks.mood")


def test_what_is_asked_for_is_typed_and_read_in_words(administrator: Any, forest: Forest) -> None:
    typed = {"Data date": "data_date", "corrective actions": "actions", "Risks: Owner": "risks.owner"}
    for words, kept in typed.items():
        row = raised(administrator, "project-checks", forest.alpha, title=words, asks=words)
        shown = record_row(administrator, "project-checks", row.pk)
        assert (shown.values["asks"], shown.words["asks"].lower()) == (kept, words.lower())


def test_standards_apply_to_projects_of_their_class_once_both_are_agreed(
    administrator: Any, forest: Forest
) -> None:
    """A class that is agreed brings its standards; a standard put in force later reaches the projects of its class."""
    found = {}
    for title, level in (("Report", "small"), ("Charter", "major"), ("Safety case", "critical")):
        found[title] = raised(administrator, "standards", forest.alpha, title=title, applies_from=level)
    for title in ("Report", "Safety case"):
        moved(administrator, "standards", found[title], "publish")
    demand = raised(administrator, "demands", forest.alpha, title="Ramp", problem="No way in", cost=100)
    Demand.objects.filter(pk=demand.pk).update(state="accepted")
    start = {"demand": demand.pk, "version": demand.version, "name": "Ramp", "level": "major"}
    outcome = perform("governance.start_project", actor=administrator, arguments=start)

    def applied() -> list[str]:
        rows = {item.node: item for item in conformances(administrator, forest.alpha)}
        return [standard.title for standard in rows[outcome.value.pk].standards]

    assert applied() == ["Report"]
    moved(administrator, "standards", found["Charter"], "publish")
    assert applied() == ["Report", "Charter"]
    moved(administrator, "standards", found["Report"], "supersede")
    assert applied() == ["Charter"]
    undo(outcome.change_set_id, actor=administrator)
    assert outcome.value.pk not in {item.node for item in conformances(administrator, forest.alpha)}
