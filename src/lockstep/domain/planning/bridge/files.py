"""Plan files: kept by the digest of their content, read once a process."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from lockstep.domain.planning.vocabulary import ImportProblem

SYSTEMS = {"mspdi": "microsoft", "mpp": "microsoft", "xer": "primavera", "pmxml": "primavera"}


def keep_file(content: bytes | Path) -> str:
    """Store a file and return its digest; equal files are stored once."""
    content = content.read_bytes() if isinstance(content, Path) else content
    digest = hashlib.sha256(content).hexdigest()
    path = kept_path(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_bytes(content)
        partial.replace(path)
    return digest


def kept_path(digest: str) -> Path:
    """Return where a kept file lies."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


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
