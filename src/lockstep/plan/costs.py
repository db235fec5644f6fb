"""What a plan says of money: amounts that do not follow work, and what an hour of a resource costs.

Money is in minor units of the currency of the project that bears it; an empty currency is one that nobody named.
"""

from dataclasses import dataclass

from lockstep.plan.columns import Float64, Int32, Int64, Table, Texts, frozen


@dataclass(frozen=True, slots=True)
class Expenses(Table):
    """Columns by expense: fixed costs, material, fees.

    Attributes:
        activity: index of the activity that needs it; several expenses of one add up.
        amount_minor: minor units, whenever the work is done.
    """

    activity: Int32
    amount_minor: Int64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Rates(Table):
    """What an hour of work costs, at most one row a resource.

    Attributes:
        resource: index of the resource.
        per_hour_minor: minor units for an hour of one full-time unit.
        currencies: ISO code of their currency, "" for that of the project that pays.
    """

    resource: Int32
    per_hour_minor: Float64
    currencies: Texts

    def __post_init__(self) -> None:
        self._check_lengths()


NO_EXPENSES = Expenses(frozen((), "int32"), frozen((), "int64"))
NO_RATES = Rates(frozen((), "int32"), frozen((), "float64"), ())
