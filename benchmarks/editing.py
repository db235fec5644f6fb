"""What a planner waits for: importing, opening and editing a program of 10,000 activities and 15,000 links.

`python -m benchmarks.editing [COUNT]` makes the program in a database of its own, through the same actions as the
product, and prints medians: the dry run and the import, the schedule as columns, an edit with recalculation and
storing, its preview, and its undo. What is sent to the browser is measured compressed.
"""

import gzip
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from benchmarks.networks import DAY_TICKS, network
from lockstep.exchange import Format, write

EDITS = 7
EMAIL = "b@example.org"
PASSWORD = "only for a measure"


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    count = int((arguments or sys.argv[1:] or ["10000"])[0])
    with tempfile.TemporaryDirectory(prefix="lockstep-bench-") as folder:
        os.environ["LOCKSTEP_DATA_FOLDER"] = folder
        os.environ.pop("LOCKSTEP_DATABASE_URL", None)
        from lockstep.server.startup import start_here

        start_here()
        measure(count, Path(folder))
    return 0


def measure(count: int, folder: Path) -> None:
    """Import a generated program and work with it as a planner would."""
    from lockstep.domain.access.vocabulary import SYSTEM
    from lockstep.domain.ledger import Edit, perform
    from lockstep.domain.planning.actions import apply_edits, apply_import, prepare_import, undo_edits
    from lockstep.domain.planning.queries import preview_edits, schedule
    from lockstep.engine import schedule as compute

    user = administrator()
    portfolio = perform(
        "portfolio.add_node", actor=SYSTEM, arguments={"kind": "portfolio", "name": "Bench"}
    ).value.pk
    plan = network(count)
    file = folder / "bench.xml"
    write(plan, file, Format.MSPDI, compute(plan))
    run, seconds = timed(lambda: prepare_import(user, portfolio, file.name, file))
    show("dry run with reconciliation", seconds)
    _, seconds = timed(lambda: apply_import(user, run))
    show("import as one change set", seconds)
    payload, seconds = timed(lambda: schedule(user, portfolio).payload)
    show("schedule, first time in this process", seconds)
    show("schedule as columns", median(lambda: schedule(user, portfolio).payload))
    size = len(gzip.compress(orjson.dumps(payload), 9)) / 1000
    print(f"{'schedule on the wire, gz':<40}{size:>10.0f} kB")
    rows = payload["activities"]
    leaves = [row for row, kind in enumerate(rows["kind"]) if kind == 0 and rows["duration"][row]]
    chosen = [leaves[len(leaves) * number // (2 * EDITS)] for number in range(EDITS)]
    versions = {row: rows["version"][row] for row in chosen}

    def edit(row: int, version: int) -> list[Any]:
        changes = {"duration_ticks": rows["duration"][row] + DAY_TICKS}
        arguments = {"activity": rows["id"][row], "version": version, "changes": changes}
        return [Edit("planning.change_activity", arguments)]

    previews, applied, undone, moved = [], [], [], []
    for row in chosen:
        previews.append(timed(lambda row=row: preview_edits(user, portfolio, edit(row, versions[row])))[1])
        done, seconds = timed(lambda row=row: apply_edits(user, portfolio, edit(row, versions[row])))
        applied.append(seconds)
        moved.append(done.impact.moved)
        change_set = done.outcome.change_set_id
        undone.append(timed(lambda change_set=change_set: undo_edits(user, portfolio, change_set))[1])
    show("preview of an edit", statistics.median(previews))
    show("edit, recalculated and stored", statistics.median(applied))
    show("the slowest of them", max(applied))
    show("undo", statistics.median(undone))
    print(f"{'activities moved by the edits':<40}{', '.join(str(number) for number in moved):>10}")


def administrator() -> Any:
    """Set the database up and return its first account."""
    from lockstep.domain.access.vocabulary import SYSTEM
    from lockstep.domain.ledger import perform

    link = perform("access.open_set_up", actor=SYSTEM, arguments={}).value
    accepted = {
        "token": link.token,
        "name": "Bench",
        "email": EMAIL,
        "password": PASSWORD,
    }
    return perform("access.accept_invitation", actor=None, arguments=accepted).value


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a piece of work returns, and its seconds."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def median(work: Callable[[], Any], repeats: int = 5) -> float:
    """Return the median seconds of several runs."""
    return statistics.median(timed(work)[1] for _ in range(repeats))


def show(words: str, seconds: float) -> None:
    """Print one figure."""
    print(f"{words:<40}{seconds * 1000:>10.0f} ms", flush=True)


if __name__ == "__main__":
    sys.exit(main())
