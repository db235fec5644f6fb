"""Changing a plan: fields that agree, links, loops, outline, and the dates that follow."""

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import Edit, Forbidden, NotFound, StaleVersion, undo
from lockstep.domain.planning.actions import apply_edits, undo_edits
from lockstep.domain.planning.models import Activity, CurrentDates, CurrentResult, Network, ScheduleResult
from lockstep.domain.planning.queries import link_ends, preview_edits, schedule
from lockstep.domain.planning.vocabulary import EditError, LoopError, RowState
from tests.domain.planning.conftest import DAY, MONDAY, Program, do


def shown(node: int) -> dict[int, tuple[int, int]]:
    columns = schedule(SYSTEM, node).payload["activities"]
    return dict(zip(columns["id"], zip(columns["start"], columns["finish"], strict=True), strict=True))


def test_a_change_is_computed_and_stored_in_the_same_call(program: Program) -> None:
    dig = program.add(program.dig, "Dig", 5)
    pour = program.add(program.pour, "Pour", 2)
    program.link(dig, pour)
    before = shown(program.program)
    do("planning.change_activity", activity=dig.pk, version=dig.version, changes={"duration_ticks": 6 * DAY})
    after = shown(program.program)
    assert after[pour.pk][0] > before[pour.pk][0]
    stored = CurrentDates.objects.get(activity=pour.pk)
    assert (stored.start_ticks, stored.finish_ticks) == after[pour.pk]
    network = Network.objects.get(root=program.portfolio)
    assert CurrentResult.objects.get(network=network).revision == network.revision


def test_a_stale_version_answers_with_both_values(program: Program) -> None:
    dig = program.add(program.dig, "Dig", 5)
    do("planning.change_activity", activity=dig.pk, version=1, changes={"duration_ticks": 6 * DAY})
    with pytest.raises(StaleVersion) as caught:
        do("planning.change_activity", activity=dig.pk, version=1, changes={"duration_ticks": 7 * DAY})
    conflict = next(found for found in caught.value.conflicts if found.field == "duration_ticks")
    assert (conflict.yours, conflict.theirs) == (7 * DAY, 6 * DAY)


def test_a_stale_version_names_only_what_people_wrote(program: Program) -> None:
    """The case-folded name is written beside the name, and nobody knows it."""
    dig = program.add(program.dig, "Dig", 5)
    do("planning.change_activity", activity=dig.pk, version=1, changes={"name": "Dig here"})
    with pytest.raises(StaleVersion) as caught:
        do("planning.change_activity", activity=dig.pk, version=1, changes={"name": "Dig there"})
    assert [found.field for found in caught.value.conflicts] == ["name"]
    assert "(name differ)" in caught.value.sentence


def test_a_loop_is_refused_with_its_activities_named_in_order(program: Program) -> None:
    dig = program.add(program.dig, "Dig")
    lay = program.add(program.dig, "Lay")
    pour = program.add(program.pour, "Pour")
    program.link(dig, lay)
    program.link(lay, pour)
    with pytest.raises(LoopError, match="'Dig' -> 'Lay' -> 'Pour' -> 'Dig'"):
        program.link(pour, dig)


def test_a_loop_through_a_summary_is_refused(program: Program) -> None:
    phase = program.add(program.dig, "Phase")
    dig = program.add(program.dig, "Dig", parent=phase.pk)
    pour = program.add(program.pour, "Pour")
    program.link(phase, pour)
    with pytest.raises(LoopError):
        program.link(pour, dig)
    with pytest.raises(LoopError):
        program.link(phase, dig)


def test_moving_an_activity_below_what_it_waits_for_is_refused(program: Program) -> None:
    first = program.add(program.dig, "First")
    second = program.add(program.dig, "Second")
    program.link(first, second)
    with pytest.raises(LoopError):
        do("planning.indent_activity", activity=second.pk, version=second.version)


def test_outline_edits_place_activities(program: Program) -> None:
    a, b, c = (program.add(program.dig, name) for name in "ABC")
    do("planning.indent_activity", activity=b.pk, version=1)
    assert Activity.objects.get(pk=b.pk).parent_id == a.pk
    columns = schedule(SYSTEM, program.dig).payload["activities"]
    assert columns["name"][1:] == ["A", "B", "C"]
    assert columns["kinds"][columns["kind"][1]] == "summary"
    do("planning.reorder_activity", activity=c.pk, version=1)
    assert schedule(SYSTEM, program.dig).payload["activities"]["name"][1:] == ["C", "A", "B"]
    do("planning.outdent_activity", activity=b.pk, version=Activity.objects.get(pk=b.pk).version)
    columns = schedule(SYSTEM, program.dig).payload["activities"]
    assert columns["name"][1:] == ["C", "A", "B"]
    assert columns["kinds"][columns["kind"][2]] == "activity"


