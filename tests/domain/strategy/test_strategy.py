"""What the app does beyond fields: coverage, changes passed down, roll-up, ranking, editions, churn."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from lockstep.domain.ledger import Forbidden, Refused, perform, undo
from lockstep.domain.records.queries import ListQuery, RecordRow, Scope, listing, trace_up
from lockstep.domain.strategy.models import Acknowledgment, Charter, Demand
from lockstep.domain.strategy.queries import RankedBy, coverage, ranked_demands, roll_up, weights_at
from lockstep.domain.strategy.rules import progress_of, weighted_score, wsjf_of
from lockstep.domain.strategy.vocabulary import SCORE_WEIGHTS
from tests.domain.conftest import Forest

SOON = (date.today() + timedelta(days=14)).isoformat()
MEASURE = {"measure": "Share of trips", "baseline_value": 34.0, "target_value": 50.0}


def raised(actor: Any, register: str, node: int, **fields: Any) -> Any:
    """Raise a record and return it."""
    arguments = {"register": register, "node": node, "fields": {"title": "Something", **fields}}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def moved(actor: Any, register: str, row: Any, move: str, **fields: Any) -> Any:
    """Move a record; return the outcome."""
    row.refresh_from_db()
    ends = {"record": row.pk, "version": row.version, "move": move, "fields": fields}
    return perform("records.move_record", actor=actor, arguments={"register": register, **ends})


def changed(actor: Any, register: str, row: Any, **changes: Any) -> None:
    """Change a record."""
    row.refresh_from_db()
    arguments = {"register": register, "record": row.pk, "version": row.version, "changes": changes}
    perform("records.change_record", actor=actor, arguments=arguments)
    row.refresh_from_db()


def linked(actor: Any, kind: str, source: tuple[str, int], target: tuple[str, int]) -> None:
    """Link two things."""
    ends = {
        "source": {"type": source[0], "id": source[1]},
        "target": {"type": target[0], "id": target[1]},
    }
    perform("records.link_records", actor=actor, arguments={"kind": kind, **ends})


def rows_of(actor: Any, register: str, node: int, **query: Any) -> list[RecordRow]:
    return list(listing(actor, register, Scope(node), ListQuery(page_size=0, **query)).rows)


def goal(actor: Any, node: int, **fields: Any) -> Any:
    """Set an objective."""
    row = raised(actor, "objectives", node, owner=actor.pk, **{**MEASURE, **fields})
    moved(actor, "objectives", row, "activate")
    return row


def test_an_objective_is_set_with_a_measure_and_reached_by_its_numbers(
    administrator: Any, forest: Forest
) -> None:
    row = raised(administrator, "objectives", forest.alpha, owner=administrator.pk)
    with pytest.raises(Refused, match="what is measured"):
        moved(administrator, "objectives", row, "activate")
    changed(administrator, "objectives", row, **MEASURE)
    moved(administrator, "objectives", row, "activate")
    with pytest.raises(Refused, match="short of the 50"):
        moved(administrator, "objectives", row, "reach", actual_value=49.0)
    moved(administrator, "objectives", row, "reach", actual_value=51.0)
    row.refresh_from_db()
    assert row.state == "reached"


def test_the_rules_and_their_sql_agree(administrator: Any, forest: Forest) -> None:
    """Progress of objectives, score and WSJF of demands, by Python and by the database, also as an order."""
    for baseline, target, actual in product((None, 0.0, 40.0), (20.0, 40.0), (None, 10.0, 50.0)):
        values = {"baseline_value": baseline, "target_value": target, "actual_value": actual}
        given = {name: value for name, value in values.items() if value is not None}
        raised(administrator, "objectives", forest.alpha, **given)
    columns = ("baseline_value", "target_value", "actual_value", "progress")
    found = rows_of(administrator, "objectives", forest.alpha, columns=columns, sort="progress")
    for row in found:
        expected = progress_of(*(row.values[name] for name in columns[:3]))
        assert row.values["progress"] == (None if expected is None else pytest.approx(expected))
    known = [row.values["progress"] for row in found if row.values["progress"] is not None]
    assert known == sorted(known)
    for fit, risk, size, value in product((None, 1, 5), (2, 5), (None, 3), (None, 8)):
        given = {"fit": fit, "risk_level": risk, "job_size": size, "business_value": value}
        others = {"value_level": 4, "technical_fit": 2, "time_criticality": 3, "risk_reduction": 1}
        kept = {name: level for name, level in {**given, **others}.items() if level is not None}
        raised(administrator, "demands", forest.alpha, **kept)
    points = ("business_value", "time_criticality", "risk_reduction", "job_size")
    columns = (*SCORE_WEIGHTS, *points, "score", "wsjf")
    for order in ("score", "wsjf"):
        found = rows_of(administrator, "demands", forest.alpha, columns=columns, sort=f"-{order}")
        for row in found:
            score = weighted_score({name: row.values[name] for name in SCORE_WEIGHTS})
            wsjf = wsjf_of(*(row.values[name] for name in points))
            assert row.values["score"] == (None if score is None else pytest.approx(score))
            assert row.values["wsjf"] == (None if wsjf is None else pytest.approx(wsjf))
        known = [row.values[order] for row in found if row.values[order] is not None]
        assert known == sorted(known, reverse=True)


def test_coverage_counts_what_a_program_says_for_its_projects_until_they_say_otherwise(
    administrator: Any, forest: Forest
) -> None:
    """Weights 3 and 1; the program serves the first with 2, one project says 0 itself; nothing serves the second."""
    first = goal(administrator, forest.alpha, title="Riders", weight=3)
    second = goal(administrator, forest.alpha, title="Night", weight=1)
    raised(administrator, "alignments", forest.alpha, objective=first.pk, strength=2)
    covered = coverage(administrator, forest.alpha)
    assert [line.score for line in covered.lines] == [pytest.approx(0.5), pytest.approx(0.5)]
    assert all(line.cells[0].is_inherited for line in covered.lines)
    raised(administrator, "alignments", forest.pour, objective=first.pk, strength=0)
    covered = coverage(administrator, forest.alpha)
    assert [line.node for line in covered.orphans] == [forest.pour]
    assert [item.id for item in covered.unserved] == [second.pk]
    assert covered.score == pytest.approx(0.25)
    (row,) = rows_of(administrator, "objectives", forest.alpha, flags=("unserved",))
    assert row.id == second.pk


def test_the_trace_runs_from_a_project_over_its_alignment_and_a_withdrawn_one_ends_it(
    administrator: Any, forest: Forest
) -> None:
    row = goal(administrator, forest.alpha)
    said = raised(administrator, "alignments", forest.dig, objective=row.pk, strength=3, reason="It does")

    def reached() -> set[tuple[str, int]]:
        found = trace_up(administrator, "access.node", forest.dig).ends
        return {(end.record_type, end.id) for end, _ in found}

    assert {("strategy.alignment", said.pk), ("strategy.objective", row.pk)} <= reached()
    outcome = moved(administrator, "alignments", said, "withdraw")
    assert ("strategy.objective", row.pk) not in reached()
    undo(outcome.change_set_id, actor=administrator)
    assert ("strategy.objective", row.pk) in reached()


def test_a_change_asks_each_project_that_it_hits_once_and_is_settled_when_all_have_answered(
    administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    """Both projects of the program are hit over its word, save the one that says it does not serve the objective."""
    row = goal(administrator, forest.portfolio)
    change = raised(administrator, "strategy-changes", forest.portfolio, what="Every five minutes")
    announce = {"change": change.pk, "version": change.version, "due_on": SOON}
    with pytest.raises(Refused, match="hits no project"):
        perform("strategy.announce_change", actor=administrator, arguments=announce)
    linked(administrator, "affects", ("strategy.strategychange", change.pk), ("strategy.objective", row.pk))
    raised(administrator, "alignments", forest.alpha, objective=row.pk, strength=2)
    raised(administrator, "alignments", forest.pour, objective=row.pk, strength=0)
    raised(administrator, "alignments", forest.wire, objective=row.pk, strength=1)
    manager = make_person("Mia Manager", "project_manager", forest.portfolio)
    with pytest.raises(Forbidden):
        perform("strategy.announce_change", actor=manager, arguments=announce)
    made = perform("strategy.announce_change", actor=administrator, arguments=announce)
    asked = {ack.node_id: ack for ack in Acknowledgment.objects.filter(change=change)}
    assert asked.keys() == {forest.dig, forest.wire}
    assert {ack.due_on.isoformat() for ack in asked.values()} == {SOON}
    with pytest.raises(Refused, match="2 projects have not"):
        moved(administrator, "strategy-changes", change, "settle")
    with pytest.raises(Refused, match="what follows"):
        moved(administrator, "acknowledgments", asked[forest.dig], "acknowledge")
    answer = {"consequence": "plan", "meaning": "Two trams more"}
    moved(administrator, "acknowledgments", asked[forest.dig], "acknowledge", **answer)
    (shown,) = rows_of(administrator, "strategy-changes", forest.portfolio, columns=("asked", "answered"))
    assert (shown.values["asked"], shown.values["answered"]) == (2, pytest.approx(0.5))
    moved(administrator, "acknowledgments", asked[forest.wire], "acknowledge", consequence="none")
    moved(administrator, "strategy-changes", change, "settle")
    asked[forest.dig].refresh_from_db()
    assert asked[forest.dig].acknowledged_on is not None
    assert made.value.pk == change.pk


def test_announcing_is_undone_with_all_that_it_asked(administrator: Any, forest: Forest) -> None:
    row = goal(administrator, forest.alpha)
    raised(administrator, "alignments", forest.dig, objective=row.pk, strength=1)
    change = raised(administrator, "strategy-changes", forest.alpha, what="Sooner")
    linked(administrator, "affects", ("strategy.strategychange", change.pk), ("strategy.objective", row.pk))
    outcome = moved(administrator, "strategy-changes", change, "announce", due_on=SOON)
    assert Acknowledgment.objects.count() == 1
    undo(outcome.change_set_id, actor=administrator)
    change.refresh_from_db()
    assert (change.state, Acknowledgment.objects.count()) == ("draft", 0)


def test_progress_rolls_up_from_deliverables_to_the_objective(administrator: Any, forest: Forest) -> None:
    """By weight (1.0 at 1, 0.5 at 3): 62.5 %; by budget (1.0 at 30, 0.5 at 10): 87.5 %; by effort (both 5): 75 %."""
    top = goal(administrator, forest.alpha)
    outcome = raised(administrator, "outcomes", forest.alpha)
    linked(administrator, "contributes_to", ("strategy.outcome", outcome.pk), ("strategy.objective", top.pk))
    made = [
        raised(
            administrator, "deliverables", forest.dig, progress=1.0, weight=1, budget=3_000, effort_days=5
        ),
        raised(
            administrator, "deliverables", forest.dig, progress=0.5, weight=3, budget=1_000, effort_days=5
        ),
    ]
    for basis in ("weight", "budget", "effort"):
        capability = raised(administrator, "capabilities", forest.alpha, basis=basis)
        end = ("strategy.capability", capability.pk)
        linked(administrator, "contributes_to", end, ("strategy.outcome", outcome.pk))
        for row in made:
            linked(administrator, "enables", ("strategy.deliverable", row.pk), end)
    (rolled,) = roll_up(administrator, forest.alpha)
    assert rolled.progress == pytest.approx(0.75)
    expected = [pytest.approx(0.625), pytest.approx(0.875), pytest.approx(0.75)]
    assert [part.progress for part in rolled.parts[0].parts] == expected
    by_sql = rows_of(administrator, "capabilities", forest.alpha, columns=("progress",), sort="progress")
    assert [row.values["progress"] for row in by_sql] == sorted([0.625, 0.875, 0.75])


def test_a_deliverable_is_accepted_when_its_check_is_passed(administrator: Any, forest: Forest) -> None:
    row = raised(administrator, "deliverables", forest.dig, owner=administrator.pk)
    moved(administrator, "deliverables", row, "begin")
    with pytest.raises(Refused, match="accepted first"):
        moved(administrator, "deliverables", row, "submit")
    moved(administrator, "deliverables", row, "submit", acceptance="It runs")
    with pytest.raises(Refused, match="has not been passed"):
        moved(administrator, "deliverables", row, "accept", quality="failed")
    moved(administrator, "deliverables", row, "accept", quality="passed")
    row.refresh_from_db()
    assert (row.progress, row.accepted_on) == (1.0, row.closed_on)


def test_demands_are_ranked_by_hand_with_history_and_cut_by_budget_and_capacity(
    administrator: Any, forest: Forest
) -> None:
    costs = {"Wi-Fi": (400, 30), "Ramp": (500, 10), "Loop": (300, 20)}
    rows = {
        name: raised(administrator, "demands", forest.alpha, title=name, cost=cost, effort_days=days)
        for name, (cost, days) in costs.items()
    }
    arguments = {"node": forest.alpha, "demand": rows["Loop"].pk, "place": 1}
    outcome = perform("strategy.rank_demand", actor=administrator, arguments=arguments)
    ranked = ranked_demands(administrator, forest.alpha, budget=700)
    assert [row.title for row in ranked.rows] == ["Loop", "Wi-Fi", "Ramp"]
    assert [row.is_above_cut for row in ranked.rows] == [True, True, False]
    assert (ranked.cost_above_cut, ranked.rows[-1].cost_so_far, ranked.cut_by) == (700, 1_200, "budget")
    tight = ranked_demands(administrator, forest.alpha, budget=700, capacity_days=45)
    assert [row.is_above_cut for row in tight.rows] == [True, False, False]
    assert (tight.effort_above_cut, tight.rows[-1].effort_so_far, tight.cut_by) == (20, 60, "capacity")
    undo(outcome.change_set_id, actor=administrator)
    assert set(Demand.objects.values_list("rank", flat=True)) == {None}
    changed(administrator, "demands", rows["Ramp"], moscow="must")
    first = ranked_demands(administrator, forest.alpha, order=RankedBy.MOSCOW).rows[0]
    assert first.title == "Ramp"


def test_money_of_two_currencies_is_never_added(administrator: Any, forest: Forest) -> None:
    row = raised(administrator, "demands", forest.alpha, cost=100)
    raised(administrator, "demands", forest.alpha, cost=200)
    Demand.objects.filter(pk=row.pk).update(currency="CHF")
    assert [item.cost for item in ranked_demands(administrator, forest.alpha, currency="CHF").rows] == [100]
    assert ranked_demands(administrator, forest.alpha, currency="CHF").currencies == ("CHF", "EUR")


def test_a_signed_scope_changes_by_a_new_edition_that_says_its_churn(
    administrator: Any, forest: Forest
) -> None:
    """Of five lines, in and out together, one came and one went to the other list: three of six are not the same."""
    texts = {"in_scope": "Track\nDepot\nTrams", "out_of_scope": "Parking"}
    first = raised(administrator, "scope-statements", forest.alpha, **texts)
    moved(administrator, "scope-statements", first, "send")
    moved(administrator, "scope-statements", first, "sign")
    first.refresh_from_db()
    assert first.signed_by_id == administrator.pk
    with pytest.raises(Refused, match="new edition"):
        changed(administrator, "scope-statements", first, in_scope="Track")
    arguments = {"scope": first.pk, "version": first.version}
    second = perform("strategy.revise_scope", actor=administrator, arguments=arguments).value
    new = {"in_scope": "Track\nDepot\nRamp", "out_of_scope": "Parking\nTrams"}
    changed(administrator, "scope-statements", second, **new)
    first.refresh_from_db()
    assert (first.state, second.edition, second.previous_id) == ("superseded", 2, first.pk)
    assert second.churn == pytest.approx(3 / 6)


def test_changes_of_a_requirement_are_counted_from_its_agreement(administrator: Any, forest: Forest) -> None:
    row = raised(administrator, "requirements", forest.dig, text="Doors open in three seconds")
    changed(administrator, "requirements", row, text="Doors open in two seconds")
    with pytest.raises(Refused, match="how it will be checked"):
        moved(administrator, "requirements", row, "agree")
    moved(administrator, "requirements", row, "agree", acceptance="Test track")
    for number in range(3):
        changed(administrator, "requirements", row, text=f"Doors open in {number + 3} seconds")
    changed(administrator, "requirements", row, source="Operator")
    assert row.changes_after == 3
    (flagged,) = rows_of(administrator, "requirements", forest.dig, flags=("churning",))
    assert flagged.id == row.pk


def test_what_may_not_be_read_is_in_no_picture(
    administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    row = goal(administrator, forest.alpha)
    raised(administrator, "alignments", forest.dig, objective=row.pk, strength=3)
    raised(administrator, "demands", forest.dig, cost=100)
    viewer = make_person("Vera Viewer", "viewer", forest.pour)
    covered = coverage(viewer, forest.pour)
    assert (covered.goals, [line.node for line in covered.lines]) == ((), [forest.pour])
    assert ranked_demands(viewer, forest.pour).rows == ()
    assert roll_up(viewer, forest.pour) == ()


def test_pictures_cost_the_same_statements_whatever_their_size(administrator: Any, forest: Forest) -> None:
    from django.db import connection

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            coverage(administrator, forest.portfolio)
            roll_up(administrator, forest.portfolio)
            ranked_demands(administrator, forest.portfolio)
        return len(captured)

    def grow() -> None:
        for place in (forest.dig, forest.pour, forest.wire):
            row = goal(administrator, forest.portfolio)
            raised(administrator, "alignments", place, objective=row.pk, strength=1)
            raised(administrator, "demands", place, cost=1)

    grow()
    cost()
    before = cost()
    grow()
    grow()
    assert cost() <= before


def test_a_charter_says_what_it_lacks_and_its_new_edition_can_be_undone(
    administrator: Any, forest: Forest
) -> None:
    row = raised(administrator, "charters", forest.alpha, purpose="Open the line", success="It is open")
    with pytest.raises(Refused, match="who may decide what"):
        moved(administrator, "charters", row, "send")
    changed(administrator, "charters", row, authority="The manager, up to 200,000")
    moved(administrator, "charters", row, "send")
    moved(administrator, "charters", row, "sign")
    outcome = moved(administrator, "charters", row, "revise")
    assert [item.edition for item in Charter.objects.order_by("pk")] == [1, 2]
    undo(outcome.change_set_id, actor=administrator)
    row.refresh_from_db()
    assert (row.state, Charter.objects.count()) == ("signed", 1)


def test_a_node_weighs_demands_in_its_own_way(administrator: Any, forest: Forest) -> None:
    """With value alone counting, a demand without fit has a score; weights are inherited, replaced, taken back."""
    both = {"value_level": 5, "risk_level": 5, "technical_fit": 1}
    raised(administrator, "demands", forest.alpha, title="Wi-Fi", fit=1, **both)
    raised(administrator, "demands", forest.dig, title="Lamps", **both)

    def scores() -> list[float | None]:
        found = rows_of(administrator, "demands", forest.alpha, columns=("score",), sort="key")
        return [row.values["score"] for row in found]

    assert scores() == [pytest.approx(30), None]
    only = {"fit": 0, "value_level": 2, "risk_level": 0, "technical_fit": 0}
    given = {"node": forest.alpha, "weights": only}
    done = perform("strategy.set_weights", actor=administrator, arguments=given)
    assert scores() == [pytest.approx(100), pytest.approx(100)]
    own = {"node": forest.dig, "weights": {**only, "risk_level": 2}}
    perform("strategy.set_weights", actor=administrator, arguments=own)
    assert scores() == [pytest.approx(100), pytest.approx(50)]
    view = weights_at(administrator, forest.dig)
    assert (view.place.is_own, view.shares["risk_level"]) == (True, -0.5)
    assert weights_at(administrator, forest.pour).place.home_name == "Alpha"
    perform("strategy.remove_weights", actor=administrator, arguments={"node": forest.dig, "version": 1})
    undo(done.change_set_id, actor=administrator)
    assert scores() == [pytest.approx(30), None]
    nothing = {"node": forest.alpha, "weights": {**only, "value_level": 0}}
    with pytest.raises(Refused, match="one of them counts"):
        perform("strategy.set_weights", actor=administrator, arguments=nothing)
