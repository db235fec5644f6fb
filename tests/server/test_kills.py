"""kill -9 at random moments: what was acknowledged is there, nothing is there by half, nothing happens twice."""

import random
import signal
import subprocess
import time
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
for number in range({count}):
    enqueue("test.dig", {{"number": number}}, max_attempts=50)
"""
WORKER = """
from lockstep.server.startup import start_django
start_django()
import time
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
from lockstep.jobs.kinds import job_kind
from lockstep.jobs.worker import Worker

@job_kind("test.dig")
def dig(ticket):
    for step in range(4):
        ticket.report(step / 4, "Digging")
        print("digging", flush=True)
        time.sleep(0.02)
    perform("portfolio.add_node", actor=SYSTEM, seal=ticket.seal(),
            arguments={"kind": "portfolio", "name": f"Hole {ticket.arguments['number']}"})

Worker(lease_seconds=1.0, poll_seconds=0.05).run()
"""
HOLES = """
from lockstep.server.startup import start_django
start_django()
from lockstep.domain.access.models import Node
from lockstep.domain.runs.models import Job
done = Job.objects.filter(kind="test.dig", status="done").count()
print(done, Node.objects.count(), Node.objects.values("name").distinct().count())
"""


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


def test_killed_workers_lose_no_job_and_apply_no_effect_twice(installation: Installation) -> None:
    count = 12
    installation.run(JOBS.format(count=count))
    workers = [installation.start(WORKER) for _ in range(2)]
    deadline = time.monotonic() + 150
    kills = 0
    done = 0
    while done < count and time.monotonic() < deadline:
        if kills < 2:
            workers[0].stdout.readline()  # the first one is at work
            time.sleep(random.uniform(0.0, 0.3))
            kill(workers.pop(0))
            kills += 1
            workers.append(installation.start(WORKER))
        done, holes, names = (int(word) for word in installation.run(HOLES).split())
    for worker in workers:
        kill(worker)
    assert (done, holes, names) == (count, count, count)
