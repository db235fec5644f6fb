"""Random histories: taking everything back restores every earlier state; doing it again restores the later one."""

from contextlib import suppress
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lockstep.domain.ledger import perform, undo
from lockstep.foundation.findings import LockstepError
from tests.domain.conftest import Forest
from tests.domain.ledger.test_undo import snapshot

NODES = ("portfolio", "alpha", "beta", "dig", "pour", "wire")
node_names = st.sampled_from(NODES)
edits = st.one_of(
    st.tuples(st.just("rename_node"), node_names, st.sampled_from(["One", "Two", "Three"])),
    st.tuples(st.just("change_details"), node_names, st.sampled_from(["C1", "C2", ""])),
    st.tuples(st.just("move_node"), node_names, node_names),
    st.tuples(st.just("pause_node"), node_names, st.none()),
    st.tuples(st.just("resume_node"), node_names, st.none()),
    st.tuples(st.just("withdraw_node"), node_names, st.none()),
    st.tuples(st.just("rejoin_node"), node_names, st.none()),
    st.tuples(st.just("remove_node"), node_names, st.none()),
    st.tuples(st.just("add_node"), node_names, st.sampled_from(["program", "project"])),
)


class _EndOfExample(Exception):
    """Takes the example's rows away."""


def arguments_of(verb: str, node: int, detail: Any, forest: Forest) -> dict[str, Any]:
    from lockstep.domain.access.models import Node
    from lockstep.domain.portfolio.models import Profile

    version = Node.objects.filter(pk=node).values_list("version", flat=True).first() or 1
    match verb:
        case "rename_node":
            return {"node": node, "version": version, "name": detail}
        case "change_details":
            own = Profile.objects.filter(node_id=node).values_list("version", flat=True).first() or 1
            return {"node": node, "version": own, "changes": {"code": detail, "sponsor": detail * 2}}
        case "move_node":
            return {"node": node, "version": version, "parent": getattr(forest, detail)}
        case "remove_node":
            return {"node": node, "version": version}
        case "add_node":
            return {"kind": detail, "name": "New", "parent": node}
        case "pause_node" | "withdraw_node":
            return {"node": node, "reason": "r"}
        case _:
            return {"node": node}


@given(said=st.lists(edits, min_size=1, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_a_history_restores_each_state_and_redoing_it_the_last(
    administrator: Any, forest: Forest, said: list[Any]
) -> None:
    with suppress(_EndOfExample), transaction.atomic():
        # perform() wants to be outermost; for the example it is told that it is.
        transaction.get_connection().atomic_blocks[-1]._from_testcase = True
        states, done = [snapshot()], []
        for verb, name, detail in said:
            arguments = arguments_of(verb, getattr(forest, name), detail, forest)
            try:
                outcome = perform(f"portfolio.{verb}", actor=administrator, arguments=arguments)
            except LockstepError:
                assert snapshot() == states[-1]
                continue
            if outcome.change_set_id is not None:
                done.append(outcome.change_set_id)
                states.append(snapshot())
        undone = []
        for number in range(len(done) - 1, -1, -1):
            undone.append(undo(done[number], actor=administrator).change_set_id)
            assert snapshot() == states[number]
        for number, change_set in enumerate(reversed(undone)):
            undo(change_set, actor=administrator)
            assert snapshot() == states[number + 1]
        raise _EndOfExample
