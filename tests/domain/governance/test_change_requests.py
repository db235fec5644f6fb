"""Change requests: tried on the plan, answered by those hit, approved within authority, carried out, undone."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from lockstep.domain.governance.actions.changes import TriedEdit
from lockstep.domain.governance.models import ChangeResponse, ChangeTrial
from lockstep.domain.governance.queries.trials import OUTSIDE, effects_at, trial_line, trial_page
from lockstep.domain.ledger import InvalidInput, Refused, perform, undo
from lockstep.domain.planning.queries.figures import node_figures
from lockstep.domain.records.queries import ListQuery, Scope, listing
from tests.domain.conftest import Forest
from tests.domain.governance.telling import moved, raised

TODAY = date.today()
DAY = 4_800


@dataclass
class Site:
    """Two linked activities in two projects, and who manages what."""

    forest: Forest
    administrator: Any
    manager: Any
    digger: Any
    first: Any
    second: Any


def _add(actor: Any, project: int, name: str, days: int) -> Any:
    arguments = {"project": project, "name": name, "duration_ticks": days * DAY}
    return perform("planning.add_activity", actor=actor, arguments=arguments).value


@pytest.fixture
def site(administrator: Any, forest: Forest, make_person: Any) -> Site:
    """Digging of 10 days, then pouring of 5."""
    manager = make_person("Pia Program", "program_manager", forest.alpha)
    digger = make_person("Dirk Digger", "project_manager", forest.dig)
    first, second = (
        _add(manager, forest.dig, "Dig it", 10),
        _add(manager, forest.pour, "Pour it", 5),
    )
    arguments = {"predecessor": first.pk, "successor": second.pk}
    perform("planning.link_activities", actor=manager, arguments=arguments)
    first.refresh_from_db()
    return Site(forest, administrator, manager, digger, first, second)


def longer(site: Site, days: int) -> TriedEdit:
    """Return the edit that makes digging longer."""
    site.first.refresh_from_db()
    changes = {"duration_ticks": (10 + days) * DAY}
    return {
        "action": "planning.change_activity",
        "arguments": {"activity": site.first.pk, "version": site.first.version, "changes": changes},
    }


def asked_for(site: Site, days: int, actor: Any = None) -> Any:
    """Raise a request whose trial makes digging longer."""
    who = actor or site.manager
    row = raised(
        who,
        "change-requests",
        site.forest.alpha,
        title="Dig deeper",
        reason="The ground is soft",
        due_on=(TODAY + timedelta(days=5)).isoformat(),
        owner=who.pk,
    )
    attach(who, row, [longer(site, days)])
    return row


def attach(actor: Any, row: Any, edits: list[TriedEdit]) -> Any:
    """Add edits to the trial of a request."""
    row.refresh_from_db()
    arguments = {"request": row.pk, "version": row.version, "edits": edits}
    found = perform("governance.attach_trial", actor=actor, arguments=arguments)
    row.refresh_from_db()
    return found


def answer_all(site: Site, row: Any) -> None:
    for response in ChangeResponse.objects.filter(request=row):
        moved(site.manager, "change-responses", response, "agree")


def test_a_trial_says_what_the_change_does_and_changes_nothing(site: Site) -> None:
    """Four days more of digging: the program finishes four working days later, both projects are hit."""
    before = node_figures(site.manager, [site.forest.alpha])[site.forest.alpha].finish_ticks
    row = asked_for(site, 4)
    trial = ChangeTrial.objects.get(request=row)
    assert (trial.finish_days, trial.moved, trial.added, trial.p80_days) == (4.0, 2, 0, 4.0)
    assert [(hit["name"], hit["days"], hit["is_edited"]) for hit in trial.projects] == [
        ("Dig", 4.0, True),
        ("Pour", 4.0, False),
    ]
    assert node_figures(site.manager, [site.forest.alpha])[site.forest.alpha].finish_ticks == before
    query = ListQuery(columns=("finish_days", "effect"))
    (shown,) = listing(site.manager, "change-requests", Scope(site.forest.alpha), query).rows
    assert shown.values["finish_days"] == 4.0
    assert "Moves 2 activities" in shown.words["effect"]


def test_a_trial_says_what_the_change_costs_and_how_many_people_it_asks_for(
    site: Site, make_person: Any
) -> None:
    """Ada digs for 80 hours at 50.00; four days more are 32 hours more, and no week asks for more than one of her.

    Whoever may not know rates does not see the cost, from which they could be told.
    """
    from lockstep.domain.planning.models import Assignment

    ada = perform(
        "people.add_resource",
        actor=site.manager,
        arguments={"node": site.forest.alpha, "name": "Ada", "cost_per_hour_minor": 5_000, "currency": "EUR"},
    ).value
    perform("planning.assign", actor=site.manager, arguments={"activity": site.first.pk, "resource": ada.pk})
    row = asked_for(site, 4)
    trial = ChangeTrial.objects.get(request=row)
    assert Assignment.objects.count() == 1
    assert (trial.cost_before, trial.cost_currency) == (80 * 5_000, "EUR")
    assert (trial.cost_difference, trial.peak_before, trial.peak_difference) == (32 * 5_000, 1.0, 0.0)
    assert trial.peak_on_after is not None
    assert trial.peak_on_after.weekday() == 0
    query = ListQuery(columns=("plan_cost", "peak_people"))
    (shown,) = listing(site.manager, "change-requests", Scope(site.forest.alpha), query).rows
    assert (shown.values["plan_cost"], shown.values["peak_people"]) == (32 * 5_000, 0.0)
    assert trial_page(site.manager, row.pk).sees_cost
    (effect,) = effects_at(site.manager, site.forest.alpha)
    assert (effect.plan_cost, effect.plan_currency, effect.peak_people) == (32 * 5_000, "EUR", 0.0)
    viewer = make_person("Vera Viewer", "viewer", site.forest.alpha)
    assert not trial_page(viewer, row.pk).sees_cost
    assert effects_at(viewer, site.forest.alpha)[0].plan_cost is None
    (shown,) = listing(viewer, "change-requests", Scope(site.forest.alpha), query).rows
    assert "plan_cost" not in shown.values


def test_edits_of_a_preview_are_asked_for_in_one_step(site: Site) -> None:
    """The request lies in their project, above all of them where they are several, and the plan stays as it is."""
    edits = [longer(site, 4)]
    arguments = {"title": "Dig: 10 d → 14 d", "edits": edits, "reason": "The ground is soft"}
    row = perform("governance.request_change", actor=site.digger, arguments=arguments).value
    trial = ChangeTrial.objects.get(request=row)
    assert (row.node_id, row.state, row.owner_id) == (site.forest.dig, "draft", site.digger.pk)
    assert (trial.finish_days, trial.edits, len(trial.projects)) == (4.0, edits, 2)
    line = trial_line(site.digger, row.pk)
    assert line is not None
    assert (line.finish_days, line.projects, line.is_outdated) == (4.0, ("Dig", OUTSIDE), False)
    site.second.refresh_from_db()
    more: TriedEdit = {
        "action": "planning.change_activity",
        "arguments": {
            "activity": site.second.pk,
            "version": site.second.version,
            "changes": {"duration_ticks": DAY},
        },
    }
    arguments = {"title": "Both", "edits": [*edits, more]}
    both = perform("governance.request_change", actor=site.manager, arguments=arguments).value
    assert (both.node_id, ChangeTrial.objects.get(request=both).finish_days) == (site.forest.alpha, 0.0)
    with pytest.raises(InvalidInput, match="at least one edit"):
        perform("governance.request_change", actor=site.manager, arguments={"title": "None", "edits": []})


def test_those_hit_answer_before_it_is_approved_and_the_approval_is_one_undoable_change(site: Site) -> None:
    """Each project hit is asked; the approval carries the edits out; undo takes plan and approval back."""
    row = asked_for(site, 4)
    moved(site.manager, "change-requests", row, "submit")
    responses = {response.node_id: response for response in ChangeResponse.objects.filter(request=row)}
    assert set(responses) == {site.forest.dig, site.forest.pour}
    with pytest.raises(Refused, match="2 projects have not answered"):
        moved(site.manager, "change-requests", row, "approve")
    moved(site.digger, "change-responses", responses[site.forest.dig], "object", answer="No crew in May")
    moved(site.manager, "change-responses", responses[site.forest.pour], "agree")
    with pytest.raises(Refused, match="A project objects"):
        moved(site.manager, "change-requests", row, "approve")
    outcome = moved(site.manager, "change-requests", row, "approve", verdict="The crew of June digs")
    site.first.refresh_from_db()
    assert site.first.duration_ticks == 14 * DAY
    assert (row.state, row.approver_id, row.effective_on) == ("approved", site.manager.pk, TODAY)
    undo(outcome.change_set_id, actor=site.manager)
    site.first.refresh_from_db()
    row.refresh_from_db()
    assert (site.first.duration_ticks, row.state, row.approver_id) == (10 * DAY, "submitted", None)


def test_an_outdated_effect_is_flagged_and_computed_again(site: Site) -> None:
    """The plan moves on: flagged, no approval; edits that still fit are computed anew, others are named."""
    row = asked_for(site, 4)
    moved(site.manager, "change-requests", row, "submit")
    answer_all(site, row)
    outdated = ListQuery(flags=("outdated",))
    assert listing(site.manager, "change-requests", Scope(site.forest.alpha), outdated).total == 0
    site.first.refresh_from_db()
    rename = {"activity": site.first.pk, "version": site.first.version, "changes": {"name": "Dig it all"}}
    perform("planning.change_activity", actor=site.manager, arguments=rename)
    assert listing(site.manager, "change-requests", Scope(site.forest.alpha), outdated).total == 1
    with pytest.raises(Refused, match="moved on"):
        moved(site.manager, "change-requests", row, "approve")
    again = {"request": row.pk, "version": row.version}
    perform("governance.compute_trial", actor=site.manager, arguments=again)
    assert listing(site.manager, "change-requests", Scope(site.forest.alpha), outdated).total == 0
    site.first.refresh_from_db()
    shorter = {
        "activity": site.first.pk,
        "version": site.first.version,
        "changes": {"duration_ticks": 7 * DAY},
    }
    perform("planning.change_activity", actor=site.manager, arguments=shorter)
    row.refresh_from_db()
    again = {"request": row.pk, "version": row.version}
    with pytest.raises(InvalidInput, match="duration_ticks was 48000 and is 33600"):
        perform("governance.compute_trial", actor=site.manager, arguments=again)


def test_a_trial_may_only_edit_what_lies_below_its_request(site: Site) -> None:
    row = raised(site.administrator, "change-requests", site.forest.pour, title="Elsewhere")
    with pytest.raises(Refused, match="lies elsewhere"):
        attach(site.administrator, row, [longer(site, 2)])


def delegate(actor: Any, node: int, **fields: Any) -> Any:
    """Put a delegation in force."""
    row = raised(actor, "delegations", node, title="Authority", **fields)
    moved(actor, "delegations", row, "enforce")
    return row


def test_an_approval_beyond_the_limit_names_who_may(site: Site) -> None:
    """The manager's limit is 3 days; 4 are refused, and the board is named; with the board it goes."""
    board = raised(site.administrator, "forums", site.forest.alpha, title="Steering board")
    delegate(site.administrator, site.forest.alpha, matter="changes", role="program_manager", most_days=3)
    delegate(site.administrator, site.forest.alpha, matter="changes", forum=board.pk, most_days=60)
    row = asked_for(site, 4)
    moved(site.manager, "change-requests", row, "submit")
    answer_all(site, row)
    with pytest.raises(Refused, match=r"\+4 working days.*up to 3 working days.*Steering board \(DA-2"):
        moved(site.manager, "change-requests", row, "approve")
    site.first.refresh_from_db()
    assert site.first.duration_ticks == 10 * DAY
    moved(site.manager, "change-requests", row, "approve", forum=board.pk)
    assert row.state == "approved"


