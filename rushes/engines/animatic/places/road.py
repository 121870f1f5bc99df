"""The open road: telegraph poles, far ranges, a sign at the bend."""

import itertools

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import hexed, mix
from rushes.engines.animatic.places.kit_land import bush, hill_rows, peaks, rocks, tufts, verge
from rushes.engines.animatic.places.kit_space import (
    mottle,
    terrain,
)
from rushes.engines.animatic.places.kit_tree import tree, wood
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_road(s: Setting) -> list[Plane]:
    return [
        Plane("range", 1200, road_range, rim=0.4),
        Plane("hills", 300, road_hills, rim=0.2),
        Plane("land", 90, road_land, ground=True, rim=0),
        Plane("poles", 40, poles, rim=0.5),
        Plane("roadside", 14, roadside, rim=0.6),
        Plane("front", 2.5, road_front, blur=0.004, sway=0.4, rim=0.6),
    ]


def arid(s: Setting) -> bool:
    return s.has("desert", "dusty", "dry", "dirt", "arizona", "western") or bool(
        s.rng("arid").random() < 0.35
    )


def soil(s: Setting) -> str:
    if s.weather == "snow":
        return "#e4e9ee"
    return (
        s.colour("ground", "#c9a26b", "#bd9460")
        if arid(s)
        else s.colour("grass", "#8a9a52", "#7d9450", "#a19a55")
    )


def road_range(c: Canvas, s: Setting) -> None:
    rock = "#a0654a" if arid(s) else "#727d90"
    peaks(c, s, "road range", 430, s.view.horizon + 0.02, 0.24, rock, None if arid(s) else "#eef1f6", 6, 0.4)


def road_hills(c: Canvas, s: Setting) -> None:
    v = s.view
    hill_rows(c, s, "road hill", ((300, 0.05), (190, 0.022)), soil(s), rough=0.03, mist=0.45, tilt=0.03)
    if not arid(s):
        wood(
            c, s, "road wood", "#55744c", 150, v.horizon + 0.006, 0.04, 0.03, broad=True, wave=0.015, mist=0.3
        )


def centre(s: Setting, d: float) -> float:
    """Where the middle of the road is at distance `d`, metres."""
    bend = float(s.rng("bend").choice([-1, 1])) * s.rng("bend").uniform(0.5, 1.2)
    return float(bend * 0.004 * d**2 * np.exp(-d / 90))


def _ribbon(s: Setting, a: float, b: float, near: float = 1.5, far: float = 90.0) -> paths.Path:
    v = s.view
    ds = np.geomspace(near, far, 26)
    left = [((centre(s, float(d)) + a) * v.metre(float(d)), v.ground(float(d))) for d in ds]
    right = [((centre(s, float(d)) + b) * v.metre(float(d)), v.ground(float(d))) for d in ds]
    return paths.poly(left + right[::-1])


def road_land(c: Canvas, s: Setting) -> None:
    v, light, ground = s.view, s.light, soil(s)
    terrain(c, s, ground)
    mottle(c, s, "shade", light.dim(ground, 0.8), 60, 1.3, 0.3)
    if s.weather != "snow":
        tufts(c, s, "tufts", ground if not arid(s) else "#9a8f55", 170, 2.6, 34, 0.3)
    asphalt = (
        s.colour("road", s.colour("highway", "#57585f", "#625f62"))
        if not s.has("dirt", "path")
        else s.colour("road", "#b08c5f")
    )
    if s.weather == "snow":
        asphalt = hexed(mix(asphalt, "#dfe5ea", 0.55))
    c.fill(_ribbon(s, -4.6, 4.6), light.dim(ground, 0.6))
    c.fill(
        _ribbon(s, -3.9, 3.9),
        Linear(
            (0, v.horizon),
            (0, 1.05),
            [
                Glow(light.on(asphalt, 90)),
                Glow(light.on(asphalt, 10)),
                Glow(light.on(light.dim(asphalt, 0.3), 2)),
            ],
            (0, 0.25, 1),
        ),
    )
    if s.has("dirt", "path"):
        return
    with c.distance(8):
        for x in (-3.5, 3.4):
            c.fill(_ribbon(s, x, x + 0.12), "#e6e0d0", 0.8)
        for d in np.arange(1.6, 70, 5.0):
            c.fill(
                _ribbon(s, -0.08, 0.08, float(d), float(d) + 2.4), s.colour("line", "#e0b23c", "#e9e4d4"), 0.9
            )
    if s.weather in ("rain", "storm"):
        c.fill(_ribbon(s, -3.9, 3.9), Glow(s.light.sky[3]), 0.18)


