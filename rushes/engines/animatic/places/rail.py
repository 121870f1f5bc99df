"""On the railway: the inside of a carriage, and the platform of a station."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_build import lamp_post, lit
from rushes.engines.animatic.places.kit_land import fade, hill
from rushes.engines.animatic.places.kit_room import dark
from rushes.engines.animatic.places.kit_space import along, box, face, fill_all, flat, side_tone, spot, terrain, upright
from rushes.engines.animatic.places.kit_tree import wood
from rushes.engines.animatic.setting import Place, Plane, Setting

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
    c.rect(v.left, v.top, v.right - v.left, 2.2, Linear((0, -0.1), (0, v.horizon), [Glow(sky[0]), Glow(sky[1]), Glow(sky[2]), Glow(sky[3])]))
    if s.light.night > 0.5:
        rng = s.rng("train stars")
        fill_all(c, [paths.ellipse(rng.uniform(-1.5, 1.5), rng.uniform(-0.3, 0.4), 0.0013) for _ in range(90)], Glow("#eaf1ff"), 0.8)
    for k, (depth, rise) in enumerate(((300, 0.09), (200, 0.04))):
        lit_land = mix(s.light.on("#6f8a5a"), s.light.haze, 0.55 - 0.2 * k)
        c.fill(hill(s, f"train hill {k}", v.horizon - rise, 0.05, first=4), Glow(lit_land))
        _ = depth
    c.rect(v.left, v.horizon + 0.01, v.right - v.left, 1.0, Glow(mix(s.light.on("#7d9455"), s.light.haze, 0.2)))


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
    c.rect(v.left, y, v.right - v.left, v.bottom - y, Linear((0, y), (0, 1.1), [light.dim(base, 0.7), base, light.dim(base, 0.6)]))
    c.fill(flat(v, -0.5, 0.5, 1.3, END), s.colour("carpet", light.dim(cloth(s), 0.3) if isinstance(cloth(s), str) else "#7a3a3a"))
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
    c.fill(shape, Linear((0, v.horizon - 0.4), (0, v.horizon + 0.5), [light.lift(tone, 0.1), light.dim(tone, 0.7)]))
    for hole in holes:
        c.stroke(hole, light.dim("#7a5533", 0.3), 0.006)
        c.fill(hole, Glow(s.light.sky[3]), 0.10)
    fill_all(c, [along(v, x * 0.995, d, d + 1.5, 0.88, 0.95) for d in np.arange(1.5, END - 1.6, 2.0)], light.lift("#9a744a", 0.5))
    fill_all(c, [along(v, x * 0.99, d, d + 0.22, 0.95, 2.12) for d in np.arange(1.5, END - 1.6, 2.0)], light.dim(cloth(s), 0.1), 0.9)
    c.fill(along(v, x * 0.99, 1.2, END, 2.18, 2.24), "#c19a49")
    rack = side * (HALF - 0.42)
    face(c, s, [(x, 2.3, 1.2), (x, 2.3, END), (rack, 2.3, END), (rack, 2.3, 1.2)], light.dim("#c19a49", 0.6), 0.75)
    rng = s.rng(f"luggage {side}")
    for d in np.arange(2.6, END - 2, 1.3):
        if rng.random() < 0.6:
            tint = str(rng.choice(("#8a4a38", "#3f5a6a", "#a8854f", "#5a6a4a", "#6b3f52")))
            a, b = sorted((side * 1.5, side * 1.86))
            box(c, s, (a, b), (2.31, 2.31 + rng.uniform(0.2, 0.34)), (float(d), float(d) + rng.uniform(0.5, 0.9)), tint)


def _signed(path: Path) -> float:
    x, y = path.points.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def carriage(c: Canvas, s: Setting) -> None:
    """End wall with its door, sides, ceiling with lamps."""
    v, light, wall = s.view, s.light, panel(s)
    for side in (-1, 1):
        _window_wall(c, s, side)
    ceiling = "#d9ccb0"
    face(c, s, [(-HALF, TOP, END), (HALF, TOP, END), (HALF, TOP, 1.2), (-HALF, TOP, 1.2)], Linear((0, -0.5), (0, 0.4), [light.dim(ceiling, 0.9), light.dim(ceiling, 0.3)]))
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
    c.rect(x0, 0.80, x1 - x0, 0.8, Linear((0, 0.8), (0, 1.2), [s.light.lift(tint, 0.3), s.light.dim(tint, 0.7)]), r=0.06)
    c.rect(x0 + 0.06, 0.785, 0.34, 0.08, s.light.dim("#e9e0cc", 0.5), r=0.02)


def build_station(s: Setting) -> list[Plane]:
    return [
        Plane("country", 500, station_far, rim=0.3),
        Plane("platform", 70, platform, ground=True, rim=0),
        Plane("train", 30, standing_train, rim=0.3, moving=smoke),
        Plane("canopy", 16, canopy, rim=0.5),
        Plane("things", 9.5, station_things, rim=0.6),
        Plane("front", 2.5, station_front, blur=0.005, rim=0.5),
    ]


def station_far(c: Canvas, s: Setting) -> None:
    v = s.view
    for k, (depth, rise) in enumerate(((380, 0.08), (240, 0.04))):
        with c.distance(depth):
            fade(c, s, hill(s, f"station hill {k}", v.horizon - rise, 0.04), "#6f8a5c", depth, 0.5)
    wood(c, s, "station wood", "#55744c", 160, v.horizon + 0.005, 0.05, 0.03, broad=True, wave=0.02, mist=0.3)


def platform(c: Canvas, s: Setting) -> None:
    """The platform on the right, the tracks on the left."""
    v, light = s.view, s.light
    slab = s.colour("platform", "#a59a8c", "#9a958f") if s.weather != "snow" else "#dfe5ea"
    terrain(c, s, "#6f675e")
    with c.distance(8):
        sleepers = [flat(v, -6.2, -3.4, float(d), float(d) + 0.25) for d in np.arange(2, 60, 0.8)]
        fill_all(c, sleepers, light.dim("#5a4636", 0.3))
        for x in (-5.6, -4.1):
            c.fill(flat(v, x, x + 0.09, 1.2, 68), Glow(mix(light.sky[2], light.on("#8a8d93"), 0.5)))
    c.fill(flat(v, -2.6, 30, 1.2, 66), Linear((0, v.horizon), (0, 1.05), [Glow(light.on(slab, 70)), Glow(light.on(slab, 8)), Glow(light.on(light.dim(slab, 0.4), 2))], (0, 0.3, 1)))
    with c.distance(6):
        c.fill(flat(v, -2.6, -2.3, 1.2, 66), light.lift(slab, 0.9))
        c.fill(flat(v, -1.9, -1.7, 1.2, 66), s.colour("line", "#e0b23c"), 0.9)
        seams = [flat(v, -2.3, 12, float(d), float(d) + 0.04) for d in np.geomspace(1.6, 40, 18)]
        seams += [flat(v, float(x), float(x) + 0.03, 1.3, 60) for x in np.arange(-0.5, 10, 1.4)]
        fill_all(c, seams, light.dim(slab, 0.9), 0.5)


def standing_train(c: Canvas, s: Setting) -> None:
    """A train at the platform, seen along its side."""
    v, light = s.view, s.light
    colour = s.colour("train", "#2f5f52", "#8a3a33", "#2f4f7a", "#c9a24a")
    x = -3.1
    for d0, d1 in ((34.0, 52.0), (20.5, 33.5), (7.6, 20.0)):
        with c.distance(d0):
            tone = side_tone(s, colour, x, 0.6)
            c.fill(along(v, x, d0, d1, 0.5, 3.7), Linear((0, v.horizon - 0.3), (0, v.horizon + 0.25), [light.lift(tone, 0.25), light.dim(tone, 0.6)]))
            c.fill(along(v, x, d0, d1, 2.35 - 0.75, 2.95), light.lift("#e6dcc2", 0.1), 0.9)
            glass = Glow("#ffd58a") if lit(s) else "#4d6570"
            fill_all(c, [along(v, x + 0.01, float(d), float(d) + 1.1, 1.75, 2.8) for d in np.arange(d0 + 0.5, d1 - 1.2, 1.6)], glass)
            c.fill(along(v, x, d0, d1, 3.6, 4.0), light.dim("#4a4d55", 0.3))
            c.fill(along(v, x, d0, d1, 0.2, 0.5), light.dim("#2b2b30", 0.2))
            c.fill(along(v, x + 0.02, d0 + 0.1, d0 + 1.0, 0.5, 3.0), light.dim(colour, 0.7))
            if lit(s):
                px, py = spot(v, x, 2.2, (d0 + d1) / 2)
                c.glow(px, py, 3.5 * v.metre(d0), "#ffc873", 0.3)
    d = 7.5
    with c.distance(d):
        c.fill(upright(v, d, x - 3.0, x, 0.5, 3.8), Linear((0, 0.2), (0, 0.75), [light.dim(colour, 0.2), light.dim(colour, 0.9)]))
        c.fill(upright(v, d, x - 3.1, x + 0.05, 3.7, 4.05), light.dim("#4a4d55", 0.3))
        for a in (-2.75, -1.25):
            c.fill(upright(v, d, x + a, x + a + 1.0, 1.9, 3.1), Glow("#ffd58a") if lit(s) else "#4d6570")
            px, py = spot(v, x + a + 0.5, 1.1, d)
            c.circle(px, py, 0.17 * v.metre(d), Glow("#fff3cf"))
            c.glow(px, py, 1.5 * v.metre(d), "#ffe6ad", 0.25 + 0.4 * light.night)
        c.fill(upright(v, d, x - 3.0, x, 1.45, 1.6), light.lift("#e6dcc2", 0.1))
        c.fill(upright(v, d, x - 3.0, x, 0.3, 0.6), light.dim("#2b2b30", 0.2))


def smoke(c: Canvas, s: Setting, t: float) -> None:
    """Steam over the far end of the train."""
    v = s.view
    x0, y0 = spot(v, -3.4, 4.0, 50)
    for i in range(12):
        f = (0.12 * t + i / 12) % 1
        c.circle(x0 - 0.10 * f + 0.015 * np.sin(i * 2.1), y0 - 0.24 * f, 0.012 + 0.05 * f, Glow(mix(s.light.sky[3], "#ffffff", 0.35 * (1 - s.light.night))), 0.4 * (1 - f))


def canopy(c: Canvas, s: Setting) -> None:
    """The glass and iron roof over the platform."""
    v, light = s.view, s.light
    iron = s.colour("iron", "#3f5a52", "#4a4038", "#3f4f63")
    top, high = 4.6, 5.6
    face(c, s, [(-2.4, top, 60), (3.0, high, 60), (3.0, high, 1.3), (-2.4, top, 1.3)], Linear((0, -0.6), (0, 0.5), [light.dim("#a9b8b4", 0.6), light.dim("#a9b8b4", 0.2)]), 0.62)
    face(c, s, [(3.0, high, 60), (9.0, top, 60), (9.0, top, 1.3), (3.0, high, 1.3)], light.dim("#8a9a98", 0.6), 0.9)
    c.fill(along(v, -2.4, 1.3, 60, top - 0.45, top), light.dim(iron, 0.2))
    for d in (40.0, 28.0, 20.0, 14.0, 10.0, 7.2):
        with c.distance(d):
            m = v.metre(d)
            x, y = spot(v, 3.0, 0, d)
            c.limb([(x, y), (x, y - 0.8 * m), (x, y - high * m)], (0.4 * m, 0.26 * m, 0.22 * m), Linear((x - 0.1 * m, 0), (x + 0.1 * m, 0), [light.dim(iron, 0.6), light.lift(iron, 0.4)]))
            a, b, p = spot(v, -2.4, top - 0.1, d), spot(v, 9, top - 0.1, d), spot(v, 3.0, high, d)
            c.line([a, p, b], iron, 0.14 * m, smooth=False)
            for k in (-1, 1):
                c.line([(x, y - (high - 1.7) * m), (x + k * 0.6 * m, y - (high - 0.7) * m), (x + k * 1.5 * m, y - (high - 0.2) * m)], iron, 0.1 * m)
            lx, ly = spot(v, 0.4, 4.2, d)
            c.line([(lx, ly - 0.9 * m), (lx, ly)], iron, 0.04 * m)
            c.ellipse(lx, ly, 0.26 * m, 0.16 * m, Glow("#ffe6ad") if lit(s) else "#e6e2d4")
            if lit(s):
                c.glow(lx, ly, 2.0 * m, "#ffd58a", 0.5)


def station_things(c: Canvas, s: Setting) -> None:
    """A clock, a bench with luggage, a lamp."""
    v, light, rng = s.view, s.light, s.rng("station things")
    d, m = 10.0, v.metre(10)
    x, y = spot(v, 1.4, 3.5, d)
    c.line([(x, y - 1.1 * m), (x, y)], "#2b2e33", 0.06 * m)
    c.circle(x, y, 0.42 * m, "#2b2e33")
    c.circle(x, y, 0.35 * m, Glow("#fff3d0") if lit(s) else "#f3eddd")
    c.line([(x, y), (x, y - 0.26 * m)], "#2b2e33", 0.035 * m)
    c.line([(x, y), (x + 0.18 * m, y + 0.07 * m)], "#2b2e33", 0.035 * m)
    wood_tone = s.colour("bench", "#8a5f3d", "#3f6257")
    box(c, s, (4.0, 6.4), (0.42, 0.5), (9.0, 9.5), wood_tone)
    box(c, s, (4.0, 6.4), (0.6, 1.05), (9.5, 9.56), wood_tone)
    for px in (4.1, 6.2):
        box(c, s, (px, px + 0.1), (0, 0.42), (9.0, 9.5), "#2b2e33")
    for k, (w, h) in enumerate(((0.8, 0.55), (0.65, 0.4), (0.4, 0.3))):
        tint = str(rng.choice(("#8a4a38", "#a8854f", "#3f5a6a")))
        box(c, s, (2.9 + 0.1 * k, 2.9 + 0.1 * k + w), (0.55 * (k > 0) + 0.4 * (k > 1), 0.55 * (k > 0) + 0.4 * (k > 1) + h), (8.6, 9.0), tint)
    _ = light


def station_front(c: Canvas, s: Setting) -> None:
    """An iron column close to the camera."""
    iron = s.light.dim(s.colour("iron", "#3f5a52", "#4a4038", "#3f4f63"), 0.9)
    c.rect(0.80, -0.7, 0.11, 2.3, Linear((0.80, 0), (0.91, 0), [s.light.dim(iron, 0.6), s.light.lift(iron, 0.4), s.light.dim(iron, 0.6)]))
    c.line([(0.85, 0.12), (0.72, 0.0), (0.5, -0.09)], iron, 0.028)
    _ = lamp_post


TRAIN = Place("train", ("train", "carriage", "compartment", "railway carriage", "subway", "metro", "tram", "wagon", "bus"), build_train, interior=True, sky=False,
              lamps=0.6, standing=(4.2, 5.4), horizon=0.48, eye=1.5)  # fmt: skip
STATION = Place("train station", ("station", "platform", "railway", "train station", "railroad", "terminal", "airport"), build_station)
PLACES = (TRAIN, STATION)
