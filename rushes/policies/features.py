"""What the linear models see of a scene: one-hot context features, and where each weight lives.

The weight vector of every linear model here is ``[option x context feature, structure x style pair,
level of the film, level of the scene]``: option values that depend on the context, one interaction, and two
intercepts. Contextual bandit with shared features, Li et al. 2010 (LinUCB, arXiv:1003.0146).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.direction import SLOTS, Direction, SceneState
from rushes.film import COMPONENTS

Vector = NDArray[np.float64]
Indices = NDArray[np.int64]

SIZES: Final = tuple(len(options) for options in SLOTS.values())
OPTIONS: Final = tuple(tuple(options) for options in SLOTS.values())
STARTS: Final = tuple(int(start) for start in np.cumsum((0, *SIZES))[:-1])
TOTAL: Final = sum(SIZES)
"""Options of all slots together."""
STRUCTURES, STYLES = SIZES[0], SIZES[3]

CONTEXT: Final = (
    "always",
    "cast new",
    "cast returns",
    "inside",
    "outside",
    "landscape",
    "place new",
    "place same",
    "place returns",
    "still",
    "some motion",
    "strong motion",
    *(f"weak {name}" for name in COMPONENTS),
)
"""Names of the context features, in order; each is 0 or 1."""
WIDTH: Final = len(CONTEXT)

PAIRS_AT: Final = TOTAL * WIDTH
FILM_AT: Final = PAIRS_AT + STRUCTURES * STYLES
SCENE_AT: Final = FILM_AT + 1
DIMENSION: Final = SCENE_AT + 1

_CAST = {"none": 0, "new": 0, "returning": 1, "mixed": 1}
_PLACE = {"new": 0, "same": 1, "returning": 2}
_MOTION = {"still": 0, "some": 1, "strong": 2}
_FAR = ("extreme wide", "wide")


def setting(state: SceneState) -> int:
    """0 inside, 1 outside near, 2 landscape (outside, wide)."""
    return 0 if state.interior else 1 + (state.shot_size in _FAR)


def context(state: SceneState) -> Vector:
    """The context features of one take in the order of `CONTEXT`: float64 (`WIDTH`,), each 0 or 1."""
    features = np.zeros(WIDTH)
    features[0] = 1.0
    features[1 + _CAST[state.cast]] = 1.0
    features[3 + setting(state)] = 1.0
    features[6 + _PLACE[state.place]] = 1.0
    features[9 + _MOTION[state.motion]] = 1.0
    if state.weakest in COMPONENTS:
        features[12 + COMPONENTS.index(state.weakest)] = 1.0
    return features


def indices(direction: Direction) -> tuple[int, int, int, int]:
    """The option numbers of a direction, in slot order."""
    first, second, third, fourth = (
        options.index(word) for options, word in zip(OPTIONS, direction.words(), strict=True)
    )
    return first, second, third, fourth


def direction(chosen: tuple[int, ...] | list[int]) -> Direction:
    """The direction with these option numbers, in slot order."""
    words = (options[number] for options, number in zip(OPTIONS, chosen, strict=True))
    return Direction(**dict(zip(SLOTS, words, strict=True)))


def active(features: Vector, chosen: tuple[int, int, int, int]) -> tuple[Indices, Vector]:
    """Where the weight vector is touched by one take, and by how much: the sparse design row."""
    live = np.flatnonzero(features)
    rows = [(start + number) * WIDTH + live for start, number in zip(STARTS, chosen, strict=True)]
    pair = PAIRS_AT + chosen[0] * STYLES + chosen[3]
    where = np.concatenate([*rows, [pair, FILM_AT, SCENE_AT]])
    amount = np.concatenate([np.tile(features[live], len(SIZES)), np.ones(3)])
    return where.astype(np.int64), amount
