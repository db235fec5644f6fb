"""Rolling colors up: worked answers of each option."""

import pytest

from lockstep.domain.governance.rolling import COLOR_OF_STEP, Child, roll_up
from lockstep.domain.governance.vocabulary import GUIDANCE, Color, RollUp, Step

GREEN, AMBER, RED, GRAY = Color.GREEN, Color.AMBER, Color.RED, Color.GRAY


def children(*found: tuple[Color, float]) -> list[Child]:
    """Return children of some colors and weights, named A, B, C."""
    return [Child("ABCDEF"[at], color, weight) for at, (color, weight) in enumerate(found)]


def test_worst_of_takes_the_worst_and_names_it() -> None:
    found = roll_up(children((GREEN, 90), (RED, 1), (AMBER, 9)), RollUp.WORST)
    assert (found.color, found.driver) == (RED, "B")
    assert found.counts == {GREEN: 1, RED: 1, AMBER: 1}


def test_gray_counts_as_amber_in_a_roll_up() -> None:
    assert roll_up(children((GREEN, 50), (GRAY, 50)), RollUp.WORST).color is AMBER
    assert roll_up(children((GREEN, 71), (GRAY, 29)), RollUp.WEIGHTED).color is GREEN
    assert roll_up(children((GREEN, 70), (GRAY, 30)), RollUp.WEIGHTED).color is AMBER


def test_worst_of_material_leaves_out_what_is_light_and_not_critical() -> None:
    light = children((GREEN, 90), (RED, 5), (AMBER, 10))
    assert roll_up(light, RollUp.MATERIAL, material_weight=10).color is AMBER
    assert (
        roll_up([*light, Child("D", RED, 1, is_critical=True)], RollUp.MATERIAL, material_weight=10).color
        is RED
    )
    assert (
        roll_up([*light, Child("D", RED, 1, is_mandatory=True)], RollUp.MATERIAL, material_weight=10).driver
        == "D"
    )


@pytest.mark.parametrize(
    ("red", "amber", "expected"),
    [(20, 0, RED), (19, 0, GREEN), (19, 10, GREEN), (19, 11, AMBER), (0, 30, AMBER), (0, 29, GREEN)],
)
def test_weighted_share_turns_at_twenty_and_at_thirty_percent(red: int, amber: int, expected: Color) -> None:
    found = roll_up(children((RED, red), (AMBER, amber), (GREEN, 100 - red - amber)), RollUp.WEIGHTED)
    assert found.color is expected


def test_one_critical_red_child_makes_the_whole_red() -> None:
    found = roll_up([Child("A", GREEN, 99), Child("B", RED, 1, is_critical=True)], RollUp.WEIGHTED)
    assert (found.color, found.driver, found.step) == (RED, "B", Step.RED)


def test_nothing_to_roll_up_is_gray() -> None:
    assert roll_up([], RollUp.WORST).color is GRAY


@pytest.mark.parametrize(
    ("colors", "step"),
    [
        (((GREEN, 100),), Step.GREEN),
        (((GREEN, 80), (AMBER, 20)), Step.AMBER_GREEN),
        (((GREEN, 60), (AMBER, 40)), Step.AMBER),
        (((GREEN, 60), (AMBER, 25), (RED, 15)), Step.AMBER_RED),
        (((GREEN, 70), (RED, 30)), Step.AMBER_RED),
        (((GREEN, 40), (RED, 60)), Step.RED),
    ],
)
def test_the_five_steps_of_confidence(colors: tuple[tuple[Color, float], ...], step: Step) -> None:
    assert roll_up(children(*colors), RollUp.WEIGHTED).step is step


def test_each_step_has_guidance_and_one_of_three_colors() -> None:
    assert set(GUIDANCE) == set(COLOR_OF_STEP) == set(Step)
    assert set(COLOR_OF_STEP.values()) == {GREEN, AMBER, RED}
