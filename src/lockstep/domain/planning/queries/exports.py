"""Files of what one sees."""

from typing import Any

from lockstep.domain.ledger import NotFound, Refused
from lockstep.domain.planning.bridge.exporting import export_projects
from lockstep.domain.planning.bridge.files import keep_file, kept_path
from lockstep.domain.planning.queries.looking import look_at, nodes_of, projects_of
from lockstep.foundation.findings import Finding

FORMATS = {"mspdi": ".xml", "xlsx": ".xlsx", "csv": ".csv"}


def export_node(user: Any, node: int, file_format: str) -> tuple[str, bytes, tuple[Finding, ...]]:
    """Return file name, content, and what the format cannot carry, for all readable projects below a node."""
    look = look_at(user, node)
    if file_format not in FORMATS:
        raise Refused(
            look.top.name, f"There is no export as {file_format!r}; use one of {', '.join(FORMATS)}."
        )
    projects = frozenset(project.id for project in projects_of(nodes_of(look)))
    content, findings = export_projects(look.compiled, projects, file_format, look.top.name)
    safe = "".join(letter if letter.isalnum() or letter in "-_ " else "_" for letter in look.top.name).strip()
    return f"{safe or 'plan'}{FORMATS[file_format]}", content, findings


def keep_export(content: bytes) -> str:
    """Keep a file for its owner to fetch, and return its digest."""
    return keep_file(content)


def kept_export(digest: str) -> bytes:
    """Return a kept file. Raises NotFound where it is gone."""
    if not digest.isalnum() or not (path := kept_path(digest)).exists():
        raise NotFound("export", "The file is no longer kept; export it again.")
    return path.read_bytes()
