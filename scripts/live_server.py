"""A real server on a port of its own with a throw-away data folder: for journeys, screenshots and budgets.

    python -m scripts.live_server 8123   # until Ctrl-C, prints the set-up link

Two processes as in real life: granian for the pages, a worker for the jobs. Both end with the one that started them.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 180

WORKER = """
import django, signal, threading
django.setup()
from lockstep.jobs.worker import Worker
worker = Worker(poll_seconds=0.2)
signal.signal(signal.SIGTERM, lambda *_: worker.ending.set())
worker.run()
"""


@dataclass
class LiveServer:
    """A running server; `environment` is what other processes need to use the same database."""

    port: int
    folder: Path
    environment: Mapping[str, str]
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Return where browsers find it."""
        return f"http://127.0.0.1:{self.port}"

    @classmethod
    def start(cls, folder: Path, *, port: int = 0) -> "LiveServer":
        """Migrate a database in the folder and serve it; return when the sign-in page answers."""
        server = cls.at(folder, port=port)
        server.migrate()
        server.serve()
        return server

    @classmethod
    def at(cls, folder: Path, *, port: int = 0) -> "LiveServer":
        """Return a server over the data of a folder, which does not serve yet."""
        port = port or free_port()
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lockstep.server.django_settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "LOCKSTEP_DATA_FOLDER": str(folder),
            "LOCKSTEP_PORT": str(port),
            "LOCKSTEP_SQLITE_SYNCHRONOUS": "NORMAL",
        }
        (folder / "static").mkdir(parents=True, exist_ok=True)
        (folder / "secret-key").write_text("only-for-throw-away-servers-" + "x" * 30, encoding="ascii")
        return cls(port, folder, environment)

    def migrate(self) -> None:
        """Bring the database to the shape of the code."""
        self.python(
            "import django; django.setup(); from django.core.management import call_command\n"
            "call_command('migrate', verbosity=0)"
        )

    def serve(self) -> None:
        """Start both processes; return when the sign-in page answers."""
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi"]
        granian += ["--port", str(self.port), "--workers", "1"]
        granian += ["--blocking-threads", "4", "--no-ws", "lockstep.server.wsgi:application"]
        with (self.folder / "server.log").open("ab") as log:
            for command in (granian, [sys.executable, "-c", WORKER]):
                process = subprocess.Popen(
                    command, env=dict(self.environment), stdout=log, stderr=log, cwd=self.folder
                )
                self.processes.append(process)
        self._wait()

    def python(self, code: str) -> str:
        """Run Python code against the server's database and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-4000:])
        return done.stdout

    def stop(self) -> None:
        """End both processes."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if any(process.poll() is not None for process in self.processes):
                break
            try:
                with urllib.request.urlopen(f"{self.address}/accounts/login/", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        self.stop()
        raise RuntimeError(f"The server did not start: {(self.folder / 'server.log').read_text()[-4000:]}")


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


SET_UP = """
import django; django.setup()
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
print(perform("access.open_set_up", actor=SYSTEM, arguments={}).value.token)
"""


def main() -> None:
    """Serve until Ctrl-C."""
    with tempfile.TemporaryDirectory() as folder:
        server = LiveServer.start(Path(folder), port=int(sys.argv[1]) if len(sys.argv) > 1 else 0)
        print(f"{server.address}/invitations/{server.python(SET_UP).strip()}/")
        try:
            server.processes[0].wait()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()


if __name__ == "__main__":
    main()
