"""The pages of registers, on the register of risks: what one sees, edits, moves, links, files and takes back."""

import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lockstep.domain.ledger import perform
from lockstep.domain.records.registry import registers


@pytest.fixture
def raise_risk(forest: Any, administrator: Any) -> Callable[..., Any]:
    """Raise a risk at the program and return its row."""

    def made(title: str, node: int | None = None, **fields: Any) -> Any:
        arguments = {"register": "risks", "node": node or forest.alpha, "fields": {"title": title, **fields}}
        return perform("records.raise_record", actor=administrator, arguments=arguments).value

    return made


@pytest.fixture
def client(administrator: Any, sign_in: Callable[[Any], Client]) -> Client:
    """The administrator's browser."""
    return sign_in(administrator)


def text_of(answer: Any) -> str:
    return answer.content.decode()


def toast_of(client: Client, address: str) -> str:
    return text_of(client.get(address))


@pytest.mark.parametrize("name", [register.name for register in registers()])
def test_every_register_has_its_pages(name: str, forest: Any, client: Client) -> None:
    """List, board, form, import, paper and menus are there for each declared register, also while it is empty."""
    at = f"/nodes/{forest.alpha}/r/{name}/"
    for address in (
        "",
        "?view=board",
        "new/",
        "import/",
        "print/",
        "part/filters/",
        "part/columns/",
        "bulk/",
    ):
        assert client.get(at + address).status_code == 200, address
    assert client.get(f"{at}?export=csv").status_code == 200


def test_a_list_is_searched_filtered_sorted_and_grouped_by_its_address(
    forest: Any, client: Client, raise_risk: Any
) -> None:
    """Each narrowing is a chip that can be taken away; the group says how many it holds."""
    raise_risk("Late permit", probability=0.5, tags=["site"])
    raise_risk("Broken crane", forest.dig, probability=0.1)
    at = f"/nodes/{forest.alpha}/r/risks/"
    assert "Broken crane" not in text_of(client.get(f"{at}?q=permit"))
    narrowed = text_of(client.get(f"{at}?f.probability.from=0.4&f.state=identified"))
    assert "Late permit" in narrowed
    assert "Broken crane" not in narrowed
    assert "State: Identified" in narrowed
    body = text_of(client.get(f"{at}?sort=probability"))
    assert body.index("Broken crane") < body.index("Late permit")
    grouped = text_of(client.get(f"{at}?group=node"))
    assert "Where: Alpha" in grouped
    assert "Where: Dig" in grouped


def test_what_one_may_not_see_is_in_no_list(
    forest: Any, make_person: Any, sign_in: Any, raise_risk: Any
) -> None:
    """A stranger finds neither the register of the node nor the record; a viewer sees no way to change it."""
    row = raise_risk("Late permit")
    stranger = sign_in(make_person("Sam Stranger", "administrator", forest.beta))
    assert stranger.get(f"/nodes/{forest.alpha}/r/risks/").status_code == 404
    assert stranger.get(f"/r/risks/{row.pk}/").status_code == 404
    viewer = sign_in(make_person("Vera Viewer", "viewer", forest.alpha))
    body = text_of(viewer.get(f"/nodes/{forest.alpha}/r/risks/"))
    assert "Late permit" in body
    assert "data-choose aria-label" not in body
    assert "data-field=" not in body
    assert "New risk" not in body
    assert viewer.get(f"/r/risks/{row.pk}/?edit=1").status_code == 403


def test_a_cell_is_saved_refused_and_stale(forest: Any, client: Client, raise_risk: Any) -> None:
    """The answer is the row with a way back, the rule beside what was typed, or both values."""
    row = raise_risk("Late permit", probability=0.5)
    at = f"/nodes/{forest.alpha}/r/risks/cells/{row.pk}/probability/"
    assert 'value="50"' in text_of(client.get(at))
    saved = client.post(at, {"version": row.version, "value": "30"})
    assert saved.status_code == 200
    assert ">30 %</td>" in text_of(saved)
    assert "undo" in json.loads(saved["HX-Trigger"])["toast"]
    refused = client.post(at, {"version": row.version + 1, "value": "300"})
    assert refused.status_code == 422
    assert "between 0 % and 100 %" in text_of(refused)
    assert 'value="300"' in text_of(refused)
    stale = client.post(at, {"version": row.version, "value": "70"})
    assert stale.status_code == 409
    assert "30 %" in text_of(stale)
    assert 'value="70"' in text_of(stale)


