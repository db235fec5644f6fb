"""The computed color of a tolerance as SQL, so that lists can be filtered and sorted by it.

What follows from reading and limits is a derived column; only what passes with the days is said here.
"""

from typing import Any

from django.db.models import Case, CharField, ExpressionWrapper, F, IntegerField, Q, Value, When
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from lockstep.domain.governance.rules import STALE
from lockstep.domain.governance.vocabulary import RANK, Color
from lockstep.domain.records.vocabulary import today


def _is_stale() -> Q:
    return Q(judged_until__lt=today())


def is_known() -> Q:
    """Return the condition that there is a reading and that it is fresh."""
    return ~Q(judged_color=Color.GRAY.value) & ~(Q(judged_until__isnull=False) & _is_stale())


def color() -> Any:
    """Return the computed color."""
    return Case(
        When(_is_stale(), then=Value(Color.GRAY.value)),
        default=F("judged_color"),
        output_field=CharField(),
    )


def why() -> Any:
    """Return what the color follows from."""
    return Case(
        When(_is_stale() & ~Q(judged_color=Color.GRAY.value), then=Value(STALE)),
        default=F("judged_why"),
        output_field=CharField(),
    )


def is_in(wanted: Color) -> Q:
    """Return the condition that the computed color is this one."""
    return ~is_known() if wanted is Color.GRAY else is_known() & Q(judged_color=wanted.value)


def holds_reported() -> Q:
    """Return the condition that a color is reported and has not run out."""
    return ~Q(reported="") & (Q(reported_until__isnull=True) | Q(reported_until__gte=today()))


def gap() -> Any:
    """Return the steps by which the computed color is worse than the reported one; empty where gray is among them."""
    computed = (When(is_in(color), then=Value(rank)) for color, rank in RANK.items())
    reported = (
        When(holds_reported() & Q(reported=color.value), then=Value(rank)) for color, rank in RANK.items()
    )
    return ExpressionWrapper(_rank(computed) - _rank(reported), output_field=IntegerField())


def _rank(cases: Any) -> Any:
    return Case(*cases, default=Value(None), output_field=IntegerField())


def has_gap() -> Q:
    """Return the condition that the reported color is better than the computed one."""
    return Q(GreaterThanOrEqual(gap(), Value(1)))


def has_early_warning() -> Q:
    """Return the condition that the manager is gloomier than the figures."""
    return Q(LessThan(gap(), Value(0)))


def lacks_support() -> Q:
    """Return the condition that green is reported where nothing is known."""
    return ~is_known() & holds_reported() & Q(reported=Color.GREEN.value)
