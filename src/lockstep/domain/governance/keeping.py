"""Keeping the colors of tolerances day by day, so that the gap of reported against computed is seen over time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from lockstep.domain.governance import rules
from lockstep.domain.governance.models import ColorKept, Tolerance
from lockstep.domain.governance.register.judging import judged, reported
from lockstep.domain.governance.vocabulary import Color
from lockstep.domain.ledger import Work


@dataclass(frozen=True, slots=True)
class ColorSpan:
    """The colors of a tolerance from one day until another; `until` is None for those of today."""

    since: date
    until: date | None
    computed: Color
    reported: Color | None

    @property
    def gap(self) -> int | None:
        """Return by how many steps the computed color is worse than the reported one; None where not known."""
        return rules.gap_of(self.computed, self.reported)


def keep_colors(work: Work, rows: Iterable[Tolerance]) -> None:
    """Keep the colors of tolerances in force where they differ from those kept last; one pair a day."""
    found = [row for row in rows if row.state == "agreed"]
    day = timezone.localdate(work.at)
    last = last_kept([row.pk for row in found], day)
    now = {
        row.pk: (judged(row).color.value, shown.value if (shown := reported(row)) else "") for row in found
    }
    ColorKept.objects.bulk_create(
        [
            ColorKept(tolerance_id=pk, since=day, computed=pair[0], reported=pair[1])
            for pk, pair in now.items()
            if last.get(pk) != pair
        ],
        update_conflicts=True,
        unique_fields=["tolerance", "since"],
        update_fields=["computed", "reported"],
    )


def last_kept(tolerances: Collection[int], day: date) -> dict[int, tuple[str, str]]:
    """Return computed and reported color that hold on a day, by tolerance: one row of each, however long kept."""
    until = ColorKept.objects.filter(tolerance=OuterRef("pk"), since__lte=day).order_by("-since")
    newest = Tolerance.objects.filter(pk__in=tolerances).values_list(Subquery(until.values("pk")[:1]))
    rows = ColorKept.objects.filter(pk__in=newest).values_list("tolerance", "computed", "reported")
    return {tolerance: (computed, shown) for tolerance, computed, shown in rows}


def spans_of(rows: Iterable[ColorKept]) -> tuple[ColorSpan, ...]:
    """Return kept colors of one tolerance, in order of their days, as spans."""
    found = list(rows)
    days = [row.since for row in found]
    return tuple(
        ColorSpan(row.since, until, Color(row.computed), Color(row.reported) if row.reported else None)
        for row, until in zip(found, [*days[1:], None], strict=True)
    )
