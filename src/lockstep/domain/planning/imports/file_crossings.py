"""The links between the projects of one file, while it is imported: which stored activities their ends are."""

from collections.abc import Mapping
from typing import Any

from lockstep.domain.planning.bridge.networks import root_of
from lockstep.domain.planning.imports.crossing import DecidedCrossings, crossing_links, decide_crossings
from lockstep.domain.planning.imports.deciding import Decided
from lockstep.domain.planning.imports.incoming import End
from lockstep.domain.planning.imports.stored import stored_crossings, stored_ends
from lockstep.foundation.findings import Finding, Severity


class FileCrossings:
    """Learns the projects of an import one by one, then decides on the links into each.

    An end in a project that is not part of this import is looked for in the same portfolio, among what was
    imported from such a file before and the user may see.
    """

    def __init__(self, user: Any, place: Any, document: Any, system: str) -> None:
        self._links = crossing_links(document.plan)
        self._sources = [project.uid[:250] for project in document.plan.projects]
        self._coming: set[End] = set()
        self._vanished: set[int] = set()
        wanted = {link.predecessor for link in self._links}
        self.ends = stored_ends(user, root_of(place.path), system, wanted)

    def note(self, decided: Decided, ids: Mapping[str, int]) -> None:
        """Take in one project: the activities that are there, and those that will be made."""
        project = decided.incoming.key
        for activity in decided.incoming.activities:
            end = (project, activity.key)
            self.ends.pop(end, None)
            if activity.key in ids:
                self.ends[end] = (ids[activity.key],)
            else:
                self._coming.add(end)
        self._vanished.update((*decided.vanished, *decided.missing))

    def decided(self, project: str, node: int | None) -> DecidedCrossings:
        """Return what importing does to the links into a project; it has no node before it is made."""
        return decide_crossings(
            [link for link in self._links if link.successor[0] == project],
            stored_crossings(node) if node is not None else [],
            self.ends,
            coming=self._coming,
            sources=self._sources,
            vanished=self._vanished,
        )


def unmade_findings(count: int) -> list[Finding]:
    """Return the finding that links of the file are left out, if any are."""
    if not count:
        return []
    return [
        Finding(
            "planning.link_elsewhere",
            Severity.WARNING,
            "links between projects",
            f"{count} of the file's links come from projects of it that are neither part of this import nor here; "
            "import those projects into the same portfolio, then this one again.",
        )
    ]
