"""What the screens of a plan do: save beside the field, say what moved, refuse in words, offer the way back."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = 4_800


@pytest.fixture
def plan(forest: Any, administrator: Any) -> dict[str, int]:
    """Two linked activities in two projects."""
    from lockstep.domain.ledger import perform

    def do(action: str, **arguments: Any) -> int:
        return perform(action, actor=administrator, arguments=arguments).value.pk

    dig = do("planning.add_activity", project=forest.dig, name="Dig the hole", duration_ticks=5 * DAY)
    pour = do("planning.add_activity", project=forest.pour, name="Pour the floor", duration_ticks=3 * DAY)
    do("planning.link_activities", predecessor=dig, successor=pour)
    return {"dig": dig, "pour": pour}


def posted(client: Client, address: str, fields: dict[str, Any]) -> Any:
    return client.post(address, fields, follow=True)


def fields_of(version: int, **changed: Any) -> dict[str, Any]:
    given = {"name": "Dig the hole", "duration_days": "5", "percent_complete": "0", "constraint": "0"}
    return {**given, "version": version, **changed}


def test_a_page_names_the_cross_project_driver(
    plan: dict[str, int], administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """Why an activity has its dates leads to the other project, in the panel and on the page."""
    client = sign_in(administrator)
    for name in ("explain", "activity"):
        body = client.get(reverse(f"web:{name}", args=[plan["pour"]])).content.decode()
        assert "because Dig the hole in Dig finishes" in body
        assert not re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", body)
        assert "other project" in body


def test_saving_an_activity_says_what_moved_and_offers_undo(
    plan: dict[str, int], administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """The toast holds the sentence of the change and the address that takes it back."""
    client = sign_in(administrator)
    address = reverse("web:activity", args=[plan["dig"]])
    body = posted(client, address, fields_of(1, duration_days="8")).content.decode()
    assert "Moves 2 activities" in body
    assert 'data-undo="/changes/' in body
    assert "8 d" in body


def test_a_stale_version_is_refused_and_nothing_typed_is_lost(
    plan: dict[str, int], administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """The second of two people is told so; the form keeps what was typed."""
    client = sign_in(administrator)
    address = reverse("web:activity", args=[plan["dig"]])
    posted(client, address, fields_of(1, name="Dig deeper"))
    answer = client.post(address, fields_of(1, name="Dig wider"))
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "changed meanwhile" in body
    assert 'value="Dig wider"' in body


def test_a_wrong_value_is_explained_beside_its_field(
    plan: dict[str, int], administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """The sentence stands in the element that describes the field."""
    client = sign_in(administrator)
    answer = client.post(reverse("web:activity", args=[plan["dig"]]), fields_of(1, percent_complete="140"))
    assert answer.status_code == 422
    assert 'id="id_percent_complete-error"' in answer.content.decode()


def test_a_viewer_sees_an_activity_and_cannot_save_it(
    plan: dict[str, int],
    forest: Any,
    make_person: Callable[..., Any],
    sign_in: Callable[[Any], Client],
) -> None:
    """Without the role there is no form; what is sent all the same changes nothing."""
    client = sign_in(make_person("Vera Viewer", "viewer", forest.alpha))
    address = reverse("web:activity", args=[plan["dig"]])
    assert "data-guard" not in client.get(address).content.decode()
    client.post(address, fields_of(1, name="Taken over"))
    assert "Taken over" not in client.get(address).content.decode()


def test_a_viewer_is_offered_no_step_that_would_be_refused(
    plan: dict[str, int],
    forest: Any,
    administrator: Any,
    make_person: Callable[..., Any],
    sign_in: Callable[[Any], Client],
) -> None:
    """History without undo, a proposal without answers; the refusal names what is missing."""
    from lockstep.domain.ledger import perform
    from lockstep.domain.ledger.models import ChangeSet

    changes = {"duration_ticks": 9 * DAY}
    arguments = {"activity": plan["dig"], "version": 1, "changes": changes}
    outside = {"project": forest.dig, "changes": {"mastered": "outside"}}
    perform("planning.open_plan", actor=administrator, arguments=outside)
    asked = {"project": forest.dig, "edits": [{"action": "planning.change_activity", "arguments": arguments}]}
    proposal = perform("planning.propose_edit", actor=administrator, arguments=asked).value.pk
    made = ChangeSet.objects.get(action="planning.link_activities").pk
    viewer = sign_in(make_person("Vera Viewer", "viewer", forest.alpha))
    for client, offers in ((viewer, False), (sign_in(administrator), True)):
        history = client.get(reverse("web:history", args=[forest.alpha])).content.decode()
        assert ("/undo/" in history) is offers
        assert ("/undo/" in client.get(reverse("web:change-set", args=[made])).content.decode()) is offers
        body = client.get(reverse("web:proposal", args=[proposal])).content.decode()
        assert ("Mark as sent" in body) is offers
        assert "Export for its manager" in body
    refused = viewer.post(reverse("web:undo", args=[made]))
    assert refused.status_code == 403
    assert "edit the schedule here" in refused.content.decode()
    refused = viewer.post(reverse("web:decide-proposal", args=[proposal, 1, "sent"]))
    assert "note what became of a proposal here" in refused.content.decode()


def test_a_strangers_activity_does_not_exist(
    plan: dict[str, int], forest: Any, make_person: Callable[..., Any], sign_in: Callable[[Any], Client]
) -> None:
    """Page, explanation and search answer as if it were not there."""
    client = sign_in(make_person("Sam Stranger", "administrator", forest.beta))
    assert client.get(reverse("web:activity", args=[plan["dig"]])).status_code == 404
    assert client.get(reverse("web:explain", args=[plan["dig"]])).status_code == 404
    assert "Dig the hole" not in client.get(reverse("web:search") + "?q=dig").content.decode()


def test_baselines_are_kept_approved_and_compared(
    plan: dict[str, int], forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """A later finish is shown with its days; the export holds the same rows."""
    client = sign_in(administrator)
    node = forest.alpha
    posted(client, reverse("web:baselines", args=[node]), {"name": "Agreed in May"})
    posted(client, reverse("web:activity", args=[plan["dig"]]), fields_of(1, duration_days="10"))
    body = client.get(reverse("web:baselines", args=[node])).content.decode()
    assert "later than “Agreed in May”" in body
    variance = reverse("web:baseline", args=[node, 1])
    assert "Pour the floor" in client.get(variance).content.decode()
    export = client.get(f"{variance}?slip=later&export=csv")
    assert export["Content-Disposition"].startswith("attachment")
    assert b"Pour the floor" in export.content


@pytest.mark.django_db(transaction=True)
def test_an_import_is_a_dry_run_first_and_one_change_then(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client], settings: Any, tmp_path: Path
) -> None:
    """Upload, report, apply and undo, each by its page."""
    from lockstep.jobs.worker import Worker

    settings.MEDIA_ROOT = str(tmp_path)
    client = sign_in(administrator)
    address = reverse("web:imports", args=[forest.alpha])
    with (EXAMPLES / "depot.xml").open("rb") as file:
        answer = client.post(address, {"file": file, "mastered": "outside"})
    assert answer["Location"].startswith("/jobs/")
    Worker().work_off()
    progress = client.get(answer["Location"], headers={"HX-Request": "true"})
    report = progress["HX-Redirect"]
    body = client.get(report).content.decode()
    assert "Importing would mean" in body
    assert "Nothing is dropped" in body
    assert (
        "Depot and workshop" not in client.get(reverse("web:projects", args=[forest.alpha])).content.decode()
    )
    applied = client.post(f"{report}apply/")
    Worker().work_off()
    done = client.get(applied["Location"], headers={"HX-Request": "true"})["HX-Redirect"]
    assert client.get(applied["Location"])["Location"] == done, "it was over before its page was there"
    assert "See the result" in client.get(applied["Location"].partition("?")[0]).content.decode()
    assert "Imported:" in client.get(done).content.decode()
    projects = client.get(reverse("web:projects", args=[forest.alpha])).content.decode()
    assert "Depot and workshop" in projects


@pytest.mark.django_db(transaction=True)
def test_conflicts_of_an_update_are_ticked_field_by_field(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client], settings: Any, tmp_path: Path
) -> None:
    """Each conflict has a box; a ticked one takes the file's value, the others keep what was edited here."""
    from lockstep.domain.ledger import perform
    from lockstep.domain.planning.actions import apply_import, prepare_import
    from lockstep.domain.planning.models import Activity
    from lockstep.jobs.worker import Worker

    settings.MEDIA_ROOT = str(tmp_path)
    plan = b"Name,Duration,Start\nCut,3 days,2026-03-02\nSew,2 days,2026-03-05\n"
    run = prepare_import(administrator, forest.alpha, "shop.csv", plan)
    (project,) = apply_import(administrator, run).value
    for row in Activity.objects.filter(project=project):
        arguments = {"activity": row.pk, "version": row.version, "changes": {"duration_ticks": 9 * DAY}}
        perform("planning.change_activity", actor=administrator, arguments=arguments)
    later = plan.replace(b"3 days", b"4 days").replace(b"2 days", b"6 days")
    run = prepare_import(administrator, project, "shop.csv", later)
    client = sign_in(administrator)
    address = reverse("web:import-run", args=[run])
    body = client.get(address).content.decode()
    cut = Activity.objects.get(project=project, name="Cut")
    box = f'name="theirs" value="activity:{cut.pk}:duration_ticks"'
    assert box in body
    assert 'aria-label="Take the file&#x27;s' in body or "aria-label=\"Take the file's" in body
    client.post(reverse("web:apply-import", args=[run]), {"theirs": [f"activity:{cut.pk}:duration_ticks"]})
    Worker().work_off()
    found = dict(Activity.objects.filter(project=project).values_list("name", "duration_ticks"))
    assert found == {"Cut": 4 * DAY, "Sew": 9 * DAY}


