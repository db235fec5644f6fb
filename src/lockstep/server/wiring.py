"""Who hears which announcement: the only place where announcements are subscribed.

An app announces what happened with a typed event; what must follow in another app is called here, after commit.
"""

from lockstep.domain.ledger import announcements


def wire() -> None:
    """Subscribe everything; called once when Django is ready."""
    announcements.clear()
