"""Reading request bodies within limits of size and nesting."""

from typing import Any

import orjson
from django.http import HttpRequest
from ninja.parser import Parser

from lockstep.api.problems import Refused

LARGEST_BODY_BYTES = 10 * 1024 * 1024
DEEPEST_NESTING = 32


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
        if _is_deeper_than(value, DEEPEST_NESTING):
            raise Refused(
                422, "api.too_deep", f"The body nests deeper than {DEEPEST_NESTING} levels.", subject="body"
            )
        return value


def _is_deeper_than(value: Any, levels: int) -> bool:
    layer = [value]
    for _ in range(levels):
        layer = [
            child
            for part in layer
            if isinstance(part, dict | list)
            for child in (part.values() if isinstance(part, dict) else part)
            if isinstance(child, dict | list)
        ]
        if not layer:
            return False
    return True
