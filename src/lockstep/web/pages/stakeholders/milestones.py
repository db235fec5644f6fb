"""Milestones and whom they affect: messages that are proposed around them, and how their forecasts moved."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.planning.queries.milestones import milestone_days, milestone_stands
from lockstep.domain.stakeholders.queries import affecting_milestones
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.pages.stakeholders.trend_picture import trend_picture, trend_rows
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import count_words

REGISTER = "communication-plan"
MOST_IN_TREND = 10


@screen
def messages(request: HttpRequest, node: int) -> HttpResponse:
    """Show what is proposed and planned around milestones; plan it or dismiss it."""
    register_at(request.user, node, REGISTER)
    if request.method == "POST":
        return _carried_out(request, node)
    found = affecting_milestones(request.user, node)
    everything = [item for milestone in found for item in milestone.messages]
    more = {
        "milestones": found,
        "proposed": sum(item.plan is None for item in everything),
        "moved": sum(item.is_off for item in everything),
        "others": [] if found else milestone_days(request.user, node)[:20],
    }
    return _show(request, node, "milestones", more)


def _carried_out(request: HttpRequest, node: int) -> HttpResponse:
    what = request.POST.get("what", "plan")
    if what == "all":
        keys = [
            {"activity": item.activity, "stakeholder": item.stakeholder, "around": item.around.value}
            for milestone in affecting_milestones(request.user, node)
            for item in milestone.messages
            if item.plan is None or item.is_off
        ]
    else:
        keys = [_key(value) for value in request.POST.getlist("message")]
    verb = "dismiss" if what == "dismiss" else "plan"
    said = "dismissed" if verb == "dismiss" else "planned"
    carry_out(
        request,
        f"stakeholders.{verb}_milestone_messages",
        {"node": node, "messages": keys},
        said=f"{count_words(len(keys), 'message')} {said}.",
    )
    return redirect(request.path)


def _key(value: str) -> dict[str, Any]:
    activity, stakeholder, around = value.split("-", 2)
    return {"activity": int(activity), "stakeholder": int(stakeholder), "around": around}


@screen
def trend(request: HttpRequest, node: int) -> HttpResponse:
    """Show when milestones were expected at each status: lines that rise have slipped."""
    register_at(request.user, node, REGISTER)
    days = milestone_days(request.user, node)
    concerning = {item.activity for item in affecting_milestones(request.user, node)}
    asked = {int(value) for value in request.GET.getlist("m") if value.isdigit()}
    open_ones = [day for day in days if not day.is_reached]
    chosen = [day for day in days if day.activity in asked] if asked else []
    if not chosen:
        first = [day for day in open_ones if day.activity in concerning]
        chosen = [*first, *(day for day in open_ones if day not in first)]
    kept = sorted(chosen[:MOST_IN_TREND], key=lambda day: (day.on, day.activity))
    stands = milestone_stands(request.user, node, [day.activity for day in kept]) if kept else ()
    more = {
        "picture": trend_picture(kept, stands),
        "stands": stands,
        "rows": trend_rows(kept, stands),
        "choices": [(day, day in kept) for day in days],
    }
    return _show(request, node, "trend", more)


def _show(request: HttpRequest, node: int, page: str, more: dict[str, Any]) -> HttpResponse:
    found, where = register_at(request.user, node, REGISTER)
    label = next(item.label for item in found.pages if item.name == page)
    return render(
        request,
        f"web/stakeholders/{page}.html",
        {**head_values(found, where, page), **more},
        title=f"{capital(found.plural)}, {label.lower()}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb(label),
        ],
    )
