"""The demo, told once in a run: every story that wants it gets a server over a copy of its own."""

import fcntl
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from scripts.live_server import LiveServer
from scripts.screenshots.records import Told, load


@dataclass(frozen=True, slots=True)
class DemoServer:
    """A server over a copy of the demo, and how its manager signs in."""

    server: LiveServer
    told: Told

    @property
    def address(self) -> str:
        """Return where browsers find it."""
        return self.server.address


def demo_server(shared: Path, folder: Path) -> DemoServer:
    """Serve a copy of the demo from a folder that does not exist yet; `shared` is one for all processes of the run."""
    original, told = _told_once(shared)
    shutil.copytree(original, folder)
    server = LiveServer.at(folder)
    server.serve()
    return DemoServer(server, told)


def _told_once(shared: Path) -> tuple[Path, Told]:
    """Return the folder of the demo's data; the first process tells it and the others wait."""
    folder, note = shared / "told-demo", shared / "told-demo.json"
    with (shared / "told-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            shutil.rmtree(folder, ignore_errors=True)
            server = LiveServer.at(folder)
            server.migrate()
            note.write_text(json.dumps(load(server)), encoding="utf-8")
    return folder, Told(*json.loads(note.read_text(encoding="utf-8")))
