"""Who holds which role at a node, and who is invited."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.access.queries.accounts import accounts, open_invitations
from lockstep.domain.access.queries.grants import GrantRow, grants_at
from lockstep.domain.access.vocabulary import Permission, Role
from lockstep.domain.ledger import perform
from lockstep.foundation.findings import LockstepError
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.performing import carry_out
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import render

COLUMNS: tuple[Column[GrantRow], ...] = (
    Column("name", "Name", lambda row: row.user or row.email),
    Column("email", "E-mail", lambda row: row.email),
    Column("role", "Role", lambda row: row.role.words),
    Column("from", "Held at", lambda row: "everywhere" if row.node_id is None else row.node),
    Column("since", "Since", lambda row: row.since, Kind.DATE),
    Column("until", "Until", lambda row: row.until, Kind.DATE),
)
ROLES = [(role.value, role.words) for role in Role]


class MemberForm(forms.Form):
    """An e-mail and a role: someone with an account gets the role, someone without an invitation."""

    email = forms.EmailField(
        label="E-mail", help_text="With an account: the role at once. Without: an invitation link."
    )
    role = forms.ChoiceField(label="Role", choices=ROLES, help_text="It holds here and for everything below.")


@screen
def members(request: HttpRequest, node: int) -> HttpResponse:
    """Show roles and invitations; give a role."""
    page, where = node_and_where(request.user, node)
    form = MemberForm(request.POST or None, initial={"role": Role.VIEWER.value})
    link = ""
    if request.method == "POST" and form.is_valid():
        try:
            token = _give_role(request, node, form.cleaned_data["email"], form.cleaned_data["role"])
            if not token:
                return redirect("web:members", node)
            link = request.build_absolute_uri(reverse("web:accept", args=[token]))
            form = MemberForm(initial={"role": Role.VIEWER.value})
        except LockstepError as error:
            add_problem(form, error)
    role_filter: Filter[GrantRow] = Filter("role", "Role", lambda row: row.role.value, ROLES)
    listing = make_listing(
        request, grants_at(request.user, node), COLUMNS, filters=[role_filter], default_sort="name"
    )
    if download := export_asked(request, listing, f"{page.row.name} members"):
        return download
    return render(
        request,
        "web/nodes/members.html",
        {
            "node": page.row,
            "listing": listing,
            "form": form,
            "link": link,
            "invitations": [row for row in open_invitations(request.user) if row.node_id == node],
            "may_grant": Permission.GRANT_ROLES in page.permissions,
            "roles": ROLES,
        },
        title="Members",
        here="members",
        where=where,
        status=422 if form.errors else 200,
    )


def _give_role(request: HttpRequest, node: int, email: str, role: str) -> str:
    """Grant the role to an account of this e-mail, or invite; return the token of the invitation."""
    address = email.strip().casefold()
    known = next((row for row in accounts(request.user, text=address) if row.email == address), None)
    if known:
        carry_out(
            request,
            "access.grant_role",
            {"user": known.id, "role": role, "node": node},
            said=f"{known.name} has a new role.",
        )
        return ""
    arguments = {"email": address, "role": role, "node": node}
    return perform("access.invite", actor=request.user, arguments=arguments).value.token


@screen
@require_POST
def change_role(request: HttpRequest, node: int, grant: int, version: int) -> HttpResponse:
    """Give another role in place of a held one."""
    arguments = {"grant": grant, "version": version, "role": request.POST.get("role", "")}
    carry_out(request, "access.change_grant", arguments, said="The role was changed.")
    return redirect("web:members", node)


@screen
@require_POST
def end_role(request: HttpRequest, node: int, grant: int, version: int) -> HttpResponse:
    """End a role."""
    carry_out(
        request, "access.revoke_grant", {"grant": grant, "version": version}, said="The role has ended."
    )
    return redirect("web:members", node)


@screen
@require_POST
def withdraw_invitation(request: HttpRequest, node: int, invitation: int, version: int) -> HttpResponse:
    """End an invitation before it is used."""
    arguments = {"invitation": invitation, "version": version}
    carry_out(request, "access.withdraw_invitation", arguments, said="The invitation was withdrawn.")
    return redirect("web:members", node)
