"""The minutes of a meeting: what was agreed is noted where it is said, linked, owned, dated, and on one sheet."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from lockstep.domain.ledger import perform, undo
from lockstep.domain.records.queries import detail


def test_what_a_meeting_leads_to_is_noted_in_its_minutes(
    administrator: Any, forest: Any, sign_in: Callable[[Any], Client], make_person: Callable[..., Any]
) -> None:
    """An action and a decision: raised at the home of the meeting, linked both ways, on the sheet, undone in one."""
    fields = {
        "title": "Board in May",
        "agenda": "- Bench\n- Motors",
        "attendees": "Ada\nBo",
        "outcomes": "Rent it",
    }
    arguments = {"register": "meetings", "node": forest.alpha, "fields": fields}
    meeting = perform("records.raise_record", actor=administrator, arguments=arguments).value
    client, at = sign_in(administrator), reverse("web:meeting-minutes", args=[meeting.pk])
    record = client.get(reverse("web:record", args=["meetings", meeting.pk])).content.decode()
    assert at in record
    assert "No action, decision or issue came of it yet" in client.get(at).content.decode()
    noted = {"led_to": "actions", "title": "Rent a bench", "owner": administrator.pk, "due_on": "2026-06-01"}
    assert client.post(at, noted).status_code == 302
    assert client.post(at, {"led_to": "decisions", "title": "Which motors"}).status_code == 302
    refused = client.post(at, {"led_to": "issues", "title": "  "})
    assert (refused.status_code, b"what was agreed" in refused.content) == (422, True)
    body = client.get(at).content.decode()
    for words in (
        "<li>Bench</li>",
        "Ada, Bo",
        "<li>Rent it</li>",
        "Rent a bench",
        "Which motors",
        "Decision",
    ):
        assert words in body
    links = detail(administrator, "meetings", meeting.pk).links
    assert {(link.kind, link.is_forward, link.end.title) for link in links} == {
        ("caused_by", False, "Rent a bench"),
        ("decides", True, "Which motors"),
    }
    more = {"meeting": meeting.pk, "led_to": "issues", "title": "Late motors"}
    outcome = perform("stakeholders.note_from_meeting", actor=administrator, arguments=more)
    undo(outcome.change_set_id, actor=administrator)
    assert len(detail(administrator, "meetings", meeting.pk).links) == 2
    viewer = make_person("Vera Viewer", "viewer", forest.alpha)
    page = sign_in(viewer).get(at).content.decode()
    assert "Rent a bench" in page
    assert "Note it" not in page
    assert sign_in(viewer).post(at, noted).status_code != 302
