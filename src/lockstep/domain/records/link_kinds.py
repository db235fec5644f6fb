"""The meanings of links that all registers share. Read forward: "source threatens target"."""

from lockstep.domain.records.declarations import LinkKind
from lockstep.domain.records.registry import add_link_kind

LINK_KINDS = (
    LinkKind("threatens", "threatens", "is threatened by"),
    LinkKind("mitigates", "mitigates", "is mitigated by"),
    LinkKind("resolves", "resolves", "is resolved by"),
    LinkKind("blocks", "blocks", "is blocked by"),
    LinkKind("measures", "measures", "is measured by"),
    LinkKind("delivers", "delivers", "is delivered by"),
    LinkKind("enables", "enables", "is enabled by"),
    LinkKind("contributes_to", "contributes to", "receives a contribution from"),
    LinkKind("aligns_with", "serves", "is served by", is_weighted=True),
    LinkKind("depends_on", "depends on", "is needed by"),
    LinkKind("supersedes", "supersedes", "is superseded by"),
    LinkKind("evidences", "is evidence for", "is evidenced by"),
    LinkKind("affects", "affects", "is affected by"),
    LinkKind("caused_by", "is caused by", "causes"),
    LinkKind("became", "became", "came from"),
    LinkKind("concerns", "concerns", "is the subject of"),
    LinkKind("decides", "decides on", "is decided by"),
    LinkKind("fulfills", "fulfills", "is fulfilled by"),
    LinkKind("influences", "influences", "is influenced by", is_weighted=True),
    LinkKind("applies_to", "applies to", "can learn from"),
    LinkKind("relates_to", "relates to", "relates to"),
)

UPWARD = frozenset(
    {"delivers", "enables", "contributes_to", "aligns_with", "fulfills", "measures", "mitigates", "resolves"}
)
"""Kinds whose target is the reason for their source: following them leads to the objective."""

LEANING = frozenset({"threatens", "blocks", "affects", "concerns", "decides", "became", "depends_on"})
"""Kinds whose target says what their source is about: a risk is traced over what it threatens."""

HIT = frozenset({"depends_on"})
"""Kinds whose source is hit when their target slips; the target of an upward kind is hit by its source."""

TOUCHED = frozenset({"threatens", "concerns", "affects", "blocks"})
"""Kinds whose source is to be looked at when their target slips."""


def add_standard_kinds() -> None:
    """Put the shared meanings into the registry."""
    for kind in LINK_KINDS:
        add_link_kind(kind)
