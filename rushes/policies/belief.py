"""The online reward model: Bayesian linear regression on slot-option x context features.

A reward is modelled as the sum of its four options' values in the scene's context, one structure x
style interaction, the level of the film, the level of the scene (shared by the attempts at it) and noise.
Effects may be weak or strong: one posterior is kept per assumed effect scale, and the data weigh them
(Bayesian model averaging). Conjugate updates as in Bishop, Pattern Recognition and Machine Learning (2006),
3.3; the bandits that act on such a posterior are Thompson sampling (Agrawal & Goyal 2013, arXiv:1209.3352)
and LinUCB (Li et al. 2010, arXiv:1003.0146).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rushes.direction import SceneState
from rushes.policies.features import (
    DIMENSION,
    FILM_AT,
    PAIRS_AT,
    SCENE_AT,
    STARTS,
    STRUCTURES,
    STYLES,
    TOTAL,
    WIDTH,
    Vector,
    active,
    context,
)

EFFECTS: Final = FILM_AT
"""The first `EFFECTS` weights are effects of options; the two behind them are levels."""
PAIRS: Final = STRUCTURES * STYLES
_STYLE_ROWS = np.tile(np.arange(STYLES), STRUCTURES) + STARTS[3]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prior:
    """What is believed about an engine before its first take. All figures in reward units (0..1)."""

    mean: Vector
    """Expected effect at scale 1, shape (`EFFECTS`,)."""
    sd: Vector
    """Its standard deviation at scale 1, shape (`EFFECTS`,)."""
    scales: Vector
    """Effect scales under consideration, shape (K,)."""
    weights: Vector
    """Their prior probabilities, shape (K,)."""
    level: float = 0.5
    level_sd: float = 0.2
    """Mean and sd of an engine's average reward."""
    scene_sd: float = 0.06
    """How much scenes differ in difficulty, sd."""
    noise: float = 0.06
    """sd of one reward around its expectation."""

    def arrays(self) -> dict[str, NDArray[np.float64]]:
        """The prior as named arrays, for storage."""
        levels = np.array([self.level, self.level_sd, self.scene_sd, self.noise])
        return {
            "prior_mean": self.mean,
            "prior_sd": self.sd,
            "prior_scales": self.scales,
            "prior_weights": self.weights,
            "prior_levels": levels,
        }

    @staticmethod
    def shapes(scales: int) -> dict[str, tuple[int, ...]]:
        """The names and shapes of `arrays` for a prior over that many effect scales."""
        return {
            "prior_mean": (EFFECTS,),
            "prior_sd": (EFFECTS,),
            "prior_scales": (scales,),
            "prior_weights": (scales,),
            "prior_levels": (4,),
        }

    @staticmethod
    def of(arrays: Mapping[str, NDArray[Any]]) -> "Prior":
        """The prior that `arrays` describes."""
        level, level_sd, scene_sd, noise = (float(x) for x in arrays["prior_levels"])
        return Prior(
            mean=arrays["prior_mean"],
            sd=arrays["prior_sd"],
            scales=arrays["prior_scales"],
            weights=arrays["prior_weights"],
            level=level,
            level_sd=level_sd,
            scene_sd=scene_sd,
            noise=noise,
        )


def cold_prior() -> Prior:
    """The prior of somebody who has never met an engine: every effect is 0, give or take a few points."""
    sd = np.full(EFFECTS, 0.03)
    sd[:PAIRS_AT:WIDTH] = 0.05  # an option's value in every context varies most
    sd[PAIRS_AT:] = 0.02
    scales = np.array([0.4, 1.0])
    return Prior(mean=np.zeros(EFFECTS), sd=sd, scales=scales, weights=np.full(2, 0.5))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outlook:
    """What the belief says about every option in one context, per assumed effect scale."""

    means: NDArray[np.float64]
    """(K, `TOTAL` + `PAIRS`): value of each option, then of each structure x style pair."""
    covariances: NDArray[np.float64]
    """(K, `TOTAL` + `PAIRS`, `TOTAL` + `PAIRS`)."""
    weights: Vector
    """(K,): posterior probability of each scale."""
    level: float
    """Expected level of this film and scene."""
    count: int
    """Takes that the belief rests on."""

    def moments(self) -> tuple[Vector, NDArray[np.float64]]:
        """Mean (M,) and covariance (M, M) of the mixture over scales."""
        mean = self.weights @ self.means
        apart = self.means - mean
        spread = np.einsum("k,ki,kj->ij", self.weights, apart, apart)
        return mean, np.einsum("k,kij->ij", self.weights, self.covariances) + spread


