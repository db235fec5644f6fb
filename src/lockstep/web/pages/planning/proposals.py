"""Edits proposed to the managers of plans that are mastered outside, and what became of them."""

import re
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.planning.actions.proposals import proposal_csv
from lockstep.domain.planning.queries import ProposalRow
from lockstep.domain.planning.queries import proposal as proposal_query
from lockstep.domain.planning.queries import proposals as proposals_query
from lockstep.domain.planning.vocabulary import ProposalState
from lockstep.web.exports import as_download, export_asked
from lockstep.web.history_words import field_words
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.performing import carry_out
from lockstep.web.places import node_and_where
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words, moment_words, number_words

COLUMNS: tuple[Column[ProposalRow], ...] = (
    Column("number", "Number", lambda row: row.id, Kind.NUMBER),
    Column("sentence", "What it would do", lambda row: row.sentence),
    Column("project", "Project", lambda row: row.project_name),
    Column("author", "By", lambda row: row.author),
    Column("state", "State", lambda row: row.state.value),
)
FILTERS: tuple[Filter[ProposalRow], ...] = (
    Filter("state", "State", lambda row: row.state.value, [(s.value, s.value) for s in ProposalState]),
    Filter("project", "Project", lambda row: row.project_name),
)
# What may follow a state.
FOLLOWING = {
    ProposalState.OPEN: (ProposalState.SENT, ProposalState.WITHDRAWN),
    ProposalState.SENT: (ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.WITHDRAWN),
}
VERBS = {
    ProposalState.SENT: "Mark as sent",
    ProposalState.ACCEPTED: "Mark as accepted",
    ProposalState.DECLINED: "Mark as declined",
    ProposalState.WITHDRAWN: "Withdraw",
}


@screen
def proposals(request: HttpRequest, node: int) -> HttpResponse:
    """Show the proposals of a node, the newest first."""
    page, where = node_and_where(request.user, node)
    rows = proposals_query(request.user, node)
    listing = make_listing(request, rows, COLUMNS, filters=FILTERS)
    if download := export_asked(request, listing, f"{page.row.name} proposals"):
        return download
    waiting = sum(row.state in FOLLOWING for row in rows)
    headline = f"{count_words(waiting, 'proposal')} {'waits' if waiting == 1 else 'wait'} for an answer"
    return render(
        request,
        "web/planning/proposals.html",
        {
            "node": page.row,
            "listing": listing,
            "headline": headline if waiting else "No proposal waits for an answer",
        },
        title="Proposals",
        here="proposals",
        where=where,
    )


@screen
def proposal(request: HttpRequest, proposal: int) -> HttpResponse:
    """Show one proposal field by field; export it for the plan's manager."""
    row = proposal_query(request.user, proposal)
    if request.GET.get("export") == "csv":
        body = ("\ufeff" + proposal_csv(list(row.rows))).encode()
        return as_download(body, "text/csv; charset=utf-8", f"{row.project_name} proposal {row.id}.csv")
    page, where = node_and_where(request.user, row.project)
    may_decide = Permission.COMMENT in page.permissions
    return render(
        request,
        "web/planning/proposal.html",
        {
            "proposal": row,
            "rows": [_in_words(item) for item in row.rows if _is_understood(item)],
            "steps": [(state.value, VERBS[state]) for state in FOLLOWING.get(row.state, ())]
            if may_decide
            else [],
        },
        title=f"Proposal {row.id}",
        here="proposals",
        where=where,
        crumbs=[
            Crumb("Proposals", reverse("web:proposals", args=[row.project])),
            Crumb(f"Proposal {row.id}"),
        ],
    )


@screen
@require_POST
def decide(request: HttpRequest, proposal: int, version: int, state: str) -> HttpResponse:
    """Note what became of a proposal."""
    arguments = {"proposal": proposal, "version": version, "state": state}
    carry_out(request, "planning.decide_proposal", arguments, said=f"The proposal is {state} now.")
    return redirect("web:proposal", proposal)


# What older proposals hold beside what was asked: columns that only follow from others.
_CONSEQUENCES = {"remaining_ticks", "work_ticks", "remaining_work_ticks", "position"}
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def _is_understood(item: dict[str, Any]) -> bool:
    return item["field"] not in _CONSEQUENCES and not str(item["name"]).startswith("assignment of resource")


def _in_words(item: dict[str, Any]) -> dict[str, Any]:
    return {
        **item,
        "words": field_words(item["field"]),
        "now": _value_words(item["now"]),
        "proposed": _value_words(item["proposed"]),
    }


def _value_words(value: Any) -> str:
    """Return a value of a proposal as the pages say it: a date with its time, hours of older ones in days."""
    text = "" if value is None else str(value)
    if _ISO.fullmatch(text):
        return moment_words(datetime.fromisoformat(text))
    if text.endswith(" h"):
        return f"{number_words(float(text[:-2]) / 8)} d"
    return text or "nothing"
