"""The child process that runs MPXJ: `python child.py INPUT OUTPUT_XML OUTPUT_JSON HEAP_MB CPU_SECONDS`.

It imports nothing of Lockstep, limits itself, leaves the network, and writes two files: the plan as Microsoft Project
XML, in one bulk call, and a few facts that this XML cannot carry. Its exit code tells what is missing.
"""

import ctypes
import json
import resource
import sys
from pathlib import Path
from typing import Any

NO_MPXJ = 3
NO_JAVA = 4
UNREADABLE = 5

_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000
_LARGEST_OUTPUT = 2_000_000_000


def leave_network() -> bool:
    """Move this process to an empty network where the system allows it; True where it did."""
    try:
        return int(ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK)) == 0
    except (OSError, AttributeError):
        return False


def limit(cpu_seconds: int) -> None:
    """Bound processor time and written bytes; the heap is bounded by Java itself."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_OUTPUT, _LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def start_java(heap_mb: int) -> None:
    """Start the JVM with MPXJ's classes, or leave with the exit code that says what is missing."""
    try:
        import jpype
        import mpxj
    except ImportError:
        sys.exit(NO_MPXJ)
    try:
        mpxj.startJVM(
            f"-Xmx{heap_mb}m",
            "-Xss16m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
        )
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException, FileNotFoundError, OSError):
        sys.exit(NO_JAVA)


def convert(source: str, target: str) -> dict[str, Any]:
    """Have MPXJ read `source` and write `target`; return what the XML cannot carry."""
    from org.mpxj import MPXJ
    from org.mpxj.mspdi import MSPDIWriter
    from org.mpxj.reader import UniversalProjectReader

    project = UniversalProjectReader().read(source)
    if project is None:
        raise ValueError("MPXJ does not recognize it")
    external = {}
    for task in project.getTasks():
        if bool(task.getExternalTask()):
            # MPXJ leaves these out of the XML: written as ordinary ones, and marked again by the reader.
            external[int(task.getUniqueID())] = str(task.getSubprojectFile() or "")
            task.setExternalTask(False)
    properties = project.getProjectProperties()
    writer = MSPDIWriter()
    writer.setWriteTimephasedData(True)
    writer.write(project, target)
    return {
        "external": external,
        "honor_constraints": bool(properties.getHonorConstraints()),
        "file_type": str(properties.getFileType() or ""),
        "file_application": str(properties.getFileApplication() or ""),
        "tasks": len(project.getTasks()),
        "mpxj": str(MPXJ.VERSION),
    }


def main(arguments: list[str]) -> None:
    """Convert one file."""
    source, target, facts, heap_mb, cpu_seconds = arguments
    limit(int(cpu_seconds))
    is_alone = leave_network()
    start_java(int(heap_mb))
    try:
        found = convert(source, target)
    except Exception as error:
        Path(facts).write_text(json.dumps({"error": str(error)[:500]}), encoding="utf-8")
        sys.exit(UNREADABLE)
    Path(facts).write_text(json.dumps(found | {"is_without_network": is_alone}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
