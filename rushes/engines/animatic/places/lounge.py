"""Living room and bedroom: a fire, a sofa or a bed, a window on the hour outside, lamps and pictures."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.places.kit_furniture import books, picture, plant, rug, table
from rushes.engines.animatic.places.kit_room import Room, boards, dark, pool, sunbeam, walls, window
from rushes.engines.animatic.places.kit_space import along, box, quad, spot, upright
from rushes.engines.animatic.setting import Place, Plane, Setting, View

ROOM = Room(4.0, 6.8, 3.0)


def side_of(s: Setting) -> float:
    return float(s.rng("lounge side").choice([-1, 1]))


def floor(c: Canvas, s: Setting) -> None:
    boards(c, s, ROOM, s.colour("floor", "#96693f", "#7d5638", "#a5794e"))
    k = side_of(s)
    rug(
        c,
        s,
        0,
        (3.4, 5.9),
        1.9,
        s.colour("rug", s.colour("carpet", "#8a4a3c", "#3f5f6b", "#6b6a45", "#7a4a63")),
    )
    x = -k * 1.5
    sunbeam(c, s, 6.6, (x - 1.0, x + 1.0), 2.6)
    pool(c, s, -k * 3.2, 5.6, 1.9)


def wall(s: Setting) -> str:
    return s.colour("wall", "#c9a983", "#8fa39a", "#b98f7a", "#9aa5b5", "#d3bf95")


def shell(c: Canvas, s: Setting) -> None:
    """Walls with their window, pictures, and the wall lamp's glow."""
    k, rng = side_of(s), s.rng("pictures")
    walls(c, s, ROOM, wall(s), "#e3d8c4")
    c.fill(upright(s.view, 6.79, -ROOM.half, ROOM.half, 0.16, 0.9), s.light.dim(wall(s), 0.5))
    c.fill(upright(s.view, 6.78, -ROOM.half, ROOM.half, 0.9, 0.96), s.light.lift(wall(s), 0.7))
    x = -k * 1.5
    window(
        c,
        s,
        6.8,
        (x - 1.05, x + 1.05),
        (0.95, 2.55),
        panes=(2, 2),
        curtain=s.colour("curtain", "#a8503c", "#5f7f7a", "#d0b483", "#6b4a63"),
    )
    for dx, y, w, h in ((0.15, 1.9, 0.55, 0.7), (-0.35 * k + 0.15, 2.2, 0.3, 0.3)):
        picture(c, s, 6.78, k * dx, y, w, h, rng)


def _lamp(c: Canvas, s: Setting, x: float, d: float, h: float) -> None:
    """A standing lamp with a cloth shade."""
    v, m = s.view, s.view.metre(d)
    px, py = spot(v, x, 0, d)
    tint = s.colour("lamp", "#e0b878", "#d98f6a", "#d9cfae")
    c.line([(px, py), (px, py - h * m)], "#3a2f28", 0.04 * m)
    c.ellipse(px, py, 0.18 * m, 0.05 * m, "#3a2f28")
    top = py - h * m
    shade = [
        (px - 0.16 * m, top - 0.34 * m),
        (px + 0.16 * m, top - 0.34 * m),
        (px + 0.3 * m, top + 0.08 * m),
        (px - 0.3 * m, top + 0.08 * m),
    ]
    c.poly(
        shade,
        Linear((0, top - 0.34 * m), (0, top + 0.08 * m), [Glow(tint), Glow("#ffe9b8")]) if dark(s) else tint,
    )
    if dark(s):
        c.glow(px, top - 0.1 * m, 2.6 * m, "#ffc873", 0.6)


def build_living(s: Setting) -> list[Plane]:
    return [
        Plane("floor", 7.4, floor, ground=True, rim=0),
        Plane("walls", 6.8, shell, rim=0),
        Plane("hearth", 6.4, hearth, rim=0.3, moving=fire),
        Plane("furniture", 5.9, furniture, rim=0.4),
        Plane("armchair", 2.9, armchair, blur=0.003, rim=0.6),
    ]


