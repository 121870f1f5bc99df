"""A garden: beds of flowers along a gravel walk, clipped hedges, a rose arch, a fountain."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_build import house, lamp_post
from rushes.engines.animatic.places.kit_land import bush, hill_rows, tufts, verge
from rushes.engines.animatic.places.kit_space import fill_all, flat, mottle, terrain
from rushes.engines.animatic.places.kit_tree import crown, tree, wood
from rushes.engines.animatic.setting import Place, Plane, Setting

PETALS = ("#e0607a", "#f0b83f", "#f3eadb", "#a57fd0", "#e8843f", "#c8344a", "#f2a8b8")


def build(s: Setting) -> list[Plane]:
    return [
        Plane("hills", 700, hills, rim=0.3),
        Plane("house", 75, manor, rim=0.6),
        Plane("lawn", 60, lawn, ground=True, rim=0),
        Plane("trees", 30, trees, rim=0.7, sway=0.05),
        Plane("hedges", 15, hedges, rim=0.5),
        Plane("fountain", 12, fountain, rim=0.5, moving=spray),
        Plane("beds", 9.4, beds, rim=0.4, sway=0.15),
        Plane("roses", 2.5, roses, blur=0.004, sway=0.3, rim=0.7),
    ]


def wintry(s: Setting) -> bool:
    return s.weather == "snow" or s.has("winter", "snow", "snowy")


def grass(s: Setting) -> str:
    return "#e4eaef" if wintry(s) else s.colour("grass", s.colour("lawn", "#7f9a4c", "#88a052"))


def leaf(s: Setting) -> str:
    return s.colour("hedge", "#4f7446", "#587c48") if not wintry(s) else "#6d8478"


def petals(s: Setting) -> tuple[str, ...]:
    start = int(s.rng("petals").integers(7))
    seeded = tuple(PETALS[(start + k) % 7] for k in range(3))
    named = s.colour("rose", s.colour("flower", seeded[0]))
    return (named, *seeded[1:])


def hills(c: Canvas, s: Setting) -> None:
    v = s.view
    green = "#6a8560" if not wintry(s) else "#dde4ea"
    hill_rows(c, s, "hill", ((360, 0.08), (220, 0.04)), green, rough=0.04)
    wood(c, s, "park", leaf(s), 130, v.horizon + 0.005, 0.09, 0.04, broad=True, wave=0.03, mist=0.3)


def manor(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("manor")
    if rng.random() < 0.35 and not s.has("house", "manor", "mansion", "cottage"):
        return
    wall = s.colour("house", s.colour("mansion", "#e3d5b8", "#c9a58a", "#d9d2c4"))
    with c.at(0.22 * float(rng.choice([-1, 1])), v.ground(70), v.metre(70)):
        house(c, s, 17, 7.5, wall, s.colour("roof", "#6a6f7a", "#8d5440"), rng, shutters="#5f7f78")


def lawn(c: Canvas, s: Setting) -> None:
    v, light, green = s.view, s.light, grass(s)
    terrain(c, s, green)
    with c.distance(9):
        stripes = [flat(v, x, x + 1.6, 1.3, 55) for x in np.arange(-24, 24, 3.2)]
        fill_all(c, stripes, light.lift(green, 0.5), 0.35)
    mottle(c, s, "shade", light.dim(green, 0.7), 40, 1.2, 0.3)
    gravel = s.colour("path", "#d3c09a", "#c9b59a") if not wintry(s) else "#cfd4d8"
    walk = flat(v, -1.7, 1.7, 1.3, 58)
    edge = [flat(v, k * 1.7, k * 1.95, 1.3, 58) for k in (-1, 1)]
    fill_all(c, edge, light.dim(gravel, 0.9))
    stops = [Glow(light.on(gravel, 60)), Glow(light.on(gravel, 6)), Glow(light.on(light.dim(gravel, 0.4), 2))]
    c.fill(walk, Linear((0, v.horizon), (0, 1.05), stops, (0, 0.3, 1)))
    with c.group(clip=walk):
        mottle(c, s, "gravel", light.dim(gravel, 0.6), 90, 0.14, 0.4, farthest=14)
    tufts(c, s, "tufts", green, 60, 3, 20, 0.16)


def trees(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("trees")
    for d in sorted(rng.uniform(26, 52, 9), reverse=True):
        depth = float(d)
        x, m = float(rng.choice([-1, 1]) * rng.uniform(0.3, 1.3)), v.metre(depth)
        with c.distance(depth):
            tree(
                c,
                s,
                x,
                v.ground(depth),
                m * rng.uniform(5, 9),
                s.colour("tree", "#587c48", "#66864a", "#4f7550"),
                rng,
            )


def hedges(c: Canvas, s: Setting) -> None:
    """Clipped hedges with balls and cones at their ends, and the rose arch over the walk."""
    v, light, rng = s.view, s.light, s.rng("hedges")
    d, m, y, green = 16.0, v.metre(16), v.ground(16), leaf(s)
    for k in (-1, 1):
        x0, x1 = sorted((k * 3.0 * m, k * 26 * m))
        tone = Linear((0, y - 1.3 * m), (0, y), [light.lift(green, 0.5), light.dim(green, 0.9)])
        c.rect(x0, y - 1.3 * m, x1 - x0, 1.3 * m, tone, r=0.12 * m)
        c.rect(x0, y - 1.32 * m, x1 - x0, 0.18 * m, light.lift(green, 0.9), r=0.08 * m)
        for j in range(3):
            x = k * (3.4 + 4.2 * j) * m
            if rng.random() < 0.5:
                bush(c, s, x, y - 1.2 * m, 0.6 * m, 1.2 * m, green, rng, 0.03)
            else:
                c.curve(
                    [(x - 0.6 * m, y - 1.2 * m), (x, y - 3.0 * m), (x + 0.6 * m, y - 1.2 * m)],
                    Linear(
                        (x - 0.5 * m, 0), (x + 0.5 * m, 0), [light.dim(green, 0.8), light.lift(green, 0.6)]
                    ),
                    tension=0.4,
                )
    _arch(c, s, y, m, rng)
    with c.distance(d):
        for k in (-1, 1):
            lamp_post(c, s, k * 2.7 * m, y, m, 3.0)


def _arch(c: Canvas, s: Setting, y: float, m: float, rng: np.random.Generator) -> None:
    if s.rng("arch").random() < 0.3 and not s.has("arch", "rose"):
        return
    bow = [
        (2.0 * m * np.cos(a), y - 2.1 * m + 1.3 * m * np.sin(a)) for a in np.linspace(np.pi, 2 * np.pi, 11)
    ]
    points = [(-2.0 * m, y), (-2.0 * m, y - 1.1 * m), *bow, (2.0 * m, y - 1.1 * m), (2.0 * m, y)]
    c.line(points, s.light.dim(leaf(s), 0.6), 0.42 * m)
    leaves = [paths.blob(px, py, 0.34 * m, 0.26 * m, rng, 0.2) for px, py in points]
    fill_all(c, leaves, s.light.lift(leaf(s), 0.2))
    if not wintry(s):
        heads = [
            paths.ellipse(px + rng.normal(0, 0.2) * m, py + rng.normal(0, 0.16) * m, 0.09 * m)
            for px, py in points * 4
        ]
        fill_all(c, heads, petals(s)[0])


def fountain(c: Canvas, s: Setting) -> None:
    if not _has_fountain(s):
        return
    v, light, m = s.view, s.light, s.view.metre(12)
    x, y, stone = _fountain_x(s), v.ground(12), s.colour("fountain", "#b9b0a0")
    tone = Linear((x - 1.2 * m, 0), (x + 1.2 * m, 0), [light.dim(stone, 0.7), light.lift(stone, 0.4)])
    c.ellipse(x, y, 1.5 * m, 0.3 * m, light.dim(stone, 0.8))
    c.rect(x - 1.4 * m, y - 0.5 * m, 2.8 * m, 0.5 * m, tone, r=0.1 * m)
    c.ellipse(x, y - 0.5 * m, 1.4 * m, 0.26 * m, light.lift(stone, 0.8))
    c.ellipse(x, y - 0.5 * m, 1.2 * m, 0.2 * m, Glow(light.sky[2]))
    c.limb([(x, y - 0.45 * m), (x, y - 1.2 * m), (x, y - 1.5 * m)], (0.5 * m, 0.22 * m, 0.4 * m), tone)
    c.curve(
        [
            (x - 0.75 * m, y - 1.65 * m),
            (x + 0.75 * m, y - 1.65 * m),
            (x + 0.3 * m, y - 1.42 * m),
            (x - 0.3 * m, y - 1.42 * m),
        ],
        tone,
    )


def _has_fountain(s: Setting) -> bool:
    return s.maybe("fountain", 0.55)


def _fountain_x(s: Setting) -> float:
    return 0.52 * float(s.rng("fountain").choice([-1, 1]))


def spray(c: Canvas, s: Setting, t: float) -> None:
    """Jets that fall from the bowl."""
    if not _has_fountain(s) or wintry(s):
        return
    x, y, m = _fountain_x(s), s.view.ground(12) - 1.65 * s.view.metre(12), s.view.metre(12)
    for k in (-1.0, -0.5, 0.5, 1.0):
        f = np.linspace(0, 1, 6)
        jet = np.stack(
            [x + k * 0.95 * m * f, y - (1.9 * f - 2.9 * f**2) * m * (1 + 0.05 * np.sin(5 * t + k))], 1
        )
        c.line(jet, Glow("#e9f4f6"), 0.05 * m, 0.55)
    for i in range(8):
        g = (0.9 * t + i / 8) % 1
        drop = y - (1.7 * g - 2.6 * g * g) * m
        c.circle(x + (i % 4 - 1.5) * 0.5 * m * g, drop, 0.03 * m, Glow("#ffffff"), 0.6)


def beds(c: Canvas, s: Setting) -> None:
    """Beds of flowers on both sides of the walk, in drifts of colour."""
    v, rng, light = s.view, s.rng("beds"), s.light
    colours = petals(s)
    for d in np.linspace(14, 8.4, 6):
        m, y = v.metre(float(d)), v.ground(float(d))
        for k in (-1, 1):
            leaves: list[Path] = []
            heads: dict[int, list[Path]] = {0: [], 1: [], 2: []}
            for x in np.arange(3.0, 11.5, 0.42):
                px, h = k * (x + rng.uniform(-0.2, 0.2)) * m, rng.uniform(0.35, 0.8) * m
                leaves.append(paths.blob(px, y - 0.35 * h, 0.32 * m, 0.5 * h, rng, 0.15, 8))
                for _ in range(3):
                    r = rng.uniform(0.06, 0.11) * m
                    heads[int(x + d) % 3].append(
                        paths.ellipse(
                            px + rng.normal(0, 0.16) * m, y - h * rng.uniform(0.6, 1.1), r, r * 0.85
                        )
                    )
            fill_all(c, leaves, light.dim(leaf(s), rng.uniform(0.1, 0.6)))
            if not wintry(s):
                for i, parts in heads.items():
                    fill_all(c, parts, colours[i])


def roses(c: Canvas, s: Setting) -> None:
    """Roses in a lower corner and a bough above, close to the camera."""
    rng = s.rng("roses")
    k = float(rng.choice([-1, 1]))
    for _ in range(4):
        crown(
            c,
            s,
            -k * rng.uniform(0.68, 1.1),
            rng.uniform(-0.12, 0.03),
            0.17,
            0.09,
            s.light.dim(leaf(s), 0.7),
            rng,
            6,
        )
    verge(c, s, "verge", leaf(s), 44, 0.2, 0.52)
    if wintry(s):
        return
    for _ in range(7):
        x, y = k * rng.uniform(0.6, 0.98), rng.uniform(0.78, 0.97)
        c.limb([(x + 0.02, 1.2), (x, y)], (0.008, 0.005), s.light.dim(leaf(s), 0.8))
        tone = petals(s)[int(rng.integers(2))]
        c.fill(paths.blob(x, y, 0.03, 0.027, rng, 0.08, 8), s.light.dim(tone, 0.5))
        c.fill(paths.blob(x - 0.003, y - 0.004, 0.02, 0.018, rng, 0.1, 7), tone)
        c.circle(x - 0.004, y - 0.006, 0.009, s.light.lift(tone, 0.8))


PLACE = Place(
    "garden", ("garden", "park", "orchard", "backyard", "courtyard", "flower garden", "rose garden"), build
)
