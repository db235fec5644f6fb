"""Tolerances in the database: the rules as SQL, reports, and the colors of a node."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.governance.keeping import last_kept
from lockstep.domain.governance.models import ColorKept, Tolerance
from lockstep.domain.governance.queries import colors_at
from lockstep.domain.governance.queries.colors import color_trends
from lockstep.domain.governance.queries.rolled import chosen_roll_up, rolled_by_choice
from lockstep.domain.governance.rules import color_of, gap_of
from lockstep.domain.governance.vocabulary import Color, Dimension, Reading, RollUp
from lockstep.domain.ledger import Refused, perform, told_at, undo
from lockstep.domain.records.queries import Filter, ListQuery, RecordRow, Scope, listing
from tests.domain.conftest import Forest
from tests.domain.governance.telling import moved, raised

TODAY = date.today()
READINGS = (
    (Dimension.TIME, None, (None, 5.0, 5.5, 11.0, 20.0, 20.5)),
    (Dimension.COST, 1000.0, (None, 880.0, 900.0, 1050.0, 1060.0, 1100.0, 1101.0)),
    (Dimension.COST, None, (1000.0,)),
    (Dimension.BENEFIT, 100.0, (95.0, 94.0, 85.0, 84.0)),
    (Dimension.SCOPE, None, (0.0, 1.0, 50.0)),
    (Dimension.QUALITY, None, (0.0, 1.0)),
    (Dimension.RISK, 0.8, (0.8, 0.7, 0.4)),
    (Dimension.RESOURCE, None, (0.1, 0.11, 0.25, 0.26)),
)


def rows_of(actor: Any, node: int, **query: Any) -> list[RecordRow]:
    return list(listing(actor, "tolerances", Scope(node), ListQuery(**query)).rows)


def test_lists_color_and_filter_by_the_rules(administrator: Any, forest: Forest) -> None:
    """Every reading gives the same color and gap by Python and by the database, which also filters by it."""
    expected = {}
    for dimension, agreed, forecasts in READINGS:
        limits = ((None, None), (0.5, 30.0)) if dimension is Dimension.TIME else ((None, None),)
        days = (None, 200.0) if dimension is Dimension.TIME else (None,)
        shows = ("", "green", "amber") if dimension is Dimension.COST else ("green",)
        for forecast, (amber, red), left, shown in product(forecasts, limits, days, shows):
            row = raised(
                administrator,
                "tolerances",
                forest.alpha,
                title="Limit",
                dimension=dimension.value,
                agreed=agreed,
                forecast=forecast,
                remaining_days=left,
                amber_limit=amber,
                red_limit=red,
                reported=shown,
                reported_reason="Said by hand",
            )
            color = color_of(dimension, Reading(agreed, forecast, left), amber, red).color
            expected[row.pk] = (color, gap_of(color, Color(shown) if shown else None))
    columns = ("color", "gap", "deviation")
    by_sql = rows_of(administrator, forest.alpha, columns=columns, page_size=0)
    assert {row.id: (row.values["color"], row.values["gap"]) for row in by_sql} == expected
    for color in Color:
        kept = rows_of(
            administrator,
            forest.alpha,
            columns=columns,
            filters=(Filter("color", (color.value,)),),
            page_size=0,
        )
        assert {row.id for row in kept} == {pk for pk, found in expected.items() if found[0] is color}
        assert kept


def test_a_reading_is_dated_and_becomes_stale(administrator: Any, forest: Forest) -> None:
    row = raised(
        administrator,
        "tolerances",
        forest.alpha,
        title="Budget",
        dimension="cost",
        agreed=1000,
        forecast=1000,
        cycle_days=10,
    )
    assert (row.measured_on, row.fresh_until) == (TODAY, TODAY + timedelta(days=10))
    edit = {"register": "tolerances", "record": row.pk, "version": row.version}
    changes = {"measured_on": (TODAY - timedelta(days=11)).isoformat()}
    perform("records.change_record", actor=administrator, arguments={**edit, "changes": changes})
    (found,) = rows_of(administrator, forest.alpha, columns=("color", "why"))
    assert found.values["color"] == "gray"


def test_a_color_better_than_the_figures_is_refused_without_a_reason(
    administrator: Any, forest: Forest
) -> None:
    row = raised(
        administrator,
        "tolerances",
        forest.alpha,
        title="Budget",
        dimension="cost",
        agreed=1000,
        forecast=1200,
        owner=administrator.pk,
    )
    edit = {"register": "tolerances", "record": row.pk, "version": row.version}
    with pytest.raises(Refused, match="say red"):
        perform(
            "records.change_record", actor=administrator, arguments={**edit, "changes": {"reported": "green"}}
        )
    changes = {"reported": "green", "reported_reason": "The claim is settled and not booked yet"}
    perform("records.change_record", actor=administrator, arguments={**edit, "changes": changes})
    row.refresh_from_db()
    assert row.reported_until == TODAY + timedelta(days=row.cycle_days)
    moved(administrator, "tolerances", row, "agree")
    (found,) = rows_of(administrator, forest.alpha, flags=("gap",), columns=("gap",))
    assert found.values["gap"] == 2
    (beyond,) = rows_of(administrator, forest.alpha, flags=("beyond",))
    assert beyond.id == row.pk


def test_an_override_runs_out(administrator: Any, forest: Forest) -> None:
    row = raised(
        administrator,
        "tolerances",
        forest.alpha,
        title="Budget",
        dimension="cost",
        reported="green",
        reported_reason="Counted by hand",
        owner=administrator.pk,
    )
    moved(administrator, "tolerances", row, "agree")
    assert len(rows_of(administrator, forest.alpha, flags=("unsupported",))) == 1
    type(row).objects.filter(pk=row.pk).update(reported_until=TODAY - timedelta(days=1))
    assert rows_of(administrator, forest.alpha, flags=("unsupported",)) == []


def test_the_colors_of_a_node_and_what_drives_them(administrator: Any, forest: Forest) -> None:
    for title, dimension, forecast, advisory in (
        ("Finish", "time", 7, False),
        ("Open defects", "quality", 1, True),
        ("Changes", "scope", 0, False),
    ):
        row = raised(
            administrator,
            "tolerances",
            forest.alpha,
            title=title,
            dimension=dimension,
            forecast=forecast,
            is_advisory=advisory,
            owner=administrator.pk,
        )
        moved(administrator, "tolerances", row, "agree")
    (found,) = colors_at(administrator, forest.alpha)
    assert (found.overall.color, found.overall.driver) == (Color.AMBER, "Finish")
    assert found.overall.counts[Color.RED] == 1


def cost_row(actor: Any, node: int) -> Any:
    columns = ("color", "deviation", "live_words", "why")
    (row,) = [row for row in rows_of(actor, node, columns=columns) if row.title == "Cost"]
    return row


def test_cost_is_read_from_the_plan_against_the_approved_baseline_or_the_budget(
    administrator: Any, forest: Forest
) -> None:
    """Fixed costs and hours against the baseline, then a typed budget; two currencies are never added up."""

    def do(action: str, **arguments: Any) -> Any:
        return perform(action, actor=administrator, arguments=arguments).value

    fields = {"dimension": "cost", "reads": "live", "owner": administrator.pk}
    tolerance = raised(administrator, "tolerances", forest.alpha, title="Cost", **fields)
    moved(administrator, "tolerances", tolerance, "agree")
    found = cost_row(administrator, forest.alpha)
    assert found.words["live_words"] == "Nothing in the plan of Alpha has a cost."
    row = do("planning.add_activity", project=forest.dig, name="Dig", duration_ticks=4_800)
    crew = do(
        "people.add_resource", node=forest.alpha, name="Crew", cost_per_hour_minor=10_000, currency="EUR"
    )
    do("planning.assign", activity=row.pk, resource=crew.pk)
    row.refresh_from_db()
    changes = {"fixed_cost_minor": 20_000}
    do("planning.change_activity", activity=row.pk, version=row.version, changes=changes)
    found = cost_row(administrator, forest.alpha)
    assert found.values["color"] == "gray"
    assert (
        found.words["live_words"] == "Alpha comes to 1,000 EUR by its plan; no approved baseline holds Dig."
    )
    baseline = do("planning.capture_baseline", node=forest.alpha, name="Agreed")
    do("planning.approve_baseline", baseline=baseline.pk, version=1)
    assert cost_row(administrator, forest.alpha).values["color"] == "green"
    row.refresh_from_db()
    changes = {"fixed_cost_minor": 26_000}
    do("planning.change_activity", activity=row.pk, version=row.version, changes=changes)
    found = cost_row(administrator, forest.alpha)
    assert (found.values["color"], round(found.values["deviation"], 4)) == ("amber", 0.06)
    words = "Alpha comes to 1,060 EUR by its plan, against the 1,000 EUR of baseline “Agreed”."
    assert found.words["live_words"] == words
    tolerance.refresh_from_db()
    edit = {"register": "tolerances", "record": tolerance.pk, "version": tolerance.version}
    do("records.change_record", **edit, changes={"agreed": 900})
    found = cost_row(administrator, forest.alpha)
    assert found.values["color"] == "red"
    assert found.words["live_words"].endswith("against the budget of 900 EUR.")
    other = do("planning.add_activity", project=forest.pour, name="Pour", duration_ticks=4_800)
    changes = {"fixed_cost_minor": 5_000}
    do("planning.change_activity", activity=other.pk, version=other.version, changes=changes)
    assert "1,110 EUR" in cost_row(administrator, forest.alpha).words["live_words"]
    do("planning.open_plan", project=forest.pour, changes={"currency": "USD"})
    found = cost_row(administrator, forest.alpha)
    assert (found.values["color"], found.values["why"]) == ("gray", "There is no forecast.")
    assert "EUR and USD, and no rate of exchange is known" in found.words["live_words"]


def test_the_roll_up_is_chosen_for_a_place_and_holds_below(administrator: Any, forest: Forest) -> None:
    """Nobody chose: the worst. Chosen above, it holds below, until the place below chooses another."""
    assert chosen_roll_up(administrator, forest.alpha).option is RollUp.WORST
    choose = "governance.choose_roll_up"
    perform(choose, actor=administrator, arguments={"node": forest.alpha, "option": "weighted"})
    found = chosen_roll_up(administrator, forest.dig)
    assert (found.option, found.node, found.node_name) == (RollUp.WEIGHTED, forest.alpha, "Alpha")
    perform(choose, actor=administrator, arguments={"node": forest.dig, "option": "counted"})
    outcome = perform(choose, actor=administrator, arguments={"node": forest.dig, "option": "material"})
    assert chosen_roll_up(administrator, forest.dig).option is RollUp.MATERIAL
    undo(outcome.change_set_id, actor=administrator)
    for node, forecast in ((forest.alpha, 1000), (forest.dig, 1200), (forest.pour, 1000)):
        fields = {"dimension": "cost", "agreed": 1000, "forecast": forecast, "owner": administrator.pk}
        moved(
            administrator,
            "tolerances",
            raised(administrator, "tolerances", node, title="Cost", **fields),
            "agree",
        )
    # One red of three by count; no project has activities, so by weight of activities each weighs alike too.
    paths = {node: nodes_by_id([node])[node].path for node in (forest.alpha, forest.beta, forest.pour)}
    by_choice = rolled_by_choice(administrator, paths, colors_at(administrator, forest.portfolio))
    assert {node: found.color.value for node, found in by_choice.items()} == {
        forest.alpha: "red",
        forest.pour: "green",
    }
    assert chosen_roll_up(administrator, forest.dig).option is RollUp.COUNTED
    assert chosen_roll_up(administrator, forest.alpha).option is RollUp.WEIGHTED


def test_colors_are_kept_day_by_day_so_that_the_gap_is_seen_over_time(
    administrator: Any, forest: Forest
) -> None:
    """A color that stays is kept once, of one day the last counts, and each change begins a span."""
    fields = {"dimension": "cost", "agreed": 1000, "owner": administrator.pk, "cycle_days": 300}
    with told_at(timezone.now() - timedelta(days=20)):
        row = raised(administrator, "tolerances", forest.alpha, title="Cost", forecast=1000, **fields)
        moved(administrator, "tolerances", row, "agree")

    def change(days_ago: int, **changes: Any) -> None:
        row.refresh_from_db()
        edit = {"register": "tolerances", "record": row.pk, "version": row.version, "changes": changes}
        with told_at(timezone.now() - timedelta(days=days_ago)):
            perform("records.change_record", actor=administrator, arguments=edit)

    change(15, forecast=1010)
    change(10, forecast=1200)
    change(10, reported="amber", reported_reason="The claim will be settled")
    change(0, forecast=1060)
    (spans,) = color_trends(administrator, forest.alpha, TODAY - timedelta(days=90)).values()
    assert [(span.computed.value, span.reported and span.reported.value, span.gap) for span in spans] == [
        ("green", None, None),
        ("red", "amber", 1),
        ("amber", "amber", 0),
    ]
    assert (spans[0].until, spans[-1].until) == (spans[1].since, None)
    assert color_trends(administrator, forest.alpha, TODAY)[row.pk] == spans[-1:]


def test_keeping_colors_reads_one_row_a_tolerance_however_many_and_however_long_kept(
    administrator: Any, forest: Forest
) -> None:
    """The statements are the same at few and at many, and none of them fetches a history."""
    costs = []
    for tolerances, days in ((2, 2), (20, 60)):
        rows = Tolerance.objects.bulk_create(
            Tolerance(
                key=f"T-{tolerances}-{number}",
                title="Cost",
                node_id=forest.alpha,
                state="agreed",
                raised_on=TODAY,
                dimension="cost",
                judged_color="red",
            )
            for number in range(tolerances)
        )
        ColorKept.objects.bulk_create(
            ColorKept(
                tolerance=row, since=TODAY - timedelta(days=day + 1), computed="green" if day else "red"
            )
            for row in rows
            for day in range(days)
        )
        found = [row.pk for row in rows]
        with CaptureQueriesContext(connection) as captured:
            assert last_kept(found, TODAY) == dict.fromkeys(found, ("red", ""))
        costs.append(len(captured))
        with connection.cursor() as cursor:
            cursor.execute(captured[0]["sql"])
            assert len(cursor.fetchall()) == tolerances
        long_ago = last_kept(found, TODAY - timedelta(days=days))
        assert long_ago == dict.fromkeys(found, ("green", ""))
        assert last_kept(found, TODAY - timedelta(days=days + 1)) == {}
    assert costs == [1, 1]
