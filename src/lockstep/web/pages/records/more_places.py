"""What some registers offer beyond what every record has: links in the menu of a record, a line below its state."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lockstep.domain.governance.queries.trials import trial_line
from lockstep.domain.records.queries import RecordRow

_ON_PAPER = {"meetings": ("Minutes", "meeting-minutes"), "decisions": ("Brief", "decision-brief")}
"""Registers with one sheet for each record: what it is called, and its address."""


@dataclass(frozen=True, slots=True)
class MorePlace:
    """One further place of a record; `is_post` makes it a button that writes."""

    label: str
    address: str
    is_post: bool = False


def more_places(register: str, row: RecordRow) -> list[MorePlace]:
    """Return the further places of a record."""
    if register in ("charters", "scope-statements"):
        places = [
            ("Compare editions", "editions-compare"),
            ("On paper", "edition-paper"),
            ("As DOCX", "edition-docx"),
            ("As PDF", "edition-pdf"),
        ]
        found = [MorePlace(label, reverse(f"web:{name}", args=[register, row.id])) for label, name in places]
        if register == "charters":
            address = reverse("web:charter-write", args=[row.node_id])
            found.insert(0, MorePlace("Write anew from data", address, is_post=True))
        return found
    if register == "demands":
        return [MorePlace("Start a project", reverse("web:demand-start", args=[row.id]))]
    if register in _ON_PAPER:
        label, name = _ON_PAPER[register]
        return [MorePlace(label, reverse(f"web:{name}", args=[row.id]))]
    return []


@dataclass(frozen=True, slots=True)
class Strip:
    """A line below the state of a record: the template that draws it, and what it tells."""

    template: str
    told: Any


def strip_of(user: Any, register: str, record: int) -> Strip | None:
    """Return the line that records of a register have below their state, None where they have none."""
    if register == "change-requests":
        return Strip("web/governance/trial_line.html", trial_line(user, record))
    return None
