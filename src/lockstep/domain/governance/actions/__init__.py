"""The writes of the app that are more than fields."""

from lockstep.domain.governance.actions.changes import (
    attach_trial,
    compute_trial,
    detach_trial,
    keep_p80,
    rebaseline,
)

__all__ = ["attach_trial", "compute_trial", "detach_trial", "keep_p80", "rebaseline"]
