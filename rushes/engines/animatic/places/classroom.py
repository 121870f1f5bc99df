"""A classroom, or an office when the text says so."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.places.kit_furniture import books, chair, picture, plant, table
from rushes.engines.animatic.places.kit_room import Room, boards, dark, pool, walls, window
from rushes.engines.animatic.places.kit_space import along, fill_all, flat, spot, upright
from rushes.engines.animatic.places.kit_stars import screen
from rushes.engines.animatic.setting import Place, Plane, Setting, View

CLASS = Room(4.4, 7.8, 3.2)


def office(s: Setting) -> bool:
    return s.has("office", "desk", "headquarters", "newsroom", "bank") or s.kind == "office"


def build_class(s: Setting) -> list[Plane]:
    return [
        Plane("floor", 8.4, class_floor, ground=True, rim=0),
        Plane("walls", 7.8, class_walls, rim=0),
        Plane("desks", 6.9, class_desks, rim=0.4),
        Plane("front", 2.7, class_front, blur=0.003, rim=0.5),
    ]


def class_floor(c: Canvas, s: Setting) -> None:
    boards(
        c,
        s,
        CLASS,
        s.colour("floor", "#b08a5c", "#9a7650") if not office(s) else s.colour("floor", "#7f858c", "#8a8378"),
        0.4,
    )
    with c.group():
        for d in (2.6, 4.4, 6.2):
            if s.light.night < 0.5:
                c.fill(
                    flat(s.view, -s.light.side * 1.2 - 1.4, -s.light.side * 1.2 + 1.4, d, d + 1.0),
                    Glow(s.light.sun),
                    0.2 * (1 - s.light.soft),
                )
    pool(c, s, 0, 5.2, 2.6, "#fff0d0", 0.2)


def _side_windows(c: Canvas, s: Setting, side: float) -> None:
    """Tall windows along one side wall, with the sky in them."""
    v, sky = s.view, s.light.sky
    for d in (2.0, 3.9, 5.8):
        pane = along(v, side * 4.39, d, d + 1.5, 0.95, 2.8)
        _, y0, _, y1 = pane.bounds()
        c.fill(pane, Linear((0, y0), (0, y1), [Glow(sky[1]), Glow(sky[2]), Glow(sky[3])]))
        with c.group(clip=pane):
            c.fill(
                along(v, side * 4.39, d, d + 1.5, 0.9, 1.35),
                Glow(mix(s.light.haze, s.light.on("#6f8a62"), 0.5)),
            )
        c.stroke(pane, "#e9e2d2", 0.009)
        c.fill(along(v, side * 4.38, d + 0.72, d + 0.78, 0.95, 2.8), "#e9e2d2")
        c.fill(along(v, side * 4.38, d, d + 1.5, 1.9, 1.95), "#e9e2d2")


def class_walls(c: Canvas, s: Setting) -> None:
    v, light, rng = s.view, s.light, s.rng("class walls")
    wall = s.colour("wall", "#d9cba6", "#b9c9bd", "#c9c2b4")
    walls(c, s, CLASS, wall, "#e6e0d2", "#9a8a70")
    side = float(s.light.side) or 1.0
    _side_windows(c, s, 1.0 if side > 0 else -1.0)
    if office(s):
        window(c, s, 7.8, (-3.6, 3.6), (0.9, 2.8), panes=(6, 1), frame="#5a6068", land="#7f8a96")
        fill_all(
            c,
            [
                upright(v, 7.7, float(x), float(x) + rng.uniform(0.5, 0.9), 0.95, rng.uniform(1.3, 2.3))
                for x in np.arange(-3.5, 3.3, 0.8)
            ],
            Glow(mix(s.light.haze, s.light.on("#6b7688"), 0.5)),
        )
    else:
        board = upright(v, 7.78, -2.3, 2.3, 1.0, 2.5)
        c.fill(board, s.colour("board", "#2f5546", "#2b3a40"))
        c.stroke(board, "#9a7448", 0.011)
        for j in range(7):
            x, y = spot(v, -2.0 + 2.3 * (j % 2), 2.3 - 0.18 * (j // 2), 7.77)
            w = rng.uniform(0.8, 1.8) * v.metre(7.8)
            c.line(
                [(x + w * f, y + 0.006 * np.sin(40 * f + j)) for f in np.linspace(0, 1, 16)],
                "#e9ece2",
                0.003,
                0.8,
                smooth=False,
            )
        for k in (-1, 1):
            for j in range(2):
                picture(c, s, 7.78, k * 3.3, 1.5 + 0.75 * j, 0.8, 0.6, rng)
    _ceiling_lights(c, s, v, light)


def _ceiling_lights(c: Canvas, s: Setting, v: View, light: Light) -> None:
    """The clock and the lights under the ceiling."""
    px, py = spot(v, 0, 2.92, 7.77)
    c.circle(px, py, 0.026, "#f2ecdd")
    c.stroke(paths.ellipse(px, py, 0.026), light.dim("#3a3a40", 0.2), 0.005)
    c.line([(px, py - 0.017), (px, py), (px + 0.012, py + 0.004)], "#2b2b30", 0.003, smooth=False)
    for x in (-1.8, 1.8):
        for d in (6.6, 4.6, 3.2):
            lx, ly = spot(v, x, 3.05, d)
            m = v.metre(d)
            c.rect(lx - 0.6 * m, ly, 1.2 * m, 0.08 * m, Glow("#fff6df") if dark(s) else "#f0ece0")
            c.glow(lx, ly, 1.3 * m, "#ffeec9", 0.4 * dark(s))


def class_desks(c: Canvas, s: Setting) -> None:
    """The teacher's desk and rows at the sides; in an office, desks with screens."""
    v, rng, light = s.view, s.rng("class desks"), s.light
    timber = s.colour("desk", "#a87d4f", "#8f6a45")
    spots = [(-3.3, 7.0), (3.3, 7.0), (-3.0, 5.6), (3.0, 5.6)]
    if not office(s):
        table(c, s, (-0.9, 0.9), (7.0, 7.6), light.dim(timber, 0.2), 0.78)
        px, py = spot(v, 0.5, 0.78, 7.2)
        c.circle(px, py - 0.012, 0.012, "#c2442f")
        books(c, s, (-0.6, 0.1, 0.78, 1.0), rng, d=7.2)
        spots = [(-3.3, 6.6), (-2.1, 6.6), (2.1, 6.6), (3.3, 6.6), (-3.1, 5.2), (3.1, 5.2)]
    for x, d in spots:
        w = 0.45 if not office(s) else 0.75
        table(c, s, (x - w, x + w), (d, d + 0.6), timber, 0.74)
        chair(c, s, x, d - 0.55, s.colour("chair", "#8a5f3d", "#4f6b7a"), True)
        if office(s):
            px, py = spot(v, x, 0.74, d + 0.3)
            m = v.metre(d + 0.3)
            c.rect(px - 0.3 * m, py - 0.52 * m, 0.6 * m, 0.4 * m, "#2b2f36", r=0.02 * m)
            screen(c, s, paths.rect(px - 0.27 * m, py - 0.49 * m, 0.54 * m, 0.34 * m), "#7fb2e0", rng)
            c.rect(px - 0.03 * m, py - 0.12 * m, 0.06 * m, 0.12 * m, "#2b2f36")
        elif rng.random() < 0.7:
            px, py = spot(v, x, 0.74, d + 0.25)
            c.rect(px - 0.03, py - 0.008, 0.05, 0.008, str(rng.choice(("#c2442f", "#3f6b8f", "#d9aa4b"))))


