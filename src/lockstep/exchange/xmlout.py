"""Writing XML element by element, with what XML cannot hold taken out of texts."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final
from xml.sax.saxutils import escape  # escaping only, nothing is parsed

from lockstep.foundation.ticks import NO_TICKS, SECONDS_PER_TICK, TICKS_PER_HOUR, TICKS_PER_MINUTE, iso_of

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class XmlOut:
    """Writes elements into a text stream."""

    def __init__(self, stream: IO[str]) -> None:
        self._write = stream.write

    def declaration(self) -> None:
        """Write the XML declaration."""
        self._write('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')

    @contextmanager
    def element(self, tag: str, attributes: str = "") -> Iterator[None]:
        """Write an element around what is written inside."""
        self._write(f"<{tag}{attributes}>\n")
        yield
        self._write(f"</{tag}>\n")

    def leaf(self, tag: str, value: object) -> None:
        """Write an element with text; flags as 1 and 0, None not at all."""
        if value is None:
            return
        if isinstance(value, bool):
            value = int(value)
        self._write(f"<{tag}>{escape(_FORBIDDEN.sub('', str(value)))}</{tag}>\n")

    def date(self, tag: str, ticks: int) -> None:
        """Write a moment, nothing where it is missing."""
        self.leaf(tag, iso_of(int(ticks)))

    def duration(self, tag: str, ticks: int) -> None:
        """Write an ISO duration in hours, minutes and seconds, nothing where it is missing."""
        if ticks != NO_TICKS:
            self.leaf(tag, iso_duration(int(ticks)))


def iso_duration(ticks: int) -> str:
    """Return ticks as `PT8H0M0S`."""
    hours, rest = divmod(abs(ticks), TICKS_PER_HOUR)
    minutes, rest = divmod(rest, TICKS_PER_MINUTE)
    return f"{'-' if ticks < 0 else ''}PT{hours}H{minutes}M{rest * SECONDS_PER_TICK}S"
