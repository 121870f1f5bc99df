"""A beach: sea to the horizon, headlands in the haze, wet sand, rocks, near grasses."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.setting import Place, Plane, Setting


def build(s: Setting) -> list[Plane]:
    planes = [
        Plane("headlands", 900, headlands, rim=0.4),
        Plane("sea", 60, sea, ground=True, rim=0, moving=glitter),
        Plane("sand", 16, sand, ground=True, rim=0, moving=foam),
        Plane("rocks", 13, rocks),
        Plane("grass", 2.6, grass, blur=0.004, sway=0.6),
    ]
    if s.has("lighthouse"):
        planes.append(Plane("lighthouse", 120, lighthouse))
    return planes


def headlands(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("headlands")
    stone = s.colour("cliffs", "#5d6b5a", "#6e6256", "#59656b")
    side = 1 if rng.random() < 0.5 else -1
    for i, depth in enumerate((1500, 900, 500)):
        reach = 0.25 + 0.3 * i
        with c.distance(depth), c.at(0, 0, (side, 1)):
            path = paths.ridge(
                reach, v.right + 0.4, v.horizon - 0.05 - 0.03 * i, 0.03 + 0.012 * i, v.horizon + 0.01, rng
            )
            top = np.maximum(path.points[:-2, 1], v.horizon - 0.35)
            ramp = np.clip((path.points[:-2, 0] - reach) / 0.4, 0, 1)
            path.points[:-2, 1] = v.horizon - (v.horizon - top) * ramp
            c.fill(path, stone)


def sea(c: Canvas, s: Setting) -> None:
    v = s.view
    water = s.colour("sea", "#2f7f92", "#2a6d8c", "#3b8f8f")
    reflected = Linear(
        (0, v.horizon),
        (0, v.ground(12)),
        [Glow(s.light.sky[3]), water, s.light.dim(water, 0.5)],
        (0, 0.16, 1),
    )
    c.rect(v.left, v.horizon, v.right - v.left, v.bottom - v.horizon, reflected)
    rng = s.rng("swell")
    for depth in np.geomspace(300, 14, 26):
        y = v.ground(depth)
        for _ in range(3):
            x, w = rng.uniform(v.left, v.right), rng.uniform(2, 9) * v.metre(depth)
            c.ellipse(x, y, w, 0.05 * v.metre(depth), s.light.lift(water, 0.9), opacity=0.35)


def glitter(c: Canvas, s: Setting, t: float) -> None:
    """Sun glints that twinkle on the water."""
    v, rng = s.view, s.rng("glitter")
    x0 = s.light.side * 0.5
    for i in range(22):
        depth = float(rng.uniform(16, 160))
        twinkle = max(0.0, np.sin(t * rng.uniform(1, 2.4) + i * 2.4))
        w = rng.uniform(0.3, 1.0) * v.metre(depth) * 1.6
        c.ellipse(
            x0 + rng.normal(0, 0.06 + 1.1 / depth),
            v.ground(depth),
            w,
            w * 0.08,
            Glow(s.light.sun),
            opacity=0.75 * twinkle,
        )


def shore(s: Setting, depth: float = 11) -> np.ndarray:
    """The water line, (n, 2), right to left."""
    v, rng = s.view, s.rng("shore")
    x = np.linspace(v.right, v.left, 60)
    return np.stack([x, v.ground(depth) + 0.03 * paths.noise(60, rng, 3)], 1)


def sand(c: Canvas, s: Setting) -> None:
    v, line = s.view, shore(s)
    colour = s.colour("sand", "#dcc192", "#d6b483", "#e2cda4")
    wet = s.light.dim(colour, 0.9)
    beach = np.concatenate([line, [(v.left, v.bottom), (v.right, v.bottom)]])
    c.poly(beach, Linear((0, v.ground(11)), (0, v.ground(5)), [wet, colour]))
    c.poly(
        beach + np.array([0, 0.055]),
        Linear((0, v.ground(9)), (0, v.bottom), [colour, s.light.dim(colour, 0.35)]),
        opacity=0.8,
    )
    rng = s.rng("ripples")
    for _ in range(70):
        depth = float(rng.uniform(2.2, 8))
        x, y, m = rng.uniform(v.left, v.right), v.ground(depth), v.metre(depth)
        c.ellipse(x, y, m * rng.uniform(0.1, 0.5), m * 0.012, s.light.dim(colour, 0.6), opacity=0.35)


def foam(c: Canvas, s: Setting, t: float) -> None:
    """Two lines of foam that run up the sand and draw back."""
    line = shore(s)
    for k in range(2):
        run = 0.5 + 0.5 * np.sin(t * 0.9 + k * 2.2)
        edge = line + np.array([0, 0.012 + 0.035 * run])
        edge[:, 1] += 0.004 * np.sin(edge[:, 0] * 23 + t + k * 3)
        c.stroke(paths.curve(edge[::3], False), "#f6f4ec", 0.006 - 0.002 * k, opacity=0.85 - 0.3 * run)


def rocks(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("rocks")
    stone = s.colour("rock", "#4c4a50", "#5b544f", "#474f56")
    for _ in range(int(rng.integers(4, 8))):
        depth = float(rng.uniform(9, 15))
        m, x = v.metre(depth), rng.choice([-1, 1]) * rng.uniform(0.35, 1.3)
        w, h = rng.uniform(0.8, 2.4) * m, rng.uniform(0.5, 1.3) * m
        y = v.ground(depth)
        outline = np.array([(-1, 0.1), (-0.8, -0.5), (-0.3, -0.95), (0.3, -1), (0.75, -0.55), (1, 0.1)])
        outline = outline * (w, h) + (x, y) + rng.normal(0, 0.08 * h, (6, 2))
        with c.distance(depth):
            c.poly(outline, Linear((x, y - h), (x, y), [s.light.lift(stone, 0.4), s.light.dim(stone, 0.8)]))
            face = outline[:4] * (0.5, 1) + (0.5 * x + s.light.side * w * 0.3, 0.02 * h)
            c.poly(face, s.light.lift(stone, 0.7), opacity=0.5)


def lighthouse(c: Canvas, s: Setting) -> None:
    """On its headland, the lamp lit by night; 28 m tall."""
    v, rng = s.view, s.rng("lighthouse")
    x, depth = -0.48 if rng.random() < 0.5 else 0.48, 120
    m, y = v.metre(depth), v.horizon - 0.055
    white, band = s.colour("lighthouse", "#efe9dd"), s.colour("band", "#b8382f")
    cliff = s.colour("cliffs", "#5d6b5a", "#6e6256", "#59656b")
    c.fill(
        paths.ridge(x - 0.4, x + 0.4, y + 0.025, 0.03, v.horizon + 0.03, rng, first=2),
        s.light.dim(cliff, 0.4),
    )
    with c.at(x, y, m):
        side = s.light.side
        body = [(-2.7, 2), (-1.8, -22), (1.8, -22), (2.7, 2)]
        c.poly(body, Linear((-2.7 * side, 0), (2.7 * side, 0), [s.light.dim(white, 0.9), white]))
        for top in (-6, -14):
            k = 0.9 / 24
            c.poly(
                [
                    (-2.6 - k * top, top + 3),
                    (-2.6 - k * (top - 3), top - 1),
                    (2.6 + k * (top - 3), top - 1),
                    (2.6 + k * top, top + 3),
                ],
                band,
            )
        c.rect(-2.6, -23, 5.2, 1, "#3a3a40")
        c.rect(-1.4, -26, 2.8, 3, Glow("#ffe9a8") if s.light.night > 0.2 else "#9fb4bd")
        c.poly([(-2, -26), (0, -28.5), (2, -26)], band)
        c.glow(0, -24.5, 16, "#ffdf8f", 0.7 * s.light.night)


def grass(c: Canvas, s: Setting) -> None:
    """Dune grass in the lower corners, close to the camera."""
    rng = s.rng("grass")
    blade = s.colour("grass", "#6c7a3f", "#7d7f4a")
    for corner in (-1, 1):
        for _ in range(46):
            x = corner * (0.62 + abs(rng.normal(0, 0.22)))
            h, lean = rng.uniform(0.12, 0.34), rng.normal(0.05, 0.06)
            y = 1.12 + rng.uniform(0, 0.2)
            c.limb(
                [(x, y), (x + lean * 0.4, y - h * 0.6), (x + lean, y - h)],
                (0.010, 0.007, 0.001),
                s.light.dim(blade, rng.uniform(0, 1)),
            )


PLACE = Place(
    "beach",
    ("beach", "shore", "seashore", "coast", "seaside", "cove", "sand", "bay", "strand"),
    build,
    standing=(4.5, 8.5),
    water=11,
)
