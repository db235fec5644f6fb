"""A schedule's health for people: the checks with their offenders, and what to do about what failed."""

from typing import TYPE_CHECKING

from lockstep.cli.output import console, plural, table

if TYPE_CHECKING:
    from lockstep.engine import Assessment, Health, HealthCheck

MOST_OFFENDERS = 3
"""Offenders of a check that are named in the table; the JSON form holds all of them."""

_SHARES = {"1", "2", "3", "4", "5", "6", "7", "8", "10", "11"}


def print_health(health: "Health") -> None:
    """Print the checks of the integrated plan, the projects where there are several, and the suggestions."""
    out = console()
    baseline = f"against baseline '{health.baseline}'" if health.baseline else "without a baseline"
    out.print(f"Schedule health {baseline}. {health.sentence}")
    checks = table("No.", "Check", "Value", "Limit", "Outcome", "Against it", right=("Value", "Limit"))
    for check in health.total.checks:
        checks.add_row(
            check.code,
            check.title,
            figure(check.code, check.value),
            limit(check),
            check.outcome.value,
            _against(check),
        )
    out.print(checks)
    if len(health.projects) > 1:
        _print_projects(health)
    _print_practices(health.total)
    for check in health.total.checks:
        if check.outcome.value == "failed":
            out.print(f"{check.code} {check.title}: {check.suggestion}")


def figure(code: str, value: float | None) -> str:
    """Return a value as people read it: a share in percent, a count, or an index.

    >>> figure("1", 0.0714), figure("9a", 3.0), figure("13", 0.95), figure("14", None)
    ('7.1 %', '3', '0.950', '-')
    """
    if value is None:
        return "-"
    if code in _SHARES:
        return f"{value:.1%}".replace("%", " %")
    return f"{value:.0f}" if code in ("9a", "9b") else f"{value:.3f}"


def limit(check: "HealthCheck") -> str:
    """Return the limit of a check with its direction."""
    if check.threshold is None:
        return ""
    sign = ">=" if check.code in ("4", "13", "14") else "<="
    return f"{'=' if check.code == '12' else sign} {figure(check.code, check.threshold)}"


def _against(check: "HealthCheck") -> str:
    if check.value is None or not check.offenses:
        return check.sentence if check.value is None else ""
    named = [offense.sentence for offense in check.offenses[:MOST_OFFENDERS]]
    more = len(check.offenses) - len(named)
    return "\n".join([*named, *([f"and {more:,} more"] if more else [])])


def _print_projects(health: "Health") -> None:
    made = table("Project", "Passed", "Failed", "Failed checks", right=("Passed", "Failed"))
    for one in health.projects:
        failed = _codes(one, "failed")
        made.add_row(one.name, f"{len(_codes(one, 'passed'))}", f"{len(failed)}", ", ".join(failed))
    console().print(made)
    console().print(f"{plural(len(health.projects), 'project')} in the plan.")


def _print_practices(one: "Assessment") -> None:
    """Print the practices that have a score; what is only shown stands in the JSON form."""
    made = table("No.", "Practice", "Score of 5", "Evidence against it", right=("Score of 5",))
    for practice in one.practices:
        if practice.score is None:
            continue
        against = [row.title for row in practice.evidence if row.outcome.value == "failed"]
        made.add_row(f"{practice.number}", practice.title, f"{practice.score}", "; ".join(against))
    if made.row_count:
        console().print(made)


def _codes(one: "Assessment", outcome: str) -> list[str]:
    return [check.code for check in one.checks if check.outcome.value == outcome]
