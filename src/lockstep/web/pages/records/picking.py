"""What is typed into a field that names another record, answered with what it may mean."""

from django.http import HttpRequest, JsonResponse

from lockstep.domain.records.registry import linkable
from lockstep.web.pages.records.options import end_words
from lockstep.web.screens import screen


@screen
def pick(request: HttpRequest) -> JsonResponse:
    """Return the records of a type whose key or title holds the words."""
    wanted = linkable(request.GET.get("type", ""))
    found = wanted.search(request.user, request.GET.get("q", ""), None)
    offered = [{"value": end_words(end), "note": end.node} for end in found]
    return JsonResponse(offered, safe=False)
