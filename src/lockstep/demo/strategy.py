"""Telling what the Eastern Line is for, all through the actions that people use."""

from datetime import date
from typing import Any, Final

from lockstep.demo.cast import Cast
from lockstep.demo.stage import Stage
from lockstep.demo.story import purpose
from lockstep.demo.timeline import Timeline
from lockstep.domain.ledger import perform, told_at
from lockstep.domain.planning.queries import schedule
from lockstep.foundation.ticks import date_of_day, day_of

SET_WEEK: Final = 1
AGREED_WEEK: Final = 5
LATE_WEEK: Final = 52
_THOUSAND: Final = 100_000
"""Minor units in a thousand."""


class _Teller:
    """Raises, moves and links as one of the cast."""

    def __init__(self, stage: Stage, cast: Cast, time: Timeline) -> None:
        self.stage, self.cast, self.time = stage, cast, time
        self.records: dict[tuple[str, str], Any] = {}

    def actor(self, code: str) -> Any:
        return self.cast.project_managers.get(code, self.cast.program_manager)

    def node(self, code: str) -> int:
        return self.stage.projects.get(code, self.stage.program)

    def day(self, week: int) -> str:
        found: date = date_of_day(day_of(self.time.end_of(week)))
        return found.isoformat()

    def add(self, register: str, name: str, code: str, **fields: Any) -> Any:
        actor = self.actor(code)
        given = {"owner": actor.pk, **fields}
        arguments = {"register": register, "node": self.node(code), "fields": given}
        row = perform("records.raise_record", actor=actor, arguments=arguments).value
        self.records[register, name] = row
        return row

    def move(self, register: str, row: Any, move: str, code: str = "", **fields: Any) -> None:
        row.refresh_from_db()
        arguments = {
            "register": register,
            "record": row.pk,
            "version": row.version,
            "move": move,
            "fields": fields,
        }
        perform("records.move_record", actor=self.actor(code), arguments=arguments)

    def change(self, register: str, row: Any, code: str, **changes: Any) -> None:
        row.refresh_from_db()
        arguments = {"register": register, "record": row.pk, "version": row.version, "changes": changes}
        perform("records.change_record", actor=self.actor(code), arguments=arguments)

    def link(self, kind: str, source: tuple[str, int], target: tuple[str, int]) -> None:
        ends = {
            "source": {"type": source[0], "id": source[1]},
            "target": {"type": target[0], "id": target[1]},
        }
        perform("records.link_records", actor=self.cast.program_manager, arguments={"kind": kind, **ends})


def tell_strategy(stage: Stage, cast: Cast, time: Timeline) -> None:
    """Set objectives, align the projects, and tell what is delivered, changed, asked for and agreed."""
    teller = _Teller(stage, cast, time)
    with told_at(time.told(SET_WEEK, hour=10)):
        _objectives(teller)
        _papers(teller)
    with told_at(time.told(AGREED_WEEK, hour=10)):
        _results(teller)
        _requirements(teller)
    with told_at(time.told(LATE_WEEK, hour=10)):
        _second_edition(teller)
        _change(teller)
        _demands(teller)


def _objectives(teller: _Teller) -> None:
    for name, fields in purpose.OBJECTIVES:
        row = teller.add("objectives", name, "", **fields, due_on=teller.day(150))
        teller.move("objectives", row, "activate")
    for code, goal, strength, reason in purpose.ALIGNMENTS:
        row = teller.add(
            "alignments",
            f"{code} {goal}",
            code,
            title=reason,
            objective=teller.records["objectives", goal].pk,
            strength=strength,
            reason=reason,
        )
        if strength > 1:
            teller.move("alignments", row, "confirm")


def _papers(teller: _Teller) -> None:
    charter = teller.add("charters", "EL", "", **purpose.CHARTER)
    inside, outside = purpose.SCOPE[0]
    scope = teller.add(
        "scope-statements", "1", "", title="Eastern Line", in_scope=inside, out_of_scope=outside
    )
    for register, row in (("charters", charter), ("scope-statements", scope)):
        teller.move(register, row, "send")
        teller.move(register, row, "sign")


def _results(teller: _Teller) -> None:
    for name, title, goal, baseline, target, unit in purpose.OUTCOMES:
        measure = "Survey of riders each autumn" if unit == "%" else "Timetable and counts"
        values = {"measure": measure, "baseline_value": baseline, "target_value": target, "unit": unit}
        row = teller.add("outcomes", name, "", title=title, due_on=teller.day(120), **values)
        _lead(teller, ("strategy.outcome", row.pk), ("strategy.objective", "objectives", goal))
    for name, title, outcomes, basis in purpose.CAPABILITIES:
        row = teller.add("capabilities", name, "", title=title, basis=basis, due_on=teller.day(96))
        for outcome in outcomes:
            _lead(teller, ("strategy.capability", row.pk), ("strategy.outcome", "outcomes", outcome))
    planned = _planned_days(teller)
    for told in purpose.DELIVERABLES:
        _deliverable(teller, planned, *told)


def _lead(teller: _Teller, source: tuple[str, int], target: tuple[str, str, str]) -> None:
    record_type, register, name = target
    teller.link("contributes_to", source, (record_type, teller.records[register, name].pk))


