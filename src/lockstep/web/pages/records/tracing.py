"""Why something exists and what is hit if it slips: a line, a panel, and a page with the picture and its list."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.urls import reverse

from lockstep.domain.outlook.queries import hit_if_slips
from lockstep.domain.outlook.vocabulary import MOST_SLIP_DAYS, USUAL_SLIP_DAYS
from lockstep.domain.records.queries import Trace, trace_up
from lockstep.domain.records.registry import LinkEnd, linkable
from lockstep.web.pages.records.hit_words import HitPart, badges_of, label_of, parts_of, sentence_of
from lockstep.web.pages.records.trace_picture import trace_picture
from lockstep.web.places import where_at
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import day_words

SHOWN_HITS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the way, as a line of a list."""

    label: str
    words: str
    note: str
    url: str
    depth: int


def chain_up(user: Any, record_type: str, record_id: int) -> list[Step]:
    """Return the way from a thing up to the reason for it, the thing itself first."""
    found = trace_up(user, record_type, record_id)
    steps = []
    for place, end in enumerate(found.path):
        words = _words_between(found, found.path[place - 1], end) if place else ""
        steps.append(Step(label_of(end), words, "", end.url, place))
    return steps


def _words_between(found: Trace, near: LinkEnd, far: LinkEnd) -> str:
    pair = ((near.record_type, near.id), (far.record_type, far.id))
    return next((edge.words for edge in found.edges if (edge.source, edge.target) == pair), "leads to")


def steps_of(found: Trace) -> list[Step]:
    """Return what a trace reaches as lines, the nearest first: what leads there, and what is known of it."""
    ends = {(end.record_type, end.id): end for end, _ in found.ends}
    depths = {(end.record_type, end.id): depth for end, depth in found.ends}
    first = {}
    for edge in found.edges:
        if depths[edge.source] < depths[edge.target]:
            first.setdefault(edge.target, edge)
    steps = []
    for end, depth in found.ends:
        here = (end.record_type, end.id)
        if here == found.start:
            continue
        edge = first.get(here)
        words = f"{label_of(ends[edge.source])} {edge.words} it" if edge is not None else ""
        facts = [end.kind, end.state, day_words(end.finish) if end.finish else "", end.node]
        steps.append(Step(label_of(end), words, " · ".join(fact for fact in facts if fact), end.url, depth))
    return steps


@screen
def hit(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Return the panel of what is hit if a thing slips by the usual days."""
    page = hit_if_slips(request.user, kind, record)
    parts, left = _shortened(parts_of(page), SHOWN_HITS)
    values = {
        "parts": parts,
        "more": left,
        "sentence": sentence_of(page),
        "trace_address": reverse("web:trace", args=[kind, record]),
    }
    return render_template(request, "web/records/hit.html", values)


def _shortened(parts: list[HitPart], most: int) -> tuple[list[HitPart], int]:
    """Return the first lines of each part, so that every part is seen, and how many lines are left out."""
    room = max(2, most // max(len(parts), 1))
    left = sum(max(0, len(part.lines) - room) for part in parts)
    return [part.first(room) for part in parts], left


@screen
def trace(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Show both ways as pictures and as lists of the same content."""
    end = linkable(kind).resolve([record], request.user).get(record)
    days = _days(request.GET.get("days", ""))
    up, down = trace_up(request.user, kind, record), hit_if_slips(request.user, kind, record, days)
    title = label_of(end) if end else "Trace"
    where = where_at(request.user, end.node_id) if end and end.node_id else None
    values = {
        "end": end,
        "heading": title,
        "has_reason": bool(up.path),
        "chain": chain_up(request.user, kind, record) if up.path else [],
        "steps": steps_of(up),
        "up_picture": trace_picture(up),
        "up_is_cut": up.is_cut,
        "days": f"{days:g}",
        "most_days": MOST_SLIP_DAYS,
        "has_work": down.has_work,
        "sentence": sentence_of(down),
        "parts": parts_of(down),
        "down_picture": trace_picture(down.trace, badges_of(down)),
        "down_is_cut": down.trace.is_cut,
    }
    crumbs = [Crumb(title, end.url if end else ""), Crumb("Trace")]
    return render(
        request, "web/records/trace.html", values, title=f"Trace of {title}", where=where, crumbs=crumbs
    )


def _days(text: str) -> float:
    """Return typed days within bounds; nothing typed, or no number, is the usual."""
    try:
        return min(max(float(text.replace(",", ".")), 1.0), float(MOST_SLIP_DAYS))
    except ValueError:
        return float(USUAL_SLIP_DAYS)
