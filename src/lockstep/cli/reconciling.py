"""`lockstep reconcile FILE`: the source's own dates beside ours, each difference with its cause."""

from collections import Counter
from typing import TYPE_CHECKING

from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.output import STANDARD_OUTPUT, console, plural, table, write_json
from lockstep.cli.reading import JsonOut, MappingFile, PlanFile, read_document
from lockstep.cli.scheduling import Rows, moment

if TYPE_CHECKING:
    from lockstep.engine import Reconciliation, Schedule, Share
    from lockstep.plan import Plan, StoredDates


def command(file: PlanFile, json: JsonOut = None, rows: Rows = 40, mapping: MappingFile = None) -> None:
    """Compare the dates that a file stores with the schedule that its plan gives."""
    from lockstep.cli.reconcile_form import reconcile_form
    from lockstep.engine import reconcile, schedule
    from lockstep.foundation.findings import LockstepError

    document = read_document(file, mapping)
    if document.stored is None:
        raise LockstepError(
            file.name,
            "It holds no computed dates, so there is nothing to compare with; lockstep schedule computes ours.",
            code="reconcile.nothing_stored",
            findings=document.findings,
        )
    ours = schedule(document.plan)
    result = reconcile(document.plan, ours, document.stored)
    findings = (*document.findings, *ours.findings)
    if json is not None:
        form = reconcile_form(document.plan, ours, document.stored, result, file=file.name, findings=findings)
        write_json(form, json)
    if json != STANDARD_OUTPUT:
        _print_verdict(file.name, result)
        _print_causes(result)
        _print_differences(document.plan, ours, document.stored, result, rows)
    print_findings(findings)
    exit_by(findings)


def _print_verdict(name: str, result: "Reconciliation") -> None:
    console().print(f"{name}: {result.trust.sentence}")
    made = table("Compared", "Activities", "Agree", "Share", right=("Activities", "Agree", "Share"))
    for words, compared, agreed, share in _shares(result.total):
        made.add_row(words, f"{compared:,}", f"{agreed:,}", "" if share is None else f"{share:.1%}")
    console().print(made)


def _shares(total: "Share") -> tuple[tuple[str, int, int, float | None], ...]:
    return (
        ("all", total.compared, total.agreed, total.share),
        ("linked, not manual", total.linked_compared, total.linked_agreed, total.linked_share),
    )


def _print_causes(result: "Reconciliation") -> None:
    from lockstep.engine import Cause

    number = Counter(Cause(int(cause)).word for cause in result.cause[result.is_compared & ~result.agrees])
    if number:
        made = table("Cause of the difference", "Activities", right=("Activities",))
        for word, count in number.most_common():
            made.add_row(word, f"{count:,}")
        console().print(made)


def _print_differences(
    plan: "Plan", ours: "Schedule", stored: "StoredDates", result: "Reconciliation", rows: int
) -> None:
    from lockstep.engine import Cause
    from lockstep.foundation.ticks import iso_of

    differing = (result.is_compared & ~result.agrees).nonzero()[0].tolist()
    if not differing:
        return
    shown = differing[:rows] if rows else differing
    made = table(
        "Id", "Activity", "Stored start", "Ours", "Stored finish", "Ours", "Cause", wraps=("Activity",)
    )
    for index in shown:
        made.add_row(
            plan.activities.codes[index],
            plan.activities.names[index],
            moment(iso_of(int(stored.early_start_ticks[index]))),
            moment(iso_of(int(ours.early_start_ticks[index]))),
            moment(iso_of(int(stored.early_finish_ticks[index]))),
            moment(iso_of(int(ours.early_finish_ticks[index]))),
            Cause(int(result.cause[index])).word,
        )
    console().print(made)
    if len(differing) > len(shown):
        rest = plural(len(differing) - len(shown), "more difference")
        console().print(f"{rest}; --rows 0 shows all, --json writes all.")
