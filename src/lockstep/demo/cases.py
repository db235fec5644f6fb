"""Telling how goals are decided on, what is worth doing, and on what that rests."""

from typing import Any, Final

from lockstep.demo.cast import Cast
from lockstep.demo.long_view import Narrator
from lockstep.demo.records.scribe import PROGRAM, Day, Scribe
from lockstep.demo.stage import Stage
from lockstep.demo.story import cases as story
from lockstep.demo.story import long_view
from lockstep.demo.timeline import Timeline
from lockstep.domain.ledger import perform, told_at
from lockstep.domain.portfolio.queries import node_page

FIRST_WEEK: Final = 2
PROPOSED_WEEK: Final = 22
HANDED_WEEK: Final = 28
REVIEWED_WEEK: Final = 30
NOW_WEEK: Final = 53
_THOUSAND: Final = 100_000
_REVIEW_DAYS: Final = 180


def tell_cases(stage: Stage, cast: Cast, time: Timeline) -> None:
    """Tell proposals with their votes, the business case, a needs analysis, processes, evidence, and the upkeep."""
    told = Narrator(Scribe.of(stage, cast, time))
    with told_at(time.told(FIRST_WEEK, hour=9)):
        _processes(told)
        _case(told)
        upkeep = _upkeep(told)
    with told_at(time.told(PROPOSED_WEEK, hour=9)):
        _proposal(told, story.PROPOSALS[0], time, PROPOSED_WEEK + 2)
    with told_at(time.told(HANDED_WEEK, hour=9)):
        _handed_over(told, upkeep)
    with told_at(time.told(REVIEWED_WEEK, hour=9)):
        told.move("case", "review")
    with told_at(time.told(NOW_WEEK, hour=9)):
        _proposal(told, story.PROPOSALS[1], time, NOW_WEEK + 4)
        _need(told)
        _changing(told)
        _evidence(told)


def _options(told: Narrator, paper: str, field: str, home: str, options: Any) -> None:
    for title, pros, cons, cost, benefit, risk in options:
        facts = {
            "title": title,
            field: told.scribe.written[paper].id,
            "pros": pros,
            "cons": cons,
            "cost": cost * _THOUSAND,
            "benefit": benefit * _THOUSAND,
        }
        told.add(f"{paper} {title}", "options", home, facts if risk is None else {**facts, "risk": risk})


def _recommend(told: Narrator, paper: str, option: str, words: str) -> None:
    found = told.scribe.written[paper]
    changes = {"recommended": told.scribe.written[f"{paper} {option}"].id, "recommendation": words}
    arguments = {"register": found.register, "record": found.id, "version": found.version, "changes": changes}
    row = perform("records.change_record", actor=told.scribe.cast.program_manager, arguments=arguments).value
    told.scribe.keep(paper, found.register, row)


def _case(told: Narrator) -> None:
    told.add("case", "business-cases", PROGRAM, story.CASE)
    _options(told, "case", "case", PROGRAM, story.CASE_OPTIONS)
    _recommend(told, "case", story.CASE_OPTIONS[0][0], story.CASE["recommendation"])
    told.move("case", "send", "sign")
    told.link("contributes_to", "case", told.found("objectives", long_view.OBJECTIVES["riders"]))


def _proposal(told: Narrator, facts: dict[str, Any], time: Timeline, due_week: int) -> None:
    name, cast = facts["name"], told.scribe.cast
    kept = ("title", "why", "measure", "unit", "baseline_value", "target_value", "majority")
    told.add(name, "objective-proposals", PROGRAM, {key: facts[key] for key in kept})
    _options(told, name, "proposal", PROGRAM, facts["options"])
    _recommend(told, name, facts["recommended"], facts["recommendation"])
    voters = [cast.project_managers[code] for code, _, _ in facts["votes"]]
    asked = voters if facts["is_mandated"] else [*voters, cast.program_manager]
    row = told.scribe.written[name]
    due_on = told.scribe.fields({"due_on": Day(due_week)})["due_on"]
    arguments = {"proposal": row.id, "version": row.version, "voters": [user.pk for user in asked]}
    moved = perform(
        "strategy.request_decision", actor=cast.program_manager, arguments={**arguments, "due_on": due_on}
    ).value
    for (_, choice, reason), voter in zip(facts["votes"], voters, strict=True):
        vote = {"proposal": row.id, "choice": choice, "reason": reason}
        perform("strategy.cast_vote", actor=voter, arguments=vote)
    if facts["is_mandated"]:
        closing = {"proposal": row.id, "version": moved.version, "outcome": "From the first day on."}
        closed = perform("strategy.close_vote", actor=cast.program_manager, arguments=closing).value
        giving = {"proposal": row.id, "version": closed.version}
        perform("strategy.give_mandate", actor=cast.program_manager, arguments=giving)


