"""Papers with their options side by side: what wins, what would change that, and the vote on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.strategy.queries import Paper, papers_at
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import number_words, share_words

CHOICES = (("for", "For it"), ("against", "Against it"), ("abstain", "Abstain"))
CHOICE_WORDS = {"for": "for", "against": "against", "abstain": "abstained", "": "has not voted"}
MAJORITY_WORDS = {
    "simple": "more for it than against it",
    "absolute": "more than half of all who were asked",
    "two_thirds": "two thirds of the votes for or against",
}
OFFERED = {
    "objective-proposals": "Options and votes",
    "business-cases": "Options compared",
    "needs-analyses": "Options compared",
}
EMPTY = {
    "objective-proposals": "No goal is proposed here",
    "business-cases": "No business case is kept here",
    "needs-analyses": "No need is analyzed here",
}


@screen
def proposals(request: HttpRequest, node: int) -> HttpResponse:
    """Show objective proposals with options and votes; vote, close, give the mandate."""
    if request.method == "POST":
        return _decided(request)
    return _papers(request, node, "objective-proposals")


@screen
def cases(request: HttpRequest, node: int) -> HttpResponse:
    """Show business cases with their options."""
    return _papers(request, node, "business-cases")


@screen
def needs(request: HttpRequest, node: int) -> HttpResponse:
    """Show needs analyses with their options."""
    return _papers(request, node, "needs-analyses")


def _papers(request: HttpRequest, node: int, name: str) -> HttpResponse:
    found, where = register_at(request.user, node, name)
    papers = papers_at(request.user, node, name)
    label = OFFERED[name]
    values = {
        **head_values(found, where, "paper"),
        "papers": [(paper, _switch_words(paper)) for paper in papers],
        "choices": CHOICES,
        "choice_words": CHOICE_WORDS,
        "majority_words": MAJORITY_WORDS,
        "states": {state.name: state for state in found.states},
        "is_voted_on": name == "objective-proposals",
        "empty_title": EMPTY[name],
    }
    return render(
        request,
        "web/strategy/papers.html",
        values,
        title=f"{capital(found.plural)}, options",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb(label),
        ],
    )


def _switch_words(paper: Paper) -> list[str]:
    """Return in words what must change of the winner until the second is level."""
    comparison = paper.comparison
    if comparison.winner is None or comparison.second is None:
        return []
    words = {
        "cost": "its cost rises to {value}{share}",
        "benefit": "its benefit falls to {value}{share}",
        "risk": "its risk rises to {value}",
    }
    found = []
    for switch in comparison.switches:
        is_risk = switch.what == "risk"
        value = share_words(switch.value) if is_risk else number_words(round(switch.value / 100))
        share = "" if switch.share is None else f" ({switch.share * 100:+.0f} %)"
        found.append(words[switch.what].format(value=value, share=share))
    return found


def _decided(request: HttpRequest) -> HttpResponse:
    step, proposal = request.POST["step"], int(request.POST["proposal"])
    if step == "vote":
        arguments = {
            "proposal": proposal,
            "choice": request.POST.get("choice", ""),
            "reason": request.POST.get("reason", ""),
        }
        carry_out(request, "strategy.cast_vote", arguments, said="Your vote is cast.")
    elif step == "close":
        arguments = {
            "proposal": proposal,
            "version": int(request.POST["version"]),
            "outcome": request.POST.get("outcome", ""),
        }
        carry_out(request, "strategy.close_vote", arguments, said="The vote is closed.")
    else:
        arguments = {"proposal": proposal, "version": int(request.POST["version"])}
        carry_out(request, "strategy.give_mandate", arguments, said="The objective is set as a draft.")
    return redirect(f"{request.path}#paper-{proposal}")
