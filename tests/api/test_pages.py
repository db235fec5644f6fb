"""Long lists come in pages: following `next` gives each row once, in the order of the whole list."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from lockstep.domain.access.models import Grant, Invitation, User
from lockstep.domain.outlook.models import SimulationRun
from lockstep.domain.planning.models import Baseline, ImportRun
from lockstep.domain.records.models import Comment
from tests.api.asking import Asker, api_document
from tests.api.cases import CASES
from tests.api.test_matrix import operations, send
from tests.api.world import World, taken_back

pytestmark = pytest.mark.django_db

ROWS = 5
# Lists without a cursor, and why: each answers one question at once, or is short by nature.
WHOLE = {
    "findLinkEnds": "the best few for what is typed",
    "listAnalyzedActivities": "the columns of one stored result",
    "listCalendars": "calendars in use, which one chooses among",
    "listChildren": "a part of the tree",
    "listCrossLinks": "links in force, which a picture draws at once",
    "listFeeds": "one's own",
    "listLate": "the latest ones, as many as are asked for",
    "listLoad": "one line a person, which a picture draws at once",
    "listMemberships": "where one node belonged",
    "listMilestoneMessages": "the milestones that affect somebody",
    "listNamesakes": "names that people clear away",
    "listNodes": "the tree, which is a whole",
    "listOrphans": "a line a register, with a few of each and their number",
    "listRecordLinks": "the links of one record",
    "listRecords": "in numbered pages, so that one may go to any",
    "listRegisterViews": "what people saved of one list",
    "listRegisters": "declared, some thirty",
    "listTokens": "one's own",
    "listVanished": "what the newest imports no longer have",
    "listViews": "what people saved of one page",
    "listWarnings": "the gravest of each kind",
    "readColors": "the tolerances of one roll-up",
    "readWorkBehind": "the work of one person on one day",
}


def lists() -> dict[str, bool]:
    """Return the operations that answer with `items`, and whether they take a cursor."""
    document = api_document()
    found = {}
    for name, (method, path) in operations().items():
        operation = document["paths"]["/api/v1" + path][method]
        content = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
        shape = str(content.get("schema", {}).get("$ref", "")).rsplit("/", 1)[-1]
        if method == "get" and "items" in document["components"]["schemas"].get(shape, {}).get(
            "properties", {}
        ):
            found[name] = "cursor" in str(operation.get("parameters", ()))
    return found


def paged() -> list[str]:
    """Return the lists that take a cursor."""
    return sorted(name for name, is_paged in lists().items() if is_paged)


def test_a_list_without_pages_is_whole_for_a_reason() -> None:
    """A new list comes in pages, or says here why it never gets long."""
    assert {name for name, is_paged in lists().items() if not is_paged} - WHOLE.keys() == set()


def add_rows(world: World) -> None:
    """Write a few more of what each list holds; names and moments come twice, so that ids must decide."""
    program, now = world.own["program"], timezone.now()
    soon = now + timedelta(days=1)
    for number in range(ROWS):
        user = User.objects.create(
            email=f"page{number}@example.org", name=f"Page {number // 2}", password="!"
        )
        Grant.objects.create(user=user, node_id=program, role="viewer")
        Grant.objects.create(user=world.root, node_id=program, role="viewer")
        Grant.objects.create(user=user, node=None, role="viewer")
        waiting = {"email": f"p{number}@example.org", "role": "viewer", "expires_at": soon}
        Invitation.objects.create(node_id=program, token_hash=f"p{number}", **waiting)
        at = {"record_type": "risks.risk", "record_id": world.own["risk"], "node_id": world.own["project"]}
        Comment.objects.create(author=world.root, at=now, text=f"C{number}", **at)
    for model in (Baseline, ImportRun, SimulationRun):
        kept = model.objects.filter(node__path__contains=f"/{program}/").first()
        assert kept is not None, model
        for number in range(ROWS):
            kept.pk = None
            kept._state.adding = True
            for field, value in (("name", f"B{number}"), ("state", ("draft", "superseded")[number % 2])):
                if model is Baseline:
                    setattr(kept, field, value)
            if model is SimulationRun:
                kept.result = None
            kept.save(force_insert=True)


def test_every_list_with_a_cursor_gives_each_row_once(world: World) -> None:
    """Page by page comes what comes at once; a cursor that is none is refused."""
    who = Asker(world.root)
    with taken_back():
        add_rows(world)
        for name in paged():
            case = CASES[name]
            whole = fetched(who, name, case, world, limit=1_000)
            assert whole["next"] is None, name
            rows, cursor = [], ""
            for _ in range(100):
                page = fetched(who, name, case, world, limit=2, cursor=cursor)
                rows += items_of(page)
                cursor = page["next"]
                if cursor is None:
                    break
            assert rows == items_of(whole), name
            assert ask(who, name, case, world, limit=2, cursor="nonsense").status_code == 422, name


def items_of(page: dict[str, Any]) -> list[Any]:
    """Return the rows of a page; a page of columns counts by its ids."""
    if "items" in page:
        return page["items"]
    return next(value["id"] for value in page.values() if isinstance(value, dict) and "id" in value)


def fetched(who: Asker, name: str, case: Any, world: World, **query: Any) -> Any:
    answer = ask(who, name, case, world, **query)
    assert answer.status_code == 200, (name, answer.content)
    return answer.json()


def ask(who: Asker, name: str, case: Any, world: World, **query: Any) -> Any:
    from dataclasses import replace

    more = "&".join(f"{key}={value}" for key, value in query.items())
    return send(who, name, replace(case, query=f"{case.query}&{more}".lstrip("&")), world.own)
