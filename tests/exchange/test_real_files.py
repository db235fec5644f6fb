"""Every real plan file reads; nothing in it is lost; reading again what was written gives the same."""

import os
from functools import cache
from pathlib import Path

import pytest

from lockstep.exchange import Document, Format, read
from lockstep.plan import unsound
from tests.exchange.test_writing import again, differences

pytestmark = pytest.mark.real_data


def files(*patterns: str) -> list[Path]:
    """Return the real files of some patterns; none where there is no data."""
    folder = os.environ.get("LOCKSTEP_TEST_DATA")
    return sorted(path for pattern in patterns for path in Path(folder).glob(pattern)) if folder else []


TEXT_FILES = files("plans/mspdi/*.xml", "plans/xer/*.xer", "plans/pmxml/*.xml")
MPP_FILES = files("plans/mpp/*.mpp", "multi-project/*.mpp")


def params(paths: list[Path]) -> list[object]:
    """Return the paths as parameters, or one that is skipped with its reason."""
    return [pytest.param(path, id=path.name) for path in paths] or [pytest.param(None, id="none")]


@cache
def document_of(path: Path) -> Document:
    """Return the document of a real file, read once for all tests."""
    return read(path)


def check(path: Path) -> None:
    document = document_of(path)
    assert len(document.plan.activities) > 0
    assert [finding for finding in unsound(document.plan) if finding.severity.word == "error"] == []
    for count in document.source.counts:
        assert count.found == count.mapped + count.kept, count
    assert [finding for finding in document.findings if finding.severity.word == "error"] == []


@pytest.mark.parametrize("path", params(TEXT_FILES))
def test_a_real_file_reads_whole(path: Path) -> None:
    check(path)


@pytest.mark.java
@pytest.mark.parametrize("path", params(MPP_FILES))
def test_a_real_mpp_file_reads_whole(path: Path) -> None:
    check(path)


@pytest.mark.parametrize("path", params(files("plans/mspdi/*.xml")))
def test_a_real_file_survives_writing(path: Path) -> None:
    document = document_of(path)
    assert differences(document.plan, again(document.plan, Format.MSPDI, document.stored)) == []
