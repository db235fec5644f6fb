"""Leveling: asked for as a job, kept as a proposal, taken as an ordinary change of delays."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import Standing, may_edit_schedule
from lockstep.domain.access.queries.nodes import NodeRow, readable_node
from lockstep.domain.ledger import Forbidden, InvalidInput, NotFound, Refused, Work, action
from lockstep.domain.planning.actions.proposals import ProposedEdit, propose_edit
from lockstep.domain.planning.bridge.compiled import compiled_network
from lockstep.domain.planning.bridge.gaps import digest_apart_from, gaps_by_activity, has_gaps
from lockstep.domain.planning.bridge.leveling import Watch, leveling_report
from lockstep.domain.planning.bridge.networks import network_of
from lockstep.domain.planning.bridge.packing import pack_json, unpack_json
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.editing import hold_network, open_activities, plan_of
from lockstep.domain.planning.models import Activity, LevelingProposal, Split
from lockstep.domain.planning.vocabulary import (
    LevelingAim,
    LevelingOrder,
    LevelingOutdated,
    LevelingState,
    LevelingStopped,
    Mastered,
)
from lockstep.domain.runs.actions import enqueue
from lockstep.foundation.ticks import TICKS_PER_HOUR

LEVEL: Final = "planning.level"
USUAL_SECONDS: Final = 10.0
MOST_SECONDS: Final = 600.0
MOST_PRIORITY: Final = 1_000
MOST_WEEKS: Final = 104


def ask_leveling(
    user: Any,
    node: int,
    *,
    order: LevelingOrder | None = None,
    seconds: float = USUAL_SECONDS,
) -> int:
    """Ask for a node to be leveled; return the job's id. Its result is `{"leveling": id}`.

    Without an order it is leveled as short as possible, looking for a better order for so many seconds.
    """
    place = readable_node(user, node)
    _require_leveling(user, place)
    wanted = order or LevelingOrder(LevelingAim.AS_SHORT_AS_POSSIBLE, float(seconds), {})
    _check(wanted)
    compiled = compiled_network(network_of(place.path).pk)
    if not len(rows_below(compiled, place.path)):
        raise Refused(place.name, "There is nothing to level yet; import a plan or add activities first.")
    arguments = {"node": place.id, **wanted.plain()}
    return enqueue(LEVEL, arguments, owner=user, node=place.id, dedupe_key=f"level-{place.id}")


def keep_leveling(user: Any, node: int, job: int | None, order: LevelingOrder, watch: Watch) -> int:
    """Level a node and keep what was found as a proposal; return its id. Nothing of the plan changes.

    A job that is carried out twice keeps one proposal. Where the watch says stop, the best so far is kept; while the
    plan is read there is none, and LevelingStopped is raised.
    """
    place = readable_node(user, node)
    _require_leveling(user, place)

    def go_on() -> None:
        watch.report(0.0, "Reading the plan")
        if watch.is_stopped:
            raise LevelingStopped(place.name, "Leveling was stopped before there was anything to keep.")

    go_on()
    compiled = compiled_network(network_of(place.path).pk, go_on)
    go_on()
    report = leveling_report(compiled, place.path, order, watch)
    found = {
        "node_id": place.id,
        "network_id": compiled.network,
        "actor_id": getattr(user, "pk", None),
        "settings": order.plain(),
        "network_revision": compiled.revision,
        "inputs_digest": digest_apart_from(compiled, gaps_by_activity(report)),
        "summary": _summary(report),
        "report": pack_json(report),
    }
    if job is None:
        return LevelingProposal.objects.create(**found).pk
    kept, _ = LevelingProposal.objects.update_or_create(job=job, defaults=found)
    return kept.pk


@action("planning.accept_leveling", version=1)
def accept_leveling(
    work: Work,
    *,
    proposal: int,
    projects: list[int] | None = None,
    activities: list[int] | None = None,
) -> list[int]:
    """Take delays of a leveling proposal: all, those of some projects, or those of some activities.

    Delays in projects that are mastered outside become proposals to their managers. Returns the activities of which
    the delay was set here.
    """
    row = found_proposal(proposal)
    place = load_node(work, row.node_id)
    work.require(may_edit_schedule, place)
    hold_network(work, place)
    compiled = compiled_network(row.network_id)
    report = unpack_json(row.report)
    gaps = gaps_by_activity(report)
    if digest_apart_from(compiled, gaps) != row.inputs_digest:
        raise LevelingOutdated(
            str(row),
            "The plan has changed since this was computed, so that its delays may no longer fit. Level it again.",
        )
    wanted = _wanted(report, compiled, projects, activities)
    if not wanted:
        raise Refused(
            str(row), "None of these activities has a delay in this proposal; tick at least one row."
        )
    rows = {found.pk: found for found in work.get_many(Activity, list(wanted))}
    missing = {activity for activity in gaps if activity in rows and not has_gaps(compiled, activity, gaps)}
    by_project: dict[int, list[Activity]] = {}
    for found in rows.values():
        if found.leveling_delay_ticks != wanted[found.pk] or found.pk in missing:
            by_project.setdefault(found.project_id, []).append(found)
    here: list[int] = []
    for project, own in by_project.items():
        plan = plan_of(work, project)
        if plan is not None and plan.mastered == Mastered.OUTSIDE:
            note = f"From {row}{_interrupted(own, gaps)}"
            propose_edit(work, project=project, edits=[_edit(own, wanted)], note=note)
        else:
            here += [found.pk for found in own]
    if here:
        open_activities(work, here)
        work.change_many(
            Activity,
            [
                (found, None, {"leveling_delay_ticks": wanted[found]})
                for found in here
                if rows[found].leveling_delay_ticks != wanted[found]
            ],
        )
        _split(work, [rows[found] for found in here if found in missing], gaps)
    return here


def _split(work: Work, rows: Sequence[Activity], gaps: Mapping[int, Sequence[Sequence[int]]]) -> None:
    """Write the proposed gaps of activities that are in one piece so far."""
    made = [
        {"activity_id": row.pk, "project_id": row.project_id, "after_ticks": after, "gap_ticks": gap}
        for row in rows
        for after, gap in gaps[row.pk]
    ]
    if made:
        work.create_many(Split, made)


def _interrupted(rows: Sequence[Activity], gaps: Mapping[int, Sequence[Sequence[int]]]) -> str:
    """Return what else the manager of a plan that is mastered outside would have to do."""
    names = [row.name for row in rows if row.pk in gaps]
    return f"; it also interrupts {', '.join(names[:5])}{' and others' if names[5:] else ''}" if names else ""


def dismiss_leveling(user: Any, proposal: int) -> None:
    """Put a proposal aside. What was taken of it stays."""
    _set_state(user, proposal, LevelingState.DISMISSED)


def reopen_leveling(user: Any, proposal: int) -> None:
    """Look at a proposal again that was put aside."""
    _set_state(user, proposal, LevelingState.OPEN)


def found_proposal(proposal: int) -> LevelingProposal:
    """Return a stored proposal, whoever asks."""
    row = LevelingProposal.objects.filter(pk=proposal).first()
    if row is None:
        raise NotFound(
            f"leveling proposal {proposal}", "There is no such leveling proposal, or you may not see it."
        )
    return row


def _check(order: LevelingOrder) -> None:
    if not 0 <= order.seconds <= MOST_SECONDS:
        raise InvalidInput("seconds", f"Give between 0 and {MOST_SECONDS:g} seconds.")
    given = (*order.priorities.values(), *order.program_priorities.values())
    if not all(0 <= priority <= MOST_PRIORITY for priority in given):
        raise InvalidInput("priorities", f"A priority lies between 0 and {MOST_PRIORITY}.")
    if not all(0 <= weeks <= MOST_WEEKS for weeks in (order.lead_weeks, order.ramp_up_weeks)):
        raise InvalidInput("weeks", f"Lead time and ramp-up lie between 0 and {MOST_WEEKS} weeks.")


def _set_state(user: Any, proposal: int, state: LevelingState) -> None:
    row = found_proposal(proposal)
    _require_leveling(user, readable_node(user, row.node_id))
    LevelingProposal.objects.filter(pk=row.pk).update(state=state.value)


def _require_leveling(user: Any, place: NodeRow) -> None:
    if not Standing.of(user).may(may_edit_schedule.permission, place.path):
        raise Forbidden(place.name, f"You may not {may_edit_schedule.words}. Ask its manager for a role.")


def _wanted(
    report: dict[str, Any], compiled: Any, projects: Sequence[int] | None, activities: Sequence[int] | None
) -> dict[int, int]:
    """Return the chosen delays by activity."""
    delays = {row[0]: row[2] for row in report["delays"]}
    if activities is not None:
        delays = {activity: delays[activity] for activity in activities if activity in delays}
    if projects is None:
        return delays
    chosen = set(projects)
    table, nodes = compiled.plan.activities, compiled.assembled.project_ids
    return {
        activity: delay
        for activity, delay in delays.items()
        if (at := compiled.row(activity)) is not None and int(nodes[table.project[at]]) in chosen
    }


def _edit(rows: Sequence[Activity], wanted: Mapping[int, int]) -> ProposedEdit:
    edits = [
        {
            "activity": row.pk,
            "version": row.version,
            "changes": {"leveling_delay_ticks": wanted[row.pk]},
        }
        for row in rows
    ]
    return ProposedEdit(action="planning.change_activities", arguments={"edits": edits})


def _summary(report: dict[str, Any]) -> dict[str, Any]:
    before, after = (sum(row[column] for row in report["resources"]) for column in (1, 2))
    return {
        "delays": len(report["delays"]),
        "finishBefore": report["finish"]["before"],
        "finishAfter": report["finish"]["after"],
        "overloadBeforeHours": round(before / TICKS_PER_HOUR, 1),
        "overloadAfterHours": round(after / TICKS_PER_HOUR, 1),
        "isStopped": report["isStopped"],
    }
