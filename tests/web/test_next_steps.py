"""What an empty page offers next, and to whom."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lockstep.domain.ledger import perform
from lockstep.domain.people.vocabulary import ResourceKind
from lockstep.domain.planning.actions import prepare_import
from lockstep.domain.runs.models import Job
from lockstep.domain.runs.vocabulary import JobStatus
from lockstep.web.workload_words import note_of
from tests.domain.planning.conftest import plan_file

EMPTY = ["node", "baselines", "leveling", "workload", "health", "risk-analysis"]


def test_empty_pages_offer_the_import_to_who_may_and_nothing_to_others(
    forest: Any, administrator: Any, make_person: Any, sign_in: Callable[[Any], Client]
) -> None:
    """Nothing is scheduled: one button leads to the import, and no form works on a plan that is not there."""
    reader = make_person("Rea Reader", "viewer", forest.dig)
    manager, viewer = sign_in(administrator), sign_in(reader)
    address = reverse("web:imports", args=[forest.dig])
    button = f'<a class="btn is-main" href="{address}">Import its plan</a>'
    for name in EMPTY:
        page = reverse(f"web:{name}", args=[forest.dig])
        mine, theirs = manager.get(page).content.decode(), viewer.get(page).content.decode()
        assert button in mine, name
        assert "Import its plan" not in theirs, name
        for working in ("Keep as baseline", "Level Dig", "Analyze now", 'value="quick"'):
            assert working not in mine, name
    schedule = reverse("web:schedule", args=[forest.dig])
    assert f'import-url="{address}"' in manager.get(schedule).content.decode()
    assert "import-url" not in viewer.get(schedule).content.decode()


def test_an_empty_portfolio_offers_a_program_first(
    administrator: Any, add_node: Any, sign_in: Callable[[Any], Client]
) -> None:
    """What is added to a portfolio is a program unless somebody says otherwise."""
    made = add_node("portfolio", "Works")
    browser = sign_in(administrator)
    adding = reverse("web:add-node", args=[made])
    button = f'<a class="btn is-main" href="{adding}">Add a program</a>'
    assert button in browser.get(reverse("web:node", args=[made])).content.decode()
    assert button in browser.get(reverse("web:projects", args=[made])).content.decode()
    form = browser.get(adding).content.decode()
    assert form.index('<option value="program"') < form.index('<option value="project"')


def test_files_on_their_way_are_told_until_they_are_in_the_list(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """The page renews itself while files are read, and says of which one nothing came."""
    browser, page = sign_in(administrator), reverse("web:imports", args=[forest.alpha])
    files = [SimpleUploadedFile(name, b"x") for name in ("depot.xml", "broken.xml")]
    browser.post(page, {"file": files, "mastered": "here"})
    body = browser.get(page).content.decode()
    assert "2 files are being read" in body
    assert 'hx-trigger="every 2s"' in body
    assert "Dry run of an import: depot.xml" in browser.get(reverse("web:jobs")).content.decode()
    read, broken = Job.objects.order_by("pk")
    Job.objects.filter(pk=read.pk).update(status=JobStatus.DONE, finished_at=timezone.now())
    failed = {"status": JobStatus.FAILED, "finished_at": timezone.now(), "error": "broken.xml: cut off."}
    Job.objects.filter(pk=broken.pk).update(**failed)
    body = browser.get(page).content.decode()
    assert "being read" not in body
    assert "every 2s" not in body
    assert "broken.xml: cut off." in body


def test_all_dry_runs_that_are_ready_are_imported_by_one_button(
    forest: Any, administrator: Any, make_person: Any, sign_in: Callable[[Any], Client]
) -> None:
    """Each gets a job of its own, whose progress the page shows; a reader is offered nothing."""
    rows = [(1, "Survey", 3.0)]
    for name in ("Depot", "Yard"):
        prepare_import(administrator, forest.alpha, f"{name}.xml", plan_file(rows, name=name))
    old = prepare_import(administrator, forest.alpha, "Yard.xml", plan_file([(1, "Dig", 2.0)], name="Yard"))
    browser, page = sign_in(administrator), reverse("web:imports", args=[forest.alpha])
    body = browser.get(page).content.decode()
    assert "Import all 2 that are ready" in body
    assert "there is a newer dry run of it" in body
    viewer = sign_in(make_person("Rea Reader", "viewer", forest.alpha))
    assert "Waiting to be imported" not in viewer.get(page).content.decode()
    listed = re.findall(r'name="run" value="(\d+)"', body)
    assert str(old) in listed
    assert len(listed) == 2
    browser.post(page, {"step": "all", "run": listed})
    assert sorted(job.arguments["run"] for job in Job.objects.all()) == sorted(map(int, listed))
    Job.objects.filter(arguments__run=old).update(status=JobStatus.RUNNING, progress=0.4)
    body = browser.get(page).content.decode()
    for words in ("being imported, 40 %", "waits for its turn", "2 files on the way in", 'every 2s"'):
        assert words in body, words
    assert "that are ready</button>" not in body


def test_the_page_of_a_person_says_on_what_they_work_and_whose_they_are(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """Without work it says how work comes; with work it lists it, exports it and does not offer to remove them."""

    def do(action: str, **arguments: Any) -> int:
        return perform(action, actor=administrator, arguments=arguments).value.pk

    browser, ann = sign_in(administrator), do("people.add_resource", node=forest.alpha, name="Ann")
    page = reverse("web:person", args=[ann])
    body = browser.get(page).content.decode()
    for words in ("On no activity", "every plan below it can put them to work", ">Remove</button>"):
        assert words in body, words
    dig = do("planning.add_activity", project=forest.dig, name="Dig the hole", duration_ticks=4_800)
    do("planning.assign", activity=dig, resource=ann, units=0.5)
    body = browser.get(page).content.decode()
    for words in (reverse("web:activity", args=[dig]), "50 %", "1 activity not finished, 4 h left"):
        assert words in body, words
    assert ">Remove</button>" not in body
    assert "Dig the hole" in browser.get(f"{page}?export=csv").content.decode()


def test_who_shares_a_name_is_told_apart_by_the_project() -> None:
    """Two plans bring two people of one name; the workload says which is whose."""
    row = SimpleNamespace(kind=ResourceKind.PERSON, people=0, units=1.0, unnamed_hours=0, projects=1)
    assert note_of(row, "", 0) == "person"
    assert note_of(row, "", 0, "Depot") == "person · Depot"
