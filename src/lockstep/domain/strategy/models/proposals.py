"""Goals that are proposed, and how those who were asked have voted."""

from django.db import models
from django.db.models import Q

from lockstep.domain.records.models import Record
from lockstep.domain.strategy.models.conditions import between
from lockstep.domain.strategy.models.objectives import Objective


class ObjectiveProposal(Record):
    """A goal that somebody wants set, with the paper of options that is voted on; `mandate_*` is what came of it."""

    why = models.TextField(default="", blank=True)
    measure = models.CharField(max_length=200, default="", blank=True)
    unit = models.CharField(max_length=30, default="", blank=True)
    baseline_value = models.FloatField(null=True, blank=True)
    target_value = models.FloatField(null=True, blank=True)
    recommended = models.ForeignKey(
        "strategy.Option", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recommendation = models.TextField(default="", blank=True)
    quorum = models.FloatField(default=0.5)
    majority = models.CharField(max_length=10, default="simple")
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(default="", blank=True)
    mandate_objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mandate_program = models.ForeignKey(
        "access.Node", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=between("quorum", 0, 1), name="strategy_proposal_quorum"),
            models.CheckConstraint(
                condition=Q(majority__in=["simple", "absolute", "two_thirds"]),
                name="strategy_proposal_majority",
            ),
        ]


class ProposalVote(Record):
    """The vote of its owner on a proposal."""

    proposal = models.ForeignKey(ObjectiveProposal, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=8, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    cast_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=["", "for", "against", "abstain"]), name="strategy_vote_choice"
            )
        ]
