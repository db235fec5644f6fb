"""All registers of a node at a glance: what each is for, how much is open, what is overdue."""

from django.http import HttpRequest, HttpResponse

from lockstep.domain.records.queries import register_counts
from lockstep.web.places import where_at
from lockstep.web.register_places import icon_of, readable_registers
from lockstep.web.screens import screen
from lockstep.web.shell import render


@screen
def registers(request: HttpRequest, node: int) -> HttpResponse:
    """Show the registers by group."""
    where = where_at(request.user, node)
    counts = register_counts(request.user, node)
    groups = [
        (group, [(register, icon_of(register), counts.get(register.name)) for register in members])
        for group, members in readable_registers(where).items()
    ]
    return render(
        request,
        "web/records/registers.html",
        {"node": where, "groups": groups},
        title="Registers",
        here="registers",
        where=where,
    )