def poles(c: Canvas, s: Setting) -> None:
    """Telegraph poles with their wires beside the road."""
    v, side = s.view, float(s.rng("poles").choice([-1, 1]))
    spots = []
    for d in (70.0, 50.0, 36.0, 26.0, 18.5, 13.0, 9.0, 6.0):
        m = v.metre(d)
        x, y = (centre(s, d) + side * 6.4) * m, v.ground(d)
        with c.distance(d):
            c.line([(x, y), (x, y - 7.2 * m)], s.light.dim("#5a4433", 0.2), 0.2 * m)
            for h in (6.9, 6.2):
                c.line(
                    [(x - 0.9 * m, y - h * m), (x + 0.9 * m, y - h * m)],
                    s.light.dim("#5a4433", 0.2),
                    0.12 * m,
                )
        spots.append((x, y - 6.9 * m, m))
    for (x0, y0, m0), (x1, y1, m1) in itertools.pairwise(spots):
        for k in (-0.8, 0.8):
            a, b = (x0 + k * m0, y0), (x1 + k * m1, y1)
            c.line(
                [a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 0.35 * m1), b],
                s.light.dim("#3a3230", 0.3),
                0.0013,
                0.7,
            )


def roadside(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("roadside")
    side = -float(s.rng("poles").choice([-1, 1]))
    for _ in range(5):
        d = float(rng.uniform(13, 34))
        x = (centre(s, d) + side * rng.uniform(7, 16)) * v.metre(d)
        with c.distance(d):
            if arid(s):
                bush(c, s, x, v.ground(d), v.metre(d) * 0.9, v.metre(d) * 0.7, "#8a8a50", rng)
            else:
                tree(c, s, x, v.ground(d), v.metre(d) * rng.uniform(5, 9), "#5d7d46", rng)
    rocks(c, s, "road rocks", "#9a6a4f" if arid(s) else "#76787c", 4, 9, 14, 0.62, (0.3, 0.9))
    d = 11.0
    x, y, m = (centre(s, d) + side * 5.2) * v.metre(d), v.ground(d), v.metre(d)
    c.rect(x - 0.04 * m, y - 2.3 * m, 0.08 * m, 2.3 * m, "#8d8f96")
    if rng.random() < 0.5:
        c.poly(
            [(x, y - 3.1 * m), (x + 0.55 * m, y - 2.55 * m), (x, y - 2.0 * m), (x - 0.55 * m, y - 2.55 * m)],
            s.colour("sign", "#e0b23c"),
        )
        c.limb(
            [(x - 0.1 * m, y - 2.3 * m), (x - 0.1 * m, y - 2.6 * m), (x + 0.15 * m, y - 2.78 * m)],
            (0.09 * m, 0.09 * m, 0.09 * m),
            "#2b2b30",
        )
    else:
        c.rect(
            x - 0.9 * m, y - 3.0 * m, 1.8 * m, 0.75 * m, s.colour("sign", "#2f7050", "#2f5f8a"), r=0.06 * m
        )
        for k in range(2):
            c.rect(x - 0.7 * m, y - (2.85 - 0.28 * k) * m, (1.2 - 0.3 * k) * m, 0.12 * m, "#eef0ea")


def road_front(c: Canvas, s: Setting) -> None:
    verge(c, s, "road verge", soil(s) if s.weather != "snow" else "#aab3b0", 60, 0.24, 0.52)


PLACE = Place(
    "road",
    ("road", "highway", "roadside", "racetrack", "motorway", "freeway", "crossroads"),
    build_road,
)
