"""A job worker as a process of its own: `python -m lockstep.server.worker_process`."""

import signal
from typing import Any

from lockstep.server.settings import current_settings
from lockstep.server.startup import start_django


def main() -> None:
    """Work until told to end."""
    settings = current_settings()
    start_django()
    from lockstep.jobs.worker import Worker

    worker = Worker(lease_seconds=settings.job_lease_seconds, poll_seconds=settings.job_poll_seconds)
    if not settings.is_embedded:
        from lockstep.server import queue

        queue.run(worker)
        return

    def end(number: int, frame: Any) -> None:
        worker.ending.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    worker.run()


if __name__ == "__main__":
    main()
