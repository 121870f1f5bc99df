"""The lights that a scene may order: an hour of the day, and what weather or walls make of it."""

from typing import get_args

from rushes.film import Location, Scene
from rushes.vocabulary import TimeOfDay, Weather

HOURS: tuple[TimeOfDay, ...] = get_args(TimeOfDay)
SKIES = ("indoors", "clear", "cloudy", "rain", "snow", "fog")
"""What the light of an hour comes through."""
_SKY: dict[Weather, str] = {"wind": "clear", "overcast": "cloudy", "storm": "rain"}
LIGHTS = len(HOURS) * len(SKIES)


def light_of(scene: Scene, place: Location) -> int:
    """Row of the scene's light in a table of `LIGHTS` rows: hours, each under every sky."""
    sky = "indoors" if place.interior else _SKY.get(scene.weather, scene.weather)
    return HOURS.index(scene.time_of_day) * len(SKIES) + SKIES.index(sky)
