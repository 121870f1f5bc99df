"""What an unknown noun is most like, from a small table derived from WordNet 3.0 (see data/NOTICE)."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "nearest.txt"


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Noun -> the things it is a kind of, the nearest first."""
    rows = (line.rstrip("\n").split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {noun: tuple(kinds.split(" ")) for noun, kinds in rows}


GENERIC = {
    "ungulate": "deer horse",
    "rodent": "mouse rabbit",
    "reptile": "lizard snake turtle",
    "amphibian": "frog",
    "primate": "monkey",
    "mammal": "deer dog",
    "animal": "dog",
    "insect": "butterfly bee",
    "mollusk": "octopus",
    "crustacean": "crab",
    "leopard": "tiger cat",
    "vehicle": "car",
    "aircraft": "airplane",
    "spacecraft": "spaceship",
    "city": "street",
    "cart": "truck car",
    "tank": "truck car",
    "airplane": "aeroplane",
    "monster": "dragon",
    "seal": "dolphin",
    "sheep": "goat cow",
    "cow": "horse",
    "lion": "tiger cat",
    "tiger": "lion cat",
    "building": "village street",
    "water": "lake river",
    "cafe": "kitchen",
    "room": "bedroom library",
    "classroom": "library",
    "office": "library",
    "shop": "kitchen village",
    "museum": "temple castle",
    "theatre": "temple",
    "barn": "kitchen village",
    "workshop": "laboratory kitchen",
    "factory": "laboratory",
    "ruins": "temple castle",
    "waterfall": "river",
    "lake": "river",
    "swamp": "river forest",
    "garden": "meadow",
    "bridge": "river street",
    "jungle": "forest",
    "ship": "harbour ocean",
    "airport": "street",
    "station": "train",
    "sky": "mountain",
}
"""What stands in for a kind that nobody draws."""


def nearest(noun: str, kinds: Iterable[str]) -> str | None:
    """The one of `kinds` that `noun` is most nearly a kind of, or None."""
    wanted = set(kinds)
    for kind in _table().get(noun, ()):
        for option in (kind, *GENERIC.get(kind, "").split()):
            if option in wanted:
                return option
    return None
