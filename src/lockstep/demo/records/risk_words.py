"""How the risks of the story are written down."""

from typing import Any, Final

from lockstep.demo.records.scribe import Event, Moved

_EURO_THOUSAND: Final = 100_000


def odds(likelihood: int, probability: float, days: tuple[float, float, float], cost: int) -> dict[str, Any]:
    """Return how likely and how bad: days at best, likely and at worst, and thousands of euros."""
    return {
        "likelihood": likelihood,
        "probability": probability,
        "days_low": days[0],
        "impact_days": days[1],
        "days_high": days[2],
        "impact_cost": cost * _EURO_THOUSAND,
    }


def answer(response: str, plan: str, cost: int) -> dict[str, Any]:
    """Return what is done about it and what that costs, in thousands of euros."""
    return {"response": response, "response_plan": plan, "response_cost": cost * _EURO_THOUSAND}


def left(likelihood: int, impact: int, probability: float, days: float, cost: int) -> dict[str, Any]:
    """Return what is left after the response."""
    return {
        "residual_likelihood": likelihood,
        "residual_impact": impact,
        "residual_probability": probability,
        "residual_days": days,
        "residual_cost": cost * _EURO_THOUSAND,
    }


def treated(name: str, week: int, by: str) -> tuple[Event, ...]:
    """Return how a risk is analyzed, and treated a week later."""
    return Moved(name, week, by, "analyze"), Moved(name, week + 1, by, "treat")