def test_a_project_manager_approves_what_was_delegated_to_them(site: Site) -> None:
    """Without a delegation a project manager approves nothing; with one, small changes of their own project."""
    row = raised(
        site.digger,
        "change-requests",
        site.forest.dig,
        title="Dig deeper",
        reason="Soft",
        due_on=TODAY.isoformat(),
        owner=site.digger.pk,
    )
    attach(site.digger, row, [longer(site, 2)])
    moved(site.digger, "change-requests", row, "submit")
    answer_all(site, row)
    with pytest.raises(Refused, match="may not approve or decide here"):
        moved(site.digger, "change-requests", row, "approve")
    delegate(site.administrator, site.forest.alpha, matter="changes", role="project_manager", most_days=2)
    moved(site.digger, "change-requests", row, "approve")
    assert row.state == "approved"


def test_nobody_hands_on_more_than_they_hold(site: Site) -> None:
    delegate(site.administrator, site.forest.alpha, matter="changes", role="program_manager", most_days=10)
    with pytest.raises(Refused, match="hands on more than they hold"):
        delegate(site.manager, site.forest.alpha, matter="changes", role="project_manager", most_days=11)


def test_an_approved_change_moves_the_baseline_once(site: Site) -> None:
    """The baseline is captured after the approval and named after the request."""
    row = asked_for(site, 4)
    with pytest.raises(Refused, match="Only an approved request"):
        perform("governance.rebaseline", actor=site.manager, arguments={"request": row.pk})
    moved(site.manager, "change-requests", row, "submit")
    answer_all(site, row)
    moved(site.manager, "change-requests", row, "approve")
    baseline = perform("governance.rebaseline", actor=site.manager, arguments={"request": row.pk}).value
    assert (baseline.name, baseline.state) == (f"After {row.key}", "approved")
    with pytest.raises(Refused, match="captured already"):
        perform("governance.rebaseline", actor=site.manager, arguments={"request": row.pk})
