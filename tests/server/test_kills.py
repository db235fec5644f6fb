"""kill -9 at random moments: what was acknowledged is there, nothing is there by half, nothing happens twice."""

import random
import select
import signal
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.server.installations import Installation

SET_UP = """
from lockstep.server.startup import start_here, set_up_link
start_here()
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
print(perform("portfolio.add_node", actor=SYSTEM, arguments={"kind": "portfolio", "name": "Works"}).value.pk)
"""
WRITE = """
from lockstep.server.startup import start_django
start_django()
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
while True:
    node = perform("portfolio.add_node", actor=SYSTEM,
                   arguments={{"kind": "program", "name": "Program", "parent": {parent}}}).value
    print(node.pk, flush=True)
"""
CHECK = """
from lockstep.server.startup import start_django
start_django()
from lockstep.domain.access.models import Node
from lockstep.domain.ledger.models import Change, ChangeSet
from lockstep.domain.portfolio.models import Membership, Profile
programs = set(Node.objects.filter(kind="program").values_list("pk", flat=True))
assert programs == set(Membership.objects.values_list("child_id", flat=True))
assert programs < set(Profile.objects.values_list("node_id", flat=True))
created = Change.objects.filter(record_type="access.node", version_before=None)
assert programs < set(created.values_list("record_id", flat=True))
with_changes = set(Change.objects.values_list("change_set_id", flat=True))
assert with_changes == set(ChangeSet.objects.values_list("pk", flat=True))
print(*sorted(programs))
"""
JOBS = """
from lockstep.server.startup import start_here
start_here()
from lockstep.domain.runs.actions import enqueue
for number in range({first}, {first} + {count}):
    enqueue("test.dig", {{"number": number}}, max_attempts=50)
"""
# What `lockstep work` runs, with a short lease and a kind of job for this test.
WORKER = """
import random, time
from lockstep.server.settings import current_settings
from lockstep.server.startup import start_django
start_django()
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
from lockstep.jobs.kinds import job_kind
from lockstep.server import worker_process

@job_kind("test.dig")
def dig(ticket):
    for step in range(6):
        ticket.report(step / 6, "Digging")
        print("digging", flush=True)
        time.sleep(random.uniform(0.0, 0.1))
    perform("portfolio.add_node", actor=SYSTEM, seal=ticket.seal(),
            arguments={"kind": "portfolio", "name": f"Hole {ticket.arguments['number']}"})

worker_process.main()
"""
LEASE_SECONDS = 2
TAKEN_OVER_WITHIN_SECONDS = 15
BATCH = 40
DONE = "SELECT count(*) FROM runs_job WHERE kind = 'test.dig' AND status = 'done'"
OPEN = "SELECT count(*) FROM runs_job WHERE kind = 'test.dig' AND status IN ('queued', 'running')"
HELD = "SELECT id, lease_until FROM runs_job WHERE status = 'running' AND worker LIKE '%:{pid}'"
ENDED = "SELECT finished_at FROM runs_job WHERE id = {job}"
HOLES = "SELECT count(*), count(DISTINCT name) FROM access_node"


def moment(stored: Any) -> datetime:
    """Return an instant as the database stores it."""
    return stored if isinstance(stored, datetime) else datetime.fromisoformat(stored).replace(tzinfo=UTC)


def kill(process: "subprocess.Popen[str]") -> str:
    process.send_signal(signal.SIGKILL)
    output, _ = process.communicate()
    return output


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    if request.param == "sqlite":
        return Installation(tmp_path / "data")
    cluster: Any = request.getfixturevalue("postgres_cluster")
    return Installation(tmp_path / "data", cluster.new_database(f"kills_{random.getrandbits(48)}"))


def test_a_killed_writer_loses_nothing_acknowledged_and_leaves_nothing_by_half(
    installation: Installation,
) -> None:
    parent = int(installation.run(SET_UP))
    writers = [installation.start(WRITE.format(parent=parent)) for _ in range(3)]
    for writer in writers:
        writer.stdout.readline()  # it is up
    time.sleep(random.uniform(0.1, 0.6))
    acknowledged = {int(line) for writer in writers for line in kill(writer).split("\n")[:-1] if line}
    stored = {int(word) for word in installation.run(CHECK).split()}
    assert acknowledged
    assert acknowledged <= stored


@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.soak)])
def test_killed_workers_lose_no_job_and_apply_no_effect_twice(installation: Installation, kills: int) -> None:
    """What a killed worker held is finished once by another, soon after its lease ran out."""
    asked = 0
    held: list[tuple[int, datetime]] = []

    def start() -> "subprocess.Popen[str]":
        return installation.start(WORKER, LOCKSTEP_JOB_LEASE_SECONDS=str(LEASE_SECONDS))

    def keep_them_busy() -> None:
        nonlocal asked
        if asked == 0 or installation.ask(OPEN)[0][0] < BATCH // 2:
            installation.run(JOBS.format(first=asked, count=BATCH))
            asked += BATCH

    keep_them_busy()
    steady = start()
    steady.stdout.readline()
    victims = [start(), start()]
    for number in range(kills):
        keep_them_busy()
        victim = victims.pop(0)
        while not select.select([victim.stdout], [], [], 1.0)[0]:
            keep_them_busy()  # the others may have done all before it was up
        victim.stdout.readline()  # it is at work
        time.sleep(random.uniform(0.0, 0.4))
        kill(victim)
        held += [(job, moment(until)) for job, until in installation.ask(HELD.format(pid=victim.pid))]
        print(f"kill {number + 1} of {kills}: {installation.ask(DONE)[0][0]} of {asked} jobs are done")
        victims.append(start())
    deadline = time.monotonic() + 90
    while installation.ask(OPEN)[0][0] and time.monotonic() < deadline:
        time.sleep(0.2)
    for worker in (steady, *victims):
        kill(worker)
    assert installation.ask(DONE) == [(asked,)]
    assert installation.ask(HOLES) == [(asked, asked)]
    for job, until in held:
        ((finished,),) = installation.ask(ENDED.format(job=job))
        assert (moment(finished) - until).total_seconds() < TAKEN_OVER_WITHIN_SECONDS
