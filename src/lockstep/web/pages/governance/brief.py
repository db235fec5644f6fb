"""The brief of one decision, on a sheet of paper."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from lockstep.domain.records.queries import detail
from lockstep.web.pages.governance.matrices import weighed
from lockstep.web.pages.records.places import capital, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

LONG = (
    ("Question", "question"),
    ("Background", "background"),
    ("Recommendation", "recommendation"),
    ("Decided", "outcome"),
    ("Dissent", "dissent"),
)
SHORT = (
    ("Recommended", "recommended"),
    ("Forum", "forum"),
    ("Decider", "decider"),
    ("Decide by", "due_on"),
    ("Prepared by", "owner"),
    ("Chosen", "chosen"),
    ("Decided on", "decided_on"),
    ("Look back on", "review_on"),
)


@screen
def brief(request: HttpRequest, decision: int) -> HttpResponse:
    """Show what whoever decides needs, in the order in which it is read, ready to be printed."""
    record = detail(request.user, "decisions", decision)
    row = record.row
    found, where = register_at(request.user, row.node_id, "decisions")
    values = {
        "register": found,
        "row": row,
        "texts": [(label, row.words.get(name, "")) for label, name in LONG if row.words.get(name)],
        "facts": [(label, row.words.get(name, "")) for label, name in SHORT if row.words.get(name)],
        "item": weighed(row),
        "links": record.links,
        "at": timezone.now(),
    }
    return render(
        request,
        "web/governance/brief.html",
        values,
        title=f"Brief of {row.key}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[row.node_id, found.name])),
            Crumb(row.key, reverse("web:record", args=[found.name, row.id])),
            Crumb("Brief"),
        ],
    )
