"""Inside a railway carriage, the country rushing past."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_land import hill
from rushes.engines.animatic.places.kit_room import dark
from rushes.engines.animatic.places.kit_space import (
    along,
    box,
    face,
    fill_all,
    flat,
    side_tone,
    spot,
    upright,
)
from rushes.engines.animatic.setting import Place, Plane, Setting, View

HALF, END, TOP = 1.9, 15.0, 2.7


def build_train(s: Setting) -> list[Plane]:
    return [
        Plane("landscape", 300, landscape, rim=0, moving=rushing),
        Plane("floor", 15.6, carriage_floor, ground=True, rim=0),
        Plane("carriage", 9.0, carriage, rim=0, moving=straps),
        Plane("seats", 6.0, seats, rim=0.4),
        Plane("near seat", 2.6, near_seat, blur=0.003, rim=0.5),
    ]


def cloth(s: Setting) -> str:
    return s.colour("seat", "#8f3a3a", "#2f5f63", "#3f5a8a", "#7a6a3f")


def panel(s: Setting) -> str:
    return s.colour("wall", "#9a6f48", "#c9b48c", "#7f8a86")


def landscape(c: Canvas, s: Setting) -> None:
    """The country outside the windows."""
    v, sky = s.view, s.light.sky
    c.rect(
        v.left,
        v.top,
        v.right - v.left,
        2.2,
        Linear((0, -0.1), (0, v.horizon), [Glow(sky[0]), Glow(sky[1]), Glow(sky[2]), Glow(sky[3])]),
    )
    if s.light.night > 0.5:
        rng = s.rng("train stars")
        fill_all(
            c,
            [paths.ellipse(rng.uniform(-1.5, 1.5), rng.uniform(-0.3, 0.4), 0.0013) for _ in range(90)],
            Glow("#eaf1ff"),
            0.8,
        )
    for k, (_depth, rise) in enumerate(((300, 0.09), (200, 0.04))):
        lit_land = mix(s.light.on("#6f8a5a"), s.light.haze, 0.55 - 0.2 * k)
        c.fill(hill(s, f"train hill {k}", v.horizon - rise, 0.05, first=4), Glow(lit_land))
    c.rect(
        v.left, v.horizon + 0.01, v.right - v.left, 1.0, Glow(mix(s.light.on("#7d9455"), s.light.haze, 0.2))
    )


def rushing(c: Canvas, s: Setting, t: float) -> None:
    """Trees and poles that rush past the windows."""
    v = s.view
    tree = Glow(mix(s.light.on("#46643f"), s.light.haze, 0.25))
    for i in range(12):
        x = (i * 0.31 - 0.9 * t) % 3.7 - 1.85
        h = 0.10 + 0.06 * np.sin(i * 2.7)
        c.ellipse(x, v.horizon - 0.4 * h, 0.07, h, tree)
    for i in range(3):
        x = (i * 1.4 - 2.3 * t) % 4.2 - 2.1
        c.rect(x, -0.2, 0.012, 1.0, Glow(mix(s.light.on("#4a4038"), s.light.haze, 0.1)))


def carriage_floor(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    y = v.ground(END)
    base = s.colour("floor", "#6d5a48", "#5f6266")
    c.rect(
        v.left,
        y,
        v.right - v.left,
        v.bottom - y,
        Linear((0, y), (0, 1.1), [light.dim(base, 0.7), base, light.dim(base, 0.6)]),
    )
    c.fill(
        flat(v, -0.5, 0.5, 1.3, END),
        s.colour("carpet", cloth(s)),
    )
    for k in (-1, 1):
        c.fill(flat(v, k * 0.45, k * 0.5, 1.3, END), "#d0b070", 0.7)
        if not dark(s):
            spots = [flat(v, k * 0.6, k * 1.6, d, d + 0.9) for d in np.arange(2.6, END, 2.0)]
            fill_all(c, spots, Glow(s.light.sun), 0.25 * (1 - s.light.soft))


def _window_wall(c: Canvas, s: Setting, side: int) -> None:
    """One side of the carriage with its windows cut out."""
    v, light = s.view, s.light
    wall = panel(s)
    x = side * HALF
    whole = along(v, x, 1.2, END, 0, TOP)
    holes = [along(v, x, d, d + 1.5, 0.95, 2.1) for d in np.arange(1.5, END - 1.6, 2.0)]
    parts: list[Path] = []
    for hole in holes:
        parts.append(hole if _signed(hole) * _signed(whole) < 0 else Path(hole.commands, hole.points[::-1]))
    shape = whole
    for part in parts:
        shape = shape + part
    tone = side_tone(s, wall, x, 0.5)
    c.fill(
        shape,
        Linear((0, v.horizon - 0.4), (0, v.horizon + 0.5), [light.lift(tone, 0.1), light.dim(tone, 0.7)]),
    )
    for hole in holes:
        c.stroke(hole, light.dim("#7a5533", 0.3), 0.006)
        c.fill(hole, Glow(s.light.sky[3]), 0.10)
    fill_all(
        c,
        [along(v, x * 0.995, d, d + 1.5, 0.88, 0.95) for d in np.arange(1.5, END - 1.6, 2.0)],
        light.lift("#9a744a", 0.5),
    )
    _racks(c, s, v, light, x, side)


def _racks(c: Canvas, s: Setting, v: View, light: Light, x: float, side: int) -> None:
    """Luggage racks."""
    fill_all(
        c,
        [along(v, x * 0.99, d, d + 0.22, 0.95, 2.12) for d in np.arange(1.5, END - 1.6, 2.0)],
        light.dim(cloth(s), 0.1),
        0.9,
    )
    c.fill(along(v, x * 0.99, 1.2, END, 2.18, 2.24), "#c19a49")
    rack = side * (HALF - 0.42)
    face(
        c,
        s,
        [(x, 2.3, 1.2), (x, 2.3, END), (rack, 2.3, END), (rack, 2.3, 1.2)],
        light.dim("#c19a49", 0.6),
        0.75,
    )
    rng = s.rng(f"luggage {side}")
    for d in np.arange(2.6, END - 2, 1.3):
        if rng.random() < 0.6:
            tint = str(rng.choice(("#8a4a38", "#3f5a6a", "#a8854f", "#5a6a4a", "#6b3f52")))
            a, b = sorted((side * 1.5, side * 1.86))
            box(
                c,
                s,
                (a, b),
                (2.31, 2.31 + rng.uniform(0.2, 0.34)),
                (float(d), float(d) + rng.uniform(0.5, 0.9)),
                tint,
            )


def _signed(path: Path) -> float:
    x, y = path.points.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def carriage(c: Canvas, s: Setting) -> None:
    """End wall with its door, sides, ceiling with lamps."""
    v, light, wall = s.view, s.light, panel(s)
    for side in (-1, 1):
        _window_wall(c, s, side)
    ceiling = "#d9ccb0"
    face(
        c,
        s,
        [(-HALF, TOP, END), (HALF, TOP, END), (HALF, TOP, 1.2), (-HALF, TOP, 1.2)],
        Linear((0, -0.5), (0, 0.4), [light.dim(ceiling, 0.9), light.dim(ceiling, 0.3)]),
    )
    c.fill(upright(v, END, -HALF, HALF, 0, TOP), Linear((0, 0.4), (0, 0.65), [wall, light.dim(wall, 0.6)]))
    c.fill(upright(v, END, -0.5, 0.5, 0, 2.15), light.dim(wall, 0.9))
    c.fill(upright(v, END, -0.32, 0.32, 1.1, 1.95), Glow(mix(s.light.sky[2], "#ffdf9f", 0.5)))
    for d in (12.0, 8.6, 6.2, 4.4, 3.0):
        x, y = spot(v, 0, TOP - 0.08, d)
        m = v.metre(d)
        c.ellipse(x, y, 0.2 * m, 0.07 * m, Glow("#fff0c4") if dark(s) else "#efe6cf")
        c.ellipse(x, y - 0.03 * m, 0.25 * m, 0.05 * m, "#c19a49")
        if dark(s):
            c.glow(x, y, 1.4 * m, "#ffd58a", 0.45)


def straps(c: Canvas, s: Setting, t: float) -> None:
    """Luggage nets' tassels that sway with the carriage."""
    v = s.view
    for i, d in enumerate((3.2, 5.0, 7.4)):
        for side in (-1, 1):
            x, y = spot(v, side * 1.36, 2.28, d)
            m, a = v.metre(d), 0.12 * np.sin(2.3 * t + i)
            c.line([(x, y), (x + a * 0.3 * m, y + 0.3 * m)], "#5a4433", 0.02 * m)
            c.circle(x + a * 0.3 * m, y + 0.34 * m, 0.05 * m, cloth(s))


