"""A market on a square: stalls with striped awnings, fruit, bunting."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.places.kit_build import house, lit
from rushes.engines.animatic.places.kit_space import (
    fill_all,
    spot,
    terrain,
)
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_market(s: Setting) -> list[Plane]:
    return [
        Plane("houses", 60, market_houses, rim=0.4),
        Plane("square", 45, market_ground, ground=True, rim=0),
        Plane("far stalls", 20, far_stalls, rim=0.5),
        Plane("stalls", 7.6, stalls, rim=0.5),
        Plane("garlands", 7.2, garlands, rim=0.3),
        Plane("front", 2.5, market_front, blur=0.003, rim=0.6),
    ]


AWNINGS = (
    ("#c2443a", "#f0e6d2"),
    ("#2f6b66", "#f0e6d2"),
    ("#d9a23c", "#f4ecd8"),
    ("#3f5f9a", "#eee6d6"),
    ("#7a4a7a", "#efe2cc"),
)


GOODS = ("#c8442f", "#e0892f", "#e9c63f", "#7fa545", "#8a4a78", "#d9b98a", "#b06a45", "#5f8f6a")


def market_houses(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("market houses")
    x = v.left / v.metre(55)
    while x < v.right / v.metre(55):
        w = rng.uniform(7, 10)
        with c.distance(70), c.at((x + w / 2) * v.metre(55), v.ground(55), v.metre(55)):
            house(
                c,
                s,
                w,
                rng.uniform(7, 11),
                str(rng.choice(("#e8d8b8", "#d9a878", "#c9b48f", "#b97a5f", "#e3c9a8"))),
                str(rng.choice(("#a8523c", "#7d4a3c"))),
                rng,
                shutters=str(rng.choice(("#4f7a72", "#8a4a3c", "#5f6f9a"))),
            )
        x += w * 0.97


def market_ground(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    stone = s.colour("ground", "#b3a284", "#a89a86") if s.weather != "snow" else "#e0e6eb"
    terrain(c, s, stone)
    rng = s.rng("market stones")
    with c.distance(6):
        parts = [
            paths.ellipse(
                rng.uniform(v.left, v.right),
                v.ground(float(d)),
                0.16 * v.metre(float(d)),
                0.05 * v.metre(float(d)),
            )
            for d in np.geomspace(2.2, 24, 42)
            for _ in range(9)
        ]
        fill_all(c, parts[::2], light.dim(stone, 0.6), 0.35)
        fill_all(c, parts[1::2], light.lift(stone, 0.6), 0.35)


def _stall(c: Canvas, s: Setting, x: float, d: float, rng: np.random.Generator, wide: float = 2.6) -> None:
    """A market stall: posts, striped awning, heaps of fruit, a lamp."""
    v, light = s.view, s.light
    m, px, y = v.metre(d), x * v.metre(d), v.ground(d)
    cloth, pale = AWNINGS[int(rng.integers(5))]
    cloth = s.colour("awning", s.colour("stall", cloth))
    h, w = 2.5 * m, wide / 2 * m
    c.rect(px - w, y - h, 2 * w, h - 0.9 * m, light.dim("#3a2f2c", 0.2), opacity=0.75)
    for k in (-1, 1):
        c.rect(px + k * w - 0.05 * m, y - h, 0.1 * m, h, light.dim("#7a5533", 0.3))
    c.rect(
        px - w,
        y - 0.9 * m,
        2 * w,
        0.9 * m,
        Linear((0, y - 0.9 * m), (0, y), [light.lift("#8a6038", 0.1), light.dim("#8a6038", 0.8)]),
    )
    for row in range(2):
        for j in range(6):
            gx, gy = px - w + (j + 0.5) * w / 3, y - (0.92 + 0.22 * row) * m
            tint = GOODS[int(rng.integers(8))]
            c.fill(
                paths.ellipse(gx, gy, 0.19 * m, 0.12 * m),
                Linear((0, gy - 0.12 * m), (0, gy + 0.1 * m), [light.lift(tint, 0.5), light.dim(tint, 0.6)]),
            )
    n = 8
    for j in range(n):
        x0, x1 = px - 1.16 * w + j * 2.32 * w / n, px - 1.16 * w + (j + 1) * 2.32 * w / n
        t0, t1 = px - w + j * 2 * w / n, px - w + (j + 1) * 2 * w / n
        tone = cloth if j % 2 else pale
        c.poly(
            [(t0, y - h - 0.5 * m), (t1, y - h - 0.5 * m), (x1, y - h + 0.12 * m), (x0, y - h + 0.12 * m)],
            Linear((0, y - h - 0.5 * m), (0, y - h + 0.1 * m), [light.lift(tone, 0.5), light.dim(tone, 0.3)]),
        )
        c.ellipse((x0 + x1) / 2, y - h + 0.12 * m, (x1 - x0) / 2, 0.1 * m, light.dim(tone, 0.5))
    if lit(s):
        c.circle(px, y - h + 0.45 * m, 0.09 * m, Glow("#ffe6ad"))
        c.glow(px, y - h + 0.5 * m, 2.6 * m, "#ffc873", 0.55)


def far_stalls(c: Canvas, s: Setting) -> None:
    rng = s.rng("far stalls")
    for d, reach in ((34.0, (3.5, 8.2, 13.0, 18.0)), (22.0, (4.6, 8.4, 12.4))):
        for r in reach:
            for k in (-1, 1):
                with c.distance(d):
                    _stall(c, s, k * r, d, rng, 3.0)


def stalls(c: Canvas, s: Setting) -> None:
    rng = s.rng("stalls")
    for d, x in ((12.0, 6.4), (7.6, 5.1)):
        for k in (-1, 1):
            _stall(c, s, k * (x + 0.3 * rng.random()), d, rng, 3.2)
    v, side = s.view, float(rng.choice([-1, 1]))
    for j in range(3):
        x, y = spot(v, side * (2.9 + 0.5 * j), 0, 7.3 - 0.2 * j)
        m = v.metre(7.3)
        c.curve(
            [(x - 0.3 * m, y - 0.36 * m), (x + 0.3 * m, y - 0.36 * m), (x + 0.22 * m, y), (x - 0.22 * m, y)],
            s.light.dim("#a87d4f", 0.3),
            tension=0.3,
        )
        for i in range(4):
            c.circle(x + (i - 1.5) * 0.13 * m, y - 0.4 * m, 0.1 * m, GOODS[(j * 3) % 8])


def garlands(c: Canvas, s: Setting) -> None:
    """Bunting or lamps across the square."""
    _v, rng = s.view, s.rng("garlands")
    for y, sag in ((0.06, 0.10), (0.14, 0.07)):
        x = np.linspace(-1.1, 1.1, 29)
        curve = y + sag * (1 - (x * 0.9) ** 2) * 0.6 - 0.03
        c.line(np.stack([x, curve], 1), "#4a3f38", 0.0016)
        for px, py in zip(x[1:-1], curve[1:-1], strict=True):
            if lit(s):
                c.circle(px, py + 0.008, 0.005, Glow("#ffdf9a"))
                c.glow(px, py + 0.008, 0.045, "#ffc873", 0.45)
            else:
                c.poly(
                    [(px - 0.022, py), (px + 0.022, py), (px, py + 0.045)], AWNINGS[int(rng.integers(5))][0]
                )


def market_front(c: Canvas, s: Setting) -> None:
    """Crates of fruit in a lower corner, the edge of an awning above."""
    rng = s.rng("market front")
    k = float(rng.choice([-1, 1]))
    for j in range(2):
        x, y = k * (0.74 + 0.26 * j), 1.0 + 0.02 * j
        c.rect(x - 0.14, y - 0.1, 0.28, 0.3, s.light.dim("#9a7448", 0.4))
        c.rect(x - 0.14, y - 0.035, 0.28, 0.012, s.light.dim("#9a7448", 1.2))
        tint = GOODS[int(rng.integers(8))]
        for i in range(9):
            px, py = x - 0.11 + 0.055 * (i % 5), y - 0.105 - 0.035 * (i // 5)
            c.circle(
                px + 0.02 * (i // 5),
                py,
                0.032,
                Linear((px, py - 0.03), (px, py + 0.03), [s.light.lift(tint, 0.5), s.light.dim(tint, 0.6)]),
            )
    cloth, pale = AWNINGS[int(rng.integers(5))]
    for j in range(6):
        tone = s.light.dim(cloth if j % 2 else pale, 0.5)
        x0 = -k * (0.56 + 0.1 * j)
        c.poly(
            [
                (x0, -0.7),
                (x0 - k * 0.1, -0.7),
                (x0 - k * 0.1, 0.05 + 0.012 * j),
                (x0 - k * 0.05, 0.075 + 0.012 * j),
                (x0, 0.05 + 0.012 * j),
            ],
            tone,
        )


PLACE = Place(
    "market",
    ("market", "bazaar", "marketplace", "fairground", "festival", "carnival"),
    build_market,
    standing=(4.4, 6.8),
)
