"""A stored table of numbers that a change may lower freely and raise only on purpose."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

SWITCH = "LOCKSTEP_UPDATE_BUDGETS"


def compare(path: Path, measured: Mapping[str, int], *, slack: float = 0.0) -> list[str]:
    """Return what exceeds the stored number by more than the slack; with the switch set, store the new ones."""
    stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if os.environ.get(SWITCH):
        path.write_text(json.dumps(dict(sorted(measured.items())), indent=2) + "\n", encoding="utf-8")
        return []
    over = [
        f"{name}: {number}, stored {stored.get(name, 'nothing')}"
        for name, number in sorted(measured.items())
        if number > stored.get(name, -1) * (1 + slack)
    ]
    gone = [f"{name}: stored, but not measured any more" for name in sorted(stored.keys() - measured.keys())]
    if over or gone:
        over.append(f"Make it cheaper, or accept the new numbers with {SWITCH}=1 and say why in the change.")
    return over + gone
