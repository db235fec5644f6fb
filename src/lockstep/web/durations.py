"""Working durations as people type and read them: "8d", "4h", "2w"."""

import re
from typing import Any

from django import forms

from lockstep.foundation.ticks import TICKS_PER_HOUR, TICKS_PER_MINUTE

TICKS_PER_WORKDAY = 8 * TICKS_PER_HOUR
_UNITS = {
    "w": 5 * TICKS_PER_WORKDAY,
    "d": TICKS_PER_WORKDAY,
    "h": TICKS_PER_HOUR,
    "m": TICKS_PER_MINUTE,
}
_TYPED = re.compile(r"^(\d{1,7}(?:[.,]\d+)?)\s*(w|weeks?|d|days?|h|hours?|m|min|minutes?)?$", re.IGNORECASE)


def parse_duration(text: str) -> int:
    """Return the working ticks of typed text; without a unit it is days. Raises ValueError with a sentence."""
    found = _TYPED.match(text.strip())
    if not found:
        raise ValueError(
            f"“{text.strip()}” is not a duration. Type a number with its unit, such as 8d, 4h or 2w."
        )
    unit = (found[2] or "d")[0].lower()
    return round(float(found[1].replace(",", ".")) * _UNITS[unit])


def duration_text(ticks: int) -> str:
    """Return ticks so that they can be typed again, in the largest of days, hours and minutes that is exact."""
    for unit in ("d", "h"):
        value = round(ticks / _UNITS[unit], 2)
        if round(value * _UNITS[unit]) == ticks:
            return f"{value:.10g}{unit}"
    return f"{ticks / _UNITS['m']:.10g}m"


class DurationField(forms.CharField):
    """A typed duration; its value is working ticks, None where nothing is typed."""

    def prepare_value(self, value: Any) -> Any:
        """Return ticks as text, and what was typed as it is."""
        return duration_text(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        """Return the ticks of the text."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_duration(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another duration is typed; 10d and 2w are the same."""
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True
