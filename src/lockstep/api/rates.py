"""The limit on expensive operations, by account and shared by all processes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from lockstep.api.problems import Refused
from lockstep.domain.access.actions.requests import count_request

WINDOW_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Rate:
    """How often an account may use a group of operations within a minute."""

    group: str
    a_minute: int


SEARCH = Rate("search", 120)
EXPORT = Rate("export", 30)
IMPORT = Rate("import", 30)
SECRETS = Rate("secrets", 20)
"""Making tokens and invitations."""

RATES = (SEARCH, EXPORT, IMPORT, SECRETS)


def limited(rate: Rate) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Make an operation refuse with 429 what goes beyond the rate."""

    def decorate(route: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(route)
        def slowed(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
            seconds = count_request(
                f"api.{rate.group}/{request.auth.pk}", limit=rate.a_minute, window_seconds=WINDOW_SECONDS
            )
            if seconds:
                raise Refused(
                    429,
                    "api.too_many_requests",
                    f"More than {rate.a_minute} requests of this kind within a minute; wait {seconds} s.",
                    subject=rate.group,
                    headers={"Retry-After": str(seconds)},
                )
            return route(request, *args, **values)

        slowed.rate = rate  # type: ignore[attr-defined]  # the document names it
        return slowed

    return decorate
