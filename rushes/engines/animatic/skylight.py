"""The hour and the weather of a picture, read from the colours of its sky and the lightness of its ground."""

from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.colour import encoded
from rushes.engines.animatic.layers import cv
from rushes.engines.animatic.light import HOURS, light_for, linear_tint
from rushes.film import TimeOfDay, Weather

Lab = NDArray[np.float32]
SKY = 0.25
"""Share of the pixels that are taken for sky: those most like one."""
GREY, GROUND = 0.18, 0.2
"""What the usual ground reflects, and how much its lightness counts: there is ground of every kind."""
SAME = 1.5
"""CIELAB units within which two weathers explain a sky equally well."""
RARE: dict[Weather, float] = {
    "clear": 0.0,
    "wind": 0.3,
    "cloudy": 0.5,
    "overcast": 2.0,
    "fog": 2.0,
    "rain": 2.5,
    "snow": 2.5,
    "storm": 3.0,
}
"""CIELAB units by which a sky must be more like a weather before it is believed: grey walls are not fog."""


def seen_hour(picture: NDArray[np.uint8]) -> TimeOfDay:
    """The hour, in whatever weather, that a picture of the outdoors (H, W, 3 uint8 sRGB) is most like."""
    sky, ground = _read(picture)
    return min(product(HOURS, RARE), key=lambda light: _unlike(sky, ground, *light))[0]


def seen_weather(picture: NDArray[np.uint8], hour: TimeOfDay, usual: Weather) -> Weather:
    """The weather at `hour` that a picture of the outdoors is most like; `usual` where that is as like as
    any."""
    sky, ground = _read(picture)
    off = {weather: _unlike(sky, ground, hour, weather) for weather in RARE}
    best = min(RARE, key=off.__getitem__)
    return usual if off[usual] < off[best] + SAME else best


def _read(picture: NDArray[np.uint8]) -> tuple[Lab, float]:
    """The pixels of the upper third, (N, 3), and the usual lightness of the lower half, 0..100."""
    small = cv().resize(picture, (48, 27), interpolation=cv().INTER_AREA)
    return _lab(small[:9]), float(np.median(_lab(small[14:])[:, 0]))


def _unlike(sky: Lab, ground: float, hour: TimeOfDay, weather: Weather) -> float:
    """Mean CIELAB distance of the pixels most like it to the sky of a light, and how far the ground is from
    as light as it makes grey ground, and how rare it is."""
    tones, grey = _tones(hour, weather)
    off = np.linalg.norm(sky[:, None] - tones[None], axis=-1).min(1)
    seen = float(np.sort(off)[: max(1, round(SKY * len(off)))].mean())
    return seen + GROUND * abs(ground - grey) + RARE[weather]


def _lab(pixels: NDArray[np.uint8]) -> Lab:
    return _cielab(pixels.reshape(-1, 3).astype(np.float32) / 255)


@lru_cache(64)
def _tones(hour: TimeOfDay, weather: Weather) -> tuple[Lab, float]:
    """Twelve colours from zenith to horizon, (12, 3), and the lightness of a middle grey in this light."""
    light = light_for(hour, weather)
    at, stops = np.linspace(0, 1, 12), np.asarray(light.sky)
    grey = _cielab(np.array([encoded(GREY * linear_tint(light.tint))]))[0, 0]
    sky = _cielab(np.stack([np.interp(at, (0, 0.42, 0.76, 1), stops[:, k]) for k in range(3)], 1))
    return sky, float(grey)


def _cielab(colours: NDArray[np.floating]) -> Lab:
    return np.asarray(cv().cvtColor(colours.astype(np.float32)[None], cv().COLOR_RGB2LAB)[0], np.float32)
