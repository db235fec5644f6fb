"""Assurance: reviews with a confidence, findings closed by evidence, ages, and gates that wait for them."""

from datetime import date, timedelta
from typing import Any

import pytest

from lockstep.domain.governance.assuring import AGE_BANDS, Severity, age_days, band_at, counted
from lockstep.domain.governance.queries import gates_at, open_findings
from lockstep.domain.ledger import Forbidden, Refused
from lockstep.domain.records.queries import ListQuery, Scope, listing
from tests.domain.conftest import Forest
from tests.domain.governance.telling import moved, raised

TODAY = date.today()


def test_ages_fall_into_four_bands() -> None:
    assert [band_at(days) for days in (0, 14, 15, 42, 43, 90, 91, 900)] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert len(AGE_BANDS) == 4
    assert age_days(date(2026, 1, 1), None, date(2026, 1, 31)) == 30
    assert age_days(date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 31)) == 10


def test_a_review_reports_with_a_confidence_and_a_report_and_closes_with_its_last_finding(
    administrator: Any, forest: Forest
) -> None:
    review = raised(administrator, "assurance-reviews", forest.alpha, title="Health check", kind="health")
    with pytest.raises(Refused, match="Give the confidence"):
        moved(administrator, "assurance-reviews", review, "report", held_on=TODAY)
    with pytest.raises(Refused, match="Attach the report"):
        moved(administrator, "assurance-reviews", review, "report", held_on=TODAY, confidence="doubt")
    moved(
        administrator,
        "assurance-reviews",
        review,
        "report",
        held_on=TODAY,
        confidence="doubt",
        report_at="Archive",
    )
    finding = raised(
        administrator, "findings", forest.alpha, title="No owner", review=review.pk, severity="critical"
    )
    (row,) = listing(
        administrator, "assurance-reviews", Scope(forest.alpha), ListQuery(flags=("low_confidence",))
    ).rows
    assert row.values["open_findings"] == 1
    with pytest.raises(Refused, match="1 of its findings"):
        moved(administrator, "assurance-reviews", review, "close")
    moved(administrator, "findings", finding, "tolerate", response="It ends with the year")
    moved(administrator, "assurance-reviews", review, "close")


def test_a_finding_is_closed_by_evidence_that_somebody_who_decides_has_seen(
    administrator: Any, forest: Forest, make_person: Any
) -> None:
    review = raised(administrator, "assurance-reviews", forest.alpha, title="Audit")
    manager = make_person("Mona Manager", "project_manager", forest.alpha)
    finding = raised(manager, "findings", forest.alpha, title="No owner", review=review.pk)
    with pytest.raises(Refused, match="Name one owner and a date"):
        moved(manager, "findings", finding, "answer", answer="accepted", response="Named")
    moved(
        manager,
        "findings",
        finding,
        "answer",
        answer="accepted",
        response="Named",
        owner=manager.pk,
        due_on=TODAY,
    )
    with pytest.raises(Refused, match="without evidence it stays open"):
        moved(manager, "findings", finding, "finish")
    moved(manager, "findings", finding, "finish", evidence="Letter")
    with pytest.raises(Forbidden):
        moved(manager, "findings", finding, "close")
    moved(administrator, "findings", finding, "close")
    finding.refresh_from_db()
    assert (finding.state, finding.closed_on) == ("closed", TODAY)


def test_open_findings_are_counted_by_severity_and_age_and_keep_a_gate_shut(
    administrator: Any, forest: Forest
) -> None:
    review = raised(administrator, "assurance-reviews", forest.alpha, title="Audit")
    for severity, age in (("critical", 100), ("critical", 3), ("minor", 20)):
        raised(
            administrator,
            "findings",
            forest.alpha,
            title=f"{severity} of {age} days",
            review=review.pk,
            severity=severity,
            raised_on=TODAY - timedelta(days=age),
        )
    found = open_findings(administrator, forest.alpha)
    assert [item.title for item in found] == [
        "critical of 100 days",
        "critical of 3 days",
        "minor of 20 days",
    ]
    assert counted(found)[Severity.CRITICAL] == (1, 0, 0, 1)
    gate = raised(administrator, "gates", forest.alpha, title="Start")
    raised(
        administrator,
        "gate-criteria",
        forest.alpha,
        title="No critical finding",
        gate=gate.pk,
        measure="findings_critical",
        comparator="=",
        threshold=0,
    )
    (standing,) = gates_at(administrator, forest.alpha)
    assert standing.found.missing == ("No critical finding",)
    assert standing.found.criteria[0].value == 2.0
