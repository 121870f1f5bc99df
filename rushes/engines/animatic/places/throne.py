"""The great hall: columns, torches, tall windows and the throne."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.places.castle import stone
from rushes.engines.animatic.places.kit_room import Room, dark, pool, sunbeam, tiles, walls, window
from rushes.engines.animatic.places.kit_space import (
    along,
    box,
    flat,
    spot,
)
from rushes.engines.animatic.setting import Place, Plane, Setting

HALL = Room(5.0, 12.0, 7.4)


def build_hall(s: Setting) -> list[Plane]:
    return [
        Plane("floor", 12.6, hall_floor, ground=True, rim=0),
        Plane("walls", 12.0, hall_walls, rim=0),
        Plane("throne", 10.6, throne, rim=0.4),
        Plane("columns", 8.4, columns, rim=0.3, moving=torches),
        Plane("banner", 2.6, hall_front, blur=0.004, rim=0.5),
    ]


def hall_floor(c: Canvas, s: Setting) -> None:
    v = s.view
    tiles(c, s, HALL, s.colour("floor", "#a39b8e", "#8f8a86"), "#7d766e", 1.1)
    c.fill(flat(v, -1.1, 1.1, 1.4, 11), s.colour("carpet", "#8f2430", "#2f3f7a", "#5a2a5f"))
    for k in (-1, 1):
        c.fill(flat(v, k * 0.98, k * 1.06, 1.4, 11), "#d0a94e")
    for x in (-2.7, 0.0, 2.7):
        sunbeam(c, s, 11.6, (x - 0.6, x + 0.6), 5.6)
    pool(c, s, -3.2, 7.0, 2.2)
    pool(c, s, 3.2, 7.0, 2.2)


def hall_walls(c: Canvas, s: Setting) -> None:
    v, light, wall = s.view, s.light, stone(s)
    walls(c, s, HALL, wall, light.dim(wall, 1.2), None)
    for x in (-2.9, 0.0, 2.9):
        w = 0.85 if x else 1.15
        window(
            c,
            s,
            12.0,
            (x - w, x + w),
            (2.6, 6.9 if not x else 6.3),
            panes=(3, 5),
            frame=light.dim(wall, 0.6),
            arch=True,
        )
    for k in range(5):
        d = 2.2 + 2.2 * k
        box(c, s, (-5, 5), (6.9, 7.4), (d, d + 0.4), light.dim("#5a4433", 0.5))
    for side in (-1, 1):
        for d in (4.4, 6.6, 8.8):
            c.fill(along(v, side * 4.98, d, d + 1.1, 2.6, 6.2), light.dim(wall, 1.3))


def throne(c: Canvas, s: Setting) -> None:
    """Steps, the throne under its canopy, banners left and right."""
    v, light = s.view, s.light
    gold, cloth = "#c99f45", s.colour("throne", "#8f2430", "#2f3f7a", "#5a2a5f")
    for k in range(3):
        box(
            c, s, (-2.3 + 0.4 * k, 2.3 - 0.4 * k), (0.2 * k, 0.2 * k + 0.2), (10.2 + 0.4 * k, 11.8), "#9a9186"
        )
    m = v.metre(11)
    x, y = spot(v, 0, 0.6, 11)
    c.poly(
        [
            (x - 0.75 * m, y),
            (x - 0.8 * m, y - 2.3 * m),
            (x - 0.45 * m, y - 2.75 * m),
            (x, y - 3.2 * m),
            (x + 0.45 * m, y - 2.75 * m),
            (x + 0.8 * m, y - 2.3 * m),
            (x + 0.75 * m, y),
        ],
        Linear((x - 0.7 * m, 0), (x + 0.7 * m, 0), [light.lift(gold, 0.5), light.dim(gold, 0.7)]),
    )
    c.rect(x - 0.5 * m, y - 2.3 * m, m, 2.0 * m, light.dim(cloth, 0.2), r=0.1 * m)
    c.rect(x - 0.62 * m, y - 0.75 * m, 1.24 * m, 0.4 * m, light.lift(cloth, 0.3), r=0.06 * m)
    for k in (-1, 1):
        c.rect(x + k * 0.7 * m - 0.12 * m, y - 1.1 * m, 0.24 * m, 1.1 * m, light.dim(gold, 0.2), r=0.06 * m)
        bx, by = spot(v, k * 1.75, 6.2, 11.6)
        c.poly(
            [
                (bx - 0.45 * m, by),
                (bx + 0.45 * m, by),
                (bx + 0.45 * m, by + 2.7 * m),
                (bx, by + 3.1 * m),
                (bx - 0.45 * m, by + 2.7 * m),
            ],
            light.dim(cloth, 0.1),
        )
        c.circle(bx, by + 1.2 * m, 0.26 * m, gold)


def columns(c: Canvas, s: Setting) -> None:
    """Two rows of columns with arches between them."""
    v, light, wall = s.view, s.light, light_stone(s)
    for d in (10.5, 8.4, 6.2, 4.4):
        m = v.metre(d)
        for k in (-1, 1):
            x, y = spot(v, k * 3.7, 0, d)
            top = spot(v, 0, 5.6, d)[1]
            tone = Linear(
                (x - 0.4 * m, 0),
                (x + 0.4 * m, 0),
                [light.dim(wall, 0.9), light.lift(wall, 0.4), light.dim(wall, 0.9)]
                if k * light.side > 0
                else [light.dim(wall, 0.5), light.lift(wall, 0.3), light.dim(wall, 1.2)],
            )
            c.rect(x - 0.36 * m, top, 0.72 * m, y - top, tone)
            c.rect(x - 0.5 * m, y - 0.4 * m, m, 0.4 * m, tone, r=0.05 * m)
            c.poly(
                [
                    (x - 0.38 * m, top + 0.3 * m),
                    (x - 0.62 * m, top - 0.1 * m),
                    (x + 0.62 * m, top - 0.1 * m),
                    (x + 0.38 * m, top + 0.3 * m),
                ],
                tone,
            )
            c.rect(x - 0.7 * m, top - 2.4 * m, 1.4 * m, 2.35 * m, light.dim(wall, 1.0))


def light_stone(s: Setting) -> str:
    return stone(s)


def torches(c: Canvas, s: Setting, t: float) -> None:
    """Torches on the columns that flicker."""
    v = s.view
    burning = dark(s) or s.has("torch", "candle")
    for j, (k, d) in enumerate(((-1, 8.4), (1, 8.4), (-1, 6.2), (1, 6.2), (-1, 4.4), (1, 4.4))):
        x, y = spot(v, k * 3.32, 2.5, d)
        m = v.metre(d)
        c.line([(x, y + 0.4 * m), (x - k * 0.08 * m, y)], "#3a2c22", 0.08 * m)
        if burning:
            f = 1 + 0.18 * np.sin(9 * t + 2.1 * j) + 0.1 * np.sin(17 * t + j)
            c.curve([(x - 0.1 * m, y), (x - 0.02 * m, y - 0.36 * m * f), (x + 0.1 * m, y)], Glow("#ffb347"))
            c.curve([(x - 0.05 * m, y), (x, y - 0.2 * m * f), (x + 0.05 * m, y)], Glow("#fff0b8"))
            c.glow(x, y - 0.1 * m, 1.7 * m * f, "#ff9f45", 0.5)


def hall_front(c: Canvas, s: Setting) -> None:
    side = float(s.rng("hall front").choice([-1, 1]))
    cloth = s.light.dim(s.colour("banner", "#8f2430", "#2f3f7a", "#5a2a5f"), 0.8)
    c.poly(
        [
            (side * 0.66, -0.7),
            (side * 1.2, -0.7),
            (side * 1.2, 0.30),
            (side * 0.93, 0.40),
            (side * 0.66, 0.30),
        ],
        cloth,
    )
    c.line(
        [(side * 0.70, -0.7), (side * 0.70, 0.27), (side * 0.93, 0.355), (side * 1.2, 0.27)],
        s.light.dim("#c99f45", 0.4),
        0.008,
        smooth=False,
    )


PLACE = Place(
    "throne room",
    ("throne room", "throne", "great hall", "hall", "ballroom", "cathedral", "church", "chapel"),
    build_hall,
    interior=True,
    sky=False,
    lamps=0.6,
    standing=(4.4, 8.2),
    horizon=0.54,
)
