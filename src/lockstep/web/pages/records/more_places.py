"""What some registers offer beyond what every record has: links in the menu of a record."""

from dataclasses import dataclass

from django.urls import reverse

from lockstep.domain.records.queries import RecordRow


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
    return []
