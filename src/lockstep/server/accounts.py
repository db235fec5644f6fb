"""How allauth signs people in: by invitation only, with a limit on failures that all processes share."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from lockstep.domain.access import sign_ins
from lockstep.server.settings import current_settings


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up; failures are counted in the database, by account and by address."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if not sign_ins.may_try(
            self._places(request, credentials), limit=current_settings().sign_in_attempts
        ):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        sign_ins.note_failure(self._places(request, credentials))

    @staticmethod
    def _places(request: HttpRequest, credentials: dict[str, Any]) -> tuple[str, str]:
        account = str(credentials.get("email") or "").strip().casefold()
        return f"account:{account}", f"address:{request.META.get('REMOTE_ADDR', '')}"
