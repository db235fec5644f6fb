"""What it costs to work with a register of 10,000 records.

`python -m benchmarks.registers [COUNT]` makes a program with risks in a database of its own, through the actions of
the product, and prints process CPU time: a list page in several ways (the 95th percentile and its statements), the
whole page as the browser gets it, a bulk edit of 500 records as one change set and its undo, export and import.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

RUNS = 40
BULK = 500


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    count = int((arguments or sys.argv[1:] or ["10000"])[0])
    with tempfile.TemporaryDirectory(prefix="lockstep-bench-") as folder:
        os.environ["LOCKSTEP_DATA_FOLDER"] = folder
        os.environ.pop("LOCKSTEP_DATABASE_URL", None)
        from lockstep.server.startup import start_here

        start_here()
        measure(count)
    return 0


def measure(count: int) -> None:
    """Fill a register by an import and work with it."""
    from lockstep.domain.ledger import perform, undo
    from lockstep.domain.records.queries import SheetFormat, detail, exported, import_preview, search

    user, portfolio = fill(count)
    _measure_lists(user, portfolio)
    page = _list(user, portfolio, {"size": "500"})
    edits = [{"record": row.id, "version": row.version, "changes": {"probability": 0.9}} for row in page.rows]
    arguments = {"register": "risks", "records": edits[:BULK]}
    outcome, seconds = timed(lambda: perform("records.change_records", actor=user, arguments=arguments))
    show(f"bulk edit of {len(edits[:BULK])}, one change set", seconds)
    _, seconds = timed(lambda: undo(outcome.change_set_id, actor=user))
    show("its undo", seconds)
    risk = page.rows[0].id
    show("a record with all that hangs on it", percentile(lambda: detail(user, "risks", risk)))
    show("search over all registers", percentile(lambda: search(user, "vendor 77")))
    from lockstep.domain.records.queries import ListQuery, Scope

    xlsx = SheetFormat.XLSX
    content, seconds = timed(lambda: exported(user, "risks", Scope(portfolio), ListQuery(), xlsx))
    show(f"export of {count:,} to a workbook", seconds)
    _, seconds = timed(lambda: import_preview(user, "risks", portfolio, name="x", content=content))
    show("dry run of the same workbook", seconds)


def fill(count: int) -> tuple[Any, int]:
    """Make a portfolio of twenty projects with so many risks; return who did and the portfolio."""
    from benchmarks.editing import administrator
    from lockstep.domain.ledger import perform

    user = administrator()
    portfolio = _node(user, "portfolio", "Bench", None)
    projects = [_node(user, "project", f"Project {number}", portfolio) for number in range(20)]
    for place, project in enumerate(projects):
        rows = [_risk(number, user) for number in range(place, count, len(projects))]
        arguments = {"register": "risks", "node": project, "rows": rows}
        perform("records.import_records", actor=user, arguments=arguments)
    return user, portfolio


def _measure_lists(user: Any, node: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ways: dict[str, dict[str, str]] = {
        "list, as it opens": {},
        "list, sorted by a computed column": {"sort": "-exposure_days"},
        "list, three filters and a search": {
            "q": "vendor",
            "f.state": "*open",
            "f.probability.from": "0.3",
            "f.owner": "me",
        },
        "list, grouped by state, overdue only": {"group": "state", "flag": "overdue"},
        "list, last page": {"page": "199"},
    }
    for words, params in ways.items():
        with CaptureQueriesContext(connection) as spent:
            _list(user, node, params)
        show(
            f"{words} ({len(spent)} statements)", percentile(lambda params=params: _list(user, node, params))
        )
    as_of = (date.today() - timedelta(days=1)).isoformat()
    _, seconds = timed(lambda: _list(user, node, {"as_of": as_of}))
    show("list, as of yesterday", seconds)


def _list(user: Any, node: int, params: dict[str, str]) -> Any:
    from lockstep.domain.records.queries import ListQuery, Scope, listing
    from lockstep.domain.records.registry import register_of

    query = ListQuery.from_params(register_of("risks"), params)
    return listing(user, "risks", Scope(node), query)


def _risk(number: int, user: Any) -> dict[str, Any]:
    due = date.today() + timedelta(days=number % 400 - 100)
    return {
        "title": f"Vendor {number} delivers late",
        "probability": number % 10 / 10,
        "impact_days": number % 37,
        "owner": user.email if number % 3 else "",
        "due_on": due.isoformat(),
        "state": ("identified", "analyzed", "treated", "closed")[number % 4],
    }


def _node(user: Any, kind: str, name: str, parent: int | None) -> int:
    from lockstep.domain.ledger import perform

    arguments = {"kind": kind, "name": name, "parent": parent}
    return perform("portfolio.add_node", actor=user, arguments=arguments).value.pk


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call gives and the CPU seconds of this process."""
    start = time.process_time()
    value = work()
    return value, time.process_time() - start


def percentile(work: Callable[[], Any]) -> float:
    """Return the CPU seconds that 95 of 100 calls stay under."""
    work()
    return sorted(timed(work)[1] for _ in range(RUNS))[int(RUNS * 0.95) - 1]


def show(words: str, seconds: float) -> None:
    """Print one figure."""
    print(f"{words:<52}{seconds * 1000:>10.1f} ms", flush=True)


if __name__ == "__main__":
    sys.exit(main())
