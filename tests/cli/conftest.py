"""Calling the command line in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest

from lockstep.cli.app import run


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON that it wrote to standard output."""
        return orjson.loads(self.out)


@pytest.fixture
def lockstep(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Return a function that runs one command."""
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.setenv("NO_COLOR", "1")

    def call(*arguments: str | Path) -> Answer:
        with pytest.raises(SystemExit) as end:
            run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Answer(int(end.value.code or 0), said.out, said.err)

    return call
