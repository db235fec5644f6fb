"""Saved views of a schedule: its address with filters, columns and zoom under a name, as the lists have them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.planning.queries import saved_views
from lockstep.web.places import where_at
from lockstep.web.saved_views import ViewPlace, changed_view, kept_view, menu_of_views
from lockstep.web.screens import screen


@screen
def menu(request: HttpRequest, node: int) -> HttpResponse:
    """Return the views of a schedule, mine and shared, and the form that saves the present one."""
    return menu_of_views(request, _place(request.user, node), saved_views(request.user, node))


@screen
@require_POST
def save(request: HttpRequest, node: int) -> HttpResponse:
    """Save what the schedule shows under a name."""
    return kept_view(request, _place(request.user, node))


@screen
@require_POST
def change(request: HttpRequest, node: int, view: int, version: int) -> HttpResponse:
    """Change a view of a schedule, or take it away."""
    return changed_view(request, _place(request.user, node), view, version)


def _place(user: Any, node: int) -> ViewPlace:
    where = where_at(user, node)
    return ViewPlace(
        address=reverse("web:schedule", args=[where.id]),
        all_words="The whole schedule",
        noun="schedule",
        actions="planning",
        target={"node": where.id},
        save_address=reverse("web:schedule-view-save", args=[where.id]),
        change_address=lambda view: reverse(
            "web:schedule-view-change", args=[where.id, view.id, view.version]
        ),
    )
