"""Whether a film's own data shows learning: one plain, honest sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

FEWEST: Final = 8
"""Scored takes below which nothing can be said."""
_DRAWS: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How rewards moved over a film's takes."""

    rise: float
    """Change of the reward from the first take to the last, by a straight line, in reward units."""
    low: float
    high: float
    """95 % interval of `rise`: scenes, not takes, are resampled, because takes of a scene are alike."""
    takes: int
    scenes: int


def trend(rewards: Sequence[tuple[int, float]]) -> Trend | None:
    """The trend of (scene number, reward) pairs in shooting order; None when there are too few.

    Scene-clustered bootstrap (Cameron, Gelbach & Miller 2008); deterministic.
    """
    scenes = sorted({scene for scene, _ in rewards})
    if len(rewards) < FEWEST or len(scenes) < 3:
        return None
    when = np.linspace(0.0, 1.0, len(rewards))
    got = np.array([reward for _, reward in rewards])
    of = np.array([scene for scene, _ in rewards])
    members = [np.flatnonzero(of == scene) for scene in scenes]
    rng = np.random.default_rng(0)
    slopes = []
    for _ in range(_DRAWS):
        rows = np.concatenate([members[i] for i in rng.integers(len(members), size=len(members))])
        spread = when[rows] - when[rows].mean()
        if spread @ spread > 1e-9:
            slopes.append(float(spread @ got[rows] / (spread @ spread)))
    centred = when - when.mean()
    rise = float(centred @ got / (centred @ centred))
    low, high = np.quantile(slopes, [0.025, 0.975])
    return Trend(rise=rise, low=float(low), high=float(high), takes=len(rewards), scenes=len(scenes))


def sentence(rewards: Sequence[tuple[int, float]]) -> str:
    """One plain sentence on whether these takes show that the director learned."""
    found = trend(rewards)
    if found is None:
        return (
            f"{len(rewards)} scored takes are too few to say whether the director learned within this film."
        )
    told = f"{found.rise:+.2f} from first to last take (95 % interval {found.low:+.2f} to {found.high:+.2f})"
    if found.low > 0:
        return f"Rewards rose by {told}: consistent with learning, though scenes also differ in difficulty."
    if found.high < 0:
        return f"Rewards fell by {told}: this film does not show learning."
    return f"Rewards moved by {told}: within this film that is no evidence of learning either way."
