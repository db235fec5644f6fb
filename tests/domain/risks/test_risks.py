"""What the app does beyond fields: totals, common causes, escalation, the clock of issues, scores in lists."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from lockstep.domain.ledger import Forbidden, Refused, perform, undo
from lockstep.domain.records.queries import Filter, ListQuery, Scope, detail, listing
from lockstep.domain.risks.actions import keep_effects
from lockstep.domain.risks.queries import common_causes, concentrations, exposures, response_worths
from lockstep.domain.risks.scales import FIVE
from lockstep.foundation.ticks import ticks_of_iso
from tests.domain.conftest import Forest

TODAY = date.today()


def raised(actor: Any, register: str, node: int, **fields: Any) -> Any:
    """Raise a record and return it."""
    arguments = {"register": register, "node": node, "fields": {"title": "Vendor late", **fields}}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def test_the_standing_that_is_stored_is_that_of_the_scales(administrator: Any, forest: Forest) -> None:
    """Every combination of a coarse set gives the score and band of the shipped grid, and lists go by them."""
    for likelihood, time, cost in product((None, 1, 3, 5), (None, 1, 4, 5), (None, 2)):
        levels = {"likelihood": likelihood, "time_level": time, "cost_level": cost}
        raised(administrator, "risks", forest.dig, **levels)
    columns = ("likelihood", "time_level", "cost_level", "impact", "score", "band")
    query = ListQuery(columns=columns, sort="-score", page_size=0)
    rows = listing(administrator, "risks", Scope(forest.dig), query).rows
    assert len(rows) == 32
    for row in rows:
        values = row.values
        impact = FIVE.impact_of([values["time_level"], values["cost_level"], None, None])
        band = FIVE.band_of(values["likelihood"], impact)
        assert values["score"] == FIVE.score_of(values["likelihood"], impact)
        assert values["band"] == (band.value if band else "")
    scores = [row.values["score"] for row in rows if row.values["score"] is not None]
    assert scores == sorted(scores, reverse=True)
    for band in ("low", "moderate", "high", "extreme"):
        query = ListQuery(columns=columns, filters=(Filter("band", (band,)),), page_size=0)
        kept = listing(administrator, "risks", Scope(forest.dig), query).rows
        assert {row.id for row in kept} == {row.id for row in rows if row.values["band"] == band}


def test_exposure_shows_threats_opportunities_and_their_net(administrator: Any, forest: Forest) -> None:
    """The example by hand, in cents; a closed risk and one without money do not count."""
    raised(administrator, "risks", forest.dig, probability=0.3, impact_cost=20_000_000)
    raised(administrator, "risks", forest.pour, kind="opportunity", probability=0.2, impact_cost=5_000_000)
    raised(administrator, "risks", forest.pour, probability=0.9)
    (found,) = exposures(administrator, forest.alpha)
    assert found.currency == "EUR"
    assert (found.gross_threat, found.gross_opportunity, found.net) == (6_000_000, 1_000_000, 5_000_000)
    assert round(found.deviation / 100_000, 2) == 93.81
    assert found.count == 2


def test_amounts_of_two_currencies_are_not_added(administrator: Any, forest: Forest) -> None:
    row = raised(administrator, "risks", forest.dig, probability=0.5, impact_cost=100)
    type(row).objects.filter(pk=row.pk).update(currency="USD")
    raised(administrator, "risks", forest.dig, probability=0.5, impact_cost=300)
    assert [(item.currency, item.net) for item in exposures(administrator, forest.alpha)] == [
        ("EUR", 150.0),
        ("USD", 50.0),
    ]


def test_a_cause_that_two_projects_name_is_shared(administrator: Any, forest: Forest) -> None:
    raised(administrator, "risks", forest.dig, common_cause="One test bench")
    assert common_causes(administrator, forest.alpha) == ()
    raised(administrator, "risks", forest.dig, common_cause="one test bench")
    assert common_causes(administrator, forest.alpha) == ()
    raised(administrator, "risks", forest.pour, common_cause="one test bench ")
    (found,) = common_causes(administrator, forest.alpha)
    assert found.projects == 2
    assert len(found.risks) == 3


def test_an_escalated_risk_stays_the_same_record(administrator: Any, forest: Forest) -> None:
    """Key and id stay; its home is the program; undo brings it back down; the top has no level above."""
    row = raised(administrator, "risks", forest.dig)
    with pytest.raises(Refused, match="why"):
        perform(
            "risks.escalate_risk", actor=administrator, arguments={"risk": row.pk, "version": row.version}
        )
    arguments = {"risk": row.pk, "version": row.version, "reason": "Score 20"}
    outcome = perform("risks.escalate_risk", actor=administrator, arguments=arguments)
    assert (outcome.value.key, outcome.value.node_id) == (row.key, forest.alpha)
    undo(outcome.change_set_id, actor=administrator)
    row.refresh_from_db()
    assert row.node_id == forest.dig
    top = raised(administrator, "risks", forest.portfolio)
    arguments = {"risk": top.pk, "version": top.version, "reason": "Score 20"}
    with pytest.raises(Refused, match="top"):
        perform("risks.escalate_risk", actor=administrator, arguments=arguments)


def test_a_viewer_may_not_escalate(
    administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    viewer = make_person("Vera Viewer", "viewer", forest.alpha)
    row = raised(administrator, "risks", forest.dig)
    arguments = {"risk": row.pk, "version": row.version, "reason": "Score 20"}
    with pytest.raises(Forbidden):
        perform("risks.escalate_risk", actor=viewer, arguments=arguments)


def test_the_days_of_an_impact_run_from_low_to_high(administrator: Any, forest: Forest) -> None:
    with pytest.raises(Refused, match="at best"):
        raised(administrator, "risks", forest.dig, days_low=9, impact_days=5)


def test_the_clock_of_an_issue_follows_its_severity(administrator: Any, forest: Forest) -> None:
    """2 days when critical, 10 when medium; a day that somebody gave stays."""
    row = raised(administrator, "issues", forest.dig, severity="critical")
    assert row.escalate_on == TODAY + timedelta(days=2)
    arguments = {
        "register": "issues",
        "record": row.pk,
        "version": row.version,
        "changes": {"severity": "medium"},
    }
    row = perform("records.change_record", actor=administrator, arguments=arguments).value
    assert row.escalate_on == TODAY + timedelta(days=10)
    given = raised(administrator, "issues", forest.dig, escalate_on=TODAY.isoformat())
    assert given.escalate_on == TODAY
    type(row).objects.filter(pk=row.pk).update(escalate_on=TODAY - timedelta(days=1))
    query = ListQuery(flags=("escalation_due",))
    assert [found.id for found in listing(administrator, "issues", Scope(forest.dig), query).rows] == [row.pk]


def test_a_risk_that_happened_becomes_an_issue_and_keeps_its_history(
    administrator: Any, forest: Forest
) -> None:
    risk = raised(administrator, "risks", forest.dig)
    arguments = {"register": "risks", "record": risk.pk, "to": "issues"}
    issue = perform("records.convert_record", actor=administrator, arguments=arguments).value
    risk.refresh_from_db()
    assert risk.state == "occurred"
    assert issue.title == risk.title


def test_a_blocker_delays_the_program_once_it_has_eaten_the_float(administrator: Any, forest: Forest) -> None:
    """Survey has 5 days of float beside Dig: a week on the calendar; 14 days of standing cost 5 working days."""

    def do(action: str, **arguments: Any) -> Any:
        return perform(action, actor=administrator, arguments=arguments).value

    do("planning.open_plan", project=forest.dig, changes={"start_ticks": ticks_of_iso("2026-01-05T08:00")})
    survey = do("planning.add_activity", project=forest.dig, name="Survey", duration_ticks=5 * 4_800)
    do("planning.add_activity", project=forest.dig, name="Dig", duration_ticks=10 * 4_800)
    since = TODAY - timedelta(days=14)
    row = raised(administrator, "blockers", forest.dig, raised_on=since.isoformat())
    ends = {
        "source": {"type": "risks.blocker", "id": row.pk},
        "target": {"type": "planning.activity", "id": survey.pk},
    }
    do("records.link_records", kind="blocks", **ends)
    query = ListQuery(columns=("float_days", "slips_from", "program_days"), flags=("delays",))
    (found,) = listing(administrator, "blockers", Scope(forest.alpha), query).rows
    assert found.values["float_days"] == 5
    assert found.values["slips_from"] == (since + timedelta(days=7)).isoformat()
    assert found.values["program_days"] == 5
    survey.refresh_from_db()
    changes = {"duration_ticks": 10 * 4_800}
    do("planning.change_activity", activity=survey.pk, version=survey.version, changes=changes)
    (found,) = listing(administrator, "blockers", Scope(forest.alpha), query).rows
    assert (found.values["float_days"], found.values["program_days"]) == (0, 10)


def test_threats_are_shared_out_by_project_cause_and_owner(administrator: Any, forest: Forest) -> None:
    """60 of 100 in one project, 40 of a cause; the opportunity and the closed one do not count."""
    raised(administrator, "risks", forest.dig, probability=0.5, impact_cost=12_000, owner=administrator.pk)
    raised(administrator, "risks", forest.pour, probability=0.4, impact_cost=10_000, common_cause="One bench")
    raised(administrator, "risks", forest.pour, kind="opportunity", probability=0.9, impact_cost=10_000)
    (found,) = concentrations(administrator, forest.alpha)
    assert (found.currency, found.total, found.top_share) == ("EUR", 10_000, 1)
    assert [(item.share, item.risks) for item in found.by_project] == [(0.6, 1), (0.4, 1)]
    assert [(item.label, item.share) for item in found.by_cause] == [("One bench", 0.4)]
    assert [item.label for item in found.by_owner][1] == "nobody"


def test_the_best_bargain_among_responses_comes_first(administrator: Any, forest: Forest) -> None:
    """4 days for 2,000 are 2 a thousand; worth is what it takes off the expected money, less its cost."""
    fields = {"response": "reduce", "probability": 0.5, "impact_cost": 1_000_000, "residual_probability": 0.1}
    dear = raised(
        administrator, "risks", forest.dig, response_cost=400_000, residual_cost=1_000_000, **fields
    )
    cheap = raised(
        administrator, "risks", forest.dig, response_cost=200_000, residual_cost=1_000_000, **fields
    )
    keep_effects({dear.pk: (9.0, 4.0), cheap.pk: (9.0, 4.0)}, revision=1)
    found = response_worths(administrator, forest.alpha)
    assert [(item.id, item.days_per_thousand, item.worth) for item in found] == [
        (cheap.pk, 2.0, 200_000.0),
        (dear.pk, 1.0, 0.0),
    ]


def test_an_end_outside_ones_view_shows_its_dates_only(
    administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    """A risk of one project threatens an activity of another that its reader may not see."""

    def do(action: str, **arguments: Any) -> Any:
        return perform(action, actor=administrator, arguments=arguments).value

    do("planning.open_plan", project=forest.dig, changes={"start_ticks": ticks_of_iso("2026-01-05T08:00")})
    hidden = do("planning.add_activity", project=forest.dig, name="Secret dig", duration_ticks=5 * 4_800)
    risk = raised(administrator, "risks", forest.pour)
    ends = {
        "source": {"type": "risks.risk", "id": risk.pk},
        "target": {"type": "planning.activity", "id": hidden.pk},
    }
    do("records.link_records", kind="threatens", **ends)
    (link,) = detail(make_person("Vera", "viewer", forest.pour), "risks", risk.pk).links
    assert (link.end.is_stub, link.end.key, link.end.title) == (True, "", "activity outside your view")
    assert (link.end.start, link.end.finish) == (date(2026, 1, 5), date(2026, 1, 9))
