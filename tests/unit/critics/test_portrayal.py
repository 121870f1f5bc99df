"""What a sighting shows: the head wherever the arms are, who lies along their axis, a shape at any size."""

import cv2
import numpy as np
import pytest

from rushes.critics.lights import LIGHTS, light_of
from rushes.critics.portrayal import head_of, overlap, portray, shape_of
from rushes.critics.subjects import Sighting
from rushes.film import Location, Scene
from tests.support.crew import document

SKIN, HAIR, COAT = (200, 150, 120), (90, 50, 30), (40, 60, 160)


def standing(arms_up=False, hair=HAIR, height=400):
    """A figure on black with head, coat and, if asked, an arm straight up; pixels and mask."""
    pixels = np.zeros((height, height, 3), np.uint8)
    middle, k = height // 2, height / 400
    low = int(90 * k)
    cv2.rectangle(
        pixels, (middle - int(55 * k), low + int(70 * k)), (middle + int(55 * k), height - 1), COAT, -1
    )
    cv2.ellipse(pixels, (middle, low + int(38 * k)), (int(32 * k), int(38 * k)), 0, 0, 360, SKIN, -1)
    cv2.ellipse(pixels, (middle, low + int(32 * k)), (int(34 * k), int(34 * k)), 0, 180, 360, hair, -1)
    if arms_up:
        cv2.rectangle(pixels, (middle + int(42 * k), 0), (middle + int(55 * k), low + int(80 * k)), COAT, -1)
    mask = pixels.any(-1)
    rows = np.flatnonzero(mask.any(1))
    box = slice(rows[0], rows[-1] + 1)
    return np.ascontiguousarray(pixels[box]), mask[box]


def sighting(pixels, mask, cut=False):
    return Sighting(frame=0, track=0, pixels=pixels, mask=mask, cut=cut)


@pytest.mark.parametrize("arms_up", [False, True])
def test_a_raised_arm_is_not_the_head(arms_up):
    """Hair is most of the head's upper part, whether or not an arm reaches above it."""
    pixels, mask = standing(arms_up)
    reach = len(mask) / 310  # the arm adds to what would stand
    head = head_of(pixels, mask, reach)
    assert head is not None
    top = head.colours[np.argmax(head.areas * (head.heights < 0.4))] * 255
    assert np.abs(top - HAIR).max() < 12


def test_a_figure_that_lies_is_read_as_if_it_stood():
    """Turned on its side, one of its readings has the coat below the skin, as the upright one has."""

    def order(signature):
        heights = [
            signature.heights[np.linalg.norm(signature.colours * 255 - colour, axis=1).argmin()]
            for colour in (SKIN, COAT)
        ]
        return heights[1] - heights[0]

    pixels, mask = standing()
    lying = portray(sighting(np.rot90(pixels).copy(), np.rot90(mask).copy()))
    upright = portray(sighting(pixels, mask))
    assert upright is not None
    assert lying is not None
    assert upright.turned == ()
    assert len(lying.turned) == 2
    assert max(order(s) for s in lying.turned) > 0.5 * order(upright.whole) > 0.1
    assert lying.head(1.0) is None


def test_a_close_up_lies_nowhere():
    """Shoulders that fill a frame are broader than high and stand all the same."""
    pixels, mask = np.full((200, 400, 3), 120, np.uint8), np.ones((200, 400), bool)
    found = portray(sighting(pixels, mask, cut=True))
    assert found is not None
    assert found.turned == ()


@pytest.mark.parametrize("size", [0.2, 0.37, 0.6, 2.0])
def test_a_shape_is_the_same_at_any_size(size):
    """Scaled or mirrored it overlaps itself by more than .9; a bar overlaps it by less than .6."""
    _, mask = standing()
    other = cv2.resize(mask.astype(np.uint8), None, fx=size, fy=size, interpolation=cv2.INTER_NEAREST) > 0
    bar = np.ones((20, 300), bool)
    assert overlap(shape_of(mask), shape_of(other[:, ::-1])) > 0.9
    assert overlap(shape_of(mask), shape_of(bar)) < 0.6


def test_every_light_has_a_row_of_its_own():
    """Hours and skies never share a row; walls are their own sky, whatever the weather."""
    from dataclasses import replace
    from typing import get_args

    from rushes.vocabulary import TimeOfDay, Weather

    scene: Scene = document(1).scenes[0]
    place: Location = document(1).locations[0]
    outdoors, indoors = replace(place, interior=False), replace(place, interior=True)
    hours, weathers = get_args(TimeOfDay), get_args(Weather)
    rows = {
        (hour, weather): light_of(replace(scene, time_of_day=hour, weather=weather), outdoors)
        for hour in hours
        for weather in weathers
    }
    assert len({rows[hour, w] for hour in hours for w in ("clear", "cloudy", "rain", "snow", "fog")}) == 35
    assert all(rows[hour, "storm"] == rows[hour, "rain"] for hour in hours)
    inside = {light_of(replace(scene, time_of_day=h, weather=w), indoors) for h in hours for w in weathers}
    assert len(inside) == len(hours)
    assert max(*rows.values(), *inside) < LIGHTS
