"""A lighthouse on its cliff above the surf."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.places.harbour import sea_colour
from rushes.engines.animatic.places.kit_build import house, lit
from rushes.engines.animatic.places.kit_land import rock, rocks, tufts, verge
from rushes.engines.animatic.places.kit_space import glints, terrain, water
from rushes.engines.animatic.setting import Place, Plane, Setting


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
        c.ellipse(
            x, v.ground(52) + 0.004 + rng.uniform(0, 0.01), 0.07 * k + 0.03, 0.006 * k, "#f4f4ee", 0.7 * k
        )


def cliff_top(s: Setting) -> float:
    return s.view.horizon - 0.10


def cliff(c: Canvas, s: Setting) -> None:
    """A bluff with strata falling to the sea, the keeper's house and the tower on it."""
    side, stone = tower_side(s), s.colour("cliff", s.colour("rock", "#6a6259", "#5e646a", "#755f52"))
    top, foot = cliff_top(s), s.view.ground(48)
    with c.at(0, 0, (side, 1)):
        _bluff(c, s, stone, top, foot)
        c.curve(_turf_edge(top), s.colour("grass", "#7d8f4f", "#87904f"), tension=0.6)
        _rocks_at_foot(c, s, stone, foot)
    _keeper(c, s, top)
    with c.at(side * 0.42, top - 0.004, s.view.metre(60)):
        lighthouse(c, s)


def _bluff(c: Canvas, s: Setting, stone: str, top: float, foot: float) -> None:
    """The rock face to the left of the land that carries the tower, with lit and dark strata."""
    light, rng = s.light, s.rng("cliff")
    face = [(0.16, foot), (0.2, foot - 0.03), (0.19, top + 0.07), (0.235, top + 0.03), (0.25, top + 0.006)]
    brow = [(0.42, top - 0.004), (0.7, top + 0.002), (1.1, top - 0.03), (2.0, top - 0.05)]
    body = paths.poly([*face, *brow, (2.0, foot + 0.05), (0.5, foot + 0.03)])
    c.fill(body, Linear((0, top), (0, foot), [light.dim(stone, 0.1), light.dim(stone, 1.1)]))
    bright = 0.5 + 0.3 * (light.side * tower_side(s) < 0)
    with c.group(clip=body):
        for _ in range(16):
            x, w = rng.uniform(0.15, 1.3), rng.uniform(0.02, 0.07)
            tone = light.lift(stone, 0.5) if rng.random() < bright else light.dim(stone, 1.2)
            end = (x + w * 0.7, foot - rng.uniform(0, 0.06))
            c.poly([(x, top - 0.02), (x + w, top), end, (x - 0.03, foot + 0.02)], tone, 0.5)


def _turf_edge(top: float) -> list[tuple[float, float]]:
    """The strip of grass along the brow of the bluff."""
    upper = ((0.27, -0.006), (0.45, -0.014), (0.75, -0.008), (1.1, -0.04), (2.0, -0.06))
    lower = ((2.0, 0.01), (1.1, 0.02), (0.7, 0.022), (0.45, 0.016), (0.3, 0.02))
    return [(x, top + dy) for x, dy in ((0.235, 0.012), *upper, *lower)]


def _rocks_at_foot(c: Canvas, s: Setting, stone: str, foot: float) -> None:
    rng = s.rng("foot rocks")
    for _ in range(9):
        w = rng.uniform(0.015, 0.045)
        rock(
            c,
            s,
            rng.uniform(0.02, 0.9),
            foot + rng.uniform(0.0, 0.015),
            w,
            w * rng.uniform(0.6, 1),
            s.light.dim(stone, 0.6),
            rng,
        )


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
    c.fill(
        body,
        Linear(
            (2.6 * k, 0), (-2.6 * k, 0), [light.lift(white, 0.4), white, light.dim(white, 1.3)], (0, 0.45, 1)
        ),
    )
    with c.group(clip=body):
        if white in ("#f0eadd",) or s.has("striped", "stripe", "band", "banded"):
            for y in (-4.6, -11.4, -18.2):
                tone = Linear(
                    (2.6 * k, 0),
                    (-2.6 * k, 0),
                    [light.lift(band, 0.4), band, light.dim(band, 1.3)],
                    (0, 0.45, 1),
                )
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
    c.curve(
        [(-2.1, -22.3), (-1.2, -23.8), (0, -24.6), (1.2, -23.8), (2.1, -22.3)],
        Linear((2 * k, 0), (-2 * k, 0), [light.lift(band, 0.5), light.dim(band, 1)]),
        tension=0.8,
    )
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
        c.fill(
            paths.poly([(x, y - 0.008), (tip[0], tip[1] - wide), (tip[0], tip[1] + wide), (x, y + 0.008)]),
            Linear(
                (x, y),
                tip,
                [(Glow("#fff3c4"), 0.62 * power), (Glow("#fff3c4"), 0.12 * power), (Glow("#fff3c4"), 0)],
                (0, 0.5, 1),
            ),
        )


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
        c.fill(
            paths.curve(left + right[::-1], True, 0.8),
            Linear((0, v.horizon), (0, 1), [s.light.lift(trail, 0.4), trail]),
            0.85,
        )
    tufts(c, s, "tufts", grass, 150, 2.6, 15, 0.26)


def stone_wall(c: Canvas, s: Setting) -> None:
    rocks(c, s, "rocks", s.colour("rock", "#6d6a66", "#77706a"), 6, 9, 15, 0.42, (0.3, 1.0))


def lh_front(c: Canvas, s: Setting) -> None:
    rng, side = s.rng("lh front"), tower_side(s)
    rock(c, s, -side * 1.0, 1.14, 0.34, 0.3, s.light.dim(s.colour("rock", "#6d6a66", "#77706a"), 0.7), rng)
    verge(c, s, "verge", s.colour("grass", "#7f924c", "#8a9450", "#78904f"), 60, 0.24, 0.48)


PLACE = Place(
    "lighthouse",
    ("lighthouse", "cliff", "headland", "clifftop", "promontory"),
    build_lighthouse,
    moonlit=1.15,
)
