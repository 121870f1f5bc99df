"""The corridor of a space station."""

import itertools

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.places.kit_space import along, fill_all, flat, spot
from rushes.engines.animatic.places.kit_stars import screen
from rushes.engines.animatic.places.spaceship import accent, light_floor, metal
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_corridor(s: Setting) -> list[Plane]:
    return [
        Plane("door", 24, corridor_door, rim=0),
        Plane("deck", 23, corridor_deck, ground=True, rim=0),
        Plane("walls", 12, corridor_walls, rim=0.2, moving=corridor_lights),
        Plane("rib", 3.0, corridor_rib, rim=0.5, blur=0.002),
    ]


def _rib(v: object, s: Setting, d: float, grow: float = 0.0) -> list[tuple[float, float]]:
    """The octagonal section of the corridor at distance `d`."""
    w, h = 2.5 + grow, 3.3 + grow
    shape = [
        (-w * 0.8, -grow),
        (-w, 0.7),
        (-w, h - 0.9),
        (-w * 0.66, h),
        (w * 0.66, h),
        (w, h - 0.9),
        (w, 0.7),
        (w * 0.8, -grow),
    ]
    return [spot(s.view, x, y, d) for x, y in shape]


def corridor_door(c: Canvas, s: Setting) -> None:
    """The door at the end, and the dark around it."""
    v, steel, light = s.view, metal(s), s.light
    c.rect(v.left, v.top, v.right - v.left, v.bottom - v.top, light.dim(steel, 1.6))
    d, m = 24.0, v.metre(24)
    c.poly(_rib(v, s, d), light.dim(steel, 0.4))
    x, y = spot(v, 0, 0, d)
    c.rect(
        x - 1.1 * m,
        y - 2.5 * m,
        2.2 * m,
        2.5 * m,
        Linear((x - m, 0), (x + m, 0), [light.lift(steel, 0.5), light.dim(steel, 0.5)]),
        r=0.3 * m,
    )
    c.rect(x - 0.03 * m, y - 2.5 * m, 0.06 * m, 2.5 * m, Glow(accent(s)))
    c.glow(x, y - 1.4 * m, 0.28, accent(s), 0.6)


def corridor_walls(c: Canvas, s: Setting) -> None:
    v, steel, light = s.view, metal(s), s.light
    cuts = [float(d) for d in np.geomspace(24, 1.5, 9)]
    for far, near in itertools.pairwise(cuts):
        a, b = _rib(v, s, far), _rib(v, s, near)
        share = min(1.0, 6 / far)
        for i, tone in ((0, -0.9), (1, -0.2), (2, 0.25), (3, -0.5), (4, 0.25), (5, -0.2), (6, -0.9)):
            colour = light.lift(steel, tone) if tone > 0 else light.dim(steel, -tone)
            c.poly([a[i], a[i + 1], b[i + 1], b[i]], light.dim(colour, 0.7 * share))
        _segment(c, s, far, near)
    for d in cuts[1:-1]:
        outer, inner = _rib(v, s, d, 0.02), _rib(v, s, d, -0.16)
        ring = outer + inner[::-1]
        c.poly(ring, light.dim(steel, 0.1 + 0.2 * (d < 4)))
        c.line(
            [(x, y) for x, y in inner],
            Glow(mix(accent(s), "#ffffff", 0.2)),
            0.035 * v.metre(d),
            0.6,
            smooth=False,
        )


def _segment(c: Canvas, s: Setting, far: float, near: float) -> None:
    """Light strip, pipes, hatches and a window of one stretch of wall."""
    v, light, steel = s.view, s.light, metal(s)
    rng = s.rng(f"segment {far:.1f}")
    gap = 0.18 * (far - near)
    d0, d1 = near + gap, far - gap
    c.fill(flat(v, -0.5, 0.5, d0, d1, 3.28), Glow(mix(accent(s), "#ffffff", 0.55)), 0.95)
    px, py = spot(v, 0, 3.2, (d0 + d1) / 2)
    c.glow(px, py, 1.7 * v.metre(far), accent(s), 0.28)
    for side in (-1, 1):
        x = side * 2.49
        c.fill(along(v, x, d0, d1, 0.72, 0.8), Glow(accent(s)), 0.7)
        if rng.random() < 0.45:
            area = along(v, x, d0, d1, 1.2, 2.1)
            c.fill(area, Glow("#0b1230"))
            box_area = area.bounds()
            with c.group(clip=area):
                dots = [
                    paths.ellipse(
                        rng.uniform(box_area[0], box_area[2]), rng.uniform(box_area[1], box_area[3]), 0.0014
                    )
                    for _ in range(14)
                ]
                fill_all(c, dots, Glow("#eaf1ff"))
            c.stroke(area, light.lift(steel, 0.4), 0.06 * v.metre(near + 1))
        else:
            c.fill(along(v, x, d0, d1, 1.1, 2.2), light.dim(steel, 0.6))
            screen(c, s, along(v, x, d0 + 0.1 * (d1 - d0), d0 + 0.45 * (d1 - d0), 1.4, 1.9), accent(s), rng)
        for y in (2.35, 2.45):
            c.fill(along(v, x, near, far, y, y + 0.05), light.lift(steel, 0.6 if y < 2.4 else 0.1), 0.7)


def corridor_lights(c: Canvas, s: Setting, t: float) -> None:
    """A pulse of light that runs down the corridor."""
    v = s.view
    for k in range(6):
        d = float(2.5 * 1.45**k)
        on = 0.5 + 0.5 * np.sin(2.2 * t - 0.9 * k)
        for side in (-1, 1):
            x, y = spot(v, side * 2.3, 0.35, d)
            c.circle(x, y, 0.035 * v.metre(d), Glow("#ff8a4f"), opacity=0.25 + 0.75 * on)


def corridor_deck(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    steel = s.colour("floor", light_floor(s))
    y = v.ground(24)
    c.rect(
        v.left,
        y,
        v.right - v.left,
        v.bottom - y,
        Linear((0, y), (0, 1.1), [light.lift(steel, 0.3), light.dim(steel, 0.4), light.dim(steel, 1.2)]),
    )
    fill_all(
        c, [flat(v, -2.2, 2.2, d, d + 0.06) for d in np.geomspace(1.5, 23, 16)], light.dim(steel, 1.5), 0.7
    )
    fill_all(c, [flat(v, x, x + 0.03, 1.3, 24) for x in (-1.2, 1.17)], light.dim(steel, 1.5), 0.7)
    c.fill(flat(v, -0.5, 0.5, 1.3, 24), Glow(accent(s)), 0.13)
    fill_all(
        c,
        [flat(v, side * 1.75, side * 1.83, 1.3, 24) for side in (-1, 1)],
        s.colour("stripe", "#e0a73c"),
        0.7,
    )


def corridor_rib(c: Canvas, s: Setting) -> None:
    """The rib nearest to the camera frames the picture."""
    v, steel, light = s.view, metal(s), s.light
    outer, inner = _rib(v, s, 2.9, 1.6), _rib(v, s, 2.9, -0.05)
    c.poly(
        outer + inner[::-1],
        Linear((-0.9, 0), (0.9, 0), [light.dim(steel, 1.3), light.dim(steel, 0.8), light.dim(steel, 1.3)]),
    )
    c.line(inner, Glow(accent(s)), 0.006, 0.8, smooth=False)


PLACE = Place(
    "space station",
    ("space station", "station corridor", "corridor", "airlock", "bunker", "space base"),
    build_corridor,
    interior=True,
    sky=False,
    lamps=0.55,
    standing=(4.2, 7.5),
    horizon=0.46,
    eye=1.5,
)
