"""Quality: a value is judged by its threshold, a check and the defects decide what is verified, gates may ask."""

from typing import Any

import pytest

from lockstep.domain.delivery.queries import quality_measures, quality_page
from lockstep.domain.delivery.rules import keeps_threshold
from lockstep.domain.governance.measures import measured
from lockstep.domain.governance.vocabulary import Measure
from lockstep.domain.ledger import Refused, perform
from lockstep.domain.records.queries import ListQuery, Scope, listing
from tests.domain.conftest import Forest


def raised(actor: Any, register: str, node: int, **fields: Any) -> Any:
    arguments = {"register": register, "node": node, "fields": {"title": "Something", **fields}}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def moved(actor: Any, register: str, row: Any, move: str, **fields: Any) -> Any:
    row.refresh_from_db()
    ends = {"record": row.pk, "version": row.version, "move": move, "fields": fields}
    perform("records.move_record", actor=actor, arguments={"register": register, **ends})
    row.refresh_from_db()
    return row


def test_a_value_at_the_threshold_keeps_it() -> None:
    assert keeps_threshold(99.9, ">=", 99.9)
    assert not keeps_threshold(99.8, ">=", 99.9)
    assert keeps_threshold(30.0, "<=", 30.0)
    assert not keeps_threshold(30.1, "<=", 30.0)
    assert keeps_threshold(0.0, "=", 0.0)


def test_what_is_verified_follows_the_newest_check_and_the_open_defects(
    administrator: Any, forest: Forest
) -> None:
    """Failed at 31, passed at 29; a major defect takes it back until it is fixed and somebody has seen that."""
    deliverable = raised(administrator, "deliverables", forest.dig)
    asked = raised(
        administrator,
        "quality-requirements",
        forest.dig,
        deliverable=deliverable.pk,
        comparator="<=",
        threshold=30.0,
    )
    with pytest.raises(Refused, match="measured"):
        moved(administrator, "quality-requirements", asked, "agree")
    moved(
        administrator, "quality-requirements", asked, "agree", measure="Stopping distance", method="Wet rail"
    )
    path = f"/{forest.portfolio}/"
    assert quality_measures(path).share_verified == 0

    def check(value: float, day: str) -> Any:
        row = raised(administrator, "quality-checks", forest.dig, requirement=asked.pk)
        return moved(
            administrator, "quality-checks", row, "hold", value=value, held_on=day, evidence="Protocol"
        )

    assert check(31.0, "2026-03-02").verdict == "failed"
    assert quality_measures(path).mandatory_failed == 1
    assert check(29.0, "2026-03-09").verdict == "passed"
    found = quality_measures(path)
    assert (found.share_verified, found.mandatory_failed, found.defects_open) == (1, 0, 0)
    defect = raised(administrator, "defects", forest.dig, requirement=asked.pk, severity="major")
    assert quality_measures(path).share_verified == 0
    moved(administrator, "defects", defect, "fix", fixed_how="New pads")
    assert quality_measures(path).share_verified == 0
    moved(administrator, "defects", defect, "verify")
    page = quality_page(administrator, forest.alpha)
    (line,) = page.lines
    assert (line.deliverable, line.count.verified, line.mandatory_open, line.defects) == (
        deliverable.pk,
        1,
        0,
        0,
    )
    (row,) = listing(administrator, "quality-requirements", Scope(forest.alpha), ListQuery()).rows
    assert (row.values["verified"], row.values["verdict"]) == (True, "passed")
    wanted = {Measure.QUALITY_VERIFIED, Measure.MANDATORY_FAILED, Measure.DEFECTS_OPEN}
    assert measured(administrator, {(forest.alpha, path): wanted})[forest.alpha, path] == {
        Measure.QUALITY_VERIFIED: 100,
        Measure.MANDATORY_FAILED: 0,
        Measure.DEFECTS_OPEN: 0,
    }


def test_a_check_without_result_or_evidence_is_not_held(administrator: Any, forest: Forest) -> None:
    asked = raised(administrator, "quality-requirements", forest.dig)
    row = raised(administrator, "quality-checks", forest.dig, requirement=asked.pk)
    with pytest.raises(Refused, match="which day"):
        moved(administrator, "quality-checks", row, "hold")
    with pytest.raises(Refused, match="value that was measured"):
        moved(administrator, "quality-checks", row, "hold", held_on="2026-03-02")
    with pytest.raises(Refused, match="evidence"):
        moved(administrator, "quality-checks", row, "hold", held_on="2026-03-02", verdict="passed")
