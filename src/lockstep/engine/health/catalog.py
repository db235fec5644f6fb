"""The fourteen checks by code: what each is called, and what to do when it fails."""

from typing import Final, NamedTuple


class Entry(NamedTuple):
    """Title and suggested fix of a check."""

    title: str
    suggestion: str


CHECKS: Final[dict[str, Entry]] = {
    "1": Entry(
        "Logic",
        "Link each activity to what must come before it and to what waits for it; only the first and the last "
        "activity of the plan may stand open.",
    ),
    "2": Entry(
        "Leads",
        "Replace the negative lag: split the predecessor where the successor can really begin, or link start to "
        "start.",
    ),
    "3": Entry(
        "Lags",
        "Make the wait an activity of its own with a name and an owner, such as curing, delivery or review.",
    ),
    "4": Entry(
        "Relationship types",
        "Use finish-to-start where work hands over to work; break long activities up instead of overlapping them, "
        "and remove start-to-finish links.",
    ),
    "5": Entry(
        "Hard constraints",
        "Let logic set the date; keep the promise as a deadline or as a start-no-earlier-than constraint.",
    ),
    "6": Entry(
        "High float",
        "Look for a missing successor: work that may slip for months is seldom tied to what really needs it.",
    ),
    "7": Entry(
        "Negative float",
        "Shorten or re-sequence the path to the date that it misses, or have that date changed by its owner.",
    ),
    "8": Entry(
        "High duration",
        "Break the activity into pieces of at most two months whose progress can be seen, or mark it as a planning "
        "package.",
    ),
    "9a": Entry(
        "Forecasts in the past",
        "Update progress: give the actual date of what has happened and move what has not behind the data date.",
    ),
    "9b": Entry(
        "Actuals in the future",
        "Correct the actual date, or move the data date to the day up to which progress is really known.",
    ),
    "10": Entry("Resources", "Assign the people, machines or money that the work takes."),
    "11": Entry(
        "Missed activities",
        "Ask why each was late, whether its cause holds for what comes next, and bring the remaining path back.",
    ),
    "12": Entry(
        "Critical path test",
        "Follow the path from the delayed activity to the finish and mend what swallows the delay: a missing link, "
        "a hard constraint, or an activity scheduled by hand.",
    ),
    "13": Entry(
        "Critical path length index",
        "Shorten the path to the target, activities with the least float first, or agree a new finish.",
    ),
    "14": Entry(
        "Baseline execution index",
        "Finish what is due before opening more work, and baseline what was added.",
    ),
}
