"""Who is who, and who may do what where."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, cut, read_cursor, read_id_cursor
from lockstep.api.rates import SEARCH, SECRETS, limited
from lockstep.api.repeats import shows_a_secret
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import access as shapes
from lockstep.api.schemas.tree import NodeLine
from lockstep.api.shapes import Id, Line
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.access.queries.accounts import account, accounts, open_invitations
from lockstep.domain.access.queries.grants import grants_at, grants_of
from lockstep.domain.portfolio.queries import my_programs

router = Router(by_alias=True)


@router.get("/me", response=shapes.Me)
def read_me(request: HttpRequest) -> HttpResponse:
    """Tell who asks, with which roles, and where."""
    user = request.auth
    me = account(user, user.pk)
    body = shapes.Me(
        account=shapes.Account.model_validate(me),
        grants=[shapes.GrantLine.model_validate(row) for row in grants_of(user, user.pk)],
        nodes=[NodeLine.model_validate(row) for row in my_programs(user)],
    )
    return reply(body, etag=tag("account", me.id, me.version))


@router.get("/accounts", response=shapes.Accounts)
@limited(SEARCH)
def list_accounts(
    request: HttpRequest, text: Line = "", cursor: Cursor = "", limit: Limit = 50
) -> HttpResponse:
    """List accounts by name, all or those with a text in name or e-mail."""
    found = accounts(request.auth, text=text, after=_after("accounts", cursor), limit=limit + 1)
    rows, following = cut("accounts", found, limit, lambda row: [row.name, row.id])
    return reply(shapes.Accounts(items=[shapes.Account.model_validate(row) for row in rows], next=following))


@router.get("/accounts/{account_id}", response=shapes.Account)
def read_account(request: HttpRequest, account_id: Id) -> HttpResponse:
    """Read one account."""
    return _account(request, account_id)


@router.patch("/accounts/{account_id}", response=shapes.Account)
def rename_account(request: HttpRequest, account_id: Id, body: shapes.AccountName) -> HttpResponse:
    """Change the name that others see."""
    version = wanted_version(request, "account", account_id)
    carry_out(request, "access.rename_account", user=account_id, version=version, name=body.name)
    return _account(request, account_id)


@router.post("/accounts/{account_id}/deactivate", response=shapes.Account)
def deactivate_account(request: HttpRequest, account_id: Id, body: shapes.ExpectedVersion) -> HttpResponse:
    """Keep someone out from now on; history keeps the name."""
    carry_out(request, "access.deactivate_account", user=account_id, version=body.version)
    return _account(request, account_id)


@router.post("/accounts/{account_id}/reactivate", response=shapes.Account)
def reactivate_account(request: HttpRequest, account_id: Id, body: shapes.ExpectedVersion) -> HttpResponse:
    """Let someone in again."""
    carry_out(request, "access.reactivate_account", user=account_id, version=body.version)
    return _account(request, account_id)


@router.get("/accounts/{account_id}/grants", response=shapes.Grants)
def list_grants_of_account(
    request: HttpRequest, account_id: Id, cursor: Cursor = "", limit: Limit = USUAL_PAGE
) -> HttpResponse:
    """List the roles of an account, on nodes that the caller may read."""
    account(request.auth, account_id)
    after = read_id_cursor("grants-of", cursor) or None
    found = grants_of(request.auth, account_id, after=after, limit=limit + 1)
    return _grants(*cut("grants-of", found, limit, lambda row: [row.id]))


@router.get("/grants", response=shapes.Grants)
def list_grants(request: HttpRequest, cursor: Cursor = "", limit: Limit = USUAL_PAGE) -> HttpResponse:
    """List the roles that hold for the whole installation, by name."""
    return _grants_at(request, None, cursor, limit)


@router.get("/nodes/{node_id}/grants", response=shapes.Grants)
def list_grants_at_node(
    request: HttpRequest, node_id: Id, cursor: Cursor = "", limit: Limit = USUAL_PAGE
) -> HttpResponse:
    """List the roles that hold at a node, its parents' included, by name."""
    return _grants_at(request, node_id, cursor, limit)


