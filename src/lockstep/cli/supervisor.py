"""Keeps the processes of a server running under one command, and ends them together."""

import ctypes
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

POLL_SECONDS: Final = 0.2
GRACE_SECONDS: Final = 20.0
RESTART_SECONDS: Final = 1.0
DEATHS_TO_GIVE_UP: Final = 5
DEATHS_WINDOW_SECONDS: Final = 60.0

PR_SET_PDEATHSIG: Final = 1


@dataclass(frozen=True)
class Program:
    """A process to keep running."""

    name: str
    command: tuple[str, ...]


@dataclass
class _Running:
    program: Program
    process: "subprocess.Popen[bytes]"
    restart_at: float | None = None
    deaths: deque[float] = field(default_factory=deque)


class Supervisor:
    """Starts programs, starts a dead one again, and ends all of them on SIGTERM or Ctrl-C.

    A program that dies five times within a minute ends the whole server: it would not come back by itself, and a
    service manager should see that. Where the supervisor itself is killed, its programs are ended by the kernel.
    """

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        say: Callable[[str], None],
        when_up: Callable[[], str | None] | None = None,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        self._programs = programs
        self._say = say
        self._when_up = when_up
        self._grace_seconds = grace_seconds
        self._is_ending = False
        self._running: list[_Running] = []

    def run(self) -> int:
        """Keep everything running until told to end; return the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        self._running = [_Running(program, _start(program)) for program in self._programs]
        code = 0
        while not self._is_ending and code == 0:
            self._announce()
            code = max((self._look_after(running) for running in self._running), default=0)
            time.sleep(POLL_SECONDS)
        self._stop_all()
        return code

    def _end(self, number: int, frame: Any) -> None:
        self._is_ending = True

    def _announce(self) -> None:
        if self._when_up is not None and (words := self._when_up()) is not None:
            self._when_up = None
            self._say(words)

    def _look_after(self, running: _Running) -> int:
        now = time.monotonic()
        if running.restart_at is not None:
            if now >= running.restart_at:
                running.process, running.restart_at = _start(running.program), None
            return 0
        exit_code = running.process.poll()
        if exit_code is None:
            return 0
        running.deaths.append(now)
        while now - running.deaths[0] > DEATHS_WINDOW_SECONDS:
            running.deaths.popleft()
        if len(running.deaths) >= DEATHS_TO_GIVE_UP:
            self._say(f"{running.program.name} ended {DEATHS_TO_GIVE_UP} times within a minute; giving up.")
            return 1
        self._say(f"{running.program.name} ended with {exit_code}; starting it again.")
        running.restart_at = now + RESTART_SECONDS
        return 0

    def _stop_all(self) -> None:
        alive = [running.process for running in self._running if running.process.poll() is None]
        for process in alive:
            process.terminate()
        deadline = time.monotonic() + self._grace_seconds
        for process in alive:
            try:
                process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _start(program: Program) -> "subprocess.Popen[bytes]":
    # An own session, so that Ctrl-C reaches the supervisor alone, which then ends its programs in order.
    return subprocess.Popen(  # noqa: S603  the commands are our own
        program.command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
    )


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
