"""The form of the scales of risks: texts by the names of their inputs, and back to what the action takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lockstep.domain.risks.queries import ORDER, STEPS, Grid, products
from lockstep.domain.risks.vocabulary import DIMENSIONS

DIMENSION_WORDS = dict(zip(DIMENSIONS, ("Time", "Cost", "Scope and quality", "Benefits"), strict=True))
EACH = range(1, STEPS + 1)


def texts_of(grid: Grid) -> dict[str, str]:
    """Return scales as the inputs of the form show them."""
    texts = {"scoring": grid.scoring.value, "top": "yes" if grid.top_is_high else ""}
    for axis, words, values in (
        ("l", grid.likelihood_words, grid.likelihood_values),
        ("i", grid.impact_words, grid.impact_values),
    ):
        for step in EACH:
            texts[f"{axis}w{step}"] = words[step - 1]
            texts[f"{axis}v{step}"] = f"{values[step - 1]:g}"
    for up in EACH:
        for across in EACH:
            texts[f"c{up}{across}"] = f"{grid.cells[up - 1][across - 1]:g}"
    starts = {band: f"{start:g}" for start, band in grid.bands}
    texts |= {f"b_{band.value}": starts.get(band, "") for band in ORDER}
    texts |= {f"w_{name}": f"{weight:g}" for name, weight in zip(DIMENSIONS, grid.weights, strict=True)}
    for name in DIMENSIONS:
        words = grid.definitions.get(name, ("",) * STEPS)
        texts |= {f"d_{name}_{step}": words[step - 1] for step in EACH}
    texts["escalation_score"] = "" if grid.escalation_score is None else f"{grid.escalation_score:g}"
    texts["escalation_cost"] = "" if grid.escalation_cost is None else f"{grid.escalation_cost / 100:g}"
    return texts


@dataclass
class ScaleForm:
    """What stands in the inputs, and what is wrong with it."""

    texts: Mapping[str, str]
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Name of the input, sentence."""

    def content(self) -> dict[str, Any]:
        """Return what the action takes; `problems` says what cannot be read."""
        likelihood = [self._number(f"lv{step}", f"Likelihood {step}") for step in EACH]
        impact = [self._number(f"iv{step}", f"Impact {step}") for step in EACH]
        starts = [(band, self._optional(f"b_{band.value}", band.value.capitalize())) for band in ORDER]
        cost = self._optional("escalation_cost", "Money that asks for the level above")
        return {
            "likelihood_values": likelihood,
            "likelihood_words": [self._text(f"lw{step}") for step in EACH],
            "impact_values": impact,
            "impact_words": [self._text(f"iw{step}") for step in EACH],
            "cells": [
                [self._number(f"c{up}{across}", f"Score of {up} × {across}") for across in EACH]
                for up in EACH
            ],
            "bands": [{"start": start, "band": band.value} for band, start in starts if start is not None],
            "scoring": self._text("scoring") or "worst",
            "weights": [self._number(f"w_{name}", DIMENSION_WORDS[name]) for name in DIMENSIONS],
            "definitions": {name: [self._text(f"d_{name}_{step}") for step in EACH] for name in DIMENSIONS},
            "top_is_high": self._text("top") == "yes",
            "escalation_score": self._optional("escalation_score", "Score that asks for the level above"),
            "escalation_cost": None if cost is None else round(cost * 100),
        }

    def multiplied(self) -> "ScaleForm":
        """Return the form with each cell as likelihood times impact."""
        impact = [self._number(f"iv{step}", f"Impact {step}") for step in EACH]
        likelihood = [self._number(f"lv{step}", f"Likelihood {step}") for step in EACH]
        if self.problems:
            return self
        cells = products(impact, likelihood)
        filled = {f"c{up}{across}": f"{cells[up - 1][across - 1]:g}" for up in EACH for across in EACH}
        return ScaleForm({**self.texts, **filled})

    def _text(self, name: str) -> str:
        return str(self.texts.get(name, "")).strip()[:200]

    def _optional(self, name: str, label: str) -> float | None:
        return self._number(name, label) if self._text(name) else None

    def _number(self, name: str, label: str) -> float:
        try:
            return float(self._text(name).replace(",", ""))
        except ValueError:
            self.problems.append((name, f"{label} needs a number."))
            return 0.0