def hearth(c: Canvas, s: Setting) -> None:
    """The fireplace with its mantel, and a bookcase beside it."""
    v, light, k = s.view, s.light, side_of(s)
    stone = s.colour("fireplace", "#a0604a", "#8d857a", "#cfc4b0")
    x = k * 1.9
    box(c, s, (x - 1.0, x + 1.0), (0, 1.35), (6.3, 6.8), stone)
    box(c, s, (x - 0.7, x + 0.7), (1.35, 3.0), (6.5, 6.8), light.dim(stone, 0.2))
    box(c, s, (x - 1.15, x + 1.15), (1.35, 1.46), (6.2, 6.8), light.dim("#6b4a32", 0.1))
    for row in range(6):
        y = 0.1 + row * 0.21
        c.fill(upright(v, 6.29, x - 1.0, x + 1.0, y, y + 0.02), light.dim(stone, 0.9), 0.5)
    c.fill(
        quad(
            v,
            [
                (x - 0.58, 0, 6.28),
                (x - 0.58, 0.75, 6.28),
                (x - 0.3, 1.0, 6.28),
                (x + 0.3, 1.0, 6.28),
                (x + 0.58, 0.75, 6.28),
                (x + 0.58, 0, 6.28),
            ],
        ),
        "#1d1614",
    )
    _bookcase(c, s, v, x, k, light)


def _bookcase(c: Canvas, s: Setting, v: View, x: float, k: float, light: Light) -> None:
    """Things on the mantel and the bookcase beside it."""
    m = v.metre(6.25)
    for j in range(4):
        px, py = spot(v, x - 0.8 + 0.5 * j, 1.46, 6.3)
        tint = ("#c99f45", "#5f7f8a", "#e9e2d2", "#8a4a3c")[j]
        c.rect(
            px - 0.05 * m,
            py - (0.16 + 0.07 * (j % 2)) * m,
            0.1 * m,
            (0.16 + 0.07 * (j % 2)) * m,
            tint,
            r=0.02 * m,
        )
    a, b = sorted((k * 3.05, k * 3.98))
    rng = s.rng("living books")
    c.fill(upright(v, 6.6, a, b, 0, 2.5), light.dim("#6b472e", 0.9))
    for j in range(5):
        books(c, s, (a + 0.06, b - 0.06, 0.1 + j * 0.48, 0.5 + j * 0.48), rng, d=6.58)
        c.fill(upright(v, 6.57, a, b, 0.05 + j * 0.48, 0.1 + j * 0.48), "#7d5638")


def fire(c: Canvas, s: Setting, t: float) -> None:
    if not (dark(s) or s.has("fire", "fireplace", "hearth") or s.weather == "snow"):
        return
    v = s.view
    x, y = spot(v, side_of(s) * 1.9, 0.05, 6.27)
    m = v.metre(6.27)
    for j, (dx, h) in enumerate(((-0.28, 0.42), (0.24, 0.46), (0.0, 0.66))):
        f = 1 + 0.18 * np.sin(7 * t + 2.3 * j) + 0.08 * np.sin(15 * t + j)
        px = x + dx * m
        for w, tint, g in ((0.2, "#ff8a35", 1.0), (0.13, "#ffb84f", 0.72), (0.07, "#fff0b0", 0.45)):
            c.curve(
                [
                    (px - w * m, y),
                    (px - 0.5 * w * m, y - 0.45 * h * g * f * m),
                    (px + 0.1 * w * m, y - h * g * f * m),
                    (px + 0.6 * w * m, y - 0.4 * h * g * f * m),
                    (px + w * m, y),
                ],
                Glow(tint),
                tension=0.8,
            )
    for dx in (-0.2, 0.12):
        c.limb([(x + (dx - 0.25) * m, y), (x + (dx + 0.3) * m, y - 0.05 * m)], (0.1 * m, 0.1 * m), "#3a241a")
    c.glow(x, y - 0.3 * m, 2.6 * m, "#ff9a45", 0.5 + 0.06 * np.sin(8 * t))


