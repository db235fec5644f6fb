"""Tolerances in the database: the rules as SQL, reports, and the colors of a node."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from lockstep.domain.governance.queries import colors_at
from lockstep.domain.governance.rules import color_of, gap_of
from lockstep.domain.governance.vocabulary import Color, Dimension, Reading
from lockstep.domain.ledger import Refused, perform
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
