"""What has been kept as long as it must be, and its end by a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.queries import retention_at
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


@screen
def retention(request: HttpRequest, node: int) -> HttpResponse:
    """Show until when the records of closed nodes are kept; discard what is due and was confirmed."""
    found, where = register_at(request.user, node, "retention-rules")
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        names = ("rule", "node", "record_count")
        arguments = {name: int(request.POST.get(name) or 0) for name in names}
        said = f"{arguments['record_count']} records were discarded."
        carry_out(request, "governance.discard_kept", arguments, said=said)
        return redirect("web:retention", node)
    values = {
        **head_values(found, where, "due"),
        "kept": retention_at(request.user, node),
        "may_discard": Permission.DECIDE in where.permissions,
    }
    return render(
        request,
        "web/governance/retention.html",
        values,
        title=f"{capital(found.plural)}, due",
        here=key_of(found),
        where=where,
        crumbs=[Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])), Crumb("Due")],
    )
