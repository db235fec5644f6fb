"""Files that go out: always as attachments that a browser neither shows nor runs."""

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

MEDIA_TYPES = {
    ".xml": "application/xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
}
ANY_FILE = "application/octet-stream"


def attachment(name: str, content: bytes) -> HttpResponse:
    """Return a file for download, sandboxed should a browser open it after all."""
    media = MEDIA_TYPES.get(PurePath(name).suffix, ANY_FILE)
    plain = "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in name)
    plain = plain.encode("ascii", "replace").decode().replace("?", "_")
    response = HttpResponse(content, content_type=f"{media}; charset=utf-8" if media == "text/csv" else media)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _described(*media: str) -> dict[str, Any]:
    body = {"schema": {"type": "string", "format": "binary"}}
    return {"responses": {200: {"description": "the file", "content": dict.fromkeys(media, body)}}}


TEXT_CSV = _described("text/csv")
REGISTER_FILE = _described(*MEDIA_TYPES.values(), ANY_FILE)
PLAN_FILE = _described(*MEDIA_TYPES.values())
"""What an operation that answers with a file declares."""
