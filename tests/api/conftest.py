"""What the tests of the interface share."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _static_folder(settings: Any, tmp_path: Path) -> None:
    """Give the server of the test a folder of static files, as its start-up does."""
    settings.STATIC_ROOT = str(tmp_path)
