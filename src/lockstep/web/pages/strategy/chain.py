"""The map from work to objectives: a picture whose links are made and taken away, and the same as a list."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.ledger import InvalidInput
from lockstep.domain.records.queries import orphans
from lockstep.domain.strategy.queries.chain import ChainLink, ChainMap, ChainThing, chain_map, kind_between
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.pages.strategy.chain_picture import Chosen, chain_picture
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A thing that the chosen one is linked to, with the link."""

    thing: ChainThing
    link: ChainLink


@dataclass(frozen=True, slots=True)
class Selection:
    """The thing chosen, what it is linked to either way, and what it could be linked to."""

    thing: ChainThing
    leads_to: tuple[Neighbor, ...]
    fed_by: tuple[Neighbor, ...]
    could_lead_to: tuple[tuple[str, list[ChainThing]], ...]
    could_be_fed_by: tuple[tuple[str, list[ChainThing]], ...]


@screen
def chain(request: HttpRequest, node: int) -> HttpResponse:
    """Show the map; make or take away a link of it."""
    found, where = register_at(request.user, node, "objectives")
    address = reverse("web:strategy-map", args=[node])
    if request.method == "POST":
        return _write(request, address)
    shown = chain_map(request.user, node)
    things = {(thing.record_type, thing.id): thing for column in shown.columns for thing in column.things}
    chosen, other = _thing(request.GET.get("sel", "")), _thing(request.GET.get("from", ""))
    link = next((item for item in shown.links if str(item.id) == request.GET.get("link", "")), None)
    selection = _selection(shown, things, chosen) if chosen in things else None
    joining = _joining(shown, things, other, chosen) if selection and other in things else None
    values = {
        **head_values(found, where, "map"),
        "map": shown,
        "columns": [(column, _lines(shown, things, column.things)) for column in shown.columns],
        "picture": chain_picture(shown, address, Chosen(chosen, link.id if link else None)),
        "selection": selection,
        "joining": joining,
        "link": (things[link.source], link, things[link.target]) if link else None,
        "address": address,
        "orphans": orphans(request.user, node),
    }
    return render(
        request,
        "web/strategy/chain.html",
        values,
        title="Objectives, map",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Map"),
        ],
    )


def _write(request: HttpRequest, address: str) -> HttpResponse:
    back = request.POST.get("sel", "")
    if request.POST.get("link"):
        arguments: dict[str, Any] = {
            "link": int(request.POST["link"]),
            "version": int(request.POST["version"]),
        }
        carry_out(request, "records.unlink_records", arguments, said="The link was taken away.")
    else:
        source, target = _thing(request.POST.get("source", "")), _thing(request.POST.get("target", ""))
        kind = kind_between(source[0], target[0]) if source and target else None
        if source is None or target is None or kind is None:
            raise InvalidInput("target", "Choose what it leads to: links lead from work towards objectives.")
        ends = {
            "source": {"type": source[0], "id": source[1]},
            "target": {"type": target[0], "id": target[1]},
        }
        carry_out(request, "records.link_records", {"kind": kind, **ends}, said="The link was made.")
    return redirect(f"{address}?sel={back}" if _thing(back) else address)


def _thing(text: str) -> Thing | None:
    record_type, _, number = text.rpartition(":")
    return (record_type, int(number)) if record_type and number.isdigit() else None


def _selection(shown: ChainMap, things: dict[Thing, ChainThing], chosen: Any) -> Selection:
    leads_to = tuple(Neighbor(things[link.target], link) for link in shown.links if link.source == chosen)
    fed_by = tuple(Neighbor(things[link.source], link) for link in shown.links if link.target == chosen)
    after = {(item.thing.record_type, item.thing.id) for item in leads_to}
    before = {(item.thing.record_type, item.thing.id) for item in fed_by}

    def open_to(taken: set[Thing], fits: Any) -> tuple[tuple[str, list[ChainThing]], ...]:
        groups = [
            (capital(column.label), [t for t in column.things if (t.record_type, t.id) not in taken])
            for column in shown.columns
            if fits(column.record_type)
        ]
        return tuple((label, members) for label, members in groups if members)

    return Selection(
        things[chosen],
        leads_to,
        fed_by,
        open_to(after, lambda other: kind_between(chosen[0], other)),
        open_to(before, lambda other: kind_between(other, chosen[0])),
    )


def _joining(
    shown: ChainMap, things: dict[Thing, ChainThing], one: Any, other: Any
) -> tuple[ChainThing, ChainThing] | None:
    """Return source and target of the link that the two things chosen last could have; None where they have it."""
    for source, target in ((one, other), (other, one)):
        is_there = any((link.source, link.target) == (source, target) for link in shown.links)
        if kind_between(source[0], target[0]) and not is_there:
            return things[source], things[target]
    return None


def _lines(
    shown: ChainMap, things: dict[Thing, ChainThing], members: tuple[ChainThing, ...]
) -> list[tuple[ChainThing, list[ChainThing]]]:
    return [
        (
            thing,
            [things[link.target] for link in shown.links if link.source == (thing.record_type, thing.id)],
        )
        for thing in members
    ]
