"""The domain's refusals on a page: the same sentence that every door gives, beside the field it concerns."""

from collections.abc import Mapping
from typing import Any

from django import forms

from lockstep.foundation.findings import LockstepError, Severity


def add_problem(form: forms.Form, error: LockstepError, fields: Mapping[str, str] | None = None) -> None:
    """Put what was refused into the form; `fields` maps the domain's places to fields of the form."""
    places = {name: name for name in form.fields} | dict(fields or {})
    told = False
    for finding in error.findings:
        if finding.severity < Severity.ERROR:
            continue
        field = places.get(finding.place.rsplit(".", 1)[-1])
        form.add_error(field, finding.sentence)
        told = True
    if not told:
        form.add_error(places.get(error.place.rsplit(": ", 1)[-1].rsplit(".", 1)[-1]), error.sentence)


def problem_context(error: LockstepError) -> dict[str, Any]:
    """Return what the panel of a refusal shows: the sentence, and the fields where both values stand."""
    return {
        "sentence": error.sentence,
        "place": error.place,
        "code": error.code,
        "conflicts": getattr(error, "conflicts", ()),
        "findings": error.findings,
    }
