"""The open sea: nothing but water and sky, a low island perhaps, and swell that runs before the lens."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.places.beach import glitter
from rushes.engines.animatic.places.kit_space import terrain
from rushes.engines.animatic.setting import Place, Plane, Setting


def build(s: Setting) -> list[Plane]:
    planes = [
        Plane("open water", 400, water, ground=True, rim=0, moving=glitter),
        Plane("near swell", 3.4, nothing, rim=0, moving=swell),
    ]
    if s.maybe("island", 0.35) or s.has("land", "archipelago"):
        planes.append(Plane("island", 1400, island, rim=0.4))
    return planes


def colour(s: Setting) -> str:
    return s.colour("sea", "#2b6f8c", "#27647f", "#2f7f86")


def rough(s: Setting) -> float:
    """How high the waves go, 1 for a fresh breeze."""
    if s.weather == "storm" or s.has("stormy", "heavy", "rough"):
        return 2.4
    return 1.3 if s.weather in ("wind", "rain") else 0.55 if s.has("calm", "still", "quiet") else 1.0


def water(c: Canvas, s: Setting) -> None:
    v, blue = s.view, colour(s)
    dark = s.light.dim(blue, 0.9) if rough(s) > 1.2 else blue
    terrain(c, s, dark, mix(blue, s.light.sky[3], 0.15))
    rng, high = s.rng("crests"), rough(s)
    for depth in np.geomspace(320, 3.4, 46):
        m, y = v.metre(float(depth)), v.ground(float(depth))
        c.depth = float(depth)
        for _ in range(4):
            x, w = rng.uniform(v.left, v.right), rng.uniform(1.2, 4.5) * m
            h = rng.uniform(0.12, 0.26) * high * m
            steep = 0.5 + 0.5 * rng.random()
            crest = [(x - w, y), (x - 0.2 * w, y - h), (x + w, y), (x, y + 0.25 * h)]
            c.curve(crest, s.light.lift(blue, 0.8), 0.34 * steep)
            c.curve([(px, py + 0.6 * h) for px, py in crest], s.light.dim(blue, 1.0), 0.22)
            if high > 1.2 and rng.random() < 0.3:
                c.line(
                    [(x - 0.4 * w, y - 0.6 * h), (x, y - h), (x + 0.4 * w, y - 0.5 * h)],
                    "#f2f4ef",
                    0.06 * h,
                    0.6,
                )


def island(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("island")
    x, half = float(rng.choice([-1, 1])) * rng.uniform(0.4, 0.8), rng.uniform(0.14, 0.3)
    ridge = paths.ridge(x - half, x + half, v.horizon - 0.02, 0.022, v.horizon + 0.004, rng)
    top = ridge.points[:-2]
    fall = np.clip(1 - np.abs((top[:, 0] - x) / half) ** 2, 0, 1)
    top[:, 1] = v.horizon - (v.horizon - np.minimum(top[:, 1], v.horizon - 0.004)) * fall
    c.fill(ridge, s.colour("island", "#5f6f5c", "#6b6a5a"))


def nothing(c: Canvas, s: Setting) -> None:
    """The swell is drawn anew on every frame."""


def swell(c: Canvas, s: Setting, t: float) -> None:
    """Two waves close to the camera; they rise and fall and hide the foot of the picture."""
    v, blue, high = s.view, colour(s), rough(s)
    x = np.linspace(v.left, v.right, 30)
    for k, (base, speed) in enumerate(((1.02, 0.9), (1.09, 1.3))):
        y = base + 0.016 * high * np.sin(4.2 * x + speed * t + k) + 0.010 * high * np.sin(9.1 * x - 1.7 * t)
        y += 0.012 * high * np.sin(0.9 * t + 2 * k)
        outline = np.concatenate([np.stack([x, y], 1), [(v.right, v.bottom), (v.left, v.bottom)]])
        c.fill(paths.poly(outline), Linear((0, base - 0.03), (0, 1.3), [blue, s.light.dim(blue, 1.0)]), 0.94)
        c.line(np.stack([x, y], 1)[::2], s.light.lift(blue, 1.2), 0.004, 0.5)


PLACE = Place(
    "open sea",
    ("open sea", "sea", "ocean", "high sea", "atlantic", "pacific", "mediterranean"),
    build,
    eye=2.4,
    standing=(7.0, 16.0),
    water=3.5,
)
