"""Harbour and lighthouse: quays, boats and warehouses; a tower on its cliff above the surf."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.places.kit_boat import HULLS, net, piles, planks, rowboat, sailboat, trawler
from rushes.engines.animatic.places.kit_build import facade_front, house, lamp_post, lit
from rushes.engines.animatic.places.kit_land import fade, hill, rock, rocks, tufts, verge
from rushes.engines.animatic.places.kit_space import glints, mirrored, terrain, water
from rushes.engines.animatic.setting import Place, Plane, Setting

WALLS = ("#e8dcc4", "#d98f6a", "#c9b27a", "#b9604c", "#9fb0b3", "#e3c9a0")
ROOFS = ("#a8523c", "#7d4a3c", "#5c5f6b", "#935b41")


def sea_colour(s: Setting) -> str:
    return s.colour("water", s.colour("sea", "#2f7489", "#2b6a80", "#367f86"))


def build_harbour(s: Setting) -> list[Plane]:
    return [
        Plane("hills", 700, harbour_hills, rim=0.3),
        Plane("town", 130, town, rim=0.4),
        Plane("water", 110, harbour_water, ground=True, rim=0, moving=ripples),
        Plane("far boats", 48, far_boats, rim=0.5),
        Plane("boats", 20, boats),
        Plane("quay", 13, quay, ground=True, rim=0),
        Plane("gear", 10.5, gear),
        Plane("posts", 2.6, posts, blur=0.004),
    ]


def harbour_hills(c: Canvas, s: Setting) -> None:
    v = s.view
    side = float(s.rng("hill side").choice([-1, 1]))
    for k, depth in enumerate((420, 240)):
        land = hill(s, f"hill {k}", v.horizon - 0.05 + 0.02 * k, 0.05, tilt=side * (0.07 - 0.03 * k), bottom=v.horizon + 0.01)
        with c.distance(depth):
            fade(c, s, land, s.colour("hills", "#5f7358", "#6b7258"), depth, 0.4)


def town(c: Canvas, s: Setting) -> None:
    """Rows of tall houses along the far quay, their windows lit at dusk, and a church or crane."""
    v, rng = s.view, s.rng("town")
    named = s.colour("house", s.colour("cottage", s.colour("warehouse", "")) or "") or None
    side = float(s.rng("hill side").choice([-1, 1]))
    for depth in (135.0, 112.0):
        m = v.metre(depth)
        edge = (v.left - 0.2) / m
        while edge < (v.right + 0.2) / m:
            w, h = rng.uniform(6, 10), rng.uniform(7, 13)
            if rng.random() < 0.86 - 0.25 * (edge * side < 0):
                wall = named or WALLS[int(rng.integers(6))]
                with c.distance(depth), c.at((edge + w / 2) * m, v.ground(depth), m):
                    house(c, s, w, h * (0.75 if depth < 130 else 1.0), wall, ROOFS[int(rng.integers(4))], rng)
            edge += w * rng.uniform(0.85, 1.3)
    with c.distance(105):
        c.rect(v.left, v.ground(108) - 0.004, v.right - v.left, 0.012, s.light.dim("#6d675f", 0.5))
    if rng.random() < 0.6:
        _crane(c, s, -side * rng.uniform(0.25, 0.6))


def _crane(c: Canvas, s: Setting, x: float) -> None:
    v = s.view
    steel = s.light.dim("#a35a3a", 0.4)
    with c.distance(120), c.at(x, v.ground(112), v.metre(112)):
        for k in (-1, 1):
            c.line([(k * 2.4, 0), (k * 0.8, -16)], steel, 0.7)
        for y in (-4, -9):
            c.line([(-2, y), (2, y)], steel, 0.45)
        c.line([(-6, -15), (13, -24)], steel, 0.8)
        c.line([(0, -16), (0, -22), (10, -22.6)], steel, 0.3, smooth=False)
        c.line([(12.5, -23.6), (12.5, -10)], steel, 0.18)
        c.rect(-3, -18, 4, 3.4, steel)


def harbour_water(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("reflections")
    water(c, s, sea_colour(s), near=5)
    dark = mix(s.light.on(s.light.dim(sea_colour(s), 1.2), 60), s.light.haze, 0.1)
    for x in np.linspace(v.left, v.right, 34):
        mirrored(c, s, float(x + rng.normal(0, 0.02)), 104, rng.uniform(4, 8), rng.uniform(5, 11), Glow(dark), 0.3)
    if lit(s):
        for _ in range(26):
            mirrored(c, s, rng.uniform(v.left, v.right), 100, rng.uniform(1, 2), rng.uniform(6, 16), Glow("#ffcf85"), 0.45)


def ripples(c: Canvas, s: Setting, t: float) -> None:
    glints(c, s, t, near=14, far=100, n=26)


def _boat_colour(s: Setting, rng: np.random.Generator) -> str:
    return s.colour("boat", HULLS[int(rng.integers(5))])


def far_boats(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("far boats")
    for depth in sorted(rng.uniform(34, 80, 6), reverse=True):
        d, x = float(depth), rng.choice([-1, 1]) * rng.uniform(0.08, 0.95)
        with c.distance(d):
            mirrored(c, s, x, d, 5, 4, s.light.dim("#31414c", 0.5), 0.35)
            with c.at(x, v.ground(d), (v.metre(d) * float(rng.choice([-1, 1])), v.metre(d))):
                if rng.random() < 0.4:
                    sailboat(c, s, 7, _boat_colour(s, rng))
                else:
                    trawler(c, s, 9, _boat_colour(s, rng), rng)


def boats(c: Canvas, s: Setting) -> None:
    """Two boats moored at the near quay, at the sides of the stage."""
    v, rng = s.view, s.rng("boats")
    side = float(rng.choice([-1, 1]))
    for k, (x, d, length) in enumerate(((side * 0.62, 21.0, 10.5), (-side * 0.78, 17.0, 5.0), (side * 1.35, 18.0, 9.0))):
        with c.distance(d):
            mirrored(c, s, x, d - 0.6, length * 0.9, 2.6, s.light.dim("#2b3b46", 0.8), 0.5)
            with c.at(x, v.ground(d), (v.metre(d) * -side, v.metre(d))):
                if k == 1:
                    rowboat(c, s, length, _boat_colour(s, rng))
                else:
                    trawler(c, s, length, _boat_colour(s, rng), rng)


def quay(c: Canvas, s: Setting) -> None:
    """The stone quay where the cast stands."""
    v = s.view
    stone = s.colour("quay", "#96897a", "#8b8680", "#a39079")
    edge = v.ground(13)
    terrain(c, s, stone, outline=paths.rect(v.left, edge, v.right - v.left, v.bottom - edge))
    wall = s.light.dim(stone, 1.3)
    c.rect(v.left, edge - 0.004, v.right - v.left, 0.012, s.light.lift(stone, 0.7))
    _ = wall
    if s.has("pier", "jetty", "wooden", "dock", "boardwalk"):
        planks(c, s, -12, 12, 1.6, 13, s.colour("pier", "#8a6f52"))
    else:
        _flags(c, s, stone)


def _flags(c: Canvas, s: Setting, stone: str) -> None:
    """Flagstones in perspective, and the wet light on them."""
    v, rng = s.view, s.rng("flags")
    with c.distance(5):
        for depth in np.geomspace(2.2, 12.5, 10):
            y = v.ground(float(depth))
            c.line([(v.left, y), (v.right, y)], s.light.dim(stone, 0.9), 0.012 / depth, 0.7)
        for a, b in zip(np.geomspace(2.2, 12.5, 10), np.geomspace(2.2, 12.5, 10)[1:], strict=False):
            for x in np.arange(-10, 10, 1.3) + rng.uniform(0, 1.3):
                c.line([(x * v.metre(float(a)), v.ground(float(a))), (x * v.metre(float(b)), v.ground(float(b)))], s.light.dim(stone, 0.9), 0.012 / a, 0.6)
        shine = Glow(mix(s.light.sky[2], s.light.sky[3], 0.5))
        for _ in range(14):
            d = float(rng.uniform(3, 11))
            c.ellipse(rng.uniform(-1, 1), v.ground(d), rng.uniform(0.3, 1.4) * v.metre(d), 0.07 * v.metre(d), shine,
                      0.16 + 0.3 * (s.weather in ("rain", "storm")))  # fmt: skip


def gear(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("gear")
    side = float(rng.choice([-1, 1]))
    net(c, s, side * 0.62 if side > 0 else -0.95, v.ground(9.5), v.metre(9.5), rng)
    for x in (-1.3, -0.48, 0.48, 1.3):
        m, y = v.metre(12.3), v.ground(12.3)
        c.limb([(x, y), (x, y - 0.45 * m)], (0.32 * m, 0.24 * m), "#2f2e33")
        c.ellipse(x, y - 0.5 * m, 0.22 * m, 0.09 * m, "#3c3a40")
    lamp_post(c, s, -side * 0.66, v.ground(10), v.metre(10))
    lamp_post(c, s, side * 1.25, v.ground(10), v.metre(10))


def posts(c: Canvas, s: Setting) -> None:
    """A mooring post and its rope close to the camera."""
    side = float(s.rng("posts").choice([-1, 1]))
    wood = s.light.dim("#5c4837", 0.7)
    x = side * 0.86
    c.rect(x - 0.075, 0.66, 0.15, 0.7, Linear((x - 0.075, 0), (x + 0.075, 0), [s.light.dim(wood, 0.8), s.light.lift(wood, 0.5)]))
    c.ellipse(x, 0.66, 0.075, 0.02, s.light.lift(wood, 0.9))
    for k in range(4):
        c.line([(x - 0.08, 0.75 + k * 0.022), (x, 0.765 + k * 0.022), (x + 0.08, 0.75 + k * 0.022)], "#c9b48c", 0.017)
    c.line([(x, 0.77), (x + side * 0.1, 0.86), (x + side * 0.5, 0.92)], "#b8a37c", 0.014)


def build_lighthouse(s: Setting) -> list[Plane]:
    return [
        Plane("headlands", 800, headlands, rim=0.3),
        Plane("sea", 300, open_sea, ground=True, rim=0, moving=sea_moving),
        Plane("cliff", 60, cliff, moving=beam),
        Plane("turf", 22, turf, ground=True, rim=0),
        Plane("wall", 14, stone_wall, rim=0.6),
        Plane("front", 2.5, lh_front, blur=0.004, sway=0.5, rim=0.7),
    ]


def tower_side(s: Setting) -> float:
    return float(s.rng("tower side").choice([-1, 1]))


def headlands(c: Canvas, s: Setting) -> None:
    v, side = s.view, tower_side(s)
    for depth, rise in ((420, 0.05), (260, 0.09)):
        rng = s.rng(f"headland {depth}")
        path = paths.ridge(0, v.right + 0.4, v.horizon - rise, 0.03, v.horizon + 0.012, rng)
        ramp = np.clip((path.points[:-2, 0] - (0.2 if depth > 300 else 0.5)) / 0.5, 0, 1)
        path.points[:-2, 1] = v.horizon + 0.012 - (v.horizon + 0.012 - path.points[:-2, 1]) * ramp
        with c.distance(depth), c.at(0, 0, (-side, 1)):
            c.fill(path, s.colour("cliffs", "#66705e", "#6e6a60"))


def open_sea(c: Canvas, s: Setting) -> None:
    water(c, s, sea_colour(s), near=14)


def sea_moving(c: Canvas, s: Setting, t: float) -> None:
    """Glints, and surf that breathes along the foot of the cliff."""
    v, side, rng = s.view, tower_side(s), s.rng("surf")
    glints(c, s, t, near=24, far=200, n=18)
    for i in range(9):
        x = side * (0.02 + 0.12 * i) + rng.normal(0, 0.02)
        k = 0.6 + 0.4 * np.sin(t * 1.3 + i * 1.7)
        c.ellipse(x, v.ground(52) + 0.004 + rng.uniform(0, 0.01), 0.07 * k + 0.03, 0.006 * k, "#f4f4ee", 0.7 * k)


def cliff_top(s: Setting) -> float:
    return s.view.horizon - 0.10


def cliff(c: Canvas, s: Setting) -> None:
    """A bluff with strata falling to the sea, the keeper's house and the tower on it."""
    v, side, light = s.view, tower_side(s), s.light
    rng, stone = s.rng("cliff"), s.colour("cliff", s.colour("rock", "#6a6259", "#5e646a", "#755f52"))
    top, foot = cliff_top(s), v.ground(48)
    with c.at(0, 0, (side, 1)):
        k = light.side * side
        edge = [(0.16, foot), (0.2, foot - 0.03), (0.19, top + 0.07), (0.235, top + 0.03), (0.25, top + 0.006), (0.42, top - 0.004), (0.7, top + 0.002), (1.1, top - 0.03), (2.0, top - 0.05), (2.0, foot + 0.05), (0.5, foot + 0.03)]
        body = paths.poly(edge)
        c.fill(body, Linear((0, top), (0, foot), [light.dim(stone, 0.1), light.dim(stone, 1.1)]))
        with c.group(clip=body):
            for _ in range(16):
                x, w = rng.uniform(0.15, 1.3), rng.uniform(0.02, 0.07)
                tone = light.lift(stone, 0.5) if rng.random() < 0.5 + 0.3 * (k < 0) else light.dim(stone, 1.2)
                c.poly([(x, top - 0.02), (x + w, top), (x + w * 0.7, foot - rng.uniform(0, 0.06)), (x - 0.03, foot + 0.02)], tone, 0.5)
        grass = s.colour("grass", "#7d8f4f", "#87904f")
        c.curve([(0.235, top + 0.012), (0.27, top - 0.006), (0.45, top - 0.014), (0.75, top - 0.008), (1.1, top - 0.04), (2.0, top - 0.06), (2.0, top + 0.01), (1.1, top + 0.02), (0.7, top + 0.022), (0.45, top + 0.016), (0.3, top + 0.02)], grass, tension=0.6)
        _rocks_at_foot(c, s, stone, foot)
    _keeper(c, s, top)
    with c.at(side * 0.42, top - 0.004, v.metre(60)):
        lighthouse(c, s)


