"""What follows from any change, at the end of its action: what hung on removed things goes, people are told."""

from lockstep.domain.ledger import Work


def remove_what_hung_on_it(work: Work) -> None:
    """Remove links, comments, files and follows of what the action removed."""


def tell_who_is_concerned(work: Work) -> None:
    """Put news into inboxes."""
