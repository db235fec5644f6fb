"""One command keeps the processes of a server running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lockstep.cli import supervisor
from lockstep.cli.supervisor import Program, Supervisor

SLEEPER = "import time\nwhile True: time.sleep(0.05)"
STUBBORN = (
    "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nopen({0!r}, 'w')\ntime.sleep(60)"
)

PARENT = """
import sys
from lockstep.cli.supervisor import Program, Supervisor
child = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
program = Program("child", (sys.executable, "-c", child, sys.argv[1]))
sys.exit(Supervisor([program], say=print, grace_seconds=5).run())
"""


def python(code: str) -> tuple[str, ...]:
    """Return the command that runs `code`."""
    return (sys.executable, "-c", code)


@pytest.fixture(autouse=True)
def _own_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The supervisor of a test leaves the signals of pytest alone."""
    monkeypatch.setattr(supervisor.signal, "signal", lambda number, handler: None)
    monkeypatch.setattr(supervisor, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(supervisor, "RESTART_SECONDS", 0.01)


def test_a_program_that_keeps_dying_ends_the_server_with_one() -> None:
    """After five deaths within a minute the supervisor gives up and says which program it was."""
    said: list[str] = []
    code = Supervisor([Program("web", python("raise SystemExit(3)"))], say=said.append).run()
    assert code == 1
    assert said[0] == "web ended with 3; starting it again."
    assert said[-1] == "web ended 5 times within a minute; giving up."


def test_when_one_program_is_given_up_the_others_end_too(tmp_path: Path) -> None:
    """No process is left behind."""
    pid_file = tmp_path / "pid"
    code = f"import os; open({str(pid_file)!r}, 'w').write(str(os.getpid()))\n{SLEEPER}"
    programs = [
        Program("worker", python(code)),
        Program("web", python("import time; time.sleep(.2); raise SystemExit(1)")),
    ]
    Supervisor(programs, say=lambda words: None).run()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


def test_a_program_that_ignores_the_end_is_killed_after_its_grace(tmp_path: Path) -> None:
    """Ending a server takes no longer than the grace."""
    here = tmp_path / "here"
    seen: list[Supervisor] = []

    def when_up() -> str | None:
        if here.exists():
            seen[0]._end(signal.SIGTERM, None)
            return "up"
        return None

    seen.append(
        Supervisor(
            [Program("stubborn", python(STUBBORN.format(str(here))))],
            say=lambda words: None,
            when_up=when_up,
            grace_seconds=0.2,
        )
    )
    before = time.monotonic()
    assert seen[0].run() == 0
    assert time.monotonic() - before < 10


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_programs_end_with_their_supervisor(how: signal.Signals, tmp_path: Path) -> None:
    """Told to end, interrupted or killed outright: the supervisor leaves no program behind."""
    pid_file = tmp_path / "pid"
    parent = subprocess.Popen([*python(PARENT), str(pid_file)])
    until(lambda: pid_file.exists() and pid_file.read_text() != "")
    child = int(pid_file.read_text())
    parent.send_signal(how)
    parent.wait(timeout=10)
    until(lambda: not is_alive(child))


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that waits to be reaped does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(is_so: object) -> None:
    """Wait at most ten seconds for a condition."""
    deadline = time.monotonic() + 10
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)
