"""A village: cottages along a lane, a church in the haze, gardens, a well."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import hexed, mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_build import fence, house, lamp_post, lit
from rushes.engines.animatic.places.kit_land import bush, fade, flowers, hill, tufts, verge
from rushes.engines.animatic.places.kit_space import fill_all, mottle, terrain
from rushes.engines.animatic.places.kit_tree import crown, tree, wood
from rushes.engines.animatic.setting import Place, Plane, Setting

WALLS = ("#eee4cf", "#e6d3ac", "#d8b48c", "#e9d9c6", "#d9c8b4")
ROOFS = ("#a6543c", "#8f4f3c", "#7f6a55", "#5f6470")


def build(s: Setting) -> list[Plane]:
    return [
        Plane("hills", 700, hills, rim=0.3),
        Plane("church", 110, church, rim=0.6),
        Plane("ground", 100, ground, ground=True, rim=0),
        Plane("far houses", 50, far_houses, rim=0.6),
        Plane("houses", 24, houses),
        Plane("gardens", 13, gardens, rim=0.6, sway=0.04),
        Plane("front", 2.6, front, blur=0.005, sway=0.15, rim=0.7),
    ]


def wintry(s: Setting) -> bool:
    return s.weather == "snow" or s.has("snow", "snowy", "winter")


def wall(s: Setting, rng: np.random.Generator) -> str:
    choice = WALLS[int(rng.integers(5))]
    return s.colour("cottage", s.colour("house", choice))


def roof(s: Setting, rng: np.random.Generator) -> str:
    return "#eef1f4" if wintry(s) else s.colour("roof", ROOFS[int(rng.integers(4))])


def hills(c: Canvas, s: Setting) -> None:
    v = s.view
    for k, (depth, rise) in enumerate(((430, 0.17), (300, 0.11), (190, 0.055))):
        green = "#e3e9ef" if wintry(s) else s.colour("hills", "#6f8a55", "#7d8b52")
        with c.distance(depth):
            fade(
                c, s, hill(s, f"hill {k}", v.horizon - rise, 0.06, tilt=0.05 * (-1) ** k), green, depth, 0.45
            )
            if k:
                wood(
                    c,
                    s,
                    f"wood {k}",
                    "#55704a",
                    depth,
                    v.horizon - rise + 0.045,
                    0.04,
                    0.022,
                    broad=True,
                    wave=0.05,
                    mist=0.3,
                )


def church(c: Canvas, s: Setting) -> None:
    """The church tower over the roofs at the end of the lane."""
    v, rng = s.view, s.rng("church")
    x = 0.16 * float(rng.choice([-1, 1]))
    stone, slate, light = s.colour("church", "#d8ceb9"), s.colour("spire", "#5d6470", "#8f4f3c"), s.light
    with c.distance(100), c.at(x, v.ground(110), v.metre(110)):
        k = light.side
        c.poly(
            [(-2.6, 0), (-2.6, -15), (2.6, -15), (2.6, 0)],
            Linear((2.6 * k, 0), (-2.6 * k, 0), [light.lift(stone, 0.5), light.dim(stone, 0.8)]),
        )
        c.poly(
            [(-3.1, -14.8), (0, -26), (3.1, -14.8)],
            Linear((3 * k, 0), (-3 * k, 0), [light.lift(slate, 0.4), light.dim(slate, 0.9)]),
        )
        c.circle(0, -12.2, 1.1, Glow("#ffdf9a") if lit(s) else "#efe9d8")
        c.rect(-0.5, -9, 1.0, 2.2, Glow("#ffd58a") if lit(s) else "#46505a", r=0.5)
        c.line([(0, -26), (0, -28.4)], "#3a3d42", 0.25)
        c.line([(-0.7, -27.4), (0.7, -27.4)], "#3a3d42", 0.25)
    for _ in range(9):
        w = rng.uniform(7, 10)
        with c.distance(100), c.at(x + rng.normal(0, 0.3), v.ground(100), v.metre(105)):
            house(c, s, w, rng.uniform(3, 5), wall(s, rng), roof(s, rng), rng)


def ground(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    grass = "#e6ebf0" if wintry(s) else s.colour("grass", "#8a9c55", "#7f9553")
    terrain(c, s, grass)
    mottle(c, s, "shade", light.dim(grass, 0.7), 60, 1.0, 0.3)
    lane = s.colour("lane", s.colour("street", "#b9a88c", "#a99c8a", "#c2ab85"))
    if wintry(s):
        lane = hexed(mix(lane, "#dfe5ec", 0.6))
    x0, x1 = [], []
    bend = float(s.rng("lane").choice([-1, 1]))
    for d in np.geomspace(1.7, 95, 18):
        m = v.metre(float(d))
        px = bend * (0.0016 * d**2 * np.exp(-d / 60)) * m
        x0.append((px - 3.3 * m, v.ground(float(d))))
        x1.append((px + 3.3 * m, v.ground(float(d))))
    outline = paths.curve(x0 + x1[::-1], True, 0.8)
    c.fill(
        outline,
        Linear(
            (0, v.horizon),
            (0, 1.1),
            [Glow(light.on(lane, 60)), Glow(light.on(lane, 8)), Glow(light.on(light.dim(lane, 0.4), 2))],
            (0, 0.25, 1),
        ),
    )
    with c.group(clip=outline), c.distance(6):
        _cobbles(c, s, lane)
    if not wintry(s):
        tufts(c, s, "tufts", grass, 90, 3, 20, 0.2)
        flowers(c, s, "flowers", ("#f3ead2", "#d9607a", "#e9c63f"), 60, 4, 22, 0.2, 0.05)


def _cobbles(c: Canvas, s: Setting, lane: object) -> None:
    v, rng = s.view, s.rng("cobbles")
    light_stones: list[Path] = []
    dark_stones: list[Path] = []
    for d in np.geomspace(2.2, 24, 34):
        m, y = v.metre(float(d)), v.ground(float(d))
        for x in np.arange(-4, 4, 0.5) + rng.uniform(0, 0.5):
            if rng.random() < 0.5:
                stone = paths.ellipse(float(x) * m, y, 0.2 * m, 0.055 * m)
                (light_stones if rng.random() < 0.5 else dark_stones).append(stone)
    fill_all(c, dark_stones, s.light.dim("#8d8070", 0.6), 0.28)
    fill_all(c, light_stones, s.light.lift("#d6c8ae", 0.6), 0.3)


def _row(c: Canvas, s: Setting, name: str, spots: list[tuple[float, float]]) -> None:
    v, rng = s.view, s.rng(name)
    for x, d in sorted(spots, key=lambda p: -p[1]):
        w, h = rng.uniform(7.5, 9.5), rng.choice([2.9, 3.3, 5.4])
        shutters = (
            s.colour("shutter", "#5d7f86", "#7f9a6a", "#a6523c", "#4f6d8f") if rng.random() < 0.7 else None
        )
        with c.distance(d), c.at(x * v.metre(d), v.ground(d), v.metre(d)):
            c.fill(paths.ellipse(0, 0.05, w * 0.62, 0.5), Glow(s.light.shadow), 0.2)
            house(
                c,
                s,
                w,
                float(h),
                wall(s, rng),
                roof(s, rng),
                rng,
                shutters=shutters,
                door=s.colour("door", "#6b4330", "#3f6257", "#8a3a30", "#2f4c6a"),
            )


def far_houses(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("far spots")
    _row(
        c,
        s,
        "far row",
        [(k * rng.uniform(6.5, 9) + k * i * 7.5, 66.0 - 5 * i) for i in range(4) for k in (-1, 1)],
    )
    for _ in range(5):
        x = rng.choice([-1, 1]) * rng.uniform(0.14, 0.9)
        with c.distance(45):
            tree(
                c,
                s,
                float(x),
                v.ground(46),
                v.metre(46) * rng.uniform(5, 8),
                s.colour("tree", "#5f7d46", "#55764a"),
                rng,
            )


def houses(c: Canvas, s: Setting) -> None:
    rng = s.rng("near spots")
    spots = [
        (-8.6 - rng.uniform(0, 1), 30.0),
        (8.8 + rng.uniform(0, 1), 27.0),
        (-10.0, 19.5),
        (10.6, 18.0),
        (-20, 22.0),
        (20, 21.0),
    ]
    _row(c, s, "near row", spots)


def gardens(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("gardens")
    d = 14.0
    m, y = v.metre(d), v.ground(d)
    colour = s.colour("fence", "#efe6d4", "#a58a68")
    fence(c, s, -1.9, -0.46, y, m, colour, rng)
    fence(c, s, 0.5, 1.9, y, m, colour, rng)
    for _ in range(6):
        x = rng.choice([-1, 1]) * rng.uniform(0.55, 1.3)
        bush(
            c,
            s,
            float(x),
            y,
            m * rng.uniform(0.6, 1.1),
            m * rng.uniform(0.6, 1.2),
            "#6a8a4c" if not wintry(s) else "#c9d3d6",
            rng,
        )
    side = float(rng.choice([-1, 1]))
    lamp_post(c, s, side * 0.5, v.ground(11), v.metre(11), 3.2)
    if s.maybe("well", 0.4) or s.has("fountain"):
        _well(c, s, -side * 0.62, v.ground(10.5), v.metre(10.5))


def _well(c: Canvas, s: Setting, x: float, y: float, m: float) -> None:
    stone, light = "#a39a8c", s.light
    for k in (-1, 1):
        c.rect(x + k * 0.7 * m - 0.06 * m, y - 2.1 * m, 0.12 * m, 1.5 * m, "#6b5038")
    c.poly(
        [(x - 1.1 * m, y - 2.0 * m), (x, y - 2.7 * m), (x + 1.1 * m, y - 2.0 * m)], light.dim("#8f4f3c", 0.2)
    )
    c.rect(
        x - 0.85 * m,
        y - 0.85 * m,
        1.7 * m,
        0.85 * m,
        Linear((x - 0.8 * m, 0), (x + 0.8 * m, 0), [light.dim(stone, 0.8), light.lift(stone, 0.5)]),
        r=0.1 * m,
    )
    c.ellipse(x, y - 0.85 * m, 0.85 * m, 0.14 * m, light.lift(stone, 0.8))
    c.ellipse(x, y - 0.85 * m, 0.66 * m, 0.09 * m, "#2b3236")


def front(c: Canvas, s: Setting) -> None:
    """Boughs above one corner, tall grass and hollyhocks below."""
    rng = s.rng("front")
    side = float(rng.choice([-1, 1]))
    leaf = s.colour("tree", "#5f7d46", "#55764a")
    if not wintry(s):
        for _ in range(4):
            crown(
                c,
                s,
                side * rng.uniform(0.72, 1.15),
                rng.uniform(-0.14, 0.04),
                0.2,
                0.11,
                s.light.dim(leaf, 1.2),
                rng,
                6,
            )
    c.limb(
        [(side * 1.3, 0.2), (side * 0.95, 0.02), (side * 0.6, -0.02)],
        (0.05, 0.03, 0.01),
        s.light.dim("#4b3a2d", 0.8),
    )
    verge(c, s, "verge", "#71864a" if not wintry(s) else "#b9c3c4", 40, 0.2, 0.56)


PLACE = Place(
    "village",
    ("village", "cottage", "hamlet", "town", "farmhouse", "village square", "town square", "house"),
    build,
)
