"""Lessons: the rule by which they are offered, taking and turning down; improvements before and after."""

from datetime import date
from typing import Any

import pytest

from lockstep.domain.governance.improving import effect_of, reached_share, verdict
from lockstep.domain.governance.matching import matched, words_of
from lockstep.domain.ledger import Forbidden, Refused, perform, undo
from lockstep.domain.records.offering import Asked
from lockstep.domain.records.queries import ListQuery, Scope, links_of, listing, offers, offers_for
from tests.domain.conftest import Forest
from tests.domain.governance.telling import moved, raised

TODAY = date.today()


def test_words_count_without_the_commonest_and_without_the_plural() -> None:
    assert words_of("The cranes would have been with them") == {"crane"}
    assert words_of("Class of glass") == {"class", "glass"}


def test_a_tag_gives_three_points_a_word_of_the_title_two_any_other_one() -> None:
    asked = words_of("Steel structure of the hall needs a crane")
    found = matched(asked, title="Book the hall early", text="Concrete and crane", tags=("steel structure",))
    assert (found.points, found.tags, found.words) == (6, ("steel structure",), ("hall", "crane"))
    assert found.why == "In common: tag steel structure, hall, crane."
    assert matched(words_of("Paint"), title="Book the hall", text="", tags=("hall",)).points == 0


def published(actor: Any, node: int, title: str, **fields: Any) -> Any:
    """Publish a lesson."""
    whole = {"context": "Site", "cause": "Late", "recommendation": "Book early", "tags": ["crane"], **fields}
    lesson = raised(actor, "lessons", node, title=title, **whole)
    moved(actor, "lessons", lesson, "validate")
    moved(actor, "lessons", lesson, "publish")
    return lesson


def test_only_published_lessons_that_may_be_read_are_offered(
    administrator: Any, forest: Forest, make_person: Any
) -> None:
    draft = raised(administrator, "lessons", forest.alpha, title="Crane of the draft", tags=["crane"])
    with pytest.raises(Refused, match="in which situation"):
        moved(administrator, "lessons", draft, "validate")
    published(administrator, forest.alpha, "Book the crane")
    asked = Asked("risks.risk", "The crane may be taken")
    ((found,),) = [group.found for group in offers(administrator, asked)]
    assert (found.end.title, found.text) == ("Book the crane", "Book early")
    stranger = make_person("Sam Stranger", "project_manager", forest.beta)
    assert offers(stranger, asked) == ()
    assert offers(administrator, Asked("risks.risk", "Paint is dry")) == ()


def test_a_taken_lesson_is_linked_and_counted_and_not_offered_again(
    administrator: Any, forest: Forest, make_person: Any
) -> None:
    first = published(administrator, forest.alpha, "Book the crane")
    second = published(administrator, forest.alpha, "Cranes stop in wind")
    risk = raised(administrator, "risks", forest.alpha, title="The crane may be taken")
    assert len(offers_for(administrator, "risks.risk", risk.pk)[0].found) == 2
    thing = {"type": "risks.risk", "id": risk.pk}
    viewer = make_person("Vera Viewer", "viewer", forest.alpha)
    arguments = {"offering": "lessons", "offered": first.pk, "thing": thing}
    with pytest.raises(Forbidden):
        perform("records.take_offer", actor=viewer, arguments=arguments)
    taken = perform("records.take_offer", actor=administrator, arguments=arguments)
    perform("records.dismiss_offer", actor=administrator, arguments={**arguments, "offered": second.pk})
    assert offers_for(administrator, "risks.risk", risk.pk) == ()
    rows = listing(administrator, "lessons", Scope(forest.alpha), ListQuery(sort="-reuse_count")).rows
    assert [(row.title, row.state, row.values["reuse_count"]) for row in rows] == [
        ("Book the crane", "reused", 1),
        ("Cranes stop in wind", "published", 0),
    ]
    assert [link.words for link in links_of(administrator, "risks.risk", risk.pk)] == ["can learn from"]
    undo(taken.change_set_id, actor=administrator)
    first.refresh_from_db()
    assert first.state == "published"
    assert len(offers_for(administrator, "risks.risk", risk.pk)[0].found) == 1


def test_a_project_is_offered_lessons_by_its_name(administrator: Any, forest: Forest) -> None:
    published(administrator, forest.alpha, "Book the crane")
    assert offers(administrator, Asked("access.node", "Crane of the north depot"))


def test_an_improvement_says_how_much_of_the_way_was_gone() -> None:
    """Nine days before, five aimed at, six measured: three fewer, three quarters of the way."""
    assert effect_of(9, 6) == -3
    assert reached_share(9, 5, 6) == 0.75
    assert [verdict(reached_share(9, 5, after)) for after in (5, 6, 9, 10)] == [
        "target reached",
        "better, target not reached",
        "no change",
        "worse than before",
    ]
    assert reached_share(9, 9, 6) is None


def test_an_improvement_is_measured_before_anything_changes(administrator: Any, forest: Forest) -> None:
    row = raised(administrator, "improvements", forest.alpha, title="One sheet")
    with pytest.raises(Refused, match="Say what is measured"):
        moved(administrator, "improvements", row, "begin")
    moved(administrator, "improvements", row, "begin", measure="Days", baseline=9, target=5)
    with pytest.raises(Refused, match="Measure it again"):
        moved(administrator, "improvements", row, "measure")
    moved(administrator, "improvements", row, "measure", after=10, after_on=TODAY)
    (found,) = listing(
        administrator, "improvements", Scope(forest.alpha), ListQuery(flags=("no_better",))
    ).rows
    assert (found.values["effect"], found.values["reached_share"]) == (1, -0.25)
