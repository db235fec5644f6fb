"""What follows from any change, at the end of its action: what hung on removed things goes, people are told."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q

from lockstep.domain.ledger import Work
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.models import Attachment, Comment, Dismissal, Follow, Link
from lockstep.domain.records.news import News, followers, tell
from lockstep.domain.records.registry import linkables, register_for
from lockstep.domain.records.vocabulary import NewsKind

MACHINE_COLUMNS = frozenset({"folded", "changed_at"})


def remove_what_hung_on_it(work: Work) -> None:
    """Remove links, comments, files and follows of what the action removed; undo brings them back with it."""
    known = {item.record_type for item in linkables()}
    removed: dict[str, list[int]] = defaultdict(list)
    for change in work.changes:
        if change.is_removal and change.registration.record_type in known:
            removed[change.registration.record_type].append(change.record_id)
    for record_type, ids in removed.items():
        at_an_end = Q(source_type=record_type, source_id__in=ids) | Q(
            target_type=record_type, target_id__in=ids
        )
        hanging = Q(record_type=record_type, record_id__in=ids)
        for model, condition in (
            (Link, at_an_end),
            (Comment, hanging),
            (Attachment, hanging),
            (Follow, hanging),
            (Dismissal, hanging),
        ):
            found = list(model.objects.filter(condition).values_list("pk", "version"))
            if found:
                work.delete_many(model, found)


def tell_who_is_concerned(work: Work) -> None:
    """Tell owners and followers of records what was done to them."""
    touched: dict[str, list] = defaultdict(list)
    for change in work.changes:
        if not change.is_removal and register_for(change.registration.record_type) is not None:
            touched[change.registration.record_type].append(change)
    told: list[tuple[int, News]] = []
    for record_type, changes in touched.items():
        register = register_for(record_type)
        ids = [change.record_id for change in changes]
        following = followers(record_type, ids)
        # The row says who owns it where the change does not.
        owners = dict(
            register.model._base_manager.filter(pk__in=ids).values_list("pk", "owner_id")
            if len(ids) <= 500
            else ()
        )
        for change in changes:
            told.extend(_news_of(register, change, following.get(change.record_id, set()), owners))
    if told:
        tell(work, told)


def _news_of(register: Register, change, following: set[int], owners) -> Iterator[tuple[int, News]]:
    after = change.after or {}
    written = change.field_names - MACHINE_COLUMNS
    owner = owners.get(change.record_id, after.get("owner_id"))

    def news(kind: NewsKind, sentence: str) -> News:
        return News(
            kind, change.registration.record_type, change.record_id, change.node_id, change.label, sentence
        )

    told = set()
    if owner is not None and "owner_id" in after:
        told.add(owner)
        yield owner, news(NewsKind.ASSIGNED, f"You own the {register.singular} {change.label} now.")
    if change.is_creation or not written:
        return
    if "state" in after:
        label = (
            register.states_by_name[after["state"]].label if after["state"] in register.states_by_name else ""
        )
        sentence = f"{change.label} is now {label.lower() or after['state']}."
        kind = NewsKind.MOVED
    else:
        names = [
            item.label for item in register.all_fields.values() if item.column in written and not item.secrecy
        ]
        sentence = f"{change.label}: {', '.join(names).lower() or 'something'} changed."
        kind = NewsKind.CHANGED
    people = following | ({owner} if owner is not None and kind is NewsKind.MOVED else set())
    for user_id in people - told:
        yield user_id, news(kind, sentence)
