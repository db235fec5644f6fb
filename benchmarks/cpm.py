"""Critical path beside MPXJ's schedulers, on the same network in the same run: `python -m benchmarks.cpm`

Ours is timed from the plan value to all dates, floats and driving links, compiling the plan included; MPXJ's from
the project in memory to its scheduled tasks. An edit is timed from the plan before it to all dates after it, the new
plan value included. Medians of warm runs, by the clock and in the processor's time, which a busy machine does not
lengthen. Without Java only ours is printed.
"""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.networks import DAY_TICKS, calendars, network
from lockstep.engine import KeptSchedule, reschedule, schedule, schedule_and_keep
from lockstep.engine.network.compiling import compiled, first_horizon, project_starts
from lockstep.engine.network.states import states
from lockstep.engine.network.structure import structure
from lockstep.foundation.ticks import datetime_of
from lockstep.plan import ActivityKind, Dialect, LagCalendar, LinkKind, Plan
from lockstep.plan.columns import frozen

STACK = "-Xss512m"
"""MPXJ sorts depth-first; its recursion needs a stack of this size on large networks."""


@dataclass(frozen=True)
class Took:
    """Median of warm runs, in milliseconds.

    Attributes:
        wall: by the clock.
        processor: the processor's time of this process, all threads together.
    """

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.wall:>12.1f} ms   {self.processor:>10.1f} ms of processor"


def took(work: Callable[[], object], repeats: int) -> Took:
    """Return the median times of `work` after one warm-up."""
    work()
    return took_each([work] * repeats)


def took_each(works: Sequence[Callable[[], object]]) -> Took:
    """Return the median times of several pieces of work, each done once."""
    wall, processor = [], []
    for work in works:
        begin, begin_processor = time.perf_counter(), time.process_time()
        kept = work()
        wall.append((time.perf_counter() - begin) * 1_000)
        processor.append((time.process_time() - begin_processor) * 1_000)
        del kept
    return Took(statistics.median(wall), statistics.median(processor))


