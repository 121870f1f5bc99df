"""The library: tall shelves on every wall, ladders, reading lamps, tall windows."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.places.kit_furniture import books, chair, rug, table
from rushes.engines.animatic.places.kit_room import Room, boards, dark, pool, sunbeam, walls, window
from rushes.engines.animatic.places.kit_space import along, box, spot, upright
from rushes.engines.animatic.setting import Place, Plane, Setting

HALL = Room(4.4, 9.0, 5.2)


def build_library(s: Setting) -> list[Plane]:
    return [
        Plane("floor", 9.6, floor, ground=True, rim=0),
        Plane("walls", 9.0, hall, rim=0, moving=dust),
        Plane("shelves", 8.0, side_shelves, rim=0.2),
        Plane("desk", 7.6, desk, rim=0.4),
        Plane("front", 2.5, front, blur=0.004, rim=0.5),
    ]


def wood(s: Setting) -> str:
    return s.colour("shelf", s.colour("shelves", "#6b472e", "#5c4030", "#7a5434"))


def floor(c: Canvas, s: Setting) -> None:
    boards(c, s, HALL, s.colour("floor", "#8a5f3d", "#7b5638"))
    rug(c, s, 0, (3.0, 8.2), 1.7, s.colour("carpet", s.colour("rug", "#8a3a34", "#35586b", "#4f6247")))
    for x in (-2.2, 0.0, 2.2):
        sunbeam(c, s, 9.0, (x - 0.6, x + 0.6), 4.2)
    pool(c, s, 1.7, 7.0, 1.8)


def hall(c: Canvas, s: Setting) -> None:
    _v, light = s.view, s.light
    timber = wood(s)
    walls(c, s, HALL, s.colour("wall", "#b89a6d", "#8d8a6a", "#a8816a"), "#a98e6c", None)
    for k in range(5):
        x = -3.6 + 1.8 * k
        box(c, s, (x - 0.09, x + 0.09), (5.0, 5.2), (1.6, 9.0), light.dim(timber, 0.2))
    for d in (7.6, 5.6, 4.0):
        box(c, s, (-4.4, 4.4), (4.85, 5.1), (d, d + 0.25), light.dim(timber, 0.5))
    for x in (-2.2, 0.0, 2.2):
        window(
            c,
            s,
            9.0,
            (x - 0.62, x + 0.62),
            (1.35, 4.5),
            panes=(3, 6),
            frame=s.colour("window", "#d9c7a1"),
            arch=True,
            curtain=s.colour("curtain", "#7a2f33", "#3c5a50") if s.has("curtain") else None,
        )
    for a, b in ((-4.4, -2.95), (-1.5, -0.72), (0.72, 1.5), (2.95, 4.4)):
        _case(c, s, a, b, 4.7, 9.0)
    _case(c, s, -2.95, -1.5, 1.2, 9.0)
    _case(c, s, -0.72, 0.72, 1.2, 9.0)
    _case(c, s, 1.5, 2.95, 1.2, 9.0)


def _case(c: Canvas, s: Setting, a: float, b: float, top: float, d: float) -> None:
    """One bookcase against the back wall."""
    v, timber, rng = s.view, wood(s), s.rng(f"case {a:.2f}")
    c.fill(upright(v, d - 0.02, a, b, 0, top), s.light.dim(timber, 1.1))
    rows = max(2, round(top / 0.46))
    for k in range(rows):
        y = 0.1 + k * (top - 0.1) / rows
        books(c, s, (a + 0.08, b - 0.08, y, y + (top - 0.1) / rows - 0.05), rng, d=d - 0.04)
        c.fill(upright(v, d - 0.05, a, b, y - 0.05, y), s.light.lift(timber, 0.3))
    for x in (a, b - 0.07):
        c.fill(upright(v, d - 0.06, x, x + 0.07, 0, top + 0.06), timber)
    c.fill(upright(v, d - 0.07, a - 0.03, b + 0.03, top, top + 0.12), s.light.lift(timber, 0.5))


def side_shelves(c: Canvas, s: Setting) -> None:
    """Shelves along both side walls, up to the ceiling, with a ladder."""
    v, timber, light = s.view, wood(s), s.light
    for side in (-1, 1):
        x, rng = side * 4.0, s.rng(f"side {side}")
        c.fill(along(v, x, 1.8, 9.0, 0, 4.7), light.dim(timber, 1.3))
        for k in range(9):
            y = 0.12 + k * 0.51
            books(c, s, (2.6, 8.9, y, y + 0.45), rng, wall=x)
            c.fill(along(v, x, 1.8, 9.0, y - 0.06, y), light.lift(timber, 0.35))
        for d in (2.6, 4.2, 5.8, 7.4, 8.9):
            c.fill(along(v, x - side * 0.03, d, d + 0.14, 0, 4.8), light.lift(timber, 0.15))
        c.fill(along(v, x - side * 0.05, 1.8, 9.0, 4.65, 4.9), light.lift(timber, 0.5))
    _ladder(c, s, float(s.rng("ladder").choice([-1, 1])))
    for d in (7.2, 5.2):
        for k in (-1, 1):
            _sconce(c, s, k * 3.9, d)


def _ladder(c: Canvas, s: Setting, side: float) -> None:
    v, d = s.view, 5.9
    rails = []
    for dd in (d, d + 0.45):
        a, b = spot(v, side * 3.0, 0, dd), spot(v, side * 3.85, 4.2, dd)
        rails.append((a, b))
        c.line([a, b], s.light.lift("#a5794e", 0.1), 0.055 * v.metre(dd), smooth=False)
    for f in np.linspace(0.06, 0.94, 12):
        points = [(a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f) for a, b in rails]
        c.line(points, s.light.dim("#a5794e", 0.2), 0.04 * v.metre(d), smooth=False)


def _sconce(c: Canvas, s: Setting, x: float, d: float) -> None:
    px, py = spot(s.view, x, 2.6, d)
    m = s.view.metre(d)
    c.line([(px, py + 0.2 * m), (px, py)], "#b08a45", 0.05 * m)
    c.circle(px, py - 0.06 * m, 0.1 * m, Glow("#ffe6ad") if dark(s) else "#efe4c8")
    c.glow(px, py, 1.5 * m, "#ffc873", 0.55 * dark(s))


def desk(c: Canvas, s: Setting) -> None:
    """A reading table with a green lamp, open books, a globe."""
    v, light, rng = s.view, s.light, s.rng("desk")
    side = 1.0
    timber = s.colour("desk", s.colour("table", "#7d5232", "#6a4530"))
    table(c, s, (side * 1.2, side * 3.0), (6.6, 7.6), timber, 0.78)
    chair(c, s, 2.3, 6.0, light.dim(timber, 0.2), True)
    m = v.metre(7.0)
    px, py = spot(v, 1.7, 0.78, 7.0)
    c.line([(px, py), (px, py - 0.4 * m)], "#c19a49", 0.03 * m)
    c.ellipse(px, py, 0.12 * m, 0.03 * m, "#c19a49")
    shade = s.colour("lamp", "#2f7a55", "#a83c35")
    c.curve(
        [
            (px - 0.1 * m, py - 0.56 * m),
            (px + 0.1 * m, py - 0.56 * m),
            (px + 0.25 * m, py - 0.36 * m),
            (px - 0.25 * m, py - 0.36 * m),
        ],
        Glow(shade) if dark(s) else shade,
        tension=0.4,
    )
    if dark(s):
        c.glow(px, py - 0.35 * m, 1.8 * m, "#ffd98a", 0.7)
        c.ellipse(px, py, 0.5 * m, 0.08 * m, Glow("#ffe7b0"), 0.5)
    for k in range(5):
        bx, by = spot(v, 2.1 + 0.16 * (k % 3), 0.78 + 0.06 * k, 7.1)
        c.rect(
            bx,
            by - 0.06 * m,
            rng.uniform(0.3, 0.4) * m,
            0.06 * m,
            str(rng.choice(("#8c3b32", "#2f5660", "#b08a45", "#54453f"))),
            r=0.01 * m,
        )
    _globe(c, s)


def _globe(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    x, d = -2.5, 6.8
    m = v.metre(d)
    px, py = spot(v, x, 0, d)
    for k in (-1, 0, 1):
        c.line([(px, py - 0.6 * m), (px + k * 0.3 * m, py)], "#6b472e", 0.05 * m)
    y = py - 0.95 * m
    c.circle(
        px,
        y,
        0.42 * m,
        Linear(
            (px - 0.4 * m * -light.side, y - 0.4 * m),
            (px - 0.4 * m * light.side, y + 0.4 * m),
            [light.lift("#5d93a0", 0.8), light.dim("#4a7f8f", 0.8)],
        ),
    )
    rng = s.rng("globe")
    with c.group(clip=paths.ellipse(px, y, 0.42 * m)):
        for _ in range(5):
            c.fill(
                paths.blob(
                    px + rng.uniform(-0.35, 0.35) * m,
                    y + rng.uniform(-0.3, 0.3) * m,
                    0.16 * m,
                    0.12 * m,
                    rng,
                    0.2,
                ),
                "#b59a5c",
                0.9,
            )
    c.stroke(paths.ellipse(px, y, 0.49 * m), "#c19a49", 0.035 * m)


def dust(c: Canvas, s: Setting, t: float) -> None:
    """Motes in the light of the windows."""
    rng = s.rng("dust")
    strength = 0.7 * (1 - s.light.night) + 0.25
    for i in range(16):
        x = rng.uniform(-0.5, 0.5) + 0.02 * np.sin(0.5 * t + i)
        y = (rng.uniform(0.15, 0.75) + 0.012 * t * rng.uniform(-1, 1)) % 0.9
        c.circle(x, y, 0.0016, Glow(s.light.sun), strength * (0.3 + 0.3 * np.sin(t * 0.8 + 2 * i)))


def front(c: Canvas, s: Setting) -> None:
    """The end of a bookcase at one edge and a stack of books in the other corner."""
    v, light = s.view, s.light
    side = float(s.rng("front").choice([-1, 1]))
    timber = light.dim(wood(s), 0.9)
    v.metre(2.5)
    c.rect(min(side * 0.78, side * 1.9), -0.7, 1.12, 2.4, timber)
    c.rect(side * 0.78 - 0.03, -0.7, 0.06, 2.4, light.lift(timber, 0.25))
    x, y = -side * 0.8, 1.02
    rng = s.rng("stack")
    for _k in range(6):
        w, h = rng.uniform(0.30, 0.40), rng.uniform(0.035, 0.05)
        y -= h
        tone = light.dim(str(rng.choice(("#8c3b32", "#2f5660", "#b08a45", "#4d5a3c", "#6b3f52"))), 0.4)
        px = x - w / 2 - side * 0.06 + rng.uniform(-0.02, 0.02)
        c.rect(px, y, w, h, tone, r=0.008)
        c.rect(px + 0.03, y + 0.15 * h, 0.02, 0.7 * h, "#d8b465")


LIBRARY = Place(
    "library",
    ("library", "bookshop", "bookstore", "archive"),
    build_library,
    interior=True,
    sky=False,
    lamps=0.75,
    standing=(4.2, 6.2),
    horizon=0.50,
    eye=1.6,
)
PLACES = (LIBRARY,)
