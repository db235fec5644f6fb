"""Who may decide: delegations of authority in force, held against what is at stake."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from lockstep.domain.access.policies import Standing
from lockstep.domain.access.vocabulary import SYSTEM, Permission, Role
from lockstep.domain.governance.models import Delegation
from lockstep.domain.governance.vocabulary import Band, Limit, Matter, Stake
from lockstep.domain.ledger import Refused
from lockstep.domain.records.vocabulary import today

MATTERS = {
    Matter.ALL: "decide",
    Matter.CHANGES: "approve this change",
    Matter.DECISIONS: "take this decision",
    Matter.EXCEPTIONS: "decide on this exception",
}


def limit_of(row: Delegation) -> Limit:
    """Return the limit of a delegation."""
    return Limit(row.most_days, row.most_money, row.currency, Band(row.most_risk) if row.most_risk else None)


def is_within(stake: Stake, limit: Limit) -> bool:
    """Tell whether a stake lies within a limit; money of another currency never does, a gain always."""
    if stake.days is not None and limit.days is not None and stake.days > limit.days:
        return False
    if limit.money is not None and (stake.money or 0) > 0:
        is_comparable = stake.currency == limit.currency
        if not is_comparable or (stake.money or 0) > limit.money:
            return False
    return stake.risk is None or limit.risk is None or stake.risk.rank <= limit.risk.rank


def in_force(path: str, matter: Matter) -> list[Delegation]:
    """Return the delegations that hold at a path today, the narrowest first."""
    nodes = [int(part) for part in path.split("/") if part]
    day = today()
    found = Delegation.objects.filter(
        Q(from_on__isnull=True) | Q(from_on__lte=day),
        Q(until_on__isnull=True) | Q(until_on__gte=day),
        state="in_force",
        node_id__in=nodes,
        matter__in=(matter.value, Matter.ALL.value),
    )
    return sorted(found.select_related("node", "holder", "forum"), key=_width)


def _width(row: Delegation) -> tuple[float, float, int, int]:
    endless = float("inf")
    return (
        endless if row.most_days is None else row.most_days,
        endless if row.most_money is None else float(row.most_money),
        len(Band) if not row.most_risk else Band(row.most_risk).rank,
        row.pk,
    )


def able(path: str, matter: Matter, stake: Stake) -> list[Delegation]:
    """Return the delegations that cover a stake, the narrowest first: the chain of those who may approve."""
    return [row for row in in_force(path, matter) if is_within(stake, limit_of(row))]


def refusal(
    actor: Any, standing: Standing, path: str, matter: Matter, stake: Stake, *, forum: int | None = None
) -> str:
    """Return why somebody may not decide, naming who may, or "".

    Where nothing was delegated, the role alone decides. A delegation to a forum is used by whoever may decide here
    and records what that forum said.
    """
    if actor is SYSTEM:
        return ""
    known = in_force(path, matter)
    may_decide = standing.may(Permission.DECIDE, path)
    if not known:
        return "" if may_decide else "You may not approve or decide here. Ask its manager for a role."
    held = [
        row
        for row in known
        if _is_held(row, actor, standing, path, forum) and (may_decide or not row.forum_id)
    ]
    if any(is_within(stake, limit_of(row)) for row in held):
        return ""
    others = [row for row in known if is_within(stake, limit_of(row))]
    who = _who(others)
    what = f"You may not {MATTERS[matter]}: {stake_words(stake)}"
    mine = (
        f", and your limit is {limit_words(limit_of(held[-1]))}"
        if held
        else ", and nothing was delegated to you"
    )
    return f"{what}{mine}. {who}"


def require_authority(
    work: Any, key: str, node_id: int, matter: Matter, stake: Stake, forum: int | None
) -> None:
    """Go on only if the actor of a running action may decide what is at stake."""
    sentence = refusal(work.actor, work.standing, work.path_of(node_id), matter, stake, forum=forum)
    if sentence:
        raise Refused(key, sentence, code="governance.beyond_authority")


def route(path: str, stake: Stake) -> dict[str, Any]:
    """Return to whom an exception goes: the narrowest limit that covers it, the widest where the stake is unknown."""
    holders = able(path, Matter.EXCEPTIONS, stake)
    is_known = stake != Stake(currency=stake.currency)
    first = (holders[0] if is_known else holders[-1]) if holders else None
    return {
        "routed_to": holder_words(first) if first is not None else "Whoever may decide here",
        "forum_id": first.forum_id if first is not None else None,
    }


def _is_held(row: Delegation, actor: Any, standing: Standing, path: str, forum: int | None) -> bool:
    """Tell whether somebody holds a delegation at a path; what a role may decide, every higher role may."""
    if row.holder_id is not None:
        return bool(row.holder_id == actor.pk)
    if row.forum_id is not None:
        return row.forum_id == forum
    if not row.role:
        return False
    roles = list(Role)
    ranks = [roles.index(Role(role)) for root, role in standing.grants if path.startswith(root)]
    return max(ranks, default=-1) >= roles.index(Role(row.role))


def _who(rows: Sequence[Delegation]) -> str:
    if not rows:
        return "Nobody's limit covers it: ask for authority to be delegated, or make it smaller."
    named = [f"{holder_words(row)} ({row.key}, {limit_words(limit_of(row))})" for row in rows[:3]]
    hint = "; name the forum that decided" if any(row.forum_id for row in rows[:3]) else ""
    return f"{' or '.join(named)} may{hint}."


def holder_words(row: Delegation) -> str:
    """Return who holds a delegation."""
    if row.holder is not None:
        return str(row.holder.name)
    if row.forum is not None:
        return str(row.forum.title)
    return f"A {Role(row.role).words} of {row.node.name}" if row.role else "Nobody"


def limit_words(limit: Limit) -> str:
    """Return a limit as people say it."""
    parts = []
    if limit.days is not None:
        parts.append(f"{limit.days:g} working days")
    if limit.money is not None:
        parts.append(f"{limit.money / 100:,.0f} {limit.currency}")
    if limit.risk is not None:
        parts.append(f"{limit.risk.value} risk")
    return f"up to {', '.join(parts)}" if parts else "without limit"


def stake_words(stake: Stake) -> str:
    """Return what is at stake as people say it."""
    parts = []
    if stake.days is not None:
        parts.append(f"{stake.days:+g} working days")
    if stake.money is not None:
        parts.append(f"{stake.money / 100:+,.0f} {stake.currency}")
    if stake.risk is not None:
        parts.append(f"{stake.risk.value} risk")
    return f"it is about {', '.join(parts)}" if parts else "it has no limit"
