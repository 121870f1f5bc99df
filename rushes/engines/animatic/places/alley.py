"""An alley between high walls: fire escapes, washing, puddles, steam."""

import itertools

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.places.city import NEON, neon, tints, walls
from rushes.engines.animatic.places.kit_build import facade_front, lit
from rushes.engines.animatic.places.kit_space import (
    along,
    box,
    face,
    fill_all,
    flat,
    mirrored,
    spot,
    terrain,
    upright,
)
from rushes.engines.animatic.setting import Place, Plane, Setting, View

HALF = 2.7


def build_alley(s: Setting) -> list[Plane]:
    return [
        Plane("end", 60, alley_end, rim=0.3),
        Plane("ground", 40, alley_ground, ground=True, rim=0),
        Plane("walls", 14, alley_walls, rim=0.2, moving=alley_steam),
        Plane("things", 9.5, alley_things, rim=0.5),
        Plane("washing", 8.8, washing, rim=0.5, sway=0.2),
        Plane("front", 2.4, alley_front, blur=0.005, rim=0.5),
    ]


def alley_end(c: Canvas, s: Setting) -> None:
    """The bright street at the end."""
    v, rng = s.view, s.rng("alley end")
    c.rect(
        v.left,
        v.top,
        v.right - v.left,
        v.horizon + 0.2 - v.top,
        Linear((0, 0.1), (0, v.horizon), [(Glow(s.light.sky[1]), 0), Glow(s.light.haze)], (0, 1)),
    )
    facade_front(c, s, 60, (-14, 2), 17, str(rng.choice(walls(s))), rng, chance=0.6, tints=tints(s))
    facade_front(c, s, 58, (2, 16), 12, str(rng.choice(walls(s))), rng, chance=0.6, tints=tints(s))
    c.glow(0, v.horizon - 0.02, 0.22, "#ffd9a0" if lit(s) else s.light.sky[3], 0.35)


