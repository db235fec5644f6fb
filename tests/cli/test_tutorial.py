"""The tutorial on files does what it says."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "tutorial" / "schedule-a-file.md"
COMMANDS = re.findall(r"^ *\$ lockstep (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_tutorial_works(
    command: str, lockstep: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed in a checkout, each command ends well and prints something."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    answer = lockstep(*shlex.split(command))
    assert answer.code == 0, answer.err
    assert answer.out
