"""The embedded worker: takes jobs one after another until it is told to end."""

import logging
import os
import socket
from threading import Event, Thread

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from lockstep.domain.runs import actions as runs
from lockstep.domain.runs.vocabulary import Claim, LeaseLost
from lockstep.foundation.findings import LockstepError
from lockstep.jobs.kinds import kind_of, kinds, load_kinds
from lockstep.jobs.tickets import JobCanceled, Ticket, WorkerEnding

_log = logging.getLogger("lockstep.worker")
LONGEST_IDLE_SECONDS = 10.0


class Worker:
    """One worker process, one job at a time."""

    def __init__(self, *, lease_seconds: float = 30.0, poll_seconds: float = 1.0) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.lease_seconds = lease_seconds
        self.poll_seconds = poll_seconds
        self.ending = Event()
        self._day = ""
        load_kinds()

    def run(self) -> None:
        """Work until `ending` is set; a database that is gone for a while is waited for."""
        _log.info("Worker %s is ready for %d kinds of jobs.", self.name, len(kinds()))
        pause = self.poll_seconds
        while not self.ending.is_set():
            try:
                close_old_connections()
                self.ask_for_daily_jobs()
                did_something = self.work_once()
                pause = 0.0 if did_something else self.poll_seconds
            except (OperationalError, InterfaceError):
                pause = min(max(pause, 0.5) * 2, LONGEST_IDLE_SECONDS)
                _log.exception("The database does not answer; trying again in %.0f s.", pause)
                connection.close()
            self.ending.wait(pause)

    def work_off(self) -> int:
        """Run all jobs that are due and return their number: for tests, and for loading the demo."""
        count = 0
        while self.work_once():
            count += 1
        return count

    def work_once(self, *, only: int | None = None) -> bool:
        """Run one job, or none but the one that is named; tell whether there was one."""
        known = [kind.name for kind in kinds()]
        held = runs.claim(self.name, known, lease_seconds=self.lease_seconds, only=only)
        if held is None:
            return False
        self._run(held)
        return True

    def _run(self, held: Claim) -> None:
        kind = kind_of(held.kind)
        ticket = Ticket(held, held.arguments, lease_seconds=self.lease_seconds, ending=self.ending)
        over = Event()
        keeper = Thread(
            target=self._keep, args=(ticket, over), name=f"lease of job {held.job_id}", daemon=True
        )
        keeper.start()
        try:
            ticket.arguments = kind.arguments(held.arguments, held.arguments_version)
            result = kind.function(ticket)
            if not ticket.is_sealed:
                runs.finish(held, result)
        except LeaseLost:
            # A job that sealed its end has no lease left to report with; that is no loss.
            level = logging.DEBUG if ticket.is_sealed else logging.WARNING
            _log.log(level, "Job %d was taken over by another worker.", held.job_id)
        except WorkerEnding:
            self._let_go(runs.release, held)
        except JobCanceled:
            self._let_go(runs.cancel_held, held)
        except LockstepError as error:
            self._let_go(runs.fail, held, error)
        except Exception:
            # People read words and this reference; what it was about is for the log alone.
            _log.exception("%s: job %d (%s) failed.", held.reference, held.job_id, held.kind)
            self._let_go(runs.retry_later, held, kind.told(ticket.arguments))
        finally:
            over.set()
            keeper.join()

    @staticmethod
    def _let_go(way, *arguments) -> None:
        try:
            way(*arguments)
        except LeaseLost:
            _log.warning("Job %d was taken over before it could be put back.", arguments[0].job_id)

    def _keep(self, ticket: Ticket, over: Event) -> None:
        """Renew the lease three times in its length, whatever the job computes."""
        try:
            while not over.wait(self.lease_seconds / 3):
                try:
                    ticket.keep()
                except (OperationalError, InterfaceError):
                    _log.warning("The lease of job %d could not be renewed; trying again.", ticket.job_id)
                    connection.close()
        finally:
            connection.close()

    def ask_for_daily_jobs(self) -> None:
        """Ask for what is due once a day; workers that ask too change nothing."""
        day = timezone.localdate().isoformat()
        if day == self._day:
            return
        for kind in kinds():
            if kind.is_daily:
                runs.enqueue(kind.name, {}, idempotency_key=f"{kind.name}@{day}")
        self._day = day
