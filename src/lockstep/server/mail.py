"""How Django reaches the mail server: what an address such as smtps://user:password@host:465 says."""

from typing import Any, Final
from urllib.parse import unquote, urlsplit

RELAY_PORT: Final = 25
SUBMISSION_PORT: Final = 587
TLS_PORT: Final = 465
TIMEOUT_SECONDS: Final = 20


def mail_config(url: str) -> dict[str, Any]:
    """Return Django's settings for mail; without an address nothing is mailed.

    `smtps` is encrypted from the start. `smtp` turns encryption on before a password is sent, and on port 587; only
    a relay without a user is spoken to in clear. Raises ValueError with a sentence that repeats no secret.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError(
            "The host or port cannot be read. Write smtp://user:password@host:587, with special characters of user "
            "and password as %40 and the like."
        ) from None
    if parts.scheme not in {"smtp", "smtps"}:
        raise ValueError(
            "Only smtp:// and smtps:// addresses are understood; leave it empty to mail nothing."
        )
    if not host:
        raise ValueError("The host is missing. Write smtp://user:password@host:587.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(
            "Nothing may follow the port. Special characters of user and password are written as %2F and the like."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise ValueError("Give both user and password, or neither.")
    is_tls = parts.scheme == "smtps"
    usual = TLS_PORT if is_tls else SUBMISSION_PORT if user else RELAY_PORT
    used = usual if port is None else port
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": used,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_USE_TLS": not is_tls and bool(user or used == SUBMISSION_PORT),
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }
