"""Long work and its progress."""

from lockstep.api.shapes import Shape, shape_of
from lockstep.domain.runs.queries import JobRow

Job = shape_of(JobRow, "Job")


class Jobs(Shape):
    """Jobs, the newest first."""

    items: list[Job]
    next: str | None


class Started(Shape):
    """Long work that was asked for; its progress is at /jobs/{job}."""

    job: int