def furniture(c: Canvas, s: Setting) -> None:
    """A sofa under the window, a low table, a plant, the standing lamp."""
    v, light, k = s.view, s.light, side_of(s)
    cloth = s.colour("sofa", s.colour("couch", "#5f7f7a", "#a8603f", "#4f5f7d", "#8a8554"))
    x = -k * 1.6
    box(c, s, (x - 1.15, x + 1.15), (0.1, 0.95), (6.15, 6.45), light.dim(cloth, 0.2))
    box(c, s, (x - 1.1, x + 1.1), (0.1, 0.45), (5.5, 6.2), cloth)
    for a in (x - 1.35, x + 1.1):
        box(c, s, (a, a + 0.25), (0.08, 0.68), (5.5, 6.4), light.dim(cloth, 0.1))
    m = v.metre(5.9)
    for dx, tint in ((-0.75, "#d9aa4b"), (0.7, "#c9644e")):
        px, py = spot(v, x + dx, 0.66, 5.95)
        c.rect(px - 0.2 * m, py - 0.18 * m, 0.4 * m, 0.36 * m, s.colour("cushion", tint), r=0.07 * m)
    _lamp(c, s, -k * 3.3, 5.7, 1.5)
    px, py = spot(v, k * 3.5, 0, 5.2)
    plant(c, s, px, py, v.metre(5.2), s.rng("living plant"), h=1.0)


def armchair(c: Canvas, s: Setting) -> None:
    k = -side_of(s)
    cloth = s.light.dim(s.colour("armchair", "#a8603f", "#4f5f7d", "#6b5a45"), 0.5)
    x = -k * 0.86
    c.curve(
        [
            (x - 0.26, 1.5),
            (x - 0.27, 0.86),
            (x - 0.18, 0.72),
            (x + 0.18, 0.72),
            (x + 0.27, 0.86),
            (x + 0.26, 1.5),
        ],
        Linear(
            (x - 0.3 * s.light.side, 0),
            (x + 0.3 * s.light.side, 0),
            [s.light.dim(cloth, 0.7), s.light.lift(cloth, 0.5)],
        ),
        tension=0.7,
    )
    for dx in (-0.12, 0.0, 0.12):
        c.circle(x + dx, 0.83, 0.008, s.light.dim(cloth, 1.2))


def build_bedroom(s: Setting) -> list[Plane]:
    return [
        Plane("floor", 7.4, floor, ground=True, rim=0),
        Plane("walls", 6.8, shell, rim=0),
        Plane("wardrobe", 6.4, wardrobe, rim=0.3),
        Plane("bed", 5.8, bed, rim=0.4),
        Plane("front", 2.8, bedroom_front, blur=0.003, rim=0.5),
    ]


def wardrobe(c: Canvas, s: Setting) -> None:
    v, light, k = s.view, s.light, side_of(s)
    timber = s.colour("wardrobe", "#8a6040", "#6d5a48", "#b99a72")
    a, b = sorted((k * 2.4, k * 3.9))
    box(c, s, (a, b), (0.1, 2.3), (6.1, 6.8), timber)
    for j in range(2):
        x = a + 0.08 + j * (b - a - 0.04) / 2
        c.fill(upright(v, 6.09, x, x + (b - a) / 2 - 0.12, 0.2, 2.2), light.lift(timber, 0.25))
        px, py = spot(v, x + (0.6 if j == 0 else 0.05), 1.2, 6.08)
        c.circle(px, py, 0.03 * v.metre(6), "#c99f45")
    x = k * 1.1
    box(c, s, (x - 0.5, x + 0.5), (0, 0.8), (6.35, 6.8), timber)
    px, py = spot(v, x, 1.35, 6.6)
    m = v.metre(6.6)
    c.ellipse(px, py, 0.34 * m, 0.45 * m, light.dim(timber, 0.3))
    c.ellipse(
        px,
        py,
        0.29 * m,
        0.4 * m,
        Linear((px - 0.2 * m, py - 0.3 * m), (px + 0.2 * m, py + 0.3 * m), [Glow(s.light.sky[2]), "#b9c4c9"]),
    )


