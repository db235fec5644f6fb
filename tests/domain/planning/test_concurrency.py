"""Several people and an import at the same moment, on real connections: nothing is lost. Run on both databases."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import StaleVersion
from lockstep.domain.ledger.models import Change, ChangeSet
from lockstep.domain.planning.actions import apply_import, prepare_import
from lockstep.domain.planning.bridge import compiled, results
from lockstep.domain.planning.bridge.compiled import compiled_network
from lockstep.domain.planning.models import (
    Activity,
    CurrentDates,
    CurrentResult,
    ImportRun,
    Link,
    Network,
    ScheduleResult,
)
from lockstep.domain.planning.vocabulary import LoopError
from tests.domain.planning.conftest import DAY, Program, do, plan_file
from tests.domain.planning.test_imports import bring


def all_at_once(*targets: Callable[[], None]) -> None:
    """Run functions together, each on a connection of its own, and raise what any of them raised."""
    errors: list[BaseException] = []
    gate = threading.Barrier(len(targets))

    def run(target: Callable[[], None]) -> None:
        try:
            gate.wait()
            target()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(target,)) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    if errors:
        raise errors[0]


def require_settled(program: Program) -> None:
    """The stored dates are those of the newest revision, and equal to what a fresh process computes."""
    network = Network.objects.get(root=program.portfolio)
    assert CurrentResult.objects.get(network=network).revision == network.revision
    compiled.forget()
    fresh = compiled_network(network.pk)
    dates = compiled.computed(fresh.plan)
    expected = dict(zip(fresh.assembled.activities["id"].tolist(), dates.finish_ticks.tolist(), strict=True))
    assert dict(CurrentDates.objects.values_list("activity_id", "finish_ticks")) == expected


def test_two_people_editing_the_same_activity_lose_nothing(committed_program: Program) -> None:
    """Both add days to what they read; a stale one is told both values and sends again."""
    dig = committed_program.add(committed_program.dig, "Dig", 1)
    told: list[bool] = []

    def lengthen(times: int) -> None:
        done = 0
        while done < times:
            row = Activity.objects.get(pk=dig.pk)
            changes = {"duration_ticks": row.duration_ticks + DAY}
            try:
                do("planning.change_activity", activity=row.pk, version=row.version, changes=changes)
                done += 1
            except StaleVersion as error:
                told.append(error.current["duration_ticks"] != row.duration_ticks)
                told.extend(conflict.yours != conflict.theirs for conflict in error.conflicts)

    all_at_once(lambda: lengthen(8), lambda: lengthen(8), lambda: lengthen(8))
    row = Activity.objects.get(pk=dig.pk)
    assert row.duration_ticks == 25 * DAY
    assert row.version == 25
    assert all(told)
    versions = Change.objects.filter(record_type="planning.activity", record_id=dig.pk)
    assert sorted(versions.values_list("version_after", flat=True)) == list(range(1, 26))
    require_settled(committed_program)


def test_an_import_during_editing_loses_neither(committed_program: Program) -> None:
    """One edits a local project and an imported one while an update of the imported one is stored."""
    rows = [(uid, f"A{uid}", 2) for uid in range(1, 120)]
    _, outcome = bring(committed_program.program, plan_file(rows, [(uid, uid + 1) for uid in range(1, 119)]))
    (project,) = outcome.value
    dig = committed_program.add(committed_program.dig, "Dig", 1)
    committed_program.link(Activity.objects.get(project=project, uid=119), dig)
    longer = [(uid, f"A{uid}", 3) for uid in range(1, 120)]
    run = prepare_import(
        SYSTEM, project, "vendor.xml", plan_file(longer, [(uid, uid + 1) for uid in range(1, 119)])
    )
    local = Activity.objects.get(project=project, uid=7)
    edited: list[str] = []

    def edit() -> None:
        for number in range(12):
            for target in (dig.pk, local.pk):
                while True:
                    row = Activity.objects.get(pk=target)
                    name = f"edited {number}"
                    try:
                        do(
                            "planning.change_activity",
                            activity=target,
                            version=row.version,
                            changes={"name": name},
                        )
                        break
                    except StaleVersion:
                        continue
            edited.append(name)

    all_at_once(edit, lambda: apply_import(SYSTEM, run))
    assert Activity.objects.get(pk=dig.pk).name == edited[-1]
    assert Activity.objects.get(pk=local.pk).name == edited[-1]
    assert set(Activity.objects.filter(project=project).values_list("duration_ticks", flat=True)) == {3 * DAY}
    assert ImportRun.objects.get(pk=run).state == "applied"
    require_settled(committed_program)


def test_two_links_that_would_close_a_loop_together_are_not_both_made(committed_program: Program) -> None:
    a, b = (
        committed_program.add(committed_program.dig, "A"),
        committed_program.add(committed_program.pour, "B"),
    )
    refused: list[BaseException] = []

    def link(before: Any, after: Any) -> None:
        try:
            committed_program.link(before, after)
        except LoopError as error:
            refused.append(error)

    all_at_once(lambda: link(a, b), lambda: link(b, a))
    assert len(refused) == 1
    assert Link.objects.count() == 1
    require_settled(committed_program)


def test_the_same_import_is_carried_out_once(committed_program: Program) -> None:
    run = prepare_import(
        SYSTEM, committed_program.program, "vendor.xml", plan_file([(1, "A", 1), (2, "B", 1)])
    )
    done: list[Any] = []

    def apply() -> None:
        from lockstep.domain.ledger import Refused

        try:
            done.append(apply_import(SYSTEM, run))
        except Refused:
            return

    all_at_once(apply, apply, apply)
    assert len(done) == 1
    assert Activity.objects.count() == 2


def test_an_older_result_never_replaces_a_newer_one(committed_program: Program) -> None:
    committed_program.add(committed_program.dig, "Dig", 1)
    network = Network.objects.get(root=committed_program.portfolio)
    old = compiled_network(network.pk)
    committed_program.add(committed_program.dig, "Dug", 9)
    newest = CurrentResult.objects.get(network=network).revision
    assert not results.store(network.pk, old.revision, old.result, dialect="")
    assert CurrentResult.objects.get(network=network).revision == newest
    require_settled(committed_program)


_CHILD = """
    import django
    from django.conf import settings
    # Before anything opens a connection, or it would be one of another engine.
    settings.DATABASES = {"default": {entry!r}}
    settings.MEDIA_ROOT = {media!r}
    django.setup()
    from lockstep.domain.access.vocabulary import SYSTEM
    from lockstep.domain.planning.actions import apply_import
    print("ready", flush=True)
    apply_import(SYSTEM, {run})
    print("done", flush=True)
