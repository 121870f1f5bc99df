"""Buildings and street furniture that several places share: houses, windows, lamps, fences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import RGB
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_space import along, fill_all, side_tone, upright
from rushes.engines.animatic.setting import Setting

WARM = ("#ffd58a", "#ffc76b", "#ffe3ab", "#ffb95e")
"""Colours of lamplit windows."""


def lit(s: Setting) -> bool:
    """True when lamps burn outdoors."""
    return s.light.night > 0.2


def pane(s: Setting, rng: np.random.Generator, chance: float = 0.7) -> "Glow | str":
    """The colour of one window: lamplight at night, glass by day."""
    if lit(s) and rng.random() < chance:
        return Glow(WARM[int(rng.integers(len(WARM)))])
    return "#35424f" if s.light.night > 0.5 else "#56707f"


def window(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    w: float,
    h: float,
    rng: np.random.Generator,
    frame: "str | RGB" = "#efe8d8",
    shutters: "str | RGB | None" = None,
) -> None:
    """A window with its frame and cross bar, centred at x with its sill at y (y down)."""
    glass = pane(s, rng)
    if shutters is not None:
        for k in (-1, 1):
            c.rect(x + k * 0.82 * w - 0.22 * w, y - h, 0.44 * w, h, s.light.dim(shutters, 0.3))
    c.rect(x - 0.6 * w, y - 1.08 * h, 1.2 * w, 1.18 * h, frame)
    c.rect(x - 0.5 * w, y - h, w, h, glass)
    if not isinstance(glass, Glow):
        c.poly(
            [(x - 0.5 * w, y - h), (x + 0.2 * w, y - h), (x - 0.5 * w, y - 0.3 * h)],
            s.light.lift("#8fb0bd", 0.6),
            0.6,
        )
    c.rect(x - 0.04 * w, y - h, 0.08 * w, h, frame)
    c.rect(x - 0.5 * w, y - 0.55 * h, w, 0.06 * h, frame)
    if isinstance(glass, Glow):
        c.glow(x, y - h / 2, 2.2 * w, "#ffc873", 0.35)


@dataclass(frozen=True, slots=True)
class _House:
    """A gabled house in metres, foot centre at the origin; the gable at positive x."""

    w: float
    h: float
    """Height of the eaves."""
    wall: "str | RGB"
    roof: "str | RGB"

    @property
    def depth(self) -> float:
        """Width of the gable end as it is seen."""
        return 0.42 * self.w

    @property
    def ridge(self) -> float:
        return self.h + 0.36 * self.w


def house(
    c: Canvas,
    s: Setting,
    w: float,
    h: float,
    wall: "str | RGB",
    roof: "str | RGB",
    rng: np.random.Generator,
    *,
    shutters: "str | RGB | None" = None,
    door: "str | RGB" = "#6b4330",
    chimney: bool = True,
) -> None:
    """A gabled house in metres, its long side to the camera, foot centre at the origin (y down)."""
    b = _House(w, h, wall, roof)
    # the gable end faces the light, the long side lies in half shade
    with c.at(0, 0, (1 if s.light.side > 0 else -1, 1)):
        _house_walls(c, s.light, b)
        if chimney:
            c.rect(-w * 0.28, -b.ridge - 0.14 * w, 0.1 * w, 0.3 * w, s.light.dim(wall, 0.9))
            c.rect(-w * 0.29, -b.ridge - 0.16 * w, 0.12 * w, 0.04 * w, s.light.dim(roof, 0.9))
        _house_roof(c, s.light, b)
        _openings(c, s, b, rng, shutters)
        c.rect(-b.depth / 2 - 0.5, -2.1, 1.0, 2.1, s.light.dim(door, 0.2), r=0.08)


def _house_walls(c: Canvas, light: Light, b: _House) -> None:
    right, corner = b.w / 2, b.w / 2 - b.depth
    c.poly(
        [(corner, 0), (corner, -b.h), (right - b.depth / 2, -b.ridge), (right, -b.h), (right, 0)],
        Linear((0, -b.ridge), (0, 0), [light.lift(b.wall, 0.5), b.wall]),
    )
    c.poly(
        [(-right, 0), (-right, -b.h), (corner, -b.h), (corner, 0)],
        Linear((0, -b.h), (0, 0), [light.dim(b.wall, 0.55), light.dim(b.wall, 0.9)]),
    )


def _house_roof(c: Canvas, light: Light, b: _House) -> None:
    """The slope above the long side, and the lit boards along the gable."""
    w, right, corner, peak = b.w, b.w / 2, b.w / 2 - b.depth, b.w / 2 - b.depth / 2
    c.poly(
        [
            (-right - 0.05 * w, -b.h + 0.04 * w),
            (-right + b.depth / 2 - 0.03 * w, -b.ridge),
            (peak, -b.ridge - 0.01 * w),
            (corner - 0.03 * w, -b.h + 0.04 * w),
        ],
        Linear((0, -b.ridge), (0, -b.h), [light.lift(b.roof, 0.2), light.dim(b.roof, 0.5)]),
    )
    c.poly(
        [
            (peak, -b.ridge - 0.012 * w),
            (right + 0.05 * w, -b.h + 0.05 * w),
            (right + 0.01 * w, -b.h + 0.07 * w),
            (peak, -b.ridge + 0.06 * w),
            (corner + 0.01 * w, -b.h + 0.07 * w),
            (corner - 0.03 * w, -b.h + 0.045 * w),
        ],
        light.lift(b.roof, 0.7),
    )


def _openings(
    c: Canvas, s: Setting, b: _House, rng: np.random.Generator, shutters: "str | RGB | None"
) -> None:
    """The windows of every floor, leaving room for the door."""
    w, size = b.w, min(0.9, 0.13 * b.w)
    floors = max(1, round(b.h / 2.8))
    for floor in range(floors):
        y = -b.h * (floor + 0.32) / floors
        for x in np.linspace(-w / 2 + 0.09 * w, w / 2 - b.depth - 0.09 * w, 3):
            if floor == 0 and abs(x - (-b.depth / 2)) < 0.06 * w:
                continue
            window(c, s, float(x), y, size, size * 1.35, rng, shutters=shutters)
        window(c, s, w / 2 - b.depth / 2, y, size, size * 1.35, rng, shutters=shutters)


def lamp_post(
    c: Canvas, s: Setting, x: float, y: float, m: float, height: float = 3.6, warm: str = "#ffd591"
) -> None:
    """An old street lamp; `m` is a metre at its distance."""
    iron = "#2b2e36"
    c.limb([(x, y), (x, y - 0.4 * m), (x, y - height * m)], (0.16 * m, 0.09 * m, 0.06 * m), iron)
    top = y - height * m
    c.poly(
        [
            (x - 0.13 * m, top),
            (x - 0.2 * m, top - 0.45 * m),
            (x + 0.2 * m, top - 0.45 * m),
            (x + 0.13 * m, top),
        ],
        Glow(warm) if lit(s) else "#cfd6d2",
    )
    c.poly([(x - 0.26 * m, top - 0.45 * m), (x, top - 0.68 * m), (x + 0.26 * m, top - 0.45 * m)], iron)
    if lit(s):
        c.glow(x, top - 0.2 * m, 2.6 * m, warm, 0.3 + 0.5 * s.light.night)
        c.fill(paths.ellipse(x, y, 1.7 * m, 0.3 * m), Glow(warm), 0.16 * s.light.night)


def fence(
    c: Canvas,
    s: Setting,
    x0: float,
    x1: float,
    y: float,
    m: float,
    colour: "str | RGB",
    rng: np.random.Generator,
    height: float = 1.0,
) -> None:
    """Posts and two rails across the picture from x0 to x1; `m` is a metre there."""
    for rail in (0.45, 0.85):
        c.line(
            [
                (x0, y - rail * height * m),
                ((x0 + x1) / 2, y - rail * height * m + 0.03 * m),
                (x1, y - rail * height * m),
            ],
            s.light.dim(colour, 0.3),
            0.09 * m,
        )
    parts = []
    for x in np.arange(x0, x1, 1.5 * m):
        parts.append(
            paths.rect(
                x + rng.normal(0, 0.03 * m),
                y - height * m * rng.uniform(0.95, 1.1),
                0.13 * m,
                height * m * 1.1,
            )
        )
    fill_all(c, parts, s.light.lift(colour, 0.2))


def facade_side(
    c: Canvas,
    s: Setting,
    x: float,
    d: tuple[float, float],
    height: float,
    wall: "str | RGB",
    rng: np.random.Generator,
    *,
    floors: int = 4,
    bays: int = 4,
    ground_floor: float = 3.6,
    chance: float = 0.5,
    tints: Sequence[str] = WARM,
) -> None:
    """A house front that runs away from the camera at `x` (metres), with rows of windows."""
    v = s.view
    tone = side_tone(s, wall, x)
    c.fill(along(v, x, d[0], d[1], 0, height), Linear((0, 0), (0, 1), [tone, s.light.dim(tone, 0.4)]))
    storey = (height - ground_floor - 0.6) / floors
    step = (d[1] - d[0]) / bays
    panes = []
    for floor in range(floors):
        y = ground_floor + storey * (floor + 0.22)
        for bay in range(bays):
            d0 = d[0] + step * (bay + 0.25)
            panes.append(along(v, x, d0, d0 + step * 0.5, y, y + storey * 0.58))
    dark, bright = _lit_panes(s, panes, rng, chance, tints)
    fill_all(c, dark, "#3d4c5c" if s.light.night < 0.5 else "#232c3a", 0.85)
    for tint, parts in bright:
        fill_all(c, parts, Glow(tint), 0.92)
    c.fill(along(v, x, d[0], d[1], height - 0.35, height + 0.1), s.light.lift(tone, 0.4))


def facade_front(
    c: Canvas,
    s: Setting,
    d: float,
    x: tuple[float, float],
    height: float,
    wall: "str | RGB",
    rng: np.random.Generator,
    *,
    chance: float = 0.4,
    storey: float = 3.2,
    bay: float = 2.6,
    tints: Sequence[str] = WARM,
) -> None:
    """A house front that faces the camera at distance `d`, with a grid of windows."""
    v, light = s.view, s.light
    _, top = 0, v.horizon + (v.eye - height) * v.metre(d)
    c.fill(
        upright(v, d, x[0], x[1], 0, height), Linear((0, top), (0, v.ground(d)), [wall, light.dim(wall, 0.6)])
    )
    panes = [
        upright(v, d, left, left + 0.5 * bay, y + 0.2 * storey, y + 0.75 * storey)
        for y in np.arange(1.0, height - storey * 0.5, storey)
        for left in np.arange(x[0] + 0.28 * bay, x[1] - 0.6 * bay, bay)
    ]
    dark, bright = _lit_panes(s, panes, rng, chance, tints)
    fill_all(c, dark, light.dim(wall, 1.2), 0.8)
    for tint, parts in bright:
        fill_all(c, parts, Glow(tint), 0.9)


def _lit_panes(
    s: Setting, panes: Sequence[Path], rng: np.random.Generator, chance: float, tints: Sequence[str]
) -> tuple[list[Path], list[tuple[str, list[Path]]]]:
    """The dark windows of a front, and those that are lit by their tint: each by `chance` after dark."""
    dark: list[Path] = []
    bright: dict[str, list[Path]] = {}
    for pane in panes:
        if lit(s) and rng.random() < chance:
            bright.setdefault(tints[int(rng.integers(len(tints)))], []).append(pane)
        else:
            dark.append(pane)
    return dark, sorted(bright.items())
