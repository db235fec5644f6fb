"""Accepting an invitation: the first run's one-time link is one, too."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from lockstep.domain.access.errors import NotFound
from lockstep.domain.access.queries.accounts import InvitationRow, invitation_behind
from lockstep.domain.ledger import perform
from lockstep.foundation.findings import LockstepError
from lockstep.web.performing import tell
from lockstep.web.problems import add_problem
from lockstep.web.shell import context


class EnteringForm(forms.Form):
    """What a new account needs."""

    email = forms.EmailField(
        label="E-mail",
        help_text="You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    name = forms.CharField(
        label="Your name",
        max_length=200,
        help_text="Others see it beside what you change.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Password",
        help_text="At least 12 characters; a few words make a good one.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation behind a link, and make the account."""
    try:
        invitation = invitation_behind(token)
    except NotFound as error:
        return render(
            request,
            "web/errors/problem.html",
            {
                **context(request),
                "title": "This link does not work any more",
                "sentence": error.sentence,
                "hint": "If you have an account already, sign in with it.",
            },
            status=404,
        )
    form = _form(request, invitation)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            perform(
                "access.accept_invitation",
                actor=None,
                arguments={
                    "token": token,
                    "name": given["name"],
                    "password": given["password"],
                    "email": given.get("email", ""),
                },
            )
        except LockstepError as error:
            add_problem(form, error)
        else:
            tell(request, "Your account is ready. Sign in with your password.")
            # The sign-in page has it filled in; an address would leave it in the log.
            request.session["entered_as"] = invitation.email or given["email"]
            return redirect("account_login")
    values = {**context(request), "form": form, "invitation": invitation, "is_set_up": not invitation.email}
    return render(request, "web/account/entering.html", values, status=422 if form.errors else 200)


def _form(request: HttpRequest, invitation: InvitationRow) -> EnteringForm:
    form = EnteringForm(request.POST or None)
    if invitation.email:
        del form.fields["email"]
    return form