def test_many_are_changed_as_one_change_that_can_be_undone(
    forest: Any, client: Client, administrator: Any, raise_risk: Any
) -> None:
    """The bar changes the chosen rows, or all that were found; one undo takes it back."""
    rows = [raise_risk(f"Risk {number}") for number in range(4)]
    at = f"/nodes/{forest.alpha}/r/risks/"
    chosen = [f"{row.pk}:{row.version}" for row in rows[:2]]
    sent = {"record": chosen, "what": "field:owner", "field-owner": administrator.pk}
    body = text_of(client.post(f"{at}bulk/", sent, follow=True))
    assert "Owner set for 2 risks." in body
    assert body.count("Ada Admin</td>") == 2
    undo = re.search(r'data-undo="([^"]+)"', body)
    assert undo
    client.post(undo[1])
    assert "Ada Admin</td>" not in text_of(client.get(at))
    sent = {"all": "4", "what": "move:close"}
    body = text_of(client.post(f"{at}bulk/?f.state=identified", sent, follow=True))
    assert "4 risks moved to closed." in body
    # Of four, two are closed: both are named with their reason, nothing is changed, and the other two can go alone.
    sent = {"record": [f"{row.pk}:" for row in rows[:2]], "what": "move:reopen"}
    client.post(f"{at}bulk/", sent)
    refused = client.post(f"{at}bulk/", {"all": "4", "what": "move:close"})
    body = text_of(refused)
    assert refused.status_code == 422
    assert "2 of them cannot go" in body
    assert all(f"{row.key}</span> {row.title}" in body for row in rows[2:])
    assert rows[0].title not in body
    named = dict(re.findall(r'name="(what|records|left)" value="([^"]*)"', body))
    assert "2 risks moved to closed; 2 left as they were." in text_of(
        client.post(f"{at}bulk/", named, follow=True)
    )


def test_a_record_is_added_by_its_form_or_by_its_title_alone(forest: Any, client: Client) -> None:
    """A refused form keeps what was typed and lists each error with a link to its field."""
    at = f"/nodes/{forest.alpha}/r/risks/new/"
    refused = client.post(at, {"title": "", "probability": "200", "cause": "The permit office is closed."})
    assert refused.status_code == 422
    body = text_of(refused)
    assert 'href="#field-probability"' in body
    assert "The permit office is closed." in body
    added = client.post(at, {"title": "Late permit", "probability": "20", "node": forest.dig}, follow=True)
    assert "R-1" in text_of(added)
    quick = client.post(
        at, {"title": "Quick one", "quick": "1", "back": f"/nodes/{forest.alpha}/r/risks/"}, follow=True
    )
    assert "Quick one" in text_of(quick)


def test_a_move_says_why_it_is_refused_and_asks_for_what_it_needs(client: Client, raise_risk: Any) -> None:
    """The dialog holds the fields of the move; the rule's sentence stands in it."""
    row = raise_risk("Late permit")
    at = f"/r/risks/{row.pk}/move/analyze/"
    assert "field-impact_days" in text_of(client.get(at))
    refused = client.post(at, {"version": row.version, "probability": "", "impact_days": "4"})
    assert refused.status_code == 422
    assert "Give the probability first" in text_of(refused)
    moved = client.post(
        at, {"version": row.version, "probability": "20", "impact_days": "4"}, headers={"HX-Request": "true"}
    )
    assert moved["HX-Redirect"] == f"/r/risks/{row.pk}/"
    assert "Analyzed" in text_of(client.get(f"/r/risks/{row.pk}/"))


def test_a_dropped_card_moves_asks_or_is_refused(client: Client, raise_risk: Any) -> None:
    """What needs nothing happens; what asks leads to its dialog; a way that does not exist says so."""
    row = raise_risk("Late permit")
    at = f"/r/risks/{row.pk}/drop/"
    json_only = {"headers": {"Accept": "application/json"}}
    asks = client.post(at, {"state": "analyzed", "version": row.version}, **json_only)
    assert asks.json()["ask"] == f"/r/risks/{row.pk}/move/analyze/"
    refused = client.post(at, {"state": "treated", "version": row.version}, **json_only)
    assert refused.status_code == 422
    assert "no way from identified to treated" in refused.json()["message"]
    moved = client.post(at, {"state": "closed", "version": row.version}, **json_only)
    assert moved.json()["sentence"] == "R-1 is closed now."


