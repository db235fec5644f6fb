"""Dates by activity, as writers take them from whoever computed them."""

from typing import Any, Protocol

from lockstep.plan.columns import Int64


class ScheduledDates(Protocol):
    """Columns by activity; a schedule and a source's own stored dates both are this."""

    @property
    def start_ticks(self) -> Int64:
        """Scheduled start."""

    @property
    def finish_ticks(self) -> Int64:
        """Scheduled finish."""

    @property
    def early_start_ticks(self) -> Int64:
        """Early start."""

    @property
    def early_finish_ticks(self) -> Int64:
        """Early finish."""

    @property
    def late_start_ticks(self) -> Int64:
        """Late start."""

    @property
    def late_finish_ticks(self) -> Int64:
        """Late finish."""

    @property
    def total_float_ticks(self) -> Int64:
        """Total float."""

    @property
    def free_float_ticks(self) -> Int64:
        """Free float."""

    @property
    def is_critical(self) -> Any:
        """True or 1 where critical."""
