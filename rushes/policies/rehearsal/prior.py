"""Empirical Bayes: what many rehearsal worlds have in common becomes the prior for the next engine.

Type-II maximum likelihood by expectation-maximisation (Bishop 2006, 9.3.4) over the worlds' weight vectors:
the mean and variance of every effect, learned from noisy rewards of random directions alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.policies.belief import EFFECTS, Prior, cold_prior
from rushes.policies.features import DIMENSION, FILM_AT, SCENE_AT, SIZES, active, context, direction
from rushes.policies.rehearsal.world import World

SCALES: Final = (0.3, 0.55, 1.0)
"""Effect scales that a rehearsed belief weighs against each other."""
_FLOOR: Final = 0.004
"""Smallest sd of any effect: nothing is believed to be exactly as in rehearsal."""


@dataclass(frozen=True, slots=True, eq=False)
class Diary:
    """Rewards of random directions in one world: sufficient statistics of its regression."""

    strength: float
    gram: NDArray[np.float64]
    """(D, D): X'X, each scene's own level projected out."""
    moment: NDArray[np.float64]
    """(D,): X'y, likewise."""


def keep_diary(world: World, attempts: int) -> Diary:
    """Shoot `attempts` random directions in `world`; scene levels are integrated out exactly."""
    rng = np.random.default_rng([world.seed, 79])
    gram, moment = np.zeros((FILM_AT + 1, FILM_AT + 1)), np.zeros(FILM_AT + 1)
    rows, rewards = [], []
    for _ in range(attempts):
        state = world.state()
        chosen = tuple(int(rng.integers(size)) for size in SIZES)
        row = np.zeros(DIMENSION)
        where, amount = active(context(state), chosen)  # type: ignore[arg-type]
        row[where] = amount
        rows.append(row[:SCENE_AT])
        rewards.append(world.shoot(direction(chosen))[0])
        if world.state().attempt == 1:
            _add_scene(gram, moment, np.array(rows), np.array(rewards), world)
            rows, rewards = [], []
    return Diary(world.strength, gram, moment)


def _add_scene(
    gram: NDArray[np.float64],
    moment: NDArray[np.float64],
    rows: NDArray[np.float64],
    rewards: NDArray[np.float64],
    world: World,
) -> None:
    count = len(rows)
    covariance = np.eye(count) * world.noise**2 + world.scene_sd**2
    inverse = np.linalg.inv(covariance)
    gram += rows.T @ inverse @ rows
    moment += rows.T @ inverse @ rewards


def fit_prior(
    diaries: Sequence[Diary],
    *,
    iterations: int = 20,
    report: Callable[[int, float], None] = lambda step, change: None,
) -> Prior:
    """The prior under which the diaries are most likely, given their worlds' strengths.

    `report` receives the iteration and the largest change of any standard deviation.
    """
    start = cold_prior()
    mean, sd = start.mean, start.sd
    for step in range(iterations):
        firsts, seconds = np.zeros(EFFECTS), np.zeros(EFFECTS)
        for diary in diaries:
            scaled_mean, variance = _posterior(diary, mean, sd, start)
            firsts += scaled_mean
            seconds += scaled_mean**2 + variance
        mean = firsts / len(diaries)
        updated = np.sqrt(np.maximum(seconds / len(diaries) - mean**2, _FLOOR**2))
        report(step + 1, float(np.abs(updated - sd).max()))
        sd = updated
    scales = np.array(SCALES)
    return replace(start, mean=mean, sd=sd, scales=scales, weights=np.full(len(scales), 1 / len(scales)))


def _posterior(
    diary: Diary, mean: NDArray[np.float64], sd: NDArray[np.float64], levels: Prior
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Posterior mean and variance of one world's effects, at scale 1."""
    precision = np.concatenate([1 / (sd * diary.strength) ** 2, [1 / levels.level_sd**2]])
    centre = np.concatenate([mean * diary.strength, [levels.level]])
    covariance = np.linalg.inv(diary.gram + np.diag(precision))
    weights = covariance @ (diary.moment + precision * centre)
    return weights[:EFFECTS] / diary.strength, np.diag(covariance)[:EFFECTS] / diary.strength**2
