"""What a place is built from, and the planes that it is built of.

PICTURE SPACE is where places are drawn: the wide shot, camera at rest, fills x from -aspect/2 to
+aspect/2 and y from 0 (top) to 1 (bottom). Painters cover more than that (`View`): the camera
moves. Things with a true size use `view.metre(depth)` and `view.ground(depth)`.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.words import colour_of
from rushes.film import TimeOfDay, Weather


@dataclass(frozen=True, slots=True)
class View:
    """The window that painters must cover, and the perspective of the wide shot."""

    horizon: float = 0.52
    """y of the horizon in picture space."""
    eye: float = 1.7
    """Camera height above the ground, metres."""
    focal: float = 0.95
    """Picture heights per metre at 1 m: what stands at `depth` is ``focal / depth`` high per metre."""
    left: float = -1.7
    right: float = 1.7
    top: float = -0.6
    bottom: float = 1.6

    def metre(self, depth: float) -> float:
        """Height in picture space of one metre at `depth` metres."""
        return self.focal / depth

    def ground(self, depth: float) -> float:
        """y of the ground at `depth` metres (the horizon for far away, 1 for about 3.4 m)."""
        return self.horizon + self.eye * self.focal / depth


@dataclass(frozen=True, slots=True)
class Setting:
    """What the text says about the place, and everything else from the seed."""

    kind: str
    """The word that named the place: ``beach``, ``cove``…"""
    words: frozenset[str]
    """Every word of the text that speaks of the place (lower case, singular): ask with `has`."""
    text: str
    """The same as running text, for colours next to a noun."""
    time: TimeOfDay
    weather: Weather
    light: Light
    view: View
    key: int
    """Seed of everything the text leaves open."""

    def has(self, *words: str) -> bool:
        """True when the text names one of `words` (lower case, singular)."""
        return any(word in self.words for word in words)

    def colour(self, noun: str, *choices: str) -> str:
        """The colour that the text gives `noun` (``pale sand``, ``red boats``), else one of `choices` by
        seed."""
        named = colour_of(noun, self.text, choices[0])
        return named or choices[int(self.rng(f"colour {noun}").integers(len(choices)))]

    def maybe(self, name: str, chance: float = 0.5) -> bool:
        """True when the text names `name`, else by seed with `chance`."""
        return self.has(name) or bool(self.rng(f"maybe {name}").random() < chance)

    def rng(self, name: str) -> np.random.Generator:
        """The generator for one thing, such as ``rng("rocks")``: the same however the rest is drawn."""
        return np.random.default_rng((self.key, zlib.crc32(name.encode())))


@dataclass(frozen=True, slots=True)
class Plane:
    """One layer of the stage, drawn once and then moved by the camera."""

    name: str
    depth: float
    """Metres from the camera: sets parallax, haze, and which figures pass in front."""
    paint: Callable[[Canvas, Setting], None]
    ground: bool = False
    """True: a floor or sea that runs from `depth` to the horizon (or back wall); it moves in true
    perspective."""
    rim: float = 1.0
    """How much automatic rim light the silhouettes of this layer get, 0..1 (0 for ground, water, mist)."""
    blur: float = 0.0
    """Soft focus of its own, in picture heights (e.g. 0.004 for a near branch)."""
    moving: Callable[[Canvas, Setting, float], None] | None = None
    """Painted anew every frame on top of this layer, at time t in seconds (waves, smoke, flames, flags):
    keep it under ~30 shapes."""
    sway: float = 0.0
    """Bends the layer's upper part in the wind (foliage, reeds, flags), 0..1."""


@dataclass(frozen=True, slots=True)
class Place:
    """One kind of place."""

    name: str
    words: tuple[str, ...]
    """Common nouns that mean this place, the best first (lower case, singular)."""
    build: Callable[[Setting], Sequence[Plane]]
    """Every plane, in any order; the stage sorts them by depth. The sky is not yours outdoors."""
    interior: bool = False
    horizon: float = 0.52
    eye: float = 1.7
    standing: tuple[float, float] = (4.5, 8.0)
    """Nearest and farthest metres where the cast may stand."""
    sky: bool = True
    """False: you paint the whole background yourself (interiors, underwater, cave, space)."""
    water: float | None = None
    """Depth in metres from which the ground is open water (boats, swimmers); None: no water."""
    medium: str = "air"
    """``air``, ``water`` (everything drifts, fish swim, no weather) or ``space``."""
    lamps: float = 0.0
    """Indoors: how much light comes from lamps rather than the window, 0..1."""
    moonlit: float = 1.0
    """How much brighter its nights are drawn than nights elsewhere: under leaves nothing would be seen."""
    tags: tuple[str, ...] = field(default=())
