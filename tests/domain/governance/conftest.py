"""The people and the tree of the domain's tests."""

from tests.domain.conftest import add_node, administrator, forest, make_person

__all__ = ["add_node", "administrator", "forest", "make_person"]
