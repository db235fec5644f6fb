"""The pages of leveling and workload: start, watch, look, take, put aside; cells, what stands behind them, exports."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
from lockstep.domain.planning.actions import keep_leveling
from lockstep.domain.planning.models import Activity, LevelingProposal
from lockstep.domain.planning.vocabulary import LevelingAim, LevelingOrder
from lockstep.domain.runs.models import Job
from lockstep.foundation.ticks import TICKS_PER_DAY, ticks_of_iso

MONDAY = ticks_of_iso("2026-01-05T08:00")
FIRST = MONDAY // TICKS_PER_DAY
NAMES = ("Name", "Kind", "Role", "Units", "Hours", "Capacity, h", "Overload, h", "Bottleneck index")


class Silent:
    is_stopped = False

    def report(self, share: float, phase: str) -> None:
        """Hear nothing."""


def do(action: str, **arguments: Any) -> Any:
    return perform(action, actor=SYSTEM, arguments=arguments).value


@pytest.fixture
def crowded(forest: Any) -> Any:
    """Ann is wanted five days by Dig and by Pour at once."""
    ann = do("people.add_resource", node=forest.alpha, name="Ann").pk
    rows = {}
    for name, project in (("Dig it", forest.dig), ("Pour it", forest.pour)):
        do("planning.open_plan", project=project, changes={"start_ticks": MONDAY})
        row = do("planning.add_activity", project=project, name=name, duration_ticks=5 * 4_800)
        do("planning.assign", activity=row.pk, resource=ann)
        rows[name] = row.pk
    return forest, ann, rows


@pytest.fixture
def proposal(crowded: Any) -> int:
    order = LevelingOrder(LevelingAim.AS_SHORT_AS_POSSIBLE, 0.0, {})
    return keep_leveling(SYSTEM, crowded[0].alpha, None, order, Silent())


@pytest.fixture
def client(administrator: Any, sign_in: Callable[[Any], Client]) -> Client:
    return sign_in(administrator)


def welder(node: int) -> int:
    return int(do("people.add_resource", node=node, name="Welder", kind="role").pk)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_run_is_asked_for_with_aim_seconds_and_priorities(crowded: Any, client: Client) -> None:
    forest, _, _ = crowded
    address = f"/nodes/{forest.alpha}/leveling/"
    assert "Nothing was leveled yet" in text(client.get(address))
    given = {"aim": "within_float", "seconds": "3", f"priority-{forest.pour}": "900"}
    given |= {"splitting": "allowed", "lead_weeks": "4", "ramp_up_weeks": "2"}
    assert client.post(address, given).status_code == 302
    job = Job.objects.get(kind="planning.level")
    assert job.arguments == {
        "node": forest.alpha,
        "aim": "within_float",
        "seconds": 3.0,
        "priorities": {str(forest.pour): 900},
        "programs": {},
        "splitting": "allowed",
        "lead_weeks": 4.0,
        "ramp_up_weeks": 2.0,
    }
    shown = text(client.get(address))
    assert "Waiting for its turn" in shown
    assert "Stop and keep the best so far" in shown
    fragment = client.get(f"{address}{job.pk}/", headers={"HX-Request": "true"})
    assert 'hx-trigger="every 1s"' in text(fragment)
    client.post(f"{address}{job.pk}/stop/")
    job.refresh_from_db()
    assert job.status == "canceled"
    assert "so nothing was kept" in text(client.get(address))


def test_wrong_input_is_answered_beside_its_field(crowded: Any, client: Client) -> None:
    answer = client.post(f"/nodes/{crowded[0].alpha}/leveling/", {"aim": "x", "seconds": "-1"})
    assert answer.status_code == 422
    assert "id_seconds-error" in text(answer)


def test_who_watches_is_led_on_to_the_proposal(crowded: Any, client: Client, proposal: int) -> None:
    node = crowded[0].alpha
    job = Job.objects.create(
        kind="planning.level", node_id=node, status="done", result={"leveling": proposal}
    )
    LevelingProposal.objects.filter(pk=proposal).update(job=job.pk)
    answer = client.get(f"/nodes/{node}/leveling/{job.pk}/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"/levelings/{proposal}/"


def test_a_proposal_says_what_waits_for_whom_and_what_one_more_gains(client: Client, proposal: int) -> None:
    shown = text(client.get(f"/levelings/{proposal}/"))
    assert "1 delay takes 40 of 40 h of overload away; Alpha finishes 7 days later" in shown
    assert re.search(r"<b>Ann</b>, busy with <a [^>]*>Dig it</a>", shown)
    assert re.search(r"Ann</th><td[^>]*><b>5 d</b>", shown)


def test_a_bound_is_never_reached_by_leaving_overload(crowded: Any, client: Client) -> None:
    """Within float the finish stays, and the page does not call that the shortest schedule without overload."""
    order = LevelingOrder(LevelingAim.WITHIN_FLOAT, 0.0, {})
    proposal = keep_leveling(SYSTEM, crowded[0].alpha, None, order, Silent())
    shown = text(client.get(f"/levelings/{proposal}/"))
    assert "Without overload, not before" in shown
    assert "no schedule is shorter" not in shown


def test_ticked_rows_are_taken_and_can_be_undone(crowded: Any, client: Client, proposal: int) -> None:
    pour = crowded[2]["Pour it"]
    answer = client.post(
        f"/levelings/{proposal}/accept/", {"rows": "ticked", "activity": [pour]}, follow=True
    )
    assert Activity.objects.get(pk=pour).leveling_delay_ticks > 0
    shown = text(answer)
    assert "1 delay set; dates follow." in shown
    assert "The newest proposal was taken: 40 h" in text(client.get(f"/nodes/{crowded[0].alpha}/leveling/"))
    undo = re.search(r"/changes/\d+/undo/", shown)
    assert undo is not None
    client.post(undo[0])
    assert Activity.objects.get(pk=pour).leveling_delay_ticks == 0


def test_all_or_one_project_is_taken_by_its_button(crowded: Any, client: Client, proposal: int) -> None:
    forest, _, rows = crowded
    refused = client.post(f"/levelings/{proposal}/accept/", {"project": forest.dig})
    assert refused.status_code == 422
    client.post(f"/levelings/{proposal}/accept/")
    assert Activity.objects.get(pk=rows["Pour it"]).leveling_delay_ticks > 0


def test_an_outdated_proposal_says_so_and_offers_to_level_again(
    crowded: Any, client: Client, proposal: int
) -> None:
    do("planning.add_activity", project=crowded[0].dig, name="New", duration_ticks=4_800)
    shown = text(client.get(f"/levelings/{proposal}/"))
    assert "The plan has changed since this was computed" in shown
    assert "Accept all" not in shown
    answer = client.post(f"/levelings/{proposal}/accept/")
    assert answer.status_code == 422
    assert client.post(f"/levelings/{proposal}/again/").status_code == 302
    assert Job.objects.filter(kind="planning.level").count() == 1


def test_a_proposal_is_put_aside_and_opened_again(client: Client, proposal: int) -> None:
    assert "put aside" in text(client.post(f"/levelings/{proposal}/dismiss/", follow=True))
    assert "Dismiss" in text(client.post(f"/levelings/{proposal}/reopen/", follow=True))


def test_the_workload_shows_too_much_in_words_and_pattern(crowded: Any, client: Client) -> None:
    forest, ann, _ = crowded
    shown = text(client.get(f"/nodes/{forest.alpha}/workload/?from={FIRST}"))
    assert "1 of 1 is asked for too much in these 13 weeks" in shown
    assert re.search(r'<td class="is-over"><a [^>]*>80<small>\+40</small>', shown)
    assert "40 hours too much on 5 days" in shown
    behind = text(client.get(f"/nodes/{forest.alpha}/workload/?from={FIRST}&who={ann}&week={FIRST}"))
    assert "80 h are asked for, 40 h are there: 40 h too much, on 5 days" in behind
    assert "Pour it" in behind
    assert "is not known yet: <a" in behind  # what one more of each would gain
    do(
        "people.change_resource",
        resource=ann,
        version=1,
        changes={"kind": "person", "role": welder(forest.alpha)},
    )
    shown = text(client.get(f"/nodes/{forest.alpha}/workload/?from={FIRST}"))
    assert "1 person, 1 with too much" in shown
    assert ">Ann</a>" not in shown.split('id="behind"')[0]
    fold = re.search(r'href="(\?[^"]*open=\d+)" aria-expanded="false"', shown)
    assert fold is not None
    opened = text(client.get(f"/nodes/{forest.alpha}/workload/{fold[1].replace('&amp;', '&')}"))
    assert ">Ann</a>" in opened.split('id="behind"')[0]
    found = text(client.get(f"/nodes/{forest.alpha}/workload/?from={FIRST}&q=ann"))
    assert re.search(r"Ann</a><small>Welder · 2 projects</small>", found)


def test_the_workload_can_be_looked_at_after_leveling(crowded: Any, client: Client, proposal: int) -> None:
    shown = text(client.get(f"/nodes/{crowded[0].alpha}/workload/?from={FIRST}&proposal={proposal}"))
    assert "Nobody is asked for too much" in shown
    assert "how many days earlier Alpha would finish" in shown
    assert re.search(r'data-label="One more gains" class="num"><b>5 d</b>', shown)
    assert f"leveling proposal {proposal}" in shown


def test_the_export_holds_what_one_sees(crowded: Any, client: Client) -> None:
    address = f"/nodes/{crowded[0].alpha}/workload/?from={FIRST}&weeks=13"
    answer = client.get(f"{address}&export=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:9] == [*NAMES, "2026-01-05"]
    assert rows[1][0] == "Ann"
    assert rows[1][6:10] == [40, 0.0769, 80, 0]
    assert client.get(f"{address}&kind=role&export=csv").content.decode().count("\n") == 1


def test_a_viewer_sees_proposals_and_takes_none(
    crowded: Any, proposal: int, make_person: Callable[..., Any], sign_in: Callable[[Any], Client]
) -> None:
    client = sign_in(make_person("Vera", "viewer", crowded[0].alpha))
    assert "Accept" not in text(client.get(f"/levelings/{proposal}/"))
    assert client.post(f"/levelings/{proposal}/accept/").status_code == 403
    shown = text(client.get(f"/nodes/{crowded[0].alpha}/leveling/"))
    assert "Your role does not let you level here" in shown
