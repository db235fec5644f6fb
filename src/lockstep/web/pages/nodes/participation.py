"""Pausing, resuming, withdrawing and re-adding a node, with its consequences said before it is done."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lockstep.domain.portfolio.consequences import consequences_of
from lockstep.domain.portfolio.queries.taking_part import Step, why_not
from lockstep.domain.portfolio.vocabulary import Intent, MembershipStatus
from lockstep.foundation.findings import LockstepError
from lockstep.web.performing import carry_out, tell_refusal
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

# step -> (action, intent, verb, what is said afterwards)
STEPS = {
    "pause": ("portfolio.pause_node", Intent.PAUSE, "Pause", "{} is paused."),
    "resume": ("portfolio.resume_node", Intent.RESUME, "Resume", "{} takes part again."),
    "withdraw": ("portfolio.withdraw_node", Intent.WITHDRAW, "Withdraw", "{} is withdrawn."),
    "rejoin": ("portfolio.rejoin_node", Intent.RESUME, "Re-add", "{} takes part again."),
}
POSSIBLE = {
    MembershipStatus.ACTIVE: ("pause", "withdraw"),
    MembershipStatus.PAUSED: ("resume", "withdraw"),
    MembershipStatus.WITHDRAWN: ("rejoin",),
}


class ParticipationForm(forms.Form):
    """From when, and why."""

    from_date = forms.DateField(
        label="From",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Empty means today; a day to come is kept and done then.",
    )
    until = forms.DateField(
        label="Until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="On this day it takes part again by itself; empty means until somebody resumes it.",
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stands in the history for whoever asks later.",
    )


@screen
def participation(request: HttpRequest, node: int, step: str) -> HttpResponse:
    """Show what would follow; do it when it is sent. A step that cannot succeed leads back to the node, with words."""
    page, where = node_and_where(request.user, node)
    refusal = why_not(Step(step), page.memberships, timezone.localdate())
    if refusal:
        tell_refusal(request, f"{page.row.name}: {refusal}")
        return redirect("web:node", node)
    action, intent, verb, said = STEPS[step]
    form = ParticipationForm(request.POST or None)
    if step != "pause":
        del form.fields["until"]
    if step in {"resume", "rejoin"}:
        form.fields["reason"].required = False
    if request.method == "POST" and form.is_valid():
        arguments: dict[str, Any] = {"node": node, **form.cleaned_data}
        try:
            carry_out(request, action, arguments, said=said.format(page.row.name), reason=arguments["reason"])
            return redirect("web:node", node)
        except LockstepError as error:
            add_problem(form, error)
    return render(
        request,
        "web/nodes/participation.html",
        {
            "node": page.row,
            "form": form,
            "verb": verb,
            "consequences": consequences_of(request.user, node, intent),
            "is_hard": step in {"pause", "withdraw"},
        },
        title=f"{verb} {page.row.name}",
        where=where,
        crumbs=[Crumb(verb)],
        status=422 if form.errors else 200,
    )
