"""Registers the records and actions of `access`, which stands below and cannot do it itself."""

from lockstep.domain.access.actions import ACTIONS
from lockstep.domain.access.models import ApiToken, Grant, Invitation, Node, User
from lockstep.domain.ledger.definitions import ActionDefinition, add_action
from lockstep.domain.ledger.registry import exempt, register

register(Node, node_of=lambda node: node.pk, label=lambda node: node.name)
register(
    User, node_of=None, label=lambda user: user.name or user.email, unrecorded={"password", "last_login"}
)
register(Grant, node_of=lambda grant: grant.node_id)
register(Invitation, node_of=lambda invitation: invitation.node_id, unrecorded={"token_hash"})
register(ApiToken, node_of=None, unrecorded={"token_hash"})
exempt("access.KeptAnswer", reason="remembers answers for a day, so that a repeated request has one effect")
exempt("access.RequestCount", reason="counts requests for minutes; written where no action runs")
exempt("access.SignInFailure", reason="counts attempts for minutes; written where no action runs")
exempt("ledger.ChangeSet", reason="is the ledger")
exempt("ledger.Change", reason="is the ledger")

for _name, _function in ACTIONS.items():
    add_action(ActionDefinition(_name, 1, _function))
