"""Meadow, wheat field and garden: rolling land, hedges and a lone tree, flowers close by."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_build import fence, house
from rushes.engines.animatic.places.kit_land import bush, fade, flowers, hill, tufts, verge
from rushes.engines.animatic.places.kit_space import fill_all, mottle, terrain
from rushes.engines.animatic.places.kit_tree import tree, wood
from rushes.engines.animatic.setting import Place, Plane, Setting


def wheat(s: Setting) -> bool:
    return s.has("wheat", "corn", "barley", "rye", "grain", "harvest", "cornfield", "crop")


def grass(s: Setting) -> str:
    if wheat(s):
        return s.colour("wheat", "#d9b25a", "#cfa14a")
    if s.weather == "snow":
        return "#e8edf2"
    return s.colour("grass", "#86a24e", "#7d9a4b", "#94a552", "#6f9a55")


def petals(s: Setting) -> tuple[str, ...]:
    if wheat(s):
        return ("#c8442f", "#d9573a", "#4a6fb5")
    sets = (
        ("#f4ead0", "#e7b93f", "#d9607a"),
        ("#f6f0e2", "#b48ad0", "#7a86d6"),
        ("#e9c63f", "#f2e3a0", "#e2722f"),
    )
    return (
        s.colour("flower", *sets[int(s.rng("petals").integers(3))]),
        *sets[int(s.rng("petals").integers(3))][1:],
    )


def build(s: Setting) -> list[Plane]:
    return [
        Plane("far hills", 900, far_hills, rim=0.3),
        Plane("fields", 300, patchwork, rim=0.2),
        Plane("meadow", 80, ground, ground=True, rim=0),
        Plane("tree", 30, lone_tree, rim=0.8, sway=0.08),
        Plane("hedge", 16, hedge, rim=0.5, sway=0.05),
        Plane("stalks", 9.5, stalks, rim=0.4, sway=0.3),
        Plane("front", 2.3, front, blur=0.004, sway=0.5, rim=0.7),
    ]


def far_hills(c: Canvas, s: Setting) -> None:
    v = s.view
    green = mix(grass(s), "#4f7360", 0.6)
    for k, (depth, rise, size) in enumerate(((420, 0.10, 0.055), (320, 0.065, 0.045), (230, 0.035, 0.03))):
        land = hill(s, f"far {k}", v.horizon - rise, size, tilt=0.02 * (-1) ** k)
        with c.distance(depth):
            fade(c, s, land, green, depth, 0.45)
        if k:
            wood(
                c,
                s,
                f"copse {k}",
                s.light.dim(green, 0.6),
                depth * 0.8,
                v.horizon - rise + 0.03,
                0.035,
                0.02,
                broad=True,
                wave=size,
                mist=0.4,
            )


def patchwork(c: Canvas, s: Setting) -> None:
    """Fields on a hillside, parted by hedges, with a farmhouse or two."""
    v, rng = s.view, s.rng("patchwork")
    land = hill(s, "patch hill", v.horizon - 0.012, 0.03, first=2)
    with c.distance(150):
        fade(c, s, land, grass(s), 150, 0.3)
        tones = (s.light.lift(grass(s), 0.5), mix(grass(s), "#c9a94e", 0.5), mix(grass(s), "#4f7a4a", 0.5))
        with c.group(clip=land):
            for i in range(8):
                x = v.left + i * 0.45 + rng.uniform(-0.1, 0.1)
                c.poly(
                    [
                        (x, v.horizon - 0.06),
                        (x + 0.3, v.horizon - 0.06),
                        (x + 0.42, v.horizon + 0.05),
                        (x + 0.02, v.horizon + 0.05),
                    ],
                    tones[i % 3],
                    opacity=0.55,
                )
                c.fill(joined_hedge(rng, x, v.horizon), s.light.dim("#4c6b40", 0.5), 0.8)
        for _ in range(int(rng.integers(1, 4))):
            x = float(rng.choice([-1, 1]) * rng.uniform(0.18, 0.9))
            with c.at(x, v.horizon + 0.008, v.metre(150) * 1.2):
                house(c, s, 9, 3.4, "#efe6d4", "#a4553d", rng)


def joined_hedge(rng: np.random.Generator, x: float, y: float) -> Path:
    parts = [paths.blob(x + k * 0.006, y - 0.055 + k * 0.009, 0.008, 0.007, rng, 0.15, 8) for k in range(12)]
    return Path(np.concatenate([p.commands for p in parts]), np.concatenate([p.points for p in parts]))


def ground(c: Canvas, s: Setting) -> None:
    colour, light = grass(s), s.light
    terrain(c, s, colour, mix(colour, light.sun, 0.1))
    mottle(c, s, "shade", light.dim(colour, 0.8), 80, 1.4, 0.3)
    mottle(c, s, "shine", light.lift(colour, 0.9), 60, 1.2, 0.3)
    if s.maybe("path", 0.45):
        track(c, s)
    if s.weather == "snow" and not wheat(s):
        return
    tufts(c, s, "tufts", colour, 240, 2.6, 30, 0.34 if not wheat(s) else 0.5)
    flowers(c, s, "flowers", petals(s), 210 if not wheat(s) else 50, 2.6, 40, 0.3, 0.05)


def track(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("track")
    bend, start = rng.uniform(-2, 2), rng.uniform(-0.4, 0.4)
    colour = s.colour("path", "#c3a878", "#b89a6b")
    for offset in (-0.55, 0.55):
        left, right = [], []
        for depth in np.geomspace(1.9, 70, 12):
            m = v.metre(float(depth))
            x = (start + offset + bend * np.sin(depth * 0.07)) * m
            left.append((x - 0.24 * m, v.ground(float(depth))))
            right.append((x + 0.24 * m, v.ground(float(depth))))
        c.fill(
            paths.curve(left + right[::-1], True, 0.8),
            Linear((0, v.horizon), (0, 1), [s.light.lift(colour, 0.4), colour]),
            0.8,
        )


def lone_tree(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("lone tree")
    side = float(rng.choice([-1, 1]))
    leaf = s.colour("tree", "#577b3f", "#5f7d46", "#4f7550")
    m = v.metre(28)
    c.shade(paths.ellipse(side * 0.52 - 0.1 * s.light.side, v.ground(28) + 0.004, 0.17, 0.012), 0.45)
    tree(c, s, side * 0.52, v.ground(28), m * rng.uniform(9, 12), leaf, rng, spread=0.44)
    if rng.random() < 0.6:
        tree(c, s, -side * rng.uniform(0.75, 1.0), v.ground(34), v.metre(34) * rng.uniform(6, 9), leaf, rng)


def hedge(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("hedge")
    depth = 16.0
    m, y = v.metre(depth), v.ground(depth)
    side = float(rng.choice([-1, 1]))
    if s.maybe("fence", 0.6):
        x0, x1 = sorted((side * 0.4, side * 1.9))
        fence(c, s, x0, x1, y, m, s.colour("fence", "#9a8467", "#e9e2d2", "#7a6650"), rng)
    for _ in range(5):
        x = side * rng.uniform(0.5, 1.5)
        bush(c, s, x, y + 0.004, m * rng.uniform(0.8, 1.5), m * rng.uniform(0.7, 1.4), "#55783f", rng)


def stalks(c: Canvas, s: Setting) -> None:
    """Rows of tall stalks left and right, wheat with heavy ears."""
    v, rng = s.view, s.rng("stalks")
    colour = grass(s)
    height = 1.05 if wheat(s) else 0.5
    for depth in np.linspace(15, 8.5, 7):
        m, y = v.metre(float(depth)), v.ground(float(depth))
        parts, ears = [], []
        for _ in range(60 if wheat(s) else 26):
            x = rng.choice([-1, 1]) * rng.uniform(0.34 if wheat(s) else 0.42, 1.7)
            h = height * m * rng.uniform(0.7, 1.15)
            lean = rng.normal(0.1, 0.1) * h
            parts.append(
                paths.limb(
                    [(x, y), (x + lean * 0.3, y - 0.6 * h), (x + lean, y - h)],
                    (0.03 * m, 0.025 * m, 0.008 * m),
                )
            )
            if wheat(s):
                ears.append(
                    paths.limb(
                        [
                            (x + lean * 0.8, y - 0.86 * h),
                            (x + lean * 1.15, y - h),
                            (x + lean * 1.7, y - 1.07 * h),
                        ],
                        (0.03 * m, 0.075 * m, 0.02 * m),
                    )
                )
        fill_all(c, parts, s.light.dim(colour, rng.uniform(0.1, 0.8)))
        fill_all(c, ears, s.light.lift(colour, rng.uniform(0.2, 0.9)))


def front(c: Canvas, s: Setting) -> None:
    rng, colour = s.rng("front"), grass(s)
    verge(c, s, "verge", colour if s.weather != "snow" else "#9aa79f", 66, 0.28, 0.42)
    for petal in petals(s):
        heads: list[Path] = []
        for _ in range(5):
            side = rng.choice([-1, 1])
            x, y = side * rng.uniform(0.52, 1.1), rng.uniform(0.8, 0.98)
            c.limb([(x + 0.01, 1.1), (x, y)], (0.006, 0.004), s.light.dim(colour, 0.9))
            for a in np.arange(5) * 2 * np.pi / 5 + rng.uniform(0, 1):
                heads.append(paths.ellipse(x + 0.012 * np.cos(a), y + 0.008 * np.sin(a), 0.011, 0.009))
        fill_all(c, heads, petal)


PLACE = Place(
    "meadow",
    (
        "meadow",
        "field",
        "wheat field",
        "grassland",
        "prairie",
        "pasture",
        "farm",
        "farmland",
        "countryside",
        "hillside",
        "hill",
    ),
    build,
)
