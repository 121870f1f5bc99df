"""A castle on its crag, whole or in ruins, with the road that leads to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear, Stop
from rushes.engines.animatic.colour import RGB, mix
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.places.kit_build import lit
from rushes.engines.animatic.places.kit_land import bush, hill_rows, peaks, rocks, tufts, verge
from rushes.engines.animatic.places.kit_space import (
    fill_all,
    mottle,
    terrain,
)
from rushes.engines.animatic.places.kit_tree import crown, fir, wood
from rushes.engines.animatic.setting import Place, Plane, Setting


def ruined(s: Setting) -> bool:
    return s.has("ruin", "ruins", "ruined", "abandoned", "crumbling", "overgrown")


def stone(s: Setting) -> str:
    return s.colour("castle", s.colour("wall", s.colour("stone", "#9a958c", "#a3927c", "#8b8f9a")))


def roof_colour(s: Setting) -> str:
    return s.colour("roof", "#4f6382", "#8a4a3c", "#5a6f62")


def build_castle(s: Setting) -> list[Plane]:
    return [
        Plane("peaks", 1200, castle_peaks, rim=0.4),
        Plane("castle", 160, castle, rim=0.8, moving=flags),
        Plane("land", 90, land, ground=True, rim=0),
        Plane("trees", 30, trees, rim=0.6, sway=0.05),
        Plane("walls", 12, near_walls, rim=0.7),
        Plane("front", 2.5, castle_front, blur=0.004, sway=0.3, rim=0.7),
    ]


def castle_peaks(c: Canvas, s: Setting) -> None:
    v = s.view
    peaks(c, s, "castle peaks", 460, v.horizon + 0.02, 0.3, "#77809a", "#eef1f6", 5, 0.35)
    hill_rows(c, s, "castle hill", ((300, 0.06), (210, 0.035)), "#6f8158", rough=0.04)


def side_of(s: Setting) -> float:
    return float(s.rng("castle side").choice([-1, 1]))


def _crag(c: Canvas, s: Setting, x: float) -> float:
    """The hill that carries the castle; returns its top."""
    v, rng, light = s.view, s.rng("crag"), s.light
    top, foot = v.horizon - 0.14, v.horizon + 0.03
    rock, grass = "#6f6a66", "#76864f" if s.weather != "snow" else "#dfe6ec"
    body = paths.curve(
        [
            (x - 0.62, foot),
            (x - 0.4, top + 0.12),
            (x - 0.27, top + 0.02),
            (x, top - 0.005),
            (x + 0.25, top + 0.01),
            (x + 0.4, top + 0.1),
            (x + 0.66, foot),
        ],
        True,
        0.7,
    )
    c.fill(
        body, Linear((0, top), (0, foot), [light.lift(grass, 0.2), Glow(mix(c.ink(grass), light.haze, 0.35))])
    )
    with c.group(clip=body):
        for _ in range(12):
            px, w = x + rng.uniform(-0.42, 0.42), rng.uniform(0.02, 0.06)
            y = top + 0.02 + abs(px - x) * 0.22
            c.poly(
                [
                    (px - w, y + 0.02),
                    (px, y - 0.01),
                    (px + w, y + 0.03),
                    (px + 0.5 * w, y + 0.1),
                    (px - 0.6 * w, y + 0.09),
                ],
                light.dim(rock, rng.uniform(0, 0.9)),
                0.8,
            )
    wood(c, s, "crag wood", "#55704a", 150, foot - 0.006, 0.05, 0.02, wave=0.015, mist=0.2)
    return top


@dataclass(frozen=True, slots=True)
class Drum:
    """The body of a round tower in picture units: middle and foot, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def top(self) -> float:
        return self.y - self.h

    def across(self, reach: float, light: Light, stops: Sequence[Stop], *offsets: float) -> Linear:
        """A gradient from the lit to the dark side, `reach` widths to each side of the middle."""
        k = reach * self.w * light.side
        return Linear((self.x + k, 0), (self.x - k, 0), stops, offsets or None)


def tower(
    c: Canvas, s: Setting, x: float, y: float, w: float, h: float, roof: bool, rng: np.random.Generator
) -> None:
    """A round tower in picture units: shaded drum, battlements or a cone, slits lit at night."""
    light, wall = s.light, stone(s)
    broken = ruined(s) and rng.random() < 0.7
    drum = Drum(x, y, w, h * rng.uniform(0.45, 0.8) if broken else h)
    tone = drum.across(0.5, light, [light.lift(wall, 0.6), wall, light.dim(wall, 1.4)], 0, 0.4, 1)
    if broken:
        _broken_drum(c, drum, tone, rng)
    else:
        _battlements(c, drum, tone)
        if roof:
            _cone(c, s, drum)
    _slits(c, s, drum, light.dim(wall, 2.2), rng)


def _broken_drum(c: Canvas, t: Drum, tone: Linear, rng: np.random.Generator) -> None:
    left, right, n = t.x - t.w / 2, t.x + t.w / 2, 7
    top = np.stack([np.linspace(left, right, n), t.top + rng.uniform(-0.3, 0.3, n) * t.w], 1)
    c.poly(np.concatenate([top, [(right, t.y), (left, t.y)]]), tone)


