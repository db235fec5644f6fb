"""People of one name in several plans: see how they differ, try what moves, make them one."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.ledger import Edit, perform_edits
from lockstep.domain.planning.queries import Namesakes, impact_of_saving, namesakes
from lockstep.foundation.findings import LockstepError
from lockstep.web.performing import tell
from lockstep.web.places import node_and_where
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words, list_words


@dataclass(frozen=True, slots=True)
class Line:
    """One name: the key of its fields, whether it is ticked, and which of them is kept."""

    found: Namesakes
    key: str
    is_ticked: bool
    kept: int
    differs: str


@screen
def several(request: HttpRequest, node: int) -> HttpResponse:
    """List the names; try or carry out what is ticked."""
    page, where = node_and_where(request.user, node)
    found = namesakes(request.user, node)
    impact, problem = None, ""
    if request.method == "POST":
        edits = _edits(request.POST)
        try:
            if not edits:
                problem = "Tick at least one name."
            elif request.POST.get("do") == "try":
                impact = impact_of_saving(request.user, node, edits)
            else:
                outcome = perform_edits(edits, actor=request.user)
                names = count_words(len(edits), "name")
                tell(request, f"{names} made one each.", outcome.change_set_id)
                return redirect("web:people", node)
        except LockstepError as error:
            problem = f"{error.place}: {error.sentence}"
    values = {
        "node": page.row,
        "lines": [_line(one, request.POST if request.method == "POST" else None) for one in found],
        "impact": impact,
        "problem": problem,
        "may_join": any(one.may_join and not one.waits_for_role for one in found),
    }
    return render(
        request,
        "web/people/namesakes.html",
        values,
        title="One name in several plans",
        here="people",
        where=where,
        crumbs=[Crumb("People", reverse("web:people", args=[node])), Crumb("One name in several plans")],
        status=422 if problem else 200,
    )


def _line(found: Namesakes, posted: QueryDict | None) -> Line:
    key = str(found.members[0].person.id)
    is_open = found.may_join and not found.waits_for_role
    chosen = posted.get(f"keep-{key}", "") if posted is not None else ""
    return Line(
        found,
        key,
        is_ticked=is_open and (posted is None or key in posted.getlist("join")),
        kept=int(chosen) if chosen.isdigit() else found.members[0].person.id,
        differs=list_words(found.differences),
    )


def _edits(posted: QueryDict) -> list[Edit]:
    """Return what was ticked, as it was seen: with the versions of then."""
    edits = []
    for key in posted.getlist("join"):
        members = dict(item.split(":", 1) for item in posted.getlist(f"member-{key}") if ":" in item)
        kept = posted.get(f"keep-{key}", key)
        if kept not in members:
            continue
        others = [
            {"resource": int(one), "version": int(version)} for one, version in members.items() if one != kept
        ]
        arguments: dict[str, Any] = {
            "resource": int(kept),
            "version": int(members[kept]),
            "others": others,
            "node": int(posted.get(f"node-{key}", "0")),
        }
        edits.append(Edit("planning.join_resources", arguments))
    return edits
