"""`lockstep serve`: one command from an empty folder to a server that answers, and back to nothing."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lockstep.cli.serving import refuse_taken_port
from lockstep.foundation.findings import LockstepError
from lockstep.server.settings import Settings

PATIENCE_SECONDS = 120


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """Run a server on an own data folder; whatever happens, it ends with the body."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("LOCKSTEP_")}
    with (folder / "out").open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "lockstep.cli", "serve", "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
            env={**environ, "LOCKSTEP_DATA_FOLDER": str(folder / "data")},
        )
        try:
            yield server
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=60)


def wait_for(port: int, folder: Path) -> int:
    """Return the status of the first page, once the server answers."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            assert time.monotonic() < deadline, (folder / "out").read_text()
            time.sleep(0.2)


def test_the_first_run_makes_everything_and_prints_a_one_time_link(tmp_path: Path) -> None:
    """From an empty folder: key, database, a link for the first account, a page; told to end, it ends well."""
    port = free_port()
    with serving(tmp_path, port) as server:
        assert wait_for(port, tmp_path) == 200
        assert server.poll() is None
    said = (tmp_path / "out").read_text()
    assert "Open this link once to make the first one" in said
    assert f"http://127.0.0.1:{port}/" in said
    assert server.returncode == 0
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_a_taken_port_is_said_before_anything_starts() -> None:
    """Two servers on one port are a mistake that one sentence explains."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(LockstepError) as refused:
            refuse_taken_port(Settings(port=other.getsockname()[1]))
    assert refused.value.code == "serve.port_taken"


def test_an_address_of_another_machine_is_said_before_anything_starts() -> None:
    """A server that could not listen makes no folder and no link."""
    with pytest.raises(LockstepError) as refused:
        refuse_taken_port(Settings(host="203.0.113.7"))
    assert refused.value.code == "serve.cannot_listen"
    assert "address of this machine" in refused.value.sentence
