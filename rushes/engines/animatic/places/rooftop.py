"""A rooftop above the city: water towers, a string of lamps, the skyline."""

import itertools

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.city import skyline, tints, walls
from rushes.engines.animatic.places.kit_build import lit
from rushes.engines.animatic.places.kit_space import (
    box,
    fill_all,
    flat,
    mottle,
    soft,
    spot,
    terrain,
    upright,
)
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_roof(s: Setting) -> list[Plane]:
    return [
        Plane("skyline", 600, skyline, rim=0.3),
        Plane("blocks", 120, blocks, rim=0.5),
        Plane("near blocks", 40, near_blocks, rim=0.6),
        Plane("roof", 30, roof, ground=True, rim=0),
        Plane("parapet", 11.5, parapet, rim=0.4),
        Plane("roof things", 9.4, roof_things, rim=0.6, moving=roof_smoke),
        Plane("front", 2.5, roof_front, blur=0.005, rim=0.5),
    ]


def _row(c: Canvas, s: Setting, name: str, d: float, top: tuple[float, float], below: float) -> None:
    """A row of buildings across the view, seen from above: their tops rise to `top` metres over this roof."""
    rng, v = s.rng(name), s.view
    x = v.left / v.metre(d) - 4
    while x < v.right / v.metre(d) + 4:
        w = rng.uniform(6, 13) * d / 60
        y1 = rng.uniform(*top)
        wall = str(rng.choice(walls(s)))
        with c.distance(d):
            c.fill(
                upright(v, d, x, x + w, -below, y1),
                Linear((0, spot(v, 0, y1, d)[1]), (0, v.horizon + 0.2), [wall, s.light.dim(wall, 0.8)]),
            )
            bright: list[Path] = []
            plain: list[Path] = []
            for wy in np.arange(-8, y1 - 1.6, 2.9):
                for wx in np.arange(x + 0.7, x + w - 1.2, 2.1):
                    (bright if lit(s) and rng.random() < 0.45 else plain).append(
                        upright(v, d, float(wx), float(wx) + 1.1, wy, wy + 1.6)
                    )
            fill_all(c, plain, s.light.dim(wall, 1.3), 0.7)
            fill_all(c, bright, Glow(str(rng.choice(tints(s)))), 0.9)
            c.fill(upright(v, d, x - 0.2, x + w + 0.2, y1 - 0.3, y1 + 0.2), s.light.lift(wall, 0.4))
            if rng.random() < 0.4:
                _water_tower(c, s, x + w / 2, y1, d)
        x += w * rng.uniform(1.0, 1.2)


def _water_tower(c: Canvas, s: Setting, x: float, y: float, d: float) -> None:
    px, py = spot(s.view, x, y, d)
    m = s.view.metre(d)
    wood = s.light.dim("#8a6040", 0.2)
    for k in (-1, -0.3, 0.3, 1):
        c.line([(px + 1.1 * k * m, py), (px + 0.9 * k * m, py - 2.2 * m)], "#3a3634", 0.18 * m)
    c.rect(
        px - 1.3 * m,
        py - 4.8 * m,
        2.6 * m,
        2.7 * m,
        Linear(
            (px + 1.3 * m * s.light.side, 0),
            (px - 1.3 * m * s.light.side, 0),
            [s.light.lift(wood, 0.5), s.light.dim(wood, 0.9)],
        ),
    )
    c.poly(
        [(px - 1.6 * m, py - 4.7 * m), (px, py - 6.1 * m), (px + 1.6 * m, py - 4.7 * m)],
        s.light.dim("#5a4a44", 0.3),
    )


def blocks(c: Canvas, s: Setting) -> None:
    _row(c, s, "blocks a", 130, (2, 22), 30)
    _row(c, s, "blocks b", 80, (-2, 9), 30)


def near_blocks(c: Canvas, s: Setting) -> None:
    _row(c, s, "blocks c", 42, (-4, 3), 30)


