"""Rules of hand-offs that need no database."""

from datetime import date

from lockstep.domain.delivery.vocabulary import AMBER_DAYS, HandOffColor


def color_of(float_days: float | None, *, is_pending: bool = True) -> HandOffColor:
    """Return the color: red below zero days of float, amber below five, gray when unknown or delivered."""
    if float_days is None or not is_pending:
        return HandOffColor.GRAY
    if float_days < 0:
        return HandOffColor.RED
    return HandOffColor.AMBER if float_days < AMBER_DAYS else HandOffColor.GREEN


def criticality_of(receiver_float_days: float | None) -> str:
    """Return how critical a receiver is: critical without float, near below five days, else none; "" when unknown."""
    if receiver_float_days is None:
        return ""
    if receiver_float_days <= 0:
        return "critical"
    return "near" if receiver_float_days < AMBER_DAYS else "none"


def is_promise_broken(promised_on: date | None, forecast_on: date | None) -> bool:
    """Tell whether the forecast is later than the day that was promised."""
    return promised_on is not None and forecast_on is not None and forecast_on > promised_on


def keeps_threshold(value: float, comparator: str, threshold: float) -> bool:
    """Tell whether a measured value lies on the right side of a threshold; at the threshold it is kept."""
    match comparator:
        case ">=":
            return value >= threshold
        case "<=":
            return value <= threshold
    return value == threshold
