"""The places, one module each; `PLACES` is the table that the stage reads."""

from functools import cache
from importlib import import_module

from rushes.engines.animatic.setting import Place

MODULES = (
    "beach", "sea", "harbour", "lighthouse", "woods", "heights", "desert", "meadow", "garden", "river",
    "underwater", "cave", "cloudscape", "village", "city", "alley", "rooftop", "market", "castle", "throne",
    "temple", "kitchen", "lounge", "library", "laboratory", "workshop", "cafe", "classroom", "theatre",
    "train", "station", "road", "bridge", "deck", "spaceship", "corridor", "planets",
)  # fmt: skip
"""Add a module's name here; it has ``PLACE`` or ``PLACES`` (a tuple)."""


@cache
def places() -> dict[str, Place]:
    """Name -> place, in the order of `MODULES`."""
    found: dict[str, Place] = {}
    for name in MODULES:
        module = import_module(f"{__name__}.{name}")
        for place in getattr(module, "PLACES", None) or (module.PLACE,):
            found[place.name] = place
    return found
