"""`lockstep work`: one more job worker, on this or any other machine that reaches the database."""

import signal

from lockstep.cli.django_setup import ready


def command() -> None:
    """Run one job worker until it is told to end; `serve` starts its own."""
    settings = ready()
    from lockstep.jobs.worker import Worker

    worker = Worker(lease_seconds=settings.job_lease_seconds, poll_seconds=settings.job_poll_seconds)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.ending.set())
    worker.run()
