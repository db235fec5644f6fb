"""The one typed object that holds every setting of a server.

Each entry has a name, a type, a default and a sentence; it is read once, from the environment variable
`LOCKSTEP_<NAME>`. `docs/reference/settings.md` and `lockstep doctor` are made from the same entries.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lockstep.foundation.findings import LockstepError
from lockstep.server.mail import mail_config

PREFIX = "LOCKSTEP_"
SECRET_KEY_FILE = "secret-key"  # noqa: S105  a file name
DATABASE_FILE = "lockstep.sqlite3"


class SettingsError(LockstepError):
    """A setting cannot be used."""

    code = "settings.invalid"


def _entry(default: Any, sentence: str) -> Any:
    return field(default=default, metadata={"sentence": sentence, "secret": False})


def _secret(default: Any, sentence: str) -> Any:
    return field(default=default, metadata={"sentence": sentence, "secret": True})


def _default_data_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "lockstep"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one server process."""

    data_folder: Path = field(
        default_factory=_default_data_folder,
        metadata={
            "sentence": "Folder of the embedded database, the secret key, attachments and compiled kernels.",
            "secret": False,
        },
    )
    database_url: str = _secret(
        "", "PostgreSQL address, postgresql://user:password@host:5432/name; empty means the embedded SQLite."
    )
    secret_key: str = _secret(
        "", "Key that signs sessions and links; empty means the file `secret-key` of the data folder."
    )
    host: str = _entry("127.0.0.1", "Address on which the web server listens.")
    port: int = _entry(8000, "Port on which the web server listens.")
    public_url: str = _entry(
        "",
        "Address that people type, such as https://plan.example.org; https turns on secure cookies and HSTS.",
    )
    allowed_hosts: tuple[str, ...] = _entry(
        (),
        "Further host names that may be asked for; the host of the public address and this machine always may.",
    )
    web_processes: int = _entry(1, "Web processes; each has its own cache of compiled plans.")
    web_threads: int = _entry(4, "Threads of a web process.")
    job_workers: int = _entry(1, "Job workers that `lockstep serve` starts beside the web server.")
    job_lease_seconds: int = _entry(30, "A job whose worker was silent for so long is taken over by another.")
    job_poll_seconds: float = _entry(1.0, "How often an idle job worker looks for work.")
    sqlite_synchronous: str = _entry(
        "NORMAL", "NORMAL survives a crash of the program; FULL also a power cut, at some speed."
    )
    sqlite_timeout_seconds: int = _entry(20, "How long a write waits for the embedded database.")
    session_days: int = _entry(14, "Days until one has to sign in again.")
    invitation_days: int = _entry(7, "Days until an invitation or the set-up link expires.")
    sign_in_attempts: int = _entry(
        10, "Failed sign-ins by address and account within five minutes before a pause."
    )
    email_url: str = _secret(
        "",
        "Mail server, smtp://user:password@host:587 (encrypted before the password is sent) or "
        "smtps://user:password@host:465 (encrypted from the start); empty means that nothing is mailed and links "
        "are shown.",
    )
    email_from: str = _entry("lockstep@localhost", "Sender of mail.")
    time_zone: str = _entry("UTC", "Zone in which instants are shown; plans have their own.")
    assets_folder: str = _entry("", "Folder of the built pages' assets; empty means the package's own.")
    is_debug: bool = _entry(False, "Shows error pages with source code; never on a server that others reach.")

    @property
    def database_file(self) -> Path:
        """Return where the embedded database lies."""
        return self.data_folder / DATABASE_FILE

    @property
    def is_embedded(self) -> bool:
        """Tell whether the embedded SQLite database is used."""
        return not self.database_url

    @property
    def is_https(self) -> bool:
        """Tell whether people reach the server by https."""
        return self.public_url.startswith("https://")

    @property
    def base_url(self) -> str:
        """Return the address that links in mails and terminals start with."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def all_hosts(self) -> list[str]:
        """Return every host name that may be asked for."""
        public = urlsplit(self.public_url).hostname if self.public_url else None
        names = ["localhost", "127.0.0.1", "[::1]", self.host, *self.allowed_hosts]
        return sorted({name for name in [*names, public] if name and name != "0.0.0.0"})  # noqa: S104


def entries() -> Iterator[Field[Any]]:
    """Yield the entries of `Settings` in order."""
    yield from fields(Settings)


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings that the environment describes; unknown `LOCKSTEP_` names of others are left alone."""
    values: dict[str, Any] = {}
    for entry in entries():
        text = environ.get(PREFIX + entry.name.upper())
        if text is not None and text != "":
            values[entry.name] = _parse(entry, text)
    settings = Settings(**values)
    _check(settings)
    return settings


def _parse(entry: Field[Any], text: str) -> Any:
    variable = PREFIX + entry.name.upper()
    try:
        match entry.type:
            case t if t is int:
                return int(text)
            case t if t is float:
                return float(text)
            case t if t is bool:
                return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
                    text.lower()
                ]
            case t if t is Path:
                return Path(text).expanduser().absolute()
            case t if t is str:
                return text
            case _:
                return tuple(part.strip() for part in text.split(",") if part.strip())
    except (ValueError, KeyError):
        wanted = getattr(entry.type, "__name__", str(entry.type))
        raise SettingsError(
            variable, f"{text!r} is not a valid {wanted}. {entry.metadata['sentence']}"
        ) from None


def _check(settings: Settings) -> None:
    if settings.sqlite_synchronous not in {"NORMAL", "FULL"}:
        raise SettingsError("LOCKSTEP_SQLITE_SYNCHRONOUS", "Use NORMAL or FULL.")
    if settings.database_url and urlsplit(settings.database_url).scheme not in {"postgresql", "postgres"}:
        raise SettingsError(
            "LOCKSTEP_DATABASE_URL", "Only postgresql:// addresses are understood; leave it empty for SQLite."
        )
    if settings.public_url and urlsplit(settings.public_url).scheme not in {"http", "https"}:
        raise SettingsError("LOCKSTEP_PUBLIC_URL", "Write the whole address with http:// or https://.")
    try:
        mail_config(settings.email_url)
    except ValueError as error:
        raise SettingsError("LOCKSTEP_EMAIL_URL", str(error)) from None
    for name in (
        "port",
        "web_processes",
        "web_threads",
        "job_lease_seconds",
        "invitation_days",
        "session_days",
    ):
        if getattr(settings, name) < 1:
            raise SettingsError(PREFIX + name.upper(), "Use a number of at least 1.")


@lru_cache(maxsize=1)
def current_settings() -> Settings:
    """Return the settings of this process, read once."""
    return read_settings(os.environ)
