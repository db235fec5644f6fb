"""The form of a record: its sections as declared, what was typed kept, every refusal beside its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import StaleVersion
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.foundation.findings import LockstepError, Severity
from lockstep.web.pages.records.controls import Control, control_of, typed_values
from lockstep.web.pages.records.options import options_for, picked


@dataclass(frozen=True, slots=True)
class FormSection:
    """Controls under one head; `is_long` ones stand below each other."""

    title: str
    short: tuple[Control, ...]
    long: tuple[Control, ...]


@dataclass
class RecordForm:
    """A form over some fields of a register at a node."""

    user: Any
    register: Register
    node: int
    fields: Mapping[str, Field]
    values: Mapping[str, Any]
    data: QueryDict | None = None
    errors: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    conflicts: tuple[Any, ...] = ()
    version: int = 0

    def read(self) -> dict[str, Any]:
        """Return what was typed as plain values; `errors` holds what cannot be read."""
        assert self.data is not None
        values, errors = typed_values(self.fields.values(), self.data)
        values, more = picked(self.user, self.fields, values)
        self.errors |= errors | more
        return values

    def refuse(self, error: LockstepError) -> None:
        """Keep why the domain refused: beside its field where it names one, else above the form."""
        if isinstance(error, StaleVersion):
            self.conflicts, self.version = error.conflicts, error.current_version
            return
        told = False
        for finding in error.findings:
            if finding.severity < Severity.ERROR:
                continue
            name = finding.place.rsplit(".", 1)[-1]
            if name in self.fields:
                self.errors[name] = finding.sentence
            else:
                self.problems.append(finding.sentence)
            told = True
        if not told:
            self.problems.append(error.sentence)

    @property
    def is_refused(self) -> bool:
        """Tell whether something stands against it."""
        return bool(self.errors or self.problems or self.conflicts)

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        """Return (label, sentence, id of the control) of each error, for the summary above the form."""
        return [
            (self.fields[name].label, sentence, f"field-{name}")
            for name, sentence in self.errors.items()
            if name in self.fields
        ]

    @property
    def sections(self) -> list[FormSection]:
        """Return the controls under the heads that the register declares; the rest comes last."""
        controls = self._controls()
        found, placed = [], set()
        for section in self.register.sections:
            names = [name for name in section.fields if name in controls]
            placed.update(names)
            found.append(self._section(section.title, names, controls))
        rest = [name for name in controls if name not in placed]
        found.append(self._section("More", rest, controls))
        return [section for section in found if section.short or section.long]

    def _section(self, title: str, names: Iterable[str], controls: Mapping[str, Control]) -> FormSection:
        names = list(names)
        long = [name for name in names if self.fields[name].kind is FieldKind.LONG_TEXT or name == "title"]
        short = [name for name in names if name not in long]
        return FormSection(
            title, tuple(controls[name] for name in short), tuple(controls[name] for name in long)
        )

    def controls(self) -> list[Control]:
        """Return all controls without heads, for a dialog."""
        return list(self._controls().values())

    def _controls(self) -> dict[str, Control]:
        options = options_for(self.user, self.node, self.fields.values())
        return {
            name: control_of(
                item,
                self.values.get(name),
                options,
                typed=self._typed(name),
                error=self.errors.get(name, ""),
            )
            for name, item in self.fields.items()
        }

    def _typed(self, name: str) -> str | None:
        if self.data is None:
            return None
        return self.data.get(name, "") if name in self.data or f"{name}-shown" in self.data else None


def form_fields(register: Register, permissions: frozenset[Permission]) -> dict[str, Field]:
    """Return the fields that people give on a form, in the order of its sections; only those that exist for them."""
    order = dict.fromkeys(name for section in register.sections for name in section.fields)
    names = [*order, *(name for name in register.all_fields if name not in order)]
    fields = {name: register.all_fields[name] for name in names if name in register.all_fields}
    return {
        name: item
        for name, item in fields.items()
        if item.is_writable and name != "origin_key" and (item.secrecy is None or item.secrecy in permissions)
    }