def roof(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    tone = s.colour("roof", "#7d7672", "#857a70", "#6d727a") if s.weather != "snow" else "#dde3e9"
    y = v.ground(12)
    terrain(c, s, tone, outline=paths.rect(v.left, y, v.right - v.left, v.bottom - y))
    mottle(c, s, "stains", light.dim(tone, 0.9), 24, 1.0, 0.3, farthest=11)
    with c.distance(5):
        seams = [flat(v, -12, 12, float(d), float(d) + 0.04) for d in (2.4, 3.6, 5.2, 7.4, 9.8)]
        seams += [flat(v, float(x), float(x) + 0.03, 1.4, 12) for x in np.arange(-7.5, 8, 2.5)]
        fill_all(c, seams, light.dim(tone, 1.0), 0.5)
    if s.weather in ("rain", "storm"):
        for k in range(6):
            soft(
                c,
                s.rng(f"wet {k}").uniform(-0.8, 0.8),
                v.ground(4 + k),
                0.2,
                0.012,
                Glow(s.light.sky[3]),
                0.35,
                4,
            )


def parapet(c: Canvas, s: Setting) -> None:
    """The wall at the edge, with a string of lamps when it is dark."""
    v, light = s.view, s.light
    tone = s.colour("wall", "#a0695a", "#8d857d", "#9a8a74")
    box(c, s, (-14, 14), (0, 0.8), (11.6, 12.0), tone)
    box(c, s, (-14, 14), (0.8, 0.92), (11.5, 12.1), light.lift(tone, 0.5))
    fill_all(
        c,
        [upright(v, 11.58, float(x), float(x) + 0.04, 0, 0.8) for x in np.arange(-10, 10, 1.1)],
        light.dim(tone, 0.9),
        0.5,
    )
    posts = [(-5.6, 3.2), (0.0, 2.9), (5.6, 3.2)]
    for x, h in posts:
        c.line([spot(v, x, 0.9, 11.6), spot(v, x, h, 11.6)], "#3a3634", 0.004)
    for (xa, ha), (xb, hb) in itertools.pairwise(posts):
        f = np.linspace(0, 1, 11)
        line = [
            spot(
                v, xa + (xb - xa) * float(t), ha + (hb - ha) * float(t) - 0.7 * np.sin(np.pi * float(t)), 11.6
            )
            for t in f
        ]
        c.line(line, "#3a3634", 0.0015)
        for px, py in line[1:-1]:
            c.circle(px, py + 0.006, 0.0042, Glow("#ffdf9a") if lit(s) else "#e9dfc4")
            if lit(s):
                c.glow(px, py + 0.006, 0.05, "#ffc873", 0.5)


def roof_things(c: Canvas, s: Setting) -> None:
    """Stair house with its door, a chimney, an air unit, pots with plants."""
    v, light, _rng = s.view, s.light, s.rng("roof things")
    k = float(s.rng("roof side").choice([-1, 1]))
    tone = s.colour("wall", "#a0695a", "#8d857d", "#9a8a74")
    a, b = sorted((k * 4.6, k * 8.4))
    box(c, s, (a, b), (0, 2.9), (8.6, 11.4), tone)
    box(c, s, (a - 0.15, b + 0.15), (2.9, 3.1), (8.5, 11.4), light.dim("#5f5a58", 0.2))
    x = k * 5.6
    c.fill(upright(v, 8.59, x - 0.5, x + 0.5, 0, 2.1), s.colour("door", "#4a6b66", "#6b3f34"))
    px, py = spot(v, x, 2.4, 8.55)
    c.ellipse(px, py, 0.016, 0.012, Glow("#ffe2a3") if lit(s) else "#c9c2b0")
    if lit(s):
        c.glow(px, py, 0.2, "#ffc873", 0.6)
    a, b = sorted((-k * 3.9, -k * 5.3))
    box(c, s, (a, b), (0, 1.0), (9.4, 10.6), "#b5b8ba")
    qx, qy = spot(v, (a + b) / 2, 0.52, 9.39)
    c.circle(qx, qy, 0.036, light.dim("#6d7378", 0.5))
    for turn in range(4):
        with c.at(qx, qy, turn=45 * turn):
            c.rect(-0.034, -0.003, 0.068, 0.006, "#8d9296")
    a, b = sorted((-k * 6.0, -k * 6.9))
    box(c, s, (a, b), (0, 2.2), (10.4, 11.2), light.dim(tone, 0.3))
    mx, my = spot(v, -k * 7.6, 0, 10.4)
    m = v.metre(10.4)
    c.line([(mx, my), (mx, my - 4 * m)], "#55585e", 0.004)
    for h in (3.9, 3.5, 3.1):
        c.line([(mx - 0.5 * m, my - h * m), (mx + 0.5 * m, my - h * m)], "#55585e", 0.0025)


def roof_smoke(c: Canvas, s: Setting, t: float) -> None:
    k = float(s.rng("roof side").choice([-1, 1]))
    x, y = spot(s.view, -k * 6.45, 2.3, 10.8)
    for i in range(9):
        f = (0.12 * t + i / 9) % 1
        c.circle(
            x - s.light.side * 0.12 * f**1.3,
            y - 0.26 * f,
            0.008 + 0.04 * f,
            Glow(mix(s.light.sky[2], s.light.sky[3], 0.5)),
            0.4 * (1 - f),
        )


def roof_front(c: Canvas, s: Setting) -> None:
    k = -float(s.rng("roof side").choice([-1, 1]))
    tone = s.light.dim("#5d5654", 0.7)
    c.rect(
        min(k * 0.70, k * 1.7),
        0.72,
        1.0,
        1.0,
        Linear((0, 0.72), (0, 1.1), [s.light.lift(tone, 0.4), s.light.dim(tone, 0.5)]),
    )
    c.rect(min(k * 0.68, k * 1.7), 0.69, 1.03, 0.05, s.light.lift(tone, 0.6), r=0.01)


PLACE = Place("rooftop", ("rooftop", "roof", "balcony", "roof terrace"), build_roof)
