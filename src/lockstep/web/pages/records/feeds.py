"""Calendar."""

from django.http import HttpRequest, HttpResponse

from lockstep.web.screens import screen


@screen
def calendar_link(request: HttpRequest, node: int) -> HttpResponse:
    """Show the link."""
    from lockstep.web.places import where_at

    where_at(request.user, node)
    return HttpResponse("")
