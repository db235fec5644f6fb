"""Procrastinate on PostgreSQL: a queue that wakes workers on any machine. It carries nothing but ids of jobs.

The job row stays the truth: whoever is woken claims the row, and a claim that fails means that somebody else has
it or nobody needs it any more. So a message that is lost, late or doubled does no harm; the sweep sends those of
abandoned and due jobs again.
"""

import asyncio
import signal
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from procrastinate import jobs as messages
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued

from lockstep.domain.runs import actions as runs
from lockstep.jobs.kinds import kinds
from lockstep.jobs.worker import Worker

QUEUE = "lockstep"
SWEEP_CRON = "* * * * * */5"  # seconds come last: every five; an abandoned job is taken over within 15
STALLED_SECONDS = 60.0  # six heartbeats

_worker: Worker | None = None


def wake(job_id: int, priority: int, run_at: datetime) -> None:
    """Send the id of a job, in the transaction of the caller; one that is already on its way is not sent again."""
    message = carry_out.configure(
        queueing_lock=f"job {job_id}", priority=priority, schedule_at=run_at, queue=QUEUE
    )
    # A savepoint, because a refused insert would end the caller's transaction.
    with suppress(AlreadyEnqueued), transaction.atomic():
        message.defer(job=job_id)


@app.task(name="lockstep.carry_out", queue=QUEUE)
def carry_out(job: int) -> None:
    """Claim a job and carry it out, on the worker of this process."""
    assert _worker is not None
    _worker.work_once(only=job)


@app.periodic(cron=SWEEP_CRON)
@app.task(name="lockstep.sweep", queue=QUEUE, queueing_lock="sweep", priority=100)
async def sweep(timestamp: int) -> None:
    """Send the ids of jobs that are due and that nobody is told of: abandoned, put back, or paused until now."""
    await asyncio.to_thread(_send_due)
    for message in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await app.job_manager.finish_job(message, messages.Status.FAILED, delete_job=True)


def _send_due() -> None:
    assert _worker is not None
    _worker.ask_for_daily_jobs()
    now = datetime.now().astimezone()
    for job_id, priority in runs.due_jobs(kind.name for kind in kinds()):
        # One step up: what has waited already does not stand in the line a second time.
        wake(job_id, priority + 1, now)


def run(worker: Worker) -> None:
    """Work until SIGTERM or Ctrl-C; a job that runs then goes back to the queue."""
    global _worker
    _worker = worker
    asyncio.run(_run(worker))


async def _run(worker: Worker) -> None:
    # Tasks keep sending over Django's connection, so that a message commits with the job that it is about; only
    # this second app, with the same tasks, listens on connections of its own.
    listening = DjangoApp(connector=DjangoConnector().get_worker_connector())
    listening.tasks, listening.periodic_registry = app.tasks, app.periodic_registry
    loop = asyncio.get_running_loop()
    async with listening.open_async():
        working = asyncio.create_task(
            listening.run_worker_async(
                queues=[QUEUE],
                name=worker.name,
                concurrency=1,
                delete_jobs="always",
                install_signal_handlers=False,
            )
        )

        def end() -> None:
            worker.ending.set()
            working.cancel()

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, end)
        with suppress(asyncio.CancelledError):
            await working
