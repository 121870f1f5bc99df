"""Riders and what carries them."""

import numpy as np

from rushes.engines.animatic.figure import Creature

SADDLES: dict[str, tuple[float, float]] = {
    "horse": (-0.1, 1.56),
    "unicorn": (-0.1, 1.6),
    "zebra": (-0.1, 1.3),
    "camel": (-0.1, 1.95),
    "elephant": (0.3, 2.75),
    "bicycle": (-0.22, 0.92),
    "motorcycle": (-0.18, 0.82),
    "dragon": (-0.1, 2.3),
    "giraffe": (-0.2, 2.5),
    "rowing boat": (-0.3, 0.22),
    "boat": (1.3, 0.75),
    "sailboat": (-1.5, 0.75),
}
"""Metres ahead of and above a mount's origin where its rider sits."""
BOATS = frozenset({"rowing boat", "boat", "sailboat"})
"""Whoever drives them sits inside, behind the near side."""
SEAT, BENCH = 0.60, 0.47
"""Metres from a rider's lowest point up to the hips: in the saddle, and on a bench."""


def carries(creature: Creature | None) -> bool:
    """Whether somebody can ride it."""
    return creature is not None and (
        creature.name in SADDLES or (creature.kind in ("animal", "creature") and creature.height > 1.0)
    )


def saddle(creature: Creature, size: float) -> tuple[float, float]:
    """Where its rider's hips are: metres ahead of its origin and above its lowest point."""
    ahead, up = SADDLES.get(creature.name, (0.0, 0.66 * creature.height))
    return ahead * size, up * size


def astride(
    facing: np.ndarray, x: np.ndarray, creature: Creature, size: float, tall: float
) -> tuple[np.ndarray, np.ndarray]:
    """x and height of a rider `tall` metres high over the way `x` of the mount, each (T,)."""
    ahead, up = saddle(creature, size)
    return x + facing * ahead, np.full_like(x, up - (BENCH if creature.name in BOATS else SEAT) * tall / 1.75)
