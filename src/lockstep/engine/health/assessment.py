"""The assessment as a whole: the integrated plan, then each project."""

from dataclasses import replace

import numpy as np

from lockstep.engine.health.companions import companions
from lockstep.engine.health.facts import Facts, View, facts_of
from lockstep.engine.health.logic import logic_checks
from lockstep.engine.health.path import critical_path_test, default_target, path_index
from lockstep.engine.health.period import DatesBefore, PreviousPeriod, before_of
from lockstep.engine.health.practices import characteristics, practices
from lockstep.engine.health.progress import execution_index, future_actuals, missed, past_forecasts
from lockstep.engine.health.result import Assessment, Health, HealthCheck, Outcome, Trend
from lockstep.engine.health.rules import HealthRules
from lockstep.engine.health.slack import (
    float_bands,
    high_duration,
    high_float,
    missing_resources,
    negative_float,
)
from lockstep.engine.health.traceability import tried_handoffs
from lockstep.engine.result import Schedule
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Baseline, Plan
from lockstep.plan.columns import Bool

_SAME = 1e-9


def assess_health(
    plan: Plan,
    schedule: Schedule,
    *,
    baseline: str | None = None,
    targets: tuple[int, ...] = (),
    previous: PreviousPeriod | None = None,
    rules: HealthRules | None = None,
) -> Health:
    """Assess the health of a schedule by the 14 points of the DCMA and the automatable evidence of the GAO.

    Ratios are null, and their check not applicable, where their denominator is zero. Critical path length index
    ``(CPL + TF) / CPL`` with ``CPL`` the working days from the data date to the forecast finish of the target and
    ``TF`` those from the forecast to the baseline finish; baseline execution index ``finished / (due +
    unbaselined)``. All other readings stand in the rules, which the result carries.

    Parameters
    ----------
    plan : Plan
        A sound plan of A activities and L links.
    schedule : Schedule
        Its schedule.
    baseline : str, optional
        Name of the baseline to compare with. Default: the plan's first one, none where it has none. KeyError where
        no baseline has that name.
    targets : tuple of int, optional
        Indices of the milestones that checks 12 and 13 look at: the first holds for the integrated plan, and the
        first of each project for it. Default: what finishes last, a milestone that nothing follows before others.
        IndexError outside 0 to A - 1.
    previous : PreviousPeriod, optional
        Plan and schedule of the period before, for trends, the current execution index and the erosion of float.
    rules : HealthRules, optional
        All switches and thresholds. Default: ``HealthRules()``.

    Returns
    -------
    Health
        The integrated plan and each project, with values, outcomes, offending activities and suggestions.

    Notes
    -----
    Deterministic; ties are decided by the order of the plan. Cost O(A + L) for each project, with one scheduling of
    the plan for check 12 of each project and one for each hand-off tried (`HealthRules.traced_handoffs`). Where
    published readings differ, and for the scores of practices, the definition chosen is an own definition.

    References
    ----------
    Defense Contract Management Agency, Earned Value Management System Program Analysis Pamphlet, DCMA-EA PAM 200.1
    (2012), section 4. U.S. Government Accountability Office, Schedule Assessment Guide, GAO-16-89G (2015).

    Examples
    --------
    >>> from lockstep.engine import schedule
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> monday = 20_458 * 14_400 + 4_800
    >>> project = builder.add_project(Project("p", "P", start_ticks=monday, calendar=calendar))
    >>> dig = builder.add_activity(names="Dig", codes="A", duration_ticks=4_800)
    >>> pour = builder.add_activity(names="Pour", codes="B", duration_ticks=4_800)
    >>> link = builder.add_link(dig, pour, lag_ticks=-600)
    >>> plan = builder.build()
    >>> leads = assess_health(plan, schedule(plan)).total.check("2")
    >>> leads.value, leads.outcome.value
    (1.0, 'failed')
    >>> print(leads.offenses[0].sentence)
    Activity B 'Pour' is linked finish-to-start to activity A 'Dig' with a lag of -1 hour.
    """
    rules = rules or HealthRules()
    for target in targets:
        plan.activity(target)
    chosen = _baseline(plan, baseline)
    health = _assessed(plan, schedule, chosen, targets, previous, rules)
    if previous is None:
        return health
    then = _assessed(previous.plan, previous.schedule, _same_baseline(previous.plan, chosen), (), None, rules)
    return _with_trends(health, then, plan, previous.plan)


def assess_part(
    plan: Plan,
    schedule: Schedule,
    members: Bool,
    *,
    name: str,
    before: DatesBefore | None = None,
    rules: HealthRules | None = None,
) -> Assessment:
    """Assess some activities of a plan, such as those of one program in a portfolio, within the whole network.

    Links from and to the rest of the plan count, as between projects in `assess_health`; nothing outside the part is
    named among its offenses, but as the predecessor of a link.

    Parameters
    ----------
    plan : Plan
        A sound plan of A activities; its first baseline is compared with.
    schedule : Schedule
        Its schedule.
    members : ndarray of bool
        By activity (A), it belongs to the part.
    name : str
        What people call the part.
    before : DatesBefore, optional
        What was computed one period before, for the erosion of float.
    rules : HealthRules, optional
        All switches and thresholds. Default: ``HealthRules()``.

    Returns
    -------
    Assessment
        As of the integrated plan.

    Notes
    -----
    Deterministic. Cost O(A + L), with one scheduling of the plan for check 12 and one for each hand-off tried.
    Own definition of what belongs to a part; the checks are those of `assess_health`.

    Examples
    --------
    >>> import numpy as np
    >>> from lockstep.engine import schedule
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> project = builder.add_project(Project("p", "P", start_ticks=4_800, calendar=calendar))
    >>> dig = builder.add_activity(names="Dig", duration_ticks=4_800)
    >>> pour = builder.add_activity(names="Pour", duration_ticks=4_800)
    >>> plan = builder.build()
    >>> part = assess_part(plan, schedule(plan), np.array([True, False]), name="Digging")
    >>> part.check("1").counted, part.check("1").out_of
    (1, 1)
    """
    facts = facts_of(
        plan, schedule, plan.baselines[0].columns if plan.baselines else None, rules or HealthRules()
    )
    return _assessment(facts, _view(facts, name, -1, members, ()), before, tried_handoffs(facts))


