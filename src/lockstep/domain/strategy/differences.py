"""Two texts side by side, with the words that differ marked."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `is_changed` where the other text has not the same."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Two texts in pieces; put together, the pieces of a side are its text."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    share_changed: float

    @property
    def is_same(self) -> bool:
        """Tell whether both say the same, word by word."""
        return not any(piece.is_changed for piece in (*self.before, *self.after))


def word_difference(before: str, after: str) -> TextDifference:
    """Compare two texts word by word. Blanks and breaks are no words: they are marked with what is around them.

    `share_changed` is the share of words that are on one side only, of all words of both: 2 of 2 + 3 words are 0.4.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    changed = 0
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_changed = tag != "equal"
        if b > a:
            left.append(Piece("".join(old[a:b]), is_changed))
        if d > c:
            right.append(Piece("".join(new[c:d]), is_changed))
        if is_changed:
            changed += _words(old[a:b]) + _words(new[c:d])
    total = _words(old) + _words(new)
    return TextDifference(tuple(left), tuple(right), changed / total if total else 0.0)


def _words(tokens: list[str]) -> int:
    return sum(not token.isspace() for token in tokens)
