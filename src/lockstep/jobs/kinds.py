"""The kinds of jobs by name: one function each, registered where it is written.

    @job_kind("planning.import_file", words="Importing {file_name}", version=1)
    def import_file(ticket: Ticket) -> dict:
        ticket.report(0.1, "Reading the file")
        ...
        perform("planning.import_plan", actor=..., arguments=..., seal=ticket.seal({"rows": 7}))

A job may run more than once, because its worker may die; its effect must not happen twice. So it seals the
transaction of its effect, or has none but its result (which the worker then stores).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from lockstep.foundation.findings import LockstepError
from lockstep.jobs.tickets import Ticket

F = TypeVar("F", bound=Callable[[Ticket], Any])
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class JobKind:
    """One registered kind; `upgrades[1]` turns arguments of version 1 into those of version 2.

    `words` name the work to people, with arguments in braces: "Reading the file {file_name}".
    """

    name: str
    words: str
    version: int
    function: Callable[[Ticket], Any]
    is_daily: bool = False
    upgrades: Mapping[int, Upgrade] = field(default_factory=dict)

    def arguments(self, stored: Mapping[str, Any], version: int) -> dict[str, Any]:
        """Return stored arguments in today's version."""
        arguments = dict(stored)
        for step in range(version, self.version):
            arguments = self.upgrades[step](arguments)
        return arguments

    def told(self, arguments: Mapping[str, Any]) -> str:
        """Return what a job of this kind works on, in words; without the thing where its arguments do not name it."""
        try:
            return self.words.format_map(arguments)
        except (KeyError, TypeError):
            return self.words.split(" {")[0]


_kinds: dict[str, JobKind] = {}


def job_kind(
    name: str, *, words: str = "", version: int = 1, upgrades: Mapping[int, Upgrade] | None = None
) -> Callable[[F], F]:
    """Register a function as a kind of job."""

    def decorate(function: F) -> F:
        told = words or f"The job {name}"
        _kinds[name] = JobKind(name, told, version, function, upgrades=upgrades or {})
        return function

    return decorate


def daily_job(name: str, *, words: str) -> Callable[[F], F]:
    """Register a function as a job that is due once a day, whatever the number of workers."""

    def decorate(function: F) -> F:
        _kinds[name] = JobKind(name, words, 1, function, is_daily=True)
        return function

    return decorate


def load_kinds() -> None:
    """Import every module of this room, so that all kinds are known."""
    package = import_module("lockstep.jobs")
    for module in iter_modules(package.__path__):
        import_module(f"lockstep.jobs.{module.name}")


def kind_of(name: str) -> JobKind:
    """Return a registered kind."""
    try:
        return _kinds[name]
    except KeyError:
        raise LockstepError(name, "There is no job of this kind.", code="jobs.unknown_kind") from None


def kinds() -> tuple[JobKind, ...]:
    """Return all kinds by name."""
    return tuple(_kinds[name] for name in sorted(_kinds))