def alley_ground(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    stone = s.colour("ground", "#6f6a68", "#73695f") if s.weather != "snow" else "#d3dae1"
    terrain(c, s, stone)
    rng = s.rng("setts")
    with c.distance(5):
        parts = [
            flat(v, x, x + 0.2, float(d), float(d) + 0.16)
            for d in np.geomspace(2.2, 20, 40)
            for x in np.arange(-2.6, 2.5, 0.27)
            if rng.random() < 0.35
        ]
        fill_all(c, parts, light.dim(stone, 0.8), 0.45)
        c.fill(flat(v, -0.25, 0.25, 1.3, 40), light.dim(stone, 1.2), 0.6)
    _wet(c, s, rng, v, light)


def _wet(c: Canvas, s: Setting, rng: np.random.Generator, v: View, light: Light) -> None:
    """Light of windows in the wet."""
    wet = s.weather in ("rain", "storm") or lit(s) or s.has("wet", "puddle")
    for _ in range(6):
        d = float(rng.uniform(3, 14))
        x, m = rng.uniform(-1.8, 1.8), v.metre(d)
        puddle = paths.blob(x * m, v.ground(d), 0.7 * m, 0.11 * m, rng, 0.12)
        c.fill(
            puddle,
            Linear(
                (0, v.ground(d) - 0.1 * m),
                (0, v.ground(d) + 0.1 * m),
                [Glow(mix(s.light.sky[3], light.on("#3a4250"), 0.35)), Glow(light.on("#2f3540"))],
            ),
            0.75,
        )
    if wet and lit(s):
        for _ in range(14):
            d = float(1 / rng.uniform(1 / 26, 1 / 3.2))
            mirrored(
                c,
                s,
                rng.uniform(-2.2, 2.2) * v.metre(d),
                d,
                rng.uniform(0.2, 0.6),
                rng.uniform(0.8, 1.8),
                Glow(str(rng.choice(tints(s)))),
                0.4,
            )


def alley_walls(c: Canvas, s: Setting) -> None:
    """Brick on both sides: windows, pipes, fire escapes, lamps over doors."""
    v, light = s.view, s.light
    for side in (-1, 1):
        rng = s.rng(f"alley wall {side}")
        cuts = [1.3, 6.2, 11.0, 19.0, 44.0]
        for d0, d1 in reversed(list(itertools.pairwise(cuts))):
            wall = str(rng.choice(walls(s)))
            x, high = side * HALF, rng.uniform(9, 16)
            with c.distance(d0):
                from_light = light.lift(wall, 0.3) if side * light.side < 0 else light.dim(wall, 0.8)
                c.fill(
                    along(v, x, d0, d1, 0, high),
                    Linear((0, -0.3), (0, v.horizon + 0.3), [from_light, light.dim(from_light, 1.0)]),
                )
                _bricks(c, s, x, d0, d1, high, light.dim(from_light, 0.6), rng)
                _alley_windows(c, s, x, d0, d1, high, rng)
                c.fill(along(v, x, d0, d0 + 0.12, 0, high), light.dim(from_light, 1.6))
        _fire_escape(c, s, side, rng)


def _bricks(
    c: Canvas, s: Setting, x: float, d0: float, d1: float, high: float, tone: object, rng: np.random.Generator
) -> None:
    v = s.view
    parts = []
    for _ in range(60):
        d, y = rng.uniform(max(d0, 2.0), d1), rng.uniform(0, min(high, 7))
        parts.append(along(v, x, d, d + 0.3, y, y + 0.09))
    fill_all(c, parts, tone, 0.6)  # type: ignore[arg-type]


def _alley_windows(
    c: Canvas, s: Setting, x: float, d0: float, d1: float, high: float, rng: np.random.Generator
) -> None:
    v = s.view
    for y in np.arange(2.9, high - 1.6, 2.7):
        for d in np.arange(d0 + 0.7, d1 - 1.0, 2.1):
            glass: Glow | str = (
                Glow(str(rng.choice(tints(s)))) if lit(s) and rng.random() < 0.45 else "#3c4654"
            )
            c.fill(
                along(v, x, float(d) - 0.08, float(d) + 0.98, y - 0.12, y + 1.5), s.light.dim("#8d8478", 0.6)
            )
            c.fill(along(v, x, float(d), float(d) + 0.9, y, y + 1.4), glass)
    d = d0 + 0.5 * (d1 - d0)
    c.fill(along(v, x, d, d + 1.0, 0, 2.15), s.colour("door", "#4a5f58", "#6b3f34", "#3f4a63"))
    px, py = spot(v, x * 0.96, 2.5, d + 0.5)
    m = v.metre(d)
    c.ellipse(px, py, 0.14 * m, 0.1 * m, Glow("#ffe2a3") if lit(s) else "#8d8478")
    if lit(s):
        c.glow(px, py, 2.0 * m, "#ffc873", 0.6)
    if neon(s) and lit(s):
        tint = str(rng.choice(NEON))
        sign = upright(v, d0 + 0.3, min(x, x - np.sign(x) * 0.8), max(x, x - np.sign(x) * 0.8), 3.0, 4.8)
        c.fill(sign, "#20222e")
        c.stroke(sign, Glow(tint), 0.08 * v.metre(d0 + 0.3))
        c.glow(*spot(v, x * 0.85, 3.9, d0 + 0.3), 2.4 * v.metre(d0 + 1), tint, 0.5)


def _fire_escape(c: Canvas, s: Setting, side: int, rng: np.random.Generator) -> None:
    v, iron = s.view, s.light.dim("#3a3c42", 0.3)
    d0 = rng.uniform(6.8, 8.5)
    x0, x1 = side * HALF, side * (HALF - 0.85)
    for y in (3.3, 6.1, 8.9):
        face(c, s, [(x0, y, d0), (x1, y, d0), (x1, y, d0 + 2.6), (x0, y, d0 + 2.6)], iron, 0.9)
        for h in (0.5, 0.95):
            c.line([spot(v, x1, y + h, d0), spot(v, x1, y + h, d0 + 2.6)], iron, 0.0028)
            c.line([spot(v, x0, y + h, d0), spot(v, x1, y + h, d0)], iron, 0.0028)
        for d in np.linspace(d0, d0 + 2.6, 8):
            c.line([spot(v, x1, y, float(d)), spot(v, x1, y + 0.95, float(d))], iron, 0.0016)
        for k in (0.0, 0.35):
            c.line(
                [
                    spot(v, x1 + side * (0.2 + k), y, d0 + 0.3),
                    spot(v, x1 + side * (0.2 + k), y - 2.6, d0 + 2.2),
                ],
                iron,
                0.0032,
            )


def alley_steam(c: Canvas, s: Setting, t: float) -> None:
    """Steam from a grating."""
    v = s.view
    x, y = spot(v, 1.2, 0, 10)
    for i in range(9):
        f = (0.16 * t + i / 9) % 1
        c.circle(
            x + 0.05 * f * np.sin(2 * f + i),
            y - 0.26 * f,
            0.012 + 0.05 * f,
            Glow(mix(s.light.sky[3], "#ffffff", 0.2)),
            0.22 * np.sin(np.pi * f),
        )


def alley_things(c: Canvas, s: Setting) -> None:
    """Bins, crates and a bicycle along the walls."""
    v, light, rng = s.view, s.light, s.rng("alley things")
    k = float(rng.choice([-1, 1]))
    a, b = sorted((k * 1.5, k * 2.6))
    box(c, s, (a, b), (0.15, 1.2), (9.0, 10.6), s.colour("bin", "#3f5f52", "#4a5563"))
    box(c, s, (a - 0.04, b + 0.04), (1.2, 1.28), (8.95, 10.6), light.dim("#3f5f52", 0.7))
    for j in range(4):
        x, d = -k * rng.uniform(1.9, 2.3), 8.0 + 1.1 * j
        w, h = rng.uniform(0.5, 0.8), rng.uniform(0.4, 0.7)
        box(c, s, (x - w / 2, x + w / 2), (0, h), (d, d + 0.5), "#9a7448")
        for f in (0.3, 0.65):
            c.fill(upright(v, d - 0.01, x - w / 2, x + w / 2, h * f, h * f + 0.04), light.dim("#9a7448", 0.9))
    px, py = spot(v, k * 2.2, 0, 7.4)
    m = v.metre(7.4)
    for dx in (-0.24, 0.05, 0.28):
        c.fill(
            paths.blob(px + dx * m, py - 0.22 * m, 0.25 * m, 0.28 * m, rng, 0.1), light.dim("#33363d", 0.3)
        )


def washing(c: Canvas, s: Setting) -> None:
    """Washing and cables across the alley."""
    v, rng = s.view, s.rng("washing")
    for y, d in ((5.6, 8.8), (7.4, 10.0), (4.6, 13.0)):
        a, b = spot(v, -HALF, y, d), spot(v, HALF, y + rng.uniform(-0.3, 0.3), d)
        mid = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 0.02)
        c.line([a, mid, b], "#2f3036", 0.0018)
        m = v.metre(d)
        for f in np.arange(0.16, 0.84, 0.13):
            if rng.random() < 0.7 and s.weather not in ("rain", "storm", "snow"):
                x, yy = a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f + 0.02 * np.sin(np.pi * f)
                tint = str(rng.choice(("#e6dcc6", "#a8503c", "#5f7f9a", "#d9aa4b", "#7f9a8a", "#c9a0a0")))
                h = rng.uniform(0.5, 0.9) * m
                c.poly(
                    [
                        (x, yy),
                        (x + 0.42 * m, yy + 0.004),
                        (x + 0.4 * m, yy + h),
                        (x + 0.02 * m, yy + h * 0.95),
                    ],
                    s.light.dim(tint, 0.3 * rng.random()),
                )


def alley_front(c: Canvas, s: Setting) -> None:
    side = float(s.rng("alley front").choice([-1, 1]))
    tone = s.light.dim("#4a4246", 1.2)
    c.rect(
        min(side * 0.78, side * 1.8),
        -0.7,
        1.02,
        2.4,
        Linear((side * 0.78, 0), (side * 1.0, 0), [s.light.lift(tone, 0.2), s.light.dim(tone, 0.8)]),
    )
    c.rect(side * 0.74 - 0.012, -0.7, 0.03, 2.4, s.light.dim("#5a5f66", 0.6))
    for y in (0.1, 0.55):
        c.rect(side * 0.74 - 0.02, y, 0.05, 0.02, s.light.dim("#5a5f66", 0.2))


PLACE = Place("alley", ("alley", "backstreet", "alleyway", "slum"), build_alley, moonlit=1.2)
