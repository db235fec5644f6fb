"""`lockstep work`: one more job worker, on this or any other machine that reaches the database."""


def command() -> None:
    """Run one job worker until it is told to end; `serve` starts its own."""
    from lockstep.server.worker_process import main

    main()
