"""Promises of the policies that need nothing but numpy."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rushes.direction import DEFAULT, SLOTS, Choice, Direction, SceneState, every_direction
from rushes.errors import PolicyError
from rushes.policies.belief import Belief, cold_prior, grid, optimism, sample
from rushes.policies.features import CONTEXT, active, context, direction, indices
from rushes.policies.fixed import FixedPolicy
from rushes.policies.linear import LinearBandit
from rushes.policies.uniform import RandomPolicy
from rushes.seams import Policy

STATE = SceneState(
    scene=1,
    scenes=5,
    attempt=1,
    cast="new",
    cast_size=1,
    gap=0,
    place="new",
    interior=False,
    motion="some",
    shot_size="wide",
    engine="animatic",
)


def quality(chosen: Direction) -> float:
    """A world in which three options are good and one pair is bad."""
    good = (chosen.structure == "beats") + (chosen.emphasis == "light") + (chosen.continuity == "recap")
    return 0.4 + 0.1 * good + 0.1 * (chosen.style == "noir")


def shoot(policy: Policy, takes: int, seed: int = 0) -> list[float]:
    rng, noise = np.random.default_rng(seed), np.random.default_rng(seed + 1)
    seen = []
    for take in range(takes):
        state = replace(STATE, attempt=1 + take % 3)
        choice = policy.choose(state, rng)
        seen.append(quality(choice.direction))
        policy.learn(state, choice, seen[-1] + float(noise.normal(0, 0.05)))
    return seen


def members() -> list[Policy]:
    return [FixedPolicy(), RandomPolicy(), LinearBandit("thompson"), LinearBandit("ucb")]


def test_a_direction_survives_the_way_through_its_numbers() -> None:
    """Every legal direction is found again from its option numbers."""
    for chosen in every_direction():
        assert direction(indices(chosen)) == chosen


def test_fixed_always_says_the_default() -> None:
    """`fixed` never leaves the default direction."""
    assert {FixedPolicy().choose(STATE, np.random.default_rng(s)).direction for s in range(5)} == {DEFAULT}


def test_random_is_uniform_and_says_so() -> None:
    """`random` draws every option about equally often, and its stated log-probability is log(1/750)."""
    rng = np.random.default_rng(0)
    choices = [RandomPolicy().choose(STATE, rng) for _ in range(3000)]
    for slot, options in SLOTS.items():
        for option in options:
            share = sum(getattr(c.direction, slot) == option for c in choices) / len(choices)
            assert abs(share - 1 / len(options)) < 0.03
    assert choices[0].log_probability == pytest.approx(-np.log(750))


@pytest.mark.parametrize(
    ("policy", "goal"), [(LinearBandit("thompson"), 0.75), (LinearBandit("ucb", alpha=3), 0.55)]
)
def test_bandits_find_the_good_directions(policy: LinearBandit, goal: float) -> None:
    """After 100 takes of a world with clear effects (random .46, best .80) a bandit directs well."""
    seen = shoot(policy, 150)
    assert np.mean(seen[-50:]) > goal


@pytest.mark.parametrize("index", range(4))
def test_same_generator_same_choices(index: int) -> None:
    """All randomness of a choice comes from the generator: the same one gives the same film."""
    first, second = members()[index], members()[index]
    assert shoot(first, 20) == shoot(second, 20)
    last = [p.choose(STATE, np.random.default_rng(9)) for p in (first, second)]
    assert last[0] == last[1]


@pytest.mark.parametrize("index", range(4))
def test_saved_and_loaded_it_goes_on_bit_for_bit(index: int, tmp_path: Path) -> None:
    """A policy saved in mid-film and loaded elsewhere chooses and learns exactly as the one that went on."""
    policy, other = members()[index], members()[index]
    shoot(policy, 10)
    policy.save(tmp_path)
    other.load(tmp_path)
    assert shoot(policy, 10, seed=5) == shoot(other, 10, seed=5)
    if isinstance(policy, LinearBandit) and isinstance(other, LinearBandit):
        for name, values in policy.belief.arrays().items():
            assert np.array_equal(values, other.belief.arrays()[name]), name


def test_damaged_foreign_and_newer_folders_are_refused(tmp_path: Path) -> None:
    """A folder that is empty, damaged, of another policy or of a newer program is never half loaded."""
    policy = LinearBandit("ucb")
    with pytest.raises(PolicyError, match="missing or damaged"):
        policy.load(tmp_path)
    LinearBandit("thompson").save(tmp_path)
    with pytest.raises(PolicyError, match="linear_thompson"):
        policy.load(tmp_path)
    policy.save(tmp_path)
    card = (tmp_path / "card.json").read_text()
    (tmp_path / "card.json").write_text(card.replace('"schema": 1', '"schema": 99'))
    with pytest.raises(PolicyError, match="newer"):
        policy.load(tmp_path)
    (tmp_path / "card.json").write_text(card.replace('"grammar": "', '"grammar": "x'))
    with pytest.raises(PolicyError, match="other directions"):
        policy.load(tmp_path)
    (tmp_path / "card.json").write_text(card)
    (tmp_path / "belief.npz").write_bytes((tmp_path / "belief.npz").read_bytes()[:1000])
    with pytest.raises(PolicyError, match="damaged"):
        policy.load(tmp_path)


def test_the_belief_is_exact_bayesian_regression() -> None:
    """The online posterior equals the closed form of Bayesian linear regression on the same rewards."""
    prior = replace(cold_prior(), scales=np.array([1.0]), weights=np.array([1.0]))
    belief, rng = Belief(prior), np.random.default_rng(0)
    rows, rewards = [], []
    start = Belief(prior)
    for scene in range(20):
        state = replace(STATE, scene=scene + 1, cast=("new", "returning")[scene % 2], interior=scene % 3 == 0)
        chosen = indices(RandomPolicy().choose(state, rng).direction)
        reward = float(rng.uniform())
        belief.observe(state, chosen, reward)
        where, amount = active(context(state), chosen)
        row = np.zeros(start.means.shape[1])
        row[where] = amount
        rows.append(row)
        rewards.append(reward)
    design, target = (
        np.array(rows)[:, :-1],
        np.array(rewards),
    )  # every row is another scene: its level is noise
    precision = np.diag(1 / np.diag(start.covariances[0])[:-1])
    noise = prior.noise**2 + prior.scene_sd**2
    exact = np.linalg.solve(
        precision + design.T @ design / noise, precision @ start.means[0, :-1] + design.T @ target / noise
    )
    np.testing.assert_allclose(belief.means[0, :-1], exact, atol=1e-9)


def test_scale_of_effects_is_inferred() -> None:
    """Where options matter much, the strong scale gains weight; where nothing matters, the weak one."""
    strong, weak = Belief(cold_prior()), Belief(cold_prior())
    rng = np.random.default_rng(1)
    for _ in range(120):
        chosen = RandomPolicy().choose(STATE, rng).direction
        noise = float(rng.normal(0, 0.06))
        strong.observe(STATE, indices(chosen), 3 * (quality(chosen) - 0.5) + 0.5 + noise)
        weak.observe(STATE, indices(chosen), 0.5 + noise)
    assert strong.weights[1] > 0.9
    assert weak.weights[0] > 0.9


def test_optimism_and_samples_agree_with_the_posterior() -> None:
    """A bound is mean plus summed sds; draws have the mean and spread of the posterior."""
    belief, rng = Belief(cold_prior()), np.random.default_rng(2)
    for _ in range(30):
        chosen = RandomPolicy().choose(STATE, rng)
        belief.observe(STATE, indices(chosen.direction), quality(chosen.direction))
    outlook = belief.outlook(STATE)
    mean, covariance = outlook.moments()
    draws = np.array([sample(outlook, rng) for _ in range(4000)])
    np.testing.assert_allclose(draws.mean(axis=0), mean, atol=0.005)
    np.testing.assert_allclose(draws.std(axis=0), np.sqrt(np.diag(covariance)), atol=0.005)
    assert np.array_equal(optimism(outlook, 0.0), mean)
    assert (grid(optimism(outlook, 1.0)) >= grid(mean)).all()


def test_context_features_are_closed_vocabulary() -> None:
    """A scene lights one feature per group, and the weakest component once it is known."""
    lit = [name for name, on in zip(CONTEXT, context(STATE), strict=True) if on]
    assert lit == ["always", "cast new", "landscape", "place new", "some motion"]
    retry = replace(STATE, attempt=2, weakest="location_consistency", motion="strong", cast="mixed")
    lit = [name for name, on in zip(CONTEXT, context(retry), strict=True) if on]
    assert lit[1] == "cast returns"
    assert lit[-2:] == ["strong motion", "weak location_consistency"]


def test_predicted_reward_is_stated_before_it_is_seen() -> None:
    """A bandit's choice carries the reward it expects; after many takes it is close to the truth."""
    policy = LinearBandit("ucb")
    shoot(policy, 150)
    choice = policy.choose(STATE, np.random.default_rng(0))
    assert isinstance(choice, Choice)
    assert choice.predicted == pytest.approx(quality(choice.direction), abs=0.05)
