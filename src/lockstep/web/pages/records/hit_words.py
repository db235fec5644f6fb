"""What is hit if something slips, in words: one line for each thing, in parts by kind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lockstep.domain.outlook.queries import Hit, SlipPage
from lockstep.domain.records.registry import LinkEnd
from lockstep.web.words import count_words, day_words, number_words, slip_words

Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class HitLine:
    """One thing that is hit; `mark` says how hard, `tone` colors it."""

    label: str
    url: str
    words: str
    note: str
    mark: str
    tone: str


@dataclass(frozen=True, slots=True)
class HitPart:
    """Lines of one kind."""

    name: str
    label: str
    count: int
    lines: tuple[HitLine, ...]

    def first(self, most: int) -> "HitPart":
        """Return the part with no more than so many lines."""
        return replace(self, lines=self.lines[:most])


def label_of(end: LinkEnd) -> str:
    """Return a thing as people call it."""
    return f"{end.key} {end.title}".strip()


def sentence_of(page: SlipPage) -> str:
    """Return what a slip does, in one sentence."""
    if not page.has_work:
        return "It holds up no unfinished work, so nothing moves by itself; this is what to look at."
    days = count_words(page.days, "working day")
    if not page.moved:
        return f"A slip of {days} moves nothing: float takes it in."
    kept = len(page.holding)
    held = f"; {count_words(kept, 'milestone')} stay{'s' if kept == 1 else ''} in place" if kept else ""
    return f"A slip of {days} moves {count_words(page.moved, 'activity')}{held}."


def parts_of(page: SlipPage) -> list[HitPart]:
    """Return all that is hit, and the milestones that hold."""
    parts = [
        HitPart(group.name, group.label, len(group.hits), tuple(_line(hit) for hit in group.hits))
        for group in page.groups
    ]
    if page.holding:
        lines = tuple(_holding(hit) for hit in page.holding)
        parts.append(HitPart("holding", "Milestones that hold", len(lines), lines))
    return parts


def badges_of(page: SlipPage) -> Mapping[Thing, str]:
    """Return what the picture says of each thing that moves."""
    return {thing: slip_words(days) for thing, days in page.shifts.items()}


def _line(hit: Hit) -> HitLine:
    end = hit.end
    mark, tone = _mark(hit)
    facts = [end.kind, end.state, _day(hit), end.node]
    return HitLine(
        label_of(end), end.url, _cause(hit), " · ".join(fact for fact in facts if fact), mark, tone
    )


def _mark(hit: Hit) -> tuple[str, str]:
    if hit.margin_days is not None:
        if hit.margin_days < 0:
            return f"{number_words(-hit.margin_days)} d too late", "bad"
        return f"{number_words(hit.margin_days)} d to spare", "good"
    if hit.days:
        return slip_words(hit.days), "warn"
    return "", ""


def _day(hit: Hit) -> str:
    """Return the day as it is now, and as it will be."""
    now = day_words(hit.end.finish) if hit.end.finish else ""
    if hit.finish_after is None or not hit.days:
        return now
    return f"{now} → {day_words(hit.finish_after)}" if now else f"to {day_words(hit.finish_after)}"


def _cause(hit: Hit) -> str:
    if hit.cause is None:
        return ""
    moves = f", which moves {slip_words(hit.cause_days)}" if hit.cause_days and hit.depth > 1 else ""
    return f"{label_of(hit.cause)}{moves}: {hit.cause_words} it"


def _holding(hit: Hit) -> HitLine:
    # Below zero it is late by what was promised, and still other work decides when it comes.
    has_float = hit.float_days is not None and hit.float_days > 0
    mark = f"{number_words(hit.float_days or 0.0)} d of float" if has_float else "other work holds it"
    facts = [day_words(hit.end.finish) if hit.end.finish else "", hit.end.node]
    note = " · ".join(fact for fact in facts if fact)
    return HitLine(label_of(hit.end), hit.end.url, "", note, mark, "good" if has_float else "none")
