"""Plan files: kept by the digest of their content, read once a process."""

from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings

from lockstep.domain.planning.vocabulary import ImportProblem
from lockstep.domain.records.actions import keep_content
from lockstep.domain.records.queries import kept_content

SYSTEMS = {"mspdi": "microsoft", "mpp": "microsoft", "xer": "primavera", "pmxml": "primavera"}


def keep_file(content: bytes | Path) -> str:
    """Store a file and return its digest; equal files are stored once.

    The database holds it, so that backups have it and workers on other machines find it.
    """
    content = content.read_bytes() if isinstance(content, Path) else content
    digest = keep_content(content)
    _copy(content, _place(digest))
    return digest


def kept_path(digest: str) -> Path:
    """Return where this machine has its copy of a kept file; nothing lies there where the file is not kept."""
    path = _place(digest)
    if not path.exists() and (content := kept_content(digest)) is not None:
        _copy(content, path)
    return path


def _place(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def _copy(content: bytes, path: Path) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own, so that two workers that want the same file do not write into each other.
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as partial:
        partial.write(content)
    Path(partial.name).replace(path)


@lru_cache(maxsize=4)
def read_kept(digest: str, name: str, mapping: str = "") -> Any:
    """Return the document of a kept file; `mapping` says in JSON which column of a spreadsheet is what."""
    from lockstep.exchange import Mapping, read  # its parsers are not needed to serve pages

    path = kept_path(digest)
    if not path.exists():
        raise ImportProblem(name, "The file is no longer kept; upload it again.")
    return read(path, name, mapping=Mapping.from_json(mapping) if mapping else None)


def system_of(document: Any) -> str:
    """Return the kind of system that a file comes from: files of one kind are updates of each other."""
    return SYSTEMS.get(str(document.source.format), str(document.source.format))
