"""Scheduling options as stored: only the fields that differ from the defaults."""

from dataclasses import asdict, fields
from enum import IntEnum
from typing import Any

from lockstep.domain.planning.vocabulary import EditError
from lockstep.plan import SchedulingOptions

_FIELDS = {field.name: field for field in fields(SchedulingOptions)}
_DEFAULTS = SchedulingOptions()


def options_of(stored: dict[str, Any]) -> SchedulingOptions:
    """Return stored options as the plan has them; names of other releases are left out."""
    values = {}
    for name, value in stored.items():
        if name in _FIELDS:
            default = getattr(_DEFAULTS, name)
            values[name] = type(default)(value)
    return SchedulingOptions(**values)


def stored_options(options: SchedulingOptions) -> dict[str, Any]:
    """Return options as plain JSON."""
    return {
        name: int(value) if isinstance(value, IntEnum) else value
        for name, value in asdict(options).items()
        if value != getattr(_DEFAULTS, name)
    }


def checked_options(given: dict[str, Any]) -> dict[str, Any]:
    """Return given options as they are stored. Raises EditError for a name or value that is not known."""
    unknown = given.keys() - _FIELDS.keys()
    if unknown:
        raise EditError("scheduling options", f"There is no option {', '.join(sorted(unknown))}.")
    try:
        return stored_options(options_of(given))
    except ValueError as error:
        raise EditError("scheduling options", f"An option has a value that is not known: {error}.") from error
