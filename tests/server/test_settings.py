"""Every setting is typed, documented and refused with a sentence when it cannot be used."""

import os
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from lockstep.server.databases import database_config
from lockstep.server.mail import mail_config
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
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "http://mail.example.org"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://ada:geh/eim@mail.example.org"),
        ("EMAIL_URL", "smtp://ada:geheim@mail.example.org:99999"),
        ("EMAIL_URL", "smtp://ada@mail.example.org"),
        ("EMAIL_URL", "smtp://ada:geheim@mail.example.org/inbox"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({PREFIX + name: value})
    assert caught.value.place == PREFIX + name
    assert "geh" not in str(caught.value)


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


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://ada:p%40ss@mail.example.org", ("mail.example.org", 587, "ada", "p@ss", False, True)),
        ("smtp://ada%40example.org:p@mail:2525", ("mail", 2525, "ada@example.org", "p", False, True)),
        ("smtps://ada:p@mail.example.org", ("mail.example.org", 465, "ada", "p", True, False)),
        ("smtp://relay", ("relay", 25, "", "", False, False)),
        ("smtp://relay:587", ("relay", 587, "", "", False, True)),
        ("smtp://[::1]:1025", ("::1", 1025, "", "", False, False)),
    ],
)
def test_a_mail_address_is_taken_apart(url: str, expected: tuple[str, int, str, str, bool, bool]) -> None:
    """Host, port, user, password, encrypted from the start, encrypted before the password is sent."""
    config = mail_config(read_settings({"LOCKSTEP_EMAIL_URL": url}).email_url)
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_SSL", "USE_TLS")
    assert tuple(config[f"EMAIL_{name}"] for name in names) == expected
    assert config["EMAIL_BACKEND"].endswith("smtp.EmailBackend")


def test_django_takes_the_mail_server_and_the_password_is_masked() -> None:
    """A server that is started with the address mails through it; `doctor` shows the address as a secret."""
    code = (
        "import django; from django.conf import settings; django.setup();"
        "from django.core.mail import get_connection; mail = get_connection();"
        "print(mail.host, mail.port, mail.username, mail.password, mail.use_ssl, mail.use_tls)"
    )
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lockstep.server.django_settings",
        "LOCKSTEP_EMAIL_URL": "smtps://ada:geheim@mail.example.org:4465",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["mail.example.org", "4465", "ada", "geheim", "True", "False"], done.stderr
    assert {entry.name: entry.metadata["secret"] for entry in entries()}["email_url"]


def test_without_a_mail_server_nothing_is_mailed() -> None:
    assert mail_config("") == {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
