"""Health checks of an installation: each says what is wrong and what to do."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lockstep.foundation.findings import Finding, Severity
from lockstep.server.settings import PREFIX, SECRET_KEY_FILE, Settings, entries
from lockstep.server.troubles import trouble_of

NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs"}
LEAST_FREE_MEGABYTES = 500
LARGE_EMBEDDED_MEGABYTES = 4_000


@dataclass(frozen=True, slots=True)
class CheckUp:
    """One check: what was looked at, what is there, and what is wrong with it, if anything."""

    name: str
    words: str
    findings: tuple[Finding, ...] = ()

    @property
    def is_bad(self) -> bool:
        """Tell whether something is wrong with it that must be mended."""
        return any(finding.severity >= Severity.ERROR for finding in self.findings)


Check = Callable[[Settings], Iterator[CheckUp]]


def check_installation(settings: Settings) -> tuple[CheckUp, ...]:
    """Run all checks, in order; one that cannot run becomes a finding. Nothing is made or changed."""
    results: list[CheckUp] = []
    if settings.is_embedded and not settings.database_file.is_file():
        inside: tuple[Check, ...] = (_no_database,)
    else:
        inside = (_database, _tables, _ledger, _jobs)
    for check in (_folder, _settings_in_use, *inside, _assets, _extras):
        if check in inside and any(result.name == "database" and result.is_bad for result in results):
            continue  # what is inside it cannot be looked at, and would be told four times
        try:
            results.extend(check(settings))
        except Exception as error:
            name = check.__name__.strip("_").replace("_", " ")
            trouble = trouble_of(error)
            sentence = f"{type(error).__name__}: {error}" if trouble is None else trouble.sentence
            results.append(_bad(name, "cannot be checked", sentence))
    return tuple(results)


def _bad(name: str, words: str, sentence: str, severity: Severity = Severity.ERROR) -> CheckUp:
    return CheckUp(name, words, (Finding(f"doctor.{name.replace(' ', '_')}", severity, name, sentence),))


def _folder(settings: Settings) -> Iterator[CheckUp]:
    folder = settings.data_folder
    if folder.exists() and not folder.is_dir():
        yield _bad("data folder", str(folder), "It is a file. Set LOCKSTEP_DATA_FOLDER to a folder.")
        return
    if not folder.is_dir():
        yield _bad(
            "data folder", str(folder), "It does not exist yet; `lockstep serve` makes it.", Severity.WARNING
        )
        return
    if not os.access(folder, os.W_OK):
        yield _bad(
            "data folder", str(folder), "It cannot be written. Give it to the account that runs Lockstep."
        )
    elif folder.stat().st_mode & 0o077:
        yield _bad(
            "data folder",
            str(folder),
            "Others on this machine can look into it; chmod 700.",
            Severity.WARNING,
        )
    else:
        yield CheckUp("data folder", str(folder))
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < LEAST_FREE_MEGABYTES:
        yield _bad("disk", f"{free} MB free", f"Fewer than {LEAST_FREE_MEGABYTES} MB are left. Make room.")
    else:
        yield CheckUp("disk", f"{free} MB free")
    if not settings.secret_key and not (folder / SECRET_KEY_FILE).is_file():
        yield _bad(
            "secret key",
            "none",
            "Sessions end with each restart; `lockstep serve` makes one.",
            Severity.WARNING,
        )


def _settings_in_use(settings: Settings) -> Iterator[CheckUp]:
    for entry in entries():
        value = getattr(settings, entry.name)
        shown = ("set" if value else "not set") if entry.metadata["secret"] else str(value)
        yield CheckUp(PREFIX + entry.name.upper(), shown)
    if settings.is_debug:
        yield _bad("debug", "on", "Error pages show source code. Unset LOCKSTEP_IS_DEBUG.", Severity.WARNING)
    if settings.public_url.startswith("http://") and settings.host not in {"127.0.0.1", "localhost"}:
        yield _bad(
            "transport",
            settings.public_url,
            "Passwords travel unprotected. Put https in front.",
            Severity.WARNING,
        )


def _no_database(settings: Settings) -> Iterator[CheckUp]:
    yield _bad(
        "database",
        "none yet",
        "There is no database in the data folder: `lockstep serve` makes one, `lockstep restore` fills one. "
        "If there should be one, check LOCKSTEP_DATA_FOLDER.",
        Severity.WARNING,
    )


def _database(settings: Settings) -> Iterator[CheckUp]:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            yield CheckUp("database", f"PostgreSQL {cursor.fetchone()[0]}")
            return
        cursor.execute("SELECT sqlite_version()")
        version = cursor.fetchone()[0]
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
        cursor.execute("PRAGMA quick_check(1)")
        answer = cursor.fetchone()[0]
    size = settings.database_file.stat().st_size // 1_000_000
    words = f"SQLite {version}, {mode}, {size} MB"
    if answer != "ok":
        yield _bad("database", words, f"It is damaged ({answer}). Restore the newest backup.")
    elif mode != "wal":
        yield _bad("database", words, "It does not use its write-ahead log; readers will wait for writers.")
    elif _file_system(settings.data_folder) in NETWORK_FILE_SYSTEMS:
        yield _bad("database", words, "It lies on a network file system, where it can be damaged. Move it.")
    elif size > LARGE_EMBEDDED_MEGABYTES:
        yield _bad(
            "database", words, "It is large; consider PostgreSQL (LOCKSTEP_DATABASE_URL).", Severity.WARNING
        )
    else:
        yield CheckUp("database", words)


def _tables(settings: Settings) -> Iterator[CheckUp]:
    from lockstep.server.startup import pending_migrations, unknown_migrations

    unknown, pending = unknown_migrations(), pending_migrations()
    if unknown:
        yield _bad("tables", unknown[-1], "A newer Lockstep wrote this database. Install that version.")
    elif pending:
        yield _bad(
            "tables",
            f"{len(pending)} step{'s' * (len(pending) != 1)} behind",
            "`lockstep serve` brings them up to date.",
            Severity.WARNING,
        )
    else:
        yield CheckUp("tables", "up to date")


def _ledger(settings: Settings) -> Iterator[CheckUp]:
    from django.db import connection

    from lockstep.domain.ledger.append_only import missing_triggers

    missing = missing_triggers(connection)
    if missing:
        yield _bad(
            "ledger",
            ", ".join(missing),
            "Its guards are gone, so history could be rewritten. Restore a backup.",
        )
    else:
        yield CheckUp("ledger", "append-only")


def _jobs(settings: Settings) -> Iterator[CheckUp]:
    from lockstep.domain.runs.queries import waiting_counts

    counts = waiting_counts()
    words = ", ".join(f"{count} {status}" for status, count in counts.items()) or "none"
    if counts.get("parked"):
        yield _bad("jobs", words, "Parked jobs killed their worker; look at their log.", Severity.WARNING)
    else:
        yield CheckUp("jobs", words)


def _assets(settings: Settings) -> Iterator[CheckUp]:
    from django.conf import settings as django_settings

    manifest = Path(django_settings.DJANGO_VITE["default"]["manifest_path"])
    if manifest.is_file():
        yield CheckUp("page assets", str(manifest.parent))
    else:
        yield _bad("page assets", "not built", "Run `make pages`, or install a released package.")


def _extras(settings: Settings) -> Iterator[CheckUp]:
    java = shutil.which("java")
    yield CheckUp("MPP files", f"Java at {java}" if java else "not read: no Java runtime")


def _file_system(folder: Path) -> str:
    """Return the type of the file system that holds a folder, where Linux tells."""
    mounts = Path("/proc/mounts")
    if not mounts.is_file():
        return ""
    best, found = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, place, kind, *_ = line.split(" ")
        if str(folder.resolve()).startswith(place) and len(place) >= len(best):
            best, found = place, kind
    return found
