"""What was agreed: the baselines of a node, and the variance against one of them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.planning.queries import BaselinesPage, BaselineSummary, VarianceRow, baselines_page
from lockstep.domain.planning.queries.looking import has_activities
from lockstep.domain.portfolio.queries import tree
from lockstep.foundation.findings import LockstepError
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.next_steps import to_a_schedule
from lockstep.web.performing import carry_out
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words

LIST_COLUMNS: tuple[Column[BaselineSummary], ...] = (
    Column("name", "Name", lambda row: row.name),
    Column("state", "State", lambda row: row.state.value),
    Column("at", "Kept on", lambda row: row.captured_at, Kind.DATE),
    Column("node", "Of", lambda row: row.node_name),
)
STEPS = {
    "approve": ("planning.approve_baseline", "“{}” is what is agreed now."),
    "remove": ("planning.remove_baseline", "“{}” was set aside."),
}
MOST_ROWS = 20_000


class CaptureForm(forms.Form):
    """A new baseline."""

    name = forms.CharField(label="Name", max_length=250, help_text="Such as: agreed in February.")


class VarianceLine:
    """An activity against the baseline, with the name of its project."""

    def __init__(self, row: VarianceRow, project_name: str) -> None:
        self.row = row
        self.project_name = project_name


VARIANCE_COLUMNS: tuple[Column[VarianceLine], ...] = (
    Column("name", "Activity", lambda line: line.row.name),
    Column("project", "Project", lambda line: line.project_name),
    Column("base_finish", "Baseline finish", lambda line: line.row.base_finish_ticks, Kind.TICKS),
    Column("finish", "Finish now", lambda line: line.row.finish_ticks, Kind.TICKS),
    Column("finish_days", "Finish slip", lambda line: line.row.finish_days, Kind.NUMBER),
    Column("start_days", "Start slip", lambda line: line.row.start_days, Kind.NUMBER),
)
VARIANCE_FILTERS: tuple[Filter[VarianceLine], ...] = (
    Filter(
        "slip",
        "Slip",
        lambda line: _side(line.row),
        [("later", "later"), ("same", "as agreed"), ("earlier", "earlier")],
    ),
    Filter("kind", "Kind", lambda line: line.row.kind),
    Filter("project", "Project", lambda line: line.project_name),
)


@screen
def baselines(request: HttpRequest, node: int) -> HttpResponse:
    """Show the baselines; keep the dates of now as one."""
    page, where = node_and_where(request.user, node)
    form = CaptureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            arguments = {"node": node, "name": form.cleaned_data["name"]}
            carry_out(request, "planning.capture_baseline", arguments, said="The dates of now are kept.")
            return redirect("web:baselines", node)
        except LockstepError as error:
            add_problem(form, error)
    found = baselines_page(request.user, node, limit=1)
    listing = make_listing(request, found.baselines, LIST_COLUMNS)
    if download := export_asked(request, listing, f"{page.row.name} baselines"):
        return download
    return render(
        request,
        "web/planning/baselines.html",
        {
            "node": page.row,
            "listing": listing,
            "form": form,
            "may_edit": found.may_edit,
            "is_scheduled": bool(found.baselines) or has_activities(request.user, node),
            "next": to_a_schedule(where),
            "headline": _list_headline(page.row.name, found),
        },
        title="Baselines",
        here="baselines",
        where=where,
        status=422 if form.errors else 200,
    )


@screen
def baseline(request: HttpRequest, node: int, baseline: int) -> HttpResponse:
    """Show every activity against one baseline."""
    page, where = node_and_where(request.user, node)
    found = baselines_page(request.user, node, baseline=baseline, limit=MOST_ROWS)
    chosen = next(row for row in found.baselines if row.id == baseline)
    names = {row.id: row.name for row in tree(request.user, below=node)}
    lines = [VarianceLine(row, names.get(row.project, "")) for row in found.rows]
    listing = make_listing(
        request, lines, VARIANCE_COLUMNS, filters=VARIANCE_FILTERS, default_sort="-finish_days"
    )
    if download := export_asked(request, listing, f"{page.row.name} against {chosen.name}"):
        return download
    return render(
        request,
        "web/planning/baseline.html",
        {
            "node": page.row,
            "baseline": chosen,
            "found": found,
            "listing": listing,
            "headline": _headline(found),
            "others": [row for row in found.baselines if row.id != baseline],
        },
        title=chosen.name,
        here="baselines",
        where=where,
        crumbs=[Crumb("Baselines", reverse("web:baselines", args=[node])), Crumb(chosen.name)],
    )


@screen
@require_POST
def step(request: HttpRequest, node: int, baseline: int, version: int, step: str) -> HttpResponse:
    """Approve a baseline, or set it aside."""
    action, said = STEPS[step]
    name = next(
        row.name for row in baselines_page(request.user, node, limit=1).baselines if row.id == baseline
    )
    carry_out(request, action, {"baseline": baseline, "version": version}, said=said.format(name))
    return redirect("web:baselines", node)


def _side(row: VarianceRow) -> str:
    days = round(row.finish_days or 0, 1)
    return "later" if days > 0 else "earlier" if days < 0 else "same"


def _list_headline(name: str, found: BaselinesPage) -> str:
    if not found.baselines:
        return f"{name} has no baseline yet"
    if not found.slipped:
        return f"Nothing of {name} is later than “{found.baselines[0].name}”"
    slipped = count_words(found.slipped, "activity")
    return (
        f"{slipped} of {name} {'is' if found.slipped == 1 else 'are'} later than “{found.baselines[0].name}”"
    )


def _headline(found: BaselinesPage) -> str:
    parts = [
        f"{count_words(found.slipped, 'activity')} {'finishes' if found.slipped == 1 else 'finish'} later"
    ]
    if found.not_in_baseline:
        parts.append(f"{count_words(found.not_in_baseline, 'activity')} came since")
    if found.only_in_baseline:
        parts.append(f"{count_words(found.only_in_baseline, 'activity')} went")
    return ", ".join(parts) + "."
