"""River, lake and swamp, seen from the bank."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_boat import planks, rowboat
from rushes.engines.animatic.places.kit_land import bush, hill_rows, peaks, rocks, tuft, tufts, verge
from rushes.engines.animatic.places.kit_space import fill_all, glints, mirrored, mottle, terrain, water
from rushes.engines.animatic.places.kit_tree import crown, fir, tree, wood
from rushes.engines.animatic.setting import Place, Plane, Setting


def lake(s: Setting) -> bool:
    return s.has("lake", "pond", "swamp", "marsh", "bayou", "lagoon", "loch", "lakeside") or s.kind in (
        "lake",
        "pond",
        "swamp",
        "marsh",
    )


def swamp(s: Setting) -> bool:
    return s.has("swamp", "marsh", "bayou", "bog")


def build_river(s: Setting) -> list[Plane]:
    planes = [
        Plane("hills", 800, river_hills, rim=0.3),
        Plane("far shore", 130, far_shore, rim=0.3),
        Plane("water", 120, lake_water if lake(s) else river_water, ground=True, rim=0, moving=current),
        Plane("banks", 26, banks, rim=0.6, sway=0.05),
        Plane("shore", 7.4, near_shore, ground=True, rim=0),
        Plane("reeds", 6.6, reeds, rim=0.5, sway=0.4),
        Plane("boughs", 2.4, boughs, blur=0.005, sway=0.3, rim=0.7),
    ]
    if lake(s) and not swamp(s):
        planes.append(Plane("jetty", 7.6, jetty))
    return planes


def green(s: Setting) -> str:
    if s.has("autumn", "autumnal"):
        return "#b87a35"
    return (
        s.colour("tree", "#4f7549", "#5a7a45", "#47725a")
        if not swamp(s)
        else s.colour("tree", "#4d5f42", "#5b6238")
    )


def stream(s: Setting) -> str:
    return (
        s.colour("water", s.colour("lake", s.colour("river", "#3d8294", "#37788c", "#4a8a8f")))
        if not swamp(s)
        else s.colour("water", "#54643f", "#4d5f4a")
    )


def river_hills(c: Canvas, s: Setting) -> None:
    v = s.view
    if s.maybe("mountains", 0.55) and not swamp(s):
        peaks(c, s, "peaks", 430, v.horizon + 0.02, 0.28, "#6f7b8c", "#eef2f6", 5, 0.4)
    hill_rows(c, s, "hill", ((330, 0.07), (220, 0.035)), green(s), rough=0.04, tilt=0.04)


def far_shore(c: Canvas, s: Setting) -> None:
    v = s.view
    wood(
        c,
        s,
        "far wood",
        green(s),
        170,
        v.horizon - 0.003,
        0.065,
        0.02,
        broad=s.rng("kind").random() < 0.5,
        wave=0.02,
        mist=0.35,
    )
    wood(
        c,
        s,
        "mid wood",
        s.light.dim(green(s), 0.5),
        110,
        v.horizon + 0.008,
        0.075,
        0.03,
        wave=0.012,
        mist=0.25,
    )


def _reflections(c: Canvas, s: Setting) -> None:
    """The wood stands on its head in the water."""
    v, light = s.view, s.light
    dark = mix(light.on(light.dim(green(s), 0.8), 110), light.on(stream(s)), 0.35)
    shape = paths.ridge(
        v.left, v.right, v.horizon + 0.045, 0.022, v.horizon, s.rng("mirror"), first=9, octaves=3
    )
    c.fill(shape, Linear((0, v.horizon), (0, v.horizon + 0.08), [(Glow(dark), 0.85), (Glow(dark), 0.15)]))


def lake_water(c: Canvas, s: Setting) -> None:
    water(c, s, stream(s), near=4.5)
    _reflections(c, s)
    if swamp(s):
        rng, v = s.rng("duckweed"), s.view
        parts = []
        for _ in range(60):
            d = float(1 / rng.uniform(1 / 60, 1 / 9))
            w = v.metre(d) * rng.uniform(0.3, 1.8)
            parts.append(paths.ellipse(rng.uniform(v.left, v.right), v.ground(d), w, 0.1 * w))
        fill_all(c, parts, "#7c8f45", 0.6)


def course(s: Setting, d: float) -> tuple[float, float]:
    """Left and right edge of the river at distance `d`, metres."""
    bend = float(s.rng("course").choice([-1, 1]))
    middle = bend * (5.5 * np.sin(d * 0.055 + 0.3) + 1.5)
    half = 5.2 + 0.035 * d
    return middle - half, middle + half


def river_water(c: Canvas, s: Setting) -> None:
    v = s.view
    meadow = s.colour("grass", "#86994f", "#7d9450")
    if s.weather == "snow":
        meadow = "#e3e9ee"
    terrain(c, s, meadow)
    mottle(c, s, "shade", s.light.dim(meadow, 0.7), 50, 1.2, 0.3)
    depths = np.geomspace(5, 115, 26)
    left = [(course(s, float(d))[0] * v.metre(float(d)), v.ground(float(d))) for d in depths]
    right = [(course(s, float(d))[1] * v.metre(float(d)), v.ground(float(d))) for d in depths]
    bed = paths.curve([*left, *right[::-1]], True, 0.8)
    c.fill(bed.moved(0, -0.006), s.light.dim("#7d6a4f", 0.6))
    with c.group(clip=bed):
        water(c, s, stream(s), near=4.5)
        _reflections(c, s)
    tufts(c, s, "tufts", meadow, 130, 6, 40, 0.4)


def current(c: Canvas, s: Setting, t: float) -> None:
    """Glints, and threads of current that drift along."""
    v, rng = s.view, s.rng("current")
    glints(c, s, t, near=14, far=90, n=14)
    if lake(s):
        return
    for _i in range(12):
        d = float(np.exp(rng.uniform(np.log(9), np.log(60))))
        a, b = course(s, d)
        f = (rng.random() + 0.02 * t) % 1
        m = v.metre(d)
        c.ellipse(
            (a + (b - a) * (0.15 + 0.7 * rng.random())) * m,
            v.ground(d) + 0.02 * f * m,
            1.1 * m * np.sin(np.pi * f),
            0.03 * m,
            Glow(s.light.sky[3]),
            0.45,
        )


def banks(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("banks")
    for d in sorted(rng.uniform(20, 60, 16), reverse=True):
        depth = float(d)
        a, b = (-0.62 / v.metre(depth), 0.62 / v.metre(depth)) if lake(s) else course(s, depth)
        side = rng.choice([-1, 1])
        x = (b + rng.uniform(1.5, 12)) if side > 0 else (a - rng.uniform(1.5, 12))
        px, y, m = float(x) * v.metre(depth), v.ground(depth), v.metre(depth)
        if lake(s) and not swamp(s):
            continue
        with c.distance(depth):
            if swamp(s):
                _mangrove(c, s, px, y, m * rng.uniform(7, 11), rng)
            elif rng.random() < 0.45:
                tree(c, s, px, y, m * rng.uniform(6, 10), green(s), rng)
            elif rng.random() < 0.5:
                fir(c, s, px, y, m * rng.uniform(6, 10), green(s), rng)
            else:
                bush(c, s, px, y, m * 1.6, m * 1.3, green(s), rng)
    if lake(s):
        rocks(c, s, "lake rocks", "#6d7073", 4, 16, 24, 0.42, (0.6, 1.4))


def _mangrove(c: Canvas, s: Setting, x: float, y: float, h: float, rng: np.random.Generator) -> None:
    """A swamp tree on stilts, hung with moss."""
    bark = s.light.dim("#5a5245", 0.6)
    for k in (-1, -0.4, 0.4, 1):
        c.limb(
            [(x + k * 0.14 * h, y), (x + k * 0.05 * h, y - 0.12 * h), (x, y - 0.25 * h)],
            (0.015 * h, 0.025 * h, 0.04 * h),
            bark,
        )
    c.limb(
        [(x, y - 0.2 * h), (x + 0.04 * h, y - 0.5 * h), (x - 0.02 * h, y - 0.8 * h)],
        (0.07 * h, 0.05 * h, 0.02 * h),
        bark,
    )
    crown(c, s, x, y - 0.78 * h, 0.34 * h, 0.2 * h, green(s), rng, 7)
    moss = [
        paths.limb(
            [(x + k, y - 0.72 * h), (x + k + 0.01 * h, y - 0.72 * h + rng.uniform(0.12, 0.3) * h)],
            (0.03 * h, 0.004 * h),
        )
        for k in np.linspace(-0.28, 0.28, 7) * h
    ]
    fill_all(c, moss, s.light.dim("#7f8a5c", 0.5), 0.85)
    mirrored(c, s, x, 30, 1.0, 4, bark, 0.3)


def near_shore(c: Canvas, s: Setting) -> None:
    """The bank where the cast stands."""
    v = s.view
    ground = s.colour("bank", "#8a8f55", "#94895c") if not swamp(s) else "#59593a"
    if s.weather == "snow":
        ground = "#e6ebf0"
    x = np.linspace(v.left, v.right, 50)
    edge = np.stack([x, v.ground(6.8) + 0.018 * paths.noise(50, s.rng("shore"), 3)], 1)
    shape = paths.poly(np.concatenate([edge, [(v.right, v.bottom), (v.left, v.bottom)]]))
    c.fill(shape.moved(0, -0.008), s.light.dim(ground, 1.2))
    terrain(c, s, ground, outline=shape)
    with c.group(clip=shape):
        mottle(c, s, "bank shade", s.light.dim(ground, 0.8), 40, 0.9, 0.35)
    tufts(c, s, "bank tufts", ground if s.weather != "snow" else "#a9b39c", 90, 2.6, 9, 0.24)


def reeds(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("reeds")
    for shade in (0.9, 0.3):
        parts: list[Path] = []
        heads: list[Path] = []
        for _ in range(26):
            x, m, y = rng.choice([-1, 1]) * rng.uniform(0.40, 1.3), v.metre(6.9), v.ground(6.9)
            h = m * rng.uniform(0.7, 1.6)
            parts += tuft(rng, float(x), y, h, 3, 0.05, 0.03)
            if rng.random() < 0.5:
                heads.append(paths.limb([(x, y - 0.7 * h), (x, y - 0.85 * h)], (0.07 * m, 0.07 * m)))
        fill_all(c, parts, s.light.dim("#7b8a48", shade))
        fill_all(c, heads, "#6b4a30")
    rocks(c, s, "bank rocks", "#74767a", 4, 5.8, 6.9, 0.5, (0.2, 0.6))


def jetty(c: Canvas, s: Setting) -> None:
    """A wooden jetty with a rowing boat."""
    v, side = s.view, float(s.rng("jetty").choice([-1, 1]))
    colour = s.colour("jetty", "#8a7052", "#7d6a55")
    x0, x1 = sorted((side * 2.2, side * 3.8))
    for d in (19.0, 15.0, 11.0, 8.5):
        for x in (x0, x1):
            m = v.metre(d)
            c.rect(x * m - 0.1 * m, v.ground(d) - 0.5 * m, 0.2 * m, 0.9 * m, s.light.dim(colour, 1))
    planks(c, s, x0, x1, 6.2, 20, colour, y=0.25)
    d = 12.5
    with c.distance(d), c.at(side * 5.9 * v.metre(d), v.ground(d), (v.metre(d) * -side, v.metre(d))):
        rowboat(c, s, 3.6, s.colour("boat", "#b23a33", "#2c5f86", "#d9a33c"))


def boughs(c: Canvas, s: Setting) -> None:
    rng = s.rng("boughs")
    side = float(rng.choice([-1, 1]))
    dark = s.light.dim(green(s), 1.2)
    c.limb(
        [(side * 1.3, 0.12), (side * 0.92, 0.03), (side * 0.5, 0.06)],
        (0.06, 0.03, 0.006),
        s.light.dim("#4b3a2d", 1),
    )
    if s.weather != "snow":
        for _ in range(6):
            crown(c, s, side * rng.uniform(0.55, 1.1), rng.uniform(-0.1, 0.08), 0.14, 0.07, dark, rng, 6)
    verge(c, s, "verge", "#76874a", 50, 0.24, 0.5)


PLACE = Place(
    "river",
    (
        "river",
        "lake",
        "stream",
        "pond",
        "waterfall",
        "riverbank",
        "swamp",
        "creek",
        "marsh",
        "lagoon",
        "brook",
        "loch",
        "lakeside",
    ),
    build_river,
    water=7,
    standing=(4.0, 5.8),
)