def class_front(c: Canvas, s: Setting) -> None:
    v, k = s.view, -1.0 if s.light.side > 0 else 1.0
    timber = s.light.dim(s.colour("desk", "#a87d4f", "#8f6a45"), 0.3)
    x0, x1 = sorted((k * 1.2, k * 3.0))
    table(c, s, (x0, x1), (2.4, 3.1), timber, 0.76)
    rng, m = s.rng("class front"), v.metre(2.7)
    x, y = spot(v, k * 1.75, 0.76, 2.7)
    for _ in range(4):
        h = rng.uniform(0.04, 0.07) * m
        y -= h
        c.rect(
            x - 0.18 * m + rng.uniform(-0.02, 0.02),
            y,
            0.36 * m,
            h,
            str(rng.choice(("#c2442f", "#3f6b8f", "#d9aa4b", "#4f7a5a"))),
            r=0.01,
        )
    px, py = spot(v, k * 2.3, 0, 3.2)
    if office(s):
        plant(c, s, px, py, v.metre(3.2), s.rng("office plant"), "#d9d4c8", h=1.2)


PLACE = Place(
    "classroom",
    ("classroom", "school", "office", "university", "newsroom", "headquarters", "police station"),
    build_class,
    interior=True,
    sky=False,
    lamps=0.6,
    standing=(4.0, 5.8),
    horizon=0.46,
    eye=1.5,
)
