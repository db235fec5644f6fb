"""What the tests of the interface share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tests.api.world import World, build_world, taken_back


@pytest.fixture(autouse=True)
def _static_folder(settings: Any, tmp_path: Path) -> None:
    """Give the server of the test a folder of static files, as its start-up does."""
    settings.STATIC_ROOT = str(tmp_path)


@pytest.fixture(autouse=True, scope="session")
def _kept_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep plan files in a folder of this run."""
    with override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("files"))):
        yield


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Both portfolios, built once for a module; each test rolls its own writes back."""
    with django_db_blocker.unblock(), taken_back():
        yield build_world()
