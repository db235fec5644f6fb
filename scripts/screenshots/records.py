"""The demo's own records behind each kind of page, so that every page of the sheet has something true to show."""

from pathlib import Path
from typing import Any, NamedTuple

from django.urls import URLPattern, reverse

from scripts.live_server import LiveServer

ROOT = Path(__file__).resolve().parents[2]
IMPORTED = ROOT / "examples" / "depot.xml"
# Addresses that do something or answer with a fragment, a file or somebody else's token: not pages of the sheet.
NOT_PAGES = {
    "accept", "accept-leveling", "add-exception", "add-holidays", "answer-offer", "apply-import", "attach",
    "baseline-step", "calendar-feed", "cancel-job", "change-role", "closure-step", "comment", "decide-leveling",
    "decide-proposal", "detach", "discard-import", "end-feed", "end-role", "explain", "file", "follow",
    "import-columns", "inbox-mark", "leveling-progress", "link-new", "make-token", "news", "offered",
    "offered-new", "palette", "record-bulk", "record-cell", "record-convert", "record-drop", "record-pick",
    "record-remove", "register-columns", "register-filters", "register-views", "remove-analysis",
    "remove-comment", "remove-exception", "remove-person", "rerun-job", "resolve-comment", "revoke-token",
    "schedule-view-change", "schedule-view-save", "schedule-views",
    "stop-leveling", "trace-hit", "undo", "unlink", "view-change", "view-save", "withdraw-invitation",
}  # fmt: skip

TELL = """
import django; django.setup()
from datetime import date
from lockstep.demo.telling import tell
told = tell(date.today())
from lockstep.domain.access.queries.accounts import user_by_email
from lockstep.domain.planning.actions import ask_import
from pathlib import Path
path = Path(PATH)
ask_import(user_by_email(told.email), told.program, path.name, path.read_bytes())
from lockstep.domain.planning.actions import keep_leveling
from lockstep.domain.planning.vocabulary import LevelingAim, LevelingOrder
class Unwatched:
    is_stopped = False
    def report(self, share, phase): pass
order = LevelingOrder(LevelingAim.AS_SHORT_AS_POSSIBLE, 0.0, {})
keep_leveling(user_by_email(told.email), told.program, None, order, Unwatched())
print(told.program, told.email, told.password)
"""


class Told(NamedTuple):
    """Where the demo's program is, and how its manager signs in."""

    program: int
    email: str
    password: str


def load(server: LiveServer) -> Told:
    """Tell the demo into the server's database, with one dry run."""
    program, email, password = (
        server.python(f"PATH = {str(IMPORTED)!r}\n{TELL}").splitlines()[-1].split(" ", 2)
    )
    return Told(int(program), email, password)


def addresses(email: str) -> list[tuple[str, str]]:
    """Return name and address of every page, on the records of a person."""
    from lockstep.domain.access.queries.accounts import user_by_email
    from lockstep.web import urls

    user = user_by_email(email)
    arguments = _records(user)
    found = []
    for pattern in urls.urlpatterns:
        if not isinstance(pattern, URLPattern) or pattern.name in NOT_PAGES:
            continue
        wanted = list(pattern.pattern.converters)
        if all(name in arguments for name in wanted):
            found.append(
                (pattern.name, reverse(f"web:{pattern.name}", args=[arguments[name] for name in wanted]))
            )
    return [*found, *_register_pages(user, arguments["node"]), *_papers(user, arguments["node"])]


def _register_pages(user: Any, program: int) -> list[tuple[str, str]]:
    """Return the pages of the register that holds most: its list in several looks, a record, its form, its trace."""
    from lockstep.domain.records.queries import ListQuery, Scope, listing, register_counts
    from lockstep.domain.records.registry import register_of

    counts = sorted(register_counts(user, program).values(), key=lambda row: row.total)
    register = register_of(counts[-1].register if counts else "risks")
    at = f"/nodes/{program}/r/{register.name}/"
    looks = {"register": "", "register-grouped": "?group=state", "register-board": "?view=board"}
    found = [(name, at + query) for name, query in looks.items()]
    found += [(f"register-{name}", f"{at}{name}/") for name in ("new", "import", "print")]
    rows = listing(user, register.name, Scope(program), ListQuery(page_size=1)).rows
    for row in rows:
        record = f"/r/{register.name}/{row.id}/"
        moves = [move for move in register.moves if row.state in move.sources and move.asks][:1]
        found += [("record", f"{record}?at={program}"), ("record-edit", f"{record}?edit=1")]
        found += [("record-moves", f"{record}moves/"), ("trace", f"/trace/{register.record_type}/{row.id}/")]
        found += [("record-move", f"{record}move/{move.name}/") for move in moves]
        found.append(("link-new", f"/links/{register.record_type}/{row.id}/new/?q={row.key}"))
    return found


def _papers(user: Any, program: int) -> list[tuple[str, str]]:
    """Return the pages of the newest charter: beside the edition before, and on paper."""
    charters = _first(user, program, "charters")
    pages = (("editions-compare", "compare"), ("edition-paper", "paper"))
    return [(name, f"/r/charters/{charters[0]}/{page}/") for name, page in pages] if charters else []


def _records(user: Any) -> dict[str, Any]:
    """Return an id or word for each kind of record, the most telling one."""
    from lockstep.domain.access.vocabulary import NodeKind
    from lockstep.domain.ledger.queries.history import history
    from lockstep.domain.people.queries import calendars, people
    from lockstep.domain.planning.queries import baselines_page, cross_links, imports, levelings, proposals
    from lockstep.domain.portfolio.queries import my_programs
    from lockstep.domain.runs.queries import jobs

    program = next(row.id for row in my_programs(user) if row.kind is NodeKind.PROGRAM)
    held = [link for link in cross_links(user, program) if link.is_driving and link.successor.activity]
    held.sort(key=lambda link: link.successor.start_ticks or 0, reverse=True)
    changes = [row for row in history(user, below=program, limit=40) if row.change_count > 1]
    lists: dict[str, list[int]] = {
        "node": [program],
        "activity": [link.successor.activity for link in held if link.successor.activity],
        "baseline": [row.id for row in baselines_page(user, program, limit=1).baselines],
        "calendar": [row.id for row in calendars(user, node=program)],
        "change": _first(user, program, "change-requests"),
        "change_set": [row.id for row in changes],
        "demand": _first(user, program, "demands"),
        "gate": _first(user, program, "gates"),
        "job": [row.id for row in jobs(user, limit=5)],
        "leveling": [row.id for row in levelings(user, program)],
        "proposal": [row.id for row in proposals(user, program)],
        "resource": [row.id for row in people(user, node=program, limit=50).people],
        "run": [row.id for row in imports(user, node=program)],
    }
    return {**{name: ids[0] for name, ids in lists.items() if ids}, "code": "6"}


def _first(user: Any, program: int, register: str) -> list[int]:
    """Return the first record of a register."""
    from lockstep.domain.records.queries import ListQuery, Scope, listing

    query = ListQuery(page_size=1, sort="key")
    return [row.id for row in listing(user, register, Scope(program), query).rows]
