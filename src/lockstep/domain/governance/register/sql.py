"""The rules of `rules.py` as SQL, so that lists can be filtered and sorted by them. A test compares both."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import Exact, GreaterThan, GreaterThanOrEqual, IsNull, LessThan

from lockstep.domain.governance.rules import GRAIN
from lockstep.domain.governance.vocabulary import (
    DEFAULT_LIMITS,
    NO_TIME_AMBER_SHARE,
    NO_TIME_RED_BELOW,
    RANK,
    UNDERRUN,
    Color,
    Dimension,
    Reads,
)
from lockstep.domain.records.vocabulary import today

_SHARES = (Dimension.COST, Dimension.BENEFIT, Dimension.RISK)


def read(column: str) -> Any:
    """Return a column of the reading that holds: the live one, or what was typed."""
    return Case(When(reads=Reads.LIVE, then=F(f"reading__{column}")), default=F(column))


def agreed() -> Any:
    """Return what is held to be agreed: typed, or read where it was left empty."""
    return Coalesce(F("agreed"), read("agreed"))


def deviation() -> Any:
    """Return how much worse the forecast is than what was agreed; empty while it is not known."""
    overrun = ExpressionWrapper((read("forecast") - agreed()) / agreed(), output_field=FloatField())
    shortfall = ExpressionWrapper((agreed() - read("forecast")) / agreed(), output_field=FloatField())
    is_agreed = Q(GreaterThan(agreed(), Value(0.0)))
    return Case(
        When(IsNull(read("forecast"), True), then=Value(None)),
        When(Q(dimension=Dimension.COST) & is_agreed, then=overrun),
        When(Q(dimension__in=(Dimension.BENEFIT, Dimension.RISK)) & is_agreed, then=shortfall),
        When(dimension__in=_SHARES, then=Value(None)),
        default=read("forecast"),
        output_field=FloatField(),
    )


def _limit(column: str, of: str) -> Any:
    """Return the limit that holds; empty where there is none."""
    defaults = [
        When(dimension=dimension, then=Value(value))
        for dimension, limits in DEFAULT_LIMITS.items()
        if (value := getattr(limits, of)) is not None
    ]
    fallback = Case(*defaults, default=Value(None), output_field=FloatField())
    return Coalesce(F(column), fallback, output_field=FloatField())


def amber_limit() -> Any:
    """Return the amber limit that holds."""
    share = ExpressionWrapper(
        Coalesce(read("remaining_days"), Value(0.0)) * NO_TIME_AMBER_SHARE, output_field=FloatField()
    )
    given = _limit("amber_limit", "amber")
    return Case(
        When(dimension=Dimension.TIME, then=Greatest(given, share, output_field=FloatField())),
        default=given,
        output_field=FloatField(),
    )


def red_limit() -> Any:
    """Return the red limit that holds."""
    given = _limit("red_limit", "red")
    return Case(
        When(
            dimension=Dimension.TIME,
            then=Greatest(given, Value(NO_TIME_RED_BELOW), output_field=FloatField()),
        ),
        default=given,
        output_field=FloatField(),
    )


def _plus(expression: Any, grain: float) -> Any:
    return ExpressionWrapper(expression + Value(grain), output_field=FloatField())


def is_known() -> Q:
    """Return the condition that there is a reading and that it is fresh."""
    is_agreed = ~Q(dimension__in=_SHARES) | Q(GreaterThan(Coalesce(agreed(), Value(0.0)), Value(0.0)))
    return Q(IsNull(read("forecast"), False)) & is_agreed & ~_is_stale()


def _is_stale() -> Q:
    until = read("fresh_until")
    return Q(IsNull(until, False)) & Q(LessThan(until, Value(today(), output_field=DateField())))


def why() -> Any:
    """Return what the color follows from."""
    found = color()
    is_under = Q(dimension=Dimension.COST) & Q(LessThan(deviation(), 0.0))
    return Case(
        When(IsNull(read("forecast"), True), then=Value("There is no forecast.")),
        When(IsNull(deviation(), True), then=Value("There is no agreed value.")),
        When(_is_stale(), then=Value("The reading is older than one cycle.")),
        When(Exact(found, Value(Color.RED.value)), then=Value("Beyond the red limit.")),
        When(Q(Exact(found, Value(Color.AMBER.value))) & is_under, then=Value("Funds may lapse.")),
        When(Exact(found, Value(Color.AMBER.value)), then=Value("Beyond the amber limit.")),
        default=Value("Within tolerance."),
        output_field=CharField(),
    )


def color() -> Any:
    """Return the computed color."""
    found, red = deviation(), red_limit()
    return Case(
        When(~is_known(), then=Value(Color.GRAY.value)),
        When(
            Q(dimension=Dimension.RISK) & Q(GreaterThan(found, _plus(red, -GRAIN))),
            then=Value(Color.RED.value),
        ),
        When(
            ~Q(dimension=Dimension.RISK) & Q(GreaterThan(found, _plus(red, GRAIN))),
            then=Value(Color.RED.value),
        ),
        When(GreaterThan(found, _plus(amber_limit(), GRAIN)), then=Value(Color.AMBER.value)),
        When(
            Q(dimension=Dimension.COST) & Q(LessThan(found, -UNDERRUN - GRAIN)), then=Value(Color.AMBER.value)
        ),
        default=Value(Color.GREEN.value),
        output_field=CharField(),
    )


def is_in(wanted: Color) -> Q:
    """Return the condition that the computed color is this one."""
    return Q(Exact(color(), Value(wanted.value)))


def holds_reported() -> Q:
    """Return the condition that a color is reported and has not run out."""
    return ~Q(reported="") & (Q(reported_until__isnull=True) | Q(reported_until__gte=today()))


def gap() -> Any:
    """Return the steps by which the computed color is worse than the reported one; empty where gray is among them."""
    return ExpressionWrapper(_rank(color()) - _rank_of_reported(), output_field=IntegerField())


def _rank(expression: Any) -> Any:
    return Case(
        *(When(Exact(expression, Value(name.value)), then=Value(rank)) for name, rank in RANK.items()),
        default=Value(None),
        output_field=IntegerField(),
    )


def _rank_of_reported() -> Any:
    return Case(
        *(When(holds_reported() & Q(reported=name.value), then=Value(rank)) for name, rank in RANK.items()),
        default=Value(None),
        output_field=IntegerField(),
    )


def has_gap() -> Q:
    """Return the condition that the reported color is better than the computed one."""
    return Q(GreaterThanOrEqual(gap(), Value(1)))


def has_early_warning() -> Q:
    """Return the condition that the manager is gloomier than the figures."""
    return Q(LessThan(gap(), Value(0)))


def lacks_support() -> Q:
    """Return the condition that green is reported where nothing is known."""
    return ~is_known() & holds_reported() & Q(reported=Color.GREEN.value)
