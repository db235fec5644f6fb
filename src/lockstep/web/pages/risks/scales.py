"""The scales by which a node scores its risks: read by all, set by who decides there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.risks.queries import ORDER, SHIPPED, STEPS, Grid, GridView, grid_at
from lockstep.domain.risks.vocabulary import DIMENSIONS
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.pages.risks.matrix import TONES
from lockstep.web.pages.risks.scale_form import DIMENSION_WORDS, EACH, ScaleForm, texts_of
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


@screen
def scales(request: HttpRequest, node: int) -> HttpResponse:
    """Show the scales; set them, or go by those of the level above again."""
    found, where = register_at(request.user, node, "risks")
    view = grid_at(request.user, node)
    form = ScaleForm(texts_of(SHIPPED.get(request.GET.get("from", ""), view.grid)))
    if request.method == "POST":
        form = ScaleForm(dict(request.POST.items()))
        if request.POST.get("what") == "multiply":
            form = form.multiplied()
        elif (answer := _written(request, node, view, form)) is not None:
            return answer
    return render(
        request,
        "web/risks/scales.html",
        {
            **head_values(found, where, "scales"),
            "view": view,
            "form": form,
            "is_form": view.may_edit and (request.method == "POST" or "edit" in request.GET),
            "picture": _picture(view.grid),
            **_inputs(form),
        },
        title=f"{capital(found.plural)}, scales",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Scales"),
        ],
        status=422 if form.problems else 200,
    )


def _written(request: HttpRequest, node: int, view: GridView, form: ScaleForm) -> HttpResponse | None:
    """Carry out what the form asks for; None where it was refused, and the form says why."""
    try:
        if request.POST.get("what") == "remove":
            arguments: dict[str, Any] = {"node": node, "version": view.version}
            carry_out(
                request, "risks.remove_grid", arguments, said="The scales of the level above hold again."
            )
            return redirect(request.path)
        content = form.content()
        if form.problems:
            return None
        version = request.POST.get("version", "")
        arguments = {"node": node, "grid": content, "version": int(version) if view.is_own else None}
        carry_out(
            request, "risks.set_grid", arguments, said="The scales were saved; all risks are scored anew."
        )
        return redirect(request.path)
    except LockstepError as error:
        form.problems.append(("", str(error.sentence)))
        return None


def _picture(grid: Grid) -> list[dict[str, Any]]:
    """Return the rows of the grid from the top, each cell with its score, its band and its tone."""
    lines = []
    for likelihood in reversed(EACH):
        cells = []
        for impact in EACH:
            band = grid.band_of(likelihood, impact)
            assert band is not None
            score = grid.score_of(likelihood, impact)
            is_beyond = grid.passes(score, None)
            cells.append(
                {"score": f"{score:g}", "band": band.value, "tone": TONES[band], "is_beyond": is_beyond}
            )
        words = grid.likelihood_words[likelihood - 1]
        value = f"{grid.likelihood_values[likelihood - 1]:g}"
        lines.append({"step": likelihood, "words": words, "value": value, "cells": cells})
    return lines


def _inputs(form: ScaleForm) -> dict[str, Any]:
    """Return the inputs in the order in which the form shows them."""

    def given(name: str) -> tuple[str, str]:
        return name, form.texts.get(name, "")

    return {
        "ups": [
            (
                step,
                given(f"lw{step}"),
                given(f"lv{step}"),
                [(across, *given(f"c{step}{across}")) for across in EACH],
            )
            for step in reversed(EACH)
        ],
        "acrosses": [(step, given(f"iw{step}"), given(f"iv{step}")) for step in EACH],
        "bands": [(band.value, TONES[band], *given(f"b_{band.value}")) for band in ORDER],
        "weights": [(DIMENSION_WORDS[name], *given(f"w_{name}")) for name in DIMENSIONS],
        "meanings": [
            (DIMENSION_WORDS[name], [(step, *given(f"d_{name}_{step}")) for step in EACH])
            for name in DIMENSIONS
        ],
        "steps": range(1, STEPS + 1),
    }
