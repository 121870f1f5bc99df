"""Colour words of English, and the colour that a text gives to a noun."""

import re

from rushes.engines.animatic.colour import hexed, mix, toned

COLOURS = {
    "red": "#c2322d",
    "crimson": "#a81d35",
    "scarlet": "#d2351f",
    "maroon": "#6d1f2b",
    "burgundy": "#6b1d33",
    "ruby": "#a3173a",
    "rust": "#a84e27",
    "rusty": "#a0562f",
    "copper": "#b2693c",
    "bronze": "#94703a",
    "orange": "#e07b28",
    "coral": "#ee7a62",
    "salmon": "#ec8f7c",
    "peach": "#f2b48d",
    "apricot": "#f1ac6c",
    "amber": "#e2a02c",
    "gold": "#d9aa3b",
    "golden": "#dcae4c",
    "brass": "#c19a49",
    "yellow": "#ecc22f",
    "mustard": "#cf9f2b",
    "lemon": "#f2e05c",
    "straw": "#d9c27c",
    "sandy": "#d8bd8c",
    "cream": "#f0e4c7",
    "ivory": "#efe8d6",
    "beige": "#d8c7a5",
    "tan": "#c49b6c",
    "khaki": "#a99a67",
    "ochre": "#c28a32",
    "brown": "#74492c",
    "chestnut": "#7a3f25",
    "auburn": "#8a3b22",
    "chocolate": "#54321f",
    "mahogany": "#5e2a1d",
    "hazel": "#8d6b3c",
    "ginger": "#c8692b",
    "blond": "#e0bf74",
    "blonde": "#e0bf74",
    "green": "#3f8a4b",
    "emerald": "#1e8a5c",
    "olive": "#73763a",
    "lime": "#9acb3b",
    "mint": "#9cd8b4",
    "sage": "#98aa84",
    "jade": "#3f9c77",
    "moss": "#6d7f3b",
    "mossy": "#6d7f3b",
    "teal": "#1f7f80",
    "turquoise": "#35b3ad",
    "cyan": "#35b9d0",
    "aqua": "#5fc8c8",
    "blue": "#2f62b5",
    "navy": "#1f2f57",
    "cobalt": "#2247a8",
    "sapphire": "#1f4ba3",
    "azure": "#3d8be0",
    "indigo": "#3c3183",
    "sky": "#7fb8e2",
    "violet": "#7a4bb3",
    "purple": "#6f3d92",
    "lavender": "#b09ed6",
    "lilac": "#bfa2d6",
    "plum": "#6a345c",
    "magenta": "#c2338c",
    "pink": "#e58ba8",
    "rose": "#d5607a",
    "fuchsia": "#cf3a90",
    "black": "#1d1c22",
    "ebony": "#221d1e",
    "jet": "#1b1b20",
    "charcoal": "#37383f",
    "grey": "#83868c",
    "gray": "#83868c",
    "slate": "#566170",
    "silver": "#bcc3ca",
    "silvery": "#bcc3ca",
    "ash": "#a9a8a2",
    "white": "#f1efe9",
    "snowy": "#f2f4f6",
    "pearl": "#e9e4da",
    "wooden": "#8c623c",
    "oak": "#8f6a40",
    "brick": "#9d4f3c",
    "denim": "#45618c",
    "oilskin": "#e3b32f",
}
"""Colour word -> sRGB."""

SHADES = {
    "pale": (0.13, 0.6),
    "light": (0.12, 0.85),
    "faded": (0.08, 0.55),
    "bright": (0.06, 1.25),
    "vivid": (0.03, 1.4),
    "dark": (-0.17, 0.9),
    "deep": (-0.11, 1.15),
    "dusty": (0.03, 0.5),
    "soft": (0.05, 0.7),
    "wet": (-0.07, 1.0),
    "weathered": (0.02, 0.6),
    "neon": (0.12, 1.7),
    "pastel": (0.16, 0.6),
    "muted": (0.0, 0.55),
    "sun-bleached": (0.15, 0.5),
}
"""Shade word -> (OKLab lightness added, chroma factor)."""

_TOKEN = re.compile(r"[a-z]+(?:-[a-z]+)*")
_STOP = re.compile(
    r"[.,;:!?]|\b(?:and|with|under|below|beside|over|near|by|of|in|on|at|the|a|an|to|into|onto|through"
    r"|across|toward|towards|from|his|her|their|its|who|that)\b"
)


def colour_in(words: list[str], base: str | None = None) -> str | None:
    """The colour that `words` (in order) describe: the last colour word, shaded; shades alone tint `base`."""
    parts = [part for word in words for part in ([word] if word in SHADES else word.split("-"))]
    named = [p for p in parts if p in COLOURS]
    shades = [p for p in parts if p in SHADES]
    colour = COLOURS[named[-1]] if named else (base or None if shades else None)
    if colour is None:
        return None
    if len(named) > 1:
        colour = hexed(mix(COLOURS[named[-1]], COLOURS[named[-2]], 0.3))
    for shade in shades:
        colour = hexed(toned(colour, *SHADES[shade]))
    return colour


def colour_of(noun: str, text: str, base: str | None = None) -> str | None:
    """The colour that `text` gives to `noun`, as in ``dark wet rocks``; None when it gives none.

    Looks at the words before the noun back to the nearest comma, preposition or article; a
    shade alone (``pale sand``) shades `base`.
    """
    for match in re.finditer(rf"\b{re.escape(noun)}(?:e?s)?\b", text.lower()):
        before = _STOP.split(text[: match.start()].lower())[-1]
        found = colour_in(_TOKEN.findall(before), base)
        if found:
            return found
    return None
