"""Risk analysis of a node: how sure its dates are, what decides them, and what it would take to be surer."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.ledger import Forbidden, perform
from lockstep.domain.outlook.queries import AnalysisPage, Criticality, analysis_page
from lockstep.domain.outlook.vocabulary import (
    FEWEST_ITERATIONS,
    MOST_ITERATIONS,
    USUAL_ITERATIONS,
    Response,
    Together,
    Unranged,
)
from lockstep.domain.planning.queries.looking import has_activities
from lockstep.domain.runs.queries import job as job_query
from lockstep.foundation.findings import LockstepError
from lockstep.web import outlook_money as money
from lockstep.web import outlook_pictures
from lockstep.web import outlook_words as words
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.next_steps import to_a_schedule
from lockstep.web.outlook_milestones import milestone_list
from lockstep.web.pages.start.jobs import JobLine
from lockstep.web.performing import carry_out, tell
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import render

COLUMNS: tuple[Column[Criticality], ...] = (
    Column("name", "Activity", lambda row: row.name),
    Column("project", "Project", lambda row: row.project_name),
    Column("criticality", "Critical in", lambda row: row.criticality, Kind.SHARE),
    Column("sensitivity", "Sensitivity", lambda row: row.sensitivity, Kind.NUMBER),
    Column("cruciality", "Cruciality", lambda row: row.cruciality, Kind.NUMBER),
    Column("planned", "As planned", lambda row: row.planned_ticks, Kind.TICKS),
    Column("p50", "P50", lambda row: row.p50_ticks, Kind.TICKS),
    Column("p80", "P80", lambda row: row.p80_ticks, Kind.TICKS),
)
FILTERS: tuple[Filter[Criticality], ...] = (
    Filter(
        "often",
        "Critical",
        lambda row: "often" if (row.criticality or 0) >= 0.5 else "at times" if row.criticality else "never",
        [("often", "in half of the cases or more"), ("at times", "in fewer"), ("never", "never")],
    ),
    Filter(
        "range",
        "Range",
        lambda row: "drawn" if row.has_range else "none",
        [("drawn", "drawn"), ("none", "none")],
    ),
    Filter("project", "Project", lambda row: row.project_name),
)


class StartForm(forms.Form):
    """How to simulate; the defaults are good."""

    unranged = forms.ChoiceField(
        label="Work without a range",
        choices=[
            (Unranged.USUAL.value, "takes 90 to 125 % of what remains"),
            (Unranged.CERTAIN.value, "takes what the plan says"),
        ],
        initial=Unranged.USUAL.value,
        help_text="The first is a usual spread, marked in the answer as nobody's judgment.",
    )
    together = forms.ChoiceField(
        label="What moves together",
        choices=[
            (Together.PROJECTS.value, "the work of each project"),
            (Together.NOTHING.value, "nothing: each activity for itself"),
        ],
        initial=Together.PROJECTS.value,
        help_text="Work of one team is fast or slow together. Without that, long plans look far too sure.",
    )
    response = forms.ChoiceField(
        label="Risks of the register",
        choices=[
            (Response.BEFORE.value, "as they stand, before their responses"),
            (Response.AFTER.value, "as they are hoped to be, after their responses"),
        ],
        initial=Response.BEFORE.value,
        required=False,
        help_text="Analyze both to see what the responses buy together.",
    )
    iterations = forms.IntegerField(
        label="Iterations",
        min_value=FEWEST_ITERATIONS,
        max_value=MOST_ITERATIONS,
        initial=USUAL_ITERATIONS,
        help_text="How many times the plan is scheduled.",
    )
    seed = forms.IntegerField(
        label="Seed",
        min_value=0,
        max_value=2**31 - 1,
        initial=1,
        help_text="Same plan, same seed, same answer.",
    )


@screen
def analysis(request: HttpRequest, node: int) -> HttpResponse:
    """Show the newest analysis, or the one that the address names; start one."""
    page, where = node_and_where(request.user, node)
    form = StartForm(request.POST if request.POST.get("step") == "start" else None)
    if request.method == "POST":
        answer = _posted(request, node, form)
        if answer is not None:
            return answer
    asked = request.GET.get("run", "")
    found = analysis_page(request.user, node, run=int(asked) if asked.isdigit() else None)
    listing = make_listing(request, found.work, COLUMNS, filters=FILTERS, default_sort="-cruciality")
    if download := export_asked(request, listing, f"{page.row.name} criticality"):
        return download
    return render(
        request,
        "web/outlook/analysis.html",
        {
            "node": page.row,
            "form": form,
            "may_start": found.may_start,
            "is_scheduled": bool(found.runs) or has_activities(request.user, node),
            "next": to_a_schedule(where),
            "listing": listing,
            "line": JobLine(job_query(request.user, found.open_run.job)) if _is_open(found) else None,
            **_in_words(found, request.GET.get("by", "")),
        },
        title="Risk analysis",
        here="risk-analysis",
        where=where,
        status=422 if form.errors else 200,
    )


@screen
@require_POST
def remove(request: HttpRequest, node: int, run: int, version: int) -> HttpResponse:
    """Set an analysis aside."""
    carry_out(
        request,
        "outlook.remove_simulation",
        {"run": run, "version": version},
        said="The analysis was set aside.",
    )
    return redirect("web:risk-analysis", node)


def _posted(request: HttpRequest, node: int, form: StartForm) -> HttpResponse | None:
    """Carry out what was sent; None where the form is to be shown again."""
    try:
        if request.POST.get("step") == "quick":
            count = perform("planning.quick_ranges", actor=request.user, arguments={"node": node})
            tell(request, f"{count.value} activities have a range now.", count.change_set_id)
            return redirect("web:risk-analysis", node)
        if form.is_valid():
            given = {name: value for name, value in form.cleaned_data.items() if value != ""}
            perform("outlook.start_simulation", actor=request.user, arguments={"node": node, **given})
            return redirect(f"{reverse('web:risk-analysis', args=[node])}#job")
    except LockstepError as error:
        if not form.is_bound or isinstance(error, Forbidden):
            raise
        add_problem(form, error)
    return None


def _cost_rows(found: AnalysisPage) -> list[tuple[str, list[str]]]:
    """Return what each project costs: as planned, P10, P50, P80."""
    if found.joint is None:
        return []
    return [
        (
            row.name,
            [
                money.money_words(minor)
                for minor in (row.planned_minor, row.p10_minor, row.p50_minor, row.p80_minor)
            ],
        )
        for row in found.joint.projects
        if row.planned_minor or row.p80_minor
    ]


def _money_pictures(found: AnalysisPage) -> dict[str, object]:
    """Return the pictures of the cost, for a screen and for a phone."""
    if not found.joint or not found.figures:
        return {}
    p80 = found.figures.p80_ticks
    unit = f", in {found.joint.currency}" if found.joint.currency else ""
    return {
        "cost_note": f"share of the simulated cases that cost no more{unit}",
        "scatter_note": f"each dot is a simulated case{unit}",
        "scatter": money.scatter_picture(found.joint, p80),
        "phone_scatter": money.scatter_picture(found.joint, p80, money.PHONE),
        "cost": money.cost_curve(found.joint),
        "phone_cost": money.cost_curve(found.joint, money.PHONE),
    }


def _is_open(found: AnalysisPage) -> bool:
    return found.open_run is not None and found.open_run.job is not None


def _in_words(found: AnalysisPage, by: str) -> dict[str, object]:
    headline, note = words.headline_of(found)
    answer, sentences, wrong = words.reaching_words(found, by)
    return {
        "page": found,
        "headline": headline,
        "note": note,
        "tiles": words.tiles_of(found),
        "picture": words.picture_of(found),
        "phone_picture": words.picture_of(found, outlook_pictures.PHONE),
        **_money_pictures(found),
        "money_tiles": money.money_tiles(found.joint) if found.joint else (),
        "cost_rows": _cost_rows(found),
        "table": words.table_of(found.figures) if found.figures else [],
        "drivers": words.driver_lines(found),
        "shared": words.shared_words(found),
        "small": words.small_words(found),
        "reaching": answer,
        "reaching_sentences": sentences,
        "reaching_wrong": wrong,
        "by": by,
        "sources": words.source_words(found) if found.sources else [],
        "bias": words.bias_words(found),
        "set_up": words.set_up_words(found.run) if found.run else "",
        "compared": words.compared(found),
        "milestones": milestone_list(found),
        "empty": words.empty_words(),
    }
