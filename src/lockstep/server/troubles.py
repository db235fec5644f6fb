"""What stands in the way of a command from outside: folders, rights, disks, databases; each said with what to do."""

import errno
import os

from lockstep.foundation.findings import LockstepError
from lockstep.server.settings import Settings, current_settings

# What the operating system reports -> what to do about it.
_REMEDIES = {
    errno.EACCES: "Run Lockstep as the account that owns it, or choose another place.",
    errno.EPERM: "Run Lockstep as the account that owns it, or choose another place.",
    errno.EROFS: "Choose a place on a disk that can be written.",
    errno.ENOSPC: "Make room on its disk, then try again.",
    errno.EDQUOT: "Make room within the quota of this account, then try again.",
    errno.ENOENT: "Check the name.",
    errno.EISDIR: "Name a file instead of a folder.",
    errno.ENOTDIR: "A part of this path is a file; name a folder.",
    errno.EEXIST: "Name another place.",
    errno.EIO: "Check the disk.",
    errno.EMFILE: "Let the account that runs Lockstep open more files.",
}
_OF_FILE = (
    (
        "unable to open database file",
        "It cannot be opened",
        "Run Lockstep as the account that owns it and its folder.",
    ),
    ("readonly database", "It cannot be written", "Run Lockstep as the account that owns it and its folder."),
    ("database or disk is full", "Its disk is full", "Make room, then try again; nothing is half written."),
    ("disk i/o error", "Its disk fails", "Check the disk, then look at it with `lockstep doctor`."),
    ("not a database", "It is no database", "Move it away, then restore a backup."),
    ("malformed", "It is damaged", "Move it away, then restore the newest backup."),
    ("locked", "Another program keeps it locked", "End that program, or wait until it is done."),
)


def trouble_of(error: Exception) -> LockstepError | None:
    """Return an error of the outside world in words; None for one that is a fault of Lockstep itself."""
    if isinstance(error, OSError):
        return _of_system(error)
    if is_about_database(error):
        return _of_database(error, current_settings())
    return None


def is_about_database(error: BaseException) -> bool:
    """Tell whether a database cannot be reached or used, whatever Lockstep asks it."""
    from django.db.utils import InterfaceError, OperationalError

    causes = (error, error.__cause__)
    return any(isinstance(cause, InterfaceError | OperationalError) for cause in causes) or (
        "not a database" in str(error) or "malformed" in str(error)
    )


def _of_system(error: OSError) -> LockstepError:
    why = os.strerror(error.errno) if error.errno else str(error)
    place = str(error.filename or "this machine")
    sentence = f"{why}. {_REMEDIES.get(error.errno or 0, 'See to it, then try again.')}"
    return LockstepError(place, sentence, code="system.refused")


def _of_database(error: Exception, settings: Settings) -> LockstepError:
    words = str(error).strip().splitlines() or [type(error).__name__]
    if settings.is_embedded:
        for sign, what, remedy in _OF_FILE:
            if sign in words[0].casefold():
                return LockstepError(str(settings.database_file), f"{what}. {remedy}", code="server.database")
        sentence = f"It cannot be used ({words[0]}). Look at it with `lockstep doctor`."
        return LockstepError(str(settings.database_file), sentence, code="server.database")
    sentence = (
        f"PostgreSQL does not do what is asked ({words[0]}). Check LOCKSTEP_DATABASE_URL, that the server runs, and "
        "that this account may use the database."
    )
    return LockstepError("database", sentence, code="server.database")
