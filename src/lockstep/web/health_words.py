"""How the checks of schedule health are said on a page, and the geometry of its small pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from lockstep.domain.planning.queries.health import CheckOutcome, FloatCount, FloatTrend, NodeHealth
from lockstep.web.words import count_words, day_words, number_words, share_words

COUNTS = ("9a", "9b")
INDEXES = ("13", "14")
AT_LEAST = ("4", *INDEXES)
MARKS = {
    "passed": ("good", "passes"),
    "failed": ("bad", "fails"),
    "not applicable": ("none", "not measurable"),
    "shown": ("info", "no limit"),
}
SCORES = {1: "not met", 2: "minimally met", 3: "partially met", 4: "substantially met", 5: "met"}
SHOWN = 8
WIDTH, HEIGHT, EDGE = 320, 64, 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as a shape with a word."""

    tone: str
    word: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check as the page shows it: the first offenders, and how many more there are."""

    check: CheckOutcome
    mark: Mark
    value: str
    limit: str
    first: tuple[object, ...]
    more: int


@dataclass(frozen=True, slots=True)
class BandLine:
    """A band of float with the length of its bar in percent."""

    title: str
    count: int
    percent: int
    is_negative: bool


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A line of a few values: its points, the last of them, and what it shows in words."""

    points: str
    last_x: float
    last_y: float
    words: str
    width: int = WIDTH
    height: int = HEIGHT


def mark_of(outcome: str) -> Mark:
    """Return shape and word of an outcome; what cannot be measured is never good."""
    return Mark(*MARKS[outcome])


def check_line(check: CheckOutcome) -> CheckLine:
    """Return a check as the page shows it."""
    return CheckLine(
        check,
        mark_of(check.outcome),
        value_words(check),
        limit_words(check),
        check.offenders[:SHOWN],
        max(0, check.offender_count - SHOWN),
    )


def value_words(check: CheckOutcome) -> str:
    """Return the value of a check: a share, a count or an index; "–" where there is none."""
    if check.value is None:
        return "–"
    if check.code in COUNTS:
        return number_words(check.value)
    return f"{check.value:.2f}" if check.code in INDEXES else share_words(check.value)


def limit_words(check: CheckOutcome) -> str:
    """Return the limit of a check in words."""
    if check.code == "12":
        return "the whole delay"
    if check.limit is None:
        return "no limit"
    if check.code in AT_LEAST:
        limit = f"{check.limit:.2f}" if check.code in INDEXES else share_words(check.limit)
        return f"at least {limit}"
    if check.limit == 0:
        return "none allowed"
    return f"at most {share_words(check.limit)}"


def headline(found: NodeHealth) -> str:
    """Return what the page says first."""
    failed = [check for check in found.checks if check.outcome == "failed"]
    judged = [check for check in found.checks if check.outcome in ("passed", "failed")]
    if not judged:
        return f"Nothing of {found.name} can be measured yet"
    if not failed:
        return f"All {len(judged)} checks that can be measured pass"
    return f"{len(failed)} of {count_words(len(judged), 'check')} {'asks' if len(failed) == 1 else 'ask'} for a look"


def score_words(score: int | float | None) -> str:
    """Return the score of a practice in words."""
    if score is None:
        return "not judged"
    return SCORES[int(score)] if score == int(score) else f"{score:.1f} of 5"


def score_tone(score: int | float | None) -> str:
    """Return the tone of a score: only what is met is good."""
    if score is None:
        return "none"
    return "good" if score >= 4 else "warn" if score >= 3 else "bad"


def band_lines(bands: Sequence[FloatCount]) -> list[BandLine]:
    """Return the distribution of float as bars."""
    most = max((band.count for band in bands), default=0)
    return [
        BandLine(
            band.title,
            band.count,
            round(100 * band.count / most) if most else 0,
            band.title.startswith("negative"),
        )
        for band in bands
    ]


def sparkline(trend: Sequence[FloatTrend]) -> Sparkline | None:
    """Return the mean float over the stored revisions, None where there are fewer than two."""
    known = [point for point in trend if point.mean_days is not None]
    if len(known) < 2:
        return None
    values = [float(point.mean_days or 0) for point in known]
    lowest, highest = min(values), max(values)
    spread = (highest - lowest) or 1.0
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    at = [
        (
            round(EDGE + step * number, 1),
            round(HEIGHT - EDGE - (value - lowest) / spread * (HEIGHT - 2 * EDGE), 1),
        )
        for number, value in enumerate(values)
    ]
    first = known[0]
    words = (
        f"Mean float {number_words(values[0])} d at revision {first.revision} ({day_words(first.at)}), "
        f"{number_words(values[-1])} d now."
    )
    return Sparkline(" ".join(f"{x},{y}" for x, y in at), at[-1][0], at[-1][1], words)
