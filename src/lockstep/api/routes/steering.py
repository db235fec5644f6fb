"""What steering asks and does beyond records: votes, posts handed over, warnings, slips, settings, messages."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from lockstep.api.carrying import carry_out
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import steering as shapes
from lockstep.api.schemas.registers import ThingType
from lockstep.api.shapes import Id
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.governance.queries import chosen_roll_up, colors_at, rolled
from lockstep.domain.outlook.queries import early_warnings, hit_if_slips
from lockstep.domain.outlook.vocabulary import MOST_SLIP_DAYS, USUAL_SLIP_DAYS
from lockstep.domain.risks.queries import grid_at
from lockstep.domain.stakeholders.queries import affecting_milestones, cut_at
from lockstep.domain.strategy.queries import paper_of, weights_at

router = Router(by_alias=True)

SlipDays = Annotated[float, Field(gt=0, le=MOST_SLIP_DAYS, allow_inf_nan=False)]


@router.get("/objective-proposals/{proposal_id}/vote", response=shapes.ProposalVote)
def read_vote(request: HttpRequest, proposal_id: Id) -> HttpResponse:
    """Read an objective proposal with its options weighed, and how the vote on it stands."""
    return _vote(request, proposal_id)


@router.post("/objective-proposals/{proposal_id}/vote", response=shapes.ProposalVote)
def cast_vote(request: HttpRequest, proposal_id: Id, body: shapes.VoteCast) -> HttpResponse:
    """Cast one's own vote on a proposal."""
    carry_out(request, "strategy.cast_vote", proposal=proposal_id, choice=body.choice, reason=body.reason)
    return _vote(request, proposal_id)


@router.post("/objective-proposals/{proposal_id}/vote/closing", response=shapes.ProposalVote)
def close_vote(request: HttpRequest, proposal_id: Id, body: shapes.VoteClosing) -> HttpResponse:
    """Close the vote as it stands: the proposal is carried or lost by its quorum and majority."""
    arguments = {"version": body.version, "outcome": body.outcome}
    carry_out(request, "strategy.close_vote", proposal=proposal_id, **arguments)
    return _vote(request, proposal_id)


@router.post("/objective-proposals/{proposal_id}/vote/opening", response=shapes.ProposalVote)
def request_decision(request: HttpRequest, proposal_id: Id, body: shapes.DecisionWish) -> HttpResponse:
    """Ask for the decision: the voters named, or everybody who may decide there, get a vote to cast."""
    carry_out(request, "strategy.request_decision", proposal=proposal_id, **body.wanted())
    return _vote(request, proposal_id)


@router.post("/objective-proposals/{proposal_id}/mandate", response={201: shapes.Mandate})
def give_mandate(request: HttpRequest, proposal_id: Id, body: shapes.MandateWish) -> HttpResponse:
    """Set the objective that was carried, in draft, and found the program for it where one is wanted."""
    row = carry_out(request, "strategy.give_mandate", proposal=proposal_id, **body.wanted()).value
    location = f"/api/v1/registers/objectives/{row.mandate_objective_id}"
    return reply(shapes.Mandate.model_validate(row), status=201, location=location)


@router.post("/nodes/{node_id}/post-hand-overs", response={201: shapes.HandedOver})
def hand_over_post(request: HttpRequest, node_id: Id, body: shapes.PostHandOver) -> HttpResponse:
    """Give all that somebody owns and manages at and below a node to a successor, with the roles that it needs."""
    arguments = {"giver": body.giver, "receiver": body.receiver, "notes": body.notes}
    row = carry_out(request, "governance.hand_over_post", node=node_id, **arguments).value
    location = f"/api/v1/registers/hand-overs/{row.pk}"
    return reply(shapes.HandedOver.model_validate(row), status=201, location=location)


@router.post("/demands/{demand_id}/project", response={201: shapes.StartedProject})
def start_project(request: HttpRequest, demand_id: Id, body: shapes.ProjectStart) -> HttpResponse:
    """Start a project from a demand that has passed gate 0, as one of a class where that is said."""
    action = "delivery.start_project" if body.level is None else "governance.start_project"
    row = carry_out(request, action, demand=demand_id, **body.wanted()).value
    location = f"/api/v1/nodes/{row.pk}"
    return reply(shapes.StartedProject.model_validate(row), status=201, location=location)


