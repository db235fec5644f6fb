"""Entity tags: which version a client has seen, and which it means to change."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from lockstep.api.problems import Refused

NO_VERSION = 0
"""What a tag of something else counts as: no record has it, so the write is refused as stale."""


def tag(kind: str, record_id: int, *versions: int | str) -> str:
    """Return the entity tag `"<kind>-<id>-<version>"`; further parts tell representations apart."""
    return '"' + "-".join(str(part) for part in (kind, record_id, *versions)) + '"'


def check_precondition(request: HttpRequest) -> None:
    """Raise Refused (428) where If-Match is missing or names no version.

    A write that does not say what it was based on could overwrite somebody else's.
    """
    if request.headers.get("If-Match", "").strip() in ("", "*"):
        raise Refused(
            428,
            "api.version_required",
            "This change needs the version that it is based on: send the record's ETag as If-Match.",
            subject="header.If-Match",
        )


def wanted_version(request: HttpRequest, kind: str, record_id: int) -> int:
    """Return the version that If-Match names; a tag of another record counts as stale."""
    header = request.headers.get("If-Match", "").strip()
    start = f'"{kind}-{record_id}-'
    number = header.removeprefix(start).removesuffix('"')
    is_number = number.isascii() and number.isdigit() and len(number) < 16
    return int(number) if header.startswith(start) and header.endswith('"') and is_number else NO_VERSION


def has_seen(request: HttpRequest, current: str) -> bool:
    """Tell whether the caller already holds the representation with this tag."""
    return current in _tags(request.headers.get("If-None-Match", ""))


def not_modified(current: str) -> HttpResponse:
    """Return the answer to a caller that already holds it."""
    response = HttpResponseNotModified()
    response.headers["ETag"] = current
    return response


def _tags(header: str) -> Iterable[str]:
    # A proxy that compresses weakens the tag; for reading a weak match is enough.
    return {part.strip().removeprefix("W/") for part in header.split(",")}
