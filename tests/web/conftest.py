"""A small tree, the people who may and may not see it, and browsers without a screen that are signed in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.domain.conftest import add_node, administrator, forest, make_person

__all__ = ["add_node", "administrator", "forest", "make_person"]


@pytest.fixture(autouse=True)
def _plain_assets(settings: Any, tmp_path: Any) -> None:
    """Pages are tested without a build: an asset's address is its source path."""
    settings.DJANGO_VITE = {"default": {"dev_mode": True}}
    settings.STATIC_ROOT = str(tmp_path)
    from django_vite.core.asset_loader import DjangoViteAssetLoader

    DjangoViteAssetLoader._instance = None


@pytest.fixture
def sign_in() -> Callable[[Any], Client]:
    """Return a client that is signed in as a person."""

    def signed_in(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
