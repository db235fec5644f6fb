"""A PostgreSQL cluster of one test run: its own folder, its own socket, no network."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_servers: dict[Path, "subprocess.Popen[bytes]"] = {}


def end_with_parent() -> None:
    """Ask the kernel to end this process when its parent dies (Linux)."""
    import ctypes

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


class NoCluster(Exception):
    """No server can be started here; the text says why."""


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    folder: Path
    binaries: Path
    as_owner: tuple[str, ...]

    @classmethod
    def start(cls) -> "Cluster":
        """Make and start a cluster; as root, in the name of the `postgres` account, because a server refuses root."""
        binaries = _binaries()
        folder = Path(tempfile.mkdtemp(prefix="lockstep-pg-"))
        as_owner: tuple[str, ...] = ()
        if os.geteuid() == 0:
            if not shutil.which("setpriv"):
                raise NoCluster("a server refuses to run as root, and setpriv is not installed")
            try:
                shutil.chown(folder, "postgres", "postgres")
            except LookupError:
                raise NoCluster(
                    "a server refuses to run as root, and there is no account `postgres`"
                ) from None
            as_owner = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
        folder.chmod(0o755)
        cluster = cls(folder, binaries, as_owner)
        cluster._run(
            "initdb", "-D", cluster.data, "-U", "lockstep", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
        )
        cluster._serve()
        return cluster

    def _serve(self) -> None:
        """Start the server as a child that the kernel ends with us, however we end."""
        command = [
            *(self.as_owner and (*self.as_owner, "--pdeathsig=QUIT")),
            *(str(self.binaries / "postgres"), "-D", self.data, "-k", str(self.folder)),
            # Nothing here must survive a power cut; everything else is as in real life.
            *("-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off"),
            *("-c", "max_connections=60"),
        ]
        with (self.folder / "log").open("wb") as log:
            server = subprocess.Popen(
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=None if self.as_owner else end_with_parent,
            )
        _servers[self.folder] = server
        for _ in range(300):
            ready = subprocess.run(
                [str(self.binaries / "pg_isready"), "-q", "-h", str(self.folder), "-U", "lockstep"]
            )
            if ready.returncode == 0:
                return
            if server.poll() is not None:
                break
            time.sleep(0.1)
        raise NoCluster(f"postgres did not start: {(self.folder / 'log').read_text()[-500:]}")

    @property
    def data(self) -> str:
        """Return the folder of the data."""
        return str(self.folder / "data")

    def url(self, database: str) -> str:
        """Return the address of a database, through the socket."""
        return f"postgresql://lockstep@/{database}?host={quote(str(self.folder), safe='')}"

    def new_database(self, name: str) -> str:
        """Make an empty database and return its address."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def stop(self) -> None:
        """End the server and remove its folder."""
        server = _servers.pop(self.folder)
        server.send_signal(signal.SIGQUIT)
        server.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self.as_owner, str(self.binaries / program), *arguments]
        # The server keeps what it inherits: give it no pipe that a reader would wait on for ever.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, timeout=60
            )
            if done.returncode:
                output.seek(0)
                raise NoCluster(f"{program} failed: {output.read().decode(errors='replace')[-500:]}")


def _binaries() -> Path:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[-3])
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    if not found:
        raise NoCluster("PostgreSQL's server is not installed; apt-get install postgresql")
    return Path(found).resolve().parent
