"""The program's own layer on an activity: owner, range of the duration, notes. Allowed wherever it is mastered."""

from typing import Any, Final

from lockstep.domain.access.policies import may_edit_schedule
from lockstep.domain.ledger import StaleVersion, Work, action
from lockstep.domain.people.actions import require_resource
from lockstep.domain.planning.models import Activity, ActivityLayer
from lockstep.domain.planning.range_fields import COST_SHARES, RANGE_FIELDS, check_cost_shares, range_columns
from lockstep.domain.planning.vocabulary import EditError

_FIELDS: Final = frozenset({"owner", "notes", *RANGE_FIELDS, *COST_SHARES})


@action("planning.set_layer", version=1)
def set_layer(
    work: Work, *, activity: int, version: int | None = None, changes: dict[str, Any]
) -> ActivityLayer:
    """Set owner, range or notes of an activity; `version` is that of the layer, None where there is none yet."""
    row = work.get(Activity, activity)
    work.require(may_edit_schedule, row)
    unknown = changes.keys() - _FIELDS
    if unknown:
        raise EditError(
            str(row), f"There is no {', '.join(sorted(unknown))} to set; use {', '.join(sorted(_FIELDS))}."
        )
    if changes.get("owner") is not None:
        require_resource(work, changes["owner"], row.project_id)
    layer = ActivityLayer.objects.filter(activity=row).first()
    given = {name: value for name, value in changes.items() if name in RANGE_FIELDS}
    rest = {name: value for name, value in changes.items() if name not in RANGE_FIELDS}
    values = {("owner_id" if name == "owner" else name): value for name, value in rest.items()}
    check_cost_shares(str(row), values)
    values |= range_columns(str(row), layer, given)
    if layer is None and version:
        raise StaleVersion(
            f"layer of {row}",
            record_type="planning.activitylayer",
            record_id=row.pk,
            expected_version=version,
            current_version=0,
            current={},
            conflicts=(),
        )
    if layer is None:
        return work.create(ActivityLayer, activity=row, project=row.project_id, **values)
    if version is None:
        raise EditError(
            str(row), "Someone set an owner, a range or notes meanwhile; look at them and send again."
        )
    return work.change(layer, version=version, **values)
