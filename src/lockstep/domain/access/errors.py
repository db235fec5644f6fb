"""What the domain answers when it must refuse; higher apps import these from the ledger."""

from lockstep.foundation.findings import LockstepError


class NotFound(LockstepError):
    """The record does not exist, or may not be known to exist."""

    code = "domain.not_found"


class Forbidden(LockstepError):
    """The record may be read, but not this done with it."""

    code = "domain.forbidden"


class Refused(LockstepError):
    """A rule of the domain stands against it."""

    code = "domain.refused"
