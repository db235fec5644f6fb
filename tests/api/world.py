"""Two portfolios that know nothing of each other, with one of everything in each, and people of every role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from lockstep.domain.access.models import Grant, User
from lockstep.domain.access.vocabulary import Role
from lockstep.domain.ledger import perform
from lockstep.domain.outlook.actions import run_simulation
from lockstep.domain.planning.actions import keep_leveling, prepare_import
from lockstep.domain.planning.bridge.compiled import forget
from lockstep.domain.planning.models import ProjectPlan, Proposal
from lockstep.domain.planning.vocabulary import LevelingAim, LevelingOrder
from lockstep.domain.records.actions import store_file
from lockstep.domain.runs.actions import enqueue

PLAN_FILE = b"Name,Duration,Start\nImported,3 days,2026-03-02\n"
PASSWORD = "long enough pass"
STEPS = [1.0, 2.0, 3.0, 4.0, 5.0]
WEIGHTS = {"fit": 0.4, "value_level": 0.3, "risk_level": 0.1, "technical_fit": 0.2}
GRID: dict[str, Any] = {
    "likelihood_values": STEPS,
    "likelihood_words": ["1", "2", "3", "4", "5"],
    "impact_values": STEPS,
    "impact_words": ["1", "2", "3", "4", "5"],
    "cells": [[row * column for column in STEPS] for row in STEPS],
    "bands": [{"start": 1.0, "band": "low"}, {"start": 9.0, "band": "high"}],
}


@dataclass
class Side:
    """One portfolio and what lies in it; every name holds the side's own word."""

    word: str
    ids: dict[str, int] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        return self.ids[name]


@dataclass
class World:
    """Both sides and the people of the own one."""

    root: Any
    own: Side
    foreign: Side
    people: dict[Role, Any]
    token: str = ""


def build_world() -> World:
    """Make everything through actions, as the root administrator."""
    root = User.objects.create_user("root@example.org", PASSWORD, name="Root")
    Grant.objects.create(user=root, node=None, role=Role.ADMINISTRATOR)
    world = World(root, Side("Ours"), Side("Theirs"), {})
    for side in (world.own, world.foreign):
        _fill(side, root)
    for role in Role:
        user = User.objects.create_user(f"{role.value}@example.org", PASSWORD, name=role.words.title())
        Grant.objects.create(user=user, node_id=world.own["portfolio"], role=role)
        world.people[role] = user
    world.token = _do(root, "access.make_token", name="test", scope="write").value.secret
    return world


def _do(root: Any, action: str, /, **arguments: Any) -> Any:
    return perform(action, actor=root, arguments=arguments)


def _fill(side: Side, root: Any) -> None:
    word, ids, tags = side.word, side.ids, side.tags
    ids["portfolio"] = _node(root, "portfolio", f"{word} portfolio", None)
    ids["program"] = _node(root, "program", f"{word} program", ids["portfolio"])
    ids["project"] = _node(root, "project", f"{word} project", ids["program"])
    ids["spare"] = _node(root, "program", f"{word} spare", ids["portfolio"])
    ids["scaled"] = _node(root, "program", f"{word} scaled", ids["portfolio"])
    ids["node"] = ids["program"]
    ids["details"] = ids["node"]
    tags["node"], tags["spare"] = f'"node-{ids["node"]}-1"', f'"node-{ids["spare"]}-1"'
    tags["details"] = f'"details-{ids["node"]}-1"'
    holder = User.objects.create_user(f"{word.lower()}@example.org", PASSWORD, name=f"{word} holder")
    ids["account"], tags["account"] = holder.pk, f'"account-{holder.pk}-1"'
    grant = _do(root, "access.grant_role", user=holder.pk, role="viewer", node=ids["program"]).value
    ids["grant"], tags["grant"] = grant.pk, f'"grant-{grant.pk}-1"'
    invited = f"{word.lower()}-new@example.org"
    invitation = _do(
        root, "access.invite", email=invited, role="viewer", node=ids["program"]
    ).value.invitation
    ids["invitation"], tags["invitation"] = invitation.pk, f'"invitation-{invitation.pk}-1"'
    calendar = _do(root, "people.add_calendar", node=ids["portfolio"], name=f"{word} calendar").value
    ids["calendar"], tags["calendar"] = calendar.pk, f'"calendar-{calendar.pk}-1"'
    person = _do(root, "people.add_resource", node=ids["portfolio"], name=f"{word} person").value
    ids["person"], tags["person"] = person.pk, f'"person-{person.pk}-1"'
    idle = _do(root, "people.add_resource", node=ids["portfolio"], name=f"{word} idle").value
    ids["idle"], tags["idle"] = idle.pk, f'"person-{idle.pk}-1"'
    change_set = _do(root, "portfolio.rename_node", node=ids["project"], version=1, name=f"{word} renamed")
    ids["change_set"] = change_set.change_set_id
    _fill_plan(side, root)
    _fill_registers(side, root)
    ids["job"] = enqueue("test.work", {"secret": word}, node=ids["portfolio"])
    ids["root"] = root.pk


