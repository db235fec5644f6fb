"""`lockstep import`: a dry run first, then one change set that can be undone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.cli.plans import bridge
from tests.domain.conftest import Forest, add_node, administrator, forest, make_person

__all__ = ["add_node", "administrator", "forest", "make_person"]

Lockstep = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    """The command works on the database of the test, and keeps files in a folder of its own."""
    from lockstep.server import startup
    from lockstep.server.settings import Settings

    monkeypatch.setattr(startup, "start_existing", lambda: Settings(data_folder=tmp_path))
    settings.MEDIA_ROOT = str(tmp_path / "kept")


def names_below(user: Any, node: int) -> set[str]:
    """Return the names of the projects below a node."""
    from lockstep.domain.portfolio.queries import tree

    return {row.name for row in tree(user, below=node)}


def test_without_apply_nothing_is_stored(
    lockstep: Lockstep, forest: Forest, administrator: Any, tmp_path: Path
) -> None:
    """The dry run says what would be made and leaves the program as it is."""
    before = names_below(administrator, forest.alpha)
    answer = lockstep("import", bridge(tmp_path), "--into", "Alpha")
    assert answer.code == 0, answer
    assert "bridge.xml: Bridge" in answer.out
    assert "--apply carries it out" in answer.out
    assert names_below(administrator, forest.alpha) == before


def test_applied_it_is_one_change_set_that_can_be_undone(
    lockstep: Lockstep, forest: Forest, administrator: Any, tmp_path: Path
) -> None:
    """The project appears below the program, and undoing the change set takes it away again."""
    from lockstep.domain.ledger import undo

    before = names_below(administrator, forest.alpha)
    answer = lockstep("import", bridge(tmp_path), "--into", str(forest.alpha), "--apply")
    assert answer.code == 0, answer
    assert names_below(administrator, forest.alpha) - before == {"Bridge"}
    change_set = int(answer.out.split("change set ")[1].split(";")[0])
    undo(change_set, actor=administrator)
    assert names_below(administrator, forest.alpha) == before


def test_a_node_that_is_not_there_is_misuse(lockstep: Lockstep, forest: Forest, tmp_path: Path) -> None:
    """The answer lists what there is."""
    answer = lockstep("import", bridge(tmp_path), "--into", "Gamma")
    assert answer.code == 2
    assert "Alpha" in answer.err


def test_somebody_who_may_not_import_is_refused(
    lockstep: Lockstep, forest: Forest, make_person: Callable[..., Any], tmp_path: Path
) -> None:
    """`--as` acts with that account's roles: a viewer of the program imports nothing."""
    make_person("Vera Viewer", "viewer", forest.alpha)
    answer = lockstep("import", bridge(tmp_path), "--into", "Alpha", "--as", "vera.viewer@example.org")
    assert answer.code == 1
    assert "may not" in answer.err


@pytest.mark.django_db
def test_somebody_unknown_to_act_as_is_named(lockstep: Lockstep, forest: Forest, tmp_path: Path) -> None:
    """A wrong address is not taken for an empty server."""
    answer = lockstep("import", bridge(tmp_path), "--into", "Alpha", "--as", "nobody@example.org")
    assert answer.code == 1
    assert "nobody@example.org" in answer.err


@pytest.mark.django_db
def test_an_empty_server_says_how_to_begin(lockstep: Lockstep, tmp_path: Path) -> None:
    """Without an account there is nobody to act as."""
    answer = lockstep("import", bridge(tmp_path), "--into", "Alpha")
    assert answer.code == 1
    assert "lockstep serve" in answer.err
