"""Tiny plan files for the tests of the commands, made by the readers' own format in its smallest form."""

from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
  <Name>{name}</Name>
  <Title>{name}</Title>
  <ScheduleFromStart>1</ScheduleFromStart>
  <StartDate>2026-03-02T08:00:00</StartDate>
  <CalendarUID>1</CalendarUID>
  <MinutesPerDay>480</MinutesPerDay>
  <MinutesPerWeek>2400</MinutesPerWeek>
  <Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>
    {week}
  </WeekDays></Calendar></Calendars>
  <Tasks>
"""
TIMES = (
    "<WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>"
    "<WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime>"
)
WEEK = "".join(
    f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(1 < day < 7)}</DayWorking>"
    + (f"<WorkingTimes>{TIMES}</WorkingTimes>" if 1 < day < 7 else "")
    + "</WeekDay>"
    for day in range(1, 8)
)


def activity(
    uid: int, name: str, days: float, *, after: tuple[int, ...] = (), level: int = 1, more: str = ""
) -> str:
    """Return one activity with finish-to-start links from `after`; no days make a milestone."""
    links = "".join(
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag>"
        "<LagFormat>7</LagFormat></PredecessorLink>"
        for uid in after
    )
    return (
        f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel>"
        f"<Duration>PT{int(days * 8)}H0M0S</Duration><DurationFormat>7</DurationFormat>"
        f"<Milestone>{int(days == 0)}</Milestone><Manual>0</Manual><CalendarUID>-1</CalendarUID>{more}{links}</Task>"
    )


def summary(uid: int, name: str, *, level: int = 1) -> str:
    """Return one summary; the activities that follow one level deeper are its own."""
    return activity(uid, name, 1, level=level, more="<Summary>1</Summary>")


def write_plan(path: Path, *rows: str, name: str = "Bridge") -> Path:
    """Write a plan file of the given activities and return its path."""
    text = HEAD.format(name=name, week=WEEK) + "\n".join(rows) + "\n</Tasks></Project>\n"
    path.write_text(text, encoding="utf-8")
    return path


def bridge(folder: Path) -> Path:
    """Write the plan that most tests use: dig and order go side by side, then build, then a milestone.

    Monday 2 March 2026: dig 3 days, order 1 day with 2 days of float; build 2 days; opening on Friday 17:00.
    """
    return write_plan(
        folder / "bridge.xml",
        summary(1, "Works"),
        activity(2, "Dig", 3, level=2),
        activity(3, "Order [steel]", 1, level=2),
        activity(4, "Build", 2, after=(2, 3), level=2),
        activity(5, "Opening", 0, after=(4,)),
    )


def loop(folder: Path) -> Path:
    """Write a plan whose two activities wait for each other."""
    return write_plan(
        folder / "loop.xml", activity(1, "Hen", 1, after=(2,)), activity(2, "Egg", 1, after=(1,))
    )
