"""Typed events that an action announces; sent after commit to whom `lockstep.server.wiring` subscribed."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

_log = logging.getLogger("lockstep.announcements")
_listeners: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def announce_to(event_type: type, listener: Callable[[Any], None]) -> None:
    """Call a listener after each commit that announced such an event."""
    if listener not in _listeners[event_type]:
        _listeners[event_type].append(listener)


def clear() -> None:
    """Forget all subscriptions."""
    _listeners.clear()


def listeners() -> dict[type, tuple[Callable[[Any], None], ...]]:
    """Return who hears what, for the generated page."""
    return {event_type: tuple(found) for event_type, found in _listeners.items()}


def send(events: Iterable[object]) -> None:
    """Tell all listeners. The change is stored already, so a listener that fails is logged, not raised."""
    for event in events:
        for listener in tuple(_listeners[type(event)]):
            try:
                listener(event)
            except Exception:
                _log.exception("A listener of %s failed.", type(event).__name__)
