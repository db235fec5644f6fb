"""Telling people of a record: for rules of apps that must reach somebody."""

from collections.abc import Iterable

from lockstep.domain.ledger import Work
from lockstep.domain.records.news import News, tell
from lockstep.domain.records.vocabulary import NewsKind


def tell_people(
    work: Work,
    people: Iterable[int | None],
    *,
    record_type: str,
    record_id: int,
    node_id: int,
    sentence: str,
    label: str = "",
) -> None:
    """Put a sentence on a record into the inboxes of some accounts; part of an action, never one of its own."""
    news = News(NewsKind.ALERT, record_type, record_id, node_id, label, sentence)
    tell(work, [(user_id, news) for user_id in dict.fromkeys(people) if user_id is not None])
