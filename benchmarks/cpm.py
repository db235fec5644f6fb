"""Critical path beside MPXJ's schedulers, on the same network in the same run: `python -m benchmarks.cpm`

Ours is timed from the plan value to all dates, floats and driving links, compiling the plan included; MPXJ's from
the project in memory to its scheduled tasks. Medians of warm runs. Without Java only ours is printed.
"""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks.networks import calendars, network
from lockstep.engine import schedule
from lockstep.foundation.ticks import datetime_of
from lockstep.plan import ActivityKind, Dialect, LagCalendar, LinkKind, Plan

STACK = "-Xss512m"
"""MPXJ sorts depth-first; its recursion needs a stack of this size on large networks."""


def median_ms(work: Callable[[], object], repeats: int) -> float:
    """Return the median time of `work` in milliseconds after one warm-up."""
    work()
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1_000)
    return statistics.median(times)


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


def compare(count: int, mpxj: Mpxj | None) -> None:
    """Print the lines of one size."""
    plan = network(count)
    repeats = 15 if count <= 10_000 else 5 if count <= 100_000 else 2
    ours = median_ms(lambda: schedule(plan), repeats)
    result = schedule(plan)
    years = (int(result.project_finish_ticks[0]) - plan.projects[0].start_ticks) / 14_400 / 365
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{count:>9,} activities, {len(plan.links):>9,} links, {years:.1f} years")
    print(f"  {'lockstep':<26}{ours:>12.1f} ms   (peak memory so far {peak:.2f} GB)")
    if mpxj is None:
        return
    project = mpxj.project(plan)
    results = {"MPXJ MicrosoftScheduler": result, "MPXJ PrimaveraScheduler": schedule(as_primavera(plan))}
    for name, work in mpxj.schedulers(project).items():
        try:
            theirs = median_ms(mpxj.on_large_stack(work), 3 if count <= 10_000 else 1)
        except Exception as error:
            print(f"  {name:<26} failed: {type(error).__name__}: {str(error)[:90]}")
            continue
        alike = _agreement(project, plan, results[name])
        print(f"  {name:<26}{theirs:>12.1f} ms   {theirs / ours:,.0f} times ours; {alike}")


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
