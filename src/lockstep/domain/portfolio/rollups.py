"""Figures of nodes that higher apps know: dates, progress, cost. Each is asked once for all rows of a page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Provider = Callable[[Any, Sequence[int]], Mapping[int, Any]]
_providers: dict[str, Provider] = {}


def provide_rollup(slot: str, provider: Provider) -> None:
    """Register who fills a slot: the provider gets the user and node ids and returns a value for each it knows."""
    _providers[slot] = provider


def rollups_of(user: Any, node_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the filled slots of each node."""
    result: dict[int, dict[str, Any]] = {node_id: {} for node_id in node_ids}
    for slot, provider in _providers.items():
        for node_id, value in provider(user, node_ids).items():
            if node_id in result:
                result[node_id][slot] = value
    return result
