"""Rooms of a home: the kitchen."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.places.kit_furniture import chair, plant, table
from rushes.engines.animatic.places.kit_room import (
    Room,
    boards,
    dark,
    lamp,
    pool,
    sunbeam,
    tiles,
    walls,
    window,
)
from rushes.engines.animatic.places.kit_space import box, spot, upright
from rushes.engines.animatic.setting import Place, Plane, Setting

KITCHEN = Room(4.0, 6.8, 3.0)


def build_kitchen(s: Setting) -> list[Plane]:
    return [
        Plane("floor", 7.4, kitchen_floor, ground=True, rim=0),
        Plane("walls", 6.8, kitchen_walls, rim=0, moving=steam),
        Plane("counter", 6.1, counter, rim=0.3),
        Plane("sides", 5.2, kitchen_sides, rim=0.3),
        Plane("table", 3.3, kitchen_front, blur=0.002, rim=0.5),
    ]


def kitchen_floor(c: Canvas, s: Setting) -> None:
    if s.maybe("tile", 0.5) or s.has("tiles", "tiled"):
        tiles(
            c,
            s,
            KITCHEN,
            s.colour("tile", "#d9cdb8", "#cfc2a8"),
            "#a8705a" if s.rng("tile").random() < 0.5 else "#6f7f80",
        )
    else:
        boards(c, s, KITCHEN, s.colour("floor", "#a5794e", "#94683f"))
    sunbeam(c, s, 6.6, (-1.2, 1.2), 3.2)
    pool(c, s, 0, 5.0, 2.6)


def wall_colour(s: Setting) -> str:
    return s.colour("wall", "#e2cfa8", "#c9d3c0", "#e0bfa2", "#b9c9cc")


def wood_colour(s: Setting) -> str:
    return s.colour("cupboard", s.colour("cabinet", "#5f7f7a", "#8a6544", "#d9ccb2", "#6d7f5c"))


def kitchen_walls(c: Canvas, s: Setting) -> None:
    v, room = s.view, KITCHEN
    wall = wall_colour(s)
    walls(c, s, room, wall, "#e6dcc8", None)
    m = v.metre(6.8)
    # a band of tiles above the counter
    x0, y1 = spot(v, -room.half, 0.9, 6.8)
    x1, y0 = spot(v, room.half, 1.55, 6.8)
    c.rect(x0, y0, x1 - x0, y1 - y0, "#e9e2d2")
    for x in np.arange(x0, x1, 0.16 * m):
        c.rect(float(x), y0, 0.012 * m, y1 - y0, "#c9bfab")
    for y in np.arange(y0, y1, 0.16 * m):
        c.rect(x0, float(y), x1 - x0, 0.012 * m, "#c9bfab")
    for y in (2.55,):
        for k in (-1, 1):
            a, b = sorted((k * 1.75, k * 3.9))
            c.fill(upright(v, 6.75, a, b, y - 0.75, y - 0.7), s.light.dim("#8a6544", 0.2))
            _crockery(c, s, a, b, y - 0.7)
    window(
        c,
        s,
        6.8,
        (-1.15, 1.15),
        (1.1, 2.6),
        panes=(2, 2),
        frame="#f1eadb",
        curtain=s.colour("curtain", "#c9644e", "#e3d7bd", "#7f9aa0"),
    )
    _pan_rail(c, s)
    _beams(c, s)
    lamp(c, s, *spot(v, 0, 2.1, 5.6), v.metre(5.6), s.colour("lamp", "#c98a3f", "#5f7f7a", "#b04a3a"))


def _beams(c: Canvas, s: Setting) -> None:
    """Beams that cross the ceiling, with bunches of herbs."""
    v, rng, room = s.view, s.rng("beams"), KITCHEN
    wood = s.light.dim("#6b4a32", 0.3)
    for d in (6.4, 5.0, 3.8, 2.8):
        box(c, s, (-room.half, room.half), (room.height - 0.22, room.height), (d, d + 0.2), wood)
    for _ in range(7):
        x, d = rng.choice([-1, 1]) * rng.uniform(0.8, 3.4), float(rng.choice([5.0, 3.8]))
        px, py = spot(v, x, room.height - 0.2, d)
        m, tone = v.metre(d), str(rng.choice(("#6f8450", "#8a7a4a", "#b0654a", "#d9cdb0")))
        for k in (-1, 0, 1):
            c.limb(
                [(px, py), (px + k * 0.05 * m, py + 0.2 * m), (px + k * 0.09 * m, py + 0.42 * m)],
                (0.015 * m, 0.07 * m, 0.03 * m),
                s.light.dim(tone, 0.3 + 0.3 * k),
            )


def _crockery(c: Canvas, s: Setting, a: float, b: float, y: float) -> None:
    v, rng = s.view, s.rng(f"crockery {a:.1f}")
    m = v.metre(6.75)
    for x in np.arange(a + 0.15, b - 0.1, 0.3):
        px, py = spot(v, float(x), y, 6.75)
        tone = str(rng.choice(("#e9e2d2", "#7f9fae", "#c9644e", "#d9aa4b", "#8d9a78")))
        kind = rng.random()
        if kind < 0.4:
            c.circle(px, py - 0.14 * m, 0.14 * m, tone)
            c.circle(px, py - 0.14 * m, 0.09 * m, s.light.lift(tone, 0.7))
        elif kind < 0.8:
            w, h = 0.08 * m, rng.uniform(0.16, 0.28) * m
            c.rect(
                px - w,
                py - h,
                2 * w,
                h,
                Linear((px - w, 0), (px + w, 0), [s.light.dim(tone, 0.5), s.light.lift(tone, 0.4)]),
                r=0.03 * m,
            )
            c.rect(
                px - 0.6 * w, py - h - 0.04 * m, 1.2 * w, 0.05 * m, s.light.dim("#8a6544", 0.2), r=0.01 * m
            )


def _pan_rail(c: Canvas, s: Setting) -> None:
    """A rail of pans, copper unless the text says otherwise."""
    v, rng = s.view, s.rng("pans")
    metal = s.colour("pan", "#b2693c")
    m = v.metre(6.6)
    for side in (-1, 1):
        x0, y = spot(v, side * 1.75, 1.72, 6.6)
        x1, _ = spot(v, side * 3.9, 1.72, 6.6)
        c.line([(x0, y), (x1, y)], "#3a3a40", 0.03 * m)
        for k in range(5):
            x = x0 + (x1 - x0) * (k + 0.5) / 5
            r = rng.uniform(0.1, 0.19) * m
            c.line([(x, y), (x, y + 0.24 * m)], s.light.dim(metal, 0.8), 0.035 * m)
            cy = y + 0.24 * m + r
            c.circle(
                x,
                cy,
                r,
                Linear(
                    (x - r, cy - r),
                    (x + r, cy + r),
                    [s.light.lift(metal, 1.4), metal, s.light.dim(metal, 1.2)],
                ),
            )
            c.circle(x - 0.25 * r, cy - 0.3 * r, 0.28 * r, Glow(mix_white(s, metal)), 0.35)


def mix_white(s: Setting, colour: str) -> tuple[float, float, float]:
    from rushes.engines.animatic.colour import mix

    return mix(s.light.on(colour), s.light.sun, 0.55)


def counter(c: Canvas, s: Setting) -> None:
    """The run of cupboards under the window, with sink, stove and things on it."""
    v, rng, light = s.view, s.rng("counter"), s.light
    wood = wood_colour(s)
    box(c, s, (-3.97, 3.97), (0.0, 0.86), (6.15, 6.8), wood)
    box(c, s, (-3.99, 3.99), (0.86, 0.92), (6.08, 6.8), s.colour("counter", "#d9c9a8", "#8f6a48", "#e6e1d6"))
    m = v.metre(6.15)
    for x in np.arange(-3.9, 3.8, 0.78):
        px, py = spot(v, float(x), 0.78, 6.14)
        c.rect(px, py, 0.7 * m, 0.62 * m, light.dim(wood, 0.55), r=0.02 * m)
        c.rect(px + 0.05 * m, py + 0.05 * m, 0.6 * m, 0.52 * m, light.lift(wood, 0.15), r=0.02 * m)
        c.circle(px + 0.6 * m, py + 0.28 * m, 0.03 * m, s.colour("knob", "#c19a49"))
    side = float(rng.choice([-1, 1]))
    _stove(c, s, side * 2.5)
    px, py = spot(v, -0.25, 0.92, 6.3)
    c.line(
        [(px, py), (px, py - 0.3 * m), (px + 0.13 * m, py - 0.36 * m), (px + 0.22 * m, py - 0.26 * m)],
        "#b9bfc4",
        0.045 * m,
    )
    for k in range(5):
        x, y = spot(v, -side * (1.4 + 0.5 * k) + rng.uniform(-0.1, 0.1), 0.92, 6.2)
        tone = str(rng.choice(("#c9644e", "#d9aa4b", "#e9e2d2", "#6f8f5c", "#5f7f8a")))
        if k % 2:
            c.circle(
                x,
                y - 0.09 * m,
                0.1 * m,
                Linear((x - 0.1 * m, 0), (x + 0.1 * m, 0), [light.dim(tone, 0.4), light.lift(tone, 0.5)]),
            )
        else:
            c.rect(
                x - 0.1 * m,
                y - 0.32 * m,
                0.2 * m,
                0.32 * m,
                Linear((x - 0.1 * m, 0), (x + 0.1 * m, 0), [light.dim(tone, 0.5), light.lift(tone, 0.4)]),
                r=0.04 * m,
            )


def _stove(c: Canvas, s: Setting, x: float) -> None:
    v = s.view
    iron = s.colour("stove", "#3b3c42", "#56423a")
    box(c, s, (x - 0.55, x + 0.55), (0, 0.95), (6.0, 6.75), iron)
    m = v.metre(6.0)
    px, py = spot(v, x, 0.62, 6.0)
    c.rect(px - 0.38 * m, py, 0.76 * m, 0.42 * m, s.light.dim(iron, 1), r=0.03 * m)
    c.rect(
        px - 0.3 * m, py + 0.07 * m, 0.6 * m, 0.28 * m, Glow("#ff9a45") if dark(s) else "#6a4a3a", r=0.02 * m
    )
    c.glow(px, py + 0.2 * m, 1.2 * m, "#ff9a45", 0.5 * dark(s))
    c.rect(px - 0.42 * m, py - 0.14 * m, 0.84 * m, 0.05 * m, "#c19a49", r=0.02 * m)
    kx, ky = spot(v, x + 0.15, 0.95, 6.2)
    copper = s.colour("kettle", "#b2693c", "#a83c35")
    c.fill(
        paths.ellipse(kx, ky - 0.16 * m, 0.2 * m, 0.17 * m),
        Linear((kx - 0.2 * m, 0), (kx + 0.2 * m, 0), [s.light.dim(copper, 0.7), s.light.lift(copper, 0.8)]),
    )
    c.limb([(kx + 0.14 * m, ky - 0.16 * m), (kx + 0.3 * m, ky - 0.3 * m)], (0.09 * m, 0.04 * m), copper)
    c.line(
        [(kx - 0.15 * m, ky - 0.28 * m), (kx, ky - 0.44 * m), (kx + 0.15 * m, ky - 0.28 * m)],
        "#2f2e30",
        0.035 * m,
    )


def steam(c: Canvas, s: Setting, t: float) -> None:
    """Steam from the kettle."""
    v = s.view
    x = float(s.rng("counter").choice([-1, 1])) * 2.5 + 0.5
    m = v.metre(6.2)
    px, py = spot(v, x, 1.25, 6.2)
    for i in range(6):
        f = (t * 0.35 + i / 6) % 1
        c.circle(
            px + 0.12 * m * np.sin(3 * f + i) * f,
            py - 0.9 * m * f,
            (0.05 + 0.16 * f) * m,
            Glow(s.light.sky[3]),
            0.22 * np.sin(np.pi * f),
        )


def kitchen_sides(c: Canvas, s: Setting) -> None:
    """A dresser on one side, a door or shelves on the other."""
    v, rng, light = s.view, s.rng("sides"), s.light
    side = float(rng.choice([-1, 1]))
    wood = s.colour("dresser", "#8a6544", "#74553b")
    x0, x1 = sorted((side * 3.97, side * 3.45))
    box(c, s, (x0, x1), (0, 0.95), (4.3, 5.9), wood)
    box(c, s, (x0, x1), (1.0, 2.3), (4.4, 5.8), light.dim(wood, 0.5))
    face = side * 3.44
    for y in (1.05, 1.48, 1.9):
        for d in np.arange(4.5, 5.7, 0.3):
            px, py = spot(v, face, y + 0.17, float(d))
            r = 0.15 * v.metre(float(d))
            c.ellipse(px, py, r * 0.45, r, str(rng.choice(("#e9e2d2", "#7f9fae", "#c9aa77"))))
    px, py = spot(v, -side * 3.3, 0, 5.2)
    plant(c, s, px, py, v.metre(5.2), rng, h=1.1)
    -side * 3.4


def kitchen_front(c: Canvas, s: Setting) -> None:
    """The end of a wooden table in a lower corner, with fruit and a jug."""
    rng = s.rng("kitchen front")
    side = float(rng.choice([-1, 1]))
    wood = s.colour("table", "#9a6f45", "#7d5638")
    x0, x1 = sorted((side * 1.15, side * 3.4))
    table(c, s, (x0, x1), (2.35, 3.6), wood, 0.8)
    _fruit_bowl(c, s, *spot(s.view, side * 1.75, 0.8, 2.9), rng)
    _jug(c, s, *spot(s.view, side * 2.15, 0.8, 3.2))
    chair(c, s, -side * 2.3, 3.4, s.light.dim(wood, 0.3), True)


def _fruit_bowl(c: Canvas, s: Setting, x: float, y: float, rng: np.random.Generator) -> None:
    light, m = s.light, s.view.metre(2.9)
    for k in range(5):
        tone = str(rng.choice(("#c8442f", "#e0a23a", "#8aa545")))
        shine = Linear((x, y - 0.2 * m), (x, y), [light.lift(tone, 0.5), light.dim(tone, 0.5)])
        c.circle(x + (k - 2) * 0.065 * m, y - 0.15 * m - 0.04 * m * (k % 2), 0.06 * m, shine)
    bowl = s.colour("bowl", "#5f7f8a", "#c9bda4")
    rim = y - 0.14 * m
    c.curve(
        [(x - 0.22 * m, rim), (x + 0.22 * m, rim), (x + 0.1 * m, y), (x - 0.1 * m, y)],
        Linear((x - 0.2 * m, 0), (x + 0.2 * m, 0), [light.dim(bowl, 0.5), light.lift(bowl, 0.5)]),
        tension=0.4,
    )


def _jug(c: Canvas, s: Setting, x: float, y: float) -> None:
    m = s.view.metre(2.9)
    left = [(x - 0.09 * m, y), (x - 0.13 * m, y - 0.18 * m), (x - 0.07 * m, y - 0.36 * m)]
    right = [(x + 0.09 * m, y - 0.38 * m), (x + 0.13 * m, y - 0.18 * m), (x + 0.09 * m, y)]
    glaze = Linear((x - 0.1 * m, 0), (x + 0.1 * m, 0), ["#cfc4ae", "#f0e9da"])
    c.curve([*left, *right], glaze, tension=0.7)


KITCHEN_PLACE = Place(
    "kitchen",
    ("kitchen", "bakery", "pantry", "galley"),
    build_kitchen,
    interior=True,
    sky=False,
    lamps=0.8,
    standing=(4.0, 5.4),
    horizon=0.45,
    eye=1.45,
)
PLACES = (KITCHEN_PLACE,)