def grid(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Expand option and pair values (`TOTAL` + `PAIRS`,) to every direction's value, shape (5, 5, 5, 6)."""
    a, b, c, d = (values[start : start + size] for start, size in zip(STARTS, (5, 5, 5, 6), strict=True))
    tail = values[TOTAL:].reshape(STRUCTURES, STYLES) + d
    total: NDArray[np.float64] = (
        a[:, None, None, None] + b[None, :, None, None] + c[None, None, :, None] + tail[:, None, None, :]
    )
    return total


class Belief:
    """The posterior over an engine's effects; a fold over (state, direction, reward).

    Deterministic: the same observations in the same order give the same numbers, bit for bit, on one machine.
    """

    def __init__(self, prior: Prior) -> None:
        self.prior = prior
        self.count = 0
        count = len(prior.scales)
        self.means = np.zeros((count, DIMENSION))
        self.covariances = np.zeros((count, DIMENSION, DIMENSION))
        for index, scale in enumerate(prior.scales):
            self.means[index, :EFFECTS] = prior.mean * scale
            variances = np.concatenate([(prior.sd * scale) ** 2, [prior.level_sd**2, prior.scene_sd**2]])
            np.fill_diagonal(self.covariances[index], variances)
        self.means[:, FILM_AT] = prior.level
        self.log_weights = np.log(prior.weights)

    @property
    def weights(self) -> Vector:
        """Posterior probability of each effect scale, shape (K,)."""
        raw = np.exp(self.log_weights - self.log_weights.max())
        return np.asarray(raw / raw.sum())

    def observe(
        self, state: SceneState, chosen: tuple[int, int, int, int], reward: float
    ) -> tuple[float, float]:
        """Take in one reward; return the mean and sd that were expected just before."""
        self._enter(state)
        where, amount = active(context(state), chosen)
        gains = self.covariances[:, :, where] @ amount
        variances = gains[:, where] @ amount + self.prior.noise**2
        expected = self.means[:, where] @ amount
        weights = self.weights
        mean = float(weights @ expected)
        sd = math.sqrt(float(weights @ (variances + (expected - mean) ** 2)))
        error = reward - expected
        self.log_weights = self.log_weights - 0.5 * (np.log(variances) + error**2 / variances)
        self.means += gains * (error / variances)[:, None]
        for covariance, gain, variance in zip(self.covariances, gains, variances, strict=True):
            covariance -= np.outer(gain, gain / variance)
        self.count += 1
        return mean, sd

    def _enter(self, state: SceneState) -> None:
        """A new scene has a level of its own: forget the last one's, keep what it taught about the rest."""
        if state.attempt > 1:
            return
        self.means[:, SCENE_AT] = 0.0
        self.covariances[:, SCENE_AT, :] = 0.0
        self.covariances[:, :, SCENE_AT] = 0.0
        self.covariances[:, SCENE_AT, SCENE_AT] = self.prior.scene_sd**2

    def outlook(self, state: SceneState) -> Outlook:
        """What is believed about every option in the context of `state`."""
        features = context(state)
        live = np.flatnonzero(features)
        cells = (np.arange(TOTAL) * WIDTH)[:, None] + live
        means, covariances = [], []
        for mean, covariance in zip(self.means, self.covariances, strict=True):
            rows = covariance[cells].sum(axis=1)  # (TOTAL, D): context features are 0 or 1
            means.append(np.concatenate([mean[cells].sum(axis=1), mean[PAIRS_AT:FILM_AT]]))
            options = rows[:, cells].sum(axis=2)
            cross = rows[:, PAIRS_AT:FILM_AT]
            pairs = covariance[PAIRS_AT:FILM_AT, PAIRS_AT:FILM_AT]
            covariances.append(np.block([[options, cross], [cross.T, pairs]]))
        scene = 0.0 if state.attempt == 1 else float(self.weights @ self.means[:, SCENE_AT])
        return Outlook(
            means=np.array(means),
            covariances=np.array(covariances),
            weights=self.weights,
            level=float(self.weights @ self.means[:, FILM_AT]) + scene,
            count=self.count,
        )

    def arrays(self) -> dict[str, NDArray[np.float64]]:
        """Everything that `Belief.of` needs, as named arrays."""
        return {
            **self.prior.arrays(),
            "means": self.means,
            "covariances": self.covariances,
            "log_weights": self.log_weights,
            "count": np.array([float(self.count)]),
        }

    @staticmethod
    def shapes(scales: int) -> dict[str, tuple[int, ...]]:
        """The names and shapes of `arrays` for a belief over that many effect scales."""
        return {
            **Prior.shapes(scales),
            "means": (scales, DIMENSION),
            "covariances": (scales, DIMENSION, DIMENSION),
            "log_weights": (scales,),
            "count": (1,),
        }

    @staticmethod
    def of(arrays: Mapping[str, NDArray[Any]]) -> "Belief":
        """The belief that `arrays` describes."""
        belief = Belief(Prior.of(arrays))
        belief.means = arrays["means"].copy()
        belief.covariances = arrays["covariances"].copy()
        belief.log_weights = arrays["log_weights"].copy()
        belief.count = int(arrays["count"][0])
        return belief


def sample(outlook: Outlook, rng: np.random.Generator) -> Vector:
    """Draw option and pair values, shape (`TOTAL` + `PAIRS`,), from the belief: one Thompson sample."""
    scale = int(rng.choice(len(outlook.weights), p=outlook.weights))
    covariance = outlook.covariances[scale]
    jitter = 1e-10 + 1e-8 * float(np.trace(covariance)) / len(covariance)
    root = np.linalg.cholesky(covariance + jitter * np.eye(len(covariance)))
    return np.asarray(outlook.means[scale] + root @ rng.standard_normal(len(covariance)))


def optimism(outlook: Outlook, alpha: float) -> Vector:
    """Upper confidence bounds: option and pair values plus `alpha` posterior sds, (`TOTAL` + `PAIRS`,).

    A pair's bound is written so that option bound + pair value is the bound of style given structure.
    """
    mean, covariance = outlook.moments()
    variance = np.diag(covariance)
    options = np.sqrt(np.maximum(variance[:TOTAL], 0.0))
    cross = covariance[_STYLE_ROWS, np.arange(TOTAL, TOTAL + PAIRS)]
    together = variance[_STYLE_ROWS] + variance[TOTAL:] + 2 * cross
    extra = np.sqrt(np.maximum(together, 0.0)) - options[_STYLE_ROWS]
    return np.asarray(mean + alpha * np.concatenate([options, extra]))
