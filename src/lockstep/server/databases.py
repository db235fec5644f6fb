"""How Django reaches the database: the embedded SQLite, or a PostgreSQL server."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from lockstep.server.settings import Settings

# Each was measured: without IMMEDIATE more than half of concurrent write transactions fail at once; without WAL
# readers wait for writers. See docs/explanation/databases.md.
SQLITE_START = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous={synchronous};PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-20000;PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;"
)


def database_config(settings: Settings) -> dict[str, Any]:
    """Return the entry of Django's DATABASES that the settings describe."""
    config = sqlite_config(settings) if settings.is_embedded else postgres_config(settings.database_url)
    # Threads of the web server live as long as it does; a connection each is cheaper than one a request.
    return {**config, "CONN_MAX_AGE": None, "ATOMIC_REQUESTS": False}


def sqlite_config(settings: Settings) -> dict[str, Any]:
    """Return the embedded database with write-ahead log, immediate transactions and the fair gate."""
    return {
        "ENGINE": "lockstep.server.sqlite",
        "NAME": str(settings.database_file),
        "OPTIONS": {
            "timeout": settings.sqlite_timeout_seconds,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_START.format(synchronous=settings.sqlite_synchronous),
        },
    }


def postgres_config(url: str) -> dict[str, Any]:
    """Return the PostgreSQL database behind an address; `?host=/folder` names a socket folder."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
