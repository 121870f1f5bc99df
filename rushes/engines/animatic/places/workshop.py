"""A workshop: tools on the wall, benches, a forge."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.places.kit_furniture import table
from rushes.engines.animatic.places.kit_room import (
    boards,
    lamp,
    pool,
    sunbeam,
    walls,
    window,
)
from rushes.engines.animatic.places.kit_space import along, box, fill_all, spot, upright
from rushes.engines.animatic.places.laboratory import ROOM
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_workshop(s: Setting) -> list[Plane]:
    return [
        Plane("floor", 8.0, shop_floor, ground=True, rim=0),
        Plane("walls", 7.4, shop_walls, rim=0),
        Plane("bench", 6.7, shop_bench, rim=0.4),
        Plane("sides", 5.0, shop_sides, rim=0.3, moving=sparks),
        Plane("front", 2.7, shop_front, blur=0.003, rim=0.5),
    ]


def shop_floor(c: Canvas, s: Setting) -> None:
    boards(c, s, ROOM, s.colour("floor", "#8a6a4a", "#7a6350"))
    sunbeam(c, s, 7.2, (-1.4, 1.4), 3.0)
    rng, v = s.rng("shavings"), s.view
    for _ in range(26):
        d = float(rng.uniform(3, 7))
        x = rng.choice([-1, 1]) * rng.uniform(0.8, 3.6)
        px, py = spot(v, float(x), 0, d)
        c.ellipse(px, py, 0.06 * v.metre(d), 0.02 * v.metre(d), "#d9b98a", 0.8)
    pool(c, s, 0, 5.6, 2.2)


def shop_walls(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    timber = s.colour("wall", "#a07a54", "#8d7458", "#93806a")
    walls(c, s, ROOM, timber, light.dim(timber, 0.4), None)
    fill_all(
        c,
        [upright(v, 7.39, float(x), float(x) + 0.03, 0, 3.4) for x in np.arange(-4.3, 4.3, 0.4)],
        light.dim(timber, 0.9),
        0.6,
    )
    window(c, s, 7.4, (-1.4, 1.4), (1.25, 2.8), panes=(4, 2), frame="#6b4f38")
    for d in (6.4, 4.8, 3.4):
        box(c, s, (-4.3, 4.3), (3.15, 3.4), (d, d + 0.25), light.dim("#5f4530", 0.2))
    lamp(c, s, *spot(v, 0, 2.35, 5.8), v.metre(5.8), "#4f5f5a")
    rng, m = s.rng("tools"), v.metre(7.35)
    for k in (-1, 1):
        for j in range(7):
            x, y = spot(v, k * (1.75 + 0.34 * j), 2.5 if j % 2 else 2.65, 7.36)
            kind, h = int(rng.integers(4)), rng.uniform(0.35, 0.6) * m
            c.rect(x - 0.025 * m, y, 0.05 * m, h, "#8a5f3a", r=0.01 * m)
            if kind == 0:
                c.rect(x - 0.13 * m, y - 0.04 * m, 0.26 * m, 0.11 * m, "#4a4d55", r=0.015 * m)
            elif kind == 1:
                c.poly(
                    [
                        (x - 0.04 * m, y + h * 0.3),
                        (x + 0.22 * m, y + h * 0.4),
                        (x + 0.18 * m, y + h),
                        (x - 0.04 * m, y + h),
                    ],
                    "#9aa0a6",
                )
            elif kind == 2:
                c.circle(x, y + h, 0.08 * m, "#6d727a")
                c.circle(x, y + h + 0.02 * m, 0.04 * m, light.dim(timber, 0.3))
            else:
                c.rect(x - 0.02 * m, y + h * 0.4, 0.04 * m, h * 0.6, "#b5bac0")


def shop_bench(c: Canvas, s: Setting) -> None:
    """The long workbench: vice, boxes, gears, jars of brushes."""
    v, rng, light = s.view, s.rng("shop bench"), s.light
    timber = s.colour("bench", "#8a5f3a", "#7a5638")
    box(c, s, (-4.1, 4.1), (0.78, 0.92), (6.5, 7.4), timber)
    for x in (-4.0, -1.4, 1.2, 3.8):
        box(c, s, (x, x + 0.18), (0, 0.78), (6.6, 6.8), light.dim(timber, 0.5))
    box(c, s, (-3.8, 3.9), (0.15, 0.22), (6.7, 7.3), light.dim(timber, 0.7))
    m = v.metre(6.7)
    for x in np.arange(-3.7, 3.8, 0.6):
        px, py = spot(v, float(x), 0.92, 6.8)
        kind = int(rng.integers(4))
        tint = str(rng.choice(("#a8503c", "#5f7f7a", "#c9a24a", "#4f5f7d", "#8d8f96")))
        if kind == 0:
            c.rect(
                px - 0.2 * m,
                py - 0.24 * m,
                0.4 * m,
                0.24 * m,
                Linear((px, py - 0.24 * m), (px, py), [light.lift(tint, 0.3), light.dim(tint, 0.6)]),
                r=0.02 * m,
            )
        elif kind == 1:
            teeth = [
                (px + r * np.cos(a) * m, py - 0.2 * m + r * np.sin(a) * m)
                for a, r in zip(np.linspace(0, 2 * np.pi, 33)[:-1], [0.2, 0.2, 0.16, 0.16] * 8, strict=True)
            ]
            c.poly(teeth, s.colour("gear", "#b08a45", "#8d8f96"))
            c.circle(px, py - 0.2 * m, 0.06 * m, light.dim("#6b5a3a", 0.5))
        elif kind == 2:
            c.rect(px - 0.08 * m, py - 0.18 * m, 0.16 * m, 0.18 * m, tint, r=0.02 * m)
            for k in (-1, 0, 1):
                c.line(
                    [(px + 0.03 * k * m, py - 0.16 * m), (px + 0.07 * k * m, py - 0.38 * m)],
                    "#c9a878",
                    0.02 * m,
                )
        else:
            c.rect(px - 0.24 * m, py - 0.05 * m, 0.48 * m, 0.05 * m, "#d9b98a")


def shop_sides(c: Canvas, s: Setting) -> None:
    """A forge or stove on one side, planks and shelves on the other."""
    v, light, rng = s.view, s.light, s.rng("shop sides")
    k = float(s.rng("shop side").choice([-1, 1]))
    iron = "#4a464a"
    a, b = sorted((k * 3.1, k * 4.28))
    box(c, s, (a, b), (0, 1.1), (4.6, 6.0), s.colour("forge", "#7d5a4a", "#6a6560"))
    box(c, s, (a + 0.2, b - 0.1), (1.1, 1.2), (4.7, 5.9), iron)
    x, y = spot(v, k * 3.08, 0.55, 5.2)
    m = v.metre(5.2)
    c.ellipse(x, y, 0.12 * m, 0.3 * m, Glow("#ff9a3a"))
    c.ellipse(x, y + 0.06 * m, 0.07 * m, 0.18 * m, Glow("#fff0b0"))
    c.glow(x, y, 2.4 * m, "#ff8a35", 0.6)
    c.fill(along(v, k * 3.6, 5.0, 5.6, 1.2, 3.4), light.dim(iron, 0.2))
    for j in range(7):
        px, py = spot(v, -k * (3.4 + 0.12 * j), 0, 5.4 + 0.1 * j)
        tone = str(rng.choice(("#c9a06a", "#a87d4f", "#8a6038")))
        c.poly(
            [
                (px - 0.05 * m, py),
                (px + 0.05 * m, py),
                (px - k * 0.35 * m + 0.05 * m, py - rng.uniform(1.6, 2.6) * m),
                (px - k * 0.35 * m - 0.05 * m, py - rng.uniform(1.6, 2.6) * m),
            ],
            tone,
        )


def sparks(c: Canvas, s: Setting, t: float) -> None:
    k = float(s.rng("shop side").choice([-1, 1]))
    x, y = spot(s.view, k * 3.08, 0.7, 5.2)
    rng = s.rng("sparks")
    for _ in range(14):
        f = (t * rng.uniform(0.4, 0.9) + rng.random()) % 1
        c.circle(
            x - k * f * rng.uniform(0.02, 0.16),
            y - 0.22 * f + 0.12 * f * f,
            0.0022 * (1 - f) + 0.0006,
            Glow("#ffc060"),
            1 - f,
        )


def shop_front(c: Canvas, s: Setting) -> None:
    v, k, light = s.view, -float(s.rng("shop side").choice([-1, 1])), s.light
    timber = light.dim("#7a5638", 0.3)
    x0, x1 = sorted((k * 1.25, k * 3.2))
    table(c, s, (x0, x1), (2.4, 3.2), timber, 0.82)
    x, y = spot(v, k * 1.7, 0.82, 2.7)
    m = v.metre(2.7)
    c.rect(x - 0.16 * m, y - 0.1 * m, 0.32 * m, 0.1 * m, light.dim("#4a4d55", 0.2), r=0.02 * m)
    c.rect(x - 0.06 * m, y - 0.2 * m, 0.12 * m, 0.12 * m, light.dim("#5f636b", 0.2))
    c.rect(x - 0.18 * m, y - 0.26 * m, 0.36 * m, 0.08 * m, light.lift("#5f636b", 0.2), r=0.02 * m)


PLACE = Place(
    "workshop",
    (
        "workshop",
        "garage",
        "forge",
        "smithy",
        "studio",
        "factory",
        "shed",
        "barn",
        "attic",
        "basement",
        "warehouse",
        "cellar",
    ),
    build_workshop,
    interior=True,
    sky=False,
    lamps=0.7,
    standing=(4.2, 5.8),
    horizon=0.47,
    eye=1.5,
)
