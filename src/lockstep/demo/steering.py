"""How the Eastern Line is run: who may decide what, what is asked to change, who reports, what went beyond."""

from datetime import date, timedelta
from typing import Any, Final

from lockstep.demo.cast import Cast
from lockstep.demo.sittings import tell_sittings
from lockstep.demo.stage import Stage
from lockstep.demo.timeline import WORKDAY, Timeline
from lockstep.domain.ledger import perform, told_at
from lockstep.domain.planning.queries.activity_record import activity_record
from lockstep.domain.records.queries import ListQuery, Scope, listing
from lockstep.foundation.ticks import date_of_day, day_of

FOUNDED_WEEK: Final = 3
NOW_WEEK: Final = 53
LIMITS: Final = (
    ("Project managers, small changes", {"role": "project_manager", "most_days": 3}, 2_000_000, "low"),
    ("Program manager", {"role": "program_manager", "most_days": 10}, 10_000_000, "medium"),
    ("Change board", {"forum": "Change board", "most_days": 20}, 50_000_000, "high"),
    ("Steering board", {"forum": "Steering board"}, None, ""),
)
CONTROLS: Final = (
    (
        "Stale projects looked up",
        "detect",
        "Every project whose data date is older than two weeks is called.",
        7,
        "List of the 6 projects with their data dates",
        "effective",
    ),
    (
        "Hand-offs between projects walked through",
        "prevent",
        "Giver and receiver confirm each hand-off of the next eight weeks.",
        14,
        "Minutes with promised days",
        "effective",
    ),
    (
        "Invoices held against deliverables",
        "detect",
        "Nothing is paid before its deliverable is accepted.",
        30,
        "Sheet of the finance office",
        "partly",
    ),
)
RESPONSIBILITIES: Final = (
    (
        "Approve a change beyond 20 days",
        "decision",
        ["Program manager"],
        "Steering board",
        ["Project managers", "Operator"],
        ["Authority"],
        "Steering board",
    ),
    (
        "Approve a change of up to 20 days",
        "decision",
        ["Program manager"],
        "Change board",
        ["Project managers"],
        ["Steering board"],
        "Change board",
    ),
    (
        "Keep the schedule of a project",
        "activity",
        ["Project managers"],
        "Project managers",
        ["Program manager"],
        ["Change board"],
        "",
    ),
    (
        "Agree on hand-offs",
        "activity",
        ["Project managers"],
        "Program manager",
        ["Operator"],
        [],
        "",
    ),
    (
        "Release the line for test running",
        "decision",
        ["Program manager", "Operator"],
        "Authority",
        ["Project managers"],
        ["Steering board"],
        "Steering board",
    ),
)
REPORTS: Final = (
    ("Highlight report of the line", "", "Steering board", 28, (0, 4)),
    ("Highlight report of signaling", "SG", "Change board", 14, (0, 0)),
    ("Highlight report of ticketing", "TK", "Change board", 14, (0, 9)),
)
PACKAGES: Final = (
    (
        "Interlocking and control center",
        "SG",
        "SG360",
        10,
        52,
        "Choose crews and the order of sections; ask before the supplier is changed.",
    ),
    (
        "Stops with machines and displays",
        "TK",
        "TK540",
        10,
        88,
        "Choose the order of the stops; ask before a stop is left out.",
    ),
    (
        "Tracks and wire of the line",
        "TR",
        "TR460",
        20,
        66,
        "Everything within the budget; closures are agreed with the city.",
    ),
)
"""Delegated work: title, project, activity, days allowed, week by which it is to be done, mandate."""


class _Clerk:
    """Writes as one of the cast; what is about the whole program is at the program."""

    def __init__(self, stage: Stage, cast: Cast, time: Timeline) -> None:
        self.stage, self.cast, self.time = stage, cast, time
        rows = listing(cast.program_manager, "forums", Scope(stage.program), ListQuery(page_size=50)).rows
        self.forums = {row.title: row.id for row in rows}

    def day(self, week: int) -> date:
        return date_of_day(day_of(self.time.end_of(week)))

    def actor(self, code: str) -> Any:
        return self.cast.project_managers.get(code, self.cast.program_manager)

    def add(self, register: str, code: str, **fields: Any) -> Any:
        actor = self.actor(code)
        node = self.stage.projects.get(code, self.stage.program)
        arguments = {"register": register, "node": node, "fields": {"owner": actor.pk, **fields}}
        return perform("records.raise_record", actor=actor, arguments=arguments).value

    def move(self, actor: Any, register: str, row: Any, move: str, **fields: Any) -> None:
        row.refresh_from_db()
        arguments = {
            "register": register,
            "record": row.pk,
            "version": row.version,
            "move": move,
            "fields": fields,
        }
        perform("records.move_record", actor=actor, arguments=arguments)


