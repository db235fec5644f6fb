"""The operating model with its own measures, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.governance.authority import limit_of, limit_words
from lockstep.domain.governance.models import (
    ChangeRequest,
    Control,
    Decision,
    Delegation,
    Forum,
    Gate,
    ReportDuty,
    ToleranceException,
)
from lockstep.domain.governance.operating_words import Due, ForumMeasures, OperatingModel, PathStep
from lockstep.domain.governance.sitting import kept_share
from lockstep.domain.records.vocabulary import today
from lockstep.domain.stakeholders.queries import sittings_below

WEEKS_AHEAD = 8
MOST_SITTINGS = 12
SLOW_DAYS = 21
"""What a forum may take on average where nothing else is agreed."""
YEAR = 365
Spans = dict[int | None, list[tuple[date, date | None]]]


@dataclass(frozen=True, slots=True)
class Sat:
    """When a forum sat in the last year, and when it sits next by its meetings."""

    days: tuple[date, ...] = ()
    coming: date | None = None


NEVER = Sat()


def operating_model(user: Any, node: int) -> OperatingModel:
    """Return the forums at and below a node, how fast they decide, what waits, and what is due in the next weeks."""
    path = readable_node(user, node).path

    def here(model: Any) -> Any:
        return model.objects.filter(may_read.readable(user, "node"), node__path__startswith=path)

    forums = list(here(Forum).filter(state="sitting").select_related("owner", "reports_to").order_by("pk"))
    spans = _spans(here)
    sittings = _sat(user, path)
    duties = list(here(ReportDuty).filter(state="owed").select_related("owner").order_by("due_on", "pk"))
    by_forum: dict[int | None, list[ReportDuty]] = defaultdict(list)
    for duty in duties:
        by_forum[duty.forum_id].append(duty)
    delegations = list(here(Delegation).filter(state="in_force", forum__isnull=False))
    whole = [pair for pairs in spans.values() for pair in pairs]
    raised = here(ToleranceException).filter(state__in=("proposed", "raised"))
    ages = [(today() - day).days for day in raised.values_list("raised_on", flat=True)]
    return OperatingModel(
        forums=tuple(
            _measured(forum, spans.get(forum.pk, []), by_forum[forum.pk], sittings.get(forum.pk, NEVER))
            for forum in forums
        ),
        paths=_paths(forums, delegations),
        calendar=_calendar(here, forums, duties, sittings),
        latency_days=_mean([(end - begin).days for begin, end in whole if end is not None]),
        escalation_age_days=_mean(ages),
        report_late_share=_late_share(duties),
    )


def _spans(here: Any) -> Spans:
    """Return by forum from when until when each question, change and exception waited; None while it still does."""
    found: Spans = defaultdict(list)
    for model, open_states, decided_states in (
        (Decision, ("prepared", "ready"), ("decided", "reviewed")),
        (ChangeRequest, ("submitted", "deferred"), ("approved", "rejected")),
        (ToleranceException, ("raised",), ("decided",)),
    ):
        rows = here(model).filter(state__in=(*open_states, *decided_states))
        for forum, state, raised_on, decided_on in rows.values_list(
            "forum_id", "state", "raised_on", "decided_on"
        ):
            found[forum].append((raised_on, decided_on if state in decided_states else None))
    return found


def _sat(user: Any, path: str) -> dict[int, Sat]:
    """Return by forum the days on which it sat in the last year, and the next one for which a meeting is planned."""
    since = today() - timedelta(days=YEAR)
    found: dict[int, Sat] = {}
    for forum, was_held, day in sittings_below(user, path):
        before = found.get(forum, NEVER)
        if was_held and day >= since:
            found[forum] = Sat(tuple(sorted({*before.days, day})), before.coming)
        elif not was_held and day >= today():
            found[forum] = Sat(before.days, min(before.coming or day, day))
    return found


def _next_sitting(forum: Forum, sat: Sat) -> date | None:
    return sat.coming or forum.next_on


def _measured(
    forum: Forum, spans: Sequence[tuple[date, date | None]], duties: Sequence[ReportDuty], sat: Sat
) -> ForumMeasures:
    days = [(end - begin).days for begin, end in spans if end is not None]
    ages = [(today() - begin).days for begin, end in spans if end is None]
    latency = _mean(days)
    within = forum.escalate_days
    return ForumMeasures(
        id=forum.pk,
        key=forum.key,
        title=forum.title,
        kind=forum.kind,
        chair=forum.owner.name if forum.owner else "",
        cadence_days=forum.cadence_days,
        sittings=len(sat.days),
        last_held=max(sat.days, default=None),
        cadence_kept=kept_share(sat.days, forum.cadence_days, today()),
        next_on=_next_sitting(forum, sat),
        target_days=forum.target_days,
        decided=len(days),
        latency_days=latency,
        waiting=len(ages),
        oldest_days=max(ages, default=None),
        is_slow=latency is not None and latency > (forum.target_days or SLOW_DAYS),
        escalates_to=forum.reports_to.title if forum.reports_to else "",
        escalate_days=within,
        overdue_to_escalate=0 if within is None else sum(age > within for age in ages),
        reports=len(duties),
        reports_late_share=_late_share(duties),
        reports_overdue=sum(duty.due_on is not None and duty.due_on < today() for duty in duties),
    )


def _paths(forums: Sequence[Forum], delegations: Iterable[Delegation]) -> tuple[tuple[PathStep, ...], ...]:
    """Return the way up from each forum that nothing reports to."""
    known = {forum.pk: forum for forum in forums}
    limits = {row.forum_id: limit_words(limit_of(row)) for row in delegations}
    above = {forum.reports_to_id for forum in forums}
    found = []
    for forum in forums:
        if forum.pk in above:
            continue
        steps, at = [], forum
        while at is not None and len(steps) < MOST_SITTINGS:
            steps.append(PathStep(at.title, limits.get(at.pk, "no limit is delegated")))
            at = known.get(at.reports_to_id)
        if len(steps) > 1:
            found.append(tuple(steps))
    return tuple(found)


def _calendar(
    here: Any, forums: Sequence[Forum], duties: Sequence[ReportDuty], sittings: Mapping[int, Sat]
) -> tuple[Due, ...]:
    """Return what is due in the next weeks: sittings in their cadence, reports, gates and controls."""
    last = today() + timedelta(weeks=WEEKS_AHEAD)
    found = [due for forum in forums for due in _sittings(forum, sittings.get(forum.pk, NEVER), last)]
    found += [
        Due(
            duty.due_on, "report", duty.title, "report-duties", duty.pk, duty.owner.name if duty.owner else ""
        )
        for duty in duties
        if duty.due_on is not None and duty.due_on <= last
    ]
    gates = here(Gate).exclude(state__in=("passed", "stopped")).filter(due_on__lte=last)
    found += [
        Due(gate.due_on, "gate", gate.title, "gates", gate.pk, gate.owner.name if gate.owner else "")
        for gate in gates.select_related("owner")
    ]
    controls = here(Control).filter(state="operating", next_on__lte=last).select_related("owner")
    found += [
        Due(row.next_on, "control", row.title, "controls", row.pk, row.owner.name if row.owner else "")
        for row in controls
    ]
    return tuple(sorted(found, key=lambda due: (due.on, due.what, due.id)))


def _sittings(forum: Forum, sat: Sat, last: date) -> list[Due]:
    at = _next_sitting(forum, sat)
    if at is None:
        return []
    days = []
    while at <= last and len(days) < MOST_SITTINGS:
        days.append(at)
        if not forum.cadence_days:
            break
        at += timedelta(days=forum.cadence_days)
    who = forum.owner.name if forum.owner else ""
    return [Due(day, "sitting", forum.title, "forums", forum.pk, who) for day in days if day >= today()]


def _mean(values: Sequence[int]) -> float | None:
    return round(sum(values) / len(values), 1) if values else None


def _late_share(duties: Sequence[ReportDuty]) -> float | None:
    delivered = sum(duty.delivered for duty in duties)
    return sum(duty.delivered_late for duty in duties) / delivered if delivered else None
