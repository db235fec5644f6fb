"""Words of risks."""

from enum import StrEnum


class Response(StrEnum):
    """What is done about a risk."""

    AVOID = "avoid"
    REDUCE = "reduce"
    TRANSFER = "transfer"
    ACCEPT = "accept"
    SHARE = "share"
    ENHANCE = "enhance"
    EXPLOIT = "exploit"
