"""Choosing what the columns of a spreadsheet are, on the page of its dry run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db(transaction=True)
def test_the_columns_of_a_sheet_are_chosen_on_the_page(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client], settings: Any, tmp_path: Path
) -> None:
    """A column that nobody recognized is chosen as predecessors, and the file is read again with it."""
    from lockstep.domain.planning.actions import prepare_import
    from lockstep.jobs.worker import Worker

    settings.MEDIA_ROOT = str(tmp_path)
    sheet = b"Id,Name,Duration,Follows on\n1,Cut,3d,\n2,Sew,2d,1FS+2d\n"
    run = prepare_import(administrator, forest.alpha, "shop.csv", sheet)
    client = sign_in(administrator)
    body = client.get(reverse("web:import-run", args=[run]) + "?show=findings").content.decode()
    assert "looks like predecessors" in body
    assert "Read again with these columns" in body
    columns = {"column-1": "id", "column-2": "name", "column-3": "duration", "column-4": "predecessors"}
    refused = client.post(reverse("web:import-columns", args=[run]), {**columns, "column-1": "name"})
    assert "Two columns are said to be" in refused.content.decode()
    answer = client.post(reverse("web:import-columns", args=[run]), columns)
    Worker().work_off()
    report = client.get(answer["Location"], headers={"HX-Request": "true"})["HX-Redirect"]
    body = client.get(f"{report}?show=findings").content.decode()
    assert "looks like predecessors" not in body
    assert '<option value="predecessors" selected>' in body


@pytest.mark.django_db(transaction=True)
def test_a_file_without_its_end_shows_a_banner_and_wants_a_tick(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client], settings: Any, tmp_path: Path
) -> None:
    """The dry run says that rows may be lost, and only the tick lets it be imported."""
    from lockstep.domain.planning.actions import prepare_import

    settings.MEDIA_ROOT = str(tmp_path)
    cut = (
        b"ERMHDR\t19.12\t2026-01-05\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\n%R\t1\tSite\n"
        b"%T\tTASK\n%F\ttask_id\tproj_id\ttask_code\ttask_name\n%R\t1\t1\tA1\tDig\n"
    )
    run = prepare_import(administrator, forest.alpha, "cut.xer", cut)
    client = sign_in(administrator)
    body = client.get(reverse("web:import-run", args=[run])).content.decode()
    assert 'class="notice is-bad" role="alert"' in body
    assert 'name="accepts_truncated" value="yes" required' in body
    address = reverse("web:apply-import", args=[run])
    assert client.post(address).status_code == 422
    assert client.post(address, {"accepts_truncated": "yes"}).status_code == 302
