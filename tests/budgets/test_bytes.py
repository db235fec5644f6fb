"""What a browser must fetch for a page, compressed: hard limits, and a stored table that grows only on purpose."""

import gzip
import json
from pathlib import Path

import pytest

from tests.budgets.budget_file import compare

DIST = Path(__file__).parents[2] / "frontend" / "dist"
STORED = Path(__file__).with_name("bytes.json")
LIMITS = {"css": 80_000, "js": 45_000, "font": 50_000, "gantt": 60_000, "records": 45_000}

pytestmark = pytest.mark.skipif(
    not (DIST / "manifest.json").is_file(), reason="the pages are not built: make pages"
)


def measured() -> dict[str, int]:
    manifest = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    return {
        "css": size(manifest, "src/styles/app.css"),
        "js": size(manifest, "src/shell/shell.ts"),
        "gantt": size(manifest, "src/gantt/index.ts"),
        "records": record_page(manifest),
        "font": next(path.stat().st_size for path in DIST.glob("assets/inter-latin-wght-normal*.woff2")),
    }


def record_page(manifest: dict) -> int:
    """Return the scripts of a page of records: the small one of every page and its own, shared parts once."""
    seen: set[str] = set()
    return sum(size(manifest, entry, seen) for entry in ("src/shell/shell.ts", "src/records/index.ts"))


def size(manifest: dict, entry: str, seen: set[str] | None = None) -> int:
    """Return the bytes of an entry with everything that it imports, gzip level 9."""
    seen = set() if seen is None else seen
    if entry in seen:
        return 0
    seen.add(entry)
    chunk = manifest[entry]
    files = [chunk["file"], *chunk.get("css", [])]
    own = sum(len(gzip.compress((DIST / file).read_bytes(), 9)) for file in files)
    return own + sum(size(manifest, imported, seen) for imported in chunk.get("imports", []))


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_an_asset_keeps_its_hard_limit(name: str) -> None:
    """The limits are those of the promise to the reader, whatever was stored."""
    assert measured()[name] <= LIMITS[name]


def test_assets_grow_only_on_purpose() -> None:
    """A tenth more than stored is a decision, not an accident."""
    assert compare(STORED, measured(), slack=0.1) == []
