"""How sure the dates are: the ranges that a workshop gave to what is left, and one analysis of the whole line."""

from collections.abc import Iterator
from typing import Any, Final

from lockstep.demo.cast import Cast
from lockstep.demo.stage import Stage
from lockstep.demo.timeline import Timeline
from lockstep.domain.ledger import Edit, perform, perform_edits, told_at
from lockstep.domain.outlook.actions import run_simulation
from lockstep.domain.planning.queries.uncertain import ranges_page

WORKSHOP_WEEK: Final = 53
SEED: Final = 2_024
SHARES: Final = {
    "TR": (0.80, 1.20, "pert"),
    "DP": (0.85, 1.25, "triangular"),
    "VH": (0.80, 1.25, "triangular"),
    "SG": (0.80, 1.30, "pert"),
    "TK": (0.80, 1.30, "triangular"),
    "RD": (0.85, 1.15, "pert"),
}
"""Best and worst case of what remains by project, and the form."""
JUDGED: Final = {
    "VH323": (0.85, 1.0, 1.4),
    "VH343": (0.80, 1.0, 1.4),
    "SG340": (0.80, 1.0, 1.6),
    "SG630": (0.80, 1.0, 1.6),
    "RD520": (0.80, 1.0, 1.3),
}
"""Work that was talked about at length, by code: best, likely and worst case as shares of what remains."""


def tell_uncertainty(stage: Stage, cast: Cast, time: Timeline) -> None:
    """Give ranges to what is left, judge some of it, and analyze the program."""
    with told_at(time.told(WORKSHOP_WEEK, hour=16)):
        for code, (low, high, shape) in SHARES.items():
            arguments = {
                "node": stage.projects[code],
                "low_share": low,
                "high_share": high,
                "shape": shape,
            }
            perform(
                "planning.quick_ranges",
                actor=cast.project_managers[code],
                arguments=arguments,
                reason="Workshop on ranges",
            )
        edits = list(_judged(stage, cast.program_manager))
        if edits:
            perform_edits(edits, actor=cast.program_manager, reason="Ranges talked about at length")
    with told_at(time.told(WORKSHOP_WEEK, hour=17)):
        run = perform(
            "outlook.start_simulation",
            actor=cast.program_manager,
            arguments={"node": stage.program, "seed": SEED},
            reason="How sure is the opening?",
        ).value
        run_simulation(run.pk, lambda share, phase: None)


def _judged(stage: Stage, actor: Any) -> Iterator[Edit]:
    open_codes = {row.code: row.activity for row in ranges_page(actor, stage.program).rows}
    for code, (low, likely, high) in JUDGED.items():
        if code in open_codes:
            shares = {"low_share": low, "likely_share": likely, "high_share": high}
            yield Edit("planning.set_ranges", {"activities": [open_codes[code]], **shares})
