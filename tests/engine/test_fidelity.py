"""Our dates beside those that real files store, scheduled cold."""

from pathlib import Path

import pytest

from benchmarks.fidelity import Result, files_in, measure, shares

FORMATS = ("mspdi", "xer", "pmxml")


@pytest.fixture(scope="module")
def results(test_data: Path) -> dict[str, list[Result]]:
    """Reconciliations of all files of the formats that need no Java, by format."""
    found = {}
    for name in FORMATS:
        paths = files_in([test_data / "plans" / name])
        found[name] = [result for path in paths if (result := measure(path)) is not None]
    return found


@pytest.mark.real_data
def test_trusted_xml_and_xer_files_agree_almost_everywhere(results) -> None:
    """Early start, early finish and total float agree for the share that is reached today."""
    reached = shares(results["mspdi"] + results["xer"])
    assert reached["share"] >= 0.99
    assert reached["linked_share"] >= 0.99


@pytest.mark.real_data
def test_primavera_files_agree_wholly(results) -> None:
    """Every activity of the P6 files agrees."""
    assert shares(results["xer"] + results["pmxml"])["worst_file"] == 1.0


@pytest.mark.real_data
@pytest.mark.java
def test_files_agree_in_the_mean_with_mpp_included(test_data: Path) -> None:
    """The mean of files, by which small files count as much as large ones."""
    found = [result for path in files_in([test_data / "plans"]) if (result := measure(path)) is not None]
    reached = shares(found)
    assert reached["mean_of_files"] >= 0.98
    assert reached["share"] >= 0.99
    assert reached["linked_share"] >= 0.99
    assert reached["hard_share"] >= 0.99


@pytest.mark.real_data
def test_every_difference_has_a_cause(results) -> None:
    """No activity that differs is left without a cause, and none that agrees has one."""
    for result in [entry for entries in results.values() for entry in entries]:
        reconciliation = result.reconciliation
        differs = reconciliation.is_compared & ~reconciliation.agrees
        assert ((reconciliation.cause != 0) == differs).all(), result.path.name
