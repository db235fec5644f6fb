"""What is mine: my programs, what is late, what changed."""

from django.http import HttpRequest, HttpResponse

from lockstep.domain.access.policies import Standing
from lockstep.domain.access.vocabulary import NodeKind, Permission
from lockstep.domain.ledger.queries.history import history
from lockstep.domain.planning.queries import late_activities
from lockstep.domain.portfolio.queries import my_programs, tree
from lockstep.web.pages.nodes.projects import ProjectLine
from lockstep.web.record_history import entries_of
from lockstep.web.screens import screen
from lockstep.web.shell import render
from lockstep.web.words import count_words, list_words

SHOWN = 8


@screen
def home(request: HttpRequest) -> HttpResponse:
    """Show the page that a manager opens in the morning."""
    mine = [ProjectLine(row) for row in my_programs(request.user)]
    # Whoever holds a role on everything sees the whole tree as theirs.
    lines = mine or [ProjectLine(row) for row in tree(request.user) if row.kind is not NodeKind.PROJECT]
    late = sorted(
        (line for line in lines if (line.figures.slip_days or 0) > 0),
        key=lambda line: -(line.figures.slip_days or 0),
    )
    values = {
        "lines": lines,
        "late": late_activities(request.user, [line.row.id for line in lines], limit=SHOWN),
        "entries": entries_of(request.user, history(request.user, limit=SHOWN)),
        "headline": _headline(lines, late),
        "may_add": Standing.of(request.user).may(Permission.EDIT_STRUCTURE, ""),
    }
    return render(request, "web/start/home.html", values, title="Home", here="home")


def _headline(lines: list[ProjectLine], late: list[ProjectLine]) -> str:
    """Return the answer of the page as one sentence."""
    if not lines:
        return "Welcome to Lockstep."
    measured = [line for line in lines if line.figures.slip_days is not None]
    if not measured:
        return f"{count_words(len(lines), 'plan')}, none with a baseline to be held against yet."
    if not late:
        if len(lines) == len(measured):
            return "Nothing is later than its baseline."
        words = count_words(len(measured), "plan")
        return f"Nothing is later than its baseline, of {words} that {'has' if len(measured) == 1 else 'have'} one."
    names = list_words([line.row.name for line in late])
    verb = "is" if len(late) == 1 else "are"
    others, unknown = len(measured) - len(late), len(lines) - len(measured)
    rest = "; the other is not" if others == 1 else f"; the other {others} are not" if others else ""
    if unknown:
        rest += f"; {count_words(unknown, 'plan')} without a baseline to be held against"
    return f"{names} {verb} later than agreed{rest}."
