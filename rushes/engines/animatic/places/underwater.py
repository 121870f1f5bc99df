"""Under the sea: shafts of light, reefs, shoals and weed."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import RGB, mix, toned
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_space import fill_all, soft
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_underwater(s: Setting) -> list[Plane]:
    return [
        Plane("water", 2000, depths, rim=0, moving=shafts),
        Plane("far reef", 120, far_reef, rim=0.2),
        Plane("seabed", 60, seabed, ground=True, rim=0),
        Plane("reef", 26, reef, rim=0.4),
        Plane("shoal", 18, clear_water, rim=0.2, moving=shoal),
        Plane("corals", 11, corals, rim=0.5, sway=0.2),
        Plane("weed", 2.6, weed, blur=0.004, sway=0.5, rim=0.5),
    ]


def blue(s: Setting) -> str:
    if s.has("deep", "abyss", "trench"):
        return s.colour("water", "#14496b")
    return s.colour("water", "#1f7f9c", "#2386a0", "#1c7590")


def tone(s: Setting, colour: "str | RGB", depth: float) -> Glow:
    """A colour seen through `depth` metres of water."""
    k = 1 - 0.5 ** (depth / 38)
    return Glow(mix(s.light.on(mix(colour, blue(s), 0.22)), s.light.on(blue(s)), 0.92 * k))


def depths(c: Canvas, s: Setting) -> None:
    v, own = s.view, s.light.on(blue(s))
    top = mix(toned(own, 0.17), s.light.sky[3], 0.3)
    c.rect(
        v.left,
        v.top,
        v.right - v.left,
        v.bottom - v.top,
        Linear(
            (0, -0.15),
            (0, 1),
            [Glow(top), Glow(mix(top, own, 0.55)), Glow(own), Glow(toned(own, -0.12))],
            (0, 0.25, 0.6, 1),
        ),
    )
    x = 0.3 * s.light.side
    soft(c, x, -0.12, 1.0, 0.42, Glow(mix(top, mix(s.light.sun, "#ffffff", 0.4), 0.5)), 0.6, 22)


def shafts(c: Canvas, s: Setting, t: float) -> None:
    """Sunbeams that wander, and the rippling underside of the surface."""
    rng = s.rng("shafts")
    strength = 0.20 * (1 - 0.65 * s.light.night)
    for i in range(8):
        x = 0.3 * s.light.side + (i - 3.5) * 0.2 + 0.04 * np.sin(0.4 * t + 2 * i)
        w, k = rng.uniform(0.03, 0.1), 0.55 + 0.45 * np.sin(0.6 * t + 1.7 * i)
        lean = (x - 0.3 * s.light.side) * 0.55
        beam = [(x - w * 0.35, -0.3), (x + w * 0.35, -0.3), (x + lean + w, 0.95), (x + lean - w, 0.95)]
        c.fill(
            paths.poly(beam),
            Linear((x, -0.2), (x + lean, 0.9), [(Glow("#dff7f2"), strength * k), (Glow("#bfeeee"), 0)]),
        )
    for i in range(12):
        x = rng.uniform(-1, 1) + 0.03 * np.sin(t + i)
        c.ellipse(
            float(x),
            rng.uniform(-0.05, 0.05),
            0.08 + 0.05 * np.sin(t * 1.3 + i),
            0.006,
            Glow("#e9fbf6"),
            opacity=0.35,
        )


def far_reef(c: Canvas, s: Setting) -> None:
    v = s.view
    for k, (depth, rise) in enumerate(((46, 0.20), (34, 0.12), (22, 0.06))):
        rng = s.rng(f"far reef {k}")
        ridge = paths.ridge(
            v.left,
            v.right,
            v.horizon - rise + 0.08,
            0.14 - 0.03 * k,
            v.horizon + 0.3,
            rng,
            first=4,
            octaves=4,
        )
        c.fill(
            ridge,
            Linear(
                (0, v.horizon - rise - 0.1),
                (0, v.horizon + 0.2),
                [tone(s, "#3a5a5f", depth), tone(s, "#3a5a5f", depth + 16)],
            ),
        )
    if s.has("wreck", "shipwreck"):
        _wreck(c, s)


def _wreck(c: Canvas, s: Setting) -> None:
    dark = tone(s, "#30383a", 16)
    with c.at(0.3 * float(s.rng("wreck").choice([-1, 1])), s.view.horizon + 0.06, turn=-8):
        c.curve(
            [(-0.3, -0.02), (-0.26, 0.1), (0.2, 0.1), (0.34, -0.12), (0.18, -0.05), (-0.1, -0.02)],
            dark,
            tension=0.5,
        )
        for x, h in ((-0.12, 0.26), (0.08, 0.32)):
            c.line([(x, 0), (x + 0.03, -h)], dark, 0.012)
            c.line([(x - 0.07, -0.7 * h), (x + 0.1, -0.75 * h)], dark, 0.007)


def seabed(c: Canvas, s: Setting) -> None:
    v, sand = s.view, s.colour("sand", "#cdbf94", "#d6c49c")
    y = v.horizon + 0.06
    stops = [tone(s, sand, 60), tone(s, sand, 18), tone(s, sand, 6), tone(s, s.light.dim(sand, 0.5), 2)]
    x = np.linspace(v.left, v.right, 50)
    edge = np.stack([x, y + 0.02 * paths.noise(50, s.rng("bed"), 3)], 1)
    shape = paths.poly(np.concatenate([edge, [(v.right, v.bottom), (v.left, v.bottom)]]))
    c.fill(shape, Linear((0, y), (0, 1.1), stops, (0, 0.2, 0.55, 1)))
    rng = s.rng("caustics")
    for _ in range(46):
        d = float(1 / rng.uniform(1 / 16, 1 / 2.6))
        px, m = rng.uniform(v.left, v.right), v.metre(d)
        wave = [
            (px - 0.6 * m, v.ground(d)),
            (px - 0.2 * m, v.ground(d) - 0.05 * m),
            (px + 0.2 * m, v.ground(d) + 0.03 * m),
            (px + 0.6 * m, v.ground(d) - 0.02 * m),
        ]
        c.fill(
            paths.limb(wave, (0.01 * m, 0.05 * m, 0.05 * m, 0.01 * m)),
            Glow("#eafaf0"),
            0.26 * (1 - 0.7 * s.light.night),
        )


def _branch(rng: np.random.Generator, x: float, y: float, h: float, degrees: float, level: int) -> list[Path]:
    a = np.deg2rad(degrees)
    tip = (x + h * np.cos(a), y + h * np.sin(a))
    out = [paths.limb([(x, y), ((x + tip[0]) / 2, (y + tip[1]) / 2), tip], (0.2 * h, 0.17 * h, 0.14 * h))]
    if level:
        for turn in (-32, 4, 34):
            out += _branch(
                rng, *tip, h * rng.uniform(0.55, 0.72), degrees + turn + rng.uniform(-9, 9), level - 1
            )
    return out


CORAL = ("#e8735f", "#f0a24e", "#d65d8f", "#8d6fc4", "#f2cf6b", "#5fc0a6")


def _garden(c: Canvas, s: Setting, name: str, n: int, near: float, far: float, inner: float) -> None:
    v, rng = s.view, s.rng(name)
    named = s.colour("coral", "") if s.has("coral") and s.colour("coral", "") else None
    for d in sorted(rng.uniform(near, far, n), reverse=True):
        depth = float(d)
        x, m, y = rng.choice([-1, 1]) * rng.uniform(inner, inner + 0.8), 1.5 * v.metre(depth), v.ground(depth)
        colour = named or CORAL[int(rng.integers(6))]
        paint, shade = tone(s, colour, depth), tone(s, s.light.dim(colour, 1.2), depth)
        kind = rng.integers(4)
        if kind == 0:
            fill_all(c, _branch(rng, x, y, 0.5 * m * rng.uniform(0.8, 1.3), -90, 2), paint)
        elif kind == 1:
            c.fill(
                paths.blob(x, y - 0.3 * m, 0.8 * m, 0.6 * m, rng, 0.05),
                Linear((x, y - 0.9 * m), (x, y), [paint, shade]),
            )
        elif kind == 2:
            fan = [
                paths.limb(
                    [(x, y), (x + k * 0.25 * m, y - 0.7 * m), (x + k * 0.5 * m, y - 1.3 * m)],
                    (0.05 * m, 0.16 * m, 0.05 * m),
                )
                for k in np.linspace(-1, 1, 7)
            ]
            fill_all(c, fan, paint, 0.85)
        else:
            for k in range(4):
                px, h = x + (k - 1.5) * 0.3 * m, m * rng.uniform(0.5, 1.3)
                c.limb(
                    [(px, y), (px, y - h)],
                    (0.24 * m, 0.3 * m),
                    Linear((px - 0.1 * m, 0), (px + 0.12 * m, 0), [paint, shade]),
                )
                c.ellipse(px, y - h - 0.1 * m, 0.14 * m, 0.05 * m, tone(s, "#27323a", depth))


def reef(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("reef mass")
    for side in (-1, 1):
        for k in range(3):
            x, w = side * (0.62 + 0.26 * k), 0.24 + 0.06 * k
            c.fill(
                paths.blob(x, v.ground(26) - 0.03, w, 0.13 + 0.05 * k, rng, 0.12),
                Linear((x, 0.35), (x, 0.7), [tone(s, "#5d6f66", 20), tone(s, "#33464a", 24)]),
            )
    _garden(c, s, "reef corals", 30, 16, 34, 0.2)


def clear_water(c: Canvas, s: Setting) -> None:
    """Nothing stands here: the shoal swims in this layer."""


def shoal(c: Canvas, s: Setting, t: float) -> None:
    """A shoal of small fish that turns as one."""
    rng = s.rng("shoal")
    colour = tone(s, s.colour("fish", "#e8c25a", "#cfd9dc", "#e88a5a"), 10)
    way = float(rng.choice([-1, 1]))
    for i in range(22):
        x = (rng.normal(0, 0.2) + way * 0.05 * t + 0.4 * np.sin(0.12 * t) + 1.1) % 2.2 - 1.1
        y = 0.30 + rng.normal(0, 0.06) + 0.02 * np.sin(0.9 * t + 0.4 * i)
        r = rng.uniform(0.008, 0.013)
        flick = 0.4 * r * np.sin(6 * t + i)
        c.curve(
            [
                (x + way * r, y),
                (x, y - 0.42 * r),
                (x - way * r, y),
                (x - way * 1.7 * r, y - 0.5 * r + flick),
                (x - way * 1.6 * r, y + 0.5 * r + flick),
                (x - way * r, y),
                (x, y + 0.42 * r),
            ],
            colour,
            tension=0.5,
        )


def corals(c: Canvas, s: Setting) -> None:
    _garden(c, s, "near corals", 20, 8.5, 14, 0.42)


def weed(c: Canvas, s: Setting) -> None:
    """Kelp at the edges of the frame, close to the camera."""
    rng = s.rng("weed")
    for shade in (1.4, 0.8):
        parts: list[Path] = []
        for _ in range(9):
            side = rng.choice([-1, 1])
            x, h = side * rng.uniform(0.66, 1.15), rng.uniform(0.4, 1.0)
            spine = [(x + 0.03 * np.sin(5 * f + x * 9), 1.15 - h * f) for f in np.linspace(0, 1, 7)]
            parts.append(paths.limb(spine, np.linspace(0.03, 0.006, 7).tolist()))
            for k in range(2, 6):
                px, py = spine[k]
                for turn in (-1, 1):
                    parts.append(
                        paths.limb(
                            [(px, py), (px + turn * 0.03, py - 0.03), (px + turn * 0.055, py - 0.075)],
                            (0.008, 0.026, 0.004),
                        )
                    )
        fill_all(c, parts, tone(s, s.light.dim(s.colour("weed", "#3f7a52", "#6a7a3c"), shade), 3))


PLACE = Place(
    "underwater",
    ("underwater", "reef", "seabed", "ocean floor", "coral reef", "seafloor", "abyss", "atlantis"),
    build_underwater,
    sky=False,
    medium="water",
    water=1.0,
)
