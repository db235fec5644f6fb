"""Reading files beside MPXJ, on the same files in the same run: `python -m benchmarks.reading`

A generated network is scheduled, written as Microsoft Project XML, and turned by MPXJ into the files that both then
read: its XML is as wide as that of Microsoft Project. Ours is timed from the path to the document with findings and
raw values; MPXJ's from the path to the project in memory. Without Java only our own XML is read.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.networks import network
from lockstep.engine import schedule
from lockstep.exchange import Format, read, write

PROMISED_SECONDS = {("xer", 100_000): 2.0, ("xml", 100_000): 8.0}


def best_seconds(work: Callable[[], object], repeats: int) -> tuple[float, float]:
    """Return the best wall-clock time of `work`, and the processor time of that run."""
    best = (float("inf"), 0.0)
    for _ in range(repeats):
        wall, busy = time.perf_counter(), time.process_time()
        work()
        best = min(best, (time.perf_counter() - wall, time.process_time() - busy))
    return best


class Mpxj:
    """MPXJ in a Java machine inside this process."""

    def __init__(self) -> None:
        import jpype
        import mpxj  # noqa: F401 (puts the jars on the class path)

        if not jpype.isJVMStarted():
            jpype.startJVM("-Xss512m", "-Xmx6g")
        self.org = jpype.JPackage("org").mpxj

    def read(self, path: Path) -> object:
        """Read a file into MPXJ's own objects."""
        return self.org.reader.UniversalProjectReader().read(str(path))

    def write(self, project: object, folder: Path, count: int) -> list[Path]:
        """Write a project in every format that both read."""
        written = []
        for name, suffix in (("MSPDI", "xml"), ("XER", "xer"), ("PMXML", "pmxml")):
            path = folder / f"{count}.{suffix}"
            self.org.writer.UniversalProjectWriter(getattr(self.org.writer.FileFormat, name)).write(
                project, str(path)
            )
            written.append(path)
        return written


def compare(count: int, folder: Path, mpxj: Mpxj | None) -> None:
    """Print the lines of one size."""
    plan = network(count)
    own = folder / f"own-{count}.xml"
    write(plan, own, Format.MSPDI, schedule(plan))
    paths = mpxj.write(mpxj.read(own), folder, count) if mpxj else [own]
    print(f"{count:,} activities, {len(plan.links):,} links")
    for path in paths:
        repeats = 3 if count <= 10_000 else 2
        ours, busy = best_seconds(lambda path=path: read(path), repeats)
        line = f"  {path.suffix[1:]:<6}{path.stat().st_size / 1e6:>7.1f} MB  lockstep {ours:6.2f} s ({busy:.1f} s busy)"
        if mpxj:
            theirs, _ = best_seconds(lambda path=path: mpxj.read(path), repeats)
            line += f"   MPXJ {theirs:6.2f} s  {theirs / ours:4.1f} times ours"
        promised = PROMISED_SECONDS.get((path.suffix[1:], count))
        print(line + (f"   promised {promised:.0f} s" if promised else ""), flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Print all sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    options = parser.parse_args(arguments)
    try:
        mpxj: Mpxj | None = Mpxj()
    except Exception as error:
        print(f"MPXJ left out: {type(error).__name__}: {error}")
        mpxj = None
    with tempfile.TemporaryDirectory(prefix="lockstep-reading-") as folder:
        for size in options.sizes:
            compare(size, Path(folder), mpxj)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"peak memory of the process, Java included: {peak:.2f} GB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