def _seat(c: Canvas, s: Setting, side: int, d: float) -> None:
    """A double seat that faces the camera, with its headrest."""
    light, tint = s.light, cloth(s)
    a, b = sorted((side * 0.62, side * 1.84))
    box(c, s, (a, b), (0.42, 1.25), (d + 0.5, d + 0.62), tint)
    box(c, s, (a, b), (0.0, 0.34), (d, d + 0.55), light.dim("#4a3a2e", 0.4))
    box(c, s, (a, b), (0.34, 0.48), (d - 0.02, d + 0.55), light.lift(tint, 0.2))
    v = s.view
    mid = (a + b) / 2
    for x in ((a + mid) / 2, (b + mid) / 2):
        px, py = spot(v, x, 1.18, d + 0.5)
        m = v.metre(d + 0.5)
        c.rect(px - 0.24 * m, py - 0.06 * m, 0.48 * m, 0.22 * m, "#e9e0cc", r=0.05 * m)
    edge = side * 0.62
    c.fill(along(v, edge, d - 0.04, d + 0.62, 0.6, 0.68), "#7a5533")


def seats(c: Canvas, s: Setting) -> None:
    for d in (13.2, 11.2, 9.2, 7.2, 5.6):
        for side in (-1, 1):
            _seat(c, s, side, d)


def near_seat(c: Canvas, s: Setting) -> None:
    """The back of the nearest seat in a lower corner."""
    side = float(s.rng("near seat").choice([-1, 1]))
    tint = s.light.dim(cloth(s), 0.5)
    x0, x1 = sorted((side * 0.44, side * 1.3))
    c.rect(
        x0,
        0.80,
        x1 - x0,
        0.8,
        Linear((0, 0.8), (0, 1.2), [s.light.lift(tint, 0.3), s.light.dim(tint, 0.7)]),
        r=0.06,
    )
    c.rect(x0 + 0.06, 0.785, 0.34, 0.08, s.light.dim("#e9e0cc", 0.5), r=0.02)


PLACE = Place(
    "train",
    ("train", "train carriage", "railway carriage", "compartment", "subway", "metro", "train compartment"),
    build_train,
    interior=True,
    sky=False,
    lamps=0.6,
    standing=(4.2, 5.4),
    horizon=0.48,
    eye=1.5,
)
