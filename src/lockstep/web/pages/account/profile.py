"""One's own account: name, ways to sign in, tokens for programs."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lockstep.domain.access.queries.accounts import account
from lockstep.domain.access.queries.grants import grants_of
from lockstep.domain.access.queries.tokens import tokens_of
from lockstep.domain.ledger import perform
from lockstep.foundation.findings import LockstepError
from lockstep.web.performing import carry_out
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import render


class NameForm(forms.Form):
    """The name that others see."""

    name = forms.CharField(label="Name", max_length=200, help_text="Others see it beside what you change.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class TokenForm(forms.Form):
    """A token for a program."""

    name = forms.CharField(label="Name", max_length=200, help_text="What it is for, such as: nightly export.")
    scope = forms.ChoiceField(
        label="May",
        choices=[("read", "read"), ("write", "read and write")],
        help_text="Never more than your own roles allow.",
    )
    days = forms.IntegerField(
        label="Days",
        min_value=1,
        max_value=366,
        initial=90,
        help_text="After so many days it ends by itself.",
    )


@screen
def profile(request: HttpRequest) -> HttpResponse:
    """Show the account; change its name."""
    row = account(request.user, request.user.pk)
    form = NameForm(request.POST or None, initial={"name": row.name, "version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            carry_out(
                request,
                "access.rename_account",
                {"user": row.id, **form.cleaned_data},
                said="Your name was changed.",
            )
            return redirect("web:profile")
        except LockstepError as error:
            add_problem(form, error)
    return _page(request, form, TokenForm())


@screen
@require_POST
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show its secret once."""
    form = TokenForm(request.POST)
    row = account(request.user, request.user.pk)
    name_form = NameForm(initial={"name": row.name, "version": row.version})
    if form.is_valid():
        try:
            issued = perform("access.make_token", actor=request.user, arguments=form.cleaned_data).value
            return _page(request, name_form, TokenForm(), secret=issued.secret)
        except LockstepError as error:
            add_problem(form, error)
    return _page(request, name_form, form)


@screen
@require_POST
def revoke_token(request: HttpRequest, token: int, version: int) -> HttpResponse:
    """End a token."""
    carry_out(
        request, "access.revoke_token", {"token": token, "version": version}, said="The token has ended."
    )
    return redirect("web:profile")


def _page(request: HttpRequest, form: NameForm, token_form: TokenForm, *, secret: str = "") -> HttpResponse:
    is_refused = bool(form.errors or token_form.errors)
    return render(
        request,
        "web/account/profile.html",
        {
            "form": form,
            "token_form": token_form,
            "secret": secret,
            "tokens": [token for token in tokens_of(request.user) if token.revoked_at is None],
            "grants": grants_of(request.user, request.user.pk),
        },
        title="Profile and settings",
        here="profile",
        status=422 if is_refused else 200,
    )
