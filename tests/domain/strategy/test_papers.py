"""Proposals voted on, cases looked at again, needs analyzed, processes touched, evidence used."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from lockstep.domain.ledger import Refused, perform, undo
from lockstep.domain.strategy.models import BusinessCase, Objective, Option, ProposalVote
from lockstep.domain.strategy.queries import evidence_uses, papers_at, touch_map
from lockstep.domain.strategy.weighing import (
    Tally,
    Weighed,
    has_majority,
    is_quorate,
    is_settled,
    refusal_to_close,
    weigh,
)
from tests.domain.conftest import Forest
from tests.domain.strategy.test_strategy import changed, linked, moved, raised, rows_of

SOON = (date.today() + timedelta(days=14)).isoformat()


def test_the_winner_brings_most_after_its_risk_and_says_what_would_turn_it() -> None:
    """App: 900 x 0.8 - 400 = 320; desk: 500 x 0.9 - 200 = 250; lead 70, so cost to 470, benefit down by 87.5."""
    app, desk = Weighed(1, "App", 400, 900, 0.2), Weighed(2, "Desk", 200, 500, 0.1)
    nothing, unknown = Weighed(3, "Nothing", 0, 0, None), Weighed(4, "Unknown", 10, None, None)
    found = weigh([unknown, nothing, desk, app])
    assert [option.id for option in found.ranked] == [1, 2, 3, 4]
    assert found.winner is not None
    assert found.winner.name == "App"
    assert found.lead == pytest.approx(70)
    cost, benefit, risk = found.switches
    assert (cost.value, cost.share) == (pytest.approx(470), pytest.approx(0.175))
    assert (benefit.value, benefit.share) == (pytest.approx(812.5), pytest.approx(-87.5 / 900))
    assert risk.value == pytest.approx(0.2 + 70 / 900)
    level = Weighed(5, "Again", 470, 900, 0.2)
    assert weigh([desk, level]).winner is None
    assert weigh([app, unknown]).lead is None


def test_majorities_and_quorum() -> None:
    """Three for, two against, one abstained, of eight: simple yes, absolute no, two thirds no."""
    tally = Tally(8, 3, 2, 1)
    assert [has_majority(tally, name) for name in ("simple", "absolute", "two_thirds")] == [
        True,
        False,
        False,
    ]
    assert has_majority(Tally(8, 4, 2, 0), "two_thirds")
    assert has_majority(Tally(8, 5, 0, 0), "absolute")
    assert is_quorate(tally, 0.75)
    assert not is_quorate(tally, 0.8)
    assert not is_quorate(Tally(0, 0, 0, 0), 0.0)
    assert not is_settled(tally, 0.5, "simple"), "two who have not voted could turn it"
    assert is_settled(Tally(8, 5, 1, 0), 0.5, "simple")
    today = date(2026, 5, 4)
    assert "2 people" in refusal_to_close(tally, 0.5, "simple", today, today)
    assert refusal_to_close(tally, 0.5, "simple", today, today + timedelta(days=1)) == ""
    assert "80%" in refusal_to_close(tally, 0.8, "simple", today, today + timedelta(days=1))


def proposal(actor: Any, node: int) -> Any:
    """Raise a proposal with two options, one recommended."""
    row = raised(
        actor,
        "objective-proposals",
        node,
        title="Trams at night",
        why="The hospital works in shifts.",
        measure="Nights with service",
        baseline_value=0.0,
        target_value=7.0,
        owner=actor.pk,
    )
    options = [
        raised(actor, "options", node, title=title, proposal=row.pk, cost=cost, benefit=benefit, risk=0.0)
        for title, cost, benefit in (("Every night", 300, 700), ("Nothing", 0, 0))
    ]
    changed(actor, "objective-proposals", row, recommended=options[0].pk, recommendation="It pays.")
    return row


def request(actor: Any, row: Any, **more: Any) -> Any:
    arguments = {"proposal": row.pk, "version": row.version, "due_on": SOON, **more}
    return perform("strategy.request_decision", actor=actor, arguments=arguments)


def test_a_proposal_is_voted_on_closed_and_becomes_an_objective_and_a_program(
    administrator: Any, make_person: Callable[..., Any], forest: Forest
) -> None:
    """Voters are told, each votes for themselves, the result follows quorum and majority; undo takes it back."""
    board = [make_person(name, "program_manager", forest.alpha) for name in ("Ann", "Ben", "Cid")]
    row = proposal(administrator, forest.alpha)
    request(administrator, row)
    assert set(ProposalVote.objects.values_list("owner__name", flat=True)) == {"Ann", "Ben", "Cid"}
    assert ProposalVote.objects.filter(due_on=SOON).count() == 3
    with pytest.raises(Refused, match="not asked"):
        vote(administrator, row, "for")
    own = ProposalVote.objects.get(owner=board[0])
    with pytest.raises(Refused, match="Only the person"):
        moved(administrator, "proposal-votes", own, "cast", choice="for")
    vote(board[0], row, "for")
    with pytest.raises(Refused, match="why you are against"):
        vote(board[1], row, "against")
    vote(board[1], row, "against", "No drivers.")
    row.refresh_from_db()
    close = {"proposal": row.pk, "version": row.version, "outcome": "From spring on"}
    with pytest.raises(Refused, match="1 person has not voted"):
        perform("strategy.close_vote", actor=administrator, arguments=close)
    vote(board[2], row, "for", "The hospital is right.")
    perform("strategy.close_vote", actor=administrator, arguments=close)
    row.refresh_from_db()
    assert (row.state, row.decided_on, row.outcome) == ("carried", date.today(), "From spring on")
    with pytest.raises(Refused, match="vote is closed"):
        moved(board[0], "proposal-votes", own, "retract")
    (flagged,) = rows_of(administrator, "objective-proposals", forest.alpha, flags=("unmandated",))
    assert flagged.id == row.pk
    founded = {"name": "Nights", "parent": forest.portfolio, "code": "N"}
    given = perform(
        "strategy.give_mandate",
        actor=administrator,
        arguments={"proposal": row.pk, "version": row.version, "program": founded},
    )
    row.refresh_from_db()
    goal = Objective.objects.get(pk=row.mandate_objective_id)
    assert (row.state, goal.title, goal.target_value) == ("mandated", "Trams at night", 7.0)
    assert row.mandate_program.name == "Nights"
    assert given.change_set_id is not None
    undo(given.change_set_id, actor=administrator)
    row.refresh_from_db()
    assert (row.state, row.mandate_objective_id, Objective.objects.count()) == ("carried", None, 0)


def vote(actor: Any, row: Any, choice: str, reason: str = "") -> None:
    arguments = {"proposal": row.pk, "choice": choice, "reason": reason}
    perform("strategy.cast_vote", actor=actor, arguments=arguments)


def test_a_proposal_needs_options_that_can_be_compared_before_it_is_voted_on(
    administrator: Any, forest: Forest
) -> None:
    row = proposal(administrator, forest.alpha)
    other = raised(administrator, "options", forest.alpha, title="Loose", cost=1, benefit=2)
    changed(administrator, "objective-proposals", row, recommended=other.pk)
    with pytest.raises(Refused, match="none of its own"):
        request(administrator, row)
    Option.objects.filter(proposal=row, title="Nothing").update(benefit=None)
    with pytest.raises(Refused, match="costs and brings"):
        request(administrator, row)
    (paper,) = papers_at(administrator, forest.portfolio, "objective-proposals")
    assert paper.comparison.winner is None
    assert [option.title for option in paper.options] == ["Every night", "Nothing"]


def test_a_signed_case_is_looked_at_again_and_its_next_edition_keeps_the_options(
    administrator: Any, forest: Forest
) -> None:
    row = raised(administrator, "business-cases", forest.alpha, reasons="The east grows.", review_days=30)
    first, _ = (
        raised(administrator, "options", forest.alpha, title=title, case=row.pk, cost=cost, benefit=2 * cost)
        for title, cost in (("Line", 500), ("Nothing", 0))
    )
    changed(administrator, "business-cases", row, recommended=first.pk, recommendation="Best.")
    for move in ("send", "sign"):
        moved(administrator, "business-cases", row, move)
    row.refresh_from_db()
    assert row.due_on == date.today() + timedelta(days=30)
    listed = rows_of(administrator, "business-cases", forest.alpha, columns=("cost", "benefit"))
    assert (listed[0].values["cost"], listed[0].values["benefit"]) == (500, 1000)
    BusinessCase.objects.update(due_on=date.today(), signed_on=date.today() - timedelta(days=30))
    assert len(rows_of(administrator, "business-cases", forest.alpha, flags=("review_due",))) == 1
    moved(administrator, "business-cases", row, "review", review_days=60)
    row.refresh_from_db()
    assert (row.reviewed_on, row.due_on) == (date.today(), date.today() + timedelta(days=60))
    assert row.signed_on == date.today() - timedelta(days=30), "looked at is not signed again"
    assert rows_of(administrator, "business-cases", forest.alpha, flags=("review_due",)) == []
    moved(administrator, "business-cases", row, "revise")
    second = BusinessCase.objects.get(previous=row)
    assert sorted(second.options.values_list("title", flat=True)) == ["Line", "Nothing"]
    assert second.recommended.title == "Line"
    assert second.recommended_id != first.pk


def test_a_need_is_measured_compared_and_becomes_a_demand(administrator: Any, forest: Forest) -> None:
    process = raised(administrator, "business-processes", forest.portfolio, title="Selling a ticket")
    row = raised(
        administrator,
        "needs-analyses",
        forest.alpha,
        process=process.pk,
        problem="Lost cards stay open.",
        measure="Hours until blocked",
        current_value=48.0,
        wanted_value=1.0,
    )
    moved(administrator, "needs-analyses", row, "measure")
    with pytest.raises(Refused, match="at least two options"):
        moved(administrator, "needs-analyses", row, "conclude")
    options = [
        raised(administrator, "options", forest.alpha, title=title, analysis=row.pk, cost=cost, benefit=300)
        for title, cost in (("App", 100), ("Desk", 250))
    ]
    words = {"recommended": options[0].pk, "recommendation": "Cheaper"}
    moved(administrator, "needs-analyses", row, "conclude", **words)
    (listed,) = rows_of(administrator, "needs-analyses", forest.alpha, sort="gap")
    assert listed.values["gap"] == -47.0
    row.refresh_from_db()
    made = perform(
        "records.convert_record",
        actor=administrator,
        arguments={"register": "needs-analyses", "record": row.pk, "to": "demands", "fields": {}},
    ).value
    assert made._meta.label_lower == "strategy.demand"


def test_who_touches_a_process_is_counted_by_links_of_the_place_and_its_records(
    administrator: Any, make_person: Callable[..., Any], forest: Forest
) -> None:
    """Whoever may not see a program does not see its column."""
    process = raised(administrator, "business-processes", forest.portfolio, title="Selling a ticket")
    target = ("strategy.businessprocess", process.pk)
    linked(administrator, "affects", ("access.node", forest.dig), target)
    source = raised(administrator, "evidence-sources", forest.beta, title="Twelve openings")
    linked(administrator, "affects", ("strategy.evidencesource", source.pk), target)
    whole = touch_map(administrator, forest.portfolio)
    names = {name: cell.count for (_, name, _), cell in zip(whole.nodes, whole.rows[0].cells, strict=True)}
    assert {name for name, count in names.items() if count} == {"Dig", "Beta"}
    assert whole.busiest is not None
    assert whole.busiest.places == 2
    reader = make_person("Rea", "viewer", forest.alpha)
    assert [name for _, name, _ in touch_map(reader, forest.alpha).nodes] == ["Alpha", "Dig", "Pour"]
    assert rows_of(administrator, "business-processes", forest.portfolio)[0].values["touching"] == 2


def test_evidence_says_where_it_is_used_and_warns_of_weak_ground(administrator: Any, forest: Forest) -> None:
    source = raised(administrator, "evidence-sources", forest.portfolio, title="Twelve openings")
    with pytest.raises(Refused, match="where it stands"):
        moved(administrator, "evidence-sources", source, "check", claim="Two thirds", confidence="low")
    changed(administrator, "evidence-sources", source, citation="Institute, 2021")
    moved(administrator, "evidence-sources", source, "check", claim="Two thirds", confidence="low")
    assert len(rows_of(administrator, "evidence-sources", forest.portfolio, flags=("unused",))) == 1
    assert [use.user_title for use in evidence_uses(administrator, forest.alpha)] == [""]
    option = raised(administrator, "options", forest.alpha, title="Line")
    linked(
        administrator,
        "evidences",
        ("strategy.evidencesource", source.pk),
        ("strategy.option", option.pk),
    )
    assert [use.user_title for use in evidence_uses(administrator, forest.alpha)] == ["Line"]
    (shaky,) = rows_of(administrator, "evidence-sources", forest.portfolio, flags=("shaky",))
    assert shaky.id == source.pk
