"""Adding a node, and changing what is said about it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lockstep.domain.access.queries.accounts import accounts
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.ledger import Edit, perform_edits
from lockstep.domain.portfolio.queries import NodePage
from lockstep.domain.portfolio.vocabulary import PARENT_KINDS
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.offering import take_ticked
from lockstep.web.performing import carry_out, tell
from lockstep.web.places import node_and_where, where_of
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NodeForm(forms.Form):
    """What is said about a portfolio, a program or a project."""

    kind = forms.ChoiceField(label="Kind", help_text="A program holds projects and subsidiary programs.")
    name = forms.CharField(label="Name", max_length=250, help_text="As people say it.")
    code = forms.CharField(
        label="Code",
        max_length=40,
        required=False,
        help_text="A short mark that is unique for you, such as NC.",
    )
    manager = forms.TypedChoiceField(
        label="Manager", required=False, coerce=int, empty_value=None, help_text="Who answers for it."
    )
    sponsor = forms.CharField(
        label="Sponsor", max_length=200, required=False, help_text="Who pays for it and wants its result."
    )
    target_start = forms.DateField(
        label="Wanted start", required=False, widget=DATE, help_text="What was asked for."
    )
    target_finish = forms.DateField(
        label="Wanted finish",
        required=False,
        widget=DATE,
        help_text="The computed finish is compared with it.",
    )
    description = forms.CharField(
        label="Description",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What it is for, in a few sentences.",
    )

    def __init__(self, *args: Any, user: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, kind) for kind in kinds]
        people = [(row.id, row.name or row.email) for row in accounts(user, limit=500) if row.is_active]
        self.fields["manager"].choices = [("", "nobody yet"), *people]


def kinds_below(parent: NodeKind | None) -> list[str]:
    """Return the kinds of node that may lie below one, the most usual first."""
    order = (NodeKind.PROJECT, NodeKind.PROGRAM, NodeKind.PORTFOLIO)
    if parent is NodeKind.PORTFOLIO:
        order = (NodeKind.PROGRAM, NodeKind.PROJECT, NodeKind.PORTFOLIO)
    return [kind.value for kind in order if parent in PARENT_KINDS[kind]]


@screen
def add_root(request: HttpRequest) -> HttpResponse:
    """Add a portfolio at the top."""
    form = NodeForm(request.POST or None, user=request.user, kinds=kinds_below(None))
    if request.method == "POST" and form.is_valid() and (made := _add(request, form, None)):
        return redirect("web:node", made)
    return _page(request, form, "Add a portfolio", None)


@screen
def add(request: HttpRequest, node: int) -> HttpResponse:
    """Add a node below another."""
    page, _ = node_and_where(request.user, node)
    form = NodeForm(request.POST or None, user=request.user, kinds=kinds_below(page.row.kind))
    if request.method == "POST" and form.is_valid() and (made := _add(request, form, node)):
        return redirect("web:node", made)
    return _page(request, form, f"Add to {page.row.name}", page)


@screen
def edit(request: HttpRequest, node: int) -> HttpResponse:
    """Change name and details of a node; a value that someone else saved meanwhile is never overwritten."""
    page, _ = node_and_where(request.user, node)
    row = page.row
    initial = {
        "kind": row.kind.value,
        "name": row.name,
        "code": row.code,
        "manager": row.manager_id,
        "sponsor": page.sponsor,
        "target_start": row.target_start,
        "target_finish": row.target_finish,
        "description": page.description,
    }
    form = NodeForm(request.POST or None, initial=initial, user=request.user, kinds=[row.kind.value])
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, page, form.cleaned_data)
            return redirect("web:node", node)
        except LockstepError as error:
            add_problem(form, error)
    return _page(request, form, f"Details of {row.name}", page)


def _add(request: HttpRequest, form: NodeForm, parent: int | None) -> int | None:
    given = form.cleaned_data
    try:
        outcome = carry_out(
            request, "portfolio.add_node", {**given, "parent": parent}, said=f"{given['name']} was added."
        )
    except LockstepError as error:
        add_problem(form, error)
        return None
    take_ticked(request, "access.node", outcome.value.pk)
    return outcome.value.pk


def _save(request: HttpRequest, page: NodePage, given: dict[str, Any]) -> None:
    """Send name and details as one change set, each with the version that the person read."""
    row = page.row
    version = int(request.POST.get("version") or row.version)
    details_version = int(request.POST.get("details_version") or row.details_version)
    edits = []
    if given["name"] != row.name or version != row.version:
        edits.append(
            Edit("portfolio.rename_node", {"node": row.id, "version": version, "name": given["name"]})
        )
    changes = {
        "code": given["code"],
        "manager_id": given["manager"],
        "sponsor": given["sponsor"],
        "description": given["description"],
        "target_start": given["target_start"],
        "target_finish": given["target_finish"],
    }
    edits.append(
        Edit("portfolio.change_details", {"node": row.id, "version": details_version, "changes": changes})
    )
    outcome = perform_edits(edits, actor=request.user)
    tell(request, "Saved.", outcome.change_set_id)


def _page(request: HttpRequest, form: NodeForm, title: str, page: NodePage | None) -> HttpResponse:
    where = where_of(page) if page else None
    return render(
        request,
        "web/nodes/editing.html",
        {"form": form, "node": page.row if page else None},
        title=title,
        here="",
        where=where,
        crumbs=[Crumb(title)],
        status=422 if form.errors else 200,
    )
