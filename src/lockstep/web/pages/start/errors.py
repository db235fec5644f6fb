"""Error pages in the look of the product."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from lockstep.web.shell import context


def _problem(request: HttpRequest, status: int, title: str, sentence: str, hint: str = "") -> HttpResponse:
    values = {**context(request), "title": title, "sentence": sentence, "hint": hint}
    return render(request, "web/errors/problem.html", values, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be understood."""
    return _problem(
        request, 400, "That request cannot be read", "Something in the address or the form is damaged."
    )


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Answer somebody who may read this but not do that; also where a form's token is missing."""
    if reason:
        return _problem(
            request,
            403,
            "The form is too old",
            "Nothing was changed. It was open for a long time, or cookies are blocked.",
            "Go back, reload the page and send it again.",
        )
    sentence = str(exception) if exception and str(exception) else "Your role does not allow it here."
    return _problem(
        request,
        403,
        "You may not do this",
        sentence,
        "An administrator or the program manager can give you a role that may.",
    )


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address behind which there is nothing that this person may see."""
    return _problem(
        request,
        404,
        "There is nothing here for you",
        "The address is wrong, the record was removed, or it is not in your view.",
        "Use the search, or ask whoever sent you the link for access.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke; the template needs nothing that may be broken too."""
    return render(request, "web/errors/broken.html", status=500)
