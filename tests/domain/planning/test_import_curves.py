"""What P6 says of curves and roles, from the file to the page and back."""

from typing import Any

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.people.models import Resource
from lockstep.domain.planning.actions import apply_import, prepare_import
from lockstep.domain.planning.bridge.compiled import compiled_network
from lockstep.domain.planning.models import Activity, Network
from lockstep.domain.planning.queries.activity_record import activity_record
from lockstep.engine import schedule, workload
from lockstep.exchange import read
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.plan import CURVE_POINTS
from lockstep.web.activity_words import assigned_words, facts_of
from tests.domain.planning.conftest import MONDAY, Program
from tests.domain.planning.port_file import two_projects

SLOW = (0.0, *[1.0] * 10, *[9.0] * 10)


def file(primary: str = "8") -> bytes:
    """Return the port with Ann in the yard, by a slow curve; she welds and rigs. In the quay some rigger is wanted."""
    points = "\t".join(f"pct_usage_{point}" for point in range(CURVE_POINTS))
    more = [
        "%T\tRSRC",
        "%F\trsrc_id\trsrc_name\trsrc_type\trole_id",
        f"%R\t1\tAnn\tRT_Labor\t{primary}",
        "%T\tROLES",
        "%F\trole_id\trole_name",
        "%R\t7\tWelder",
        "%R\t8\tRigger",
        "%T\tRSRCROLE",
        "%F\trsrc_id\trole_id\tskill_level",
        "%R\t1\t7\t1",
        "%R\t1\t8\t2",
        "%T\tRSRCCURVDATA",
        f"%F\tcurv_id\tcurv_name\tdefault_flag\t{points}",
        "%R\t4\tSlow start\tN\t" + "\t".join(map(str, SLOW)),
        "%T\tTASKRSRC",
        "%F\ttaskrsrc_id\ttask_id\tproj_id\trsrc_id\trole_id\ttarget_qty\tremain_qty\ttarget_qty_per_hr\tcurv_id",
        "%R\t1\t11\t100\t1\t\t40\t40\t1\t4",
        "%R\t2\t21\t200\t\t8\t40\t40\t1\t",
        "%E",
    ]
    return two_projects([("Y1", "Q1", "FS", 0)]).replace(b"%E", "\n".join(more).encode())


def bring(node: int, content: bytes, **options: Any) -> Any:
    return apply_import(SYSTEM, prepare_import(SYSTEM, node, "port.xer", content, **options))


def test_curves_and_roles_come_from_the_file_to_the_workload_and_into_words(program: Program) -> None:
    """Stored and read again they load the same days as the file; the page says them; a second import finds nothing."""
    yard, _ = bring(program.program, file()).value
    source = read(file()).plan
    network = compiled_network(Network.objects.get(root=program.portfolio).pk)
    first = MONDAY // TICKS_PER_DAY
    expected = workload(source, schedule(source), first_day=first, days=14)
    found = workload(network.plan, network.schedule, first_day=first, days=14)
    assert (expected.demand_ticks[0, :5] / 600).tolist() == pytest.approx([1.6, 1.6, 8.0, 14.4, 14.4])
    ann = network.plan.resources.names.index("Ann")
    assert found.demand_ticks[ann].tolist() == pytest.approx(expected.demand_ticks[0].tolist(), abs=1)
    record = activity_record(SYSTEM, Activity.objects.get(code="Y1").pk)
    assert dict(facts_of(record))["Assigned"] == (
        "Ann 100 % (by the curve 'Slow start': 5 % done after a quarter of the time, 10 % after half, "
        "55 % after three quarters)"
    )
    wanted = activity_record(SYSTEM, Activity.objects.get(code="Q1").pk)
    assert [assigned_words(row) for row in wanted.assignments] == ["Rigger 100 %"]
    person = Resource.objects.get(name="Ann")
    assert person.role is not None
    assert (person.kind, person.role.name, person.role.kind) == ("person", "Rigger", "role")
    roles = Resource.objects.filter(kind="role").order_by("pk")
    assert [(row.name, row.node_id == yard) for row in roles] == [("Rigger", True), ("Rigger", False)]
    assert bring(yard, file(), only="100").changes == ()


def test_another_primary_role_in_the_file_is_taken_over(program: Program) -> None:
    """Welder comes with the second file only: a file of several projects brings those whom its project needs."""
    yard, _ = bring(program.program, file()).value
    bring(yard, file(primary="7"), only="100")
    ann = Resource.objects.get(name="Ann")
    assert ann.role is not None
    assert ann.role.name == "Welder"
