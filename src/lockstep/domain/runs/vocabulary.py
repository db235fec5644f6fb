"""States of a job and what a worker holds of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lockstep.foundation.findings import LockstepError


class JobStatus(StrEnum):
    """Where a job stands. A parked one killed its worker too often and waits for a person."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELED = "canceled"
    PARKED = "parked"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing will happen by itself any more."""
        return self not in {JobStatus.QUEUED, JobStatus.RUNNING}


@dataclass(frozen=True, slots=True)
class Claim:
    """A job as its worker holds it. `lease_no` fences: a write with an older number has no effect."""

    job_id: int
    lease_no: int
    kind: str
    arguments: Mapping[str, Any]
    arguments_version: int
    owner_id: int | None
    attempt: int

    @property
    def reference(self) -> str:
        """Return the word under which the log tells of this attempt."""
        return f"job-{self.job_id}-{self.lease_no}"


class LeaseLost(LockstepError):
    """The job was taken over by another worker; whatever this one does with it is void."""

    code = "runs.lease_lost"

    def __init__(self, claim: Claim) -> None:
        super().__init__(f"job {claim.job_id}", "Another worker has taken it over. Nothing needs to be done.")
