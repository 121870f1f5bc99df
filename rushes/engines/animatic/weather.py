"""Rain, snow, fog, blown leaves, lightning: layers that move over and between the planes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.layers import cv, over
from rushes.engines.animatic.light import Light
from rushes.film import Weather

Pixels = NDArray[np.uint8]


@dataclass(slots=True)
class Tile:
    """A layer that repeats in both directions and scrolls."""

    pixels: Pixels
    """Premultiplied RGBA, twice the tile in each direction, so that any window is one slice."""
    velocity: tuple[float, float]
    """Tile sizes per second, right and down."""
    sway: float = 0.0

    def lay(self, frame: Pixels, t: float, shift: tuple[float, float] = (0.0, 0.0)) -> None:
        h, w = self.pixels.shape[0] // 2, self.pixels.shape[1] // 2
        x = int((-(self.velocity[0] * t + self.sway * np.sin(t * 0.9)) * w + shift[0]) % w)
        y = int((-self.velocity[1] * t * h + shift[1]) % h)
        over(frame, self.pixels[y : y + frame.shape[0], x : x + frame.shape[1]])


def _tile(canvas: Canvas) -> Pixels:
    """Draw once, repeat 2 x 2; what crosses an edge was drawn on both sides."""
    return np.ascontiguousarray(np.tile(canvas.pixels(), (2, 2, 1)))


def _canvas(width: int, height: int) -> Canvas:
    return Canvas(width, height, np.diag([height, height, 1.0]))


def _scattered(c: Canvas, n: int, rng: np.random.Generator) -> list[tuple[float, float]]:
    aspect = c.width / c.height
    return [(float(x), float(y)) for x, y in rng.uniform(0, 1, (n, 2)) * (aspect, 1)]


def _copies(x: float, y: float, aspect: float) -> list[tuple[float, float]]:
    return [
        (x + dx, y + dy)
        for dx in (-aspect, 0, aspect)
        for dy in (-1, 0, 1)
        if -0.15 < x + dx < aspect + 0.15 and -0.2 < y + dy < 1.2
    ]


def rain(width: int, height: int, light: Light, rng: np.random.Generator, hard: bool) -> list[Tile]:
    """Two curtains, far and fine, near and long; slanted with the wind."""
    tiles = []
    slant = 0.28 if hard else 0.12
    colour = mix(light.sky[3], "#ffffff", 0.5)
    for count, length, pen, alpha, speed in ((190, 0.05, 0.0016, 0.30, 1.9), (70, 0.13, 0.0026, 0.34, 2.9)):
        c = _canvas(width, height)
        for x, y in _scattered(c, round(count * (1.5 if hard else 1)), rng):
            for px, py in _copies(x, y, width / height):
                c.line([(px, py), (px + slant * length, py + length)], Glow(colour), pen, alpha, smooth=False)
        tiles.append(Tile(_tile(c), (slant * speed * height / width, speed)))
    return tiles


def snow(width: int, height: int, light: Light, rng: np.random.Generator) -> list[Tile]:
    """Three depths of flakes."""
    tiles = []
    colour = mix(light.sky[3], "#ffffff", 0.8 - 0.35 * light.night)
    for count, size, alpha, speed in (
        (240, 0.0022, 0.75, 0.07),
        (110, 0.0042, 0.85, 0.13),
        (26, 0.011, 0.55, 0.27),
    ):
        c = _canvas(width, height)
        for x, y in _scattered(c, count, rng):
            r = size * rng.uniform(0.6, 1.4)
            for px, py in _copies(x, y, width / height):
                c.circle(px, py, r, Glow(colour), alpha)
        tiles.append(Tile(_tile(c), (0.05, speed), sway=0.015))
    return tiles


def bubbles(width: int, height: int, light: Light, rng: np.random.Generator) -> list[Tile]:
    """Motes and bubbles that rise under water."""
    c = _canvas(width, height)
    for x, y in _scattered(c, 46, rng):
        r = rng.uniform(0.0015, 0.006)
        for px, py in _copies(x, y, width / height):
            c.circle(px, py, r, Glow("#d9f4f2"), 0.28)
            c.circle(px - r * 0.3, py - r * 0.3, r * 0.35, Glow("#ffffff"), 0.6)
    return [Tile(_tile(c), (0.01, -0.06), sway=0.012)]


def leaves(width: int, height: int, light: Light, rng: np.random.Generator) -> list[Tile]:
    """Leaves and dust on the wind."""
    c = _canvas(width, height)
    for x, y in _scattered(c, 16, rng):
        colour = light.on(("#a8692f", "#c08a3a", "#7f8a45")[int(rng.integers(3))])
        a = rng.uniform(0, 180)
        for px, py in _copies(x, y, width / height):
            with c.at(px, py, rng.uniform(0.007, 0.013), turn=a):
                c.curve([(-1, 0), (0, -0.45), (1, 0), (0, 0.45)], Glow(colour), 0.9)
    return [Tile(_tile(c), (0.42, 0.12), sway=0.05)]


def mist(width: int, height: int, light: Light, rng: np.random.Generator, strength: float) -> Tile:
    """A soft band of fog, drawn on a small grid and enlarged."""
    cv2 = cv()
    small = np.zeros((30, 52), np.float32)
    for octave in (1, 2, 4):
        field = rng.random((4 * octave, 6 * octave)).astype(np.float32)
        field = np.tile(field, (2, 2))
        small += cv2.resize(field, (104, 60), interpolation=cv2.INTER_CUBIC)[:30, :52] / octave
    small = (small - small.min()) / max(float(np.ptp(small)), 1e-6)
    alpha = cv2.resize(
        np.hstack([small, small[:, ::-1]]), (width, height), interpolation=cv2.INTER_CUBIC
    ).clip(0, 1)
    alpha *= strength * np.clip(np.linspace(0.1, 1.5, height), 0, 1)[:, None]
    tint = np.array(mix(light.haze, light.sky[3], 0.4), np.float32)
    layer = np.dstack([alpha[..., None] * tint * 255, alpha * 255]).round().astype(np.uint8)
    return Tile(np.ascontiguousarray(np.tile(layer, (2, 2, 1))), (0.018, 0.0))


def flash(weather: Weather, t: float, key: int) -> float:
    """Brightness that lightning adds at time t, 0..1."""
    if weather != "storm":
        return 0.0
    period = 2.6
    n = int(t / period)
    strike = float(np.random.default_rng((key, n)).uniform(0.2, period - 0.6)) + n * period
    since = t - strike
    return 0.0 if since < 0 or since > 0.5 else float(np.exp(-since * 9) * (0.75 + 0.25 * np.sin(since * 70)))
