"""The first page of a portfolio, program or project: the answer, then where it comes from."""

from django.http import HttpRequest, HttpResponse

from lockstep.domain.access.vocabulary import NodeKind, Permission
from lockstep.domain.ledger.queries.history import history
from lockstep.domain.planning.queries.summary import node_summary
from lockstep.domain.portfolio.queries import children
from lockstep.domain.portfolio.vocabulary import MembershipStatus
from lockstep.web.answer import answer_of
from lockstep.web.figures import figures_of
from lockstep.web.next_steps import BELONGS_WORDS, to_a_schedule, to_belongings
from lockstep.web.pages.nodes.participation import POSSIBLE, STEPS
from lockstep.web.pages.nodes.projects import ProjectLine
from lockstep.web.places import node_and_where
from lockstep.web.record_history import entries_of
from lockstep.web.screens import screen
from lockstep.web.shell import render


@screen
def overview(request: HttpRequest, node: int) -> HttpResponse:
    """Show where a node stands."""
    page, where = node_and_where(request.user, node)
    row = page.row
    may_edit = Permission.EDIT_STRUCTURE in page.permissions
    steps = POSSIBLE[MembershipStatus(row.status)] if may_edit and row.parent_id is not None else ()
    return render(
        request,
        "web/nodes/overview.html",
        {
            "page": page,
            "node": row,
            "answer": answer_of(node_summary(request.user, node)),
            "figures": figures_of(row),
            "lines": [ProjectLine(child) for child in children(request.user, node)],
            "entries": entries_of(request.user, history(request.user, below=node, limit=6)),
            "steps": [(step, STEPS[step][2]) for step in steps],
            "may_edit": may_edit,
            "may_edit_details": Permission.EDIT_DETAILS in page.permissions,
            "next": to_a_schedule(where),
            "may_agree": Permission.SET_BASELINES in page.permissions,
            "belongs": to_belongings(where),
            "belongs_words": BELONGS_WORDS[row.kind],
            "is_project": row.kind is NodeKind.PROJECT,
        },
        title="Overview",
        here="node",
        where=where,
    )
