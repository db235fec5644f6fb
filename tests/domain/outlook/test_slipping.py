"""What is hit if something slips: the network decides what moves, links tell what waits for it."""

from typing import Any

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.outlook.queries import SlipPage, hit_if_slips
from lockstep.domain.records.queries import trace_up
from lockstep.plan import ConstraintKind

from .conftest import DAY, MONDAY, do

ACTIVITY = "planning.activity"


def raised(register: str, node: int, **fields: Any) -> Any:
    return do("records.raise_record", register=register, node=node, fields={"title": "Something", **fields})


def linked(kind: str, source: tuple[str, int], target: tuple[str, int]) -> None:
    ends = {"source": {"type": source[0], "id": source[1]}, "target": {"type": target[0], "id": target[1]}}
    do("records.link_records", kind=kind, **ends)


def days_of(page: SlipPage, group: str) -> dict[str, float | None]:
    hits = {item.name: item.hits for item in page.groups}
    return {hit.end.title: hit.days for hit in hits.get(group, ())}


def test_a_slip_moves_what_has_no_float_and_stops_at_what_has(program: Any) -> None:
    """Survey leads to trench, slab and gate without float, and to a fence that may not stand before a later day.

    Five working days are a week on the calendar.
    """
    fence = program.add(
        program.dig,
        "Fence stands",
        0,
        changes={
            "kind": "finish_milestone",
            "constraint": int(ConstraintKind.START_NO_EARLIER_THAN),
            "constraint_at_ticks": MONDAY + 30 * 14_400,
        },
    )
    program.link(program.survey, fence)
    risk = raised("risks", program.pour, title="Frost", cause="Winter", event="Frost", effect="Delay")
    linked("threatens", ("risks.risk", risk.pk), (ACTIVITY, program.slab.pk))
    other = raised("risks", program.dig, title="Wind", cause="Winter", event="Wind", effect="Delay")
    linked("threatens", ("risks.risk", other.pk), (ACTIVITY, fence.pk))
    page = hit_if_slips(SYSTEM, ACTIVITY, program.survey.pk, days=5)
    assert days_of(page, "milestones") == {"Gate": 7}
    assert [hit.end.title for hit in page.holding] == ["Fence stands"]
    assert (page.holding[0].float_days or 0) > 0
    assert set(days_of(page, "risks")) == {"Frost"}
    assert page.moved == 4
    assert days_of(hit_if_slips(SYSTEM, ACTIVITY, program.slab.pk, days=5), "milestones") == {"Gate": 7}
    program.link(program.gate, program.add(program.pour, "Opening", 0, changes={"kind": "finish_milestone"}))
    assert days_of(hit_if_slips(SYSTEM, ACTIVITY, program.gate.pk, days=5), "milestones") == {"Opening": 7}


def test_a_hand_off_is_held_against_the_day_after_the_slip(program: Any) -> None:
    """What the trench hands to the slab is needed when the slab must start: five days later it comes a week late."""
    fields = {"giver": program.trench.pk, "receiver": program.slab.pk}
    row = raised("hand-offs", program.program, title="Dry trench", **fields)
    page = hit_if_slips(SYSTEM, ACTIVITY, program.survey.pk, days=5)
    (hit,) = next(group.hits for group in page.groups if group.name == "hand-offs")
    assert (hit.end.id, hit.days, hit.margin_days) == (row.pk, 7, -7)
    own = hit_if_slips(SYSTEM, "delivery.handoff", row.pk, days=5)
    assert days_of(own, "milestones") == {"Gate": 7}


def test_a_deliverable_slips_by_its_work_and_finished_work_slips_no_more(program: Any) -> None:
    found = raised("deliverables", program.pour, title="Slab")
    linked("delivers", (ACTIVITY, program.slab.pk), ("strategy.deliverable", found.pk))
    page = hit_if_slips(SYSTEM, "strategy.deliverable", found.pk, days=1)
    assert set(days_of(page, "milestones")) == {"Gate"}
    program.slab.refresh_from_db()
    at = MONDAY + 5 * DAY
    changes = {"actual_start_ticks": at, "actual_finish_ticks": at + DAY}
    do("planning.change_activity", activity=program.slab.pk, version=program.slab.version, changes=changes)
    page = hit_if_slips(SYSTEM, "strategy.deliverable", found.pk, days=1)
    assert (page.has_work, page.moved) == (False, 0)


def test_the_way_up_takes_what_is_linked_before_the_place_where_it_lies(program: Any) -> None:
    """Over its project the objective is nearer; over its deliverable and outcome somebody said why."""
    goal = raised("objectives", program.program, title="Open in May")
    near = raised(
        "alignments", program.pour, title="It does", objective=goal.pk, strength=3, reason="It does"
    )
    found = raised("deliverables", program.pour, title="Slab")
    outcome = raised("outcomes", program.program, title="Shorter trips")
    linked("delivers", (ACTIVITY, program.slab.pk), ("strategy.deliverable", found.pk))
    linked("contributes_to", ("strategy.deliverable", found.pk), ("strategy.outcome", outcome.pk))
    linked("contributes_to", ("strategy.outcome", outcome.pk), ("strategy.objective", goal.pk))
    way = trace_up(SYSTEM, ACTIVITY, program.slab.pk).path
    assert [end.title for end in way] == ["Slab", "Slab", "Shorter trips", "Open in May"]
    assert near.pk in {end.id for end, _ in trace_up(SYSTEM, ACTIVITY, program.slab.pk).ends}
