"""Dates for calendar programs, and news by mail."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail

from lockstep.domain.ledger import NotFound, perform
from lockstep.domain.records.queries import digests, feed_calendar, feeds
from lockstep.jobs.digests import mail_digests
from tests.domain.conftest import Forest
from tests.domain.records.test_risk import raise_risk


def test_a_feed_shows_dates_until_it_is_revoked(administrator: Any, forest: Forest) -> None:
    """Long and foreign titles survive; the secret works for its node only and never after its end."""
    title = "Prüfstand, belegt; " * 8
    raise_risk(administrator, forest.dig, title=title, due_on=date.today().isoformat())
    feed = perform("records.make_feed", actor=administrator, arguments={"node": forest.alpha}).value
    text = feed_calendar(feed.secret, forest.alpha)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{date.today():%Y%m%d}" in unfolded
    assert "Prüfstand\\, belegt\\; Prüfstand" in unfolded
    with pytest.raises(NotFound):
        feed_calendar(feed.secret, forest.beta)
    arguments = {"feed": feed.feed.pk, "version": 1}
    perform("records.revoke_feed", actor=administrator, arguments=arguments)
    assert feeds(administrator) == ()
    with pytest.raises(NotFound):
        feed_calendar(feed.secret, forest.alpha)


class _Ticket:
    def report(self, share: float, phase: str) -> None:
        """Take a report."""


def test_unread_news_are_mailed_once_and_only_where_mail_is_set_up(
    administrator: Any, forest: Forest, make_person: Callable[..., Any], settings: Any
) -> None:
    """Without a mail server nothing is marked as mailed."""
    olga = make_person("Olga", "contributor", forest.dig)
    raise_risk(administrator, forest.dig, owner=olga.pk)
    assert [(digest.email, len(digest.news)) for digest in digests()] == [(olga.email, 1)]
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert mail_digests(_Ticket()) == {"mailed": 0}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mail_digests(_Ticket()) == {"mailed": 1}
    assert mail_digests(_Ticket()) == {"mailed": 0}
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [([olga.email], "Lockstep: 1 thing for you")]