def tell_steering(stage: Stage, cast: Cast, time: Timeline) -> None:
    """Tell how the program is run, and what is asked of whom now."""
    clerk = _Clerk(stage, cast, time)
    with told_at(time.told(FOUNDED_WEEK, hour=10)):
        _delegate(clerk)
        _agree_on_work(clerk)
        reports = _owe_reports(clerk)
    tell_sittings(stage, cast, time, clerk.forums["Steering board"])
    for register, row, weeks in reports:
        for week in weeks:
            with told_at(time.told(NOW_WEEK - 12 + week, hour=12)):
                clerk.move(cast.program_manager, register, row, "deliver")
    with told_at(time.told(NOW_WEEK - 4, hour=11)):
        controls = _design_controls(clerk)
    with told_at(time.told(NOW_WEEK - 3, hour=11)):
        for row, evidence, effect in controls[:2]:
            clerk.move(cast.program_manager, "controls", row, "perform", evidence=evidence, effect=effect)
    with told_at(time.told(NOW_WEEK - 3, hour=12)):
        packages = _delegate_work(clerk)
    with told_at(time.told(NOW_WEEK, hour=12)):
        _report_on_work(clerk, packages[:2])
    with told_at(time.told(NOW_WEEK, hour=17)):
        _read_live(clerk)
        _ask_for_changes(clerk)
        _report_exceptions(clerk)


def _delegate(clerk: _Clerk) -> None:
    for title, held, money, risk in LIMITS:
        fields = dict(held)
        if "forum" in fields:
            fields["forum"] = clerk.forums[fields["forum"]]
        row = clerk.add(
            "delegations", "", title=title, matter="all", most_money=money, most_risk=risk, **fields
        )
        clerk.move(clerk.cast.administrator, "delegations", row, "enforce")


def _agree_on_work(clerk: _Clerk) -> None:
    manager = clerk.cast.program_manager
    for title, kind, does, answers, asked, told, forum in RESPONSIBILITIES:
        row = clerk.add(
            "responsibilities",
            "",
            title=title,
            kind=kind,
            responsible=does,
            accountable=answers,
            consulted=asked,
            informed=told,
            **({"forum": clerk.forums[forum]} if forum else {}),
        )
        clerk.move(manager, "responsibilities", row, "agree")


def _owe_reports(clerk: _Clerk) -> list[tuple[str, Any, tuple[int, ...]]]:
    found = []
    for title, code, forum, every, weeks in REPORTS:
        row = clerk.add(
            "report-duties",
            code,
            title=title,
            forum=clerk.forums[forum],
            every_days=every,
            due_on=clerk.day(NOW_WEEK - 11).isoformat(),
            contents="What was reached, what comes next, risks, decisions that are needed",
        )
        found.append(("report-duties", row, weeks))
    return found


def _design_controls(clerk: _Clerk) -> list[tuple[Any, str, str]]:
    found = []
    for title, kind, method, every, evidence, effect in CONTROLS:
        row = clerk.add("controls", "", title=title, kind=kind, method=method, every_days=every)
        clerk.move(clerk.cast.program_manager, "controls", row, "operate")
        found.append((row, evidence, effect))
    return found


def _delegate_work(clerk: _Clerk) -> list[tuple[str, Any]]:
    manager, found = clerk.cast.program_manager, []
    for title, code, activity, days, week, mandate in PACKAGES:
        delegate = clerk.cast.project_managers[code]
        row = clerk.add(
            "work-packages",
            code,
            title=title,
            owner=manager.pk,
            delegate=delegate.pk,
            activity=clerk.stage.activities[activity],
            mandate=mandate,
            most_days=days,
            report_every=14,
            due_on=clerk.day(week).isoformat(),
        )
        clerk.move(delegate, "work-packages", row, "accept")
        found.append((code, row))
    return found


def _report_on_work(clerk: _Clerk, packages: list[tuple[str, Any]]) -> None:
    for code, row in packages:
        row.refresh_from_db()
        forecast = (row.due_on + timedelta(days=4)).isoformat()
        clerk.move(
            clerk.cast.project_managers[code],
            "work-packages",
            row,
            "report",
            report="The crews are complete; the next weeks decide. Nothing is needed from above.",
            forecast_on=forecast,
        )


