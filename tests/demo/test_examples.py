"""The sample files are what their script makes, and agree with the dates that they carry."""

from pathlib import Path

import pytest

from lockstep.engine import reconcile, schedule
from lockstep.exchange import read
from scripts import make_examples

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ["depot.xml", "depot-update.xml", "vehicles.xer", "ticketing.csv"]


def test_the_files_are_those_that_the_script_makes(tmp_path, monkeypatch):
    monkeypatch.setattr(make_examples, "FOLDER", tmp_path)
    make_examples.main()
    for name in NAMES:
        assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes(), f"{name}: make it again"


@pytest.mark.parametrize("name", NAMES)
def test_every_date_of_a_sample_agrees_with_ours(name):
    document = read(EXAMPLES / name)
    assert document.stored is not None
    found = reconcile(document.plan, schedule(document.plan), document.stored)
    assert found.total.agreed == found.total.compared > 40
