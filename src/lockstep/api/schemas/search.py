"""What search finds."""

from lockstep.api.shapes import Shape


class FoundNode(Shape):
    """A portfolio, program or project."""

    id: int
    kind: str
    name: str
    code: str


class FoundActivity(Shape):
    """An activity."""

    id: int
    project: int
    code: str
    name: str


class FoundPerson(Shape):
    """A person or other resource."""

    id: int
    name: str
    kind: str


class Found(Shape):
    """Nodes, activities and people whose names hold all the words."""

    nodes: list[FoundNode]
    activities: list[FoundActivity]
    people: list[FoundPerson]