def bed(c: Canvas, s: Setting) -> None:
    """A bed along the wall, with a quilt, and a table with a lamp."""
    v, light, k = s.view, s.light, side_of(s)
    timber, quilt = (
        s.colour("bed", "#7d5638", "#5f4a3c"),
        s.colour("quilt", s.colour("blanket", "#5f7f9a", "#a8503c", "#6f8a5c", "#b08fb0")),
    )
    x0, x1 = sorted((-k * 3.9, -k * 1.3))
    head = x0 if k > 0 else x1
    box(c, s, (x0, x1), (0.1, 0.38), (5.0, 6.5), timber)
    box(c, s, (x0 + 0.02, x1 - 0.02), (0.38, 0.6), (5.02, 6.48), "#efe8da")
    a, b = (x0 + 0.85, x1) if k > 0 else (x0, x1 - 0.85)
    box(c, s, (a, b), (0.22, 0.64), (4.97, 6.5), quilt)
    m = v.metre(5.0)
    for j in range(1, 4):
        px = a + (b - a) * j / 4
        c.fill(upright(v, 4.96, px, px + 0.04, 0.22, 0.64), light.lift(quilt, 0.8), 0.7)
    for d in (5.4, 6.1):
        px, py = spot(v, head + k * 0.42, 0.72, d)
        c.ellipse(px, py, 0.32 * m, 0.12 * m, light.lift("#f1ece0", 0.2))
    c.fill(along(v, head + 0.02 * k, 4.95, 6.55, 0.1, 1.25), light.dim(timber, 0.1))
    table(c, s, tuple(sorted((-k * 0.55, -k * 1.1))), (6.0, 6.5), timber, 0.6)  # type: ignore[arg-type]
    px, py = spot(v, -k * 0.82, 0.6, 6.2)
    mm = v.metre(6.2)
    c.rect(px - 0.04 * mm, py - 0.22 * mm, 0.08 * mm, 0.22 * mm, "#5f7f7a")
    c.poly(
        [
            (px - 0.1 * mm, py - 0.48 * mm),
            (px + 0.1 * mm, py - 0.48 * mm),
            (px + 0.2 * mm, py - 0.2 * mm),
            (px - 0.2 * mm, py - 0.2 * mm),
        ],
        Glow("#ffe6ad") if dark(s) else "#e6d3a8",
    )
    c.glow(px, py - 0.3 * mm, 2.2 * mm, "#ffc873", 0.6 * dark(s))


def bedroom_front(c: Canvas, s: Setting) -> None:
    """A chest of drawers with a vase at the edge of the frame."""
    v, k = s.view, side_of(s)
    timber = s.light.dim(s.colour("wardrobe", "#8a6040", "#6d5a48", "#b99a72"), 0.4)
    x0, x1 = sorted((k * 1.7, k * 3.4))
    box(c, s, (x0, x1), (0, 0.95), (2.6, 3.2), timber)
    px, py = spot(v, k * 2.0, 0.95, 2.8)
    plant(c, s, px, py, v.metre(2.8) * 0.7, s.rng("vase"), "#5f7f8a", h=0.7)


LIVING = Place(
    "living room",
    ("living room", "room", "lounge", "parlour", "sitting room", "apartment", "fireplace", "hearth"),
    build_living,
    interior=True,
    sky=False,
    lamps=0.75,
    standing=(3.9, 5.2),
    horizon=0.46,
    eye=1.45,
)
BEDROOM = Place(
    "bedroom",
    ("bedroom", "nursery", "dormitory", "hotel room", "hospital"),
    build_bedroom,
    interior=True,
    sky=False,
    lamps=0.75,
    standing=(3.8, 4.8),
    horizon=0.46,
    eye=1.45,
)
PLACES = (LIVING, BEDROOM)
