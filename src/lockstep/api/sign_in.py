"""Who asks: a signed-in browser (with CSRF token) or a program with a bearer token."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer

from lockstep.api.problems import Refused
from lockstep.domain.access.queries.tokens import bearer_of
from lockstep.domain.access.vocabulary import TokenScope

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class BearerToken(HttpBearer):
    """A token for programs. A wrong one is refused at once; the session is not tried instead."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        bearer = bearer_of(token) if 20 <= len(token) <= 200 else None
        if bearer is None:
            raise AuthenticationError
        user, scope = bearer
        if scope is TokenScope.READ and request.method not in SAFE_METHODS and not _only_reads(request):
            raise Refused(
                403,
                "api.token_reads_only",
                "This token may only read; make one with the scope write.",
                subject="token",
            )
        return user


class SignedIn(APIKeyCookie):
    """The session of the pages. Writes carry the CSRF token in the X-CSRFToken header."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)  # checked below, with our own words

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        user = request.user
        if not user.is_authenticated or not user.is_active:
            return None
        check = _CsrfCheck(lambda _: None)
        request.csrf_processing_done = False
        check.process_request(request)
        if request.method not in SAFE_METHODS and check.process_view(request, _any_view, (), {}) is not None:
            raise Refused(
                403,
                "api.csrf",
                "The request does not prove that it comes from our own pages: send X-CSRFToken.",
                subject="header.X-CSRFToken",
            )
        return user


class _CsrfCheck(CsrfViewMiddleware):
    """Django's check, without the page that it would answer with."""

    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def _any_view() -> None:
    """Stand for the view; the check only asks whether it is exempt."""


def _only_reads(request: HttpRequest) -> bool:
    """Tell whether an operation only computes although it is sent with POST."""
    return getattr(request, "reads_only", False)


AUTH = [BearerToken(), SignedIn()]
