"""Rows of an XML file as columns of text; what is not wanted goes to the raw values."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from lockstep.exchange.document import RawValues
from lockstep.exchange.streaming import Element, bare

EMPTY_TEXTS: Final = frozenset(
    {None, "", "0", "0.00", "0.0", "PT0H0M0S", "-1", "false", "1970-01-01T00:00:00"}
)
"""Texts that say nothing in a field that the plan has no place for."""

Row = tuple[str | None, ...]


class Rows:
    """Rows of one table: the wanted fields as a tuple of texts each."""

    def __init__(
        self,
        table: str,
        fields: tuple[str, ...],
        computed: frozenset[str],
        raw: RawValues,
        key: str = "UID",
    ) -> None:
        self._key = key
        self.table = table
        self.fields = fields
        self.rows: list[Row] = []
        self._computed = computed
        self._raw = raw
        self._namespace: str | None = None
        self._empties: defaultdict[str, int] = defaultdict(int)

    def add(self, element: Element, children: tuple[str, ...] = ()) -> dict[str, str | None]:
        """Add one record and return its fields by tag; nested records in `children` are left to the caller."""
        if self._namespace is None:
            self._learn(element.tag, children)
        texts = {child.tag: child.text for child in element}
        self.rows.append(tuple(map(texts.get, self._tags)))
        spare = texts.keys() - self._known
        if spare:
            self._keep(element, texts, spare)
        return texts

    def _learn(self, tag: str, children: tuple[str, ...]) -> None:
        self._namespace = tag[: tag.rfind("}") + 1]
        self._tags = tuple(self._namespace + name for name in self.fields)
        self._known = frozenset(self._tags) | {self._namespace + name for name in children}
        self._skipped = frozenset(self._namespace + name for name in self._computed)
        self._uid = self._namespace + self._key

    def _keep(self, element: Element, texts: dict[str, str | None], spare: Iterable[str]) -> None:
        nested = False
        empty, skipped, empties = EMPTY_TEXTS, self._skipped, self._empties
        for tag in spare:
            text = texts[tag]
            if text is None or tag in skipped or text in empty:
                empties[tag] += 1
                nested = nested or text is None
            elif text.isspace():
                nested = True
            else:
                self._raw.keep(self.table, texts.get(self._uid) or str(len(self.rows)), bare(tag), text)
        if nested:
            row = texts.get(self._uid) or str(len(self.rows))
            for child in element:
                if len(child) and child.tag not in self._known:
                    keep_nested(self._raw, self.table, row, child)

    def count_empties(self) -> None:
        """Hand the counts of values that say nothing to the raw values."""
        for tag, count in self._empties.items():
            self._raw.empty[self.table, bare(tag)] += count
        self._empties.clear()

    def column(self, name: str) -> list[str | None]:
        """Return one field of all rows."""
        index = self.fields.index(name)
        return [row[index] for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)


def keep_nested(raw: RawValues, table: str, row: int | str, element: Element) -> None:
    """Keep a nested record: one text that lists its leaves."""
    parts = []
    for leaf in element.iter():
        text = (leaf.text or "").strip()
        if text:
            parts.append(f"{bare(leaf.tag)}={text}")
    if parts:
        raw.keep(table, row, bare(element.tag), "; ".join(parts))


def fields_of(element: Element, names: tuple[str, ...]) -> Row:
    """Return some fields of a record as texts."""
    namespace = element.tag[: element.tag.rfind("}") + 1]
    texts = {child.tag: child.text for child in element}
    return tuple(texts.get(namespace + name) for name in names)
