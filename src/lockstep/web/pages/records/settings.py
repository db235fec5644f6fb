"""A few numbers that a node sets for itself and all below it: read by all, set by who decides there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.records.queries import SettingPlace
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.shell import Crumb, render


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the setting; `text` is what stands in its input."""

    name: str
    label: str
    help: str
    text: str


@dataclass(frozen=True, slots=True)
class SettingPage:
    """What a page of a setting shows and does; `arguments` makes of its numbers what the action takes."""

    register: str
    page: str
    noun: str
    """In the plural: "scales"."""
    follows: str
    """What a change does to what is there."""
    place: SettingPlace
    numbers: tuple[Number, ...]
    set_action: str
    remove_action: str
    arguments: Callable[[Mapping[str, float]], dict[str, Any]]
    template: str


def setting_page(
    request: HttpRequest, node: int, setting: SettingPage, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Show the setting; set it, or go by that of the level above again."""
    found, where = register_at(request.user, node, setting.register)
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        answer = _written(request, node, setting, problems)
        if answer is not None:
            return answer
    typed = request.POST if request.method == "POST" else {}
    label = next(page.label for page in found.pages if page.name == setting.page)
    values = {
        **head_values(found, where, setting.page),
        "setting": setting,
        "place": setting.place,
        "inputs": [(number, typed.get(number.name, number.text)) for number in setting.numbers],
        "problems": problems,
        "is_form": setting.place.may_edit and (request.method == "POST" or "edit" in request.GET),
        **(more or {}),
    }
    return render(
        request,
        setting.template,
        values,
        title=f"{capital(found.plural)}, {label.lower()}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb(label),
        ],
        status=422 if problems else 200,
    )


def _written(
    request: HttpRequest, node: int, setting: SettingPage, problems: list[tuple[str, str]]
) -> HttpResponse | None:
    """Carry out what the form asks for; None where it was refused, and `problems` say why."""
    version = request.POST.get("version", "")
    kept = int(version) if version.isdigit() and setting.place.is_own else None
    try:
        if request.POST.get("what") == "remove":
            arguments: dict[str, Any] = {"node": node, "version": kept or setting.place.version}
            said = f"The {setting.noun} of the level above hold again."
            carry_out(request, setting.remove_action, arguments, said=said)
            return redirect(request.path)
        numbers = {number.name: _number(request, number, problems) for number in setting.numbers}
        if problems:
            return None
        arguments = {"node": node, "version": kept, **setting.arguments(numbers)}
        carry_out(request, setting.set_action, arguments, said=f"The {setting.noun} were saved.")
        return redirect(request.path)
    except LockstepError as error:
        problems.append(("", str(error.sentence)))
        return None


def _number(request: HttpRequest, number: Number, problems: list[tuple[str, str]]) -> float:
    try:
        return float(request.POST.get(number.name, "").strip().removesuffix("%").replace(",", "."))
    except ValueError:
        problems.append((number.name, f"{number.label} needs a number."))
        return 0.0
