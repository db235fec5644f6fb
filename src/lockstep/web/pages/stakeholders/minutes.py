"""The minutes of one meeting: agenda, outcomes, and what it led to, noted there and printed on one sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from lockstep.domain.access.queries.accounts import accounts
from lockstep.domain.records.queries import LinkRow, RecordRow, detail, record_row
from lockstep.domain.stakeholders.actions import LedTo
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.places import capital, register_at
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

FACTS = (
    ("Forum", "forum"),
    ("Other body", "forum_words"),
    ("Begins", "starts_at"),
    ("Length in minutes", "minutes_long"),
    ("Place", "place"),
    ("Called by", "owner"),
)
LED_TO = ((LedTo.ACTION, "Action"), (LedTo.DECISION, "Decision"), (LedTo.ISSUE, "Issue"))
_REGISTERS = {
    "risks.correctiveaction": LedTo.ACTION,
    "governance.decision": LedTo.DECISION,
    "risks.issue": LedTo.ISSUE,
}
MOST_LED_TO = 50
MOST_PEOPLE = 400


@dataclass(frozen=True, slots=True)
class Result:
    """Something that the meeting led to."""

    what: str
    register: str
    row: RecordRow


@screen
def minutes(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the minutes; note an action, a decision or an issue in them."""
    record = detail(request.user, "meetings", meeting)
    row, problem = record.row, ""
    if request.method == "POST":
        try:
            _note(request, meeting)
            return redirect("web:meeting-minutes", meeting)
        except LockstepError as error:
            problem = error.sentence
    found, where = register_at(request.user, row.node_id, "meetings")
    results, others = _results(request.user, record.links)
    values = {
        "register": found,
        "row": row,
        "facts": [(label, row.words.get(name, "")) for label, name in FACTS if row.words.get(name)],
        "attendees": _lines(row.words.get("attendees", "")),
        "agenda": _lines(row.words.get("agenda", "")),
        "outcomes": _lines(row.words.get("outcomes", "")),
        "results": results,
        "links": others,
        "kinds": [(kind.value, label) for kind, label in LED_TO],
        "people": [(one.id, one.name or one.email) for one in accounts(request.user, limit=MOST_PEOPLE)],
        "may_note": record.may_link,
        "typed": request.POST,
        "problem": problem,
        "at": timezone.now(),
    }
    return render(
        request,
        "web/stakeholders/minutes.html",
        values,
        title=f"Minutes of {row.key}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[row.node_id, found.name])),
            Crumb(row.key, reverse("web:record", args=[found.name, row.id])),
            Crumb("Minutes"),
        ],
        status=422 if problem else 200,
    )


def _note(request: HttpRequest, meeting: int) -> None:
    owner = request.POST.get("owner", "")
    arguments = {
        "meeting": meeting,
        "led_to": request.POST.get("led_to", ""),
        "title": request.POST.get("title", ""),
        "owner": int(owner) if owner.isdigit() else None,
        "due_on": request.POST.get("due_on") or None,
    }
    carry_out(request, "stakeholders.note_from_meeting", arguments, said="Noted, and linked to this meeting.")


def _results(user: Any, links: Iterable[LinkRow]) -> tuple[list[Result], list[LinkRow]]:
    """Return what the meeting led to, and its other links."""
    results, others = [], []
    for link in links:
        led_to = _REGISTERS.get(link.end.record_type)
        is_result = link.kind == "decides" if led_to is LedTo.DECISION else link.kind == "caused_by"
        if led_to and is_result and not link.end.is_stub and len(results) < MOST_LED_TO:
            row = record_row(user, led_to.value, link.end.id)
            results.append(Result(dict(LED_TO)[led_to], led_to.value, row))
        else:
            others.append(link)
    return sorted(results, key=lambda item: (item.what, item.row.id)), others


def _lines(text: str) -> list[str]:
    return [line.strip(" -*•") for line in text.splitlines() if line.strip()]
