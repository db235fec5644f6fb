"""Reading MPP: a child process has MPXJ turn the file into XML, which the XML reader maps."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from lockstep.exchange.document import Document, Format
from lockstep.exchange.limits import DEFAULT_LIMITS, Limits
from lockstep.exchange.mpp import child
from lockstep.exchange.mspdi import read_mspdi
from lockstep.foundation.findings import LockstepError
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, Plan, StoredDates
from lockstep.plan.columns import frozen

_HEAP_MB = 1024
_COPY_BYTES = 1 << 20


def read_mpp(stream: BinaryIO, file_name: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document of an MPP file. Raises LockstepError where it, Java or MPXJ is missing or fails."""
    place = file_name or "the file"
    with tempfile.TemporaryDirectory(prefix="lockstep-mpp-") as folder:
        source, target, facts = (Path(folder) / name for name in ("plan.mpp", "plan.xml", "facts.json"))
        with source.open("wb") as copy:
            while chunk := stream.read(_COPY_BYTES):
                copy.write(chunk)
        code = _run(source, target, facts, Path(folder), place, limits)
        found = _facts(facts)
        if code != 0 or not target.exists():
            raise _failure(code, found, place)
        with target.open("rb") as xml:
            document = read_mspdi(xml, file_name, limits)
    return _completed(document, found)


def _run(source: Path, target: Path, facts: Path, folder: Path, place: str, limits: Limits) -> int:
    """Run the child; return its exit code."""
    keep = ("PATH", "JAVA_HOME", "LD_LIBRARY_PATH", "SYSTEMROOT")
    environment = {name: os.environ[name] for name in keep if name in os.environ}
    environment |= {"HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    seconds = max(1, round(limits.seconds))
    command = [
        sys.executable,
        "-I",
        child.__file__,
        str(source),
        str(target),
        str(facts),
        str(_HEAP_MB),
        str(2 * seconds),
    ]
    process = subprocess.Popen(  # noqa: S603 - our own file, no shell, arguments are paths that we made
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        raise LockstepError(
            place,
            f"Reading it took longer than {limits.seconds:.0f} s and was stopped; save it from Project as XML instead.",
            code="exchange.timeout",
        ) from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _facts(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _failure(code: int, found: dict[str, Any], place: str) -> LockstepError:
    if code == child.NO_MPXJ:
        return LockstepError(
            place,
            "MPP files are read with MPXJ, which is not installed; install the extra: pip install 'lockstep-ppm[mpp]'.",
            code="exchange.no_mpxj",
        )
    if code == child.NO_JAVA:
        return LockstepError(
            place,
            "MPP files are read with Java, which is not installed; on Debian: apt-get install default-jre-headless.",
            code="exchange.no_java",
        )
    detail = found.get("error") or (
        "it needed too much time or memory" if code < 0 else "no reason was given"
    )
    return LockstepError(
        place,
        f"The MPP file cannot be read ({detail}); open it in Project and save it again, or save it as XML.",
        code="exchange.unreadable",
    )


def _completed(document: Document, found: dict[str, Any]) -> Document:
    """Put in what the XML could not carry."""
    plan = document.plan
    options = replace(plan.projects[0].options, constraints_win=bool(found.get("honor_constraints", True)))
    plan = replace(plan, projects=(replace(plan.projects[0], options=options),))
    external = {int(uid): name for uid, name in dict(found.get("external", {})).items()}
    if external:
        plan = _with_external(plan, document.stored, external)
        for uid, name in external.items():
            document.raw.keep("task", uid, "external project", name)
    source = replace(
        document.source,
        format=Format.MPP,
        version=str(found.get("file_type", "")),
        product=str(found.get("file_application", "") or "Microsoft Project"),
    )
    stored = None if document.stored is None else _with_zero_floats(document.stored)
    return replace(document, plan=plan, stored=stored, source=source)


def _with_zero_floats(stored: StoredDates) -> StoredDates:
    """Put in the floats of zero, which MPXJ leaves out of the XML it writes."""
    has_late_dates = (stored.late_start_ticks != NO_TICKS) & (stored.late_finish_ticks != NO_TICKS)
    total, free = (
        frozen(np.where(has_late_dates & (ticks == NO_TICKS), 0, ticks), np.int64)
        for ticks in (stored.total_float_ticks, stored.free_float_ticks)
    )
    return replace(stored, total_float_ticks=total, free_float_ticks=free)


def _with_external(plan: Plan, stored: StoredDates | None, external: dict[int, str]) -> Plan:
    """Mark ghost activities of other projects; the dates that were copied with them are input."""
    activities = plan.activities
    is_external = np.isin(activities.uids, list(external)) & (activities.kind != ActivityKind.SUMMARY)
    start = activities.planned_start_ticks
    finish = activities.planned_finish_ticks
    if stored is not None:
        start = np.where(is_external & (start == NO_TICKS), stored.start_ticks, start)
        finish = np.where(is_external & (finish == NO_TICKS), stored.finish_ticks, finish)
    return replace(
        plan,
        activities=replace(
            activities,
            kind=frozen(np.where(is_external, int(ActivityKind.EXTERNAL), activities.kind), np.int8),
            planned_start_ticks=frozen(start, np.int64),
            planned_finish_ticks=frozen(finish, np.int64),
        ),
    )