def test_a_range_is_typed_in_days_and_shown(
    plan: dict[str, int], administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """Low, likely and high are typed with their unit, and a wrong one is explained beside its field."""
    client = sign_in(administrator)
    address = reverse("web:activity", args=[plan["dig"]])
    answer = client.post(address, fields_of(1, low_ticks="soon"))
    assert answer.status_code == 422
    body = answer.content.decode()
    assert 'id="id_low_ticks-error"' in body
    assert 'value="soon"' in body
    answer = client.post(address, fields_of(1, low_ticks="8d", high_ticks="7d"))
    assert 'id="id_high_ticks-error"' in answer.content.decode()
    body = posted(
        client, address, fields_of(1, low_ticks="4d", likely_ticks="1w", high_ticks="8")
    ).content.decode()
    assert "low 4 d, likely 5 d, high 8 d" in body
    assert 'value="4d"' in body
    body = posted(
        client, address, fields_of(1, low_ticks="4d", likely_ticks="", high_ticks="8d")
    ).content.decode()
    assert "low 4 d, high 8 d" in body


def test_range_and_owner_outlive_a_new_import_of_a_plan_mastered_outside(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client], settings: Any, tmp_path: Path
) -> None:
    """They are the program's own: set by the page without a proposal, and there after the next file."""
    from lockstep.domain.ledger import perform
    from lockstep.domain.planning.actions import apply_import, prepare_import
    from lockstep.domain.planning.models import Activity, Proposal
    from lockstep.domain.planning.vocabulary import Mastered

    settings.MEDIA_ROOT = str(tmp_path)
    run = prepare_import(
        administrator,
        forest.alpha,
        "depot.xml",
        (EXAMPLES / "depot.xml").read_bytes(),
        mastered=Mastered.OUTSIDE,
    )
    (project,) = apply_import(administrator, run).value
    where = {"node": forest.alpha, "name": "Olga Owner"}
    owner = perform("people.add_resource", actor=administrator, arguments=where).value.pk
    row = Activity.objects.filter(project=project, kind=0).order_by("pk").first()
    client = sign_in(administrator)
    address = reverse("web:activity", args=[row.pk])
    form = client.get(address).context["form"]
    shown = {bound.name: bound.value() for bound in form if bound.value() is not None}
    range_ = {"low_ticks": "8d", "likely_ticks": "10d", "high_ticks": "3w"}
    body = posted(
        client, address, {**shown, **range_, "owner": owner, "version": row.version}
    ).content.decode()
    assert "low 8 d, likely 10 d, high 15 d" in body
    assert not Proposal.objects.exists()
    run = prepare_import(
        administrator, project, "depot-update.xml", (EXAMPLES / "depot-update.xml").read_bytes()
    )
    apply_import(administrator, run)
    body = client.get(address).content.decode()
    assert "low 8 d, likely 10 d, high 15 d" in body
    assert "<dd>Olga Owner</dd>" in body


