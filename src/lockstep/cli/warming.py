"""`lockstep warm`: compile the engine's kernels once, so that nobody waits for them later."""

import time

import typer

from lockstep.cli.reading import working


def command() -> None:
    """Compile the engine for this machine; the next start takes it from the cache."""
    before = time.perf_counter()
    with working("Compiling the engine for this machine"):
        from lockstep.engine import schedule
        from lockstep.plan import Calendar, PlanBuilder, Project

        builder = PlanBuilder()
        calendar = builder.add_calendar(Calendar("1", "Standard"))
        builder.add_project(Project("warm", "Warm", start_ticks=4_800, calendar=calendar))
        first = builder.add_activity(names="First", duration_ticks=4_800)
        builder.add_link(first, builder.add_activity(names="Second", duration_ticks=4_800))
        schedule(builder.build())
    typer.echo(f"The engine is ready ({time.perf_counter() - before:.1f} s).")