def test_a_removed_summary_takes_what_is_below_with_it_and_undo_brings_it_back(program: Program) -> None:
    phase = program.add(program.dig, "Phase")
    dig = program.add(program.dig, "Dig", 3, parent=phase.pk)
    before = shown(program.program)
    edits = [Edit("planning.remove_activity", {"activity": phase.pk, "version": 1})]
    applied = apply_edits(SYSTEM, program.program, edits)
    assert set(applied.impact.rows["removed"]) == {phase.pk, dig.pk}
    assert Activity.objects.get(pk=dig.pk).state == RowState.WITHDRAWN
    undo_edits(SYSTEM, program.program, applied.outcome.change_set_id)
    assert shown(program.program) == before


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"percent_complete": 50}, {"remaining_ticks": 2 * DAY, "share_complete": 0.5}),
        (
            {"actual_start_ticks": MONDAY, "actual_finish_ticks": MONDAY + DAY},
            {"remaining_ticks": 0, "share_complete": 1.0},
        ),
        ({"duration_ticks": 8 * DAY}, {"remaining_ticks": 8 * DAY}),
        (
            {"constraint": "start_no_earlier_than", "constraint_at": MONDAY},
            {"constraint": 4, "constraint_at_ticks": MONDAY},
        ),
        ({"constraint": None}, {"constraint": 0, "constraint_at_ticks": None}),
        ({"kind": "finish_milestone"}, {"duration_ticks": 0, "remaining_ticks": 0}),
    ],
)
def test_fields_are_kept_in_step(program: Program, changes: dict, expected: dict) -> None:
    dig = program.add(program.dig, "Dig", 4)
    do("planning.change_activity", activity=dig.pk, version=1, changes=changes)
    assert Activity.objects.filter(pk=dig.pk).values(*expected).get() == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"duration_ticks": -1},
        {"percent_complete": 120},
        {"constraint": "start_no_earlier_than"},
        {"constraint": "whenever"},
        {"actual_finish_ticks": MONDAY},
        {"deadline_ticks": 10**15},
    ],
)
def test_what_makes_no_sense_is_refused(program: Program, changes: dict) -> None:
    dig = program.add(program.dig, "Dig", 4)
    with pytest.raises(EditError):
        do("planning.change_activity", activity=dig.pk, version=1, changes=changes)


def test_a_preview_equals_what_saving_then_gives_and_writes_nothing(program: Program) -> None:
    dig = program.add(program.dig, "Dig", 5)
    pour = program.add(program.pour, "Pour", 2)
    cure = program.add(program.pour, "Cure", 3)
    program.link(dig, pour)
    edits = [
        Edit(
            "planning.change_activity",
            {"activity": dig.pk, "version": 1, "changes": {"duration_ticks": 8 * DAY}},
        ),
        Edit("planning.link_activities", {"predecessor": pour.pk, "successor": cure.pk, "lag_ticks": DAY}),
        Edit("planning.indent_activity", {"activity": cure.pk, "version": 1}),
    ]
    edits.pop()  # a link and a summary above its own successor would be a loop
    revisions = ScheduleResult.objects.count()
    preview = preview_edits(SYSTEM, program.program, edits)
    assert ScheduleResult.objects.count() == revisions
    assert Activity.objects.get(pk=dig.pk).duration_ticks == 5 * DAY
    applied = apply_edits(SYSTEM, program.program, edits)
    assert applied.payload["rows"] == preview.payload["rows"]
    assert applied.payload["sentence"] == preview.payload["sentence"]
    assert preview.may_apply
    assert not preview.must_propose


def test_a_preview_of_someone_who_may_only_read_says_so(program: Program, make_person) -> None:
    dig = program.add(program.dig, "Dig", 5)
    viewer = make_person("Vera", "viewer", program.program)
    edit = Edit(
        "planning.change_activity", {"activity": dig.pk, "version": 1, "changes": {"duration_ticks": DAY}}
    )
    assert not preview_edits(viewer, program.program, [edit]).may_apply
    with pytest.raises(Forbidden):
        apply_edits(viewer, program.program, [edit])


def test_what_one_may_not_see_does_not_exist(program: Program, make_person) -> None:
    dig = program.add(program.dig, "Dig", 5)
    pour = program.add(program.pour, "Pour", 2)
    program.link(dig, pour)
    stranger = make_person("Sam", "project_manager", program.pour)
    with pytest.raises(NotFound):
        schedule(stranger, program.dig)
    columns = schedule(stranger, program.pour).payload["activities"]
    stub = columns["outside"].index(1)
    assert columns["name"][stub] == "activity outside your view"
    assert columns["id"][stub] == 0
    assert columns["start"][stub] == MONDAY
    edit = Edit(
        "planning.change_activity", {"activity": dig.pk, "version": 1, "changes": {"duration_ticks": DAY}}
    )
    with pytest.raises(NotFound):
        preview_edits(stranger, program.pour, [edit])


def test_activities_of_other_projects_are_found_by_their_own_name_and_their_project(
    program: Program, make_person, statements
) -> None:
    """All words count, over every readable project of the portfolio but the asked one; the cost stays the same."""
    dig, pour = program.add(program.dig, "Dig the pit", 5), program.add(program.pour, "Pour the slab", 2)
    pia = make_person("Pia", "viewer", program.program)
    found = link_ends(pia, program.dig, "slab pou")
    assert [(row.activity, row.project_name, row.viewpoint) for row in found] == [
        (pour.pk, "Pour", program.program)
    ]
    assert [row.activity for row in link_ends(pia, program.pour, "dig")] == [dig.pk]
    assert link_ends(pia, program.program, "dig") == ()
    stranger = make_person("Sam", "project_manager", program.pour)
    assert link_ends(stranger, program.pour, "dig") == ()
    once = statements(lambda: link_ends(pia, program.dig, "pour"))
    for number in range(5):
        program.add(program.pour, f"Pour {number}")
    assert statements(lambda: link_ends(pia, program.dig, "pour")) == once


def test_undo_of_a_link_takes_its_effect_back(program: Program) -> None:
    dig, pour = program.add(program.dig, "Dig", 5), program.add(program.pour, "Pour")
    before = shown(program.program)
    edits = [Edit("planning.link_activities", {"predecessor": dig.pk, "successor": pour.pk})]
    applied = apply_edits(SYSTEM, program.program, edits)
    assert shown(program.program) != before
    undo(applied.outcome.change_set_id, actor=SYSTEM)
    assert shown(program.program) == before
