"""Tolerances that read the plan, the exceptions that raise themselves, and work delegated within limits."""

from datetime import date, timedelta
from typing import Any

import pytest

from lockstep.domain.governance.actions import keep_probabilities  # noqa: F401  the action is registered by it
from lockstep.domain.governance.models import ToleranceException, WorkPackage
from lockstep.domain.governance.packages import working_days
from lockstep.domain.governance.queries import colors_at
from lockstep.domain.governance.vocabulary import Color
from lockstep.domain.ledger import Refused, perform
from lockstep.domain.records.queries import ListQuery, Scope, listing
from tests.domain.governance.telling import moved, raised
from tests.domain.governance.test_change_requests import Site, delegate, longer, site

__all__ = ["site"]
TODAY = date.today()


def capture(site: Site) -> None:
    arguments = {"node": site.forest.alpha, "name": "Approved"}
    baseline = perform("planning.capture_baseline", actor=site.manager, arguments=arguments).value
    arguments = {"baseline": baseline.pk, "version": baseline.version}
    perform("planning.approve_baseline", actor=site.manager, arguments=arguments)


def dig(site: Site, days: int) -> None:
    """Make digging that many days longer than it was at first."""
    edit = longer(site, days)
    perform(edit["action"], actor=site.manager, arguments=edit["arguments"])


def tolerance(site: Site, **fields: Any) -> Any:
    row = raised(site.manager, "tolerances", site.forest.alpha, reads="live", owner=site.manager.pk, **fields)
    moved(site.manager, "tolerances", row, "agree")
    return row


def color_of(site: Site, title: str) -> tuple[Color, float | None]:
    (node,) = [
        place for place in colors_at(site.manager, site.forest.alpha) if place.node == site.forest.alpha
    ]
    (state,) = [state for state in node.states if state.title == title]
    return state.judgment.color, state.judgment.deviation


def test_time_follows_the_forecast_and_leaving_tolerance_proposes_an_exception_once(site: Site) -> None:
    """3 days late is green, 12 amber, 25 red with one exception; back within, it is taken back by itself."""
    capture(site)
    tolerance(site, title="Finish", dimension="time")
    assert color_of(site, "Finish") == (Color.GREEN, 0.0)
    dig(site, 3)
    assert color_of(site, "Finish") == (Color.GREEN, 3.0)
    dig(site, 12)
    assert color_of(site, "Finish") == (Color.AMBER, 12.0)
    assert not ToleranceException.objects.exists()
    dig(site, 25)
    assert color_of(site, "Finish") == (Color.RED, 25.0)
    exception = ToleranceException.objects.get()
    assert (exception.state, exception.stake_days, exception.owner_id) == ("proposed", 25.0, site.manager.pk)
    assert "25 working days late. Alpha finishes on" in exception.found
    dig(site, 26)
    assert ToleranceException.objects.count() == 1
    (listed,) = listing(
        site.manager,
        "tolerances",
        Scope(site.forest.alpha),
        ListQuery(flags=("beyond",), columns=("color", "deviation", "why", "live_forecast")),
    ).rows
    assert (listed.values["color"], listed.values["deviation"]) == ("red", 26.0)
    assert listed.values["why"] == "Beyond the red limit."
    dig(site, 0)
    exception.refresh_from_db()
    assert exception.state == "withdrawn"


def test_a_milestone_is_read_against_its_deadline(site: Site) -> None:
    """Digging must end with its deadline; a tolerance of that activity reads only that."""
    site.first.refresh_from_db()
    row = tolerance(site, title="Digging", dimension="time", milestone=site.first.pk, red_limit=20)
    assert color_of(site, "Digging") == (Color.GRAY, None)
    capture(site)
    dig(site, 7)
    assert color_of(site, "Digging") == (Color.AMBER, 7.0)
    row.refresh_from_db()
    assert row.forecast is None


def test_scope_counts_the_changes_that_nobody_approved(site: Site) -> None:
    tolerance(site, title="Changes", dimension="scope")
    assert color_of(site, "Changes") == (Color.GREEN, 0.0)
    row = raised(
        site.manager,
        "change-requests",
        site.forest.dig,
        title="More",
        reason="Why",
        due_on=TODAY.isoformat(),
    )
    moved(site.manager, "change-requests", row, "submit")
    assert color_of(site, "Changes") == (Color.AMBER, 1.0)
    moved(site.manager, "change-requests", row, "withdraw")
    assert color_of(site, "Changes") == (Color.GREEN, 0.0)


