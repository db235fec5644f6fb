"""Why something exists and what is hit if it slips: a line, a panel, and a page with the picture and its list."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.urls import reverse

from lockstep.domain.records.queries import Trace, trace_down, trace_up
from lockstep.domain.records.registry import LinkEnd, linkable
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


def label_of(end: LinkEnd) -> str:
    """Return a thing as people call it."""
    return f"{end.key} {end.title}".strip()


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
    steps = []
    for end, depth in found.ends:
        here = (end.record_type, end.id)
        if here == found.start:
            continue
        # Edges are read as their link says; the step goes from the nearer end to the farther one.
        edge = next(
            (
                edge
                for edge in found.edges
                if here in (edge.source, edge.target) and depths.get(_other(edge, here), depth) < depth
            ),
            None,
        )
        words = f"{label_of(ends[_other(edge, here)])} {edge.words} it" if edge is not None else ""
        facts = [end.kind, end.state, day_words(end.finish) if end.finish else "", end.node]
        steps.append(Step(label_of(end), words, " · ".join(fact for fact in facts if fact), end.url, depth))
    return steps


def _other(edge: Any, here: Any) -> Any:
    return edge.source if edge.target == here else edge.target


@screen
def hit(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Return the panel of what is hit if a thing slips."""
    steps = steps_of(trace_down(request.user, kind, record))
    values = {
        "steps": steps[:SHOWN_HITS],
        "more": max(0, len(steps) - SHOWN_HITS),
        "trace_address": reverse("web:trace", args=[kind, record]),
    }
    return render_template(request, "web/records/hit.html", values)


@screen
def trace(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Show both ways as pictures and as lists of the same content."""
    end = linkable(kind).resolve([record], request.user).get(record)
    up, down = trace_up(request.user, kind, record), trace_down(request.user, kind, record)
    title = label_of(end) if end else "Trace"
    where = where_at(request.user, end.node_id) if end and end.node_id else None
    ways = [
        ("up", "Why does it exist", "what it delivers, enables and serves", up),
        ("down", "What is hit if it slips", "what waits for it, and what to look at", down),
    ]
    values = {
        "end": end,
        "heading": title,
        "has_reason": bool(up.path),
        "ways": [
            (name, head, note, steps_of(found), trace_picture(found), found.is_cut)
            for name, head, note, found in ways
        ],
    }
    crumbs = [Crumb(title, end.url if end else ""), Crumb("Trace")]
    return render(
        request, "web/records/trace.html", values, title=f"Trace of {title}", where=where, crumbs=crumbs
    )
