"""The writes of the app: what an action asks for, what a worker holds, what a person may stop."""

from lockstep.domain.runs.actions.asking import cancel, enqueue, rerun, wake_with
from lockstep.domain.runs.actions.holding import (
    cancel_held,
    claim,
    due_jobs,
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
    "due_jobs",
    "enqueue",
    "fail",
    "finish",
    "release",
    "renew",
    "rerun",
    "retry_later",
    "wake_with",
]