class Mpxj:
    """MPXJ in a Java machine inside this process."""

    def __init__(self) -> None:
        import jpype
        import mpxj  # noqa: F401 (puts the jars on the class path)

        if not jpype.isJVMStarted():
            jpype.startJVM(STACK)
        self.java = jpype.JPackage("java")
        self.mpxj = jpype.JPackage("org").mpxj
        self.jpype = jpype

    def project(self, plan: Plan):
        """Return the plan as MPXJ's project in memory."""
        mpxj = self.mpxj
        project = mpxj.ProjectFile()
        own = [self._calendar(project, index) for index in range(len(plan.calendars))]
        project.setDefaultCalendar(own[0])
        start = self._moment(plan.projects[0].start_ticks)
        properties = project.getProjectProperties()
        properties.setStartDate(start)
        properties.setPlannedStart(start)
        properties.setStatusDate(start)
        tasks = self._tasks(project, plan, own)
        kinds = {
            LinkKind.FS: mpxj.RelationType.FINISH_START,
            LinkKind.SS: mpxj.RelationType.START_START,
            LinkKind.FF: mpxj.RelationType.FINISH_FINISH,
            LinkKind.SF: mpxj.RelationType.START_FINISH,
        }
        minutes = mpxj.TimeUnit.MINUTES
        links = plan.links
        for before, after, kind, lag in zip(
            links.predecessor.tolist(),
            links.successor.tolist(),
            links.kind.tolist(),
            links.lag_ticks.tolist(),
            strict=True,
        ):
            relation = mpxj.Relation.Builder().predecessorTask(tasks[before]).type(kinds[LinkKind(kind)])
            tasks[after].addPredecessor(relation.lag(mpxj.Duration.getInstance(lag / 10, minutes)))
        return project

    def _tasks(self, project, plan: Plan, own: list):
        mpxj = self.mpxj
        minutes = mpxj.TimeUnit.MINUTES
        nothing = mpxj.Duration.getInstance(0, minutes)
        tasks = []
        activities = plan.activities
        for row in range(len(activities)):
            parent = int(activities.parent[row])
            task = tasks[parent].addTask() if parent >= 0 else project.addTask()
            task.setName(activities.names[row])
            if activities.kind[row] != ActivityKind.SUMMARY:
                duration = mpxj.Duration.getInstance(int(activities.duration_ticks[row]) / 10, minutes)
                task.setDuration(duration)
                task.setRemainingDuration(duration)
                task.setActualDuration(nothing)
                task.setCalendar(own[int(activities.calendar[row])])
                task.setConstraintType(mpxj.ConstraintType.AS_SOON_AS_POSSIBLE)
                task.setActivityType(mpxj.ActivityType.TASK_DEPENDENT)
            tasks.append(task)
        return tasks

    def _moment(self, ticks: int):
        at = datetime_of(ticks)
        return self.java.time.LocalDateTime.of(at.year, at.month, at.day, at.hour, at.minute)

    def _calendar(self, project, index: int):
        """Return one of the benchmark's calendars in MPXJ's form."""
        mpxj, time_of = self.mpxj, self.java.time.LocalTime
        calendar = project.addCalendar()
        ours = calendars()[index]
        calendar.setName(ours.name)
        for weekday, shifts in enumerate(ours.week):
            day = self.java.time.DayOfWeek.of(weekday + 1)
            calendar.setCalendarDayType(day, mpxj.DayType.WORKING if shifts else mpxj.DayType.NON_WORKING)
            hours = calendar.addCalendarHours(day)
            for start, finish in shifts or ():
                first = time_of.of(start // 600, start % 600 // 10)
                last = time_of.of(finish // 600 % 24, finish % 600 // 10)
                hours.add(mpxj.LocalTimeRange(first, last))
        for exception in ours.exceptions:
            first = self.java.time.LocalDate.ofEpochDay(exception.first_day)
            calendar.addCalendarException(first, self.java.time.LocalDate.ofEpochDay(exception.last_day))
        return calendar

    def schedulers(self, project) -> dict[str, Callable[[], object]]:
        """Return what to time, by name."""
        cpm = self.mpxj.cpm
        start = project.getProjectProperties().getStartDate()
        return {
            "MPXJ MicrosoftScheduler": lambda: cpm.MicrosoftScheduler().schedule(project, start),
            "MPXJ PrimaveraScheduler": lambda: cpm.PrimaveraScheduler().schedule(project, start),
        }

    def on_large_stack(self, work: Callable[[], object]) -> Callable[[], object]:
        """Return `work` run in a Java-sized stack: the calling thread's own is set by the operating system."""
        import threading

        def run() -> None:
            failure: list[BaseException] = []

            def guarded() -> None:
                try:
                    work()
                except BaseException as error:
                    failure.append(error)

            before = threading.stack_size(512 * 1024 * 1024)
            thread = threading.Thread(target=guarded)
            thread.start()
            thread.join()
            threading.stack_size(before)
            if failure:
                raise failure[0]

        return run


def as_primavera(plan: Plan) -> Plan:
    """Return the plan under P6's rules, as MPXJ's second scheduler takes it."""
    project = plan.projects[0]
    options = replace(project.options, lag_calendar=LagCalendar.PREDECESSOR)
    primavera = replace(
        project, dialect=Dialect.PRIMAVERA, options=options, data_date_ticks=project.start_ticks
    )
    return replace(plan, projects=(primavera,))


def compile_only(plan: Plan) -> object:
    """Do what comes before the passes: order the network, lay out working time, gather what the passes read."""
    own = structure(plan, states(plan))
    starts, _ = project_starts(plan)
    return compiled(plan, own, first_horizon(plan, own.longest_ticks, starts), starts)


def edit(plan: Plan, row: int, days: int) -> Plan:
    """Return the plan with another duration of one activity."""
    ticks = plan.activities.duration_ticks.copy()
    ticks[row] = max(0, ticks[row] + days * DAY_TICKS)
    changed = frozen(ticks, np.int64)
    return replace(plan, activities=replace(plan.activities, duration_ticks=changed, remaining_ticks=changed))


def edits(kept: KeptSchedule, rows: Sequence[int]) -> Took:
    """Return the times of one edit each of some activities: the new plan value, and its schedule."""

    def one(row: int, days: int) -> Callable[[], object]:
        return lambda: reschedule(kept, edit(kept.plan, row, days))

    works = [one(row, days) for row in rows for days in (2, -1)]
    works[0]()
    return took_each(works)


def compare(count: int, mpxj: Mpxj | None) -> None:
    """Print the lines of one size."""
    plan = network(count)
    repeats = 25 if count <= 10_000 else 9 if count <= 100_000 else 3
    ours = took(lambda: schedule(plan), repeats)
    compiling = took(lambda: compile_only(plan), repeats)
    result = schedule(plan)
    years = (int(result.project_finish_ticks[0]) - plan.projects[0].start_ticks) / 14_400 / 365
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{count:>9,} activities, {len(plan.links):>9,} links, {years:.1f} years, {len(plan.calendars)} calendars"
    )
    print(f"  {'lockstep':<26}{ours}   (peak memory so far {peak:.2f} GB)")
    print(f"  {'  of it compiling':<26}{compiling}")
    kept = schedule_and_keep(plan)
    leaves = np.flatnonzero(plan.activities.kind != ActivityKind.SUMMARY)
    critical = leaves[kept.schedule.is_critical[leaves]]
    print(f"  {'  one edit anywhere':<26}{edits(kept, leaves[:: max(1, len(leaves) // 25)].tolist())}")
    print(f"  {'  one edit, critical':<26}{edits(kept, critical[:: max(1, len(critical) // 25)].tolist())}")
    del kept
    if mpxj is None:
        return
    project = mpxj.project(plan)
    results = {"MPXJ MicrosoftScheduler": result, "MPXJ PrimaveraScheduler": schedule(as_primavera(plan))}
    for name, work in mpxj.schedulers(project).items():
        try:
            theirs = took(mpxj.on_large_stack(work), 3 if count <= 10_000 else 1)
        except Exception as error:
            print(f"  {name:<26} failed: {type(error).__name__}: {str(error)[:90]}")
            continue
        alike = _agreement(project, plan, results[name])
        times = f"{theirs.wall / ours.wall:,.0f} times ours, {theirs.processor / ours.processor:,.0f} of processor"
        print(f"  {name:<26}{theirs}   {times}; {alike}")


def _agreement(project, plan: Plan, result) -> str:
    """Return the share of activities whose early start MPXJ computes alike."""
    alike = compared = 0
    leaf = plan.activities.kind != ActivityKind.SUMMARY
    starts = result.early_start_ticks
    rows = np.flatnonzero(leaf)[:: max(1, len(plan.activities) // 2_000)].tolist()
    tasks = project.getTasks()
    for row in rows:
        theirs = tasks.get(row).getEarlyStart()
        if theirs is None:
            continue
        compared += 1
        alike += str(theirs)[:16] == datetime_of(int(starts[row])).isoformat()[:16]
    return (
        f"early starts alike: {alike / compared:.1%} of {compared} looked at"
        if compared
        else "no early starts"
    )


def main(arguments: list[str] | None = None) -> int:
    """Print all sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--largest-peer", type=int, default=100_000, help="MPXJ is left out above this size")
    options = parser.parse_args(arguments)
    try:
        mpxj: Mpxj | None = Mpxj()
    except Exception as error:
        print(f"MPXJ left out: {type(error).__name__}: {error}")
        mpxj = None
    for size in options.sizes:
        compare(size, mpxj if size <= options.largest_peer else None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
