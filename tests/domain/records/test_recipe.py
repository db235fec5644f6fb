"""The recipe for a new register is followed to the letter, in an app that lives only for this test."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT

RECIPE = ROOT / "docs/contributing/recipes/add-a-register.md"
FILE = re.compile(r"^`(permits/\w+\.py)`\n\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETTINGS = """\
from lockstep.server.django_settings import *
INSTALLED_APPS = [*INSTALLED_APPS, "permits"]
"""


def run(folder: Path, *arguments: str) -> str:
    """Run Python with the throwaway app installed and return what it printed."""
    environment = {
        **os.environ,
        # The tests of all registers run whole on this one.
        "LOCKSTEP_TEST_DATABASE": "sqlite",
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "throwaway_settings",
    }
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-3_000:]
    return done.stdout


def test_a_register_made_by_the_recipe_passes_the_tests_of_all_registers(tmp_path: Path) -> None:
    """One model, one declaration, one migration; then the same tests as for all others, none skipped."""
    files = dict(FILE.findall(RECIPE.read_text(encoding="utf-8")))
    assert set(files) == {"permits/models.py", "permits/register.py", "permits/apps.py"}
    (tmp_path / "permits").mkdir()
    (tmp_path / "permits/__init__.py").touch()
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "throwaway_settings.py").write_text(SETTINGS, encoding="utf-8")
    run(tmp_path, "-m", "django", "makemigrations", "permits")
    assert [path.name for path in (tmp_path / "permits/migrations").glob("0*.py")] == ["0001_initial.py"]
    suites = ["tests/domain/records/generic", "tests/architecture/test_registers.py"]
    printed = run(
        tmp_path, "-m", "pytest", "-q", "--ds=throwaway_settings", *suites, "-k", "permits and not in_words"
    )
    passed = re.search(r"(\d+) passed", printed)
    assert passed, printed
    assert int(passed[1]) >= 20
    assert "skipped" not in printed
