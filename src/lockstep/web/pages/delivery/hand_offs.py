"""Hand-offs by pair of projects, and what each side owes the other."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.delivery.queries import increments as increments_query
from lockstep.domain.delivery.queries import likely_hand_offs, pair_matrix, suggestions
from lockstep.domain.delivery.queries import owed as owed_query
from lockstep.domain.delivery.vocabulary import HandOffColor
from lockstep.domain.ledger import perform
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.performing import carry_out, tell
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

REGISTER = "hand-offs"
SIGNS = {
    HandOffColor.RED: ("✕", "bad", "red, comes too late"),
    HandOffColor.AMBER: ("▲", "warn", "amber, little float"),
    HandOffColor.GREEN: ("●", "good", "green, in time"),
    HandOffColor.GRAY: ("?", "plain", "gray, not known"),
}


def _show(request: HttpRequest, node: int, page: str, words: str, more: dict[str, object]) -> HttpResponse:
    found, where = register_at(request.user, node, REGISTER)
    return render(
        request,
        f"web/delivery/{page}.html",
        {**head_values(found, where, page), "signs": SIGNS, **more},
        title=f"{capital(found.plural)}, {words.lower()}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb(words),
        ],
    )


@screen
def pairs(request: HttpRequest, node: int) -> HttpResponse:
    """Show the matrix of giving and receiving projects; propose hand-offs for links that have none."""
    register_at(request.user, node, REGISTER)
    if request.method == "POST":
        _propose(request, node)
        return redirect(request.path)
    chosen = (request.GET.get("giver", ""), request.GET.get("receiver", ""))
    pair = (int(chosen[0]), int(chosen[1])) if all(part.isdigit() for part in chosen) else None
    matrix = pair_matrix(request.user, node, pair)
    return _show(
        request,
        node,
        "pairs",
        "Project pairs",
        {
            "matrix": matrix,
            "pair": pair,
            "suggestions": suggestions(request.user, node),
            "likely": likely_hand_offs(request.user, node),
        },
    )


def _propose(request: HttpRequest, node: int) -> None:
    links = [int(link) for link in request.POST.getlist("link")]
    pairs = [[int(end) for end in pair.split("-", 1)] for pair in request.POST.getlist("likely")]
    count = len(links) + len(pairs)
    if not count:
        tell(request, "Tick the hand-offs that you want to propose first.")
        return
    said = f"{count} hand-off proposed." if count == 1 else f"{count} hand-offs proposed."
    if pairs:
        arguments = {"node": node, "pairs": pairs}
        carry_out(request, "delivery.propose_likely_hand_offs", arguments, said=said)
    else:
        carry_out(request, "delivery.propose_hand_offs", {"node": node, "links": links}, said=said)


@screen
def owed(request: HttpRequest, node: int) -> HttpResponse:
    """Show what the projects here owe others, and what others owe them."""
    register_at(request.user, node, REGISTER)
    return _show(request, node, "owed", "Owed and owing", {"owed": owed_query(request.user, node)})


@screen
def increments(request: HttpRequest, node: int) -> HttpResponse:
    """Show the board by increment: cards that are dragged, or sent by their form, to another one."""
    found = increments_query(request.user, node)
    more = {"increments": found, "names": [item.name for item in found if not item.is_quarter]}
    return _show(request, node, "increments", "Increments", more)


@screen
@require_POST
def place(request: HttpRequest, node: int, hand_off: int) -> HttpResponse:
    """Put a hand-off into another increment; a card that was dragged is answered as data."""
    register_at(request.user, node, REGISTER)
    is_dragged = "state" in request.POST
    name = request.POST["state"] if is_dragged else request.POST.get("increment", "")
    arguments = {
        "register": REGISTER,
        "record": hand_off,
        "version": int(request.POST["version"]),
        "changes": {"increment": name.strip()},
    }
    said = f"It is needed for {name} now." if name.strip() else "It is in no increment now."
    if not is_dragged:
        carry_out(request, "records.change_record", arguments, said=said)
        return redirect("web:hand-off-increments", node)
    outcome = perform("records.change_record", actor=request.user, arguments=arguments)
    undo = reverse("web:undo", args=[outcome.change_set_id]) if outcome.change_set_id else ""
    return JsonResponse({"sentence": said, "undo": undo, "version": outcome.value.version})
