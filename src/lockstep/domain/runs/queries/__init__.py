"""Reads of the app: the progress that people watch."""

from lockstep.domain.runs.queries.jobs import (
    JobRow,
    is_going_on,
    job,
    jobs,
    jobs_by_key,
    visible_jobs,
    waiting_counts,
)

__all__ = ["JobRow", "is_going_on", "job", "jobs", "jobs_by_key", "visible_jobs", "waiting_counts"]
