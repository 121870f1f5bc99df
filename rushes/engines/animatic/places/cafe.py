"""A café or bar: counter, bottles, lamps, a shop window."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.places.kit_furniture import chair, plant
from rushes.engines.animatic.places.kit_room import Room, boards, lamp, pool, sunbeam, tiles, walls, window
from rushes.engines.animatic.places.kit_space import box, spot, upright
from rushes.engines.animatic.setting import Place, Plane, Setting, View

CAFE = Room(4.4, 7.6, 3.3)


def build_cafe(s: Setting) -> list[Plane]:
    return [
        Plane("floor", 8.2, cafe_floor, ground=True, rim=0),
        Plane("walls", 7.6, cafe_walls, rim=0),
        Plane("counter", 6.8, cafe_counter, rim=0.3, moving=cafe_steam),
        Plane("tables", 6.3, cafe_tables, rim=0.4),
        Plane("front", 2.7, cafe_front, blur=0.003, rim=0.5),
    ]


def cafe_side(s: Setting) -> float:
    return float(s.rng("cafe side").choice([-1, 1]))


def cafe_floor(c: Canvas, s: Setting) -> None:
    if s.rng("cafe floor").random() < 0.5:
        boards(c, s, CAFE, s.colour("floor", "#94683f", "#7d5a3c"))
    else:
        tiles(c, s, CAFE, s.colour("floor", "#d6cab0"), "#5f6f6b", 0.7)
    x = -cafe_side(s) * 1.9
    sunbeam(c, s, 7.4, (x - 1.5, x + 1.5), 3.0)
    for x in (-2.2, 0.0, 2.2):
        pool(c, s, x, 5.2, 1.6)


def cafe_walls(c: Canvas, s: Setting) -> None:
    """A shop window on one half, shelves and a board on the other."""
    v, light, k = s.view, s.light, cafe_side(s)
    wall = s.colour("wall", "#a8705a", "#5f7f78", "#c9a878", "#7f7466")
    walls(c, s, CAFE, wall, "#cfc2aa", "#5a4030")
    c.fill(upright(v, 7.59, -4.4, 4.4, 0, 1.05), light.dim("#6b4a34", 0.2))
    x = -k * 1.9
    window(c, s, 7.6, (x - 1.75, x + 1.75), (0.95, 2.75), panes=(3, 1), frame="#5a4030", land="#8a8f94")
    for y in (1.75, 2.3):
        a, b = sorted((k * 0.9, k * 4.1))
        c.fill(upright(v, 7.5, a, b, y - 0.06, y), light.lift("#7d5638", 0.2))
        _bottles(c, s, a, b, y)
    c.fill(upright(v, 7.58, min(k * 0.95, k * 3.9), max(k * 0.95, k * 3.9), 2.68, 3.12), "#2c3833")
    rng = s.rng("menu")
    for j in range(8):
        px, py = spot(v, k * (1.2 + 0.65 * (j % 4)), 3.0 - 0.17 * (j // 4), 7.57)
        c.rect(px, py, rng.uniform(0.3, 0.5) * v.metre(7.6), 0.005, "#e6e0cc", opacity=0.85)
    for px in (-2.2, 0.0, 2.2):
        lamp(c, s, *spot(v, px, 2.35, 5.6), v.metre(5.6), s.colour("lamp", "#c99f45", "#3f5f58", "#a84a38"))


def _bottles(c: Canvas, s: Setting, a: float, b: float, y: float) -> None:
    v, rng, m = s.view, s.rng(f"bottles {y}"), s.view.metre(7.5)
    for x in np.arange(a + 0.12, b - 0.1, 0.19):
        px, py = spot(v, float(x), y, 7.5)
        tint = str(rng.choice(("#4f7f6a", "#b0793f", "#8a3f38", "#d9cfae", "#5f7f9a", "#c9a24a")))
        h = rng.uniform(0.2, 0.36) * m
        c.rect(px - 0.05 * m, py - h, 0.1 * m, h, tint, r=0.02 * m)
        if rng.random() < 0.6:
            c.rect(px - 0.02 * m, py - h - 0.1 * m, 0.04 * m, 0.11 * m, tint)


def cafe_counter(c: Canvas, s: Setting) -> None:
    """The bar with its coffee machine and cakes under glass."""
    v, light, k = s.view, s.light, cafe_side(s)
    timber = s.colour("counter", "#7d5638", "#3f5a54", "#8f4a3c")
    a, b = sorted((k * 0.8, k * 4.3))
    box(c, s, (a, b), (0, 1.05), (6.5, 7.0), timber)
    box(c, s, (a - 0.05, b + 0.05), (1.05, 1.12), (6.4, 7.0), "#d9c9a8")
    m = v.metre(6.5)
    for x in np.arange(a + 0.1, b - 0.4, 0.58):
        px, py = spot(v, float(x), 0.92, 6.49)
        c.rect(px, py, 0.48 * m, 0.76 * m, light.lift(timber, 0.3), r=0.02 * m)
    px, py = spot(v, k * 3.2, 1.12, 6.7)
    c.rect(
        px - 0.45 * m,
        py - 0.55 * m,
        0.9 * m,
        0.55 * m,
        Linear((px, py - 0.5 * m), (px, py), ["#d3d7d9", "#84898f"]),
        r=0.06 * m,
    )
    c.rect(px - 0.4 * m, py - 0.2 * m, 0.8 * m, 0.16 * m, "#3a3d42")
    _cakes(c, s, px, py, m, v, k)


def _cakes(c: Canvas, s: Setting, px: float, py: float, m: float, v: View, k: float) -> None:
    """Cakes under glass, and the stools."""
    c.rect(
        px - 0.48 * m,
        py - 0.62 * m,
        0.96 * m,
        0.09 * m,
        s.colour("machine", "#a83c35", "#b2693c"),
        r=0.03 * m,
    )
    px, py = spot(v, k * 1.6, 1.12, 6.6)
    for j, tint in enumerate(("#d9a05f", "#8a4a38", "#f0dcc0", "#e0a0a0")):
        c.ellipse(px + (j - 1.5) * 0.2 * m, py - 0.08 * m, 0.09 * m, 0.07 * m, tint)
    c.rect(px - 0.46 * m, py - 0.36 * m, 0.92 * m, 0.36 * m, "#e6f2f2", r=0.1 * m, opacity=0.25)
    for j in range(3):
        sx, sy = spot(v, k * (1.2 + 1.1 * j), 0, 5.9)
        mm = v.metre(5.9)
        c.line([(sx, sy), (sx, sy - 0.7 * mm)], "#2f2c2b", 0.05 * mm)
        c.ellipse(sx, sy, 0.2 * mm, 0.05 * mm, "#2f2c2b")
        c.rect(
            sx - 0.2 * mm,
            sy - 0.8 * mm,
            0.4 * mm,
            0.12 * mm,
            s.colour("stool", "#a8503c", "#4f6b5f"),
            r=0.05 * mm,
        )


def cafe_steam(c: Canvas, s: Setting, t: float) -> None:
    x, y = spot(s.view, cafe_side(s) * 3.0, 1.7, 6.6)
    for i in range(6):
        f = (0.3 * t + i / 6) % 1
        c.circle(
            x + 0.012 * np.sin(4 * f + i),
            y - 0.12 * f,
            0.006 + 0.02 * f,
            Glow("#f4efe4"),
            0.25 * np.sin(np.pi * f),
        )


def cafe_tables(c: Canvas, s: Setting) -> None:
    v, k = s.view, cafe_side(s)
    for x, d in ((-k * 3.1, 6.7), (-k * 1.7, 6.3)):
        for dx in (-0.75, 0.4):
            chair(c, s, x + dx, d, s.colour("chair", "#7d5638", "#3f4a45"))
        m = v.metre(d)
        px, py = spot(v, x, 0, d)
        c.line([(px, py), (px, py - 0.72 * m)], "#2f2c2b", 0.06 * m)
        c.ellipse(px, py, 0.24 * m, 0.06 * m, "#2f2c2b")
        c.ellipse(
            px, py - 0.74 * m, 0.44 * m, 0.1 * m, s.light.lift(s.colour("table", "#9a6f48", "#d9d0bc"), 0.4)
        )
        c.rect(px - 0.06 * m, py - 0.85 * m, 0.11 * m, 0.1 * m, "#f0eadd", r=0.02 * m)


def cafe_front(c: Canvas, s: Setting) -> None:
    """A round table with a cup close to the camera, a plant at the edge."""
    v, k, m = s.view, cafe_side(s), s.view.metre(2.7)
    x, y = spot(v, -k * 2.0, 0.76, 2.7)
    top = s.light.dim(s.colour("table", "#9a6f48", "#d9d0bc"), 0.1)
    c.line([(x, y), (x, 1.6)], "#2f2c2b", 0.08 * m)
    c.ellipse(x, y + 0.02 * m, 0.62 * m, 0.17 * m, s.light.dim(top, 0.9))
    c.ellipse(x, y, 0.62 * m, 0.16 * m, top)
    c.ellipse(x - 0.06 * m, y - 0.01 * m, 0.15 * m, 0.04 * m, "#efe8da")
    c.rect(
        x - 0.13 * m,
        y - 0.13 * m,
        0.15 * m,
        0.12 * m,
        s.colour("cup", "#f2ecdf", "#5f7f8a", "#c9644e"),
        r=0.04 * m,
    )
    px, py = spot(v, k * 2.25, 0, 2.9)
    plant(c, s, px, py, v.metre(2.9), s.rng("cafe plant"), "#5f6f6b", h=1.0)


PLACE = Place(
    "cafe",
    ("cafe", "café", "restaurant", "bar", "pub", "tavern", "diner", "inn", "saloon", "shop", "coffeehouse"),
    build_cafe,
    interior=True,
    sky=False,
    lamps=0.75,
    standing=(4.0, 5.6),
    horizon=0.46,
    eye=1.5,
)
