"""Which lessons may apply to something that is written down: a rule that can be read, no guessing.

Words of four letters or more count, without the commonest ones and without a plural's ending. A tag of the lesson of
which all words are there gives three points, a word of its title two, a word of the rest one. Three points are enough.
"""

import re
from dataclasses import dataclass
from typing import Final

TAG_POINTS: Final = 3
TITLE_POINTS: Final = 2
TEXT_POINTS: Final = 1
ENOUGH: Final = 3
_WORD: Final = re.compile(r"[^\W_]{4,}")
_COMMON: Final = frozenset(
    [
        "about",
        "above",
        "after",
        "again",
        "against",
        "also",
        "among",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "cannot",
        "could",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "every",
        "first",
        "from",
        "further",
        "have",
        "having",
        "here",
        "into",
        "just",
        "last",
        "later",
        "less",
        "like",
        "made",
        "make",
        "many",
        "more",
        "most",
        "much",
        "must",
        "need",
        "needs",
        "nothing",
        "only",
        "other",
        "others",
        "over",
        "same",
        "shall",
        "should",
        "since",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "time",
        "under",
        "until",
        "upon",
        "very",
        "want",
        "was",
        "week",
        "well",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "whom",
        "whose",
        "will",
        "with",
        "within",
        "without",
        "work",
        "would",
        "your",
    ]
)


@dataclass(frozen=True, slots=True)
class Match:
    """How well a lesson fits: its points, and the words and tags that made them."""

    points: int
    tags: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def why(self) -> str:
        """Return why it is offered, in words."""
        parts = [f"tag {tag}" for tag in self.tags] + list(self.words)
        return f"In common: {', '.join(parts)}."


def words_of(text: str) -> frozenset[str]:
    """Return the words that count, folded and without a plural's ending."""
    found = {stem(word) for word in _WORD.findall(text.casefold()) if word not in _COMMON}
    return frozenset(word for word in found if word not in _COMMON)


def stem(word: str) -> str:
    """Return a word without the ending of a plural."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def matched(asked: frozenset[str], *, title: str, text: str, tags: tuple[str, ...]) -> Match:
    """Return how well a lesson fits what is asked."""
    shared_tags = tuple(tag for tag in tags if (parts := _tag_words(tag)) and parts <= asked)
    of_tags = frozenset(word for tag in shared_tags for word in _tag_words(tag))
    in_title = (words_of(title) & asked) - of_tags
    in_text = (words_of(text) & asked) - of_tags - in_title
    points = TAG_POINTS * len(shared_tags) + TITLE_POINTS * len(in_title) + TEXT_POINTS * len(in_text)
    return Match(points, shared_tags, (*sorted(in_title), *sorted(in_text)))


def _tag_words(tag: str) -> frozenset[str]:
    """Return the words of a tag; one that is short counts too, as somebody chose it."""
    return frozenset(stem(word) for word in re.findall(r"[^\W_]+", tag.casefold()))
