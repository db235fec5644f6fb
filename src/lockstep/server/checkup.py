"""What `lockstep doctor` looks at: each check is one function that yields what is wrong and what to do."""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from lockstep.foundation.findings import Finding, Severity, worst_first
from lockstep.server.settings import Settings

LITTLE_SPACE_BYTES: Final = 1_000_000_000


def check_up(settings: Settings) -> tuple[Finding, ...]:
    """Return everything that all checks found, worst first."""
    return worst_first(finding for check in CHECKS for finding in check(settings))


def data_folder(settings: Settings) -> Iterator[Finding]:
    """The data folder can be written and has room."""
    folder = settings.data_folder
    there = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if not os.access(there, os.W_OK):
        yield Finding(
            "doctor.data_folder",
            Severity.ERROR,
            str(folder),
            "The data folder cannot be written; change its owner or set LOCKSTEP_DATA_FOLDER.",
        )
    elif shutil.disk_usage(there).free < LITTLE_SPACE_BYTES:
        yield Finding(
            "doctor.little_space",
            Severity.WARNING,
            str(folder),
            "Less than 1 GB is free on this disk; make room before the database cannot grow.",
        )


def database(settings: Settings) -> Iterator[Finding]:
    """The database answers and its tables are those of this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import DatabaseError

    place = "the embedded database" if settings.is_embedded else "the PostgreSQL database"
    if settings.is_embedded and not settings.database_file.is_file():
        yield Finding(
            "doctor.no_database", Severity.NOTE, place, "There is none yet; lockstep serve makes it."
        )
        return
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        words = str(error).strip().splitlines()[0]
        sentence = f"It does not answer ({words}); check LOCKSTEP_DATABASE_URL and whether it runs."
        yield Finding("doctor.database", Severity.ERROR, place, sentence)
        return
    if waiting:
        sentence = (
            f"{len(waiting)} of its changes are not made yet; lockstep serve makes them when it starts."
        )
        yield Finding("doctor.migrations", Severity.WARNING, place, sentence)


def built_pages(settings: Settings) -> Iterator[Finding]:
    """The pages' scripts and styles are built."""
    from django.conf import settings as django_settings

    manifest = Path(django_settings.DJANGO_VITE["default"]["manifest_path"])
    if not manifest.is_file():
        yield Finding(
            "doctor.pages",
            Severity.ERROR,
            "the pages",
            "Their scripts and styles are not built; call make setup, or install a released wheel.",
        )


def java(settings: Settings) -> Iterator[Finding]:
    """Binary Microsoft Project files can be read."""
    if find_spec("mpxj") is None:
        yield Finding(
            "doctor.mpp",
            Severity.NOTE,
            "MPP files",
            "They cannot be read here; install lockstep-ppm[mpp] and a Java runtime where they come.",
        )
    elif shutil.which("java") is None:
        yield Finding(
            "doctor.java",
            Severity.WARNING,
            "MPP files",
            "There is no Java runtime; install one to read them.",
        )


def cookies(settings: Settings) -> Iterator[Finding]:
    """A server that others reach speaks https."""
    is_local = settings.host in {"127.0.0.1", "::1", "localhost"}
    if not is_local and not settings.is_https:
        yield Finding(
            "doctor.https",
            Severity.WARNING,
            "LOCKSTEP_PUBLIC_URL",
            "Others reach this server without https; put a proxy with a certificate before it and set the address.",
        )
    if settings.is_debug and not is_local:
        yield Finding(
            "doctor.debug",
            Severity.ERROR,
            "LOCKSTEP_IS_DEBUG",
            "Error pages show source code to others; unset it.",
        )


CHECKS: Final[tuple[Callable[[Settings], Iterator[Finding]], ...]] = (
    data_folder,
    database,
    built_pages,
    java,
    cookies,
)
