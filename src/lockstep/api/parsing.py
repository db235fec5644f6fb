"""Reading request bodies within limits of size and nesting."""

from typing import Any

import orjson
from django.http import HttpRequest
from ninja.parser import Parser

from lockstep.api.problems import Refused

LARGEST_BODY_BYTES = 10 * 1024 * 1024
DEEPEST_NESTING = 32
LARGEST_NUMBER = 2**53


class LimitedParser(Parser):
    """JSON by orjson: no NaN, no broken text, no deep nesting."""

    def parse_body(self, request: HttpRequest) -> Any:
        kind = request.content_type or ""
        if kind not in {"application/json", ""}:
            raise Refused(
                415, "api.media_type", f"{kind} is not understood here.", subject="header.Content-Type"
            )
        content = request.body
        if len(content) > LARGEST_BODY_BYTES:
            raise Refused(
                413, "api.too_large", f"The body is larger than {LARGEST_BODY_BYTES} bytes.", subject="body"
            )
        try:
            value = orjson.loads(content)
        except orjson.JSONDecodeError as error:
            raise Refused(422, "api.not_json", f"The body is not JSON: {error}.", subject="body") from None
        _check_shape(value)
        return value


def _check_shape(value: Any) -> None:
    """Refuse deep nesting, and numbers that JavaScript and the database do not hold exactly."""
    layer = [value]
    for _ in range(DEEPEST_NESTING + 1):
        following: list[Any] = []
        for part in layer:
            if isinstance(part, dict):
                following.extend(part.values())
            elif isinstance(part, list):
                following.extend(part)
            elif isinstance(part, int | float) and not -LARGEST_NUMBER <= part <= LARGEST_NUMBER:
                sentence = f"The number {part} is beyond 2^53, which is more than any field holds."
                raise Refused(422, "api.number", sentence, subject="body")
        if not following:
            return
        layer = following
    raise Refused(
        422, "api.too_deep", f"The body nests deeper than {DEEPEST_NESTING} levels.", subject="body"
    )
