"""Promises of the places: each one paints in any hour and weather, from its seed, as the text says."""

import re

import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.light import light_for
from rushes.engines.animatic.places import places
from rushes.engines.animatic.setting import Place, Setting, View
from rushes.film import TimeOfDay, Weather

NAMES = tuple(places())
W, H = 156, 90


def setting(
    place: Place, text: str = "", time: TimeOfDay = "noon", weather: Weather = "clear", key: int = 3
) -> Setting:
    words = set(re.findall(r"[a-z]+", text.lower()))
    words |= {word.removesuffix("s") for word in words}
    view = View(horizon=place.horizon, eye=place.eye)
    light = light_for(time, weather, 0.6)
    return Setting(place.name, frozenset(words), text.lower(), time, weather, light, view, key)


def still(place: Place, s: Setting, t: float = 0.0) -> NDArray[np.float32]:
    """Every plane over a grey card, moving parts at time `t`: (H, W, 3), 0..255."""
    picture = np.full((H, W, 3), 128, np.float32)
    matrix = np.array([[H, 0, W / 2], [0, H, 0], [0, 0, 1.0]])
    for plane in sorted(place.build(s), key=lambda p: -p.depth):
        c = Canvas(W, H, matrix.copy(), s.light, plane.depth)
        plane.paint(c, s)
        if plane.moving is not None:
            plane.moving(c, s, t)
        layer = c.pixels().astype(np.float32)
        picture = layer[..., :3] + picture * (1 - layer[..., 3:] / 255)
    return picture


def test_there_are_the_places_that_films_need() -> None:
    """At least 24 kinds of places, among them every one that the docs name."""
    needed = (
        "harbour lighthouse forest mountain desert snowfield meadow river underwater cave village street "
        "rooftop alley castle temple train kitchen library laboratory spaceship planet beach theatre road"
    )
    assert set(needed.split()) <= set(NAMES)
    assert len(NAMES) >= 24


def test_no_word_names_two_places() -> None:
    """A word leads to one place only, so that the same text is always the same place."""
    words = [word for place in places().values() for word in {place.name, *place.words}]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", NAMES)
def test_a_place_paints_in_every_hour_and_weather(name: str) -> None:
    """Day and night, fog and snow: a picture with contrast, brighter at noon than at night."""
    place = places()[name]
    noon = still(place, setting(place))
    night = still(place, setting(place, time="night", weather="rain"))
    still(place, setting(place, time="dawn", weather="fog"))
    still(place, setting(place, time="dusk", weather="snow"))
    assert noon.std() > 12
    assert night.mean() < noon.mean()


@pytest.mark.parametrize("name", NAMES)
def test_a_place_is_decided_by_its_seed(name: str) -> None:
    """Same seed, same pixels; another seed arranges the place differently."""
    place = places()[name]
    first, again = (still(place, setting(place)) for _ in range(2))
    other = still(place, setting(place, key=4))
    assert np.array_equal(first, again)
    assert np.abs(first - other).mean() > 0.5


@pytest.mark.parametrize("name", NAMES)
def test_the_ground_reaches_the_camera(name: str) -> None:
    """No hole opens under the cast: the lower edge of the picture is painted everywhere."""
    place = places()[name]
    s = setting(place)
    alpha = np.zeros((H, W))
    matrix = np.array([[H, 0, W / 2], [0, H, 0], [0, 0, 1.0]])
    for plane in place.build(s):
        c = Canvas(W, H, matrix.copy(), s.light, plane.depth)
        plane.paint(c, s)
        alpha = np.maximum(alpha, c.pixels()[..., 3])
    assert (alpha[int(0.8 * H) :] == 255).all()


@pytest.mark.parametrize("name", NAMES)
def test_the_cast_has_room(name: str) -> None:
    """Nothing stands in front of the middle of the stage where figures act."""
    place = places()[name]
    s = setting(place)
    matrix = np.array([[H, 0, W / 2], [0, H, 0], [0, 0, 1.0]])
    left, right = int(W / 2 - 0.3 * H), int(W / 2 + 0.3 * H)
    for plane in place.build(s):
        if plane.ground or plane.depth >= place.standing[0]:
            continue
        c = Canvas(W, H, matrix.copy(), s.light, plane.depth)
        plane.paint(c, s)
        covered = c.pixels()[int(0.35 * H) : int(0.85 * H), left:right, 3] > 128
        assert covered.mean() < 0.06, plane.name


COLOURED = (
    ("lighthouse", "a lighthouse with {} stripes"),
    ("kitchen", "a kitchen with {} pans"),
    ("harbour", "a harbour with {} boats"),
    ("village", "a village of {} cottages"),
    ("theatre", "a theatre with a {} curtain"),
    ("train", "a train with {} seats"),
    ("meadow", "a meadow of {} grass"),
    ("desert", "a desert of {} sand"),
    ("library", "a library with a {} carpet"),
)


@pytest.mark.parametrize(("name", "text"), COLOURED)
def test_named_colours_are_painted(name: str, text: str) -> None:
    """What the text paints red is redder than what it paints blue, and the other way round."""
    place = places()[name]
    red = still(place, setting(place, text.format("red")))
    blue = still(place, setting(place, text.format("blue")))
    difference = red - blue
    assert difference[..., 0].sum() > 0 > difference[..., 2].sum()
    assert np.abs(difference).max() > 60


@pytest.mark.parametrize("name", NAMES)
def test_moving_parts_move_and_come_from_time_alone(name: str) -> None:
    """Waves, fires and screens depend on the time only: drawn twice at one time they are equal."""
    place = places()[name]
    s = setting(place, time="night")
    moving = [plane for plane in place.build(s) if plane.moving is not None]
    moved = not moving
    for plane in moving:
        frames = []
        for t in (0.3, 1.7, 0.3):
            c = Canvas(W, H, np.array([[H, 0, W / 2], [0, H, 0], [0, 0, 1.0]]), s.light, plane.depth)
            assert plane.moving is not None
            plane.moving(c, s, t)
            frames.append(c.pixels())
        assert np.array_equal(frames[0], frames[2])
        moved |= not np.array_equal(frames[0], frames[1])
    assert moved