def _processes(told: Narrator) -> None:
    for title, kind, area, projects in story.PROCESSES:
        facts = {"title": title, "kind": kind, "area": area}
        told.add(f"process {title}", "business-processes", PROGRAM, facts)
        for code in projects:
            ends = {
                "kind": "affects",
                "source": told.node(code),
                "target": told.scribe.reference(f"process {title}"),
            }
            perform("records.link_records", actor=told.scribe.cast.program_manager, arguments=ends)


def _changing(told: Narrator) -> None:
    for register, title, processes in story.CHANGED_BY:
        source = told.found(register, title)
        for process in processes:
            ends = {"source": source, "target": told.scribe.reference(f"process {process}")}
            arguments = {"kind": "affects", **ends}
            perform("records.link_records", actor=told.scribe.cast.program_manager, arguments=arguments)


def _need(told: Narrator) -> None:
    process = told.scribe.written["process Replacing a lost card"].id
    told.add("need", "needs-analyses", "TK", {**story.NEED, "process": process})
    _options(told, "need", "analysis", "TK", story.NEED_OPTIONS)
    told.move("need", "measure", home="TK")
    words = {"recommendation": story.NEED_RECOMMENDATION}
    recommended = told.scribe.written[f"need {story.NEED_OPTIONS[0][0]}"].id
    told.move("need", "conclude", home="TK", recommended=recommended, **words)
    becoming = {"register": "needs-analyses", "record": told.scribe.written["need"].id, "to": "demands"}
    fields = {"title": story.NEED_OPTIONS[0][0], "cost": story.NEED_OPTIONS[0][3] * _THOUSAND}
    actor = told.scribe.actor("TK")
    perform("records.convert_record", actor=actor, arguments={**becoming, "fields": fields})


def _evidence(told: Narrator) -> None:
    for title, citation, claim, kind, confidence, uses in story.EVIDENCE:
        facts = {"title": title, "citation": citation, "claim": claim, "kind": kind, "confidence": confidence}
        told.add(title, "evidence-sources", PROGRAM, facts)
        told.move(title, "check")
        for use in uses:
            told.link("evidences", title, _built_on(told, use))


def _built_on(told: Narrator, use: str) -> dict[str, Any]:
    if use.startswith("option "):
        return told.scribe.reference(f"case {use.removeprefix('option ')}")
    if use.startswith("risk "):
        return told.found("risks", use.removeprefix("risk "))
    return told.scribe.reference(use)


def _upkeep(told: Narrator) -> int:
    """Add a program that has no end, serves two objectives, and is looked at again twice a year."""
    cast, stage = told.scribe.cast, told.scribe.stage
    arguments = {
        "kind": "program",
        "name": story.UPKEEP,
        "parent": stage.portfolio,
        "code": "NU",
        "description": story.UPKEEP_ABOUT,
        "manager": cast.administrator.pk,
    }
    node: int = perform("portfolio.add_node", actor=cast.administrator, arguments=arguments).value.pk
    grant = {"user": cast.program_manager.pk, "role": "program_manager", "node": node}
    perform("access.grant_role", actor=cast.administrator, arguments=grant)
    for goal, strength, reason in story.UPKEEP_SERVES:
        target = told.found("objectives", long_view.OBJECTIVES[goal])
        fields = {"title": reason, "objective": target["id"], "strength": strength, "reason": reason}
        raising = {"register": "alignments", "node": node, "fields": fields}
        perform("records.raise_record", actor=cast.administrator, arguments=raising)
    cycle = {"node": node, "version": _details(cast, node), "review_days": _REVIEW_DAYS}
    perform("portfolio.set_review_cycle", actor=cast.administrator, arguments=cycle)
    said = {"node": stage.program, "version": _details(cast, stage.program), "office": "organization"}
    first = {**said, "name": story.ORGANIZATIONS[0]}
    perform("portfolio.hand_over", actor=cast.administrator, arguments=first)
    return node


def _handed_over(told: Narrator, upkeep: int) -> None:
    cast, program = told.scribe.cast, told.scribe.stage.program
    reviewing = {"node": upkeep, "version": _details(cast, upkeep), "note": "Goes on; the wires come first."}
    perform("portfolio.note_review", actor=cast.administrator, arguments=reviewing)
    for node, office in (
        (upkeep, {"office": "manager", "holder": cast.program_manager.pk}),
        (program, {"office": "organization", "name": story.ORGANIZATIONS[1]}),
    ):
        arguments = {"node": node, "version": _details(cast, node), **office}
        perform(
            "portfolio.hand_over", actor=cast.administrator, arguments=arguments, reason=story.REORGANIZED
        )


def _details(cast: Cast, node: int) -> int:
    return node_page(cast.administrator, node).row.details_version
