"""Choosing how colors are rolled up."""

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_records
from lockstep.domain.governance.models import ColorRule
from lockstep.domain.governance.vocabulary import RollUp
from lockstep.domain.ledger import Work, action


@action("governance.choose_roll_up", version=1)
def choose_roll_up(work: Work, *, node: int, option: RollUp) -> ColorRule:
    """Keep how the colors at and below a node are rolled up."""
    place = load_node(work, node)
    work.require(may_edit_records, place)
    row = ColorRule.objects.filter(node=place).first()
    if row is None:
        return work.create(ColorRule, node=place, roll_up=option.value)
    return work.change(row, version=row.version, roll_up=option.value)
