"""Options weighed by what they cost, bring and risk; how sure the winner is; and what came of a vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

TWO_THIRDS = 2 / 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """One option: cost and benefit in minor units, and the share of the benefit that may not come."""

    id: int
    name: str
    cost: int | None
    benefit: int | None
    risk: float | None

    @property
    def expected(self) -> float | None:
        """Return the benefit less its risk, less the cost; None while cost or benefit is not known."""
        return expected_value(self.cost, self.benefit, self.risk)


@dataclass(frozen=True, slots=True)
class Switch:
    """A switching value: what of the winner must become what until the second is level, and the change as a share."""

    what: str
    value: float
    share: float | None


@dataclass(frozen=True, slots=True)
class OptionComparison:
    """Options from the best on, those that cannot be weighed last; `winner` is None on a tie or for fewer than two."""

    ranked: tuple[Weighed, ...]
    winner: Weighed | None
    second: Weighed | None
    lead: float | None
    switches: tuple[Switch, ...]


def expected_value(cost: int | None, benefit: int | None, risk: float | None) -> float | None:
    """Return benefit x (1 - risk) - cost; no risk given is none."""
    if cost is None or benefit is None:
        return None
    return benefit * (1.0 - (risk or 0.0)) - cost


def weigh(options: Sequence[Weighed]) -> OptionComparison:
    """Rank options by expected value; say by how much the winner's figures must change until the second is level.

    With lead L, the winner's cost C, benefit B and risk r: the cost may rise by L to C + L, the benefit may fall by
    L / (1 - r), and the risk may rise by L / B. A change that would leave what is possible is left out.
    """
    known = [option for option in options if option.expected is not None]
    unknown = [option for option in options if option.expected is None]
    known.sort(key=lambda option: (-(option.expected or 0.0), option.id))
    ranked = (*known, *unknown)
    if len(known) < 2:
        return OptionComparison(ranked, None, None, None, ())
    first, second = known[0], known[1]
    lead = (first.expected or 0.0) - (second.expected or 0.0)
    if lead <= 0:
        return OptionComparison(ranked, None, None, 0.0, ())
    return OptionComparison(ranked, first, second, lead, tuple(_switches(first, lead)))


def _switches(first: Weighed, lead: float) -> list[Switch]:
    cost, benefit, risk = first.cost or 0, first.benefit or 0, first.risk or 0.0
    found = [Switch("cost", cost + lead, lead / cost if cost else None)]
    if risk < 1.0 and (fall := lead / (1.0 - risk)) <= benefit:
        found.append(Switch("benefit", benefit - fall, -fall / benefit))
    if benefit and risk + lead / benefit <= 1.0:
        found.append(Switch("risk", risk + lead / benefit, None))
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """How a vote stands."""

    asked: int
    in_favor: int
    against: int
    abstained: int

    @property
    def cast(self) -> int:
        """Return how many have voted, abstentions included."""
        return self.in_favor + self.against + self.abstained

    @property
    def waiting(self) -> int:
        """Return how many have not voted."""
        return self.asked - self.cast


def is_quorate(tally: Tally, quorum: float) -> bool:
    """Tell whether enough of those asked have voted; abstentions count for that."""
    return tally.asked > 0 and tally.cast >= quorum * tally.asked and tally.cast > 0


def has_majority(tally: Tally, majority: str) -> bool:
    """Tell whether the proposal is carried by the votes cast so far.

    Simple: more for than against. Absolute: more than half of all who were asked. Two thirds: of those who voted for
    or against.
    """
    decided = tally.in_favor + tally.against
    match majority:
        case "absolute":
            return 2 * tally.in_favor > tally.asked
        case "two_thirds":
            return decided > 0 and 3 * tally.in_favor >= 2 * decided
    return tally.in_favor > tally.against


def is_settled(tally: Tally, quorum: float, majority: str) -> bool:
    """Tell whether those who have not voted could no longer turn the result."""
    late = tally.waiting
    best = Tally(tally.asked, tally.in_favor + late, tally.against, tally.abstained)
    worst = Tally(tally.asked, tally.in_favor, tally.against + late, tally.abstained)
    is_same = has_majority(best, majority) == has_majority(worst, majority)
    return late == 0 or (is_same and is_quorate(tally, quorum))


def refusal_to_close(tally: Tally, quorum: float, majority: str, until: date | None, today: date) -> str:
    """Return why a vote may not be closed yet, or ""."""
    if tally.asked == 0:
        return "Nobody was asked to vote."
    is_over = until is not None and today > until
    if not is_over and not is_settled(tally, quorum, majority):
        words = "1 person has" if tally.waiting == 1 else f"{tally.waiting} people have"
        return f"{words} not voted and may still turn it; wait for them, or until its day has passed."
    if not is_quorate(tally, quorum):
        return f"{tally.cast} of {tally.asked} have voted; {quorum:.0%} are needed. Ask the others, or set another day."
    return ""
