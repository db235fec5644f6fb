"""What each operation needs and how it is called: the table behind the matrix of routes and roles.

A new operation belongs here, or the matrix fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lockstep.api.shapes import in_camel
from lockstep.domain.access.vocabulary import Permission
from tests.api.world import GRID, WEIGHTS, Side

Bodies = Callable[[Side], Any]


@dataclass(frozen=True)
class Case:
    """How one operation is called with objects of a side.

    `need` is the permission at the object's node that an own call needs; None means that being signed in is enough
    (and then a foreign object is judged by `is_open`). `parts` names the object of each path parameter. `tag` names
    the object whose ETag is sent. `query` narrows a list to the side's node.
    """

    need: Permission | None
    status: int = 200
    body: Bodies | None = None
    parts: tuple[str, ...] = ()
    tag: str = ""
    query: str = ""
    is_installation: bool = False
    note: str = ""
    files: dict[str, tuple[str, bytes]] | None = None


def _r(*parts: str, **more: Any) -> Case:
    return Case(Permission.READ, parts=parts, **more)


def _move(side: Side) -> Any:
    arguments = {"activity": side["activity"], "version": 1, "start_ticks": 29_500_000}
    return {"edits": [{"action": "planning.move_activity", "arguments": arguments}]}


def _message(side: Side) -> Any:
    return {"messages": [{"activity": side["third"], "stakeholder": 1, "around": "before"}]}


CASES: dict[str, Case] = {
    # the service itself
    "readHealth": Case(None),
    # people and roles
    "readMe": Case(None),
    "listTokens": Case(None),
    "makeToken": Case(None, 201, lambda s: {"name": "nightly"}),
    "revokeToken": Case(None, 404, parts=("account",), tag="account", note="of others: never there"),
    "listAccounts": Case(None, note="names of accounts are known to whoever holds a role"),
    "readAccount": Case(None, parts=("account",)),
    "renameAccount": Case(
        Permission.ADMINISTER,
        body=lambda s: {"name": "X"},
        parts=("account",),
        tag="account",
        is_installation=True,
    ),
    "deactivateAccount": Case(
        Permission.ADMINISTER, body=lambda s: {"version": 1}, parts=("account",), is_installation=True
    ),
    "reactivateAccount": Case(
        Permission.ADMINISTER, body=lambda s: {"version": 1}, parts=("account",), is_installation=True
    ),
    "listGrantsOfAccount": Case(None, parts=("account",)),
    "listGrants": Case(Permission.READ, is_installation=True),
    "listGrantsAtNode": _r("node"),
    "grantRole": Case(
        Permission.GRANT_ROLES,
        201,
        lambda s: {"user": s["account"], "role": "viewer", "node": s["portfolio"]},
    ),
    "changeGrant": Case(
        Permission.GRANT_ROLES, body=lambda s: {"role": "contributor"}, parts=("grant",), tag="grant"
    ),
    "revokeGrant": Case(Permission.GRANT_ROLES, 204, parts=("grant",), tag="grant"),
    "listInvitations": Case(None),
    "invite": Case(
        Permission.GRANT_ROLES,
        201,
        lambda s: {"email": "x@example.org", "role": "viewer", "node": s["program"]},
    ),
    "withdrawInvitation": Case(Permission.GRANT_ROLES, 204, parts=("invitation",), tag="invitation"),
    # the tree
    "listNodes": _r(),
    "addNode": Case(
        Permission.EDIT_STRUCTURE, 201, lambda s: {"kind": "project", "name": "Z", "parent": s["program"]}
    ),
    "readNode": _r("node"),
    "renameNode": Case(Permission.EDIT_DETAILS, body=lambda s: {"name": "Z"}, parts=("node",), tag="node"),
    "removeNode": Case(Permission.EDIT_STRUCTURE, 204, parts=("spare",), tag="spare"),
    "changeNodeDetails": Case(
        Permission.EDIT_DETAILS, body=lambda s: {"code": "Z"}, parts=("node",), tag="details"
    ),
    "listChildren": _r("node"),
    "listMemberships": _r("node"),
    "moveNode": Case(
        Permission.EDIT_STRUCTURE, body=lambda s: {"parent": s["program"], "version": 1}, parts=("spare",)
    ),
    "pauseNode": Case(Permission.EDIT_STRUCTURE, body=lambda s: {"reason": "money"}, parts=("node",)),
    "resumeNode": Case(
        Permission.EDIT_STRUCTURE, 422, lambda s: {}, parts=("node",), note="it is not paused"
    ),
    "withdrawNode": Case(Permission.EDIT_STRUCTURE, body=lambda s: {"reason": "over"}, parts=("node",)),
    "rejoinNode": Case(
        Permission.EDIT_STRUCTURE, 422, lambda s: {}, parts=("node",), note="it is not withdrawn"
    ),
    # people and calendars
    "listPeople": _r(query="node=portfolio"),
    "addPerson": Case(Permission.EDIT_PEOPLE, 201, lambda s: {"node": s["program"], "name": "Z"}),
    "readPerson": _r("person"),
    "changePerson": Case(
        Permission.EDIT_PEOPLE, body=lambda s: {"name": "Z"}, parts=("person",), tag="person"
    ),
    "listNamesakes": _r("node"),
    "joinPeople": Case(
        Permission.EDIT_PEOPLE,
        body=lambda s: {"version": 1, "node": s["portfolio"], "others": []},
        parts=("person",),
    ),
    "removePerson": Case(Permission.EDIT_PEOPLE, 204, parts=("idle",), tag="idle"),
    "listCalendars": _r(query="node=portfolio"),
    "addCalendar": Case(Permission.EDIT_PEOPLE, 201, lambda s: {"node": s["program"], "name": "Z"}),
    "readCalendar": _r("calendar"),
    "changeCalendar": Case(
        Permission.EDIT_PEOPLE, body=lambda s: {"name": "Z"}, parts=("calendar",), tag="calendar"
    ),
    "removeCalendar": Case(Permission.EDIT_PEOPLE, 204, parts=("calendar",), tag="calendar"),
    "addHolidays": Case(
        Permission.EDIT_PEOPLE,
        body=lambda s: {"version": 1, "country": "CH", "firstYear": 2026, "lastYear": 2026},
        parts=("calendar",),
    ),
    # the schedule
    "readSchedule": _r("node"),
    "readScheduleHealth": _r("node"),
    "findLinkEnds": _r("node", query="text=word"),
    "previewSchedule": _r("node", body=_move),
    "changeSchedule": Case(Permission.EDIT_SCHEDULE, body=lambda s: {**_move(s), "reason": "weather"}),
    # activities, links, assignments
    "listActivities": _r(query="node=program"),
    "addActivity": Case(
        Permission.EDIT_SCHEDULE,
        201,
        lambda s: {"project": s["project"], "name": "Z", "durationTicks": 4_800},
    ),
    "changeActivities": Case(
        Permission.EDIT_SCHEDULE,
        body=lambda s: {"items": [{"id": s["activity"], "version": 1, "changes": {"name": "Z"}}]},
    ),
    "readActivity": _r("activity"),
    "changeActivity": Case(
        Permission.EDIT_SCHEDULE, body=lambda s: {"name": "Z"}, parts=("activity",), tag="activity"
    ),
    "removeActivity": Case(Permission.EDIT_SCHEDULE, 204, parts=("activity",), tag="activity"),
    "restoreActivity": Case(Permission.EDIT_SCHEDULE, body=lambda s: {"version": 1}, parts=("activity",)),
    "reportProgress": Case(
        Permission.REPORT_PROGRESS, body=lambda s: {"version": 1, "shareComplete": 0.5}, parts=("activity",)
    ),
    "changeLayer": Case(
        Permission.EDIT_SCHEDULE, body=lambda s: {"notes": "Z"}, parts=("activity",), tag="layer"
    ),
    "linkActivities": Case(
        Permission.EDIT_SCHEDULE,
        201,
        lambda s: {"predecessor": s["activity"], "successor": s["third"], "kind": "ss", "lagTicks": 4_800},
    ),
    "readLink": _r("link"),
    "changeLink": Case(Permission.EDIT_SCHEDULE, body=lambda s: {"lagTicks": 5}, parts=("link",), tag="link"),
    "unlink": Case(Permission.EDIT_SCHEDULE, 204, parts=("link",), tag="link"),
    "assign": Case(
        Permission.EDIT_SCHEDULE, 201, lambda s: {"activity": s["second"], "resource": s["person"]}
    ),
    "readAssignment": _r("assignment"),
    "changeAssignment": Case(
        Permission.EDIT_SCHEDULE, body=lambda s: {"units": 0.5}, parts=("assignment",), tag="assignment"
    ),
    "unassign": Case(Permission.EDIT_SCHEDULE, 204, parts=("assignment",), tag="assignment"),
    # plans, where a node stands, explanations
    "explain": _r("activity"),
    "readNetwork": _r("node"),
    "readSummary": _r("node"),
    "listCrossLinks": _r("node"),
    "listLate": _r("node"),
    "listLoad": _r("node"),
    "readPlan": _r("project"),
    "changePlan": Case(
        Permission.EDIT_SCHEDULE, body=lambda s: {"dataDateTicks": 29_400_000}, parts=("project",), tag="plan"
    ),
    "listVanished": _r("node"),
    "withdrawVanished": Case(
        Permission.EDIT_SCHEDULE, 422, lambda s: {"activities": [s["activity"]]}, note="it has not vanished"
    ),
    "keepVanished": Case(
        Permission.EDIT_SCHEDULE, 422, lambda s: {"activities": [s["activity"]]}, note="it has not vanished"
    ),
    # baselines
    "listBaselines": _r("node"),
    "captureBaseline": Case(Permission.SET_BASELINES, 201, lambda s: {"name": "Z"}, parts=("node",)),
    "readVariance": _r("node", "baseline"),
    "renameBaseline": Case(
        Permission.SET_BASELINES, body=lambda s: {"name": "Z"}, parts=("baseline",), tag="baseline"
    ),
    "removeBaseline": Case(Permission.SET_BASELINES, 204, parts=("baseline",), tag="baseline"),
    "approveBaseline": Case(Permission.SET_BASELINES, body=lambda s: {"version": 1}, parts=("baseline",)),
    # risk analysis
    "listAnalyses": _r("node"),
    "startAnalysis": Case(Permission.EDIT_SCHEDULE, 202, lambda s: {"iterations": 100}, parts=("node",)),
    "readLatestAnalysis": _r("node"),
    "readAnalysis": _r("node", "analysis"),
    "listAnalyzedActivities": _r("node", "analysis"),
    "removeAnalysis": Case(Permission.EDIT_SCHEDULE, 204, parts=("analysis",), tag="analysis"),
    "giveRanges": Case(Permission.EDIT_SCHEDULE, body=lambda s: {}, parts=("node",)),
    # leveling and load
    "listLevelings": _r("node"),
    "startLeveling": Case(Permission.EDIT_SCHEDULE, 202, lambda s: {"seconds": 0}, parts=("node",)),
    "readLeveling": _r("leveling"),
    "acceptLeveling": Case(Permission.EDIT_SCHEDULE, body=lambda s: {}, parts=("leveling",)),
    "dismiss": Case(Permission.EDIT_SCHEDULE, 204, parts=("leveling",)),
    "readWorkload": _r("node"),
    "readWorkBehind": _r("node", "person", query="day=day"),
    # views and proposals
    "listViews": _r("node"),
    "saveView": Case(Permission.READ, 201, lambda s: {"name": "Z", "query": "zoom=2"}, parts=("node",)),
    "changeView": Case(Permission.EDIT_DETAILS, body=lambda s: {"name": "Z"}, parts=("view",), tag="view"),
    "removeView": Case(Permission.EDIT_DETAILS, 204, parts=("view",), tag="view"),
    "listProposals": _r("node"),
    "readProposal": _r("proposal"),
    "decideProposal": Case(
        Permission.COMMENT, body=lambda s: {"state": "accepted"}, parts=("proposal",), tag="proposal"
    ),
    "exportProposal": _r("proposal"),
    # registers: risks stand for all, since the routes are the same
    "listRegisters": Case(None),
    "readRegisterSchema": Case(None, parts=("register",)),
    "listRecords": _r("register", query="node=program"),
    "raiseRecord": Case(
        Permission.RAISE_RECORDS,
        201,
        lambda s: {"node": s["project"], "fields": {"title": "Z"}},
        parts=("register",),
    ),
    "exportRecords": _r("register", query="node=program"),
    "changeRecords": Case(
        Permission.EDIT_RECORDS,
        body=lambda s: {"items": [{"id": s["risk"], "version": 1, "fields": {"title": "Z"}}]},
        parts=("register",),
    ),
    "importRows": Case(
        Permission.RAISE_RECORDS,
        body=lambda s: {"node": s["project"], "rows": [{"title": "Z"}], "isDryRun": False},
        parts=("register",),
    ),
    "importFile": Case(
        Permission.RAISE_RECORDS,
        body=lambda s: {"node": s["project"], "isDryRun": "false"},
        parts=("register",),
        files={"file": ("risks.csv", b"Title\nZ\n")},
    ),
    "readRecord": _r("register", "risk"),
    "changeRecord": Case(
        Permission.EDIT_RECORDS,
        body=lambda s: {"fields": {"title": "Z"}},
        parts=("register", "risk"),
        tag="risk",
    ),
    "removeRecord": Case(Permission.EDIT_RECORDS, 204, parts=("register", "risk"), tag="risk"),
    "moveRecord": Case(
        Permission.EDIT_RECORDS,
        body=lambda s: {"move": "analyze", "version": 1},
        parts=("register", "risk"),
    ),
    "requestChange": Case(Permission.RAISE_RECORDS, 201, lambda s: {"title": "Z", **_move(s)}),
    "readTrial": _r("change"),
    "addToTrial": Case(Permission.EDIT_RECORDS, body=lambda s: {"version": 1, **_move(s)}, parts=("change",)),
    "computeTrial": Case(
        Permission.EDIT_RECORDS, 422, lambda s: {"version": 1}, parts=("change",), note="it has no trial yet"
    ),
    # steering
    "readVote": _r("goal"),
    "castVote": _r("goal", status=422, body=lambda s: {"choice": "for"}, note="nobody asked them to vote"),
    "closeVote": Case(
        Permission.DECIDE, 422, lambda s: {"version": 1}, parts=("goal",), note="it is not voted on"
    ),
    "requestDecision": Case(
        Permission.EDIT_RECORDS, 422, lambda s: {"version": 1}, parts=("goal",), note="it has no options yet"
    ),
    "giveMandate": Case(
        Permission.DECIDE, 422, lambda s: {"version": 1}, parts=("goal",), note="it was not carried"
    ),
    "handOverPost": Case(
        Permission.DECIDE,
        201,
        lambda s: {"giver": s["root"], "receiver": s["account"]},
        parts=("project",),
    ),
    "startProject": _r(
        "demand",
        status=422,
        body=lambda s: {"version": 1, "name": "Z", "level": "major"},
        note="it has not passed gate 0",
    ),
    "readColors": _r("node"),
    "chooseRollUp": Case(Permission.EDIT_RECORDS, body=lambda s: {"option": "counted"}, parts=("node",)),
    "listWarnings": _r("node"),
    "readSlip": _r(query="type=planning.activity&id=activity&days=4"),
    "readRiskScales": _r("node"),
    "setRiskScales": Case(Permission.DECIDE, body=lambda s: in_camel(GRID), parts=("node",)),
    "removeRiskScales": Case(Permission.DECIDE, 204, parts=("scaled",), tag="scales"),
    "readStakeholderScales": _r("node"),
    "setStakeholderScales": Case(
        Permission.DECIDE, body=lambda s: {"power": 3, "interest": 4}, parts=("node",)
    ),
    "removeStakeholderScales": Case(Permission.DECIDE, 204, parts=("scaled",), tag="cut"),
    "readDemandWeights": _r("node"),
    "setDemandWeights": Case(
        Permission.DECIDE, body=lambda s: {"weights": in_camel(WEIGHTS)}, parts=("node",)
    ),
    "removeDemandWeights": Case(Permission.DECIDE, 204, parts=("scaled",), tag="weights"),
    "listMilestoneMessages": _r("node"),
    "planMilestoneMessages": Case(
        Permission.RAISE_RECORDS,
        422,
        lambda s: _message(s),
        parts=("node",),
        note="it is not proposed",
    ),
    "dismissMilestoneMessages": Case(
        Permission.RAISE_RECORDS,
        422,
        lambda s: _message(s),
        parts=("node",),
        note="it is not proposed",
    ),
    "convertRecord": Case(
        Permission.EDIT_RECORDS,
        422,
        lambda s: {"to": "risks"},
        parts=("register", "risk"),
        note="a risk becomes no risk",
    ),
    "listRegisterViews": _r("register", query="node=program"),
    "saveRegisterView": Case(
        Permission.READ, 201, lambda s: {"node": s["program"], "name": "Z"}, parts=("register",)
    ),
    "changeRegisterView": Case(
        Permission.EDIT_DETAILS, body=lambda s: {"name": "Z"}, parts=("register-view",), tag="register-view"
    ),
    "removeRegisterView": Case(Permission.EDIT_DETAILS, 204, parts=("register-view",), tag="register-view"),
    # what hangs on records
    "listRecordLinks": _r(query="type=risks.risk&id=risk"),
    "linkRecords": Case(
        Permission.RAISE_RECORDS,
        201,
        lambda s: {
            "kind": "threatens",
            "source": {"type": "risks.risk", "id": s["risk"]},
            "target": {"type": "planning.activity", "id": s["activity"]},
        },
    ),
    "changeRecordLink": Case(
        Permission.RAISE_RECORDS, body=lambda s: {"reason": "Z"}, parts=("record-link",), tag="record-link"
    ),
    "unlinkRecords": Case(Permission.RAISE_RECORDS, 204, parts=("record-link",), tag="record-link"),
    "readTrace": _r(query="type=risks.risk&id=risk"),
    "listOrphans": _r("node"),
    "listComments": _r(query="type=risks.risk&record=risk"),
    "addComment": Case(
        Permission.COMMENT, 201, lambda s: {"type": "risks.risk", "record": s["risk"], "text": "Z"}
    ),
    "changeComment": Case(
        Permission.COMMENT, body=lambda s: {"isResolved": True}, parts=("comment",), tag="comment"
    ),
    "removeComment": Case(Permission.EDIT_STRUCTURE, 204, parts=("comment",), tag="comment"),
    "attachFile": Case(
        Permission.COMMENT,
        201,
        lambda s: {"type": "risks.risk", "record": s["risk"]},
        files={"file": ("a.txt", b"text")},
    ),
    "fetchAttachment": _r("attachment"),
    "detachFile": Case(Permission.EDIT_RECORDS, 204, parts=("attachment",), tag="attachment"),
    "follow": _r(status=204, body=lambda s: {"type": "risks.risk", "id": s["risk"]}),
    "unfollow": Case(None, 204, lambda s: {"type": "risks.risk", "id": s["risk"]}, note="only one's own"),
    # one's own
    "readInbox": Case(None),
    "markRead": Case(None, body=lambda s: {}),
    "snooze": Case(None, body=lambda s: {"ids": [1], "until": "2030-01-01T00:00:00Z"}),
    "listFeeds": Case(None),
    "makeFeed": _r(status=201, body=lambda s: {"node": s["program"]}),
    "revokeFeed": Case(None, 404, parts=("feed",), tag="feed", note="of others: never there"),
    # files
    "listImports": _r(query="node=portfolio"),
    "startImport": Case(
        Permission.EDIT_STRUCTURE,
        202,
        lambda s: {"node": s["program"]},
        files={"file": ("plan.csv", b"Name\nZ\n")},
    ),
    "readImport": _r("import"),
    "applyImport": Case(Permission.EDIT_STRUCTURE, 202, lambda s: {}, parts=("import",)),
    "discard": Case(Permission.EDIT_STRUCTURE, 204, parts=("import",)),
    "export": _r("node"),
    "startExport": _r("node", status=202, body=lambda s: {"format": "xlsx"}),
    "fetchFile": _r("job", status=404, note="it is somebody else's"),
    # search
    "search": Case(None, query="text=word"),
    # history
    "listChangeSets": _r(query="node=portfolio"),
    "readChangeSet": _r("change_set"),
    "undoChangeSet": Case(Permission.EDIT_DETAILS, body=lambda s: {}, parts=("change_set",)),
    # long work
    "listJobs": _r(query="node=portfolio"),
    "readJob": _r("job"),
    "cancelJob": Case(Permission.ADMINISTER, parts=("job",), is_installation=True),
    "rerunJob": Case(Permission.ADMINISTER, 422, parts=("job",), is_installation=True, note="it waits"),
}
