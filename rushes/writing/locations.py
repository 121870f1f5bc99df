"""The locations of a film: those the prompt names, else the one where its people are at home."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rushes.film import Brief, Location, slug
from rushes.writing import scenery
from rushes.writing.reading import Reading

MOST_LOCATIONS = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A location with what the prompt said of it."""

    place: Location
    heads: tuple[int, ...]
    """`Place.head` of every phrase that means it; empty for a place the prompt does not name."""
    destination: bool = False

    @property
    def where(self) -> dict[str, str]:
        noun, interior, _ = scenery.look_up(self.place.name, self.place.kind)
        return {
            "in": f"{scenery.within(self.place.name)} {self.place.name}",
            "through": f"{scenery.through(noun, interior, self.place.name)} {self.place.name}",
            "Place": self.place.name,
            **(
                {"in_walk": f"by {self.place.name}", "through_walk": f"along {self.place.name}"}
                if noun in ("ocean", "river", "lake")
                else {}
            ),
            **({"goal": self.place.name} if self.destination else {}),
        }


def locations(reading: Reading, brief: Brief, rng: np.random.Generator) -> list[Spot]:
    """The places of the film: those the prompt names, else the one where its people are at home."""
    spots: list[Spot] = []
    for place in reading.places[: min(brief.max_locations, MOST_LOCATIONS)]:
        spots.append(
            Spot(
                make_location(place.name, place.kind, [s.place.id for s in spots], rng),
                (place.head,),
                place.destination,
            )
        )
    if any(not s.destination for s in spots) or (spots and brief.max_locations == 1):
        return spots
    roles = " ".join(m.role for m in reading.cast)
    text = f"{reading.text} {brief.prompt}"
    return [
        Spot(
            make_location(
                *scenery.usual_place(roles, text, rng, reading.cues.weather is not None),
                [s.place.id for s in spots],
                rng,
            ),
            (),
        ),
        *spots,
    ]


def make_location(name: str, kind: str, taken: Sequence[str], rng: np.random.Generator) -> Location:
    """A place with descriptors of its kind, ids in `taken` avoided."""
    id = slug(name.removeprefix("the "), "place", 40)
    id = id if id not in taken else f"{id}-{len(taken) + 1}"
    noun, interior, _ = scenery.look_up(name, kind)
    return Location(
        id=id, name=name, kind=noun, interior=interior, descriptors=scenery.describe(name, kind, rng)
    )
