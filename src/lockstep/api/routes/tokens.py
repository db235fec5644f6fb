"""The caller's own tokens for programs."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.rates import SECRETS, limited
from lockstep.api.repeats import shows_a_secret
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas.tokens import IssuedToken, NewToken, Token, Tokens
from lockstep.api.shapes import Id
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.access.queries.tokens import tokens_of

router = Router(by_alias=True)


@router.get("/me/tokens", response=Tokens)
def list_tokens(request: HttpRequest) -> HttpResponse:
    """List the caller's own tokens."""
    return reply(Tokens(items=[Token.model_validate(row) for row in tokens_of(request.auth)]))


@router.post("/me/tokens", response={201: IssuedToken})
@shows_a_secret
@limited(SECRETS)
def make_token(request: HttpRequest, body: NewToken) -> HttpResponse:
    """Make a token; its secret is shown this once."""
    issued = carry_out(request, "access.make_token", **body.model_dump()).value
    shown = Token.model_validate(issued.token)
    answer = IssuedToken(**shown.model_dump(), secret=issued.secret)
    return reply(answer, status=201, etag=tag("token", shown.id, shown.version))


@router.delete("/me/tokens/{token_id}", response={204: None})
def revoke_token(request: HttpRequest, token_id: Id) -> HttpResponse:
    """End a token now."""
    version = wanted_version(request, "token", token_id)
    carry_out(request, "access.revoke_token", token=token_id, version=version)
    return reply_nothing()
