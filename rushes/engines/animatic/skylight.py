"""The hour and the weather of a picture, read from the colours of its sky."""

from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.layers import cv
from rushes.engines.animatic.light import HOURS, light_for
from rushes.film import TimeOfDay, Weather

Lab = NDArray[np.float32]
SKY = 0.25
"""Share of the pixels that are taken for sky: those most like one."""
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


def seen_hour(sky: NDArray[np.uint8]) -> TimeOfDay:
    """The hour, in whatever weather, whose sky is most like the upper part of a picture (H, W, 3)."""
    pixels = _lab(sky)
    return min(product(HOURS, RARE), key=lambda light: _unlike(pixels, *light))[0]


def seen_weather(sky: NDArray[np.uint8], hour: TimeOfDay, usual: Weather) -> Weather:
    """The weather whose sky at `hour` is most like the upper part of a picture; `usual` where that is as
    like as any."""
    pixels = _lab(sky)
    off = {weather: _unlike(pixels, hour, weather) for weather in RARE}
    best = min(RARE, key=off.__getitem__)
    return usual if off[usual] < off[best] + SAME else best


def _unlike(pixels: Lab, hour: TimeOfDay, weather: Weather) -> float:
    """Mean CIELAB distance of the pixels most like it to the sky of a light, and how rare that is."""
    off = np.linalg.norm(pixels[:, None] - _tones(hour, weather)[None], axis=-1).min(1)
    return float(np.sort(off)[: max(1, round(SKY * len(off)))].mean()) + RARE[weather]


def _lab(pixels: NDArray[np.uint8]) -> Lab:
    return _cielab(pixels.reshape(-1, 3).astype(np.float32) / 255)


@lru_cache(64)
def _tones(hour: TimeOfDay, weather: Weather) -> Lab:
    """Twelve colours from zenith to horizon, (12, 3)."""
    at, stops = np.linspace(0, 1, 12), np.asarray(light_for(hour, weather).sky)
    return _cielab(np.stack([np.interp(at, (0, 0.42, 0.76, 1), stops[:, k]) for k in range(3)], 1))


def _cielab(colours: NDArray[np.floating]) -> Lab:
    return np.asarray(cv().cvtColor(colours.astype(np.float32)[None], cv().COLOR_RGB2LAB)[0], np.float32)
