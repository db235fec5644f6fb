"""Who influences whom: the way to somebody who resists leads over those whom they listen to."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.stakeholders.queries import influences
from lockstep.domain.stakeholders.vocabulary import Influence
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

WIDTH, ROW, TOP = 760, 40, 24
BOX_LEFT, BOX_RIGHT = 270, 490
LONGEST = 34


@dataclass(frozen=True, slots=True)
class Box:
    """A person in the picture."""

    y: float
    name: str
    attitude: str
    address: str
    is_pressing: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """One influence; the stronger, the thicker."""

    path: str
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class InfluencePicture:
    """Who influences on the left, whom on the right."""

    sources: tuple[Box, ...]
    targets: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    height: float
    width: int = WIDTH
    left: int = BOX_LEFT
    right: int = BOX_RIGHT


def influence_picture(found: tuple[Influence, ...]) -> InfluencePicture:
    """Return the geometry of influences in two columns."""
    targets = {item.target: item for item in found}
    sources = {item.source: item for item in found}
    lines = max(len(targets), len(sources))
    at_target = _heights(list(targets), lines)
    at_source = _heights(list(sources), lines)
    middle = (BOX_LEFT + BOX_RIGHT) / 2
    arrows = []
    for item in found:
        y1, y2 = at_source[item.source], at_target[item.target]
        path = f"M{BOX_LEFT} {y1}C{middle} {y1} {middle} {y2} {BOX_RIGHT - 7} {y2}"
        strength = "" if item.share is None else f", {round(item.share * 100)} %"
        words = f"{item.source_name} influences {item.target_name}{strength}"
        arrows.append(Arrow(path, 1.0 + 4.0 * (item.share or 0.25), words))
    return InfluencePicture(
        tuple(
            Box(at_source[pk], _short(item.source_name), item.source_attitude, _address(pk), False)
            for pk, item in sources.items()
        ),
        tuple(
            Box(at_target[pk], _short(item.target_name), item.target_attitude, _address(pk), item.is_pressing)
            for pk, item in targets.items()
        ),
        tuple(arrows),
        2 * TOP + ROW * max(lines - 1, 0),
    )


def _heights(people: list[int], lines: int) -> dict[int, float]:
    step = ROW * (lines - 1) / max(len(people) - 1, 1)
    return {pk: round(TOP + place * step, 1) for place, pk in enumerate(people)}


def _address(pk: int) -> str:
    return reverse("web:record", args=["stakeholders", pk])


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


@screen
def influence(request: HttpRequest, node: int) -> HttpResponse:
    """Show the influences among stakeholders as a picture and as a list."""
    found, where = register_at(request.user, node, "stakeholders")
    known = influences(request.user, node)
    return render(
        request,
        "web/stakeholders/influence.html",
        {
            **head_values(found, where, "influence"),
            "may_see": Permission.READ_SECRETS in where.permissions,
            "influences": known,
            "pressing": list(dict.fromkeys(item.target_name for item in known if item.is_pressing)),
            "picture": influence_picture(known) if known else None,
        },
        title=f"{capital(found.plural)}, influence",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Influence"),
        ],
    )
