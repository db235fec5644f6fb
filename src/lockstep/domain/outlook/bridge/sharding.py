"""Long runs cut into shards that any worker counts: the answer is the same for any cut.

The run's own job opens the shards, asks for a job each, and counts shards itself while there are free ones: a single
worker finishes alone, and further ones only make it faster. Who counts a shard says so until a moment that it puts off
while it counts; a shard whose worker died becomes free when that moment has passed.
"""

import itertools
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from lockstep.domain.outlook.bridge.simulating import Progress, threads
from lockstep.domain.outlook.models import SimulationRun, SimulationShard
from lockstep.engine.simulation import Run, Tally, count_blocks, merge_tallies, packed, unpacked

SHARDED_WORK: Final = 250_000_000
"""Activities times iterations from which a run is cut."""
SHARD_WORK: Final = 60_000_000
MOST_SHARDS: Final = 16
HELD_SECONDS: Final = 20.0
PUT_OFF_SECONDS: Final = 4.0
LOOK_SECONDS: Final = 0.25


def is_long(run: Run) -> bool:
    """Tell whether a run is cut into shards."""
    return len(run.ground.plan.activities) * run.scale.iterations >= SHARDED_WORK


def open_shards(row: SimulationRun, revision: int, run: Run) -> list[int]:
    """Return the ids of a run's shards; made on the first attempt, found again by a later one."""
    SimulationShard.objects.filter(run=row).exclude(revision=revision).delete()
    work = len(run.ground.plan.activities) * run.scale.iterations
    count = min(MOST_SHARDS, max(2, work // SHARD_WORK), run.blocks)
    edges = [run.blocks * number // count for number in range(count + 1)]
    made = [
        SimulationShard(run=row, revision=revision, first_block=first, last_block=last)
        for first, last in itertools.pairwise(edges)
    ]
    SimulationShard.objects.bulk_create(made, ignore_conflicts=True)
    found = SimulationShard.objects.filter(run=row, revision=revision).order_by("first_block")
    return list(found.values_list("pk", flat=True))


def counted_together(row: SimulationRun, revision: int, run: Run, progress: Progress, share: float) -> Tally:
    """Count free shards until all are counted, here or elsewhere, and return them together."""
    phase = f"Scheduling the plan {run.scale.iterations:,} times"
    while True:
        left = list(_uncounted(row, revision).values_list("pk", "first_block", "last_block"))
        done = run.blocks - sum(last - first for _, first, last in left)
        progress(share * done / run.blocks, phase)
        if not left:
            break
        mine = next((pk for pk, _, _ in reversed(left) if take(pk)), None)
        if mine is None:
            time.sleep(LOOK_SECONDS)
            continue
        count_shard(mine, run, lambda part, at=done: progress(share * (at + part) / run.blocks, phase))
    found = SimulationShard.objects.filter(run=row, revision=revision).order_by("first_block")
    return merge_tallies([unpacked(bytes(tally)) for tally in found.values_list("tally", flat=True)])


def close_shards(row: SimulationRun) -> None:
    """Forget the parts of a run whose result is stored."""
    SimulationShard.objects.filter(run=row).delete()


def take(shard: int) -> bool:
    """Take a shard that nobody counts; False where somebody does, or it is counted."""
    now = timezone.now()
    is_free = Q(taken_until=None) | Q(taken_until__lt=now)
    free = SimulationShard.objects.filter(is_free, pk=shard, tally=None)
    return bool(free.update(taken_until=now + timedelta(seconds=HELD_SECONDS)))


def count_shard(shard: int, run: Run, tell: Callable[[int], None]) -> None:
    """Count a shard that was taken and store its tally; `tell` hears how many of its blocks are done."""
    row = SimulationShard.objects.get(pk=shard)
    held = time.monotonic()

    def heard(done: int, total: int) -> None:
        nonlocal held
        if time.monotonic() - held > PUT_OFF_SECONDS:
            held = time.monotonic()
            until = timezone.now() + timedelta(seconds=HELD_SECONDS)
            SimulationShard.objects.filter(pk=shard).update(taken_until=until)
        tell(min(done // 64, row.last_block - row.first_block))

    tally = count_blocks(run, row.first_block, row.last_block, threads(), heard)
    SimulationShard.objects.filter(pk=shard, tally=None).update(tally=packed(tally), taken_until=None)


def _uncounted(row: SimulationRun, revision: int):
    return SimulationShard.objects.filter(run=row, revision=revision, tally=None).order_by("first_block")