def _planned_days(teller: _Teller) -> dict[int, tuple[str, str]]:
    """Return the day agreed and the day forecast of each activity."""
    rows = schedule(teller.cast.program_manager, teller.stage.program).payload["activities"]
    found = {}
    for activity, agreed, forecast in zip(rows["id"], rows["baseFinish"], rows["finish"], strict=True):
        days = [date_of_day(day_of(at)).isoformat() if at else "" for at in (agreed or forecast, forecast)]
        found[activity] = (days[0], days[1])
    return found


def _deliverable(
    teller: _Teller,
    planned: dict[int, tuple[str, str]],
    code: str,
    activity_code: str,
    title: str,
    capability: str,
    progress: float,
    budget: int,
    estimate: int,
    effort_days: int,
    state: str,
) -> None:
    activity = teller.stage.activities[activity_code]
    due_on, forecast_on = planned[activity]
    row = teller.add(
        "deliverables",
        title,
        code,
        title=title,
        acceptance=purpose.CRITERIA,
        due_on=due_on,
        forecast_on=forecast_on,
        progress=progress,
        budget=budget * _THOUSAND,
        estimate=estimate * _THOUSAND,
        effort_days=effort_days,
    )
    teller.link("delivers", ("planning.activity", activity), ("strategy.deliverable", row.pk))
    target = teller.records["capabilities", capability].pk
    teller.link("enables", ("strategy.deliverable", row.pk), ("strategy.capability", target))
    if state in ("in_work", "accepted"):
        teller.move("deliverables", row, "begin", code)
    if state == "accepted":
        teller.move("deliverables", row, "submit", code)
        teller.move("deliverables", row, "accept", code, quality="passed")


def _requirements(teller: _Teller) -> None:
    for code, title, text, check, moscow, changes in purpose.REQUIREMENTS:
        row = teller.add(
            "requirements",
            title,
            code,
            title=title,
            text=text,
            acceptance=check,
            moscow=moscow,
            source="Operator",
        )
        teller.move("requirements", row, "agree", code)
        for number in range(changes):
            teller.change("requirements", row, code, acceptance=f"{check}, edition {number + 2}")


def _second_edition(teller: _Teller) -> None:
    first = teller.records["scope-statements", "1"]
    first.refresh_from_db()
    arguments = {"scope": first.pk, "version": first.version}
    second = perform("strategy.revise_scope", actor=teller.cast.program_manager, arguments=arguments).value
    inside, outside = purpose.SCOPE[1]
    teller.change("scope-statements", second, "", in_scope=inside, out_of_scope=outside)
    teller.move("scope-statements", second, "send")


def _change(teller: _Teller) -> None:
    from lockstep.domain.records.queries import ListQuery, Scope, listing

    row = teller.add("strategy-changes", "five", "", **purpose.CHANGE, effective_on=teller.day(96))
    goal = teller.records["objectives", purpose.CHANGED_OBJECTIVE].pk
    teller.link("affects", ("strategy.strategychange", row.pk), ("strategy.objective", goal))
    row.refresh_from_db()
    arguments = {"change": row.pk, "version": row.version, "due_on": teller.day(56)}
    perform("strategy.announce_change", actor=teller.cast.program_manager, arguments=arguments)
    for code, (consequence, meaning, days) in purpose.ANSWERS.items():
        actor = teller.actor(code)
        (asked,) = listing(actor, "acknowledgments", Scope(teller.node(code)), ListQuery()).rows
        arguments = {
            "register": "acknowledgments",
            "record": asked.id,
            "version": asked.version,
            "move": "acknowledge",
            "fields": {"consequence": consequence, "meaning": meaning, "days_of_delay": days},
        }
        perform("records.move_record", actor=actor, arguments=arguments)


def _demands(teller: _Teller) -> None:
    # The program's vehicles and road are given: what does not fit them counts more than elsewhere.
    weights = {"fit": 0.30, "value_level": 0.30, "risk_level": 0.15, "technical_fit": 0.25}
    arguments = {"node": teller.stage.program, "weights": weights}
    perform("strategy.set_weights", actor=teller.cast.program_manager, arguments=arguments)
    for title, asked_by, moscow, levels, points, cost, effort_days in purpose.DEMANDS:
        judged = dict(zip(("fit", "value_level", "risk_level", "technical_fit"), levels, strict=True))
        names = ("business_value", "time_criticality", "risk_reduction", "job_size")
        row = teller.add(
            "demands",
            title,
            "",
            title=title,
            asked_by=asked_by,
            moscow=moscow,
            cost=cost * _THOUSAND,
            effort_days=effort_days,
            **judged,
            **dict(zip(names, points, strict=True)),
        )
        teller.move("demands", row, "assess")
    ramp = teller.records["demands", "Ramp at Market for rail passengers"]
    teller.move("demands", ramp, "accept", decision_note="The rail station opens with the line.")
    arguments = {"node": teller.stage.program, "demand": ramp.pk, "place": 1}
    perform("strategy.rank_demand", actor=teller.cast.program_manager, arguments=arguments)
