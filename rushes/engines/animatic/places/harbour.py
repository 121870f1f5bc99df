"""A harbour: quay, boats, and the town across the water."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.places.kit_boat import HULLS, net, planks, rowboat, sailboat, trawler
from rushes.engines.animatic.places.kit_build import house, lamp_post, lit
from rushes.engines.animatic.places.kit_land import fade, hill
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
        land = hill(
            s,
            f"hill {k}",
            v.horizon - 0.05 + 0.02 * k,
            0.05,
            tilt=side * (0.07 - 0.03 * k),
            bottom=v.horizon + 0.01,
        )
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
        mirrored(
            c, s, float(x + rng.normal(0, 0.02)), 104, rng.uniform(4, 8), rng.uniform(5, 11), Glow(dark), 0.3
        )
    if lit(s):
        for _ in range(26):
            mirrored(
                c,
                s,
                rng.uniform(v.left, v.right),
                100,
                rng.uniform(1, 2),
                rng.uniform(6, 16),
                Glow("#ffcf85"),
                0.45,
            )


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
    for k, (x, d, length) in enumerate(
        ((side * 0.62, 21.0, 10.5), (-side * 0.78, 17.0, 5.0), (side * 1.35, 18.0, 9.0))
    ):
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
    s.light.dim(stone, 1.3)
    c.rect(v.left, edge - 0.004, v.right - v.left, 0.012, s.light.lift(stone, 0.7))
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
                c.line(
                    [
                        (x * v.metre(float(a)), v.ground(float(a))),
                        (x * v.metre(float(b)), v.ground(float(b))),
                    ],
                    s.light.dim(stone, 0.9),
                    0.012 / a,
                    0.6,
                )
        shine = Glow(mix(s.light.sky[2], s.light.sky[3], 0.5))
        for _ in range(14):
            d = float(rng.uniform(3, 11))
            c.ellipse(
                rng.uniform(-1, 1),
                v.ground(d),
                rng.uniform(0.3, 1.4) * v.metre(d),
                0.07 * v.metre(d),
                shine,
                0.16 + 0.3 * (s.weather in ("rain", "storm")),
            )


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
    c.rect(
        x - 0.075,
        0.66,
        0.15,
        0.7,
        Linear((x - 0.075, 0), (x + 0.075, 0), [s.light.dim(wood, 0.8), s.light.lift(wood, 0.5)]),
    )
    c.ellipse(x, 0.66, 0.075, 0.02, s.light.lift(wood, 0.9))
    for k in range(4):
        c.line(
            [(x - 0.08, 0.75 + k * 0.022), (x, 0.765 + k * 0.022), (x + 0.08, 0.75 + k * 0.022)],
            "#c9b48c",
            0.017,
        )
    c.line([(x, 0.77), (x + side * 0.1, 0.86), (x + side * 0.5, 0.92)], "#b8a37c", 0.014)


PLACE = Place(
    "harbour",
    ("harbour", "harbor", "port", "dock", "quay", "pier", "wharf", "marina", "jetty"),
    build_harbour,
    standing=(4.5, 8.5),
)