def _battlements(c: Canvas, t: Drum, tone: Linear) -> None:
    """The drum with its merlons."""
    x, w, top = t.x, t.w, t.top
    c.rect(x - w / 2, top, w, t.h, tone)
    c.rect(x - 0.6 * w, top - 0.14 * w, 1.2 * w, 0.34 * w, tone)
    merlons = [paths.rect(x - 0.6 * w + j * 0.26 * w, top - 0.34 * w, 0.16 * w, 0.22 * w) for j in range(5)]
    fill_all(c, merlons, tone)


def _cone(c: Canvas, s: Setting, t: Drum) -> None:
    colour = roof_colour(s)
    eaves = t.top - 0.12 * t.w
    c.poly(
        [(t.x - 0.7 * t.w, eaves), (t.x, t.top - 1.7 * t.w), (t.x + 0.7 * t.w, eaves)],
        t.across(0.6, s.light, [s.light.lift(colour, 0.6), s.light.dim(colour, 1.1)]),
    )


def _slits(c: Canvas, s: Setting, t: Drum, shade: RGB, rng: np.random.Generator) -> None:
    """Narrow windows one above the other."""
    x, w, glowing = t.x, t.w, lit(s) and not ruined(s)
    for j in range(max(1, int(t.h / w / 1.1))):
        y = t.top + (0.5 + 1.0 * j) * w
        if rng.random() < 0.75 and y < t.y - 0.2 * w:
            c.rect(x - 0.09 * w, y, 0.18 * w, 0.34 * w, Glow("#ffd58a") if glowing else shade, r=0.08 * w)
            if glowing:
                c.glow(x, y + 0.15 * w, 1.3 * w, "#ffc873", 0.4)


def castle(c: Canvas, s: Setting) -> None:
    _v, rng, light, wall = s.view, s.rng("castle"), s.light, stone(s)
    x = 0.26 * side_of(s)
    y = _crag(c, s, x) + 0.012
    spots = [
        (-0.17, 0.042, 0.16, True),
        (0.18, 0.045, 0.14, True),
        (-0.07, 0.05, 0.26, True),
        (0.055, 0.06, 0.21, False),
        (0.115, 0.035, 0.27, True),
    ]
    for dx, w, h, roof in spots:
        tower(c, s, x + dx, y, w, h * rng.uniform(0.9, 1.1), roof, rng)
    c.rect(
        x - 0.11,
        y - 0.14,
        0.21,
        0.15,
        Linear((0, y - 0.14), (0, y), [light.lift(wall, 0.2), light.dim(wall, 0.6)]),
    )
    c.poly(
        [(x - 0.125, y - 0.138), (x - 0.09, y - 0.20), (x + 0.085, y - 0.20), (x + 0.12, y - 0.138)],
        light.dim(roof_colour(s), 0.3),
    )
    _curtain_wall(c, s, x, y, wall, light, rng)


def _curtain_wall(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    wall: "str | RGB",
    light: Light,
    rng: np.random.Generator,
) -> None:
    """The curtain wall with its gate."""
    base = paths.rect(x - 0.23, y - 0.075, 0.47, 0.09)
    merlons = [paths.rect(x - 0.23 + 0.0205 * j, y - 0.09, 0.0125, 0.017) for j in range(23)]
    fill_all(c, [base, *merlons], Linear((0, y - 0.08), (0, y + 0.02), [wall, light.dim(wall, 0.9)]))
    for dx, w in ((-0.23, 0.042), (0.24, 0.044), (-0.045, 0.034), (0.045, 0.034)):
        tower(c, s, x + dx, y + 0.012, w, 0.115, False, rng)
    c.fill(
        paths.curve(
            [
                (x - 0.022, y + 0.014),
                (x - 0.022, y - 0.03),
                (x, y - 0.052),
                (x + 0.022, y - 0.03),
                (x + 0.022, y + 0.014),
            ],
            True,
            0.6,
        ),
        light.dim("#4a3524", 0.8),
    )
    if lit(s) and not ruined(s):
        for k in (-1, 1):
            c.glow(x + 0.035 * k, y - 0.03, 0.05, "#ffb45c", 0.7)
            c.circle(x + 0.03 * k, y - 0.028, 0.0035, Glow("#ffdf9a"))


def flags(c: Canvas, s: Setting, t: float) -> None:
    if ruined(s):
        return
    x, y = 0.26 * side_of(s), s.view.horizon - 0.128
    colour = s.colour("flag", s.colour("banner", "#b8382f", "#2f5f9a", "#c9a03c"))
    for k, (dx, h) in enumerate(((-0.07, 0.36), (0.115, 0.345), (0.18, 0.23))):
        px, py = x + dx, y - h
        c.line([(px, py + 0.03), (px, py - 0.035)], "#3a3a40", 0.002)
        wave = [(px + 0.045 * f, py - 0.03 + 0.004 * np.sin(6 * f - 4 * t + k)) for f in np.linspace(0, 1, 5)]
        c.poly([*wave, *[(qx, qy + 0.018 * (1.15 - (qx - px) / 0.07)) for qx, qy in wave[::-1]]], colour)


