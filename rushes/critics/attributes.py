"""Which attribute of a character a colour belongs to, and what the colour is called.

Colour names and their sRGB values follow the CSS names and the most usual clothing words.
"""

import re
from collections.abc import Sequence

import numpy as np

from rushes.critics.colour import Floats, lab
from rushes.film import Character, Descriptor

COLOURS: dict[str, tuple[int, int, int]] = {
    "black": (30, 29, 33), "charcoal": (60, 62, 68), "grey": (128, 128, 132), "silver": (192, 194, 200),
    "white": (240, 238, 234), "cream": (240, 228, 200), "beige": (214, 192, 158), "tan": (200, 160, 115),
    "brown": (110, 72, 45), "auburn": (130, 60, 35), "rust": (170, 80, 40), "red": (195, 40, 40),
    "crimson": (165, 25, 50), "burgundy": (110, 25, 45), "pink": (230, 140, 165), "orange": (230, 125, 40),
    "ochre": (200, 145, 50), "gold": (215, 175, 60), "yellow": (240, 205, 60), "blonde": (225, 190, 110),
    "olive": (110, 115, 50), "green": (60, 135, 70), "teal": (30, 125, 130), "turquoise": (60, 185, 185),
    "blue": (50, 95, 190), "navy": (30, 45, 95), "indigo": (65, 50, 130), "purple": (115, 60, 145),
    "violet": (140, 90, 190), "lavender": (180, 165, 215),
}  # fmt: skip
_LAB = {name: lab(np.array(rgb) / 255) for name, rgb in COLOURS.items()}
_ALIASES = {"gray": "grey", "blond": "blonde", "golden": "gold", "ginger": "rust", "scarlet": "red"}

SPANS: dict[str, tuple[float, float]] = {
    "hat": (0.0, 0.12), "hair": (0.0, 0.22), "beard": (0.08, 0.24), "glasses": (0.06, 0.16),
    "skin": (0.05, 0.3),
    "scarf": (0.16, 0.32), "coat": (0.18, 0.7), "top": (0.18, 0.6),
    "bottom": (0.48, 0.92), "shoes": (0.88, 1.0),
}  # fmt: skip
"""Attribute -> where it sits on a standing person, as shares of the height from the top."""

PORTRAIT = 0.42
"""Share of a standing figure's height that a portrait shows."""
WORN = {"hat", "glasses", "scarf", "coat", "top", "bottom", "shoes", "clothes", "dress"}


def colour_word(srgb: Floats) -> str:
    """The nearest colour name of an sRGB value in [0, 1]."""
    spot = lab(srgb)
    return min(_LAB, key=lambda name: float(np.linalg.norm(_LAB[name] - spot)))


def named_colour(phrase: str) -> str | None:
    """The first colour that a phrase names, or None."""
    words: list[str] = re.findall(r"[a-z]+", phrase.lower())
    for found in words:
        word = _ALIASES.get(found, found)
        if word in COLOURS:
            return word
    return None


COLOURLESS = ("age", "build")
"""Descriptors that say nothing about a colour: no drift can be laid at their door."""


def attribute_of(character: Character, colour: Floats, height: float) -> Descriptor | None:
    """The descriptor that a colour at a height (0 top, 1 bottom of the standing figure) belongs to.

    None when the character has no descriptor that could be meant.
    """
    ranked = sorted(
        (
            (_distance(d, colour, height, character.kind == "person"), i)
            for i, d in enumerate(character.descriptors)
            if d.attribute not in COLOURLESS
        )
    )
    if not ranked or ranked[0][0] > 2.5:
        return None
    return character.descriptors[ranked[0][1]]


def _distance(descriptor: Descriptor, colour: Floats, height: float, person: bool) -> float:
    named = named_colour(descriptor.phrase)
    away = 1.0 if named is None else float(np.linalg.norm(_LAB[named] - lab(colour))) / 20
    if not person or descriptor.attribute not in SPANS:
        return away + (0.5 if named else 1.0)
    low, high = SPANS[descriptor.attribute]
    return away + max(0.0, low - height, height - high) * 24


def garment(height: float) -> str:
    """What a person wears at a height, where no descriptor says it."""
    return "hair" if height < 0.2 else "top" if height < 0.6 else "trousers" if height < 0.9 else "shoes"


def demand(character: Character, descriptor: Descriptor | None, worn: str = "") -> str:
    """A clause that a prompt can carry to hold the attribute, what is `worn` unsaid, or the whole look."""
    if descriptor is None and worn and character.kind == "person" and character.descriptors:
        return f"{character.name} {'has' if worn.endswith('hair') else 'wears'} {worn}"
    if descriptor is None:
        return f"{character.name}, {character.appearance()}, exactly as before".replace(", ,", ",")
    verb = "wears" if descriptor.attribute in WORN else "has"
    return f"{character.name} {verb} {descriptor.phrase}"


def region_words(heights: Sequence[float]) -> str:
    """Where on a figure a mean height lies, in words."""
    mean = float(np.mean(heights))
    return "head" if mean < 0.2 else "upper body" if mean < 0.55 else "legs" if mean < 0.9 else "feet"
