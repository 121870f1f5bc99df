"""Forest and jungle: walls of trunks that fade into haze, light between them, leaves close by."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import RGB, mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_land import bush, rocks, tufts
from rushes.engines.animatic.places.kit_space import fill_all, mottle, terrain
from rushes.engines.animatic.places.kit_tree import big_leaf, birch, fern, fir, palm, trunk, wood
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_forest(s: Setting) -> list[Plane]:
    return [
        Plane("glow", 300, clearing, rim=0),
        Plane("far wood", 120, far_wood, rim=0.2),
        Plane("deep trunks", 45, deep_trunks, rim=0.2),
        Plane("floor", 40, floor, ground=True, rim=0),
        Plane("middle trunks", 18, middle_trunks, rim=0.6),
        Plane("undergrowth", 11, undergrowth, rim=0.5, sway=0.15),
        Plane("great trunks", 4.2, great_trunks),
        Plane("ferns", 2.4, ferns, blur=0.004, sway=0.4, rim=0.6),
        Plane("canopy", 2.0, canopy, blur=0.006, sway=0.2, rim=0.4),
    ]


def leaf(s: Setting) -> str:
    if s.has("autumn", "autumnal", "fall"):
        return s.colour("leaves", "#b5652b", "#c4872f", "#9c4a2a")
    return s.colour("leaves", "#4c6b3c", "#3f6a4c", "#5a7040")


def bark(s: Setting) -> str:
    return s.colour("trunk", "#54433a", "#4a4038", "#5d4a3b")


def clearing(c: Canvas, s: Setting) -> None:
    """The bright gap at the end of the wood: haze lit by the sky."""
    v, light = s.view, s.light
    bright = mix(light.sky[3], light.haze, 0.35)
    stops = [Glow(mix(light.sky[1], light.haze, 0.5)), Glow(bright), Glow(light.haze)]
    c.rect(
        v.left,
        v.top,
        v.right - v.left,
        v.horizon + 0.1 - v.top,
        Linear((0, -0.3), (0, v.horizon), stops),
        opacity=0.75,
    )
    x = 0.3 * light.side
    c.glow(x, v.horizon - 0.12, 0.55, light.sun, 0.35 * (1 - 0.6 * light.soft) * (1 - 0.2 * light.night))


def far_wood(c: Canvas, s: Setting) -> None:
    v = s.view
    wood(c, s, "wood 1", leaf(s), 260, v.horizon - 0.02, 0.34, 0.05, wave=0.04, mist=0.7)
    wood(c, s, "wood 2", leaf(s), 130, v.horizon + 0.01, 0.30, 0.09, wave=0.03, mist=0.6)


def _stand(c: Canvas, s: Setting, name: str, depth: float, n: int, width: float, gap: float) -> None:
    """A row of trunks across the view, thinner in the middle."""
    v, rng = s.view, s.rng(name)
    m, y = v.metre(depth), v.ground(depth)
    pale = s.has("birch")
    for x in np.linspace(v.left, v.right, n) + rng.uniform(-0.07, 0.07, n):
        if abs(x) < gap * rng.uniform(0.6, 1.1):
            continue
        w = width * m * rng.uniform(0.6, 1.3)
        if pale and rng.random() < 0.8:
            birch(c, s, float(x), y, w, rng)
        else:
            trunk(c, s, float(x), y, w, bark(s), rng, lean=rng.normal(0, 0.03))


def deep_trunks(c: Canvas, s: Setting) -> None:
    with c.distance(80):
        _stand(c, s, "trunks 1", 60, 30, 1.5, 0.02)
    _stand(c, s, "trunks 2", 36, 18, 1.4, 0.12)


def floor(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    ground = s.colour("floor", "#5c6138", "#66603c", "#4f5c3a")
    if s.has("snow", "snowy") or s.weather == "snow":
        ground = "#e6ecf2"
    terrain(c, s, ground, mix(ground, leaf(s), 0.4))
    trail(c, s, s.colour("path", "#8a7452", "#7d6a4d"))
    # bars of light fall between the trunks, towards the camera from where the sun stands
    clear = (1 - light.soft) * (1 - 0.7 * light.night)
    rng = s.rng("bars")
    for _ in range(7):
        x, y = rng.uniform(-0.9, 0.9), v.ground(float(rng.uniform(4, 20)))
        w = rng.uniform(0.06, 0.2)
        c.poly(
            [
                (x, y),
                (x + w, y),
                (x + w * 1.6 - 0.3 * light.side, y + 0.06),
                (x - 0.3 * light.side, y + 0.06),
            ],
            light.lift(ground, 1.5),
            opacity=0.35 * clear,
        )
    mottle(c, s, "litter", light.dim(ground, 0.9), 70, 0.5, 0.35)
    tufts(c, s, "tufts", leaf(s), 60, 3, 16, 0.22)


def trail(c: Canvas, s: Setting, colour: "str | RGB") -> None:
    """A footpath that winds from the camera into the wood."""
    v, rng = s.view, s.rng("trail")
    sway = rng.uniform(0.6, 1.3) * rng.choice([-1, 1])
    left, right = [], []
    for depth in np.geomspace(1.9, 60, 14):
        m = v.metre(float(depth))
        x = (sway * np.sin(depth * 0.16 + 0.4)) * m * 1.2
        left.append((x - 1.0 * m, v.ground(float(depth))))
        right.append((x + 1.0 * m, v.ground(float(depth))))
    c.fill(
        paths.curve(left + right[::-1], True, 0.8),
        Linear((0, v.horizon), (0, 1.1), [s.light.lift(colour, 0.6), s.light.dim(colour, 0.3)]),
        0.75,
    )


def middle_trunks(c: Canvas, s: Setting) -> None:
    _stand(c, s, "trunks 3", 17, 11, 1.0, 0.33)
    v, rng = s.view, s.rng("young firs")
    for _ in range(4):
        x = rng.choice([-1, 1]) * rng.uniform(0.4, 1.2)
        fir(c, s, x, v.ground(18) + 0.005, v.metre(18) * rng.uniform(3, 6), leaf(s), rng)


def undergrowth(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("undergrowth")
    for _ in range(9):
        depth = float(rng.uniform(10, 15))
        x, m = rng.choice([-1, 1]) * rng.uniform(0.42, 1.4), v.metre(depth)
        bush(c, s, x, v.ground(depth), rng.uniform(0.8, 1.7) * m, rng.uniform(0.7, 1.5) * m, leaf(s), rng)
    rocks(c, s, "stones", "#6b6d66", int(rng.integers(1, 4)), 8, 13, 0.4, (0.4, 0.9), "#6f7f45")


def great_trunks(c: Canvas, s: Setting) -> None:
    """The two or three trunks that frame the picture."""
    v, rng = s.view, s.rng("great")
    depth = 4.2
    spots = [-0.72, 0.86] if rng.random() < 0.5 else [-0.88, 0.7]
    for x in (*spots, -1.4, 1.45):
        w = v.metre(depth) * rng.uniform(0.55, 0.85)
        if s.has("birch"):
            birch(c, s, x, v.ground(depth) + 0.02, w * 0.8, rng)
        else:
            trunk(
                c,
                s,
                x + rng.uniform(-0.05, 0.05),
                v.ground(depth) + 0.02,
                w,
                s.light.dim(bark(s), 0.5),
                rng,
                lean=rng.normal(0, 0.03),
            )


def ferns(c: Canvas, s: Setting) -> None:
    rng = s.rng("ferns")
    for shade in (1.2, 0.6):
        parts: list[Path] = []
        for _ in range(6):
            parts += fern(rng, rng.choice([-1, 1]) * rng.uniform(0.55, 1.2), 1.14, rng.uniform(0.16, 0.3))
        fill_all(c, parts, s.light.dim(leaf(s), shade))


def canopy(c: Canvas, s: Setting) -> None:
    """Boughs that hang into the top corners."""
    rng = s.rng("canopy")
    dark = s.light.dim(leaf(s), 1.5)
    parts: list[Path] = []
    for side in (-1, 1):
        for _ in range(9):
            x = side * (0.5 + abs(rng.normal(0.25, 0.25)))
            parts.append(
                paths.blob(x, -0.08 - rng.uniform(0, 0.1) + 0.1 * (abs(x) - 0.6), 0.2, 0.10, rng, 0.2, 16)
            )
    fill_all(c, parts, dark)


def build_jungle(s: Setting) -> list[Plane]:
    return [
        Plane("glow", 300, clearing, rim=0),
        Plane("far wood", 120, jungle_far, rim=0.2),
        Plane("palms", 40, jungle_palms, rim=0.4),
        Plane("floor", 39, jungle_floor, ground=True, rim=0),
        Plane("thicket", 14, thicket, rim=0.5, sway=0.1),
        Plane("lianas", 9, lianas, rim=0.4, sway=0.1),
        Plane("leaves", 2.2, leaves, blur=0.005, sway=0.35, rim=0.7),
    ]


def green(s: Setting) -> str:
    return s.colour("leaves", "#2f6b45", "#3b7340", "#2a6a57")


def jungle_far(c: Canvas, s: Setting) -> None:
    v = s.view
    wood(c, s, "wood 1", green(s), 300, v.horizon - 0.02, 0.36, 0.09, broad=True, wave=0.07, mist=0.75)
    wood(c, s, "wood 2", green(s), 150, v.horizon, 0.28, 0.11, broad=True, wave=0.05, mist=0.6)
    wood(c, s, "wood 3", green(s), 80, v.horizon + 0.02, 0.2, 0.1, broad=True, wave=0.05, mist=0.45)
    if s.maybe("waterfall", 0.3):
        waterfall(c, s)


def waterfall(c: Canvas, s: Setting) -> None:
    """A fall over a cliff at the end of the jungle, with the spray at its foot; it shines by night."""
    v, rng = s.view, s.rng("waterfall")
    x, top = 0.2 * float(rng.choice([-1, 1])), v.horizon - 0.25
    cliff = Glow(mix(s.light.on("#5f6a5c", 60), s.light.haze, 0.35))
    edge = ((-0.15, 0.28), (-0.11, 0.03), (-0.05, -0.012), (0.06, 0), (0.12, 0.05), (0.16, 0.28))
    c.poly([(x + dx, top + dy) for dx, dy in edge], cliff)
    water = mix(mix(s.light.on("#eef6f6", 40), s.light.haze, 0.15), "#cfe4ff", 0.35 * s.light.night)
    fall = [(x - 0.03, top), (x + 0.03, top), (x + 0.045, v.horizon + 0.02), (x - 0.045, v.horizon + 0.02)]
    c.poly(fall, Linear((0, top), (0, v.horizon), [Glow(water), (Glow(water), 0.85)]))
    for k in rng.uniform(-0.8, 0.8, 7):
        strand = [(x + 0.026 * k, top + 0.01), (x + 0.038 * k, v.horizon)]
        c.line(strand, Glow(mix(water, s.light.haze, 0.5)), 0.004, 0.6, smooth=False)
    c.glow(x, v.horizon, 0.13, water, 0.55)


def jungle_palms(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("palms")
    for depth in sorted(rng.uniform(28, 60, 12), reverse=True):
        x = rng.choice([-1, 1]) * rng.uniform(0.12, 1.5)
        with c.distance(float(depth)):
            palm(c, s, x, v.ground(float(depth)), v.metre(float(depth)) * rng.uniform(8, 15), green(s), rng)


def jungle_floor(c: Canvas, s: Setting) -> None:
    earth = s.colour("floor", "#5a5a35", "#4f5a37")
    terrain(c, s, earth, mix(earth, green(s), 0.6))
    trail(c, s, s.colour("path", "#7d6647", "#8a7150"))
    mottle(c, s, "litter", s.light.dim(earth, 1), 70, 0.6, 0.4)
    tufts(c, s, "tufts", green(s), 90, 3, 18, 0.3)


def thicket(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("thicket")
    for k in range(16):
        depth = float(rng.uniform(10, 16))
        x, m = rng.choice([-1, 1]) * rng.uniform(0.42, 1.5), v.metre(depth)
        colour = s.light.dim(green(s), rng.uniform(0, 0.8))
        if k % 2:
            bush(c, s, x, v.ground(depth), rng.uniform(1, 2) * m, rng.uniform(1, 2.6) * m, colour, rng, 0.16)
        else:
            fill_all(c, fern(rng, x, v.ground(depth), rng.uniform(1.2, 2.2) * m), s.light.lift(colour, 0.4))


def lianas(c: Canvas, s: Setting) -> None:
    """Great trees at the sides and creepers that hang from above."""
    v, rng = s.view, s.rng("lianas")
    for side in (-1, 1):
        trunk(
            c,
            s,
            side * rng.uniform(0.62, 0.85),
            v.ground(9),
            v.metre(9) * 1.5,
            "#4b4133",
            rng,
            lean=side * 0.06,
        )
    for _ in range(6):
        x, drop = rng.uniform(-1.2, 1.2), rng.uniform(0.08, 0.3)
        bend = rng.uniform(-0.1, 0.1)
        c.line(
            [
                (x, -0.6),
                (x + bend, drop * 0.4),
                (x + bend * 0.3, drop),
                (x + bend * 0.9, drop * 0.5),
                (x + 0.3, -0.6),
            ],
            s.light.dim(green(s), 1.2),
            0.006,
        )


def leaves(c: Canvas, s: Setting) -> None:
    """Big leaves close to the camera all around the frame."""
    rng = s.rng("leaves")
    places = [
        (-1.0, 1.1, -60),
        (-0.8, 1.12, -75),
        (-1.05, 0.8, -25),
        (1.0, 1.1, -120),
        (0.82, 1.12, -105),
        (1.05, 0.78, -155),
        (-1.0, -0.1, 40),
        (-0.75, -0.12, 70),
        (1.0, -0.1, 140),
        (0.72, -0.12, 110),
        (-1.5, 0.5, 0),
        (1.5, 0.5, 180),
    ]
    for x, y, degrees in places:
        shade = s.light.dim(green(s), rng.uniform(0.3, 1.6))
        blade, rib = big_leaf(rng, x, y, rng.uniform(0.34, 0.52), degrees)
        c.fill(blade, shade)
        c.fill(rib, s.light.lift(shade, 0.6), 0.8)


FOREST = Place(
    "forest",
    ("forest", "wood", "woodland", "grove", "thicket", "birch wood", "pine wood"),
    build_forest,
    moonlit=1.3,
)
JUNGLE = Place(
    "jungle", ("jungle", "rainforest", "tropics", "mangrove", "undergrowth"), build_jungle, moonlit=1.4
)
PLACES = (FOREST, JUNGLE)
