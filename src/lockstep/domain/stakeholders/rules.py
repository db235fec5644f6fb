"""What is computed of a stakeholder, from plain values."""

from datetime import date, timedelta
from itertools import product

from lockstep.domain.stakeholders.vocabulary import (
    LATE_FACTOR,
    SHIPPED_CUT,
    TOP_PRIORITY,
    Attitude,
    Cut,
    Quadrant,
    Salience,
)

_BY_ATTRIBUTES = {
    (False, False, False): Salience.NONE,
    (True, False, False): Salience.DORMANT,
    (False, True, False): Salience.DISCRETIONARY,
    (False, False, True): Salience.DEMANDING,
    (True, True, False): Salience.DOMINANT,
    (True, False, True): Salience.DANGEROUS,
    (False, True, True): Salience.DEPENDENT,
    (True, True, True): Salience.DEFINITIVE,
}
assert set(_BY_ATTRIBUTES) == set(product((False, True), repeat=3))


def quadrant_of(power: int | None, interest: int | None, cut: Cut = SHIPPED_CUT) -> Quadrant | None:
    """Return what the place asks for; None while it is not assessed."""
    if power is None or interest is None:
        return None
    is_interested = interest >= cut.interest
    if power >= cut.power:
        return Quadrant.MANAGE_CLOSELY if is_interested else Quadrant.KEEP_SATISFIED
    return Quadrant.KEEP_INFORMED if is_interested else Quadrant.MONITOR


def gap_of(current: Attitude | None, desired: Attitude | None) -> int | None:
    """Return the steps of attitude that are missing; negative when more is there than is needed."""
    return None if current is None or desired is None else desired - current


def priority_of(
    power: int | None,
    interest: int | None,
    current: Attitude | None,
    desired: Attitude | None,
    cut: Cut = SHIPPED_CUT,
) -> int | None:
    """Return power times interest times the missing steps; who resists with high power comes before all."""
    gap = gap_of(current, desired)
    if power is None or interest is None or gap is None:
        return None
    is_dangerous = current == Attitude.RESISTANT and power >= cut.power
    return power * interest * max(gap, 0) + (TOP_PRIORITY if is_dangerous else 0)


def salience_of(power: int | None, is_legitimate: bool, is_urgent: bool, cut: Cut = SHIPPED_CUT) -> Salience:
    """Return the class by the three attributes; power counts from the cut of the grid on."""
    return _BY_ATTRIBUTES[power is not None and power >= cut.power, is_legitimate, is_urgent]


def neglected_after(last: date | None, cadence_days: int | None, since: date) -> date | None:
    """Return the last day on which contact is not neglected; counted from `since` where there was none yet.

    Contact is neglected when the last one is more than one and a half planned intervals ago.
    """
    if not cadence_days:
        return None
    return (last or since) + timedelta(days=int(LATE_FACTOR * cadence_days))
