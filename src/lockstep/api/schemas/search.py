"""What search finds."""

from pydantic import AliasChoices, Field

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


class FoundRecordLine(Shape):
    """A record of a register, read at `/registers/{resource}/{id}`."""

    resource: str = Field(validation_alias=AliasChoices("register", "resource"))
    id: int
    key: str
    title: str
    state: str
    node_id: int
    node: str


class Found(Shape):
    """Nodes, activities, people and records that hold all the words."""

    nodes: list[FoundNode]
    activities: list[FoundActivity]
    people: list[FoundPerson]
    records: list[FoundRecordLine]
