"""The rooms of the product as the contract file `.importlinter` lists them."""

import itertools
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Layer:
    """One layer of a contract: rooms that may not know each other, and what they are for."""

    rooms: tuple[str, ...]
    purpose: str


def layers_of(contract: str) -> list[Layer]:
    """Return the layers of a contract, high to low, each with the comment above it."""
    lines = (ROOT / ".importlinter").read_text(encoding="utf-8").splitlines()
    section = lines[lines.index(f"[importlinter:contract:{contract}]") :]
    layers: list[Layer] = []
    comment: list[str] = []
    for line in section[section.index("layers =") + 1 :]:
        text = line.strip()
        if not line.startswith(" "):
            break
        if text.startswith("#"):
            comment.append(text.removeprefix("#").strip())
        else:
            rooms = tuple(part.strip().strip("()") for part in text.split("|"))
            layers.append(Layer(rooms, " ".join(comment)))
            comment = []
    return layers


def existing(layer: Layer, folder: Path) -> tuple[str, ...]:
    """Return the rooms of a layer that stand in `folder`."""
    return tuple(room for room in layer.rooms if (folder / room / "__init__.py").exists())


def tree() -> str:
    """Return the rooms as an indented tree, high to low, those that exist."""
    source = ROOT / "src" / "lockstep"
    lines = ["src/lockstep/"]
    for layer in layers_of("rooms"):
        rooms = existing(layer, source)
        lines += [f"  {' | '.join(rooms):<28} {layer.purpose}"] if rooms else []
        if rooms == ("domain",):
            for app in layers_of("domain"):
                apps = existing(app, source / "domain")
                lines += [f"    {' | '.join(apps):<26} {app.purpose}".rstrip()] if apps else []
    return "\n".join(lines)


def picture() -> str:
    """Return the rooms as a Mermaid picture: an arrow says who may import whom."""
    source = ROOT / "src" / "lockstep"
    ranks = [rooms for layer in layers_of("rooms") if (rooms := existing(layer, source))]
    lines = ["flowchart TD"]
    for upper, lower in itertools.pairwise(ranks):
        lines += [f"    {above} --> {below}" for above in upper for below in lower]
    return "\n".join(lines)