def _read_live(clerk: _Clerk) -> None:
    """Let some tolerances be read from the plan, the analysis and the change requests."""
    for title, code, dimension, more in (
        ("Finish of the line", "", "time", {"red_limit": 20}),
        ("Signaling approved in time", "SG", "time", {"activity": "SG550", "red_limit": 20}),
        ("Chance of the target day", "", "risk", {"agreed": 0.8}),
        ("Changes that wait", "", "scope", {}),
        ("Cost of the line", "", "cost", {}),
        ("Overload of people", "", "resource", {"amber_limit": 0.2, "red_limit": 5.0, "is_advisory": True}),
    ):
        fields = {name: value for name, value in more.items() if name != "activity"}
        if "activity" in more:
            fields["milestone"] = clerk.stage.activities[str(more["activity"])]
        row = clerk.add(
            "tolerances",
            code,
            title=title,
            dimension=dimension,
            level="project" if code else "program",
            reads="live",
            **fields,
        )
        clerk.move(clerk.cast.program_manager, "tolerances", row, "agree")


def _edit(clerk: _Clerk, code: str, more_days: int) -> dict[str, Any]:
    activity = activity_record(clerk.cast.program_manager, clerk.stage.activities[code])
    changes = {"duration_ticks": activity.duration_ticks + more_days * WORKDAY}
    return {
        "action": "planning.change_activity",
        "arguments": {"activity": activity.id, "version": activity.version, "changes": changes},
    }


def _try(clerk: _Clerk, row: Any, *edits: dict[str, Any]) -> None:
    row.refresh_from_db()
    arguments = {"request": row.pk, "version": row.version, "edits": list(edits)}
    perform("governance.attach_trial", actor=clerk.cast.program_manager, arguments=arguments)


def _ask_for_changes(clerk: _Clerk) -> None:
    """Tell one change that waits for its answers, one that is drafted, and one that was turned down."""
    manager = clerk.cast.program_manager
    stop = clerk.add(
        "change-requests",
        "",
        title="A stop at the new hospital",
        kind="scope",
        reason="The hospital opens a year before the line; without the stop its visitors walk 900 meters.",
        scope_words="One more stop with two machines and one display, between stops 12 and 13.",
        cost_change=38_000_000,
        risk_band="medium",
        due_on=clerk.day(NOW_WEEK + 2).isoformat(),
        forum=clerk.forums["Change board"],
    )
    _try(clerk, stop, _edit(clerk, "TK520", 6), _edit(clerk, "SG510", 8), _edit(clerk, "RD520", 5))
    clerk.move(manager, "change-requests", stop, "submit")
    answers = listing(manager, "change-responses", Scope(clerk.stage.program), ListQuery(page_size=50)).rows
    for row in answers:
        if row.node_id == clerk.stage.projects["SG"]:
            words = "Only if the crew of section 4 stays two weeks longer."
            arguments = {
                "register": "change-responses",
                "record": row.id,
                "version": row.version,
                "move": "condition",
                "fields": {"answer": words},
            }
            perform("records.move_record", actor=clerk.cast.project_managers["SG"], arguments=arguments)
    tests = clerk.add(
        "change-requests",
        "",
        title="Three more weeks of tests with several trams",
        kind="quality",
        reason="The assessor wants the timetable of the rush hour to be driven in all weathers.",
        due_on=clerk.day(NOW_WEEK + 3).isoformat(),
    )
    _try(clerk, tests, _edit(clerk, "SG530", 15))
    lights = clerk.add(
        "change-requests",
        "TK",
        title="Lighted advertising on the shelters",
        kind="benefit",
        reason="It would pay for the shelters within eight years.",
        cost_change=21_000_000,
        due_on=clerk.day(NOW_WEEK).isoformat(),
    )
    clerk.move(manager, "change-requests", lights, "submit")
    clerk.move(
        manager,
        "change-requests",
        lights,
        "reject",
        forum=clerk.forums["Change board"],
        verdict="The city decided against advertising on the line last year.",
    )


def _report_exceptions(clerk: _Clerk) -> None:
    """Report on the first exception that the figures found; the others stay as they were found."""
    manager = clerk.cast.program_manager
    rows = listing(
        manager, "exceptions", Scope(clerk.stage.program), ListQuery(page_size=50, sort="key")
    ).rows
    for row in rows:
        if not row.title.startswith("Delegated"):
            continue
        arguments = {
            "register": "exceptions",
            "record": row.id,
            "version": row.version,
            "move": "raise",
            "fields": {
                "cause": "The software of the control center came late, and its supplier has one crew for tests.",
                "consequence": "The whole line is tested three weeks later; the first tram waits on the new tracks.",
                "options": "Two shifts of tests: 9 days, 160,000\nNorthern sections first: 6 days\nBear it",
                "recommendation": "Two shifts of tests: it costs least for each day that it wins.",
            },
        }
        perform("records.move_record", actor=manager, arguments=arguments)
        return
