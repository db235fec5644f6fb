"""Fields as they are given, checked and turned into what the model keeps; every fault is a finding."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import InvalidInput, Work
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.plain import Unusable, model_value
from lockstep.domain.records.policies import readable_fields
from lockstep.domain.records.registry import linkable
from lockstep.foundation.findings import Finding, Severity

FAULT = "records.invalid_field"


@dataclass
class Incoming:
    """The fields given for one record: the changes they make, by column, and what is wrong with them."""

    changes: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)


def read_fields(
    work: Work, register: Register, items: Sequence[tuple[int, Mapping[str, Any]]]
) -> list[Incoming]:
    """Check the fields given for several records, each with the node whose grants decide what exists."""
    result = []
    known: dict[int, dict[str, Field]] = {}
    for node_id, given in items:
        if node_id not in known:
            path = work.path_of(node_id)
            known[node_id] = readable_fields(register, work.standing, path)
        result.append(_read(known[node_id], given))
    _check_references(work, register, result)
    return result


def _read(fields: Mapping[str, Field], given: Mapping[str, Any]) -> Incoming:
    incoming = Incoming()
    for name, value in given.items():
        found = fields.get(name)
        if found is None:
            incoming.faults.append((name, "There is no such field."))
        elif not found.is_writable:
            why = "It changes by moves." if name == "state" else "It follows from other values."
            incoming.faults.append((name, f"{found.label} is not written by hand. {why}"))
        else:
            try:
                incoming.changes[found.column] = model_value(found, value)
            except Unusable as fault:
                incoming.faults.append((name, str(fault)))
    return incoming


def _check_references(work: Work, register: Register, items: Sequence[Incoming]) -> None:
    """Check that what references lead to exists and may be read: one statement a field, however many records."""
    for found in register.all_fields.values():
        if found.kind not in (FieldKind.PERSON, FieldKind.NODE, FieldKind.RECORD):
            continue
        users: dict[int, list[Incoming]] = defaultdict(list)
        for incoming in items:
            wanted = incoming.changes.get(found.column)
            if wanted is not None:
                users[wanted].append(incoming)
        if not users:
            continue
        for missing in users.keys() - _there(work, register, found, list(users)):
            for incoming in users[missing]:
                incoming.faults.append((found.name, f"{found.label} names nothing that you can see."))


def _there(work: Work, register: Register, found: Field, ids: list[int]) -> set[int]:
    if found.kind is FieldKind.NODE:
        nodes = nodes_by_id(ids)
        return {pk for pk, node in nodes.items() if work.standing.may(Permission.READ, node.path)}
    if found.kind is FieldKind.RECORD and found.target:
        return set(linkable(found.target).resolve(ids, work.actor))
    related = register.model._meta.get_field(found.name).related_model
    return set(related._base_manager.filter(pk__in=ids).values_list("pk", flat=True))


def refuse_faults(place: str, items: Sequence[Incoming]) -> None:
    """Raise InvalidInput where something is wrong; of several records each place begins with its number."""
    findings = [
        Finding(FAULT, Severity.ERROR, name if len(items) == 1 else f"{number}.{name}", sentence)
        for number, incoming in enumerate(items)
        for name, sentence in incoming.faults
    ]
    if findings:
        raise InvalidInput(f"{place}: {findings[0].place}", findings[0].sentence, findings=findings)


def missing_fields(register: Register, incoming: Incoming) -> list[tuple[str, str]]:
    """Return the required fields that a new record lacks."""
    faulty = {name for name, _ in incoming.faults}
    return [
        (item.name, f"{item.label} is needed.")
        for item in register.all_fields.values()
        if item.is_required and item.is_writable and item.name not in faulty
        if incoming.changes.get(item.column) in (None, "")
    ]
