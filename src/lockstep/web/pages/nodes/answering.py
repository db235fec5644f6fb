"""Who answers for a node, with dates; handing over; and the review of what has no end."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lockstep.domain.access.queries.accounts import accounts
from lockstep.domain.portfolio.queries import Answering, answering_for
from lockstep.domain.portfolio.vocabulary import Office
from lockstep.foundation.findings import LockstepError
from lockstep.web.performing import carry_out
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
OFFICE_WORDS = {
    Office.MANAGER: "Manager",
    Office.SPONSOR: "Sponsor",
    Office.ORGANIZATION: "Organization",
}


class HandOverForm(forms.Form):
    """One office in other hands."""

    office = forms.ChoiceField(
        label="Office", choices=[(office.value, words) for office, words in OFFICE_WORDS.items()]
    )
    holder = forms.TypedChoiceField(
        label="Manager from then on",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Only for the manager.",
    )
    name = forms.CharField(
        label="Sponsor or organization from then on",
        required=False,
        max_length=200,
        help_text="Only for these two.",
    )
    from_date = forms.DateField(
        label="From", widget=DATE, help_text="The first day on which the new one answers for it."
    )
    reason = forms.CharField(label="Why", required=False, help_text="Stands in the history.")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(row.id, row.name or row.email) for row in accounts(user, limit=500) if row.is_active]
        self.fields["holder"].choices = [("", "nobody"), *people]


class ReviewForm(forms.Form):
    """A look at whether it goes on."""

    note = forms.CharField(
        label="What came of it",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Goes on, changes, or ends; and why.",
    )


class CycleForm(forms.Form):
    """After how many days it is looked at again."""

    review_days = forms.IntegerField(
        label="Looked at again every",
        required=False,
        min_value=1,
        max_value=3_660,
        help_text="Days; empty for never.",
    )


@screen
def answering(request: HttpRequest, node: int) -> HttpResponse:
    """Show who answers for a node; hand over, review, set the cycle."""
    page, where = node_and_where(request.user, node)
    known = answering_for(request.user, node)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    forms_ = {
        "hand_over": HandOverForm(request.POST if step == "hand_over" else None, user=request.user),
        "review": ReviewForm(request.POST if step == "review" else None),
        "cycle": CycleForm(
            request.POST if step == "cycle" else None, initial={"review_days": known.review_days}
        ),
    }
    if step in forms_ and forms_[step].is_valid():
        try:
            _carry_out(request, known, step, forms_[step].cleaned_data)
            return redirect(request.path)
        except LockstepError as error:
            add_problem(forms_[step], error)
    return render(
        request,
        "web/nodes/answering.html",
        {
            "node": page.row,
            "known": known,
            "office_words": OFFICE_WORDS,
            "forms": forms_,
            "tenures": [(row, OFFICE_WORDS[row.office]) for row in known.tenures],
        },
        title="Who answers for it",
        here="node",
        where=where,
        crumbs=[Crumb("Who answers for it")],
    )


def _carry_out(request: HttpRequest, known: Answering, step: str, given: dict[str, Any]) -> None:
    base = {"node": known.node, "version": known.version}
    if step == "hand_over":
        reason = given.pop("reason")
        given["from_date"] = given["from_date"].isoformat()
        words = "Handed over; who had it before stands below."
        carry_out(request, "portfolio.hand_over", {**base, **given}, said=words, reason=reason)
    elif step == "review":
        carry_out(request, "portfolio.note_review", {**base, **given}, said="The review is noted.")
    else:
        carry_out(request, "portfolio.set_review_cycle", {**base, **given}, said="The cycle is set.")
