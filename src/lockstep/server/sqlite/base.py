"""Django database engine `lockstep.server.sqlite`.

SQLite lets any waiting writer in when the lock becomes free, so that one may starve for seconds under load. Every
write transaction therefore first takes an advisory lock on a file beside the database; the operating system
queues those who wait, also across processes, and frees the lock of a process that dies.
"""

import os
from typing import Any

from django.db.backends.sqlite3 import base as sqlite3

try:
    import fcntl
except ImportError:  # pragma: no cover  Windows has no flock; there SQLite's own waiting must do
    fcntl = None  # type: ignore[assignment]


class DatabaseWrapper(sqlite3.DatabaseWrapper):
    """One connection; holds the gate from BEGIN IMMEDIATE to the end of the transaction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gate: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._enter_gate()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave_gate()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._leave_gate()  # a refused commit is followed by a rollback, which leaves the gate then

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._leave_gate()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._leave_gate()

    def _enter_gate(self) -> None:
        if fcntl is None or self._gate is not None or self.is_in_memory_db():
            return
        # One descriptor a transaction: locks of two threads must not share an open file.
        gate = os.open(f"{self.settings_dict['NAME']}-gate", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(gate, fcntl.LOCK_EX)
        except BaseException:
            os.close(gate)
            raise
        self._gate = gate

    def _leave_gate(self) -> None:
        if self._gate is not None:
            gate, self._gate = self._gate, None
            os.close(gate)  # closing frees the lock
