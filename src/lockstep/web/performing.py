"""Carrying out an action from a page, with the toast that offers the way back."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.ledger import Outcome, perform


def carry_out(
    request: HttpRequest, action: str, arguments: Mapping[str, Any], *, said: str, reason: str = ""
) -> Outcome:
    """Perform an action as the signed-in person and leave a toast with "Undo" for the next page."""
    outcome = perform(action, actor=request.user, arguments=arguments, reason=reason)
    tell(request, said, outcome.change_set_id)
    return outcome


def tell(request: HttpRequest, sentence: str, change_set_id: int | None = None) -> None:
    """Leave a toast for the next page."""
    undo_address = reverse("web:undo", args=[change_set_id]) if change_set_id else ""
    messages.success(request, sentence, extra_tags=undo_address)


def watch(job: int) -> HttpResponse:
    """Go to the page of a job that was just asked for, and from there to what came of it, however soon it is over."""
    return redirect(f"{reverse('web:job', args=[job])}?watch=1")


def tell_refusal(request: HttpRequest, sentence: str) -> None:
    """Leave a toast that says why nothing was done."""
    messages.error(request, sentence)
