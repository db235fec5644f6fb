"""Several people at once: nothing is lost, and who comes second is told. Runs on both databases."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from lockstep.domain.planning.models import Activity
from tests.api.asking import Asker
from tests.api.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 4
ROUNDS = 5
DAY = 4_800


def edit(activity: int, version: int, duration: int) -> dict[str, Any]:
    arguments = {"activity": activity, "version": version, "changes": {"duration_ticks": duration}}
    return {"edits": [{"action": "planning.change_activity", "arguments": arguments}]}


def at_once(work: Any) -> list[Any]:
    """Run the same work in several threads, each with its own connection and sign-in."""

    def one(number: int) -> Any:
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, range(PEOPLE)))


@pytest.fixture
def committed(transactional_db: None) -> World:
    """A world that other connections see."""
    return build_world()


def test_of_several_writes_of_one_version_exactly_one_is_saved(committed: World) -> None:
    """All send the version that they read: one is saved, the others get 412 with both values."""
    activity = committed.own["activity"]
    askers = [Asker(committed.root) for _ in range(PEOPLE)]
    answers = at_once(lambda n: askers[n].post("/changes", edit(activity, 1, (n + 5) * DAY)))
    assert sorted(answer.status_code for answer in answers) == [200, *[412] * (PEOPLE - 1)]
    row = Activity.objects.get(pk=activity)
    saved = next(n for n, answer in enumerate(answers) if answer.status_code == 200)
    assert (row.version, row.duration_ticks) == (2, (saved + 5) * DAY)
    for n, answer in enumerate(answers):
        if n != saved:
            conflict = next(c for c in answer.json()["conflicts"] if c["field"] == "durationTicks")
            assert (conflict["yours"], conflict["current"]) == ((n + 5) * DAY, (saved + 5) * DAY)


def test_no_update_is_lost_when_everybody_tries_again(committed: World) -> None:
    """Each adds a day several times, reading again after 412: all days are there at the end."""
    activity = committed.own["activity"]
    before = Activity.objects.get(pk=activity).duration_ticks
    askers = [Asker(committed.root) for _ in range(PEOPLE)]

    def add_days(number: int) -> int:
        refusals = 0
        for _ in range(ROUNDS):
            while True:
                row = Activity.objects.get(pk=activity)
                answer = askers[number].post(
                    "/changes", edit(activity, row.version, row.duration_ticks + DAY)
                )
                if answer.status_code == 200:
                    break
                assert answer.status_code == 412, answer.content
                refusals += 1
        return refusals

    at_once(add_days)
    row = Activity.objects.get(pk=activity)
    assert row.duration_ticks == before + PEOPLE * ROUNDS * DAY
    assert row.version == 1 + PEOPLE * ROUNDS


def test_a_key_sent_twice_at_the_same_moment_has_one_effect(committed: World) -> None:
    """Of two requests with one Idempotency-Key one works; the other waits, is replayed, or is told to wait."""
    project = committed.own["project"]
    arguments = {"project": project, "name": "Only once", "duration_ticks": DAY}
    body = {"edits": [{"action": "planning.add_activity", "arguments": arguments}]}
    askers = [Asker(committed.root) for _ in range(PEOPLE)]
    answers = at_once(lambda n: askers[n].post("/changes", body, Idempotency_Key="once"))
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert Activity.objects.filter(name="Only once").count() == 1
