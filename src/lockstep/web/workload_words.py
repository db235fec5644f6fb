"""What the workload page says in words: its headline, its lines, what stands behind a cell, who holds work up."""

from collections.abc import Sequence
from dataclasses import dataclass

from lockstep.domain.planning.queries import CapacityWorth, WorkloadPage, WorkloadRow
from lockstep.domain.planning.queries.leveling import ValueOfCapacity
from lockstep.web.words import count_words, number_words, share_words
from lockstep.web.workload_picture import week_words

MOST_SHORT = 12


@dataclass(frozen=True, slots=True)
class Short:
    """Somebody of whom there is too little: how much, and what one more would gain."""

    name: str
    row: WorkloadRow | None
    value: ValueOfCapacity | None


def note_of(row: WorkloadRow, role_name: str, people_over: int, home: str = "") -> str:
    """Return what stands under a name: its role where the line stands outside it, how many of a role have too much.

    `home` is the project or program of one whose name others have too.
    """
    parts = [row.kind.value]
    if role_name:
        parts = [role_name]
    if home:
        parts.append(home)
    if row.people:
        people = "1 person" if row.people == 1 else f"{row.people} people"
        parts.append(f"{people}, {people_over} with too much" if people_over else people)
    if row.units != 1 and not row.people:
        parts.append(share_words(row.units) if row.units < 1 else f"{number_words(row.units)} units")
    if row.unnamed_hours:
        parts.append(f"{number_words(round(row.unnamed_hours))} h nobody is named for")
    if row.projects > 1:
        parts.append(f"{row.projects} projects")
    return " · ".join(parts)


def headline_of(found: WorkloadPage) -> str:
    """Return what the page says first."""
    over = [row for row in found.rows if row.overload_hours]
    span = count_words(len(found.weeks), "week")
    if not found.rows:
        return "Nobody is assigned to work yet"
    if not over:
        return f"Nobody is asked for too much in these {span}"
    verb = "is" if len(over) == 1 else "are"
    return f"{len(over)} of {len(found.rows)} {verb} asked for too much in these {span}"


def sub_of(found: WorkloadPage) -> str:
    """Return the sentence below the headline."""
    over = [row for row in found.rows if row.overload_hours]
    if not over:
        return "Remaining work, laid where each plan has it, against the hours that there are."
    worst = max(over, key=lambda row: (row.overload_hours, -row.people))
    total = number_words(round(_overload(found.rows)))
    sentence = (
        f"{total} h more than there is; most of {worst.name}, {number_words(round(worst.overload_hours))} h."
    )
    first = max(over, key=lambda row: row.bottleneck or 0.0)
    if first.bottleneck and first is not worst:
        held = number_words(round(first.tight_overload_hours))
        sentence += f" The bottleneck is {first.name}: {held} h too much fall on work without float."
    return sentence


def _overload(rows: Sequence[WorkloadRow]) -> float:
    """Return the overload of all, that of people counted once: by themselves or in their role, whichever is more."""
    roles = {row.id: 0.0 for row in rows if row.people}
    for row in rows:
        if row.role in roles:
            roles[row.role] += row.overload_hours
    return sum(max(row.overload_hours, roles.get(row.id, 0.0)) for row in rows if row.role not in roles)


def cell_words(row: WorkloadRow, weeks: Sequence[int], week: int) -> tuple[str, str]:
    """Return title and sentence of a week of somebody."""
    cell = row.cells[weeks.index(week)]
    words = (
        f"{number_words(cell.demand_hours)} h are asked for, {number_words(cell.capacity_hours)} h are there"
    )
    if cell.absent_hours >= 1:
        words += f" ({number_words(cell.absent_hours)} h absent)"
    if cell.overload_hours:
        days = count_words(cell.days_over, "day")
        words += f": {number_words(cell.overload_hours)} h too much, on {days}"
    return f"{row.name}, week of {week_words(week)}", f"{words}."


def short_of(found: WorkloadPage, worth: CapacityWorth | None) -> tuple[Short, ...]:
    """Return those who hold work up or of whom one more would gain something, the highest index first."""
    values = {value.resource: value for value in worth.values if value.gained_days > 0} if worth else {}
    rows = {row.id: row for row in found.rows}
    wanted = [row.id for row in found.rows if row.bottleneck] + [key for key in values if key in rows]
    lines = [Short(rows[key].name, rows[key], values.get(key)) for key in dict.fromkeys(wanted)]
    lines += [Short(value.name, None, value) for key, value in values.items() if key not in rows]

    def rank(line: Short) -> tuple[float, float, str]:
        index = line.row.bottleneck or 0.0 if line.row else 0.0
        return -index, -line.value.gained_days if line.value else 0.0, line.name.casefold()

    return tuple(sorted(lines, key=rank)[:MOST_SHORT])


def worth_words(worth: CapacityWorth | None) -> str:
    """Return what is counted as a gain, and when the one more would be there."""
    if worth is None:
        return ""
    if not worth.lead_weeks and not worth.ramp_up_weeks:
        words = "there from the start"
    else:
        words = f"there after {count_words(worth.lead_weeks, 'week')}"
    if worth.ramp_up_weeks:
        words += f", of full use {count_words(worth.ramp_up_weeks, 'week')} later"
    return f"Gains: how many days earlier {worth.node_name} would finish with one more full unit, {words}."