def test_the_probability_of_a_commitment_comes_from_the_analysis(site: Site) -> None:
    """Agreed at 80 %: 80 % is green, 70 % amber, 40 % red; without an analysis it is gray."""
    from lockstep.domain.access.vocabulary import SYSTEM

    row = tolerance(site, title="Sure", dimension="risk", agreed=0.8)
    assert color_of(site, "Sure")[0] is Color.GRAY
    for share, color in ((0.8, Color.GREEN), (0.7, Color.AMBER), (0.4, Color.RED)):
        probabilities = {str(row.pk): (share, "Analysis of today")}
        perform("governance.keep_probabilities", actor=SYSTEM, arguments={"probabilities": probabilities})
        assert color_of(site, "Sure")[0] is color


def test_an_exception_goes_to_who_holds_the_authority_and_only_they_decide(site: Site) -> None:
    """It is routed to the narrowest limit that covers it; a decision beyond one's limit is refused."""
    board = raised(site.administrator, "forums", site.forest.alpha, title="Steering board")
    delegate(site.administrator, site.forest.alpha, matter="all", role="program_manager", most_days=20)
    delegate(site.administrator, site.forest.alpha, matter="all", forum=board.pk, most_days=60)
    capture(site)
    tolerance(site, title="Finish", dimension="time")
    dig(site, 30)
    row = ToleranceException.objects.get()
    assert (row.routed_to, row.forum_id) == ("Steering board", board.pk)
    with pytest.raises(Refused, match="what caused it"):
        moved(site.manager, "exceptions", row, "raise")
    moved(
        site.manager,
        "exceptions",
        row,
        "raise",
        cause="Soft ground",
        consequence="Opening after the summer",
        options="Second crew: 80,000\nBear it",
        recommendation="Second crew: it wins two weeks",
    )
    with pytest.raises(Refused, match="none of the options"):
        moved(site.manager, "exceptions", row, "decide", chosen="Pray", forum=board.pk)
    with pytest.raises(Refused, match=r"\+30 working days.*Steering board"):
        moved(site.manager, "exceptions", row, "decide", chosen="Second crew", forum=None)
    moved(site.manager, "exceptions", row, "decide", chosen="Second crew", forum=board.pk)
    assert (row.state, row.decided_by_id, row.decided_on) == ("decided", site.manager.pk, TODAY)


def test_delegated_work_reports_and_becomes_an_exception_beyond_its_limits(site: Site) -> None:
    """The report sets the next one and counts a late one; the schedule says that it is beyond what was given."""
    row = raised(
        site.manager,
        "work-packages",
        site.forest.dig,
        title="Digging",
        mandate="Dig, and choose the crew",
        delegate=site.digger.pk,
        activity=site.first.pk,
        due_on=(TODAY + timedelta(days=30)).isoformat(),
        most_days=5,
        report_every=7,
        owner=site.manager.pk,
    )
    moved(site.digger, "work-packages", row, "accept")
    assert row.report_due_on == TODAY + timedelta(days=7)
    WorkPackage.objects.filter(pk=row.pk).update(report_due_on=TODAY - timedelta(days=3))
    late = ListQuery(flags=("report_late",))
    assert listing(site.manager, "work-packages", Scope(site.forest.alpha), late).total == 1
    with pytest.raises(Refused, match="Say what was done"):
        moved(site.digger, "work-packages", row, "report")
    finish = (TODAY + timedelta(days=20)).isoformat()
    moved(site.digger, "work-packages", row, "report", report="Half is dug", forecast_on=finish)
    assert (row.reports, row.reports_late, row.report_due_on) == (1, 1, TODAY + timedelta(days=7))
    assert not ToleranceException.objects.exists()
    dig(site, 60)
    exception = ToleranceException.objects.get()
    assert exception.package_id == row.pk
    assert "and 5 were delegated" in exception.found
    beyond = ListQuery(flags=("beyond",))
    assert listing(site.manager, "work-packages", Scope(site.forest.alpha), beyond).total == 1


def test_working_days_leave_weekends_out() -> None:
    friday = date(2026, 11, 20)
    assert working_days(friday, date(2026, 11, 23)) == 1
    assert working_days(friday, date(2026, 12, 4)) == 10
    assert working_days(date(2026, 11, 23), friday) == -1
    assert working_days(friday, date(2026, 11, 22)) == 0
