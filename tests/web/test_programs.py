"""Programs side by side, who answers for one, and the papers of strategy as pages."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lockstep.domain.ledger import perform
from lockstep.domain.outlook.queries import programs


@pytest.fixture
def client(administrator: Any, sign_in: Callable[[Any], Client]) -> Client:
    """A signed-in browser."""
    return sign_in(administrator)


def raised(actor: Any, register: str, node: int, **fields: Any) -> Any:
    arguments = {"register": register, "node": node, "fields": fields}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def test_what_is_open_below_counts_for_each_program_above(
    administrator: Any, forest: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    """A portfolio sums its programs; the number of statements stays when there are more of them."""
    late = (date.today() - timedelta(days=3)).isoformat()
    raised(administrator, "actions", forest.dig, title="Late", due_on=late, owner=administrator.pk)
    raised(administrator, "risks", forest.wire, title="Grave", likelihood=5, time_level=5)
    lines = {line.name: line for line in programs(administrator)}
    assert [lines[name].overdue for name in ("Works", "Alpha", "Beta")] == [1, 1, 0]
    assert [lines[name].grave_risks for name in ("Works", "Alpha", "Beta")] == [1, 0, 1]
    body = client.get("/programs/").content.decode()
    assert "2 programs, none with a baseline to be held against" in body
    assert client.get("/programs/?view=cards").content.decode().count('program-card"') == 3
    assert "Beta" not in client.get(f"/nodes/{forest.alpha}/programs/").content.decode().split('id="list"')[1]
    assert client.get(f"/nodes/{forest.dig}/programs/").status_code == 302
    assert b"Alpha" in client.get("/programs/?export=csv").content
    statements = _statements(client)
    for number in range(3):
        arguments = {"kind": "program", "name": f"More {number}", "parent": forest.portfolio}
        perform("portfolio.add_node", actor=administrator, arguments=arguments)
    assert _statements(client) <= statements


def _statements(client: Client) -> int:
    from django.db import connection

    client.get("/programs/")
    with CaptureQueriesContext(connection) as caught:
        client.get("/programs/")
    return len(caught)


def test_offices_are_handed_over_and_reviews_noted_on_the_page(
    administrator: Any, forest: Any, client: Client
) -> None:
    at = f"/nodes/{forest.alpha}/answering/"
    given = {
        "office": "organization",
        "name": "Company <b>",
        "from_date": date.today().isoformat(),
        "reason": "New",
    }
    assert client.post(at, {"step": "hand_over", **given}).status_code == 302
    body = client.get(at).content.decode()
    assert "Company &lt;b&gt;" in body
    assert "It has no end" in body
    assert "already" in client.post(at, {"step": "hand_over", **given}).content.decode()
    assert client.post(at, {"step": "cycle", "review_days": "30"}).status_code == 302
    assert client.post(at, {"step": "review", "note": "Goes on"}).status_code == 302
    assert "Goes on" in client.get(at).content.decode()


@pytest.mark.parametrize("page", ["proposals", "cases", "needs", "processes", "evidence"])
def test_every_picture_says_what_to_do_when_it_is_empty(page: str, forest: Any, client: Client) -> None:
    body = client.get(f"/nodes/{forest.alpha}/strategy/{page}/").content.decode()
    assert 'class="empty' in body


def test_a_proposal_is_voted_on_closed_and_given_its_mandate_on_the_page(
    administrator: Any, forest: Any, client: Client
) -> None:
    row = raised(
        administrator,
        "objective-proposals",
        forest.alpha,
        title="Nights <b>",
        why="Shifts",
        measure="Nights",
        target_value=7.0,
        due_on=(date.today() + timedelta(days=9)).isoformat(),
        owner=administrator.pk,
    )
    for title, cost, benefit in (("Trams", 30_000, 70_000), ("Nothing", 0, 0)):
        option = raised(
            administrator, "options", forest.alpha, title=title, proposal=row.pk, cost=cost, benefit=benefit
        )
        if title == "Trams":
            changes = {"recommended": option.pk, "recommendation": "Pays"}
            arguments = {
                "register": "objective-proposals",
                "record": row.pk,
                "version": 1,
                "changes": changes,
            }
            perform("records.change_record", actor=administrator, arguments=arguments)
    asking = {"proposal": row.pk, "version": 2, "voters": [administrator.pk]}
    perform("strategy.request_decision", actor=administrator, arguments=asking)
    at = f"/nodes/{forest.alpha}/strategy/proposals/"
    body = client.get(at).content.decode()
    assert "Nights <b>" not in body
    assert "level only when its cost rises to 700 (+133 %), or its benefit falls to 300 (-57 %)" in body
    assert "1 person has not voted" in body
    client.post(at, {"step": "vote", "proposal": row.pk, "choice": "for", "reason": "Good"})
    assert "Close the vote: carried" in client.get(at).content.decode()
    row.refresh_from_db()
    client.post(at, {"step": "close", "proposal": row.pk, "version": row.version, "outcome": "Yes"})
    row.refresh_from_db()
    client.post(at, {"step": "mandate", "proposal": row.pk, "version": row.version})
    assert "the objective that follows" in client.get(at).content.decode()
