"""Readers of the published forms of resource-constrained problems, and a checker written apart from the solver."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Instance:
    """One published problem: durations, demands by resource, capacities, successors, release dates.

    `gaps` holds, by pair of job and successor, the slots that pass from finish to start; most have none.
    """

    durations: list[int]
    demands: list[list[int]]
    capacities: list[int]
    successors: list[list[int]]
    releases: list[int]
    gaps: dict[tuple[int, int], int] = field(default_factory=dict)


FORMS = (".sm", ".rcp", ".rcmp")


def read(path: Path) -> Instance:
    """Read a `.sm` (PSPLIB), `.rcp` (Patterson) or `.rcmp` (several projects) file."""
    readers = {".sm": _sm, ".rcp": _rcp, ".rcmp": _rcmp}
    if path.suffix not in readers:
        raise ValueError(f"{path.name}: the form {path.suffix!r} is not known; give .sm, .rcp or .rcmp")
    return readers[path.suffix](path.read_text())


def _sm(text: str) -> Instance:
    lines = text.splitlines()

    def after(word: str, skip: int) -> int:
        return next(place for place, line in enumerate(lines) if line.startswith(word)) + skip

    count = int(next(line for line in lines if line.startswith("jobs")).split(":")[1])
    first = after("PRECEDENCE", 2)
    successors = [[int(job) - 1 for job in lines[first + row].split()[3:]] for row in range(count)]
    first = after("REQUESTS", 3)
    rows = [[int(word) for word in lines[first + row].split()] for row in range(count)]
    capacities = [int(word) for word in lines[after("RESOURCEAVAIL", 2)].split()]
    return Instance([row[2] for row in rows], [row[3:] for row in rows], capacities, successors, [0] * count)


def _rcp(text: str) -> Instance:
    words = iter(int(word) for word in text.split())
    count, resources = next(words), next(words)
    capacities = [next(words) for _ in range(resources)]
    durations, demands, successors = [], [], []
    for _ in range(count):
        durations.append(next(words))
        demands.append([next(words) for _ in range(resources)])
        successors.append([next(words) - 1 for _ in range(next(words))])
    return Instance(durations, demands, capacities, successors, [0] * count)


def _rcmp(text: str) -> Instance:
    """Read several projects that share resources; a successor is written `project:job`, both from 1."""
    words = iter(text.split())
    projects, resources = int(next(words)), int(next(words))
    capacities = [int(next(words)) for _ in range(resources)]
    offsets, named = [], []
    made = Instance([], [], capacities, [], [])
    for _ in range(projects):
        count, release = int(next(words)), int(next(words))
        offsets.append(len(made.durations))
        own = [int(next(words)) for _ in range(resources)]  # what the project sees of each resource
        if any(seen > there for seen, there in zip(own, capacities, strict=True)):
            raise ValueError("a project sees more of a resource than there is")
        for _ in range(count):
            made.durations.append(int(next(words)))
            made.demands.append([int(next(words)) for _ in range(resources)])
            named.append([next(words) for _ in range(int(next(words)))])
            made.releases.append(release)
    for names in named:
        pairs = [name.split(":") for name in names]
        made.successors.append([offsets[int(project) - 1] + int(job) - 1 for project, job in pairs])
    return made


def faults(instance: Instance, starts: list[int]) -> list[str]:
    """Return everything that is wrong with a schedule, by plain counting; empty for a feasible one."""
    found = []
    for job, start in enumerate(starts):
        if start < instance.releases[job]:
            found.append(f"job {job} starts at {start}, before its release")
        finish = start + instance.durations[job]
        gaps = instance.gaps
        early = [
            other for other in instance.successors[job] if starts[other] < finish + gaps.get((job, other), 0)
        ]
        found.extend(f"job {other} starts before job {job} is finished" for other in early)
    for slot in range(max((s + d for s, d in zip(starts, instance.durations, strict=True)), default=0)):
        running = [j for j, s in enumerate(starts) if s <= slot < s + instance.durations[j]]
        for resource, capacity in enumerate(instance.capacities):
            used = sum(instance.demands[job][resource] for job in running)
            if used > capacity:
                found.append(f"slot {slot} uses {used} of {capacity} of resource {resource}")
    return found
