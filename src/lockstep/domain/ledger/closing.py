"""Steps that a higher app runs at the end of every action, in the same transaction.

So does planning count a network's revision up when an action touched it. A step reads `work.changes`, may write
through the work, and must not fail for reasons of its own.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lockstep.domain.ledger.work import Work

_steps: dict[str, Callable[["Work"], None]] = {}


def closing_step(name: str, step: Callable[["Work"], None]) -> None:
    """Register a step under a stable name; steps run in the order in which they were registered."""
    _steps[name] = step


def run_closing_steps(work: "Work") -> None:
    """Run all steps."""
    for step in tuple(_steps.values()):
        step(work)