def _rocks_at_foot(c: Canvas, s: Setting, stone: str, foot: float) -> None:
    rng = s.rng("foot rocks")
    for _ in range(9):
        w = rng.uniform(0.015, 0.045)
        rock(c, s, rng.uniform(0.02, 0.9), foot + rng.uniform(0.0, 0.015), w, w * rng.uniform(0.6, 1), s.light.dim(stone, 0.6), rng)


def _keeper(c: Canvas, s: Setting, top: float) -> None:
    v, side, rng = s.view, tower_side(s), s.rng("keeper")
    wall = s.colour("cottage", "#ece5d6")
    with c.at(side * 0.58, top + 0.004, v.metre(60)):
        house(c, s, 9, 3.2, wall, s.colour("roof", "#8d4b3c", "#5d6470"), rng)


def lighthouse(c: Canvas, s: Setting) -> None:
    """The tower in metres, foot at the origin, 24 m high; bands and lantern as the text says."""
    light, k = s.light, s.light.side
    white = s.colour("tower", s.colour("lighthouse", "#f0eadd"))
    band = s.colour("band", s.colour("stripe", "#b8382f", "#2f4f7d", "#b8382f", "#3a3d45"))
    body = paths.poly([(-2.9, 0.4), (-1.9, -19), (1.9, -19), (2.9, 0.4)])
    c.fill(body, Linear((2.6 * k, 0), (-2.6 * k, 0), [light.lift(white, 0.4), white, light.dim(white, 1.3)], (0, 0.45, 1)))
    with c.group(clip=body):
        if white in ("#f0eadd",) or s.has("striped", "stripe", "band", "banded"):
            for y in (-4.6, -11.4, -18.2):
                tone = Linear((2.6 * k, 0), (-2.6 * k, 0), [light.lift(band, 0.4), band, light.dim(band, 1.3)], (0, 0.45, 1))
                c.rect(-4, y, 8, 3.4, tone)
    for y in (-3, -8.6, -14.6):
        c.rect(-0.35, y - 1.2, 0.7, 1.2, Glow("#ffd58a") if lit(s) else "#3b4650", r=0.3)
    c.rect(-2.9, -19.5, 5.8, 0.6, "#33353c")
    for x in np.linspace(-2.8, 2.8, 8):
        c.rect(float(x) - 0.06, -20.6, 0.12, 1.2, "#33353c")
    c.rect(-2.9, -20.7, 5.8, 0.14, "#33353c")
    c.rect(-1.5, -22.4, 3, 3, Glow("#fff0b8") if lit(s) else "#a7bcc2")
    for x in (-1.5, -0.5, 0.5, 1.5):
        c.rect(x - 0.07, -22.4, 0.14, 3, "#33353c")
    c.curve([(-2.1, -22.3), (-1.2, -23.8), (0, -24.6), (1.2, -23.8), (2.1, -22.3)], Linear((2 * k, 0), (-2 * k, 0), [light.lift(band, 0.5), light.dim(band, 1)]), tension=0.8)
    c.line([(0, -24.5), (0, -26)], "#33353c", 0.16)


