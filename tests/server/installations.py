"""Whole installations in processes of their own, as people run them."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.postgres import end_with_parent

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Installation:
    """A data folder, and the database that belongs to it."""

    folder: Path
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """Return what a process of this installation finds in its environment."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LOCKSTEP_")}
        return {
            **kept,
            "PYTHONPATH": str(ROOT / "src"),
            "LOCKSTEP_DATA_FOLDER": str(self.folder),
            "LOCKSTEP_DATABASE_URL": self.database_url,
        }

    def start(self, code: str, **environment: str) -> "subprocess.Popen[str]":
        """Run Python in a process of this installation."""
        return subprocess.Popen(
            [sys.executable, "-c", code],
            env={**self.environment, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=end_with_parent,
        )

    def run(self, code: str) -> str:
        """Run Python to its end and return what it printed."""
        process = self.start(code)
        output, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        return output.strip()

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return rows straight from the database, without Lockstep's code between."""
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                return connection.execute(query.encode()).fetchall()
        with closing(sqlite3.connect(self.folder / "lockstep.sqlite3", timeout=20)) as connection:
            return connection.execute(query).fetchall()
