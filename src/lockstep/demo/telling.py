"""Telling the demo: an empty database becomes the Eastern Line, a year into its work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from lockstep.demo.assurance import tell_assurance
from lockstep.demo.cases import tell_cases
from lockstep.demo.cast import PASSWORD, SIGN_IN, invite_cast, open_accounts
from lockstep.demo.governance import tell_governance
from lockstep.demo.hand_offs import tell_hand_offs
from lockstep.demo.long_view import tell_long_view
from lockstep.demo.records import tell_records
from lockstep.demo.stage import Stage, build_calendars, build_links, build_people, build_plan, build_tree
from lockstep.demo.steering import tell_steering
from lockstep.demo.story import PROGRAM_NAME, project_outlines
from lockstep.demo.strategy import tell_strategy
from lockstep.demo.timeline import Timeline
from lockstep.demo.uncertainty import tell_uncertainty
from lockstep.demo.value import tell_value
from lockstep.demo.year import tell_year
from lockstep.domain.access.queries.accounts import user_by_email
from lockstep.domain.ledger import NotFound, perform, told_at
from lockstep.domain.planning.queries import schedule
from lockstep.domain.portfolio.queries import my_programs

Say = Callable[[str, float], None]
"""Told what is being done and which share of it is done."""

_SET_UP_SHARE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Told:
    """The told demo: where to begin and how to sign in."""

    portfolio: int
    program: int
    email: str
    password: str


def sign_in() -> tuple[str, str] | None:
    """Return e-mail and password of the program's manager once the story is told to its end, else None."""
    try:
        manager = user_by_email(SIGN_IN)
    except NotFound:
        return None
    programs = [row.id for row in my_programs(manager) if row.name == PROGRAM_NAME]
    # The last thing told is who masters which plan.
    is_told = any(
        "outside" in schedule(manager, program).payload["projects"]["mastered"] for program in programs
    )
    return (SIGN_IN, PASSWORD) if is_told else None


def tell(today: date, say: Say = lambda words, share: None) -> Told:
    """Tell the whole story up to `today` in an empty database.

    The same day gives the same program. Raises `lockstep.domain.ledger.Refused` where accounts exist already.
    """
    time = Timeline.until(today)
    story = project_outlines()
    with told_at(time.told(-1)):
        say("Accounts and people", 0.0)
        administrator = open_accounts()
        stage = build_tree(administrator, story, time)
        cast = invite_cast(administrator, stage.program, stage.projects, story)
        calendars = build_calendars(cast.program_manager, stage, time)
        build_people(cast.program_manager, stage, story)
    with told_at(time.told(0)):
        for number, outline in enumerate(story):
            say(f"Plan of {outline.name}", _SET_UP_SHARE * number / len(story))
            build_plan(cast.project_managers[outline.code], stage, outline, calendars["Office"], time)
        build_links(cast.program_manager, stage, story)
    tell_year(stage, cast, time, lambda words, share: say(words, _SET_UP_SHARE + (1 - _SET_UP_SHARE) * share))
    _hand_over_mastering(stage, cast.program_manager)
    say("What it is for", 0.96)
    tell_strategy(stage, cast, time)
    tell_long_view(stage, cast, time)
    say("Who gives what to whom", 0.965)
    tell_hand_offs(stage, cast, time)
    say("Risks, troubles and people", 0.968)
    tell_records(stage, cast, time)
    say("How it is steered", 0.968)
    tell_governance(stage, cast, time)
    tell_cases(stage, cast, time)
    say("What was found and learned", 0.969)
    tell_assurance(stage, cast, time)
    say("What good means", 0.969)
    tell_value(stage, cast, time)
    say("How sure the dates are", 0.97)
    tell_uncertainty(stage, cast, time)
    say("Who decides what", 0.985)
    tell_steering(stage, cast, time)
    say("Told", 1.0)
    return Told(stage.portfolio, stage.program, SIGN_IN, PASSWORD)


def _hand_over_mastering(stage: Stage, manager: object) -> None:
    """From now on two of the plans come from outside, every week again."""
    for outline in project_outlines():
        if not outline.mastered_by:
            continue
        project = stage.projects[outline.code]
        version = schedule(manager, project).payload["projects"]["version"][0]
        changes = {"mastered": "outside", "source_description": outline.mastered_by}
        perform(
            "planning.change_plan",
            actor=manager,
            arguments={"project": project, "version": version, "changes": changes},
            reason="The plan is kept by its maker and comes as a file",
        )
