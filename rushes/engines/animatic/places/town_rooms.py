"""Public rooms: the café, the classroom or office, and the stage of a theatre."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_room import (
    Room, boards, books, chair, dark, lamp, picture, plant, pool, sunbeam, table, tiles, walls, window,
)  # fmt: skip
from rushes.engines.animatic.places.kit_space import along, box, face, fill_all, flat, soft, spot, upright
from rushes.engines.animatic.places.kit_stars import screen
from rushes.engines.animatic.setting import Place, Plane, Setting

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
    c.rect(px - 0.45 * m, py - 0.55 * m, 0.9 * m, 0.55 * m, Linear((px, py - 0.5 * m), (px, py), ["#d3d7d9", "#84898f"]), r=0.06 * m)
    c.rect(px - 0.4 * m, py - 0.2 * m, 0.8 * m, 0.16 * m, "#3a3d42")
    c.rect(px - 0.48 * m, py - 0.62 * m, 0.96 * m, 0.09 * m, s.colour("machine", "#a83c35", "#b2693c"), r=0.03 * m)
    px, py = spot(v, k * 1.6, 1.12, 6.6)
    for j, tint in enumerate(("#d9a05f", "#8a4a38", "#f0dcc0", "#e0a0a0")):
        c.ellipse(px + (j - 1.5) * 0.2 * m, py - 0.08 * m, 0.09 * m, 0.07 * m, tint)
    c.rect(px - 0.46 * m, py - 0.36 * m, 0.92 * m, 0.36 * m, "#e6f2f2", r=0.1 * m, opacity=0.25)
    for j in range(3):
        sx, sy = spot(v, k * (1.2 + 1.1 * j), 0, 5.9)
        mm = v.metre(5.9)
        c.line([(sx, sy), (sx, sy - 0.7 * mm)], "#2f2c2b", 0.05 * mm)
        c.ellipse(sx, sy, 0.2 * mm, 0.05 * mm, "#2f2c2b")
        c.rect(sx - 0.2 * mm, sy - 0.8 * mm, 0.4 * mm, 0.12 * mm, s.colour("stool", "#a8503c", "#4f6b5f"), r=0.05 * mm)


def cafe_steam(c: Canvas, s: Setting, t: float) -> None:
    x, y = spot(s.view, cafe_side(s) * 3.0, 1.7, 6.6)
    for i in range(6):
        f = (0.3 * t + i / 6) % 1
        c.circle(x + 0.012 * np.sin(4 * f + i), y - 0.12 * f, 0.006 + 0.02 * f, Glow("#f4efe4"), 0.25 * np.sin(np.pi * f))


def cafe_tables(c: Canvas, s: Setting) -> None:
    v, k = s.view, cafe_side(s)
    for x, d in ((-k * 3.1, 6.7), (-k * 1.7, 6.3)):
        for dx in (-0.75, 0.4):
            chair(c, s, x + dx, d, s.colour("chair", "#7d5638", "#3f4a45"))
        m = v.metre(d)
        px, py = spot(v, x, 0, d)
        c.line([(px, py), (px, py - 0.72 * m)], "#2f2c2b", 0.06 * m)
        c.ellipse(px, py, 0.24 * m, 0.06 * m, "#2f2c2b")
        c.ellipse(px, py - 0.74 * m, 0.44 * m, 0.1 * m, s.light.lift(s.colour("table", "#9a6f48", "#d9d0bc"), 0.4))
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
    c.rect(x - 0.13 * m, y - 0.13 * m, 0.15 * m, 0.12 * m, s.colour("cup", "#f2ecdf", "#5f7f8a", "#c9644e"), r=0.04 * m)
    px, py = spot(v, k * 2.25, 0, 2.9)
    plant(c, s, px, py, v.metre(2.9), s.rng("cafe plant"), "#5f6f6b", h=1.0)


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
    boards(c, s, CLASS, s.colour("floor", "#b08a5c", "#9a7650") if not office(s) else s.colour("floor", "#7f858c", "#8a8378"), 0.4)
    with c.group():
        for d in (2.6, 4.4, 6.2):
            if s.light.night < 0.5:
                c.fill(flat(s.view, -s.light.side * 1.2 - 1.4, -s.light.side * 1.2 + 1.4, d, d + 1.0), Glow(s.light.sun), 0.2 * (1 - s.light.soft))
    pool(c, s, 0, 5.2, 2.6, "#fff0d0", 0.2)


def _side_windows(c: Canvas, s: Setting, side: float) -> None:
    """Tall windows along one side wall, with the sky in them."""
    v, sky = s.view, s.light.sky
    for d in (2.0, 3.9, 5.8):
        pane = along(v, side * 4.39, d, d + 1.5, 0.95, 2.8)
        _, y0, _, y1 = pane.bounds()
        c.fill(pane, Linear((0, y0), (0, y1), [Glow(sky[1]), Glow(sky[2]), Glow(sky[3])]))
        with c.group(clip=pane):
            c.fill(along(v, side * 4.39, d, d + 1.5, 0.9, 1.35), Glow(mix(s.light.haze, s.light.on("#6f8a62"), 0.5)))
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
        fill_all(c, [upright(v, 7.7, float(x), float(x) + rng.uniform(0.5, 0.9), 0.95, rng.uniform(1.3, 2.3)) for x in np.arange(-3.5, 3.3, 0.8)],
                 Glow(mix(s.light.haze, s.light.on("#6b7688"), 0.5)))  # fmt: skip
    else:
        board = upright(v, 7.78, -2.3, 2.3, 1.0, 2.5)
        c.fill(board, s.colour("board", "#2f5546", "#2b3a40"))
        c.stroke(board, "#9a7448", 0.011)
        for j in range(7):
            x, y = spot(v, -2.0 + 2.3 * (j % 2), 2.3 - 0.18 * (j // 2), 7.77)
            w = rng.uniform(0.8, 1.8) * v.metre(7.8)
            c.line([(x + w * f, y + 0.006 * np.sin(40 * f + j)) for f in np.linspace(0, 1, 16)], "#e9ece2", 0.003, 0.8, smooth=False)
        for k in (-1, 1):
            for j in range(2):
                picture(c, s, 7.78, k * 3.3, 1.5 + 0.75 * j, 0.8, 0.6, rng)
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
    _ = face


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
        c.rect(x - 0.18 * m + rng.uniform(-0.02, 0.02), y, 0.36 * m, h, str(rng.choice(("#c2442f", "#3f6b8f", "#d9aa4b", "#4f7a5a"))), r=0.01)
    px, py = spot(v, k * 2.3, 0, 3.2)
    if office(s):
        plant(c, s, px, py, v.metre(3.2), s.rng("office plant"), "#d9d4c8", h=1.2)


def build_theatre(s: Setting) -> list[Plane]:
    return [
        Plane("backdrop", 11, backdrop, rim=0),
        Plane("stage floor", 10.9, stage_floor, ground=True, rim=0),
        Plane("flats", 9.4, flats, rim=0.3),
        Plane("wings", 7.8, wings, rim=0.2),
        Plane("beams", 7.0, beams_behind, rim=0),
        Plane("proscenium", 3.4, proscenium, rim=0.3, moving=spotlights),
        Plane("audience", 2.2, audience, blur=0.002, rim=0.8),
    ]


def velvet(s: Setting) -> str:
    return s.colour("curtain", "#9a1f2b", "#7a1f3a", "#233f7a", "#5a1f5f")


def backdrop(c: Canvas, s: Setting) -> None:
    """A painted landscape at the back of the stage."""
    v, rng = s.view, s.rng("backdrop")
    scheme = (("#2f4f8a", "#e6a87a", "#3f5a6a"), ("#5f9ac0", "#e9dfb0", "#6f8a5a"), ("#3a2f63", "#c97a8a", "#4a3f6a"))[int(rng.integers(3))]
    c.rect(v.left, v.top, v.right - v.left, v.bottom - v.top, Linear((0, -0.1), (0, v.ground(11)), [scheme[0], scheme[1]]))
    c.circle(0.18 * float(rng.choice([-1, 1])), 0.3, 0.07, mix(scheme[1], "#fff3cf", 0.6))
    for k in range(3):
        path = paths.ridge(v.left, v.right, 0.48 + 0.05 * k, 0.07 - 0.015 * k, v.bottom, s.rng(f"painted {k}"), first=4)
        c.fill(path, mix(scheme[2], scheme[1], 0.5 - 0.22 * k))


def stage_floor(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    timber = s.colour("floor", "#9a6b40", "#85603f")
    boards(c, s, Room(8, 11, 6), timber, 0.36)
    soft(c, 0, v.ground(5.8), 0.62, 0.13, Glow("#ffe9b5"), 0.42)
    soft(c, 0, v.ground(5.8), 0.32, 0.07, Glow("#fff6da"), 0.35)
    edge = v.ground(3.5)
    c.rect(v.left, edge, v.right - v.left, v.bottom - edge, Linear((0, edge), (0, 1.2), [light.dim("#5a3a24", 0.3), "#1c120e"]))
    c.rect(v.left, edge - 0.004, v.right - v.left, 0.014, light.lift(timber, 0.7))


def flats(c: Canvas, s: Setting) -> None:
    """Painted trees or houses of the set."""
    v, rng, light = s.view, s.rng("flats"), s.light
    m, y = v.metre(9.4), v.ground(9.4)
    for k in (-1, 1):
        x = k * rng.uniform(0.3, 0.36)
        if rng.random() < 0.6:
            c.rect(x - 0.08 * m, y - 2.2 * m, 0.2 * m, 2.2 * m, "#5a4030")
            for dx, dy, r in ((0, 2.8, 0.9), (-0.6, 2.3, 0.6), (0.6, 2.4, 0.65)):
                c.circle(x + dx * m, y - dy * m, r * m, light.lift("#4f7a4c", 0.4 * (dx == 0)))
        else:
            c.rect(x - 0.9 * m, y - 2.2 * m, 1.8 * m, 2.2 * m, "#d9b98a")
            c.poly([(x - 1.1 * m, y - 2.2 * m), (x, y - 3.3 * m), (x + 1.1 * m, y - 2.2 * m)], "#a8503c")
            c.rect(x - 0.25 * m, y - 1.5 * m, 0.5 * m, 0.6 * m, Glow("#ffdf9a"))


def _drape(c: Canvas, s: Setting, x0: float, x1: float, y0: float, y1: float, folds: int, colour: str) -> None:
    """Hanging velvet with vertical folds."""
    edges = np.linspace(x0, x1, folds + 1)
    for a, b in zip(edges, edges[1:], strict=False):
        light = s.light
        c.rect(min(a, b), y0, abs(b - a) + 0.001, y1 - y0,
               Linear((a, 0), (b, 0), [light.dim(colour, 1.5), light.lift(colour, 0.25), light.dim(colour, 0.5), light.dim(colour, 1.6)], (0, 0.35, 0.7, 1)))  # fmt: skip


def wings(c: Canvas, s: Setting) -> None:
    v = s.view
    y = v.ground(7.8)
    for k in (-1, 1):
        _drape(c, s, k * 0.50, k * 0.66, -0.7, y, 3, s.light.dim(velvet(s), 0.9))  # type: ignore[arg-type]
    _drape(c, s, -0.7, 0.7, -0.7, 0.09, 22, s.light.dim(velvet(s), 0.8))  # type: ignore[arg-type]


def beams_behind(c: Canvas, s: Setting) -> None:
    """The great curtains drawn to the sides."""
    v, colour = s.view, velvet(s)
    y = v.ground(5.6)
    for k in (-1, 1):
        _drape(c, s, k * 0.60, k * 1.0, -0.7, y, 6, colour)
        c.rect(min(k * 0.60, k * 1.0), y - 0.012, 0.4, 0.014, "#d0a94e")
        c.curve([(k * 0.58, 0.52), (k * 0.80, 0.55), (k * 1.02, 0.49), (k * 1.02, 0.53), (k * 0.80, 0.59), (k * 0.58, 0.56)], "#d0a94e", tension=0.6)


def proscenium(c: Canvas, s: Setting) -> None:
    """The gilded frame of the stage, its valance, and the footlights."""
    v, light = s.view, s.light
    gold, colour = s.colour("frame", "#b98f3f"), velvet(s)
    for k in (-1, 1):
        tone = Linear((k * 0.74, 0), (k * 0.88, 0), [light.lift(gold, 0.5), light.dim(gold, 0.4), light.dim(gold, 1.2)])
        c.rect(min(k * 0.755, k * 0.88), -0.7, 0.125, v.ground(3.5) + 0.7, tone)
        c.rect(min(k * 0.88, k * 1.8), -0.7, 0.92, 2.4, light.dim("#4a2f2a", 0.7))
        for y in (0.16, 0.42, 0.68):
            c.circle(k * 0.817, y, 0.03, light.lift(gold, 0.7))
            c.circle(k * 0.817, y, 0.016, light.dim(gold, 0.8))
    scallops: list[Path] = []
    for x in np.linspace(-0.8, 0.8, 9):
        scallops.append(paths.curve([(x - 0.115, -0.7), (x - 0.1, 0.02), (x, 0.085), (x + 0.1, 0.02), (x + 0.115, -0.7)], True, 0.6))
    for i, part in enumerate(scallops):
        c.fill(part, Linear((0, -0.2), (0, 0.09), [light.dim(colour, 1.2), light.lift(colour, 0.2 * (i % 2))]))
        c.line([(-0.895 + 0.2 * i + 0.0, 0.02), (-0.8 + 0.2 * i, 0.075), (-0.705 + 0.2 * i, 0.02)], "#d0a94e", 0.007)
    y = v.ground(3.5) - 0.004
    for x in np.linspace(-0.66, 0.66, 12):
        c.curve([(x - 0.02, y), (x - 0.016, y - 0.018), (x + 0.016, y - 0.018), (x + 0.02, y)], "#8a6a2f", tension=0.6)
        c.glow(float(x), y - 0.02, 0.075, "#ffdf9a", 0.35)


def spotlights(c: Canvas, s: Setting, t: float) -> None:
    """Two beams from the gallery that breathe a little."""
    for k in (-1, 1):
        x0, x1 = k * 0.75, 0.03 * np.sin(0.5 * t + k) - 0.06 * k
        beam = paths.poly([(x0 - 0.012, -0.12), (x0 + 0.012, -0.12), (x1 + 0.22, 0.82), (x1 - 0.22, 0.82)])
        c.fill(beam, Linear((x0, -0.12), (x1, 0.85), [(Glow("#fff3cf"), 0.34), (Glow("#fff3cf"), 0.05)]))


def audience(c: Canvas, s: Setting) -> None:
    """Heads of the audience in the dark, rimmed by the stage light."""
    rng = s.rng("audience")
    for row, (y, r) in enumerate(((0.985, 0.036), (1.05, 0.045))):
        tone = s.light.dim("#1d1620", 0.5 + 0.5 * row)
        parts: list[Path] = []
        rims: list[Path] = []
        for x in np.arange(-1.3, 1.3, 2.75 * r):
            px, py = float(x) + rng.uniform(-0.01, 0.01), y + rng.uniform(-0.008, 0.012)
            parts += [paths.ellipse(px, py, r * rng.uniform(0.85, 1.0), r * 1.15), paths.ellipse(px, py + 2.2 * r, 1.9 * r, 1.4 * r)]
            rims.append(paths.ellipse(px, py - 0.03 * r, r, r * 1.2))
        if row == 0:
            fill_all(c, rims, Glow("#c98a5a"), 0.5)
        fill_all(c, parts, tone)


CAFE_PLACE = Place("cafe", ("cafe", "café", "restaurant", "bar", "pub", "tavern", "diner", "inn", "saloon", "shop", "coffeehouse"), build_cafe, interior=True, sky=False,
                   lamps=0.75, standing=(4.0, 5.6), horizon=0.46, eye=1.5)  # fmt: skip
SCHOOL = Place("classroom", ("classroom", "school", "office", "lecture", "university", "police", "bank"), build_class, interior=True, sky=False, lamps=0.6,
               standing=(4.0, 5.8), horizon=0.46, eye=1.5)  # fmt: skip
THEATRE = Place("theatre", ("theatre", "theater", "stage", "opera", "concert", "circus", "cinema", "auditorium"), build_theatre, interior=True, sky=False, lamps=0.7,
                standing=(4.8, 7.0), horizon=0.50, eye=1.9)  # fmt: skip
PLACES = (CAFE_PLACE, SCHOOL, THEATRE)
