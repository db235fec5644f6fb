"""What is at stake, alike in every register in which authority decides."""

from typing import Any

from lockstep.domain.governance.vocabulary import Band, Stake
from lockstep.domain.records.declarations import Choice, Field, FieldKind

BAND_CHOICES = tuple(Choice(band.value, band.value.capitalize()) for band in Band)
STAKE_FIELDS = (
    Field(
        "stake_days",
        "Days at stake",
        "Working days that the decision is about.",
        FieldKind.NUMBER,
        is_filterable=True,
        unit="d",
    ),
    Field(
        "stake_money",
        "Money at stake",
        "Money that the decision is about.",
        FieldKind.MONEY,
        is_filterable=True,
    ),
    Field(
        "stake_risk",
        "Risk at stake",
        "The band of risk that the decision is about.",
        FieldKind.CHOICE,
        choices=BAND_CHOICES,
        is_filterable=True,
    ),
)


def stake_of(row: Any, changes: dict[str, Any]) -> Stake:
    """Return what is at stake in a record, with changes laid over it."""

    def value(name: str) -> Any:
        return changes[name] if name in changes else getattr(row, name)

    risk = value("stake_risk")
    return Stake(value("stake_days"), value("stake_money"), row.currency, Band(risk) if risk else None)
