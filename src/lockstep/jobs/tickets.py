"""What a running job holds in its hand: its arguments, its progress, and the seal of its effect."""

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from threading import Event, Lock
from typing import Any

from django.utils import timezone

from lockstep.domain.runs import actions as runs
from lockstep.domain.runs.vocabulary import Claim, LeaseLost

# Twice a second is enough for eyes, and little enough for the database.
REPORT_EVERY_SECONDS = 0.5


class JobCanceled(Exception):
    """The owner asked to stop."""


class WorkerEnding(Exception):
    """The worker is told to end; the job goes back to the queue."""


class Ticket:
    """One attempt at one job."""

    def __init__(
        self, held: Claim, arguments: Mapping[str, Any], *, lease_seconds: float, ending: Event
    ) -> None:
        self.held = held
        self.arguments = dict(arguments)
        self.is_sealed = False
        self.is_lost = Event()
        self._lease_seconds = lease_seconds
        self._ending = ending
        self._lock = Lock()
        self._log: list[str] = []
        self._progress = 0.0
        self._started = time.monotonic()
        self._reported = 0.0

    @property
    def job_id(self) -> int:
        """Return the id of the job."""
        return self.held.job_id

    @property
    def owner_id(self) -> int | None:
        """Return the account that asked for the job."""
        return self.held.owner_id

    def report(self, progress: float, phase: str) -> None:
        """Say how far it is; the place where a job notices that it is to stop. Cheap to call often."""
        self.check()
        now = time.monotonic()
        self._progress = min(max(progress, 0.0), 1.0)
        if now - self._reported < REPORT_EVERY_SECONDS and progress < 1.0:
            return
        self._reported = now
        self._renew(progress=self._progress, phase=phase[:200], eta=self._eta(now))

    def log(self, line: str) -> None:
        """Add a line to what the owner can read; it is stored with the next report."""
        self._log.append(f"{timezone.now():%H:%M:%S} {line}")
        del self._log[:-200]

    def check(self) -> None:
        """Raise where the job must stop: taken over, or the worker ends."""
        if self.is_lost.is_set():
            raise LeaseLost(self.held)
        if self._ending.is_set():
            raise WorkerEnding

    def keep(self) -> None:
        """Renew the lease; the worker's second thread calls it while the job computes."""
        try:
            self._renew()
        except JobCanceled:
            return  # the job hears of it at its next report
        except LeaseLost:
            self.is_lost.set()

    def seal(self, result: Any = None) -> Callable[[object], None]:
        """Return what `perform(..., seal=...)` calls in its transaction: the job is done, or nothing is.

        `result` is plain data, or a function of the work that returns some (to name its change set).
        """

        def mark(work: object) -> None:
            runs.finish(self.held, result(work) if callable(result) else result)
            self.is_sealed = True

        return mark

    def _renew(self, **report: Any) -> None:
        # Whoever renews at this moment does it for both threads. To wait would be worse than to skip: the job may stand
        # in a transaction that the other thread's write is waiting for.
        if not self._lock.acquire(blocking=False):
            return
        try:
            if self._log:
                report["log_tail"] = "\n".join(self._log)
            if runs.renew(self.held, lease_seconds=self._lease_seconds, **report):
                raise JobCanceled
        finally:
            self._lock.release()

    def _eta(self, now: float) -> Any:
        if self._progress < 0.02:
            return None
        rest = (now - self._started) * (1.0 - self._progress) / self._progress
        return timezone.now() + timedelta(seconds=rest)
