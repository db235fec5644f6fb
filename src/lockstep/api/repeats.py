"""Idempotency-Key: a request that is sent again gets the first answer and has no second effect."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from lockstep.api.problems import Refused, problem
from lockstep.domain.access.actions.requests import (
    Answer,
    Repeat,
    begin_request,
    keep_answer,
    release_request,
)

HEADER = "Idempotency-Key"
KEPT_HEADERS = ("Content-Type", "ETag", "Location")


def once_per_key(route: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a POST route answer a repeated key with what it answered first."""

    @wraps(route)
    def answered(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        key = request.headers.get(HEADER, "")
        if request.method != "POST" or not key or not getattr(request, "auth", None):
            return route(request, *args, **values)
        _check(key)
        repeat, answer = begin_request(request.auth, key, _fingerprint(request))
        if repeat is not Repeat.FIRST:
            return _repeat(repeat, answer)
        try:
            response = route(request, *args, **values)
        except Exception:
            release_request(request.auth, key)  # its transaction was rolled back: nothing happened
            raise
        told_again = _without_secret() if getattr(route, "shows_a_secret", False) else response
        headers = {name: told_again.headers[name] for name in KEPT_HEADERS if name in told_again.headers}
        keep_answer(request.auth, key, Answer(told_again.status_code, headers, told_again.content))
        return response

    return answered


def shows_a_secret(route: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark an operation whose answer must not be remembered: a repeat is told that it was done."""
    route.shows_a_secret = True  # type: ignore[attr-defined]
    return route


def _without_secret() -> HttpResponse:
    return problem(
        409,
        "api.shown_once",
        "This was done already, and its secret was shown in the first answer only. Revoke it and make another.",
        subject=f"header.{HEADER}",
    )


def _check(key: str) -> None:
    if not (1 <= len(key) <= 200 and key.isascii() and key.isprintable()):
        raise Refused(
            422,
            "api.idempotency_key",
            "Use up to 200 printable ASCII characters.",
            subject=f"header.{HEADER}",
        )


def _fingerprint(request: HttpRequest) -> str:
    parts = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        for name, file in sorted(request.FILES.items()):
            parts.update(f"{name} {file.name} {file.size}\n".encode())
            for chunk in file.chunks():
                parts.update(chunk)
            file.seek(0)
        parts.update(repr(sorted(request.POST.lists())).encode())
    else:
        parts.update(request.body)
    return parts.hexdigest()


def _repeat(repeat: Repeat, answer: Answer | None) -> HttpResponse:
    if repeat is Repeat.OTHER_REQUEST:
        raise Refused(
            422,
            "api.idempotency_key_reused",
            "This key was used for a different request; make a new key for each change.",
            subject=f"header.{HEADER}",
        )
    if answer is None:
        raise Refused(
            409,
            "api.still_at_work",
            "The first request with this key has not answered yet. If its server died, look whether the change "
            "was made and use a new key.",
            subject=f"header.{HEADER}",
        )
    headers = {**answer.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(answer.body, status=answer.status, headers=headers)
