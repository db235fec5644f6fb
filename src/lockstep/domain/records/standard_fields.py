"""The fields that every record has; a register may declare one of them again with words of its own."""

from lockstep.domain.records.declarations import Field, FieldKind

LEADING_FIELDS = (
    Field(
        "key",
        "Key",
        "The name under which people find the record; it never changes.",
        FieldKind.TEXT,
        is_list_default=True,
        is_read_only=True,
    ),
    Field(
        "title",
        "Title",
        "One line that says what it is about.",
        FieldKind.TEXT,
        is_required=True,
        is_list_default=True,
        max_length=300,
    ),
    Field(
        "state",
        "State",
        "Where the record stands; it changes by moves.",
        FieldKind.CHOICE,
        is_list_default=True,
        is_filterable=True,
        is_groupable=True,
        is_read_only=True,
    ),
)

LAST_FIELDS = (
    Field(
        "owner",
        "Owner",
        "The one person who sees to it.",
        FieldKind.PERSON,
        is_list_default=True,
        is_filterable=True,
        is_bulk=True,
        is_groupable=True,
    ),
    Field(
        "due_on",
        "Due",
        "The day by which it is to be done or looked at again.",
        FieldKind.DATE,
        is_list_default=True,
        is_filterable=True,
        is_bulk=True,
    ),
    Field(
        "node",
        "Where",
        "The portfolio, program or project at which the record is at home.",
        FieldKind.NODE,
        is_list_default=True,
        is_filterable=True,
        is_groupable=True,
        is_inline=False,
    ),
    Field("raised_on", "Raised", "The day on which it was raised.", FieldKind.DATE, is_filterable=True),
    Field(
        "closed_on",
        "Closed",
        "The day on which it reached a closed state.",
        FieldKind.DATE,
        is_filterable=True,
        is_read_only=True,
    ),
    Field(
        "changed_at",
        "Changed",
        "The moment of the last change.",
        FieldKind.DATETIME,
        is_filterable=True,
        is_read_only=True,
    ),
    Field(
        "origin_key",
        "Origin",
        "What the record is called where it was imported from.",
        FieldKind.TEXT,
        max_length=120,
        is_inline=False,
    ),
)
