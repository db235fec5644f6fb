"""MPP through a child process: what happens when something is missing, fails, or takes too long."""

import json
import sys
from pathlib import Path

import pytest

from lockstep.exchange import Format, Limits, read
from lockstep.exchange.mpp import child, reading
from lockstep.foundation.findings import LockstepError
from lockstep.plan import ActivityKind
from tests.exchange.samples import MSPDI

MPP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)

CHILD = """
import json, sys, time
from pathlib import Path
{body}
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a child of our own instead of the one with Java."""

    def use(body: str) -> None:
        script = tmp_path / "child.py"
        script.write_text(CHILD.format(body=body))
        monkeypatch.setattr(child, "__file__", str(script))

    return use


@pytest.mark.parametrize(
    ("code", "expected", "words"),
    [
        (child.NO_MPXJ, "exchange.no_mpxj", "pip install"),
        (child.NO_JAVA, "exchange.no_java", "apt-get install"),
        (child.UNREADABLE, "exchange.unreadable", "save it as XML"),
    ],
)
def test_what_is_missing_is_said_with_what_to_install(stand_in, code: int, expected: str, words: str) -> None:
    stand_in(f"sys.exit({code})")
    with pytest.raises(LockstepError, match=words) as caught:
        read(MPP, "plan.mpp")
    assert caught.value.code == expected


def test_the_reason_of_a_failure_is_told(stand_in) -> None:
    stand_in('Path(sys.argv[3]).write_text(json.dumps({"error": "password protected"})); sys.exit(5)')
    with pytest.raises(LockstepError, match="password protected"):
        read(MPP, "plan.mpp")


def test_a_child_that_does_not_end_is_stopped(stand_in) -> None:
    stand_in("time.sleep(60)")
    with pytest.raises(LockstepError, match="took longer") as caught:
        read(MPP, "plan.mpp", limits=Limits(seconds=0.5))
    assert caught.value.code == "exchange.timeout"


def test_facts_that_xml_cannot_carry_are_put_back(stand_in, tmp_path: Path) -> None:
    """Ghosts of other projects keep their kind and dates; the constraint option is believed as it is."""
    plan = tmp_path / "plan.xml"
    plan.write_text(MSPDI.replace("<ExternalTask>1<", "<ExternalTask>0<"))
    facts = {"external": {"8": "other.mpp"}, "honor_constraints": False, "file_type": "MPP14"}
    copy = f"Path(sys.argv[2]).write_bytes(Path({str(plan)!r}).read_bytes())"
    stand_in(f"{copy}; Path(sys.argv[3]).write_text({json.dumps(facts)!r})")
    document = read(MPP, "plan.mpp")
    activities = document.plan.activities
    ghost = activities.names.index("Ghost")
    assert activities.kind[ghost] == ActivityKind.EXTERNAL
    assert activities.planned_start_ticks[ghost] > 0
    assert not document.plan.projects[0].options.constraints_win
    assert (document.source.format, document.source.version) == (Format.MPP, "MPP14")
    assert document.raw.of_row("task", 8)["external project"] == ["other.mpp"]


def test_the_child_sees_neither_the_environment_nor_the_package(
    stand_in, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCKSTEP_SECRET", "canary")
    stand_in(
        "import os\n"
        "found = {'error': json.dumps([os.environ.get('LOCKSTEP_SECRET'), 'lockstep' in sys.modules, os.getcwd()])}\n"
        "Path(sys.argv[3]).write_text(json.dumps(found)); sys.exit(5)"
    )
    with pytest.raises(LockstepError, match=r"\[null, false, \"/.*lockstep-mpp-"):
        read(MPP, "plan.mpp")


@pytest.mark.java
def test_rubbish_is_refused_by_the_real_child() -> None:
    with pytest.raises(LockstepError, match="cannot be read"):
        read(MPP, "plan.mpp")


@pytest.mark.java
def test_the_child_leaves_the_network(tmp_path: Path) -> None:
    """In its own namespace there is no way out; where the system forbids that, it says so."""
    import subprocess

    code = (
        "import sys, socket; sys.path.insert(0, sys.argv[1]); import child\n"
        "alone = child.leave_network()\n"
        "try:\n    socket.create_connection(('192.0.2.1', 9), 1)\n"
        "except OSError as error:\n    print(alone, error.errno)\n"
    )
    folder = str(Path(reading.__file__).parent)
    run = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
    alone, errno = run.stdout.split()
    if alone == "False":
        pytest.skip("this system lets no process leave the network")
    assert errno == "101"
