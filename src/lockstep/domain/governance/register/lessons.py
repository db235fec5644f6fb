"""The register of lessons, and how they are offered."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.matching import ENOUGH, matched, words_of
from lockstep.domain.governance.models import Lesson
from lockstep.domain.records.declarations import (
    Card,
    Choice,
    Field,
    FieldKind,
    Flag,
    Move,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.domain.records.offering import Asked, Offered, Offering
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.queries import links_counted
from lockstep.domain.records.registry import linkable
from lockstep.foundation.findings import Severity

LESSON = "governance.lesson"
OFFERED = ("published", "reused")
MOST_READ = 300
MOST_OFFERED = 5


def _is_whole(row: Any, standing: Any) -> str:
    for value, what in (
        (row.context, "in which situation it was learned"),
        (row.cause, "why it went that way"),
        (row.recommendation, "what to do next time"),
    ):
        if not value:
            return f"Say {what} first."
    return ""


def _can_be_found(row: Any, standing: Any) -> str:
    return "" if row.tags else "Say by tags what it applies to; untagged lessons are not found again."


def _was_taken(row: Any, standing: Any) -> str:
    counted = Lesson.objects.filter(pk=row.pk).annotate(taken=links_counted(LESSON, "applies_to"))
    is_taken = bool(counted.values_list("taken", flat=True).first())
    return "" if is_taken else "Nothing is linked that it applies to."


LESSONS = Register(
    name="lessons",
    record_type=LESSON,
    key_prefix="LL",
    singular="lesson",
    plural="lessons",
    purpose="What was learned, offered again wherever similar work is written down.",
    example="Book the crane when the foundation is poured, not when it is cured: it was gone for five weeks.",
    icon="lesson",
    group="Governance",
    model=Lesson,
    fields=(
        Field(
            "kind",
            "Kind",
            "Whether to do it again or never again.",
            FieldKind.CHOICE,
            choices=(Choice("repeat", "Do it again"), Choice("avoid", "Do not do it again")),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("context", "Context", "In which situation it was learned.", FieldKind.LONG_TEXT),
        Field("cause", "Cause", "Why it went that way.", FieldKind.LONG_TEXT),
        Field("recommendation", "Recommendation", "What to do when it comes up again.", FieldKind.LONG_TEXT),
        Field(
            "tags",
            "Applies to",
            "Words for the work that it applies to; work with the same words is offered it.",
            FieldKind.TAGS,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "reuse_count",
            "Reused",
            "How often it was taken for other work: the links “applies to” that start here.",
            FieldKind.COMPUTED,
            annotate=lambda: links_counted(LESSON, "applies_to"),
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Lesson", ("title", "kind", "context", "cause", "recommendation")),
        Section("Use", ("tags", "reuse_count", "owner")),
    ),
    states=(
        State("draft", "Draft", Shape.NONE),
        State("validated", "Validated", Shape.INFO, help="Somebody else agrees that it is true."),
        State("published", "Published", Shape.GOOD, is_closed=True, help="Offered wherever it fits."),
        State("reused", "Reused", Shape.GOOD, is_closed=True, help="Taken at least once."),
        State("withdrawn", "Withdrawn", Shape.NONE, is_closed=True, help="Not true any more."),
    ),
    initial_state="draft",
    moves=(
        Move("validate", "Validate", ("draft",), "validated", rule=_is_whole, needs=Permission.EDIT_RECORDS),
        Move(
            "publish",
            "Publish",
            ("validated",),
            "published",
            rule=_can_be_found,
            asks=("tags",),
            needs=Permission.DECIDE,
        ),
        Move("return", "Back to draft", ("validated",), "draft"),
        Move("reuse", "Reused", ("published",), "reused", rule=_was_taken),
        Move("withdraw", "Withdraw", ("published", "reused"), "withdrawn", needs=Permission.DECIDE),
        Move("restore", "Back to draft", ("withdrawn",), "draft"),
    ),
    flags=(
        Flag(
            "untagged",
            "Applies to nothing",
            Severity.WARNING,
            lambda: Q(tags="", state__in=("draft", "validated")),
            lambda row: "It has no tags, so that nobody is offered it.",
        ),
    ),
    card=Card(("kind", "owner", "reuse_count")),
    default_sort="-raised_on",
    search_fields=("context", "cause", "recommendation", "tags"),
    link_kinds=("applies_to", "caused_by", "concerns"),
    calendar_field="",
    stale_days=90,
)


def fitting_lessons(user: Any, asked: Asked) -> tuple[Offered, ...]:
    """Return the published lessons that fit best what is written down."""
    words = words_of(asked.words)
    if not words or asked.record_type == LESSON:
        return ()
    any_word = reduce(or_, (Q(folded__contains=word) for word in sorted(words)))
    readable = policy_for(LESSONS.read).readable(user, "node")
    rows = Lesson.objects.filter(readable, any_word, state__in=OFFERED).order_by("-changed_at")[:MOST_READ]
    found = [(_match(row, words), row) for row in rows]
    fitting = sorted(
        ((match, row) for match, row in found if match.points >= ENOUGH),
        key=lambda item: (-item[0].points, item[1].pk),
    )[:MOST_OFFERED]
    ends = linkable(LESSON).resolve([row.pk for _, row in fitting], user) if fitting else {}
    return tuple(Offered(ends[row.pk], row.recommendation, match.why) for match, row in fitting)


def _match(row: Any, words: frozenset[str]) -> Any:
    tags = tuple(tag for tag in row.tags.split("|") if tag)
    return matched(words, title=row.title, text=f"{row.context} {row.cause} {row.recommendation}", tags=tags)


def _note_reuse(work: Any, lesson_id: int) -> None:
    """Say of a lesson that it was taken once."""
    lesson = work.get(Lesson, lesson_id)
    if lesson.state == "published":
        work.change(lesson, version=lesson.version, state="reused", changed_at=work.at)


LESSONS_OFFERED = Offering(
    name="lessons",
    label="Lessons that may apply",
    record_type=LESSON,
    link_kind="applies_to",
    find=fitting_lessons,
    taken=_note_reuse,
)
