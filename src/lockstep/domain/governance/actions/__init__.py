"""The writes of the app that are more than fields."""

from lockstep.domain.governance.actions.changes import (
    attach_trial,
    compute_trial,
    detach_trial,
    keep_p80,
    rebaseline,
    request_change,
)
from lockstep.domain.governance.actions.colors import choose_roll_up
from lockstep.domain.governance.actions.ending import (
    begin_closure,
    close_node,
    hand_over,
    hand_over_post,
    reopen_node,
)
from lockstep.domain.governance.actions.retention import discard_kept
from lockstep.domain.governance.actions.starting import start_classified
from lockstep.domain.governance.actions.tolerances import (
    keep_probabilities,
    read_all,
    read_network,
    read_tolerances,
    read_written,
)

__all__ = [
    "attach_trial",
    "begin_closure",
    "choose_roll_up",
    "close_node",
    "compute_trial",
    "detach_trial",
    "discard_kept",
    "hand_over",
    "hand_over_post",
    "keep_p80",
    "keep_probabilities",
    "read_all",
    "read_network",
    "read_tolerances",
    "read_written",
    "rebaseline",
    "reopen_node",
    "request_change",
    "start_classified",
]
