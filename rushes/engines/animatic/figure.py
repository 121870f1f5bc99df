"""What animals, creatures, robots, vehicles and props are drawn from.

FIGURE SPACE: metres, x forward (the figure looks to the RIGHT), y DOWN, origin on the ground
between the feet (for swimmers and flyers: the middle of the body). Mirroring, size, haze, rim
light, form shadow, cast shadow, masks and boxes are the stage's work.
"""

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.words import colour_in, colour_of

Gait = Literal["stand", "walk", "run", "sit", "lie", "swim", "fly", "fall", "dance", "fight", "look", "eat"]


_LEAD = re.compile(
    r"[.,;:!?]|\b(?:with|under|below|beside|over|near|by|of|in|on|at|the|an?|through|into|from|to|along|across|past)\b"
)


FURRED = frozenset("fox dog puppy cat kitten squirrel wolf horse foal cow calf bear cub lion monkey".split())


@dataclass(frozen=True, slots=True)
class Look:
    """What the text says the figure looks like; what it leaves out comes from the seed."""

    name: str
    text: str
    """Its descriptors as running text, lower case: ``a huge glowing blue whale with a scarred fluke``."""
    words: frozenset[str]
    key: int
    """Seed of everything the text leaves open."""
    colours: Mapping[str, str] = field(default_factory=dict)
    """Colours taken from reference images, by attribute; they rank between the text and the seed."""
    traits: Mapping[str, str] = field(default_factory=dict)
    """What a reference image shows of build and clothes (see `likeness`), ranked like the colours."""

    def has(self, *words: str) -> bool:
        return any(word in self.words for word in words)

    def colour(self, part: str, *choices: str) -> str:
        """Colour of `part` (``fur``, ``eyes``, ``collar``): the text's, the reference's, or one of
        `choices` by seed."""
        named = colour_of(part, self.text, choices[0])
        return named or self.colours.get(part) or choices[int(self.rng(part).integers(len(choices)))]

    def main_colour(self, *choices: str) -> str:
        """Colour of the whole figure: ``red fox``, ``a blue and white whale``; else by seed."""
        words = self.epithet().split()
        if self.name in FURRED:  # no fur is red like paint
            words = ["ginger" if word == "red" else word for word in words]
        named = colour_in(words, choices[0])
        for part in ("fur", "coat", "skin", "feathers", "scales", "body", "hull", "paint"):
            named = named or colour_of(part, self.text, choices[0])
        return named or self.colours.get("body") or choices[int(self.rng("body").integers(len(choices)))]

    def epithet(self) -> str:
        """The words that lead up to the noun which names the figure: ``huge red fox`` of ``a huge red
        fox in a snowy forest``; up to the first preposition where no such noun is found."""
        from rushes.engines.animatic.cast import creatures

        known = creatures().get(self.name)
        nouns = sorted({self.name, *(known.words if known else ())}, key=len, reverse=True)
        found = re.search(rf"\b(?:{'|'.join(map(re.escape, nouns))})(?:e?s)?\b", self.text)
        if found:
            return _LEAD.split(self.text[: found.end()])[-1].strip()
        pieces = (piece.strip() for piece in _LEAD.split(self.text))
        return next((piece for piece in pieces if piece), "")

    def pick(self, name: str, *options: str) -> str:
        """The option the text names, else one by seed."""
        for option in options:
            if option in self.words:
                return option
        return options[int(self.rng(name).integers(len(options)))]

    def rng(self, name: str) -> np.random.Generator:
        return np.random.default_rng((self.key, zlib.crc32(name.encode())))


@dataclass(frozen=True, slots=True)
class Pose:
    """How the figure moves at this instant."""

    t: float = 0.0
    """Seconds since the shot began: breathing, blinking, tails, gills, propellers (use sines of t)."""
    gait: Gait = "stand"
    phase: float = 0.0
    """Cycles of the gait so far (a stride, a tail beat, a wing beat). It advances with the way covered, so
    planted feet must travel back by exactly `Creature.stride` metres per cycle while they are down."""
    turn: float = 0.0
    """Degrees: 0 side view looking right, 45 three-quarter, 90 facing the camera, -90 seen from behind."""
    head: float = 0.0
    """-1 looks back or down .. +1 looks up or ahead more."""
    mouth: float = 0.0
    """0 shut .. 1 open."""
    wind: float = 0.2
    """0..1: fur tufts, manes, flags."""
    lights: float = 0.0
    """0 day .. 1 night: headlamps, windows and glowing bodies shine by this much."""
    effort: float = 0.5
    """0 gentle .. 1 violent."""


@dataclass(frozen=True, slots=True)
class Creature:
    """One kind of animal, creature, robot, vehicle or prop."""

    name: str
    words: tuple[str, ...]
    """Nouns that mean it, the best first (lower case, singular)."""
    kind: Literal["animal", "creature", "robot", "vehicle", "object"]
    height: float
    """Metres from ground to top, as drawn."""
    length: float
    """Metres from end to end, as drawn."""
    draw: Callable[[Canvas, Look, Pose], None]
    """Draws the figure in figure space at true size, with about 20 to 60 shapes."""
    stride: float = 1.0
    """Metres covered in one cycle of the walk."""
    run_stride: float = 2.0
    speed: float = 1.2
    """Metres per second at a walk (or cruising, for swimmers, flyers and vehicles)."""
    run_speed: float = 4.0
    element: Literal["ground", "water", "air", "space"] = "ground"
    """Where it lives: decides how it moves, and that a whale on land lies stranded."""
    focus: tuple[float, float] = (0.0, 0.0)
    """The face in figure space, metres: what a close-up frames."""
    focus_size: float = 0.0
    """Height of the face in metres; 0 = a third of the height."""
    glow: tuple[float, float] | None = None
    """Where its light comes from when the text says it glows; None = the middle."""
