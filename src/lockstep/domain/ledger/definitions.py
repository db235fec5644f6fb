"""Actions by name: what they are called, in which version, with which arguments."""

import inspect
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic_core import to_jsonable_python

from lockstep.domain.ledger.errors import ActionMisuse, InvalidInput
from lockstep.foundation.findings import Finding, Severity

F = TypeVar("F", bound=Callable[..., Any])
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Edit:
    """An action with its arguments as plain data: to be previewed, kept, carried out or replayed."""

    action: str
    arguments: Mapping[str, Any]
    version: int | None = None


@dataclass(frozen=True)
class ActionDefinition:
    """One registered action."""

    name: str
    version: int
    function: Callable[..., Any]
    upgrades: Mapping[int, Upgrade] = field(default_factory=dict)

    @cached_property
    def arguments_model(self) -> type[BaseModel]:
        """Return the model that checks the arguments: the named parameters of the function."""
        hints = get_type_hints(self.function, include_extras=True)
        parameters = list(inspect.signature(self.function).parameters.values())[1:]
        wanted: dict[str, Any] = {
            parameter.name: (
                hints.get(parameter.name, Any),
                ... if parameter.default is inspect.Parameter.empty else parameter.default,
            )
            for parameter in parameters
        }
        config = ConfigDict(extra="forbid", arbitrary_types_allowed=False)
        with warnings.catch_warnings():
            # An argument may be called `register`, which hides a method of abstract classes that nobody needs here.
            warnings.filterwarnings(
                "ignore", message="Field name .* shadows an attribute", category=UserWarning
            )
            return create_model(self.name.replace(".", "_"), __config__=config, **wanted)

    def parsed(self, edit: Edit) -> BaseModel:
        """Return the arguments with their types, or raise with every fault."""
        plain = dict(to_jsonable_python(dict(edit.arguments)))
        for version in range(edit.version or self.version, self.version):
            plain = self.upgrades[version](plain)
        try:
            arguments = self.arguments_model.model_validate(plain)
        except ValidationError as error:
            raise self._faulty(
                (".".join(str(part) for part in fault["loc"]) or self.name, f"{fault['msg']}.")
                for fault in error.errors(include_url=False)
            ) from None
        # `work.change(row, version=version, **changes)`: a field of that name would clash with the argument.
        changes = plain.get("changes")
        reserved = [name for name in ("id", "version") if isinstance(changes, dict) and name in changes]
        if reserved:
            raise self._faulty((f"changes.{name}", "There is no such field to change.") for name in reserved)
        return arguments

    def _faulty(self, faults: Iterable[tuple[str, str]]) -> InvalidInput:
        findings = [Finding("domain.invalid_argument", Severity.ERROR, place, text) for place, text in faults]
        first = findings[0]
        return InvalidInput(f"{self.name}: {first.place}", first.sentence, findings=findings)

    def call(self, work: Any, arguments: BaseModel) -> Any:
        """Run the function on a work."""
        return self.function(
            work, **{name: getattr(arguments, name) for name in type(arguments).model_fields}
        )


_actions: dict[str, ActionDefinition] = {}


def action(name: str, *, version: int = 1, upgrades: Mapping[int, Upgrade] | None = None) -> Callable[[F], F]:
    """Register a function as an action under a stable name ("app.verb_noun").

    The function takes the work and then keyword arguments only, whose annotations are checked at every door. It
    stays a plain function, so that another action can call it with its own work. `upgrades[1]` turns arguments of
    version 1 into those of version 2, so that old change sets and kept edits can be carried out for ever.
    """

    def decorate(function: F) -> F:
        add_action(ActionDefinition(name, version, function, upgrades or {}))
        return function

    return decorate


def add_action(definition: ActionDefinition) -> None:
    """Add a definition; a name stands for one function."""
    known = _actions.get(definition.name)
    if known is not None and known.function.__qualname__ != definition.function.__qualname__:
        raise ActionMisuse(definition.name, "Two actions have this name; rename one.")
    _actions[definition.name] = definition


def definition_of(name: str) -> ActionDefinition:
    """Return a registered action."""
    try:
        return _actions[name]
    except KeyError:
        raise InvalidInput(name, "There is no action of this name.") from None


def definitions() -> tuple[ActionDefinition, ...]:
    """Return all actions by name."""
    return tuple(_actions[name] for name in sorted(_actions))


def carry_out(work: Any, edits: Iterable[Edit]) -> list[Any]:
    """Run kept edits as part of a running action, each with the checks of its own; return their values."""
    calls = [(definition_of(edit.action), edit) for edit in edits]
    return [definition.call(work, definition.parsed(edit)) for definition, edit in calls]
