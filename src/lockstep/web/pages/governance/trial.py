"""The trial of a change request: put its edits together, see what they do, move the baseline after approval."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.governance.queries.trials import TrialPage, trial_page
from lockstep.domain.ledger import InvalidInput
from lockstep.domain.planning.queries.activity_record import activity_record
from lockstep.domain.planning.queries.proposals import proposals
from lockstep.domain.planning.vocabulary import ProposalState
from lockstep.domain.records.queries import record_choices
from lockstep.foundation.findings import LockstepError
from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, day_number
from lockstep.web.durations import parse_duration
from lockstep.web.pages.records.places import capital, register_at
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import day_words

FOUND = 20
START_HOUR = 8
ACTIVITY = "planning.activity"
STATES = {"agrees": "good", "conditional": "warn", "objects": "bad", "asked": "busy", "lifted": "none"}
WAYS = (
    ("longer", "Takes longer by"),
    ("shorter", "Takes less by"),
    ("not_before", "Starts not before"),
    ("remove", "Is removed"),
    ("add_after", "Is followed by new work of"),
)


@screen
def trial(request: HttpRequest, change: int) -> HttpResponse:
    """Show the trial of a request; add to it, take from it, compute it again."""
    page = trial_page(request.user, change)
    problem = ""
    if request.method == "POST":
        try:
            _carry_out(request, page)
            return redirect("web:change-trial", change)
        except LockstepError as error:
            problem = error.sentence
    found, where = register_at(request.user, page.node, "change-requests")
    words = request.GET.get("q", "").strip()
    activities = record_choices(request.user, words, record_type=ACTIVITY, node=page.node) if words else ()
    open_ones = (ProposalState.OPEN, ProposalState.SENT)
    values = {
        "page": page,
        "register": found,
        "state": found.states_by_name[page.state],
        "rows": [_in_words(row) for row in (page.trial.rows if page.trial else [])],
        "answers": [(answer, STATES.get(answer.state, "none")) for answer in page.answers],
        "words": words,
        "activities": activities[:FOUND],
        "ways": WAYS,
        "proposals": [
            row
            for row in proposals(request.user, page.node, limit=FOUND)
            if page.may_edit and row.state in open_ones
        ],
        "problem": problem,
    }
    return render(
        request,
        "web/governance/trial.html",
        values,
        title=f"Trial of {page.key}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[page.node, found.name])),
            Crumb(page.key, reverse("web:record", args=[found.name, page.request])),
            Crumb("Trial"),
        ],
        status=422 if problem else 200,
    )


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    """Return a line of the trial with its moments as days."""
    return {**row, "now": _moment_words(row["now"]), "proposed": _moment_words(row["proposed"])}


def _moment_words(value: Any) -> str:
    text = "" if value is None else str(value)
    try:
        return day_words(datetime.fromisoformat(text))
    except ValueError:
        return text or "nothing"


def _carry_out(request: HttpRequest, page: TrialPage) -> None:
    base: dict[str, Any] = {"request": page.request, "version": page.version}
    match request.POST.get("do", ""):
        case "add":
            edit = _edit(request)
            carry_out(request, "governance.attach_trial", {**base, "edits": [edit]}, said="Tried.")
        case "proposal":
            arguments = {**base, "proposal": int(request.POST["proposal"])}
            carry_out(request, "governance.attach_trial", arguments, said="The proposal is part of it now.")
        case "remove":
            arguments = {**base, "edit": int(request.POST["edit"])}
            carry_out(request, "governance.detach_trial", arguments, said="Taken out of the trial.")
        case "compute":
            carry_out(request, "governance.compute_trial", base, said="Computed at the newest plan.")
        case "baseline":
            arguments = {"request": page.request, "name": request.POST.get("name", "")}
            carry_out(
                request, "governance.rebaseline", arguments, said="The baseline is captured and approved."
            )
        case _:
            raise InvalidInput("trial", "Choose what is to be done.")


def _edit(request: HttpRequest) -> dict[str, Any]:
    """Return the edit that the form asks for."""
    chosen = request.POST.get("activity", "")
    if not chosen.isdigit():
        raise InvalidInput("activity", "Look for an activity and choose it first.")
    activity = activity_record(request.user, int(chosen))
    base: dict[str, Any] = {"activity": activity.id, "version": activity.version}
    way, amount = request.POST.get("way", ""), request.POST.get("amount", "").strip()
    if way == "remove":
        return {"action": "planning.remove_activity", "arguments": base}
    if way == "not_before":
        start = day_number(_day(amount)) * TICKS_PER_DAY + START_HOUR * TICKS_PER_HOUR
        return {"action": "planning.move_activity", "arguments": {**base, "start_ticks": start}}
    ticks = _ticks(amount)
    if way == "add_after":
        name = request.POST.get("name", "").strip()
        if not name:
            raise InvalidInput("name", "Give the new work a name.")
        arguments = {
            "project": activity.project,
            "after": activity.id,
            "name": name,
            "duration_ticks": ticks,
        }
        return {"action": "planning.add_activity", "arguments": arguments}
    duration = activity.duration_ticks + (ticks if way == "longer" else -ticks)
    if duration < 0:
        raise InvalidInput("amount", "It would take less than nothing; take away less, or remove it.")
    return {
        "action": "planning.change_activity",
        "arguments": {**base, "changes": {"duration_ticks": duration}},
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput("amount", f"“{text}” is no day; type it as 2027-03-08.") from None


def _ticks(text: str) -> int:
    try:
        return parse_duration(text)
    except ValueError as error:
        raise InvalidInput("amount", str(error)) from None
