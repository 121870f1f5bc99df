"""How sharply a belief is best read: a search over the reader's two weights, in whole lifetimes.

A policy gradient over lifetimes is too noisy to find two numbers; successive halving with common worlds is
not (Jamieson & Talwalkar 2016, arXiv:1502.07943). What wins is where the reader's index starts, for the
lessons of `rushes.policies.rehearsal.school`.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.policies.belief import Belief, Prior
from rushes.policies.features import SIZES, direction
from rushes.policies.reading import EARLINESS, FIGURES, SURENESS, read, rows_of
from rushes.policies.rehearsal.school import strength_of
from rushes.policies.rehearsal.world import World

SEARCH_FROM: Final = 3_000_000
"""First seed of the worlds of the search."""
SPANS: Final = (36, 200, 1000)
"""One film, some films, many films: all three count the same."""
Weights = tuple[float, float]
"""Weights of the figures ``sure`` and ``early``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is tried, and in how many worlds."""

    sure: tuple[float, ...] = (3.0, 4.0, 5.0, 6.5)
    early: tuple[float, ...] = (0.0, 4.0, 8.0, 14.0)
    worlds: int = 29
    """Worlds of the first round; the better third goes on to `rounds` - 1 rounds of as many new ones."""
    rounds: int = 4
    attempts: int = SPANS[-1]


AS_KNOWN: Final = Search(sure=(SURENESS,), early=(EARLINESS,), rounds=0)
"""No search: the weights that were found before."""


def directed(figures: NDArray[np.float32], weights: Weights, rng: np.random.Generator) -> tuple[int, ...]:
    """A direction drawn as the untrained reader draws it: a softmax per slot over the weighted figures."""
    index = weights[0] * figures[:, FIGURES.index("sure")] + weights[1] * figures[:, FIGURES.index("early")]
    chosen: list[int] = []
    for slot in range(len(SIZES)):
        likely = np.exp(index[rows_of(slot, chosen[0] if slot else 0)].astype(float))
        shares = np.cumsum(likely) / likely.sum()
        chosen.append(min(int(np.searchsorted(shares, rng.random(), side="right")), len(shares) - 1))
    return tuple(chosen)


def live_by(weights: Weights, prior: Prior, seed: int, attempts: int) -> float:
    """The gain of one lifetime."""
    strength = strength_of(seed)
    world, belief, rng = World(seed, strength), Belief(prior), np.random.default_rng([seed, 81])
    qualities = np.empty(attempts)
    for attempt in range(attempts):
        state = world.state()
        chosen = directed(read(belief.outlook(state)), weights, rng)
        reward, qualities[attempt] = world.shoot(direction(chosen))
        belief.observe(state, chosen, reward)  # type: ignore[arg-type]
    return gain_of(qualities, strength)


def gain_of(qualities: NDArray[np.float64], strength: float) -> float:
    """Mean gain of a lifetime over .5, averaged over `SPANS`, in units of the world's effect strength."""
    gains = [qualities[:span].mean() - 0.5 for span in SPANS if span <= len(qualities)]
    return float(np.mean(gains or [qualities.mean() - 0.5])) / strength


def best_reading(
    search: Search,
    prior: Prior,
    pool: Executor,
    report: Callable[[int, int, float], None] = lambda done, rounds, gain: None,
) -> Weights:
    """The weights with the highest mean gain; `report` receives the round, all rounds, and that gain."""
    rivals: list[Weights] = list(product(search.sure, search.early))
    gains: dict[Weights, list[float]] = {rival: [] for rival in rivals}
    for turn in range(search.rounds):
        seeds = range(SEARCH_FROM + turn * search.worlds, SEARCH_FROM + (turn + 1) * search.worlds)
        work = [(rival, seed) for seed in seeds for rival in rivals]
        for (rival, _), gain in zip(work, _all(pool, work, prior, search.attempts), strict=True):
            gains[rival].append(gain)
        rivals.sort(key=lambda rival: -float(np.mean(gains[rival])))
        report(turn + 1, search.rounds, float(np.mean(gains[rivals[0]])))
        if turn == 0:
            rivals = rivals[: max(1, len(rivals) // 3)]
    return rivals[0]


def _all(pool: Executor, work: Sequence[tuple[Weights, int]], prior: Prior, attempts: int) -> Sequence[float]:
    rivals, seeds = zip(*work, strict=True)
    return list(pool.map(live_by, rivals, [prior] * len(work), seeds, [attempts] * len(work)))