def test_the_page_of_a_record_holds_all_that_belongs_to_it(
    forest: Any, client: Client, make_person: Any, raise_risk: Any
) -> None:
    """Fields are edited with the version that was read; comments, files, links and follows come and go."""
    make_person("Ben Brook", "viewer", forest.alpha)
    row, other = raise_risk("Late permit"), raise_risk("Broken crane")
    at = f"/r/risks/{row.pk}/"
    body = text_of(client.post(at, {"version": row.version, "title": "Very late permit"}, follow=True))
    assert "Very late permit" in body
    stale = client.post(at, {"version": row.version, "title": "Early permit"})
    assert stale.status_code == 422
    assert "Very late permit" in text_of(stale)
    assert 'value="Early permit"' in text_of(stale)
    client.post(f"/comments/risks.risk/{row.pk}/", {"text": "What now, @Ben Brook?", "back": at})
    client.post(
        f"/files/risks.risk/{row.pk}/", {"files": SimpleUploadedFile("permit.txt", b"text"), "back": at}
    )
    client.post(f"/follow/risks.risk/{row.pk}/", {"back": at})
    link = {"kind": "forward:threatens", "other": f"risks.risk:{other.pk}", "reason": "same office"}
    client.post(f"/links/risks.risk/{row.pk}/new/", {**link, "back": at})
    body = text_of(client.get(at))
    for words in ("What now, @Ben Brook?", "permit.txt", "Followed", "Broken crane", "same office"):
        assert words in body
    file = client.get(re.search(r'href="(/files/\d+/)"', body)[1])  # type: ignore[index]
    assert file.content == b"text"
    assert "attachment" in file["Content-Disposition"]
    assert "Very late permit" in text_of(client.get(f"/trace/risks.risk/{other.pk}/"))


def test_a_review_walks_the_list_that_one_came_from(forest: Any, client: Client, raise_risk: Any) -> None:
    """Next and previous follow the filters and the order of the list."""
    rows = [raise_risk(f"Risk {number}", probability=0.1 * number) for number in range(1, 4)]
    query = f"?sort=probability&at={forest.alpha}"
    body = text_of(client.get(f"/r/risks/{rows[1].pk}/{query}"))
    assert re.search(rf'rel="prev" href="/r/risks/{rows[0].pk}/', body)
    assert re.search(rf'rel="next" href="/r/risks/{rows[2].pk}/', body)


def test_what_one_sees_goes_out_as_a_file_and_comes_in_again(
    forest: Any, client: Client, raise_risk: Any
) -> None:
    """A dry run shows each cell that cannot be used; the import is one change."""
    raise_risk("Late permit", probability=0.5)
    at = f"/nodes/{forest.alpha}/r/risks/"
    exported = client.get(f"{at}?export=csv&cols=title,probability").content.decode("utf-8-sig")
    assert "Late permit" in exported
    changed = exported.replace("Late permit", "Later permit") + ",New one,7\r\n"
    dry = client.post(f"{at}import/", {"file": SimpleUploadedFile("risks.csv", changed.encode())})
    body = text_of(dry)
    assert "Later permit" in body
    assert "between 0 % and 100 %" in body
    digest = re.search(r'name="digest" value="([^"]+)"', body)
    assert digest
    sent = {"digest": digest[1], "name": "risks.csv", "skips_faulty": "yes"}
    assert "Later permit" in text_of(client.post(f"{at}import/", sent, follow=True))
    book = client.get(f"{at}?export=xlsx")
    assert io.BytesIO(book.content).read(2) == b"PK"


