"""Mailing people once a day what waits in their inboxes; nothing where no mail server is set."""

from django.conf import settings
from django.core.mail import EmailMessage

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
from lockstep.domain.records.queries import Digest, NewsRow, digests
from lockstep.jobs.kinds import daily_job
from lockstep.jobs.tickets import Ticket


@daily_job("records.digest", words="Mailing the daily news")
def mail_digests(ticket: Ticket) -> dict[str, int]:
    """Mail each person the unread news; noted before it is sent, so that a killed worker mails nothing twice."""
    if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
        return {"mailed": 0}
    waiting = digests()
    for number, digest in enumerate(waiting):
        ticket.report(number / len(waiting), "Mailing digests")
        arguments = {"notifications": list(digest.ids)}
        perform("records.note_mailed", actor=SYSTEM, arguments=arguments)
        message(digest).send()
    return {"mailed": len(waiting)}


def message(digest: Digest) -> EmailMessage:
    """Return the mail of a digest: one line for each thing, no pictures, no tracking."""
    count = len(digest.ids)
    things = "1 thing" if count == 1 else f"{count} things"
    lines = [f"- {news.sentence}{_link(news)}" for news in digest.news]
    if count > len(lines):
        lines.append(f"- and {count - len(lines)} more in your inbox")
    inbox = f": {settings.PUBLIC_ORIGIN}/inbox/" if settings.PUBLIC_ORIGIN else "."
    text = (
        f"Hello {digest.name},\n\n" + "\n".join(lines) + f"\n\nYour inbox in Lockstep has all of it{inbox}\n"
    )
    return EmailMessage(f"Lockstep: {things} for you", text, settings.DEFAULT_FROM_EMAIL, [digest.email])


def _link(news: NewsRow) -> str:
    """Return the way to the very record, where the server's address is known."""
    return f"\n  {settings.PUBLIC_ORIGIN}{news.url}" if settings.PUBLIC_ORIGIN and news.url else ""
