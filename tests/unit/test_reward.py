"""The scale of the scores, the composite of the specification, the critique and the acceptance."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.film import COMPONENTS, Constraint, Verdict
from rushes.reward import (
    CAP,
    Critique,
    Reward,
    RewardModel,
    SelfCritic,
    accepts,
    clip_score,
    fit_logistic,
    fit_monotone,
    percentile,
    phi,
)

SPECIFIED = dict(zip(COMPONENTS, (0.25, 0.35, 0.20, 0.20), strict=True))
MODEL = RewardModel(weights=SPECIFIED)
CRITIC = SelfCritic(threshold=0.65)
Z = np.array([-1.5, -1, -0.5, 0, 0.5, 1, 1.5])


def verdicts(visual=0.75, character=0.86, location=0.95, narrative=0.8, **gates):
    parts = dict(zip(COMPONENTS, (visual, character, location, narrative), strict=True))
    made = [Verdict(critic=f"{c} critic", component=c, score=s, note="why") for c, s in parts.items()]
    return made + [Verdict(critic=g, component=g, gate=True, score=s) for g, s in gates.items()]


def decide(found):
    reward = MODEL.score(found)
    return reward, accepts(reward, CRITIC.review(found), 0.75)


@pytest.mark.parametrize(("raw", "share"), [(-2, 0.023), (0, 0.5), (0.385, 0.65), (0.674, 0.75), (1, 0.841)])
def test_percentiles_are_those_of_a_normal_population(raw, share):
    """An ImageReward of .674 stands above 75 % of its population."""
    assert phi(raw) == pytest.approx(share, abs=5e-4)
    assert percentile(3 + 2 * raw, 3, 2) == pytest.approx(phi(raw))


def test_one_bad_frame_is_felt_in_the_clip_score():
    """Four perfect frames and one wrong one do not average to a good clip."""
    assert clip_score([1, 1, 1, 1, 0]) == pytest.approx(0.56)
    assert clip_score([0.4]) == pytest.approx(0.4)
    with pytest.raises(ValueError, match="at least one frame"):
        clip_score([])


def test_a_fitted_logistic_gives_even_odds_between_the_classes():
    """Equal priors: half-way between two equally wide classes is 0.50, whatever their sizes."""
    rng = np.random.default_rng(3)
    fitted = fit_logistic(rng.normal(0.8, 0.05, 40), rng.normal(0.6, 0.05, 900))
    assert fitted.probability([0.7]) == pytest.approx(0.5, abs=0.08)
    assert fitted.probability([0.85]) > 0.9 > 0.1 > fitted.probability([0.55])


def test_separable_data_gives_a_finite_slope():
    """Two classes without overlap do not send the weights to infinity."""
    fitted = fit_logistic(np.array([[1.0, 2.0]] * 5), np.array([[0.0, 1.0]] * 5))
    assert all(math.isfinite(w) for w in fitted.weights)
    with pytest.raises(ValueError, match="both classes"):
        fit_logistic(np.zeros((3, 2)), np.zeros((0, 2)))


def test_the_worked_example_of_the_research_comes_out():
    """Raw cosines accept a wrong character (.782); calibrated, it is retaken (.558); a right one has .86."""
    p = fit_logistic(0.864 + 0.031 * Z, 0.768 + 0.038 * Z)
    raw, taken = decide(verdicts(character=0.768, location=0.83))
    assert (round(raw.value, 3), taken) == (0.782, True)
    wrong = verdicts(character=p.probability([0.768]))
    assert round(MODEL.score(wrong).value, 3) == 0.558
    assert not accepts(MODEL.score(wrong), CRITIC.review(wrong), 0.5)
    right, taken = decide(verdicts(character=p.probability([0.864])))
    assert (round(right.value, 2), taken) == (0.86, True)
    frozen, taken = decide(verdicts(character=0.99, location=0.99, motion=0.0, presence=1.0))
    assert (round(frozen.value, 3), taken) == (0.446, False)


def test_what_was_not_measured_takes_no_part_and_is_named():
    """A missing score is left out of the mean and listed with its reason; it is never made up."""
    found = [v for v in verdicts() if v.component != "location_consistency"]
    found[1] = Verdict(critic="masks", component="character_consistency", score=None, note="no masks")
    reward = MODEL.score(found)
    assert reward.value == pytest.approx((0.25 * 0.75 + 0.2 * 0.8) / 0.45)
    assert reward.missing == {
        "character_consistency": "no masks",
        "location_consistency": "no critic watched for it",
    }


def test_nothing_measured_gives_no_reward_and_no_acceptance():
    """With no score at all the reward is None, not 0 and not 0.5."""
    reward = MODEL.score([])
    assert reward.value is None
    assert reward.weakest is None
    assert set(reward.missing) == set(COMPONENTS)
    assert not accepts(reward, CRITIC.review([]), 0.0)


def test_a_second_opinion_counts_half():
    """Two critics of one component count by their mean; one that failed does not hide the other."""
    found = [Verdict(critic=c, component="visual_quality", score=s) for c, s in (("a", 0.2), ("b", 0.6))]
    found.append(Verdict(critic="c", component="visual_quality", score=None, note="broken"))
    reward = MODEL.score(found)
    assert reward.parts == {"visual_quality": pytest.approx(0.4)}
    assert "visual_quality" not in reward.missing


def test_the_lowest_gate_halves_at_most():
    """Gates multiply by 0.5 + 0.5 x the lowest; a gate that could not tell does not count."""
    found = [
        *verdicts(flicker=0.9, motion=0.2),
        Verdict(critic="p", component="presence", gate=True, score=None),
    ]
    reward = MODEL.score(found)
    assert reward.gate == 0.2
    assert reward.missing == {"presence": "p could not tell"}
    assert reward.value == pytest.approx(MODEL.score(verdicts()).value * 0.6)


def test_contradictions_cannot_be_bought_with_beauty():
    """A take that sums above the threshold is refused when its narrative lies below the floor."""
    reward, taken = decide(verdicts(0.95, 0.95, 0.95, 0.2))
    assert reward.value > 0.75
    assert not taken


def test_the_self_critic_names_what_drifted_and_hands_over_the_order():
    """A low consistency score fails the take, in words, and its constraint goes to the retry."""
    order = Constraint(component="character_consistency", subject="mara", demand="Mara wears the yellow coat")
    other = Constraint(component="visual_quality", subject="", demand="even light")
    found = [
        Verdict(critic="q", component="visual_quality", score=0.7, constraints=(other,)),
        Verdict(
            critic="m",
            component="character_consistency",
            score=0.31,
            note="Mara's coat",
            constraints=(order, order),
        ),
        Verdict(critic="l", component="location_consistency", score=None, note="no references"),
    ]
    critique = CRITIC.review(found)
    assert not critique.passed
    assert critique.constraints == (order,)
    assert "character consistency 0.31, below 0.65: Mara's coat" in critique.summary
    assert "location consistency not measured: no references" in critique.summary


def test_a_sound_take_passes_and_still_says_what_is_weakest():
    """When nothing is below its floor, a retry for the sum alone tightens the weakest verdict."""
    order = Constraint(component="visual_quality", subject="", demand="even light")
    found = verdicts()
    found[0] = Verdict(critic="q", component="visual_quality", score=0.5, constraints=(order,))
    assert CRITIC.review(found) == Critique(passed=True, summary="nothing drifted", constraints=(order,))
    assert MODEL.score(found).weakest == "visual_quality"


def test_a_low_gate_is_told_but_does_not_fail_the_consistency():
    """A frozen clip is named for its motion; the consistency part still passes."""
    critique = CRITIC.review(verdicts(motion=0.1))
    assert critique.passed
    assert critique.summary.startswith("motion 0.10, below 0.50")


def test_a_wrong_character_is_never_accepted_in_500_films():
    """Whatever the other scores, a character at or below even odds is refused."""
    rng = np.random.default_rng(7)
    for _ in range(500):
        others = rng.uniform(0.5, 1.0, 4)
        _, taken = decide(verdicts(others[0], rng.uniform(0, 0.5), others[1], others[2], motion=others[3]))
        assert not taken


SCORES = st.one_of(st.none(), st.floats(0, 1))


@given(st.lists(SCORES, min_size=4, max_size=4), st.lists(SCORES, max_size=3))
def test_the_reward_stays_on_its_scale(parts, gates):
    """Any scores give a reward in [0, 1] or None, and no gate ever raises it."""
    found = [Verdict(critic="c", component=c, score=s) for c, s in zip(COMPONENTS, parts, strict=True)]
    plain = MODEL.score(found).value
    gated = MODEL.score(
        found + [Verdict(critic="g", component=f"g{i}", gate=True, score=s) for i, s in enumerate(gates)]
    )
    assert (plain is None) == (gated.value is None) == all(s is None for s in parts)
    if plain is not None:
        assert 0 <= gated.value <= plain <= 1


@given(st.integers(0, 3), st.floats(0, 1), st.floats(0, 1))
def test_a_better_component_never_lowers_the_reward(which, low, high):
    """The composite is monotone in every component."""
    low, high = sorted((low, high))
    scores = [0.5] * 4
    scores[which] = low
    worse = MODEL.score(verdicts(*scores)).value
    scores[which] = high
    assert MODEL.score(verdicts(*scores)).value >= worse - 1e-12


@pytest.mark.parametrize("weights", [{}, {**SPECIFIED, "visual_quality": -1}, dict.fromkeys(COMPONENTS, 0)])
def test_weights_that_mean_nothing_are_refused(weights):
    """A composite needs a weight for each component, none negative, not all 0."""
    with pytest.raises(ValueError, match="weights"):
        RewardModel(weights=weights)


def test_the_threshold_must_be_a_probability():
    """A threshold of 65 instead of 0.65 is an error, not a critic that always retries."""
    with pytest.raises(ValueError, match="threshold"):
        SelfCritic(threshold=65)


def test_the_cap_leaves_the_thresholds_reachable():
    """Consistency capped at .95 can still reach acceptance with ordinary other scores."""
    assert decide(verdicts(0.6, CAP, CAP, 0.8))[1]
    assert Reward(value=None, parts={}, gates={}).gate == 1.0


def test_no_figure_counts_the_wrong_way():
    """Two figures that say the same, one of them with noise: neither gets a weight against its sign."""
    rng = np.random.default_rng(0)
    far = rng.normal(1, 0.3, 200)
    near = rng.normal(0, 0.3, 200)
    same, other = (np.column_stack([x, x + rng.normal(0, 0.05, 200)]) for x in (near, far))
    assert max(fit_logistic(same, other, ridge=1e-6).weights) > 0
    fitted = fit_monotone(same, other, (-1, -1), ridge=1e-6)
    assert max(fitted.weights) <= 0
    assert fitted.probability([0, 0]) > 0.9 > 0.1 > fitted.probability([1, 1])


def test_figures_that_all_count_the_wrong_way_are_no_curve():
    """Nothing is made up where nothing tells."""
    with pytest.raises(ValueError, match="no figure counts"):
        fit_monotone(np.ones((5, 1)) + np.arange(5)[:, None], np.zeros((5, 1)), (-1,))
