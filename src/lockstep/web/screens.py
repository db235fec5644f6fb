"""What every view shares: signed in, and the domain's refusals as pages, toasts or problem documents."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme

from lockstep.domain.access.errors import Forbidden, NotFound
from lockstep.domain.access.policies import standings_read_once
from lockstep.domain.ledger import StaleVersion, UndoConflict
from lockstep.foundation.findings import LockstepError
from lockstep.web.problems import problem_context
from lockstep.web.shell import render

View = Callable[..., HttpResponse]


def screen(view: View) -> View:
    """Show the view to people who are signed in; what they may not see does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            if request.method not in {"GET", "HEAD"}:
                return view(request, *args, **kwargs)
            with standings_read_once():
                return view(request, *args, **kwargs)
        except NotFound as error:
            raise Http404(error.sentence) from error
        except Forbidden as error:
            if wants_json(request):
                return _problem_document(error, 403)
            raise PermissionDenied(error.sentence) from error
        except LockstepError as error:
            return refused(request, error)

    return guarded


def refused(request: HttpRequest, error: LockstepError) -> HttpResponse:
    """Answer a refusal that belongs to no form: the sentence, both values of each conflict, the way back."""
    status = 409 if isinstance(error, StaleVersion | UndoConflict) else 422
    if wants_json(request):
        return _problem_document(error, status)
    values = {**problem_context(error), "back": _way_back(request)}
    return render(request, "web/errors/refused.html", values, title="Not done", status=status)


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a script of the page asks, which shows the sentence as a toast."""
    return request.headers.get("Accept", "").startswith("application/json")


def is_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asked for a part of the page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def _problem_document(error: LockstepError, status: int) -> JsonResponse:
    return JsonResponse(
        {"code": error.code, "message": error.sentence, "subject": error.place},
        status=status,
        content_type="application/problem+json",
    )


def _way_back(request: HttpRequest) -> str:
    referrer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        referrer, {request.get_host()}, require_https=request.is_secure()
    )
    return referrer if is_ours else "/"
