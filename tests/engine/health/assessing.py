"""Plans for the tests of schedule health: a network with a baseline and a data date."""

from itertools import pairwise
from typing import Any

from lockstep.engine import Assessment, Health, HealthCheck, PreviousPeriod, assess_health, schedule
from lockstep.foundation.ticks import TICKS_PER_DAY, ticks_of_iso
from tests.engine.building import DAY, MONDAY, Network

BASELINE = "Approved"


def at(text: str) -> int:
    """Return the ticks of an ISO date-time."""
    return ticks_of_iso(text)


def evening(days: int) -> int:
    """Return 17:00 of the working day that ends `days` working days after the first Monday morning."""
    weeks, rest = divmod(days - 1, 5)
    return MONDAY + (weeks * 7 + rest) * TICKS_PER_DAY + 5_400


class Reported(Network):
    """A network whose activities carry baselines and actual dates, all counted in working days from the start."""

    def __init__(self, data_date: int | None = None, **project: Any) -> None:
        dates = {} if data_date is None else {"data_date_ticks": evening(data_date)}
        super().__init__(**(dates | project))

    def agree(self, name: str, finish: int, days: float = 1) -> None:
        """Set the baseline of an activity."""
        self.builder.set_baseline(
            BASELINE, self.row[name], finish_ticks=evening(finish), duration_ticks=round(days * DAY)
        )

    def done(self, name: str, finish: int, days: float = 1, **values: Any) -> int:
        """Add a finished activity."""
        start = evening(finish) - 5_400 - int(days - 1) * TICKS_PER_DAY
        given = {"actual_start_ticks": start, "actual_finish_ticks": evening(finish), "share_complete": 1.0}
        return self.add(name, days, **(given | values))

    def chain(self, *names: str, days: float = 5) -> None:
        """Add activities one after the other."""
        for name in names:
            self.add(name, days)
        for before, after in pairwise(names):
            self.link(before, after)


def health_of(network: Network, **options: Any) -> Health:
    """Return the health of a network."""
    plan = network.plan()
    return assess_health(plan, schedule(plan), **options)


def total_of(network: Network, **options: Any) -> Assessment:
    """Return the health of the integrated plan of a network."""
    return health_of(network, **options).total


def check_of(network: Network, code: str, **options: Any) -> HealthCheck:
    """Return one check of the integrated plan of a network."""
    return total_of(network, **options).check(code)


def offenders(network: Network, check: HealthCheck) -> list[str]:
    """Return the names of the activities that a check counts."""
    names = {row: name for name, row in network.row.items()}
    return [names[offense.activity] for offense in check.offenses]


def period_before(network: Network) -> PreviousPeriod:
    """Return a network as the period before."""
    plan = network.plan()
    return PreviousPeriod(plan, schedule(plan))
