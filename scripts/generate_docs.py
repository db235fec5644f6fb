"""Write the generated blocks and pages of the docs anew: `make docs`.

A block stands between `<!-- generated: name -->` and `<!-- end: name -->`. A test fails while a block differs
from what this module would write.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from scripts import rooms

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end: \2 -->)", re.DOTALL)


def rooms_tree() -> str:
    """Return the tree of rooms."""
    return f"```text\n{rooms.tree()}\n```\n"


def rooms_picture() -> str:
    """Return the picture of rooms."""
    return f"```mermaid\n{rooms.picture()}\n```\n"


def decisions() -> str:
    """Return the list of decisions."""
    lines = []
    for path in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
        lines.append(f"- [{title}]({path.name})")
    return "\n".join(lines) + "\n"


def settings_table() -> str:
    """Return every setting with its default and its sentence."""
    from lockstep.server.settings import PREFIX, Settings, entries

    usual = Settings()
    rows = ["| Variable | Default | What it sets |", "| --- | --- | --- |"]
    for entry in entries():
        value = getattr(usual, entry.name)
        shown = "a folder of the user" if isinstance(value, Path) else _shown(value)
        secret = " Secret." if entry.metadata["secret"] else ""
        rows.append(f"| `{PREFIX}{entry.name.upper()}` | {shown} | {entry.metadata['sentence']}{secret} |")
    return "\n".join(rows) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        value = ",".join(value)
    return f"`{value}`" if str(value) else "empty"


def commands() -> str:
    """Return the help of every command."""
    import typer

    from lockstep.cli.app import COMMANDS, app

    group = typer.main.get_command(app)
    context = typer.Context(group, info_name="lockstep")
    parts = []
    for name in COMMANDS:
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        own = typer.Context(command, info_name=name, parent=context)
        usage = " ".join(command.collect_usage_pieces(own))
        lines = [
            f"### lockstep {name}",
            "",
            "```text",
            f"lockstep {name} {usage}",
            "```",
            "",
            _prose(command.help),
        ]
        options = [record for item in command.get_params(own) if (record := item.get_help_record(own))]
        lines += ["", *(f"- `{_plain(left)}`: {_plain(right)}" for left, right in options)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _prose(text: str | None) -> str:
    return " ".join((text or "").split())


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "/").strip()


GENERATED: dict[str, Callable[[], str]] = {
    "rooms-tree": rooms_tree,
    "rooms-picture": rooms_picture,
    "decisions": decisions,
    "settings": settings_table,
    "commands": commands,
}


def renewed(text: str) -> str:
    """Return a page with all its generated blocks written anew."""
    return BLOCK.sub(lambda match: f"{match[1]}\n{GENERATED[match[2]]()}\n{match[3]}", text)


def pages() -> list[Path]:
    """Return the pages that hold a generated block."""
    return [path for path in sorted(DOCS.rglob("*.md")) if BLOCK.search(path.read_text(encoding="utf-8"))]


def main() -> int:
    """Write the pages that changed and say which."""
    for path in pages():
        before = path.read_text(encoding="utf-8")
        after = renewed(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(f"renewed {path.relative_to(ROOT)}")
    write_field_guide()
    return 0


def write_field_guide() -> None:
    """Write the field guide, if it changed; it reads and writes the sample files of the tests."""
    from scripts.generate_field_guide import PAGE, page

    after = page()
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != after:
        PAGE.write_text(after, encoding="utf-8")
        print(f"renewed {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
