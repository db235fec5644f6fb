"""Run benchmarks and keep what they print on the results page.

    python -m benchmarks                  # all that this machine allows; needs an hour
    python -m benchmarks cpm simulation   # these; the others keep their figures

Each section of `docs/reference/benchmarks.md` is what one benchmark printed, with the command, the day, the machine
and the versions. A benchmark that needs real data runs where LOCKSTEP_TEST_DATA names the folder.
"""

import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "benchmarks.md"
HEAD = """# Benchmarks

What the benchmarks printed when they were run last, each beside its peer in the same run; `make bench` runs all of them
and writes this page. Absolute times belong to the machine that is named: compare the columns, not the pages.
"""
PACKAGES = ("numpy", "numba", "mpxj", "ortools", "django")


@dataclass(frozen=True)
class Benchmark:
    """One benchmark: what it measures, and its arguments; `{data}` is the folder of real data."""

    module: str
    title: str
    arguments: tuple[str, ...] = ()

    @property
    def needs_data(self) -> bool:
        """Tell whether it reads real files."""
        return any("{data}" in argument for argument in self.arguments)


def _published(name: str, every: int) -> Benchmark:
    folder = f"{{data}}/rcpsp/{name}"
    arguments = ("--peer", "--every", str(every), "--dir", folder)
    best = ("--best-known", "{data}/rcpsp/best-known.csv")
    return Benchmark("leveling", f"Leveling, published instances {name}", (*arguments, *best))


BENCHMARKS = {
    "cpm": Benchmark("cpm", "Scheduling", ("--sizes", "1000000", "10000", "100000")),
    "reading": Benchmark("reading", "Reading files"),
    "fidelity": Benchmark("fidelity", "Agreement with real files", ("{data}/plans/*/",)),
    "leveling-j30": _published("j30", 1),
    "leveling-j60": _published("j60", 3),
    "leveling-j120": _published("j120", 3),
    "programs": Benchmark(
        "programs",
        "Leveling, several projects",
        ("{data}/multi-project/*.mpp", "{data}/multi-project/*.rcmp"),
    ),
    "modes": Benchmark("modes", "Leveling, several modes", ("{data}/multi-project/*.mm",)),
    "leveling-at-size": Benchmark("leveling_at_size", "Leveling, 10,000 activities"),
    "simulation": Benchmark("simulation", "Simulation"),
    "editing": Benchmark("editing", "Editing a stored schedule"),
    "registers": Benchmark("registers", "Lists of 10,000 records"),
    "lists": Benchmark("lists", "Lists of 10,000 records in the browser"),
    "gantt": Benchmark("gantt", "The schedule in the browser"),
}


def main() -> int:
    """Run what is asked for; return 0 when each of them ended well."""
    names = sys.argv[1:] or list(BENCHMARKS)
    if unknown := [name for name in names if name not in BENCHMARKS]:
        print(f"There is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    data = os.environ.get("LOCKSTEP_TEST_DATA")
    failed = []
    for name in names:
        found = BENCHMARKS[name]
        if found.needs_data and not data:
            print(f"{name}: skipped, LOCKSTEP_TEST_DATA is not set")
            continue
        code, printed = _run(found, data or "")
        if code:
            failed.append(name)
            continue
        keep(found, printed)
    if failed:
        print(f"Failed, figures left as they were: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _run(found: Benchmark, data: str) -> tuple[int, str]:
    """Run a benchmark; show what it prints as it comes, and return it."""
    arguments = [name for argument in found.arguments for name in _named(argument, data)]
    print(f"\n== {found.title}", flush=True)
    lines = []
    command = [sys.executable, "-m", f"benchmarks.{found.module}", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    return process.returncode, "".join(lines)


def _named(argument: str, data: str) -> list[str]:
    if "*" not in argument:
        return [argument.replace("{data}", data)]
    pattern = argument.removeprefix("{data}/").rstrip("/")
    return [str(path) for path in sorted(Path(data).glob(pattern))]


def keep(found: Benchmark, printed: str) -> None:
    """Put what a benchmark printed into its section of the page."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    shown = " ".join(found.arguments).replace("{data}", "DATA")
    section = (
        f"## {found.title}\n\n`python -m benchmarks.{found.module} {shown}`".replace(" `", "`")
        + f"; {datetime.now(UTC):%Y-%m-%d}, {machine()}.\n\n```text\n{_without_paths(printed).rstrip()}\n```\n"
    )
    sections = dict(re.findall(r"(?ms)^## ([^\n]+)\n(.*?)(?=^## |\Z)", page))
    sections[found.title] = section.split("\n", 1)[1]
    order = [benchmark.title for benchmark in BENCHMARKS.values()]
    known = [f"## {title}\n{sections[title].rstrip()}\n" for title in order if title in sections]
    PAGE.write_text("\n".join([HEAD, *known]), encoding="utf-8")


def machine() -> str:
    """Return the machine and the versions in one line."""
    versions = []
    for package in PACKAGES:
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {platform.machine()}, {', '.join([python, *versions])}"


def _without_paths(printed: str) -> str:
    """Leave the folders of this machine out: names of files say enough."""
    return re.sub(r"(?<![\w/])/(?:[\w.+-]+/)+", "", printed)


if __name__ == "__main__":
    sys.exit(main())