def _baseline(plan: Plan, name: str | None) -> Baseline | None:
    if name is None:
        return plan.baselines[0] if plan.baselines else None
    found = _named(plan, name)
    if found is None:
        known = ", ".join(f"'{baseline.name}'" for baseline in plan.baselines) or "none"
        raise KeyError(f"no baseline is called '{name}'; the plan has {known}")
    return found


def _named(plan: Plan, name: str) -> Baseline | None:
    return next((baseline for baseline in plan.baselines if baseline.name == name), None)


def _same_baseline(plan: Plan, chosen: Baseline | None) -> Baseline | None:
    return _named(plan, chosen.name) if chosen else None


def _assessed(
    plan: Plan,
    schedule: Schedule,
    baseline: Baseline | None,
    targets: tuple[int, ...],
    previous: PreviousPeriod | None,
    rules: HealthRules,
) -> Health:
    facts = facts_of(plan, schedule, baseline.columns if baseline else None, rules)
    before = before_of(plan, previous) if previous else None
    tried = tried_handoffs(facts)
    views = [
        _view(facts, project.name, row, plan.activities.project == row, targets)
        for row, project in enumerate(plan.projects)
    ]
    projects = tuple(_assessment(facts, view, before, tried) for view in views)
    name = plan.name or "Integrated plan"
    if len(projects) == 1:
        total = replace(projects[0], name=name, project=-1)
    else:
        everything = np.ones(len(plan.activities), np.bool_)
        total = _assessment(facts, _view(facts, name, -1, everything, targets), before, tried)
    return Health(rules, baseline.name if baseline else "", total, projects)


def _view(facts: Facts, name: str, project: int, members: Bool, targets: tuple[int, ...]) -> View:
    given = next((target for target in targets if members[target]), -1)
    return View(name, project, members, given if given >= 0 else default_target(facts, members))


def _assessment(facts: Facts, view: View, before: DatesBefore | None, tried: dict[int, bool]) -> Assessment:
    checks = (
        *logic_checks(facts, view),
        high_float(facts, view),
        negative_float(facts, view),
        high_duration(facts, view),
        past_forecasts(facts, view),
        future_actuals(facts, view),
        missing_resources(facts, view),
        missed(facts, view),
        critical_path_test(facts, view),
        path_index(facts, view),
        execution_index(facts, view),
    )
    beside = companions(facts, view, before)
    bands = float_bands(facts, view)
    gathered = ({check.code: check for check in checks}, {one.code: one for one in beside}, bands, tried)
    made = practices(facts, view, gathered)
    oldest, newest = _data_dates(facts, view)
    return Assessment(
        name=view.name,
        project=view.project,
        target=view.target,
        oldest_data_date_ticks=oldest,
        newest_data_date_ticks=newest,
        checks=checks,
        companions=beside,
        float_bands=bands,
        practices=made,
        characteristics=characteristics(made),
        score=_score(checks),
    )


def _data_dates(facts: Facts, view: View) -> tuple[int, int]:
    dates = [
        project.data_date_ticks
        for row, project in enumerate(facts.plan.projects)
        if view.project in (-1, row) and project.data_date_ticks != NO_TICKS
    ]
    return (min(dates), max(dates)) if dates else (NO_TICKS, NO_TICKS)


def _score(checks: tuple[HealthCheck, ...]) -> float | None:
    judged = [
        check.outcome is Outcome.PASSED
        for check in checks
        if check.outcome in (Outcome.PASSED, Outcome.FAILED)
    ]
    return sum(judged) / len(judged) if judged else None


def _with_trends(health: Health, then: Health, plan: Plan, plan_then: Plan) -> Health:
    """Return the assessment with each check beside its value one period before."""
    by_uid = {plan_then.projects[one.project].uid: one for one in then.projects}
    projects = tuple(_beside(one, by_uid.get(plan.projects[one.project].uid)) for one in health.projects)
    return replace(health, total=_beside(health.total, then.total), projects=projects)


def _beside(now: Assessment, then: Assessment | None) -> Assessment:
    if then is None:
        return now
    checks = tuple(
        replace(check, previous_value=old.value, trend=_trend(check, old.value))
        for check, old in zip(now.checks, then.checks, strict=True)
    )
    return replace(now, checks=checks)


def _trend(check: HealthCheck, old: float | None) -> Trend:
    if check.value is None or old is None:
        return Trend.UNKNOWN
    gain = check.value - old
    if check.code == "12":
        gain = abs(old - 1) - abs(check.value - 1)
    elif check.code not in ("4", "13", "14"):
        gain = -gain
    if abs(gain) <= _SAME:
        return Trend.SAME
    return Trend.BETTER if gain > 0 else Trend.WORSE
