"""Promises of a film's attempt budget."""

import random

import pytest

from rushes.budget import Account, improvement


def spend(budget, levels, most=3, seed=0):
    """Takes per scene of a film whose scenes have these mean rewards."""
    rng, film, counts = random.Random(seed), [], []
    for number, level in enumerate(levels):
        scene = []
        while len(scene) < most:
            account = Account(budget=budget, used=len(film), to_come=len(levels) - number - 1, most=most)
            if not account.allows(scene, film):
                break
            scene.append(min(1.0, max(0.0, rng.gauss(level, 0.05))))
            film.append(scene[-1])
        counts.append(len(scene))
    return counts


def test_no_budget_is_no_limit():
    """0 leaves every scene its takes."""
    assert spend(0, [0.5] * 4) == [3, 3, 3, 3]


@pytest.mark.parametrize("budget", [4, 6, 9, 12, 20])
@pytest.mark.parametrize("seed", range(5))
def test_the_film_never_costs_more_and_every_scene_is_shot(budget, seed):
    """At most the budget, at least one take per scene, and nothing left over that a scene could have used."""
    counts = spend(budget, [0.5, 0.4, 0.6, 0.5], seed=seed)
    assert min(counts) >= 1
    assert sum(counts) <= max(4, budget)
    if budget >= 12:
        assert counts == [3, 3, 3, 3]


def test_fewer_takes_than_scenes_still_shoots_every_scene():
    """A budget below the number of scenes gives each its first take."""
    assert spend(2, [0.5] * 4) == [1, 1, 1, 1]


def test_takes_go_where_they_gain():
    """The scene that went badly gets the spare takes, those that went well do not."""
    badly = well = 0
    for seed in range(40):
        counts = spend(9, [0.6, 0.6, 0.3, 0.6, 0.6, 0.6], seed=seed)
        badly += counts[2]
        well += counts[1] + counts[3]
    assert badly > 1.3 * well / 2


def test_expected_improvement_is_what_drawing_gives():
    """The formula agrees with many draws' mean within 2 %."""
    rng = random.Random(1)
    drawn = [max(0.0, rng.gauss(0.4, 0.1) - 0.5) for _ in range(200_000)]
    assert improvement(0.5, 0.4, 0.1) == pytest.approx(sum(drawn) / len(drawn), rel=0.02)


def test_an_unmeasured_scene_may_try_again():
    """Nothing measured yet is a reason to shoot, as long as takes are spare."""
    assert Account(budget=5, used=2, to_come=2, most=3).allows([None], [0.5, None])
    assert not Account(budget=4, used=2, to_come=2, most=3).allows([None], [0.5, None])
