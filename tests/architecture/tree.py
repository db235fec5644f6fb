"""The source tree as the laws see it: files, modules, imports."""

import ast
import functools
import subprocess
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lockstep"


def modules() -> list[Path]:
    """Return the product's Python modules, migrations left out."""
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def script_modules() -> list[Path]:
    """Return the TypeScript modules of the pages."""
    return sorted((ROOT / "frontend" / "src").rglob("*.ts"))


def relative(path: Path) -> str:
    """Return a path as it is written in the repository."""
    return path.relative_to(ROOT).as_posix()


@functools.cache
def tracked_files() -> tuple[Path, ...]:
    """Return the files under version control, or nothing where this is no checkout."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = run.stdout.split("\0") if run.returncode == 0 else []
    return tuple(path for name in names if name and (path := ROOT / name).is_file())


@functools.cache
def syntax(path: Path) -> ast.Module:
    """Return the parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@functools.cache
def import_graph() -> grimp.ImportGraph:
    """Return who imports whom, external packages included."""
    return grimp.build_graph("lockstep", include_external_packages=True, cache_dir=None)


def direct_imports() -> list[tuple[str, str]]:
    """Return every direct import inside the product as (importer, imported), migrations left out."""
    graph = import_graph()
    return sorted(
        (importer, imported)
        for importer in graph.modules
        if importer.startswith("lockstep.") and ".migrations" not in importer
        for imported in graph.find_modules_directly_imported_by(importer)
    )


def where(importer: str, imported: str) -> str:
    """Return an import as a failing law prints it."""
    details = import_graph().get_import_details(importer=importer, imported=imported)
    lines = ", ".join(str(detail["line_number"]) for detail in details)
    return f"{importer} (line {lines}) imports {imported}"
