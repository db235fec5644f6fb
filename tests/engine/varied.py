"""Generated plans that mix everything the passes know: summaries, progress, constraints, calendars, both dialects."""

from random import Random

from lockstep.plan import (
    ActivityKind,
    ActivityMode,
    ConstraintKind,
    CriticalBy,
    Dialect,
    FloatBasis,
    LagCalendar,
    LagUnit,
    LinkKind,
    Plan,
    PlanBuilder,
    ProgressRule,
    Project,
    ScheduleFrom,
    SchedulingOptions,
    StartToStartLag,
)
from tests.engine.building import AROUND_THE_CLOCK, DAY, HOUR, MONDAY, NIGHTS, STANDARD

_CLOCK_DAY = 14_400


def varied_plan(seed: int, count: int = 40, *, is_plain: bool = False) -> Plan:
    """Return a plan of some activities, equal for equal seeds; a plain one has no rare facts."""
    random = Random(seed)
    builder = PlanBuilder(f"varied {seed}")
    calendars = [builder.add_calendar(calendar) for calendar in (STANDARD, AROUND_THE_CLOCK, NIGHTS)]
    for number in range(random.choice((1, 1, 1, 2))):
        builder.add_project(_project(random, number, is_plain))
    summaries: list[int] = []
    for row in range(count):
        _add_activity(random, builder, row, summaries, calendars, 0.0 if is_plain else random.random() * 0.3)
    share_of_loops = random.choice((0.0, 0.0, 0.0, 0.05))
    for _ in range(int(count * random.uniform(0.3, 2.0))):
        one, other = sorted(random.sample(range(count), 2))
        if random.random() < share_of_loops:
            one, other = other, one
        builder.add_link(
            one,
            other,
            kind=random.choice((LinkKind.FS, LinkKind.FS, *LinkKind)),
            lag_ticks=random.choice((0, 0, 1, 3, -2)) * random.choice((HOUR, DAY)),
            lag_share=random.choice((0.25, 0.5, -0.1)),
            lag_unit=LagUnit.WORKING if random.random() < 0.9 else random.choice(list(LagUnit)),
            is_hard=random.random() < 0.97,
        )
    if not is_plain:
        _add_rare(random, builder, count, calendars)
    return builder.build()


def _project(random: Random, number: int, is_plain: bool) -> Project:
    options = SchedulingOptions(
        progress_rule=random.choice(list(ProgressRule)),
        lag_calendar=random.choice(list(LagCalendar)),
        float_basis=random.choice(list(FloatBasis)),
        critical_by=random.choice(list(CriticalBy)),
        critical_limit_ticks=random.choice((0, DAY)),
        constraints_win=random.random() < 0.7,
        is_every_open_end_critical=random.random() < 0.2,
        ignores_other_projects=random.random() < 0.1,
        start_to_start_lag=random.choice(list(StartToStartLag)),
        is_float_by_project=random.random() < 0.7,
    )
    dialect = random.choice(list(Dialect))
    values = {"dialect": dialect, "options": options, "start_ticks": MONDAY, "calendar": 0}
    if dialect == Dialect.PRIMAVERA or random.random() < 0.3:
        values["data_date_ticks"] = MONDAY + random.randrange(20) * _CLOCK_DAY
    if not is_plain and random.random() < 0.1:
        values["schedule_from"] = ScheduleFrom.FINISH
        values["finish_ticks"] = MONDAY + 200 * _CLOCK_DAY
    return Project(f"p{number}", f"P{number}", **values)


def _add_activity(
    random: Random, builder: PlanBuilder, row: int, summaries: list[int], calendars: list[int], rare: float
) -> None:
    """Add one activity in outline order, with a share of rare facts."""
    while summaries and random.random() < 0.2:
        summaries.pop()
    parent = summaries[-1] if summaries else -1
    duration = random.choice((0, HOUR, DAY, 2 * DAY, 5 * DAY, 7 * HOUR + 30))
    values = {
        "uids": row + 1,
        "names": f"Activity {row}",
        "project": random.randrange(len(builder.projects)),
        "parent": parent,
        "calendar": random.choice((-1, -1, *calendars)),
        "duration_ticks": duration,
    }
    if parent >= 0:
        values["project"] = builder._activities.columns["project"][parent]
    if random.random() < 0.15:
        values["kind"] = ActivityKind.SUMMARY
        values["duration_ticks"] = 0
        summaries.append(row)
    elif random.random() < 0.1:
        values["kind"] = random.choice((ActivityKind.START_MILESTONE, ActivityKind.FINISH_MILESTONE))
        values["duration_ticks"] = 0
    elif random.random() < rare:
        begin = MONDAY + random.randrange(30) * _CLOCK_DAY + random.choice((0, HOUR, 3 * HOUR))
        fact = random.randrange(8)
        if fact < 3:
            values["actual_start_ticks"] = begin
            values["remaining_ticks"] = random.choice((duration, duration // 2, 0))
        elif fact == 3:
            values |= {"actual_start_ticks": begin, "actual_finish_ticks": begin + 2 * _CLOCK_DAY}
        elif fact == 4:
            values |= {"mode": ActivityMode.MANUAL, "planned_start_ticks": begin}
            values["planned_finish_ticks"] = begin + _CLOCK_DAY
        elif fact == 5:
            values |= {"mode": ActivityMode.INACTIVE, "planned_start_ticks": begin}
        elif fact == 6:
            values["kind"] = random.choice((ActivityKind.LEVEL_OF_EFFORT, ActivityKind.EXTERNAL))
            values["planned_start_ticks"] = begin
        else:
            values |= {"leveling_delay_ticks": DAY, "is_elapsed": random.random() < 0.5}
    builder.add_activity(**values)


def _add_rare(random: Random, builder: PlanBuilder, count: int, calendars: list[int]) -> None:
    """Add constraints, splits, suspensions and assignments on calendars of their own."""
    for _ in range(random.randrange(5)):
        at = MONDAY + random.randrange(60) * _CLOCK_DAY + random.choice((0, 2 * HOUR))
        builder.add_constraint(random.randrange(count), random.choice(list(ConstraintKind)), at)
    for row in random.sample(range(count), random.randrange(3)):
        if builder._activities.columns["kind"][row] == ActivityKind.ACTIVITY:
            builder.add_split(row, HOUR, DAY)
    for row in random.sample(range(count), random.randrange(2)):
        builder.add_suspension(row, MONDAY + _CLOCK_DAY, MONDAY + random.randrange(20) * _CLOCK_DAY)
    for row in random.sample(range(count), random.randrange(4)):
        resource = builder.add_resource(names=f"R{row}", calendar=random.choice(calendars))
        work = builder._activities.columns["duration_ticks"][row]
        builder.add_assignment(row, resource=resource, work_ticks=work, delay_ticks=random.choice((0, HOUR)))
