"""The register of target states."""

from typing import Any

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import Refused
from lockstep.domain.records.declarations import Card, Field, FieldKind, Register, Section
from lockstep.domain.strategy.models import TargetState
from lockstep.domain.strategy.reaching import reached_share, read_measures
from lockstep.domain.strategy.register import editions

SIDES = ("processes", "organization", "technology", "information")
CONTENT = (*SIDES, "measures")
_signing = editions.signing(CONTENT)
_next_edition = editions.next_edition("target-states", (*CONTENT, "readings"))


def _with_progress(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Keep how far the measures are reached; refuse measures that cannot be read."""
    changes = _signing(work, row, changes)
    if row is not None and not {"measures", "readings"} & changes.keys():
        return changes

    def text(name: str) -> str:
        return changes[name] if name in changes else getattr(row, name, "")

    measures, findings = read_measures(text("measures"), text("readings"))
    if findings:
        raise Refused("target state", " ".join(finding.sentence for finding in findings))
    is_read = "readings" in changes and bool(changes["readings"].strip())
    day = {"measured_on": work.at.date()} if is_read else {}
    return {**changes, **day, "reached": reached_share(measures)}


def _keeping_its_vision(work: Any, row: Any, changes: dict[str, Any]) -> None:
    _next_edition(work, row, changes)
    if changes.get("state") == "superseded" and row.vision_id is not None:
        made = TargetState.objects.filter(previous_id=row.pk).order_by("-pk").first()
        if made is not None:
            work.change(made, version=made.version, vision_id=row.vision_id)


def _is_whole(row: Any, standing: Any) -> str:
    if not any(getattr(row, side).strip() for side in SIDES):
        return "Say first how work is done then: processes, organization, technology or information."
    return "" if row.measures.strip() else "Name at least one measure with where it stands and where it goes."


TARGET_STATES = Register(
    name="target-states",
    record_type="strategy.targetstate",
    key_prefix="TGT",
    singular="target state",
    plural="target states",
    purpose="How work is done and measured once the vision is true, so that one can tell when it is.",
    example="One control room for tram and bus; trips by public transport: 34 -> 50 %.",
    icon="outcome",
    group="Strategy",
    model=TargetState,
    label_words={"due_on": "To be reached by"},
    fields=(
        Field(
            "vision",
            "Vision",
            "Which vision it makes tangible.",
            FieldKind.RECORD,
            target="strategy.vision",
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("processes", "Processes", "How work runs then.", FieldKind.LONG_TEXT),
        Field("organization", "Organization", "Who does it, in which shape.", FieldKind.LONG_TEXT),
        Field("technology", "Technology", "With which systems, buildings and tools.", FieldKind.LONG_TEXT),
        Field("information", "Information", "What people know then, and from where.", FieldKind.LONG_TEXT),
        Field(
            "measures",
            "Measures, from and to",
            "One a line, such as “Trips by tram: 34 -> 50 %”.",
            FieldKind.LONG_TEXT,
            is_sortable=False,
        ),
        Field(
            "readings",
            "Read last",
            "What each measure showed last, one a line, such as “Trips by tram: 36”.",
            FieldKind.LONG_TEXT,
            is_sortable=False,
        ),
        Field(
            "measured_on",
            "Read on",
            "The day of the last reading.",
            FieldKind.DATE,
            is_read_only=True,
            is_filterable=True,
        ),
        Field(
            "reached",
            "Reached",
            "The mean share of the way that its measures have gone; what was not read has not begun.",
            FieldKind.SHARE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        editions.EDITION,
        editions.previous("strategy.targetstate"),
        editions.SIGNED_BY,
        editions.SIGNED_ON,
    ),
    sections=(
        Section("Target state", ("title", "vision", "owner", "due_on", *SIDES)),
        Section("Measures", ("measures", "readings", "measured_on", "reached")),
        Section("Edition", ("edition", "previous", "signed_by", "signed_on")),
    ),
    states=editions.STATES,
    initial_state="draft",
    moves=editions.moves(_is_whole, Permission.DECIDE),
    card=Card(("vision", "reached", "due_on")),
    default_sort="due_on",
    search_fields=CONTENT,
    link_kinds=("contributes_to", "supersedes", "concerns"),
    stale_days=None,
    before_write=_with_progress,
    after_write=_keeping_its_vision,
)