def land(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    grass = s.colour("grass", "#83934f", "#7a8d50") if s.weather != "snow" else "#e5eaef"
    terrain(c, s, grass)
    mottle(c, s, "shade", light.dim(grass, 0.8), 60, 1.2, 0.3)
    path = s.colour("road", s.colour("path", "#bda57e"))
    left, right = [], []
    for d in np.geomspace(1.8, 85, 20):
        m = v.metre(float(d))
        px = (side_of(s) * 0.0016 * d**2.05 * (1 + 0.3 * np.sin(d * 0.11))) * m
        left.append((px - 1.7 * m, v.ground(float(d))))
        right.append((px + 1.7 * m, v.ground(float(d))))
    c.fill(
        paths.curve(left + right[::-1], True, 0.8),
        Linear((0, v.horizon), (0, 1), [Glow(light.on(path, 90)), Glow(light.on(path, 3))]),
        0.85,
    )
    tufts(c, s, "tufts", grass, 140, 2.6, 24, 0.26)


def trees(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("castle trees")
    for d in sorted(rng.uniform(22, 60, 14), reverse=True):
        x, m = (
            -side_of(s) * rng.uniform(0.25, 1.3)
            if rng.random() < 0.7
            else side_of(s) * rng.uniform(0.75, 1.4),
            v.metre(float(d)),
        )
        with c.distance(float(d)):
            if rng.random() < 0.6:
                fir(
                    c,
                    s,
                    float(x),
                    v.ground(float(d)),
                    m * rng.uniform(5, 10),
                    "#44604c",
                    rng,
                    "#eef2f6" if s.weather == "snow" else None,
                )
            else:
                bush(c, s, float(x), v.ground(float(d)), m * 1.8, m * 1.6, "#5f7d46", rng)


def near_walls(c: Canvas, s: Setting) -> None:
    """Low walls and fallen blocks beside the road, a broken arch when the text speaks of ruins."""
    v, light, rng = s.view, s.light, s.rng("near walls")
    wall, y, m = stone(s), v.ground(12), v.metre(12)
    side = -side_of(s)
    if ruined(s):
        x = side * 0.62
        tone = Linear((x - 0.1, 0), (x + 0.1, 0), [light.dim(wall, 0.9), light.lift(wall, 0.4)])
        arch = paths.curve(
            [
                (x - 0.17, y),
                (x - 0.17, y - 0.24),
                (x - 0.08, y - 0.36),
                (x + 0.06, y - 0.35),
                (x + 0.17, y - 0.24),
                (x + 0.18, y - 0.13),
                (x + 0.12, y - 0.16),
                (x + 0.1, y - 0.22),
                (x, y - 0.29),
                (x - 0.09, y - 0.22),
                (x - 0.1, y),
            ],
            True,
            0.35,
        )
        c.fill(arch, tone)
        crown(c, s, x - 0.14, y - 0.3, 0.07, 0.045, "#5f7d46", rng, 6)
    _low_walls(c, s, y, m, wall, light)


def _low_walls(c: Canvas, s: Setting, y: float, m: float, wall: "str | RGB", light: Light) -> None:
    """Low walls on both sides of the road."""
    for k in (-1, 1):
        x0 = k * 0.5
        for j in range(7):
            x, h = (
                x0 + k * j * 0.11,
                m * (0.75 + 0.25 * np.sin(3 * j + k)) * (0.6 if ruined(s) and j % 3 == 0 else 1),
            )
            c.rect(
                min(x, x + k * 0.11),
                y - h,
                0.112,
                h,
                Linear((0, y - h), (0, y), [light.lift(wall, 0.35), light.dim(wall, 0.7)]),
            )
            for row in range(2):
                c.rect(
                    min(x, x + k * 0.11) + 0.02 * row,
                    y - h + 0.03 + row * 0.03,
                    0.06,
                    0.004,
                    light.dim(wall, 1.1),
                    opacity=0.6,
                )
    rocks(c, s, "blocks", wall, 5, 8.5, 11.5, 0.45, (0.25, 0.7))


def castle_front(c: Canvas, s: Setting) -> None:
    rng, side = s.rng("castle front"), side_of(s)
    c.limb(
        [(side * 1.35, -0.05), (side * 0.95, 0.06), (side * 0.62, 0.02)],
        (0.05, 0.03, 0.006),
        s.light.dim("#43352b", 1),
    )
    if s.weather != "snow":
        for _ in range(5):
            crown(
                c,
                s,
                side * rng.uniform(0.68, 1.1),
                rng.uniform(-0.1, 0.05),
                0.15,
                0.08,
                s.light.dim("#55753f", 1.1),
                rng,
                6,
            )
    verge(c, s, "verge", "#74874c" if s.weather != "snow" else "#aab5b4", 48, 0.22, 0.5)


PLACE = Place(
    "castle",
    ("castle", "fortress", "ruin", "citadel", "kingdom", "palace", "fort", "stronghold", "drawbridge"),
    build_castle,
)
