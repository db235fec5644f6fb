"""The writes of the app: what an action asks for, what a worker holds, what a person may stop."""

from lockstep.domain.runs.actions.asking import cancel, enqueue, rerun
from lockstep.domain.runs.actions.holding import (
    cancel_held,
    claim,
    fail,
    finish,
    release,
    renew,
    retry_later,
)

__all__ = [
    "cancel",
    "cancel_held",
    "claim",
    "enqueue",
    "fail",
    "finish",
    "release",
    "renew",
    "rerun",
    "retry_later",
]
