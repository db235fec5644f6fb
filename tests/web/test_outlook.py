"""The pages of a risk analysis: before there is one, while it runs, and what it says when it is done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lockstep.domain.ledger import perform
from lockstep.domain.outlook.actions import run_simulation
from lockstep.domain.outlook.models import SimulationRun
from lockstep.domain.planning.models import ActivityLayer

DAY = 4_800


@pytest.fixture
def planned(forest: Any, administrator: Any) -> Any:
    """Two projects of Alpha with work: dig, then pour, then a gate with a deadline."""

    def do(action: str, /, **arguments: Any) -> Any:
        return perform(action, actor=administrator, arguments=arguments).value

    def add(project: int, name: str, days: int, **changes: Any) -> Any:
        return do(
            "planning.add_activity", project=project, name=name, duration_ticks=days * DAY, changes=changes
        )

    dig, pour = add(forest.dig, "Dig the trench", 20), add(forest.pour, "Pour the slab", 10)
    gate = add(forest.pour, "Gate", 0, kind="finish_milestone", deadline_ticks=40_000_000)
    do("planning.link_activities", predecessor=dig.pk, successor=pour.pk)
    do("planning.link_activities", predecessor=pour.pk, successor=gate.pk)
    return {"dig": dig, "pour": pour, "gate": gate, "node": forest.alpha}


def page_of(client: Client, node: int, **query: Any) -> str:
    answer = client.get(reverse("web:risk-analysis", args=[node]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def analyze(client: Client, node: int, **given: Any) -> SimulationRun:
    fields = {
        "step": "start",
        "unranged": "usual",
        "together": "projects",
        "iterations": 256,
        "seed": 1,
        **given,
    }
    answer = client.post(reverse("web:risk-analysis", args=[node]), fields)
    assert answer.status_code == 302, answer.content[:500]
    run = SimulationRun.objects.latest("pk")
    run_simulation(run.pk, lambda share, phase: None)
    return run


def test_before_an_analysis_the_page_says_what_ranges_are_and_offers_some(
    planned: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    client = sign_in(administrator)
    body = page_of(client, planned["node"])
    assert "No analysis yet" in body
    assert "A range says how short and how long" in body
    client.post(reverse("web:risk-analysis", args=[planned["node"]]), {"step": "quick"})
    assert ActivityLayer.objects.filter(high_share=1.3).count() == 2


def test_an_analysis_runs_as_a_job_with_cancel_and_then_says_how_sure_the_dates_are(
    planned: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    client, node = sign_in(administrator), planned["node"]
    fields = {"step": "start", "unranged": "usual", "together": "projects", "iterations": 256, "seed": 1}
    assert client.post(reverse("web:risk-analysis", args=[node]), fields).status_code == 302
    body = page_of(client, node)
    assert 'hx-trigger="every 1s"' in body
    assert ">Cancel</button>" in body
    run_simulation(SimulationRun.objects.get().pk, lambda share, phase: None)
    body = page_of(client, node)
    assert "with 80 % confidence" in body
    for words in (
        "When it finishes",
        "What drives the P80",
        "What would it take?",
        "Milestones",
        "Criticality",
    ):
        assert words in body
    assert "the policy default, 90 to 125 % of what remains" in body
    assert 'aria-label="When Alpha finishes: P10' in body


def test_a_wrong_number_is_refused_beside_its_field(
    planned: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    client = sign_in(administrator)
    fields = {"step": "start", "unranged": "usual", "together": "projects", "iterations": 3, "seed": 1}
    answer = client.post(reverse("web:risk-analysis", args=[planned["node"]]), fields)
    assert answer.status_code == 422
    assert 'id="id_iterations-error"' in answer.content.decode()
    assert not SimulationRun.objects.exists()


def test_the_page_says_what_it_would_take_to_reach_a_date(
    planned: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    client, node = sign_in(administrator), planned["node"]
    analyze(client, node)
    assert "that date is safe already" in page_of(client, node, by="2099-01-01")
    assert "must come from the plan itself" in page_of(client, node, by="2001-01-01")
    assert "Give a date such as" in page_of(client, node, by="soon")


def test_criticality_is_a_list_that_is_filtered_and_exported(
    planned: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    client, node = sign_in(administrator), planned["node"]
    analyze(client, node)
    found = client.get(reverse("web:risk-analysis", args=[node]), {"export": "csv", "q": "trench"})
    lines = found.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Activity,Project,Critical in")
    assert len(lines) == 2
    assert lines[1].startswith("Dig the trench,Dig,1.0")


def test_two_analyses_are_compared_a_changed_plan_is_said_and_one_is_set_aside(
    planned: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    client, node = sign_in(administrator), planned["node"]
    first = analyze(client, node)
    arguments = {"activities": [planned["dig"].pk], "low_share": 0.5, "high_share": 3.0}
    perform("planning.set_ranges", actor=administrator, arguments=arguments)
    assert "was changed since this analysis" in page_of(client, node)
    analyze(client, node)
    assert "Against the analysis before" in page_of(client, node)
    client.post(reverse("web:remove-analysis", args=[node, first.pk, first.version]))
    assert "Against the analysis before" not in page_of(client, node)


def test_ranges_are_given_to_those_chosen_and_taken_away(
    planned: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    client = sign_in(administrator)
    address = reverse("web:ranges", args=[planned["node"]])
    assert "0 of 2 unfinished activities have a range" in client.get(address).content.decode()
    chosen = {"activity": [planned["dig"].pk], "step": "chosen", "chosen-shape": "pert"}
    points = {"chosen-low_percent": 80, "chosen-likely_percent": 100, "chosen-high_percent": 150}
    assert client.post(address, {**chosen, **points}).status_code == 302
    assert ActivityLayer.objects.get().high_share == 1.5
    body = client.get(address, {"range": "with"}).content.decode()
    assert "Dig the trench" in body
    assert "Pour the slab" not in body
    wrong = client.post(address, {**chosen, **points, "chosen-high_percent": 10})
    assert wrong.status_code == 422
    assert "from the best case over the likely one to the worst" in wrong.content.decode()
    client.post(address, {"activity": [planned["dig"].pk], "step": "clear"})
    assert ActivityLayer.objects.get().high_share is None
    quick = {"step": "quick", "quick-scope": "all", "quick-shape": "triangular", "quick-text": "slab"}
    quick |= {"quick-low_percent": 90, "quick-likely_percent": 100, "quick-high_percent": 140}
    client.post(address, quick)
    assert ActivityLayer.objects.get(activity=planned["pour"]).high_share == 1.4


def test_a_viewer_reads_and_does_not_start(
    planned: Any, make_person: Callable[..., Any], sign_in: Callable[[Any], Client]
) -> None:
    client = sign_in(make_person("Vera Viewer", "viewer", planned["node"]))
    body = page_of(client, planned["node"])
    assert 'name="step" value="start"' not in body
    fields = {"step": "start", "unranged": "usual", "together": "projects", "iterations": 256, "seed": 1}
    assert client.post(reverse("web:risk-analysis", args=[planned["node"]]), fields).status_code == 403
