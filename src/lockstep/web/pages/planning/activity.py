"""One activity: its fields, its links, why it has its dates, and who changed it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.ledger import Edit
from lockstep.domain.ledger.queries.history import history
from lockstep.domain.planning.actions.edits import apply_edits
from lockstep.domain.planning.queries.activity_record import ActivityRecord, activity_record
from lockstep.domain.planning.queries.explaining import explain_activity
from lockstep.domain.planning.vocabulary import MasteredOutside
from lockstep.foundation.findings import LockstepError
from lockstep.web.activity_words import facts_of, link_lines, tiles_of
from lockstep.web.figures import figures_of
from lockstep.web.history_words import entry_of
from lockstep.web.pages.planning.activity_form import OWN, edits_of, form_of
from lockstep.web.pages.planning.explain import why_of
from lockstep.web.pages.records.tracing import chain_up
from lockstep.web.performing import carry_out, tell
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

ACTIVITY = "planning.activity"


@screen
def activity(request: HttpRequest, activity: int) -> HttpResponse:
    """Show an activity; save its fields."""
    record = activity_record(request.user, activity)
    page, where = node_and_where(request.user, record.project)
    form = form_of(request, record) if record.may_edit else None
    if request.method == "POST" and form is not None and form.is_valid():
        edits = edits_of(record, form, int(request.POST.get("version") or record.version))
        try:
            return _save(request, record, edits)
        except LockstepError as error:
            add_problem(form, error)
    changes = history(request.user, record=("planning.activity", record.id), limit=12)
    return render(
        request,
        "web/planning/activity.html",
        {
            "activity": record,
            "project_name": page.row.name,
            "is_outside": figures_of(page.row).mastered == "outside",
            "form": form,
            "tiles": tiles_of(record),
            "before": link_lines(record.predecessors, record, "predecessor"),
            "after": link_lines(record.successors, record, "successor"),
            "facts": facts_of(record),
            "is_work": True,
            "chain": chain_up(request.user, ACTIVITY, record.id),
            "trace_address": reverse("web:trace", args=[ACTIVITY, record.id]),
            "why": why_of(explain_activity(request.user, activity)),
            "entries": [entry_of(change) for change in changes],
        },
        title=record.name,
        here="schedule",
        where=where,
        crumbs=[Crumb("Schedule", reverse("web:schedule", args=[record.project])), Crumb(record.name)],
        status=422 if form is not None and form.errors else 200,
    )


def _save(request: HttpRequest, record: ActivityRecord, edits: list[Edit]) -> HttpResponse:
    """Carry the edits out; where the plan is mastered outside, propose what is its source's."""
    try:
        if edits:
            applied = apply_edits(request.user, record.project, edits)
            tell(request, f"Saved. {applied.impact.sentence}", applied.outcome.change_set_id)
    except MasteredOutside:
        own = [edit for edit in edits if edit.action == OWN]
        proposed = [{"action": e.action, "arguments": dict(e.arguments)} for e in edits if e.action != OWN]
        if own:
            apply_edits(request.user, record.project, own)
        arguments = {"project": record.project, "edits": proposed}
        made = carry_out(request, "planning.propose_edit", arguments, said="Proposed to the plan's manager.")
        return redirect("web:proposal", made.value.pk)
    return redirect("web:activity", record.id)
