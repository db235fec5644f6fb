"""Papers with their options weighed: proposals with their votes, business cases, needs analyses."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from lockstep.domain.access.policies import Standing, may_decide, may_edit_records, may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.ledger import NotFound
from lockstep.domain.records.vocabulary import today
from lockstep.domain.strategy.models import (
    BusinessCase,
    NeedsAnalysis,
    ObjectiveProposal,
    Option,
    ProposalVote,
)
from lockstep.domain.strategy.weighing import (
    OptionComparison,
    Tally,
    Weighed,
    has_majority,
    is_quorate,
    refusal_to_close,
    weigh,
)

MOST_PAPERS = 20
_PAPERS: dict[str, tuple[type[Any], str]] = {
    "objective-proposals": (ObjectiveProposal, "proposal_id"),
    "business-cases": (BusinessCase, "case_id"),
    "needs-analyses": (NeedsAnalysis, "analysis_id"),
}
_CLOSED = {
    "objective-proposals": ("withdrawn",),
    "business-cases": ("superseded",),
    "needs-analyses": ("dropped",),
}


@dataclass(frozen=True, slots=True)
class PaperOption:
    """One option of a paper; `rank` is None while it cannot be weighed."""

    id: int
    key: str
    title: str
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    cost: int | None
    benefit: int | None
    risk: float | None
    expected: float | None
    rank: int | None
    currency: str
    is_recommended: bool
    is_winner: bool


@dataclass(frozen=True, slots=True)
class VoteRow:
    """How one voter has voted; `is_mine` where it is the asker's."""

    id: int
    voter: str
    choice: str
    reason: str
    cast_on: date | None
    is_cast: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper with its options from the best on; votes only where it is voted on."""

    id: int
    version: int
    key: str
    title: str
    state: str
    node: int
    node_name: str
    owner: str
    due_on: date | None
    intro: str
    recommendation: str
    options: tuple[PaperOption, ...]
    comparison: OptionComparison
    is_mixed: bool
    """True where options are in several currencies, which are never compared."""
    tally: Tally
    votes: tuple[VoteRow, ...]
    quorum: float
    majority: str
    is_quorate: bool
    is_carried: bool
    why_not_close: str
    mandate: int | None
    may_vote: bool
    may_decide: bool
    may_edit: bool


def papers_at(user: Any, node: int, register: str) -> tuple[Paper, ...]:
    """Return the papers of a register at and below a node, those still open first, each with its options weighed."""
    model, _ = _PAPERS[register]
    place = readable_node(user, node)
    rows = model.objects.filter(may_read.readable(user, "node"), node__path__startswith=place.path)
    rows = rows.exclude(state__in=_CLOSED[register]).select_related("node", "owner")
    return _papers(
        user,
        register,
        list(rows.order_by(F("closed_on").asc(nulls_first=True), "due_on", "pk")[:MOST_PAPERS]),
    )


def paper_of(user: Any, register: str, record: int) -> Paper:
    """Return one paper with its options weighed; NotFound when it is absent or may not be read."""
    model, _ = _PAPERS[register]
    rows = model.objects.filter(may_read.readable(user, "node"), pk=record).select_related("node", "owner")
    found = _papers(user, register, list(rows))
    if not found:
        raise NotFound(f"paper {record}", "There is no such paper, or you may not see it.")
    return found[0]


def _papers(user: Any, register: str, found: list[Any]) -> tuple[Paper, ...]:
    model, way = _PAPERS[register]
    options: dict[int, list[Option]] = {row.pk: [] for row in found}
    for option in Option.objects.filter(**{f"{way}__in": list(options)}).exclude(state="discarded"):
        options[getattr(option, way)].append(option)
    votes: dict[int, list[ProposalVote]] = {row.pk: [] for row in found}
    if model is ObjectiveProposal:
        cast = ProposalVote.objects.filter(proposal_id__in=list(votes)).select_related("owner")
        for vote in cast.order_by("owner__name", "pk"):
            votes[vote.proposal_id].append(vote)
    standing = Standing.of(user)
    return tuple(_paper(row, options[row.pk], votes[row.pk], standing, user) for row in found)


def _paper(
    row: Any, options: list[Option], votes: list[ProposalVote], standing: Standing, user: Any
) -> Paper:
    is_mixed = len({option.currency for option in options}) > 1
    weighed = [Weighed(o.pk, o.title, o.cost, o.benefit, o.risk) for o in options]
    comparison = weigh([] if is_mixed else weighed)
    lines = tuple(_vote(vote, user) for vote in votes)
    tally = _tally(votes)
    quorum, majority = getattr(row, "quorum", 0.0), getattr(row, "majority", "")
    return Paper(
        row.pk,
        row.version,
        row.key,
        row.title,
        row.state,
        row.node_id,
        row.node.name,
        row.owner.name if row.owner else "",
        row.due_on,
        getattr(row, "why", "") or getattr(row, "reasons", "") or getattr(row, "problem", ""),
        row.recommendation,
        _options(options, comparison, row.recommended_id),
        comparison,
        is_mixed,
        tally,
        lines,
        quorum,
        majority,
        is_quorate(tally, quorum),
        has_majority(tally, majority),
        refusal_to_close(tally, quorum, majority, row.due_on, today()) if votes else "",
        getattr(row, "mandate_objective_id", None),
        row.state == "voting" and any(line.is_mine and not line.is_cast for line in lines),
        standing.may(may_decide.permission, row.node.path),
        standing.may(may_edit_records.permission, row.node.path),
    )


def _options(
    options: list[Option], comparison: OptionComparison, recommended: int | None
) -> tuple[PaperOption, ...]:
    by_id = {option.pk: option for option in options}
    order = [found.id for found in comparison.ranked] or list(by_id)
    ranked = [found.id for found in comparison.ranked if found.expected is not None]
    winner = comparison.winner.id if comparison.winner else None
    return tuple(
        PaperOption(
            pk,
            by_id[pk].key,
            by_id[pk].title,
            _lines(by_id[pk].pros),
            _lines(by_id[pk].cons),
            by_id[pk].cost,
            by_id[pk].benefit,
            by_id[pk].risk,
            Weighed(pk, "", by_id[pk].cost, by_id[pk].benefit, by_id[pk].risk).expected,
            ranked.index(pk) + 1 if pk in ranked else None,
            by_id[pk].currency,
            pk == recommended,
            pk == winner,
        )
        for pk in order
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _vote(row: ProposalVote, user: Any) -> VoteRow:
    return VoteRow(
        row.pk,
        row.owner.name if row.owner else "",
        row.choice,
        row.reason,
        row.cast_on,
        row.state == "cast",
        row.owner_id == user.pk,
    )


def _tally(votes: list[ProposalVote]) -> Tally:
    cast = [vote.choice for vote in votes if vote.state == "cast"]
    return Tally(len(votes), cast.count("for"), cast.count("against"), cast.count("abstain"))
