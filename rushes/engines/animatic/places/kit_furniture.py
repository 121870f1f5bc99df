"""Furniture: tables, chairs, rows of books, rugs, pictures, plants."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Linear
from rushes.engines.animatic.colour import RGB
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_space import (
    along,
    box,
    fill_all,
    flat,
    side_tone,
    spot,
    upright,
)
from rushes.engines.animatic.setting import Setting


def table(
    c: Canvas,
    s: Setting,
    x: tuple[float, float],
    d: tuple[float, float],
    colour: "str | RGB",
    y: float = 0.76,
) -> None:
    """A table in metres: legs, apron, top."""
    for dd in (d[1] - 0.12, d[0]):
        for xx in (x[0] + 0.05, x[1] - 0.15):
            box(c, s, (xx, xx + 0.1), (0, y), (dd, dd + 0.1), s.light.dim(colour, 0.7))
    box(c, s, (x[0] + 0.04, x[1] - 0.04), (y - 0.14, y - 0.02), (d[0] + 0.05, d[1]), s.light.dim(colour, 0.5))
    box(c, s, x, (y - 0.05, y), d, colour)


def chair(
    c: Canvas, s: Setting, x: float, d: float, colour: "str | RGB", back_to_camera: bool = False
) -> None:
    """A wooden chair 0.44 m wide."""
    v, w = s.view, 0.22
    dim = s.light.dim(colour, 0.5)
    rear = d if back_to_camera else d + 0.42
    parts = [upright(v, rear, x + k * w - 0.025, x + k * w + 0.025, 0, 0.95) for k in (-1, 1)]
    parts += [upright(v, rear, x - w, x + w, yy, yy + 0.09) for yy in (0.6, 0.75, 0.88)]
    legs = [
        upright(v, d + 0.42 if back_to_camera else d, x + k * w - 0.025, x + k * w + 0.025, 0, 0.45)
        for k in (-1, 1)
    ]
    if back_to_camera:
        fill_all(c, legs, dim)
        box(c, s, (x - w, x + w), (0.41, 0.46), (d, d + 0.44), colour)
        fill_all(c, parts, colour)
    else:
        fill_all(c, parts, dim)
        box(c, s, (x - w, x + w), (0.41, 0.46), (d, d + 0.44), colour)
        fill_all(c, legs, colour)


SPINES = ("#8c3b32", "#2f5660", "#b08a45", "#4d5a3c", "#6b3f52", "#394766", "#a9785a", "#cdbb95", "#54453f")


def books(
    c: Canvas,
    s: Setting,
    place: "tuple[float, float, float, float]",
    rng: np.random.Generator,
    d: float | None = None,
    wall: float | None = None,
) -> None:
    """A row of books: `place` is (from, to, bottom, top) in metres.

    They stand on a wall that faces the camera at `d`, or along a side `wall`.
    """
    a, b, y0, y1 = place
    v = s.view
    groups: dict[int, list[Path]] = {k: [] for k in range(len(SPINES))}
    gold: list[Path] = []
    at = a
    while at < b - 0.05:
        w = rng.uniform(0.04, 0.11) * (1 if wall is None else 1.5)
        top = y0 + (y1 - y0) * rng.uniform(0.62, 0.95)
        end = min(at + w, b)
        if rng.random() > 0.06:
            k = int(rng.integers(len(SPINES)))
            groups[k].append(_spine(s, v, at, end - 0.008, y0, top, d, wall))
            if rng.random() < 0.4:
                gold.append(
                    _spine(s, v, at, end - 0.008, y0 + 0.7 * (top - y0), y0 + 0.77 * (top - y0), d, wall)
                )
        at = end
    for k, parts in groups.items():
        tone = SPINES[k] if wall is None else side_tone(s, SPINES[k], wall)
        fill_all(c, parts, tone)
    fill_all(c, gold, "#d8b465", 0.8)


def _spine(
    s: Setting, v: object, a: float, b: float, y0: float, y1: float, d: float | None, wall: float | None
) -> Path:
    return upright(s.view, d or 1.0, a, b, y0, y1) if wall is None else along(s.view, wall, a, b, y0, y1)


def rug(c: Canvas, s: Setting, x: float, d: tuple[float, float], half: float, colour: "str | RGB") -> None:
    """A carpet with two borders."""
    v, light = s.view, s.light
    for k, tone in (
        (0.0, colour),
        (0.14, light.lift(colour, 1.1)),
        (0.2, light.dim(colour, 0.3)),
        (0.6, light.lift(colour, 0.6)),
    ):
        c.fill(flat(v, x - half + k, x + half - k, d[0] + k, d[1] - k), tone)


def picture(
    c: Canvas, s: Setting, d: float, x: float, y: float, w: float, h: float, rng: np.random.Generator
) -> None:
    """A framed landscape on a wall that faces the camera."""
    v, m = s.view, s.view.metre(d)
    px, py = spot(v, x, y, d)
    c.rect(px - w / 2 * m, py - h / 2 * m, w * m, h * m, s.light.dim("#7a5a35", 0.1))
    tone = str(rng.choice(("#7f9fae", "#c9a877", "#8d9a78", "#b08a7a")))
    inner = paths.rect(px - (w / 2 - 0.06) * m, py - (h / 2 - 0.06) * m, (w - 0.12) * m, (h - 0.12) * m)
    c.fill(inner, s.light.lift(tone, 0.7))
    with c.group(clip=inner):
        c.fill(
            paths.blob(
                px + rng.uniform(-0.2, 0.2) * m, py + 0.4 * h * m, 0.5 * w * m, 0.36 * h * m, rng, 0.12
            ),
            s.light.dim(tone, 0.6),
        )


def plant(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    m: float,
    rng: np.random.Generator,
    pot: "str | RGB" = "#b06a45",
    h: float = 0.8,
) -> None:
    """A plant in a pot; foot at (x, y)."""
    leaf = s.light.dim("#5d8a52", 0.1)
    for a in np.linspace(-160, -20, 9) + rng.uniform(-8, 8, 9):
        r = np.deg2rad(a)
        tip = (x + 0.62 * h * m * np.cos(r), y - 0.3 * m + h * m * np.sin(r))
        c.limb(
            [(x, y - 0.3 * m), ((x + tip[0]) / 2, (y - 0.3 * m + tip[1]) / 2 - 0.1 * m), tip],
            (0.02 * m, 0.15 * h * m, 0.01 * m),
            leaf if np.cos(r) * s.light.side < 0 else s.light.lift(leaf, 0.7),
        )
    c.poly(
        [(x - 0.2 * m, y - 0.34 * m), (x + 0.2 * m, y - 0.34 * m), (x + 0.14 * m, y), (x - 0.14 * m, y)],
        Linear((x - 0.2 * m, 0), (x + 0.2 * m, 0), [s.light.dim(pot, 0.6), s.light.lift(pot, 0.4)]),
    )