def test_an_edit_of_a_plan_mastered_outside_becomes_a_proposal(
    plan: dict[str, int], forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """The plan stays as it is; the proposal can be exported for its manager and marked as sent."""
    from lockstep.domain.ledger import perform

    outside = {"project": forest.dig, "changes": {"mastered": "outside"}}
    perform("planning.open_plan", actor=administrator, arguments=outside)
    client = sign_in(administrator)
    address = reverse("web:activity", args=[plan["dig"]])
    answer = client.post(address, fields_of(1, duration_days="9"), follow=True)
    assert answer.redirect_chain[-1][0].startswith("/proposals/")
    body = answer.content.decode()
    assert "Export for its manager" in body
    assert "Mark as sent" in body
    assert ">duration</td>" in body
    assert "<span>5 d</span>" in body
    assert ">9 d</span>" in body
    assert ">finish</td>" in body
    assert "remaining" not in body
    export = client.get(f"{answer.redirect_chain[-1][0]}?export=csv").content.decode("utf-8-sig")
    assert "Dig the hole" in export
    assert "5 d" in client.get(address).content.decode()


def test_a_form_without_its_token_is_refused_in_the_look_of_the_product(administrator: Any) -> None:
    """Cross-site requests change nothing and get a page, not a bare text."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    answer = client.post(reverse("web:add-root"), {"kind": "portfolio", "name": "Theirs"})
    assert answer.status_code == 403
    assert "The form is too old" in answer.content.decode()


@pytest.mark.parametrize(("step", "node"), [("resume", "dig"), ("rejoin", "dig"), ("pause", "portfolio")])
def test_a_step_that_cannot_succeed_leads_back_to_the_node_with_words(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client], step: str, node: str
) -> None:
    """No form is offered that could only be refused."""
    where = getattr(forest, node)
    answer = sign_in(administrator).get(reverse(f"web:{step}-node", args=[where]), follow=True)
    assert answer.redirect_chain == [(reverse("web:node", args=[where]), 302)]
    body = answer.content.decode()
    assert "toast-line is-bad" in body
    assert ("takes part already" if node == "dig" else "stands at the top") in body


def test_a_schedule_is_kept_as_a_view_that_it_opens_with(
    forest: Any, sign_in: Callable[[Any], Client], administrator: Any
) -> None:
    """Saved from its menu, it opens the schedule; the menu shares, renames and removes it."""
    client = sign_in(administrator)
    at = reverse("web:schedule", args=[forest.dig])
    sent = {"name": "Weekly review", "query": "f=c&sel=7", "default": "yes"}
    kept = client.post(reverse("web:schedule-view-save", args=[forest.dig]), sent)
    opened = client.get(at)
    assert opened.headers["Location"] == kept.headers["Location"]
    assert "f=c&v=" in kept.headers["Location"]
    assert "Weekly review</summary>" in client.get(opened.headers["Location"]).content.decode()
    query = opened.headers["Location"].partition("?")[2]
    for what, words in (
        ({"what": "share"}, "Keep it to me"),
        ({"what": "rename", "name": "Monday"}, "Monday"),
        ({"what": "plain"}, "Open the schedule with it"),
    ):
        menu = client.get(f"{reverse('web:schedule-views', args=[forest.dig])}?{query}").content.decode()
        change = menu.partition('action="')[2].partition('"')[0]
        client.post(change, what)
        menu = client.get(f"{reverse('web:schedule-views', args=[forest.dig])}?{query}").content.decode()
        assert words in menu
    assert client.get(at).status_code == 200
    change = menu.partition('action="')[2].partition('"')[0]
    client.post(change, {"what": "remove"})
    assert "Monday" not in client.get(reverse("web:schedule-views", args=[forest.dig])).content.decode()
