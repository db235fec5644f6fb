"""Putting news into inboxes, within the action that makes them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lockstep.domain.ledger import Work
from lockstep.domain.records.models import Follow, Notification
from lockstep.domain.records.vocabulary import NewsKind

StandIns = Callable[[Iterable[int]], Mapping[int, tuple[tuple[int, str], ...]]]
_stand_ins: list[StandIns] = []
ONE_BY_ONE = 10
"""News of one kind in one action that a person gets one by one; more become one line."""


@dataclass(frozen=True, slots=True)
class News:
    """What some people should know of a record."""

    kind: NewsKind
    record_type: str
    record_id: int
    node_id: int | None
    label: str
    sentence: str


def followers(record_type: str, record_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return who follows some records, by the record's id."""
    found: dict[int, set[int]] = defaultdict(set)
    follows = Follow.objects.filter(record_type=record_type, record_id__in=list(record_ids))
    for record_id, user_id in follows.values_list("record_id", "user_id"):
        found[record_id].add(user_id)
    return found


def tell(work: Work, told: Iterable[tuple[int, News]]) -> None:
    """Put news into the inboxes of accounts; nobody is told what they did themselves."""
    by_person: dict[tuple[int, NewsKind, str], list[News]] = defaultdict(list)
    for user_id, news in _with_stand_ins(list(told)):
        if user_id != work.user_id:
            by_person[user_id, news.kind, news.record_type].append(news)
    rows = [
        Notification(
            user_id=user_id,
            at=work.at,
            kind=item.kind.value,
            record_type=item.record_type,
            record_id=item.record_id,
            node_id=item.node_id,
            actor_id=work.user_id,
            label=item.label[:200],
            sentence=item.sentence[:500],
        )
        for (user_id, _, _), items in by_person.items()
        for item in _bundled(items)
    ]
    Notification.objects.bulk_create(rows, batch_size=200)


def stand_in_by(find: StandIns) -> None:
    """Let news of people go to those too who stand in for them: `find(ids)` returns those, with the name to say."""
    _stand_ins.append(find)


def _with_stand_ins(told: list[tuple[int, News]]) -> Iterator[tuple[int, News]]:
    yield from told
    people = {user_id for user_id, _ in told}
    for find in _stand_ins if people else ():
        standing_in = find(people)
        for user_id, news in told:
            for other, name in standing_in.get(user_id, ()):
                yield other, replace(news, sentence=f"For {name}: {news.sentence}")


def _bundled(items: list[News]) -> list[News]:
    if len(items) <= ONE_BY_ONE:
        return items
    first = items[0]
    more = f"{first.sentence} The same holds for {len(items) - 1} more, changed together with it."
    return [News(first.kind, first.record_type, first.record_id, first.node_id, first.label, more)]