def test_a_saved_view_opens_the_list(forest: Any, client: Client, raise_risk: Any) -> None:
    """A view is the address without what passes; the default one is what the bare address leads to."""
    raise_risk("Late permit")
    at = f"/nodes/{forest.alpha}/r/risks/"
    sent = {"name": "Open ones", "query": "f.state=*open&page=2", "default": "yes"}
    client.post(f"{at}views/", sent)
    assert "Open ones" in text_of(client.get(f"{at}part/views/"))
    opened = client.get(at)
    assert opened.status_code == 302
    assert "f.state=%2Aopen" in opened["Location"]
    assert "page" not in opened["Location"]
    assert client.get(f"{at}?v=all").status_code == 200


def test_a_look_back_is_read_only(forest: Any, client: Client, raise_risk: Any) -> None:
    """A day before there was anything shows nothing, and says which day it is."""
    raise_risk("Late permit")
    body = text_of(client.get(f"/nodes/{forest.alpha}/r/risks/?as_of=2020-01-01"))
    assert "as of 1 Jan 2020" in body
    assert "Late permit" not in body
    assert "quick-title" not in body


def test_the_inbox_says_why_and_is_read_or_put_off(
    forest: Any, administrator: Any, make_person: Any, sign_in: Any, raise_risk: Any
) -> None:
    """Whoever is made the owner is told so; opening it reads it."""
    ben = make_person("Ben Brook", "project_manager", forest.alpha)
    raise_risk("Late permit", owner=ben.pk)
    client = sign_in(ben)
    body = text_of(client.get("/inbox/"))
    assert "You were made its owner." in body
    news = re.search(r'name="news" value="(\d+)"', body)
    assert news
    client.post("/inbox/mark/", {"news": news[1], "what": "tomorrow"})
    assert "Nothing waits for you" in text_of(client.get("/inbox/"))


def test_a_calendar_program_gets_dates_by_a_secret_alone(
    forest: Any, client: Client, raise_risk: Any
) -> None:
    """The link is shown once; a wrong secret finds nothing."""
    from django.utils import timezone

    raise_risk("Late permit", due_on=timezone.localdate().isoformat())
    body = text_of(client.post(f"/nodes/{forest.alpha}/calendar/"))
    link = re.search(r"<code[^>]*>http://testserver(/[^<]+)</code>", body)
    assert link
    calendar = Client().get(link[1])
    assert calendar["Content-Type"].startswith("text/calendar")
    assert "Late permit" in text_of(calendar)
    assert Client().get(f"/nodes/{forest.alpha}/calendar.ics?token=guess").status_code == 404


def test_records_are_found_and_made_from_anywhere(forest: Any, client: Client, raise_risk: Any) -> None:
    """The palette offers "New risk" at the node that was visited last; search finds titles."""
    raise_risk("Late permit")
    client.get(f"/nodes/{forest.alpha}/")
    assert "New risk" in text_of(client.get("/palette/?q=new ri"))
    assert "Late permit" in text_of(client.get("/search/?q=permit"))
    overview = text_of(client.get(f"/nodes/{forest.alpha}/registers/"))
    assert "<b>1</b> open" in overview


def test_stored_text_is_never_markup_in_registers(forest: Any, client: Client, raise_risk: Any) -> None:
    """Titles and texts full of markup are shown as their letters."""
    probe = "<script>alert('x')</script>\"onmouseover=alert(1)"
    row = raise_risk(probe, cause=probe, tags=[probe])
    at = f"/nodes/{forest.alpha}/r/risks/"
    pages = (at, f"{at}?cols=tags,cause", f"{at}?view=board", f"{at}print/", f"/r/risks/{row.pk}/")
    for address in (*pages, f"/r/risks/{row.pk}/?edit=1"):
        body = text_of(client.get(address))
        assert "<script>alert" not in body
        assert '"onmouseover=alert' not in body


def test_a_list_costs_the_same_statements_whatever_its_length(
    forest: Any, client: Client, raise_risk: Any
) -> None:
    """At most twelve, at three rows as at thirty."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    at = f"/nodes/{forest.alpha}/r/risks/"

    def cost() -> int:
        client.get(at)
        with CaptureQueriesContext(connection) as captured:
            client.get(at)
        return len(captured)

    for number in range(3):
        raise_risk(f"Risk {number}")
    before = cost()
    for number in range(27):
        raise_risk(f"Further {number}", [forest.dig, forest.pour][number % 2])
    assert cost() <= before <= 12
