"""What the tests of the interface share."""

from pathlib import Path
from typing import Any

import pytest


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
