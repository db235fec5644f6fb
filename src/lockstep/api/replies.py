"""Answers that went well: JSON written once, without a second validation; a test proves that they fit the schema."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpResponse
from pydantic import BaseModel

JSON = "application/json"


def reply(
    body: BaseModel, *, status: int = 200, etag: str | None = None, location: str | None = None
) -> HttpResponse:
    """Return a record or a page of records."""
    return _reply(body.model_dump_json(by_alias=True).encode(), status=status, etag=etag, location=location)


def reply_columns(columns: Mapping[str, Any], *, etag: str | None = None) -> HttpResponse:
    """Return a large document of columns; numpy arrays are written as they are."""
    return _reply(
        orjson.dumps(columns, option=orjson.OPT_SERIALIZE_NUMPY), status=200, etag=etag, location=None
    )


def reply_nothing() -> HttpResponse:
    """Return that it was done and there is nothing to tell."""
    return HttpResponse(status=204)


def _reply(content: bytes, *, status: int, etag: str | None, location: str | None) -> HttpResponse:
    response = HttpResponse(content, status=status, content_type=JSON)
    if etag:
        response.headers["ETag"] = etag
    if location:
        response.headers["Location"] = location
    return response