def _fill_plan(side: Side, root: Any) -> None:
    word, ids, tags = side.word, side.ids, side.tags
    made = [
        _do(
            root,
            "planning.add_activity",
            project=ids["project"],
            name=f"{word} {name}",
            duration_ticks=days * 4_800,
        )
        for name, days in (("dig", 3), ("pour", 2), ("gate", 0))
    ]
    dig, pour, gate = (outcome.value for outcome in made)
    link = _do(root, "planning.link_activities", predecessor=dig.pk, successor=pour.pk).value
    _do(root, "planning.link_activities", predecessor=pour.pk, successor=gate.pk)
    for name, row in (("activity", dig), ("second", pour), ("third", gate), ("link", link)):
        kind = "link" if name == "link" else "activity"
        ids[name], tags[name] = row.pk, f'"{kind}-{row.pk}-{row.version}"'
    assignment = _do(root, "planning.assign", activity=dig.pk, resource=ids["person"]).value
    ids["assignment"], tags["assignment"] = assignment.pk, f'"assignment-{assignment.pk}-1"'
    _do(root, "planning.set_layer", activity=dig.pk, changes={"notes": f"{word} notes"})
    tags["layer"] = f'"layer-{dig.pk}-1"'
    baseline = _do(root, "planning.capture_baseline", node=ids["program"], name=f"{word} baseline").value
    ids["baseline"], tags["baseline"] = baseline.pk, f'"baseline-{baseline.pk}-1"'
    view = {"name": f"{word} view", "query": "zoom=1", "is_shared": True}
    ids["view"] = _do(root, "planning.save_view", node=ids["program"], **view).value.pk
    tags["view"] = f'"view-{ids["view"]}-1"'
    ids["import"] = prepare_import(root, ids["program"], f"{word}.csv", PLAN_FILE)
    analysis = _do(root, "outlook.start_simulation", node=ids["program"], iterations=100).value
    run_simulation(analysis.pk, lambda share, phase: None)
    ids["analysis"], tags["analysis"] = analysis.pk, f'"analysis-{analysis.pk}-1"'
    _fill_leveling(side, root)
    plan = ProjectPlan.objects.get(node_id=ids["project"])
    tags["plan"] = f'"plan-{ids["project"]}-{plan.version}"'
    proposal = Proposal.objects.create(
        project_id=ids["project"], author=root, edits=[], sentence=f"{word} wish"
    )
    ids["proposal"], tags["proposal"] = proposal.pk, f'"proposal-{proposal.pk}-1"'


def _fill_leveling(side: Side, root: Any) -> None:
    """Let the side's person be wanted twice at once, and keep what leveling proposes."""
    again = {"project": side["project"], "name": f"{side.word} dig too", "duration_ticks": 4_800}
    row = _do(root, "planning.add_activity", **again).value
    _do(root, "planning.assign", activity=row.pk, resource=side["person"])
    order = LevelingOrder(LevelingAim.AS_SHORT_AS_POSSIBLE, 0.0, {})
    side.ids["leveling"] = keep_leveling(root, side["program"], None, order, _Unwatched())
    side.ids["day"] = 20_000


class _Unwatched:
    is_stopped = False

    def report(self, share: float, phase: str) -> None:
        """Tell nobody."""


def _fill_registers(side: Side, root: Any) -> None:
    """Two risks with everything that can hang on one."""
    word, ids, tags = side.word, side.ids, side.tags
    for name in ("risk", "risk2"):
        fields = {"title": f"{word} {name}", "probability": 0.3, "impact_days": 5, "due_on": "2026-05-04"}
        arguments = {"register": "risks", "node": ids["project"], "fields": fields}
        row = perform("records.raise_record", actor=root, arguments=arguments).value
        ids[name], tags[name] = row.pk, f'"risks-{row.pk}-1"'
    arguments = {"register": "change-requests", "node": ids["project"], "fields": {"title": f"{word} change"}}
    row = perform("records.raise_record", actor=root, arguments=arguments).value
    ids["change"], tags["change"] = row.pk, f'"change-requests-{row.pk}-1"'
    for name, register in (("goal", "objective-proposals"), ("demand", "demands")):
        wish = {"register": register, "node": ids["project"], "fields": {"title": f"{word} {name}"}}
        ids[name] = perform("records.raise_record", actor=root, arguments=wish).value.pk
    _do(root, "risks.set_grid", node=ids["scaled"], grid=GRID)
    tags["scales"] = f'"risk-scales-{ids["scaled"]}-1"'
    _do(root, "stakeholders.set_cut", node=ids["scaled"], power=3, interest=3)
    tags["cut"] = f'"stakeholder-scales-{ids["scaled"]}-1"'
    _do(root, "strategy.set_weights", node=ids["scaled"], weights=WEIGHTS)
    tags["weights"] = f'"demand-weights-{ids["scaled"]}-1"'
    risk = {"type": "risks.risk", "id": ids["risk"]}
    ends = {"source": risk, "target": {"type": "risks.risk", "id": ids["risk2"]}}
    at = {"type": "risks.risk", "record": ids["risk"]}
    made = {
        "record-link": _do(root, "records.link_records", kind="caused_by", **ends),
        "comment": _do(root, "records.comment_on", text=f"{word} words", **at),
        "attachment": _do(
            root, "records.attach_file", name=f"{word}.txt", digest=store_file(word.encode()), **at
        ),
        "register-view": _do(
            root,
            "records.save_view",
            register="risks",
            node=ids["program"],
            name=f"{word} view",
            query="q=x",
            is_shared=True,
        ),
    }
    for kind, outcome in made.items():
        ids[kind], tags[kind] = outcome.value.pk, f'"{kind}-{outcome.value.pk}-1"'
    feed = _do(root, "records.make_feed", node=ids["program"]).value.feed
    ids["feed"], tags["feed"] = feed.pk, f'"feed-{feed.pk}-1"'
    _do(root, "records.follow", **at)


def _node(root: Any, kind: str, name: str, parent: int | None) -> int:
    return _do(root, "portfolio.add_node", kind=kind, name=name, parent=parent).value.pk


@contextmanager
def taken_back() -> Iterator[None]:
    """Run something whose writes are rolled back, in a way that actions take for a test's own transaction."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    try:
        with atomic:
            yield
            transaction.set_rollback(True)
    finally:
        forget()  # compiled networks are kept by revision, and these revisions never were
