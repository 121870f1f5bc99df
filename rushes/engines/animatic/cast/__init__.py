"""Animals, creatures, robots, vehicles and props; `creatures()` is the table that the stage reads."""

from functools import cache
from importlib import import_module

from rushes.engines.animatic.figure import Creature

MODULES = (
    "whale",
    "dog",
    "canines",
    "cats",
    "horse",
    "birds",
    "fowl",
    "fish",
    "robots",
    "machines",
    "road",
    "heavy",
    "bikes",
    "boats",
    "ships",
    "props_light",
    "props_paper",
    "props_hand",
    "props_stand",
    "dragon",
    "herd",
    "farm",
    "savanna",
    "critters",
    "wilds",
    "small",
    "snake",
    "seabed",
    "insects",
    "sky_craft",
    "space_craft",
    "spirits",
    "giants",
    "tyrannosaur",
)
"""Add a module's name here; it has ``CREATURE`` or ``CREATURES`` (a tuple)."""


@cache
def creatures() -> dict[str, Creature]:
    """Name -> creature, in the order of `MODULES`."""
    found: dict[str, Creature] = {}
    for name in MODULES:
        module = import_module(f"{__name__}.{name}")
        for creature in getattr(module, "CREATURES", None) or (module.CREATURE,):
            found[creature.name] = creature
    return found


def is_thing(kind: str) -> bool:
    """True for props: things in play or in a hand, which are no members of the cast."""
    return kind in creatures() and creatures()[kind].kind == "object"
