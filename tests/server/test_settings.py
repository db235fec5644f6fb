"""Every setting is typed, documented and refused with a sentence when it cannot be used."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from lockstep.server.databases import database_config
from lockstep.server.settings import PREFIX, SettingsError, entries, read_settings


def test_every_setting_has_a_sentence_and_says_whether_it_is_secret() -> None:
    for entry in entries():
        assert entry.metadata["sentence"].endswith("."), entry.name
        assert isinstance(entry.metadata["secret"], bool)


def test_text_becomes_the_type_of_the_setting() -> None:
    settings = read_settings(
        {
            "LOCKSTEP_DATA_FOLDER": "/srv/lockstep",
            "LOCKSTEP_PORT": "9000",
            "LOCKSTEP_JOB_POLL_SECONDS": "0.5",
            "LOCKSTEP_IS_DEBUG": "yes",
            "LOCKSTEP_ALLOWED_HOSTS": "a.example.org, b.example.org",
            "LOCKSTEP_PUBLIC_URL": "https://plan.example.org/",
            "LOCKSTEP_TEST_DATA": "belongs to someone else",
        }
    )
    assert settings.data_folder == Path("/srv/lockstep")
    assert (settings.port, settings.job_poll_seconds, settings.is_debug) == (9000, 0.5, True)
    assert {"a.example.org", "b.example.org", "plan.example.org"} <= set(settings.all_hosts)
    assert settings.is_https
    assert settings.base_url == "https://plan.example.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "0"),
        ("IS_DEBUG", "maybe"),
        ("SQLITE_SYNCHRONOUS", "OFF"),
        ("DATABASE_URL", "mysql://x"),
        ("PUBLIC_URL", "plan.example.org"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({PREFIX + name: value})
    assert caught.value.place == PREFIX + name


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        read_settings({}).port = 1  # type: ignore[misc]


def test_the_embedded_database_takes_its_write_lock_at_once() -> None:
    options = database_config(read_settings({}))["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert database_config(read_settings({}))["ATOMIC_REQUESTS"] is False


def test_a_postgres_address_is_taken_apart() -> None:
    config = database_config(read_settings({"LOCKSTEP_DATABASE_URL": "postgresql://me:p%40ss@db:5433/plans"}))
    assert (config["USER"], config["PASSWORD"], config["HOST"], config["PORT"], config["NAME"]) == (
        "me",
        "p@ss",
        "db",
        "5433",
        "plans",
    )