def beam(c: Canvas, s: Setting, t: float) -> None:
    """The lamp's halo and two beams that turn, seen at night and in thick weather."""
    v, side = s.view, tower_side(s)
    thick = 0.6 * (s.weather in ("fog", "rain", "storm", "snow"))
    power = max(s.light.night, thick if s.light.night > 0.05 or thick else 0)
    if power < 0.15:
        return
    x, y = side * 0.42, cliff_top(s) - 0.004 - 20.9 * v.metre(60)
    c.glow(x, y, 0.22, "#ffe6a3", 0.75 * power)
    for k in (0, np.pi):
        a = t * 0.7 + k
        reach, wide = 1.7 * np.cos(a), 0.035 + 0.10 * abs(np.sin(a))
        tip = (x + reach, y - 0.02)
        c.fill(paths.poly([(x, y - 0.008), (tip[0], tip[1] - wide), (tip[0], tip[1] + wide), (x, y + 0.008)]),
               Linear((x, y), tip, [(Glow("#fff3c4"), 0.62 * power), (Glow("#fff3c4"), 0.12 * power), (Glow("#fff3c4"), 0)], (0, 0.5, 1)))  # fmt: skip


def turf(c: Canvas, s: Setting) -> None:
    """The clifftop where the cast stands, with a path to the tower."""
    v, side = s.view, tower_side(s)
    grass = s.colour("grass", "#7f924c", "#8a9450", "#78904f")
    rng = s.rng("turf edge")
    x = np.linspace(v.left, v.right, 60)
    line = v.ground(19) - side * x * 0.035 + 0.012 * paths.noise(60, rng, 3)
    outline = paths.poly(np.concatenate([np.stack([x, line], 1), [(v.right, v.bottom), (v.left, v.bottom)]]))
    terrain(c, s, grass, outline=outline)
    trail = s.colour("path", "#c4ad84", "#b8a37f")
    left, right = [], []
    for d in np.geomspace(1.8, 22, 14):
        m = v.metre(float(d))
        px = side * (0.5 + 0.018 * d**1.75) * m
        left.append((px - 0.8 * m, v.ground(float(d))))
        right.append((px + 0.8 * m, v.ground(float(d))))
    with c.group(clip=outline):
        c.fill(paths.curve(left + right[::-1], True, 0.8), Linear((0, v.horizon), (0, 1), [s.light.lift(trail, 0.4), trail]), 0.85)
    tufts(c, s, "tufts", grass, 150, 2.6, 15, 0.26)


def stone_wall(c: Canvas, s: Setting) -> None:
    rocks(c, s, "rocks", s.colour("rock", "#6d6a66", "#77706a"), 6, 9, 15, 0.42, (0.3, 1.0))


def lh_front(c: Canvas, s: Setting) -> None:
    rng, side = s.rng("lh front"), tower_side(s)
    rock(c, s, -side * 1.0, 1.14, 0.34, 0.3, s.light.dim(s.colour("rock", "#6d6a66", "#77706a"), 0.7), rng)
    verge(c, s, "verge", s.colour("grass", "#7f924c", "#8a9450", "#78904f"), 60, 0.24, 0.48)


HARBOUR = Place("harbour", ("harbour", "harbor", "port", "dock", "quay", "pier", "wharf", "marina", "jetty"), build_harbour, standing=(4.5, 8.5))
LIGHTHOUSE = Place("lighthouse", ("lighthouse", "cliff", "headland", "clifftop", "promontory"), build_lighthouse)
PLACES = (HARBOUR, LIGHTHOUSE)
_ = facade_front
