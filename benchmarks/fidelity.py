"""How far our schedule agrees with the dates that real files store: `python -m benchmarks.fidelity FOLDER...`

Every file is scheduled cold; its own dates are only compared afterwards. Printed by file: activities compared,
share that agrees, the same of linked activities that are not manual, causes of the rest, trusted or not. The last
lines hold the shares over all trusted files, by activity and as the mean of files; the same of the files with splits,
progress, manual or inactive activities ("hard"); and how many differences lie on late dates that the file kept from an
earlier state: stale ones contradict other stored dates, out-of-sequence ones belong to work that what follows overtook.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lockstep.engine import Cause, Reconciliation, reconcile, schedule
from lockstep.exchange import read
from lockstep.foundation.findings import LockstepError
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityMode, Plan

SUFFIXES = (".xml", ".xer", ".mpp")


@dataclass(frozen=True)
class Result:
    """One file's reconciliation."""

    path: Path
    reconciliation: Reconciliation
    is_hard: bool
    """It holds splits, progress, manual or inactive activities."""

    @property
    def causes(self) -> dict[str, int]:
        """Differences by cause."""
        counts = Counter(Cause(cause).word for cause in self.reconciliation.cause.tolist() if cause)
        return dict(counts.most_common())


def files_in(folders: list[Path]) -> Iterator[Path]:
    """Yield the plan files in the given folders, and the files given themselves."""
    for folder in folders:
        if folder.is_file():
            yield folder
        else:
            yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def measure(path: Path) -> Result | None:
    """Return the reconciliation of one file, None where it stores no dates."""
    document = read(path)
    if document.stored is None:
        return None
    plan = document.plan
    return Result(path, reconcile(plan, schedule(plan), document.stored), is_hard(plan))


def is_hard(plan: Plan) -> bool:
    """Return True for plans with splits, progress, manual or inactive activities."""
    has_progress = bool((plan.activities.actual_start_ticks != NO_TICKS).any())
    return (
        has_progress or bool((plan.activities.mode != ActivityMode.AUTOMATIC).any()) or len(plan.splits) > 0
    )


def shares(results: list[Result]) -> dict[str, float | None]:
    """Return shares over trusted files: by activity, by linked non-manual activity, mean and worst of files."""
    trusted = [result for result in results if result.reconciliation.trust.is_trusted]
    trusted = [result for result in trusted if result.reconciliation.total.compared]
    totals = [result.reconciliation.total for result in trusted]
    hard = [result.reconciliation.total for result in trusted if result.is_hard]
    compared_hard = sum(t.compared for t in hard)
    compared, linked = sum(t.compared for t in totals), sum(t.linked_compared for t in totals)
    by_file = [t.agreed / t.compared for t in totals]
    return {
        "files": len(totals),
        "activities": compared,
        "share": sum(t.agreed for t in totals) / compared if compared else None,
        "linked_share": sum(t.linked_agreed for t in totals) / linked if linked else None,
        "hard_files": len(hard),
        "hard_share": sum(t.agreed for t in hard) / compared_hard if compared_hard else None,
        "hard_mean_of_files": sum(t.agreed / t.compared for t in hard) / len(hard) if hard else None,
        "stale": sum(result.causes.get(Cause.STALE.word, 0) for result in trusted),
        "out_of_sequence": sum(result.causes.get(Cause.OUT_OF_SEQUENCE.word, 0) for result in trusted),
        "mean_of_files": sum(by_file) / len(by_file) if by_file else None,
        "worst_file": min(by_file, default=None),
    }


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    folders = parser.parse_args(arguments).folders
    results: list[Result] = []
    print(f"{'file':<52}{'compared':>9}{'agree':>8}{'linked':>8}  trusted  causes of the rest")
    for path in files_in(folders):
        try:
            result = measure(path)
        except LockstepError as error:
            print(f"{path.name:<52} {error.code}: {error.sentence}")
            continue
        if result is None:
            print(f"{path.name:<52} stores no dates")
            continue
        results.append(result)
        total, trust = result.reconciliation.total, result.reconciliation.trust
        causes = ", ".join(f"{cause} {count}" for cause, count in result.causes.items())
        print(
            f"{path.name[:51]:<52}{total.compared:>9}{_percent(total.share):>8}{_percent(total.linked_share):>8}"
            f"  {'yes' if trust.is_trusted else 'no':<7}  {causes if trust.is_trusted else trust.sentence}"
        )
    for name, value in shares(results).items():
        print(f"{name}: {value if isinstance(value, int) else _percent(value)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
