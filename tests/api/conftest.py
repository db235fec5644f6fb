"""What the tests of the interface share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.api.world import World, build_world, taken_back


@pytest.fixture(autouse=True)
def _static_folder(settings: Any, tmp_path: Path) -> None:
    """Give the server of the test a folder of static files, as its start-up does."""
    settings.STATIC_ROOT = str(tmp_path)


@pytest.fixture
def writer(transactional_db: None) -> str:
    """A token that may write, of an administrator."""
    from lockstep.domain.access.models import Grant, User
    from lockstep.domain.access.vocabulary import Role
    from lockstep.domain.ledger import perform

    user = User.objects.create_user("root@example.org", "long enough pass", name="Root")
    Grant.objects.create(user=user, node=None, role=Role.ADMINISTRATOR)
    issued = perform("access.make_token", actor=user, arguments={"name": "test", "scope": "write"}).value
    return issued.secret


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Both portfolios, built once for a module; each test rolls its own writes back."""
    with django_db_blocker.unblock(), taken_back():
        yield build_world()