@router.get("/nodes/{node_id}/colors", response=shapes.Colors)
def read_colors(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Read the colors of the tolerances at and below a node, and what they come to by the option that is kept."""
    return _colors(request, node_id)


@router.post("/nodes/{node_id}/colors/roll-up", response=shapes.Colors)
def choose_roll_up(request: HttpRequest, node_id: Id, body: shapes.RollUpChoice) -> HttpResponse:
    """Keep how colors are rolled up at and below a node."""
    carry_out(request, "governance.choose_roll_up", node=node_id, option=body.option)
    return _colors(request, node_id)


@router.get("/nodes/{node_id}/warnings", response=shapes.Warnings)
def list_warnings(request: HttpRequest, node_id: Id) -> HttpResponse:
    """List what may affect the outcome before it does, each with its reason."""
    rows = early_warnings(request.auth, node_id)
    return reply(shapes.Warnings(items=[shapes.EarlyWarningLine.model_validate(row) for row in rows]))


@router.get("/slips", response=shapes.Slip)
def read_slip(
    request: HttpRequest,
    type: ThingType,  # noqa: A002
    id: Id,  # noqa: A002
    days: SlipDays = USUAL_SLIP_DAYS,
) -> HttpResponse:
    """Say what a slip by some working days moves and hits; a record slips by the work that delivers it."""
    return reply(shapes.Slip.model_validate(hit_if_slips(request.auth, type, id, days)))


@router.get("/nodes/{node_id}/risk-scales", response=shapes.RiskScales)
def read_risk_scales(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Read the scales by which a node scores its risks, and where they come from."""
    return _scales(request, node_id)


@router.post("/nodes/{node_id}/risk-scales", response=shapes.RiskScales)
def set_risk_scales(request: HttpRequest, node_id: Id, body: shapes.RiskScalesWish) -> HttpResponse:
    """Give a node scales of its own; every risk there is scored anew."""
    carry_out(request, "risks.set_grid", node=node_id, version=body.version, grid=body.content())
    return _scales(request, node_id)


@router.delete("/nodes/{node_id}/risk-scales", response={204: None})
def remove_risk_scales(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Let a node score risks as the node above does again."""
    version = wanted_version(request, "risk-scales", node_id)
    carry_out(request, "risks.remove_grid", node=node_id, version=version)
    return reply_nothing()


@router.get("/nodes/{node_id}/stakeholder-scales", response=shapes.StakeholderScales)
def read_stakeholder_scales(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Read from where on power and interest count as high at a node, and where that comes from."""
    return _cut(request, node_id)


@router.post("/nodes/{node_id}/stakeholder-scales", response=shapes.StakeholderScales)
def set_stakeholder_scales(
    request: HttpRequest, node_id: Id, body: shapes.StakeholderScalesWish
) -> HttpResponse:
    """Let a node count power and interest as high from here on; every stakeholder there is placed anew."""
    carry_out(request, "stakeholders.set_cut", node=node_id, **body.model_dump())
    return _cut(request, node_id)


@router.delete("/nodes/{node_id}/stakeholder-scales", response={204: None})
def remove_stakeholder_scales(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Let a node cut as the node above does again."""
    version = wanted_version(request, "stakeholder-scales", node_id)
    carry_out(request, "stakeholders.remove_cut", node=node_id, version=version)
    return reply_nothing()


@router.get("/nodes/{node_id}/demand-weights", response=shapes.DemandWeights)
def read_demand_weights(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Read what counts how much in the score of demands at a node, and where that comes from."""
    return _weights(request, node_id)


@router.post("/nodes/{node_id}/demand-weights", response=shapes.DemandWeights)
def set_demand_weights(request: HttpRequest, node_id: Id, body: shapes.DemandWeightsWish) -> HttpResponse:
    """Give a node weights of its own; every demand there is scored anew."""
    carry_out(
        request, "strategy.set_weights", node=node_id, version=body.version, weights=body.weights.model_dump()
    )
    return _weights(request, node_id)


@router.delete("/nodes/{node_id}/demand-weights", response={204: None})
def remove_demand_weights(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Let a node score demands as the node above does again."""
    version = wanted_version(request, "demand-weights", node_id)
    carry_out(request, "strategy.remove_weights", node=node_id, version=version)
    return reply_nothing()


@router.get("/nodes/{node_id}/milestone-messages", response=shapes.MilestoneMessages)
def list_milestone_messages(request: HttpRequest, node_id: Id) -> HttpResponse:
    """List milestones that affect somebody, with the messages proposed and planned around each."""
    return _messages(request, node_id)


@router.post("/nodes/{node_id}/milestone-messages", response=shapes.MilestoneMessages)
def plan_milestone_messages(request: HttpRequest, node_id: Id, body: shapes.ChosenMessages) -> HttpResponse:
    """Put proposed messages into the communication plan; planned ones take the new day of their milestone."""
    carry_out(request, "stakeholders.plan_milestone_messages", node=node_id, **body.model_dump(mode="json"))
    return _messages(request, node_id)


@router.post("/nodes/{node_id}/milestone-messages/dismissal", response=shapes.MilestoneMessages)
def dismiss_milestone_messages(
    request: HttpRequest, node_id: Id, body: shapes.ChosenMessages
) -> HttpResponse:
    """Dismiss proposed messages for good."""
    carry_out(
        request, "stakeholders.dismiss_milestone_messages", node=node_id, **body.model_dump(mode="json")
    )
    return _messages(request, node_id)


def _colors(request: HttpRequest, node: int) -> HttpResponse:
    chosen = chosen_roll_up(request.auth, node)
    places = colors_at(request.auth, node)
    whole = rolled(request.auth, places, chosen.option)
    values = {"chosen": chosen, "whole": whole, "items": places}
    return reply(shapes.Colors.model_validate(values, from_attributes=True))


def _vote(request: HttpRequest, proposal: int) -> HttpResponse:
    paper = paper_of(request.auth, "objective-proposals", proposal)
    return reply(shapes.ProposalVote.model_validate(paper))


def _scales(request: HttpRequest, node: int) -> HttpResponse:
    found = grid_at(request.auth, node)
    etag = tag("risk-scales", node, found.version) if found.is_own else None
    return reply(shapes.RiskScales.model_validate(found), etag=etag)


def _cut(request: HttpRequest, node: int) -> HttpResponse:
    found = cut_at(request.auth, node)
    etag = tag("stakeholder-scales", node, found.place.version) if found.place.is_own else None
    return reply(shapes.StakeholderScales.model_validate(found), etag=etag)


def _weights(request: HttpRequest, node: int) -> HttpResponse:
    found = weights_at(request.auth, node)
    etag = tag("demand-weights", node, found.place.version) if found.place.is_own else None
    return reply(shapes.DemandWeights.model_validate(found), etag=etag)


def _messages(request: HttpRequest, node: int) -> HttpResponse:
    rows = affecting_milestones(request.auth, node)
    items = [shapes.AffectingMilestone.model_validate(row) for row in rows]
    return reply(shapes.MilestoneMessages(items=items))
