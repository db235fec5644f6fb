"""What `lockstep inspect` is asked about health: baseline, target, the period before, and the switches of the rules."""

from dataclasses import fields, replace
from datetime import datetime
from enum import Enum, IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lockstep.cli.reading import read_document
from lockstep.foundation.findings import LockstepError

if TYPE_CHECKING:
    from lockstep.engine import Health, HealthRules, PreviousPeriod
    from lockstep.plan import Plan

BaselineName = Annotated[
    str | None,
    typer.Option("--baseline", metavar="NAME", help="Baseline to compare with. Default: the first one."),
]
TargetCode = Annotated[
    str | None,
    typer.Option(
        "--target",
        metavar="ID",
        help="Id of the milestone or activity that checks 12 and 13 look at. Default: what finishes last.",
    ),
]
TargetFinish = Annotated[
    str | None,
    typer.Option(
        "--target-finish",
        metavar="DATE",
        help="Finish to which the target is held in check 13, such as 2027-06-30. Default: its baseline finish.",
    ),
]
Before = Annotated[
    Path | None,
    typer.Option(
        "--before",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="The same plan one period before: gives trends, the current execution index and the erosion of float.",
    ),
]
RuleSwitches = Annotated[
    list[str] | None,
    typer.Option(
        "--rule",
        metavar="NAME=VALUE",
        help="A switch or limit of the assessment, such as high_float_days=60; may be given several times.",
    ),
]


def health_of(
    plan: "Plan",
    *,
    baseline: str | None,
    target: str | None,
    target_finish: str | None,
    before: Path | None,
    switches: list[str],
) -> "Health":
    """Return the health of a sound plan by what was asked. Raises LockstepError for what does not exist."""
    from lockstep.engine import assess_health, schedule

    rules = rules_of(plan, switches)
    if target_finish is not None:
        rules = replace(rules, agreed_finish_ticks=_finish(target_finish))
    if baseline is not None and baseline not in [found.name for found in plan.baselines]:
        known = ", ".join(f"'{found.name}'" for found in plan.baselines) or "none"
        raise LockstepError(
            "--baseline", f"No baseline is called '{baseline}'; the plan has {known}.", code="cli.baseline"
        )
    targets = (_row(plan, "--target", target),) if target is not None else ()
    return assess_health(
        plan,
        schedule(plan),
        baseline=baseline,
        targets=targets,
        previous=_previous(before) if before is not None else None,
        rules=rules,
    )


def _previous(path: Path) -> "PreviousPeriod":
    from lockstep.engine import PreviousPeriod, schedule

    plan = read_document(path).plan
    return PreviousPeriod(plan, schedule(plan))


def rules_of(plan: "Plan", switches: list[str]) -> "HealthRules":
    """Return the rules with switches such as "open_ends=one start and one finish" set."""
    from lockstep.engine import HealthRules

    rules = HealthRules()
    known = {field.name for field in fields(rules)} - {"agreed_finish_ticks"}
    for switch in switches:
        name, found, text = switch.partition("=")
        name = name.strip().lower().replace("-", "_")
        if not found or name not in known:
            names = ", ".join(sorted(known))
            raise LockstepError(
                "--rule", f"'{switch}' is no rule; write NAME=VALUE with one of {names}.", code="cli.rule"
            )
        rules = replace(rules, **{name: _value(plan, name, getattr(rules, name), text.strip())})
    return rules


def _value(plan: "Plan", name: str, default: Any, text: str) -> Any:
    """Return a value of the kind that the rule has by default."""
    if isinstance(default, Enum):
        return _choice(type(default), name, text)
    if isinstance(default, tuple):
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if default:
            return tuple(_choice(type(default[0]), name, part) for part in parts)
        return tuple(_row(plan, name, part) for part in parts)
    if text.casefold() == "none" and default is None:
        return None
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        raise LockstepError("--rule", f"{name} is a number, not '{text}'.", code="cli.rule") from None
    return int(number) if isinstance(default, int) else number


def _choice(kind: type[Enum], name: str, text: str) -> Any:
    wanted = text.casefold().replace("_", " ").replace("-", " ")
    words = {_word(member): member for member in kind}
    if wanted not in words:
        raise LockstepError("--rule", f"{name} is one of {', '.join(words)}; not '{text}'.", code="cli.rule")
    return words[wanted]


def _word(member: Enum) -> str:
    return (member.name if isinstance(member, IntEnum) else str(member.value)).lower().replace("_", " ")


def _row(plan: "Plan", option: str, code: str) -> int:
    codes = plan.activities.codes
    if code in codes:
        return list(codes).index(code)
    uids = [str(uid) for uid in plan.activities.uids.tolist()]
    if code in uids:
        return uids.index(code)
    raise LockstepError(option, f"No activity has the id '{code}'.", code="cli.activity")


def _finish(text: str) -> int:
    from lockstep.foundation.ticks import TICKS_PER_HOUR, ticks_of

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise LockstepError(
            "--target-finish", f"Write the date as 2027-06-30, not '{text}'.", code="cli.date"
        ) from None
    ticks = ticks_of(moment)
    return ticks + 17 * TICKS_PER_HOUR if len(text) == len("2027-06-30") else ticks