@router.post("/grants", response={201: shapes.StoredGrant})
def grant_role(request: HttpRequest, body: shapes.NewGrant) -> HttpResponse:
    """Give an account a role on a node and all below it."""
    return _stored(carry_out(request, "access.grant_role", **body.given()).value, status=201)


@router.patch("/grants/{grant_id}", response=shapes.StoredGrant)
def change_grant(request: HttpRequest, grant_id: Id, body: shapes.ChangedGrant) -> HttpResponse:
    """Give another role in place of the held one."""
    version = wanted_version(request, "grant", grant_id)
    outcome = carry_out(request, "access.change_grant", grant=grant_id, version=version, **body.given())
    return _stored(outcome.value)


@router.delete("/grants/{grant_id}", response={204: None})
def revoke_grant(request: HttpRequest, grant_id: Id) -> HttpResponse:
    """End a role now."""
    version = wanted_version(request, "grant", grant_id)
    carry_out(request, "access.revoke_grant", grant=grant_id, version=version)
    return reply_nothing()


@router.get("/invitations", response=shapes.Invitations)
def list_invitations(request: HttpRequest, cursor: Cursor = "", limit: Limit = USUAL_PAGE) -> HttpResponse:
    """List the invitations that wait, where the caller may grant roles, the newest first."""
    before = read_id_cursor("invitations", cursor) or None
    found = open_invitations(request.auth, before=before, limit=limit + 1)
    rows, following = cut("invitations", found, limit, lambda row: [row.id])
    items = [shapes.InvitationLine.model_validate(row) for row in rows]
    return reply(shapes.Invitations(items=items, next=following))


@router.post("/invitations", response={201: shapes.IssuedInvitation})
@shows_a_secret
@limited(SECRETS)
def invite(request: HttpRequest, body: shapes.NewInvitation) -> HttpResponse:
    """Invite a person to a role; the token of the link is shown this once."""
    issued = carry_out(request, "access.invite", **body.given()).value
    row = issued.invitation
    answer = shapes.IssuedInvitation(
        id=row.pk,
        version=row.version,
        email=row.email,
        role=row.role,
        node_id=row.node_id,
        expires_at=row.expires_at,
        token=issued.token,
    )
    return reply(answer, status=201, etag=tag("invitation", row.pk, row.version))


@router.delete("/invitations/{invitation_id}", response={204: None})
def withdraw_invitation(request: HttpRequest, invitation_id: Id) -> HttpResponse:
    """End an invitation before it is used."""
    version = wanted_version(request, "invitation", invitation_id)
    carry_out(request, "access.withdraw_invitation", invitation=invitation_id, version=version)
    return reply_nothing()


def _account(request: HttpRequest, account_id: int) -> HttpResponse:
    row = account(request.auth, account_id)
    return reply(shapes.Account.model_validate(row), etag=tag("account", row.id, row.version))


def _grants_at(request: HttpRequest, node: int | None, cursor: str, limit: int) -> HttpResponse:
    resource = f"grants-at-{node}"
    found = grants_at(request.auth, node, after=_after(resource, cursor), limit=limit + 1)
    return _grants(*cut(resource, found, limit, lambda row: [row.user, row.id]))


def _grants(rows: Sequence[object], following: str | None) -> HttpResponse:
    return reply(shapes.Grants(items=[shapes.GrantLine.model_validate(row) for row in rows], next=following))


def _after(resource: str, cursor: str) -> tuple[str, int] | None:
    """Return name and id after which a page of a list by name starts."""
    after = read_cursor(resource, cursor)
    return (str(after[0]), int(after[1])) if after else None


def _stored(grant: object, status: int = 200) -> HttpResponse:
    shown = shapes.StoredGrant.model_validate(grant)
    return reply(shown, status=status, etag=tag("grant", shown.id, shown.version))
