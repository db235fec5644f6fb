"""Which models the ledger writes, and how their records are placed in the tree and named."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Field, Model

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger.errors import ActionMisuse

NodeOf = Callable[[Any], int | None]
Label = Callable[[Any], str]


@dataclass(frozen=True)
class Registration:
    """What the ledger knows of one model."""

    model: type[Model]
    record_type: str
    node_of: NodeOf | None
    label: Label
    unrecorded: frozenset[str]
    secrets: Mapping[str, Permission] = dataclasses.field(default_factory=dict)

    @cached_property
    def fields(self) -> dict[str, "Field[Any, Any]"]:
        """Return the recorded columns by their attribute name."""
        skipped = {"id", "version"} | self.unrecorded
        return {
            field.attname: field for field in self.model._meta.concrete_fields if field.name not in skipped
        }

    @cached_property
    def attribute_names(self) -> dict[str, str]:
        """Return the attribute name of each name that a caller may use ("project" is "project_id")."""
        names = {}
        for field in self.model._meta.concrete_fields:
            names[field.name] = names[field.attname] = field.attname
        return names

    def node_id(self, row: Any) -> int | None:
        """Return the node that decides who may see a record; None is the whole installation."""
        return self.node_of(row) if self.node_of else None

    def label_of(self, row: Any) -> str:
        """Return how people know a record."""
        return self.label(row)[:200]


_by_model: dict[type[Model], Registration] = {}
_by_type: dict[str, Registration] = {}
# Models that are stored but not written through the ledger, each with its reason.
_exemptions: dict[str, str] = {}


def register(
    model: type[Model],
    *,
    node_of: NodeOf | None,
    label: Label = str,
    unrecorded: Iterable[str] = (),
    secrets: Mapping[str, Permission] | None = None,
) -> None:
    """Let the ledger write a model.

    `node_of` gives the id of the node whose grants decide who may see a record (cheaply: from columns of the row);
    None makes the record visible to everyone who is signed in. `unrecorded` columns never enter the history;
    `secrets` are columns that only the holders of a permission find there.
    """
    record_type = model._meta.label_lower
    registration = Registration(model, record_type, node_of, label, frozenset(unrecorded), secrets or {})
    _by_model[model] = _by_type[record_type] = registration


def exempt(model_label: str, *, reason: str) -> None:
    """Declare that a model ("app.Model") is stored but not written through the ledger, and why."""
    _exemptions[model_label.lower()] = reason


def registration_of(model: type[Model]) -> Registration:
    """Return what the ledger knows of a model."""
    try:
        return _by_model[model]
    except KeyError:
        raise ActionMisuse(
            model._meta.label, "The model is not registered; call ledger.register in its app's ready()."
        ) from None


def registration_for(record_type: str) -> Registration | None:
    """Return the registration of a stored record type, or None when the model is gone."""
    return _by_type.get(record_type)


def is_registered(model: type[Model]) -> bool:
    """Tell whether the ledger writes a model."""
    return model in _by_model


def registrations() -> tuple[Registration, ...]:
    """Return all registrations in order."""
    return tuple(_by_model.values())


def exemptions() -> dict[str, str]:
    """Return the models that are stored outside the ledger, with reasons."""
    return dict(_exemptions)