"""


@pytest.mark.parametrize("pause", [0.0, 0.05, 0.15, 0.3, 0.6])
def test_kill_9_during_an_import_leaves_all_or_nothing(
    committed_program: Program, tmp_path: Path, pause: float
) -> None:
    rows = [(uid, f"A{uid}", 2) for uid in range(1, 400)]
    run = prepare_import(SYSTEM, committed_program.program, "vendor.xml", plan_file(rows, [(1, 2)]))
    sets = ChangeSet.objects.count()
    entry = {key: value for key, value in connections.settings["default"].items() if key != "TEST"}
    entry["NAME"] = connection.settings_dict["NAME"]
    code = textwrap.dedent(_CHILD).replace("{entry!r}", repr(entry)).replace("{run}", str(run))
    code = code.replace("{media!r}", repr(str(django_settings.MEDIA_ROOT)))
    environment = {
        **os.environ,
        "LOCKSTEP_DATA_FOLDER": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment, text=True)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "ready"
    time.sleep(pause)
    child.send_signal(signal.SIGKILL)
    # Killed, or done before it could be; a child that failed by itself proves nothing.
    assert child.wait(30) in (-signal.SIGKILL, 0)
    child.stdout.close()
    stored = Activity.objects.count()
    state = ImportRun.objects.get(pk=run).state
    assert (stored, state, ChangeSet.objects.count()) in {(0, "ready", sets), (399, "applied", sets + 1)}
    if state == "ready":
        apply_import(SYSTEM, run)
    assert Activity.objects.count() == 399
    if ScheduleResult.objects.exists():
        from lockstep.domain.planning.bridge.settling import recalculate

        recalculate(Network.objects.get(root=committed_program.portfolio).pk)
        require_settled(committed_program)
