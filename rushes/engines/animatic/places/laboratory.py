"""A laboratory: glassware, a machine with screens, a board of formulae."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.places.kit_furniture import table
from rushes.engines.animatic.places.kit_room import (
    Room,
    dark,
    pool,
    sunbeam,
    tiles,
    walls,
    window,
)
from rushes.engines.animatic.places.kit_space import along, box, spot, upright
from rushes.engines.animatic.places.kit_stars import TINTS, blinks, screen
from rushes.engines.animatic.setting import Place, Plane, Setting

ROOM = Room(4.3, 7.4, 3.4)


LIQUIDS = ("#4fd0c0", "#8f6fe0", "#e0a23a", "#5fb0ff", "#e0608a", "#8fd05f")


def build_lab(s: Setting) -> list[Plane]:
    return [
        Plane("floor", 8.0, lab_floor, ground=True, rim=0),
        Plane("walls", 7.4, lab_walls, rim=0),
        Plane("benches", 6.7, lab_benches, rim=0.3, moving=bubbling),
        Plane("sides", 5.0, lab_sides, rim=0.3, moving=lab_lights),
        Plane("front", 2.8, lab_front, blur=0.003, rim=0.5),
    ]


def wall(s: Setting) -> str:
    return s.colour("wall", "#b9c6c4", "#a9b9c0", "#c6c2b0")


def lab_floor(c: Canvas, s: Setting) -> None:
    tiles(c, s, ROOM, s.colour("floor", "#b9c0bf", "#a9aeb0"), "#98a3a5", 0.8)
    for x in (-2.4, 2.4):
        sunbeam(c, s, 7.2, (x - 0.7, x + 0.7), 3.0)
    pool(c, s, 0, 5.4, 2.4, "#e6f2ff", 0.25)


def lab_walls(c: Canvas, s: Setting) -> None:
    v = s.view
    walls(c, s, ROOM, wall(s), "#dfe3e0", "#7f8a8c")
    for x in (-2.4, 2.4):
        window(c, s, 7.4, (x - 0.85, x + 0.85), (1.3, 2.9), panes=(2, 3), frame="#dfe3e0")
    board = upright(v, 7.38, -1.1, 1.1, 1.25, 2.75)
    c.fill(board, s.colour("board", "#2f4f45", "#2f3f4a"))
    c.stroke(board, s.light.dim("#9a7448", 0.1), 0.008)
    rng = s.rng("formulae")
    for k in range(6):
        x, y = spot(v, -0.95 + 0.1 * (k % 2), 2.5 - 0.2 * k, 7.37)
        w = rng.uniform(0.5, 1.3) * v.metre(7.4)
        c.line(
            [(x + w * f, y + 0.006 * np.sin(37 * f + k)) for f in np.linspace(0, 1, 14)],
            "#e6ece6",
            0.0028,
            0.8,
            smooth=False,
        )
    x, y = spot(v, 0.6, 1.75, 7.37)
    c.stroke(paths.ellipse(x, y, 0.035), "#e6ece6", 0.0026, 0.8)
    for x in (-1.8, 1.8):
        for d in (6.4, 4.4):
            lx, ly = spot(v, x, 3.25, d)
            m = v.metre(d)
            c.rect(lx - 0.7 * m, ly, 1.4 * m, 0.09 * m, Glow("#f2f8ff") if dark(s) else "#eef0ec")
            c.glow(lx, ly, 1.6 * m, "#dcebff", 0.45 * dark(s))


def _flask(c: Canvas, s: Setting, x: float, y: float, m: float, tint: str, kind: int) -> None:
    """Glassware with a coloured liquid, its foot at (x, y)."""
    glass = ("#dfeef0", 0.35)
    if kind == 0:
        body = [
            (x - 0.05 * m, y - 0.36 * m),
            (x - 0.05 * m, y - 0.2 * m),
            (x - 0.16 * m, y),
            (x + 0.16 * m, y),
            (x + 0.05 * m, y - 0.2 * m),
            (x + 0.05 * m, y - 0.36 * m),
        ]
        c.poly(body, Linear((x, y), (x, y - 0.3 * m), [glass, glass]))
        c.poly(
            [
                (x - 0.11 * m, y - 0.1 * m),
                (x - 0.15 * m, y - 0.01 * m),
                (x + 0.15 * m, y - 0.01 * m),
                (x + 0.11 * m, y - 0.1 * m),
            ],
            Glow(tint),
        )
    elif kind == 1:
        c.circle(x, y - 0.15 * m, 0.15 * m, Linear((x, y), (x, y - 0.3 * m), [glass, glass]))
        c.rect(
            x - 0.04 * m, y - 0.44 * m, 0.08 * m, 0.18 * m, Linear((x, y), (x, y - 0.3 * m), [glass, glass])
        )
        with c.group(clip=paths.ellipse(x, y - 0.15 * m, 0.135 * m)):
            c.rect(x - 0.2 * m, y - 0.16 * m, 0.4 * m, 0.2 * m, Glow(tint))
    else:
        c.rect(
            x - 0.07 * m,
            y - 0.42 * m,
            0.14 * m,
            0.42 * m,
            Linear((x, y), (x, y - 0.3 * m), [glass, glass]),
            r=0.05 * m,
        )
        c.rect(x - 0.055 * m, y - 0.26 * m, 0.11 * m, 0.25 * m, Glow(tint), r=0.04 * m)
    c.glow(x, y - 0.12 * m, 0.5 * m, tint, 0.12 + 0.25 * s.light.night)


def lab_benches(c: Canvas, s: Setting) -> None:
    v, rng, light = s.view, s.rng("lab bench"), s.light
    base = s.colour("bench", "#5f7f86", "#7d6a58", "#6b7a8a")
    box(c, s, (-4.2, 4.2), (0, 0.88), (6.7, 7.4), base)
    box(c, s, (-4.25, 4.25), (0.88, 0.95), (6.62, 7.4), "#e0e4e0")
    m = v.metre(6.7)
    for x in np.arange(-4.0, 4.0, 0.9):
        px, py = spot(v, float(x), 0.78, 6.69)
        c.rect(px, py, 0.8 * m, 0.3 * m, light.lift(base, 0.3), r=0.015 * m)
        c.rect(px + 0.3 * m, py + 0.1 * m, 0.2 * m, 0.035 * m, "#dfe3e0")
        c.rect(px, py + 0.34 * m, 0.8 * m, 0.4 * m, light.lift(base, 0.15), r=0.015 * m)
    for x in np.arange(-3.9, 4.0, 0.55):
        if abs(x) < 0.5:
            continue
        px, py = spot(v, float(x) + rng.uniform(-0.1, 0.1), 0.95, 6.9)
        _flask(c, s, px, py, m, str(rng.choice(LIQUIDS)), int(rng.integers(3)))
    px, py = spot(v, 0, 0.95, 6.9)
    area = paths.rect(px - 0.42 * m, py - 0.62 * m, 0.84 * m, 0.52 * m, 0.02 * m)
    c.rect(px - 0.47 * m, py - 0.67 * m, 0.94 * m, 0.62 * m, light.dim("#9aa5a8", 0.6), r=0.03 * m)
    screen(c, s, area, TINTS[int(rng.integers(5))], rng)


def bubbling(c: Canvas, s: Setting, t: float) -> None:
    v, rng = s.view, s.rng("bubbles")
    m = v.metre(6.7)
    for _i in range(10):
        x, y = spot(v, float(rng.choice([-1, 1]) * rng.uniform(0.8, 3.6)), 1.2, 6.9)
        f = (t * rng.uniform(0.3, 0.6) + rng.random()) % 1
        c.circle(
            x + 0.02 * m * np.sin(9 * f),
            y - 0.5 * m * f,
            (0.02 + 0.04 * f) * m,
            Glow("#e6f6f2"),
            0.4 * (1 - f),
        )


def lab_sides(c: Canvas, s: Setting) -> None:
    """A machine with dials on one side, shelves of jars on the other."""
    v, light, rng = s.view, s.light, s.rng("lab sides")
    k = float(s.rng("lab side").choice([-1, 1]))
    steel = "#8a979c"
    a, b = sorted((k * 3.4, k * 4.28))
    box(c, s, (a, b), (0, 2.3), (3.8, 6.2), steel)
    face = k * 3.39
    for d in np.arange(4.0, 6.0, 0.7):
        screen(c, s, along(v, face, float(d), float(d) + 0.55, 1.5, 2.0), TINTS[int(rng.integers(5))], rng)
        x, y = spot(v, face, 1.15, float(d) + 0.25)
        m = v.metre(float(d))
        c.ellipse(x, y, 0.06 * m, 0.14 * m, "#e9e6da")
        c.fill(along(v, face, float(d), float(d) + 0.55, 0.2, 0.8), light.dim(steel, 0.9))
    a, b = sorted((-k * 3.85, -k * 4.28))
    for y in (0.9, 1.5, 2.1):
        box(c, s, (a, b), (y, y + 0.05), (4.0, 6.4), "#b0a184")
        for d in np.arange(6.2, 4.0, -0.32):
            px, py = spot(v, -k * 3.95, y + 0.05, float(d))
            _flask(c, s, px, py, v.metre(float(d)) * 0.8, str(rng.choice(LIQUIDS)), int(rng.integers(1, 3)))
    box(c, s, (a, b), (0, 0.85), (3.9, 6.5), s.colour("bench", "#5f7f86", "#7d6a58", "#6b7a8a"))


def lab_lights(c: Canvas, s: Setting, t: float) -> None:
    rng, k = s.rng("lab spots"), float(s.rng("lab side").choice([-1, 1]))
    blinks(
        c,
        s,
        t,
        [spot(s.view, k * 3.38, rng.uniform(0.95, 1.35), rng.uniform(4.0, 6.0)) for _ in range(9)],
        0.003,
    )


def lab_front(c: Canvas, s: Setting) -> None:
    """A microscope and flasks on a bench in the corner."""
    v, k, light = s.view, -float(s.rng("lab side").choice([-1, 1])), s.light
    x0, x1 = sorted((k * 1.2, k * 3.2))
    table(c, s, (x0, x1), (2.5, 3.2), "#d9dcd6", 0.85)
    x, y = spot(v, k * 1.75, 0.85, 2.8)
    m = v.metre(2.8)
    steel = light.dim("#3f464f", 0.2)
    c.rect(x - 0.13 * m, y - 0.05 * m, 0.26 * m, 0.05 * m, steel, r=0.02 * m)
    c.limb(
        [(x + 0.08 * m, y - 0.03 * m), (x + 0.12 * m, y - 0.22 * m), (x + 0.02 * m, y - 0.36 * m)],
        (0.05 * m, 0.05 * m, 0.04 * m),
        steel,
    )
    c.limb(
        [(x - 0.03 * m, y - 0.14 * m), (x + 0.04 * m, y - 0.42 * m)],
        (0.05 * m, 0.065 * m),
        light.lift(steel, 0.5),
    )
    c.rect(x - 0.11 * m, y - 0.13 * m, 0.16 * m, 0.02 * m, steel)
    rng = s.rng("lab front")
    for j in range(3):
        px, py = spot(v, k * (2.05 + 0.25 * j), 0.85, 2.9)
        _flask(c, s, px, py, m * 0.75, str(rng.choice(LIQUIDS)), j)


PLACE = Place(
    "laboratory",
    ("laboratory", "lab", "clinic", "observatory", "control centre"),
    build_lab,
    interior=True,
    sky=False,
    lamps=0.6,
    standing=(4.2, 5.8),
    horizon=0.47,
    eye=1.5,
)
