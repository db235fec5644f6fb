"""What happens before a server answers: its folder, its database, and the link of the first run.

`prepare_folder` comes before Django reads its settings, everything else after `start_django`.
"""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lockstep.foundation.findings import LockstepError
from lockstep.server.settings import SECRET_KEY_FILE, Settings, current_settings

try:
    import fcntl
except ImportError:  # pragma: no cover  Windows has no flock
    fcntl = None  # type: ignore[assignment]

DJANGO_SETTINGS = "lockstep.server.django_settings"
UPGRADE_LOCK = 5_147_108_001  # any number of our own


class NewerDatabase(LockstepError):
    """The database was written by a newer Lockstep."""

    code = "server.newer_database"


def prepare_folder(settings: Settings) -> None:
    """Make the data folder, readable by its owner only, with a signing key."""
    folder = settings.data_folder
    if folder.exists() and not folder.is_dir():
        raise LockstepError(
            str(folder),
            "It is a file; the data folder must be a folder. Set LOCKSTEP_DATA_FOLDER to one.",
            code="server.data_folder",
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_file = folder / SECRET_KEY_FILE
    if settings.secret_key:
        return
    try:
        # Exclusive, so that two servers that start together agree on one key.
        descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))


def start_django() -> None:
    """Load Django's settings and apps in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DJANGO_SETTINGS)
    import django

    django.setup()


def start_here() -> Settings:
    """Do everything that a command needs which works on the stored program; return the settings."""
    settings = current_settings()
    prepare_folder(settings)
    start_django()
    migrate()
    return settings


def start_existing() -> Settings:
    """Do what `start_here` does, but only where there is an installation: a wrong folder is not made into one."""
    settings = current_settings()
    if settings.is_embedded and not settings.database_file.is_file():
        raise LockstepError(
            str(settings.data_folder),
            "There is no Lockstep in this folder. Set LOCKSTEP_DATA_FOLDER to that of your server, "
            "or LOCKSTEP_DATABASE_URL to its database; `lockstep serve` begins a new one.",
            code="server.no_installation",
        )
    return start_here()


def pending_migrations() -> tuple[str, ...]:
    """Return the migrations that the database still lacks."""
    executor = _executor()
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan)


def unknown_migrations() -> tuple[str, ...]:
    """Return the migrations that the database has and this Lockstep does not know."""
    loader = _executor().loader
    own = loader.migrated_apps
    return tuple(
        f"{app}.{name}"
        for app, name in sorted(loader.applied_migrations)
        if app in own and (app, name) not in loader.disk_migrations
    )


def known_migrations() -> tuple[str, ...]:
    """Return all migrations that this Lockstep has."""
    return tuple(f"{app}.{name}" for app, name in sorted(_executor().loader.disk_migrations))


def migrate() -> tuple[str, ...]:
    """Bring the database to this Lockstep and return what was done.

    A database of a newer Lockstep is refused. The embedded database is backed up first where it holds something. Of
    commands that start together one does it, and the others wait for it.
    """
    _refuse_newer()
    if not pending_migrations():
        return ()
    with _one_at_a_time():
        _refuse_newer()
        pending = pending_migrations()
        if pending and _is_worth_a_backup():
            from lockstep.server.backup import write_safety_copy

            write_safety_copy()
        if pending:
            from django.core.management import call_command

            call_command("migrate", interactive=False, verbosity=0)
    return pending


def _refuse_newer() -> None:
    unknown = unknown_migrations()
    if unknown:
        raise NewerDatabase(
            "database",
            f"It was written by a newer Lockstep (it has {unknown[-1]}). Install that version, or restore a backup.",
        )


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold others off, on this machine or, where the database serves several, on all of them."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [UPGRADE_LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [UPGRADE_LOCK])
        return
    with current_settings().data_folder.joinpath("upgrading").open("w") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)  # closing the file, or the end of the process, gives it back
        yield


def set_up_link() -> str | None:
    """Return the one-time link of the first run, or None when there are accounts already."""
    from django.urls import reverse

    from lockstep.domain.access.queries.accounts import has_accounts
    from lockstep.domain.access.vocabulary import SYSTEM
    from lockstep.domain.ledger import perform

    if has_accounts():
        return None
    settings = current_settings()
    issued = perform("access.open_set_up", actor=SYSTEM, arguments={"days": settings.invitation_days}).value
    return settings.base_url + reverse("web:accept", args=[issued.token])


def web_command(settings: Settings) -> tuple[str, ...]:
    """Return the command of the web server."""
    return (
        sys.executable,
        "-m",
        "granian",
        "lockstep.server.wsgi:application",
        *("--interface", "wsgi"),
        *("--host", settings.host),
        *("--port", str(settings.port)),
        *("--workers", str(settings.web_processes)),
        *("--blocking-threads", str(settings.web_threads)),
        "--respawn-failed-workers",
        *("--log-level", "warning"),
    )


def worker_command() -> tuple[str, ...]:
    """Return the command of a job worker."""
    return (sys.executable, "-m", "lockstep.server.worker_process")


def _executor():
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)


def _is_worth_a_backup() -> bool:
    from django.db import connection

    return "access_user" in connection.introspection.table_names() and current_settings().is_embedded
