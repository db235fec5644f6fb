"""Data folders that are made once in a run and copied for every story: an empty one, and the demo."""

import fcntl
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


def empty_server(shared: Path, folder: Path) -> LiveServer:
    """Serve an empty database from a folder that does not exist yet; `shared` is one for all processes of the run."""
    return _serve_copy(_made_once(shared, "empty", lambda server: None)[0], folder)


def demo_server(shared: Path, folder: Path) -> DemoServer:
    """Serve a copy of the demo from a folder that does not exist yet."""
    original, told = _made_once(shared, "told-demo", load)
    return DemoServer(_serve_copy(original, folder), Told(*told))


def _serve_copy(original: Path, folder: Path) -> LiveServer:
    shutil.copytree(original, folder)
    server = LiveServer.at(folder)
    server.serve()
    return server


def _made_once(shared: Path, name: str, fill: Callable[[LiveServer], Any]) -> tuple[Path, Any]:
    """Return a data folder and what filling it gave; the first process makes it and the others wait."""
    folder, note = shared / name, shared / f"{name}.json"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            shutil.rmtree(folder, ignore_errors=True)
            server = LiveServer.at(folder)
            server.migrate()
            note.write_text(json.dumps(fill(server)), encoding="utf-8")
    return folder, json.loads(note.read_text(encoding="utf-8"))
