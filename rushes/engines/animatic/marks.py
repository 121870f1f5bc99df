"""Marks: each figure's place on the floor and its path, frame by frame.

World: x metres to the right of the picture's middle, depth metres from the camera at rest.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.figure import Creature
from rushes.engines.animatic.mentions import FigureSpec

Array = NDArray[np.float64]


@dataclass(slots=True)
class Mark:
    """One figure's place and path."""

    spec: FigureSpec
    creature: Creature | None
    half: float
    """Half its width on the floor, metres."""
    x: Array
    depth: Array
    up: Array
    """Metres above the ground (or of the body's middle for swimmers and flyers)."""
    facing: Array
    """+1 looks right, -1 left."""
    moving: Array
    """Metres per second along the floor (unsigned)."""
    running: bool = False
    beats: list[tuple[float, float, str, str]] = field(default_factory=list)
    """(start, end, action, target label) in shares of the shot."""
    partner: int = -1
    """Index of who it acts with."""
    element: str = "ground"
    back: bool = False
    """True: it stands before the lens with its back to us."""
    surface: bool = False
    """True: it swims or floats at the surface of open water."""
    stoops: bool = False
    """True: who it acts with is so low that it gets down to them."""
    leader: int = -1
    """Index of whom it accompanies (``a boy with a dog``)."""
    mount: int = -1
    """Index of what it rides."""


def size_of(spec: FigureSpec) -> float:
    """How much larger or smaller than usual the text makes it."""
    big = {"giant", "huge", "enormous", "gigantic", "colossal", "massive"} & spec.words
    little = {"tiny", "small", "little", "miniature", "baby"} & spec.words
    if spec.kind == "person":
        return 1.0
    return 1.45 if big else 0.62 if little else 1.15 if {"big", "large", "great"} & spec.words else 1.0


def tall_of(spec: FigureSpec) -> float:
    """About how many metres high a person of that age is."""
    return {"child": 1.22, "teen": 1.58}.get(spec.age, 1.74)


def is_giant(mark: Mark) -> bool:
    """Much larger than a person."""
    return mark.creature is not None and max(mark.half, mark.creature.height * size_of(mark.spec) / 2) > 1.5
