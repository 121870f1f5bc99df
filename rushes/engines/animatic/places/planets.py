"""The surface of Mars, the moon or a stranger world: craters, spires, other worlds in the sky."""

from dataclasses import replace

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import RGB, mix, toned
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.places.kit_land import rock
from rushes.engines.animatic.places.kit_space import fill_all, mottle, terrain
from rushes.engines.animatic.places.kit_stars import planet, starfield
from rushes.engines.animatic.setting import Place, Plane, Setting


def kind(s: Setting) -> str:
    if s.has("moon", "lunar", "asteroid"):
        return "moon"
    if s.has("mars", "martian"):
        return "mars"
    return (
        "alien" if s.has("alien", "exoplanet") else ("mars", "alien", "alien")[int(s.rng("kind").integers(3))]
    )


def soil(s: Setting) -> str:
    choices = {
        "moon": ("#a3a4a8",),
        "mars": ("#b8623c", "#b56f45"),
        "alien": ("#7a5f9a", "#4f7f86", "#a3566b", "#8a8a4a"),
    }
    return s.colour("ground", s.colour("planet", *choices[kind(s)]))


def air(s: Setting) -> tuple[RGB, RGB, RGB]:
    """Zenith, middle and horizon of this world's sky at this hour."""
    night = s.light.night
    if kind(s) == "moon":
        return mix("#05060f", "#05060f", 0), mix("#0a0d1c", "#0a0d1c", 0), mix("#141a2e", "#141a2e", 0)
    base = "#d9a172" if kind(s) == "mars" else toned(soil(s), 0.22, 1.1)
    cool = "#6f8fb0" if kind(s) == "mars" else toned(soil(s), 0.0, 0.8, -0.6)
    dusk = mix(s.light.sky[3], base, 0.65)
    parts = (mix(toned(base, -0.22), cool, 0.25), mix(base, s.light.sky[2], 0.25), mix(dusk, "#fff0d8", 0.25))
    dark = ("#0a0c20", "#1d1c3c", toned(soil(s), -0.22))
    a, b, d = (mix(p, q, 0.86 * night) for p, q in zip(parts, dark, strict=True))
    return a, b, d


def here(s: Setting) -> Setting:
    """The setting with this world's own haze."""
    haze = air(s)[2]
    return replace(s, light=replace(s.light, haze=haze, haze_metres=260.0 if kind(s) != "moon" else 6000.0))


def build(s: Setting) -> list[Plane]:
    planes = [
        Plane("heavens", 5000, heavens, rim=0),
        Plane("ranges", 900, ranges, rim=0.5),
        Plane("ground", 90, ground, ground=True, rim=0),
        Plane("spires", 30, spires, rim=0.8),
        Plane("rocks", 10, near_rocks),
        Plane("front", 2.6, front, blur=0.004),
    ]
    if s.maybe("base", 0.45) or s.has("dome", "colony", "habitat", "outpost", "rocket"):
        planes.append(Plane("base", 48, base, rim=0.6))
    return planes


def heavens(c: Canvas, s: Setting) -> None:
    v, rng, (zenith, middle, low) = s.view, s.rng("heavens"), air(s)
    if kind(s) == "moon":
        starfield(c, s, (v.left, v.top, v.right, v.horizon + 0.05), 420, None)
    else:
        c.rect(
            v.left,
            v.top,
            v.right - v.left,
            v.horizon + 0.1 - v.top,
            Linear((0, -0.15), (0, v.horizon), [Glow(zenith), Glow(middle), Glow(low)]),
        )
        if s.light.night > 0.3:
            fill_all(
                c,
                [
                    paths.ellipse(rng.uniform(v.left, v.right), rng.uniform(-0.4, 0.4), 0.0013)
                    for _ in range(160)
                ],
                Glow("#eaf1ff"),
                0.8 * s.light.night,
            )
    side = s.light.side
    if kind(s) == "mars":
        c.glow(0.5 * side, v.horizon - 0.14, 0.45, s.light.sun, 0.4)
        c.circle(0.5 * side, v.horizon - 0.14, 0.022, Glow(mix(s.light.sun, "#ffffff", 0.6)))
        c.circle(-0.3 * side, 0.14, 0.012, Glow(mix(low, "#fff0e0", 0.5)))
    elif kind(s) == "moon":
        planet(c, s, -0.36 * side, 0.2, 0.11, "#3f83c9", side=side)
        c.glow(0.62 * side, 0.06, 0.32, "#fff6df", 0.55)
        c.circle(0.62 * side, 0.06, 0.03, Glow("#ffffff"))
    else:
        _worlds(c, s, rng, low)


def _worlds(c: Canvas, s: Setting, rng: np.random.Generator, low: RGB) -> None:
    """A ringed giant and two moons, veiled by the air of this world."""
    tint = s.colour("sky", "#c97f6a", "#7f9fd0", "#d0b070", "#9a7fc4")
    side = s.light.side
    veil = 0.35 * (1 - s.light.night)
    planet(c, s, -0.34 * side, 0.22, 0.19, mix(tint, low, veil), rings=True, bands=True, side=side)
    planet(c, s, 0.36 * side, 0.12, 0.045, mix("#c9ccd6", low, veil), side=side)
    planet(c, s, 0.56 * side, 0.3, 0.02, mix("#d6b49a", low, veil), side=side)


def ranges(c: Canvas, s: Setting) -> None:
    v, w = s.view, here(s)
    with c.distance(None):
        for k, (depth, rise) in enumerate(((420, 0.075), (240, 0.045), (140, 0.018))):
            rng = s.rng(f"range {k}")
            land = paths.ridge(
                v.left,
                v.right,
                v.horizon - rise,
                0.06 - 0.015 * k,
                v.horizon + 0.03,
                rng,
                first=4,
                sharp=kind(s) != "moon",
                octaves=4,
            )
            lit = w.light.on(s.light.dim(soil(s), 0.3), depth if kind(s) != "moon" else 5)
            foot = mix(lit, w.light.haze, 0.45 if kind(s) != "moon" else 0.15)
            c.fill(land, Linear((0, v.horizon - rise - 0.07), (0, v.horizon + 0.02), [Glow(lit), Glow(foot)]))


def ground(c: Canvas, s: Setting) -> None:
    v, rng, colour = s.view, s.rng("craters"), soil(s)
    terrain(c, here(s), colour)
    with c.distance(None):
        mottle(c, s, "dust", s.light.dim(colour, 0.8), 70, 0.9, 0.35)
        for d in sorted(rng.uniform(5.5, 70, 18), reverse=True):
            m, x, y = v.metre(float(d)), rng.uniform(v.left, v.right), v.ground(float(d))
            w = rng.uniform(0.6, 2.2) * m * (1 + d / 30)
            if abs(x) < 0.4 and d < 9:
                continue
            h = 0.16 * w
            c.ellipse(x, y, w * 1.12, h * 1.15, s.light.lift(colour, 0.8), 0.8)
            c.ellipse(x, y + 0.06 * h, w, h, s.light.dim(colour, 1.3))
            c.ellipse(x - 0.14 * s.light.side * w, y + 0.22 * h, w * 0.8, h * 0.72, s.light.dim(colour, 0.45))
        for k in (-1, 1):
            track = [
                (
                    float((1.9 + 0.35 * k) + 2.2 * np.sin(d * 0.07)) * v.metre(float(d)) * -s.light.side,
                    v.ground(float(d)),
                )
                for d in np.geomspace(2, 60, 16)
            ]
            c.line(track, s.light.dim(colour, 0.9), 0.006, 0.45)


def spires(c: Canvas, s: Setting) -> None:
    """Wind-cut towers of rock; crystals or odd plants on stranger worlds."""
    v, rng = s.view, s.rng("spires")
    colour = s.light.dim(soil(s), 0.5)
    n = 3 if kind(s) == "moon" else 9
    with c.distance(None):
        for d in sorted(rng.uniform(18, 50, n), reverse=True):
            x, m, y = rng.choice([-1, 1]) * rng.uniform(0.38, 1.3), v.metre(float(d)), v.ground(float(d))
            tone = here(s).light.on(colour, float(d))
            h, w = rng.uniform(3, 9) * m * (0.4 if kind(s) == "moon" else 1), rng.uniform(1.0, 2.2) * m
            lean = rng.uniform(-0.2, 0.2) * h
            c.curve(
                [
                    (x - w, y),
                    (x - 0.5 * w + 0.3 * lean, y - 0.5 * h),
                    (x - 0.25 * w + lean, y - h),
                    (x + 0.3 * w + lean, y - 0.94 * h),
                    (x + 0.55 * w + 0.3 * lean, y - 0.4 * h),
                    (x + w, y),
                ],
                Linear(
                    (x + w * s.light.side, 0),
                    (x - w * s.light.side, 0),
                    [Glow(toned(tone, 0.07)), Glow(toned(tone, -0.08))],
                ),
                tension=0.5,
            )
        if kind(s) == "alien":
            for _ in range(7):
                _plant(
                    c,
                    s,
                    float(rng.choice([-1, 1]) * rng.uniform(0.42, 0.95)),
                    float(rng.uniform(10, 20)),
                    rng,
                )


def _plant(c: Canvas, s: Setting, x: float, d: float, rng: np.random.Generator) -> None:
    """A glowing stalk with a bulb."""
    v, m = s.view, s.view.metre(d)
    tint = s.colour("plant", "#6ff0d0", "#ff9ad0", "#c0f06f", "#8fb8ff")
    y, h = v.ground(d), rng.uniform(0.9, 2.4) * m
    bend = rng.uniform(-0.3, 0.3) * h
    c.limb(
        [(x, y), (x + bend * 0.2, y - 0.6 * h), (x + bend, y - h)],
        (0.12 * m, 0.07 * m, 0.05 * m),
        s.light.dim("#3f5a5a", 0.3),
    )
    c.circle(x + bend, y - h, 0.17 * m, Glow(mix(tint, s.light.on(tint), 0.4 * (1 - s.light.night))))
    c.glow(x + bend, y - h, 1.0 * m, tint, 0.15 + 0.5 * s.light.night)


def base(c: Canvas, s: Setting) -> None:
    """Domes with lit windows, a mast, and a rocket on its pad."""
    v, side, d = s.view, -s.light.side, 44.0
    x, y, m = side * 0.42, v.ground(d), v.metre(d)
    with c.distance(None):
        for dx, r in ((0.0, 4.0), (6.4, 2.8), (-5.4, 2.4)):
            _dome(c, s.light, x + dx * m, y, r * m)
        c.rect(x - 5 * m, y - 0.9 * m, 11 * m, 0.9 * m, s.light.dim("#b9bcc4", 0.6))
        mast = x + 2.9 * m
        c.line([(mast, y), (mast, y - 8 * m)], "#8f939b", 0.16 * m)
        c.circle(mast, y - 8 * m, 0.22 * m, Glow("#ff5d4f"))
        if s.has("rocket") or s.rng("base").random() < 0.5:
            _pad_rocket(c, s, x - 11 * m * side, y, m)


def _dome(c: Canvas, light: Light, x: float, y: float, r: float) -> None:
    """A dome of radius `r` with a row of windows."""
    left, right = [(x - r, y), (x - 0.72 * r, y - 0.72 * r)], [(x + 0.72 * r, y - 0.72 * r), (x + r, y)]
    tones = [light.lift("#e3e3df", 0.4), light.dim("#b9bcc4", 0.9)]
    c.fill(
        paths.curve([*left, (x, y - r), *right], True, 0.9),
        Linear((x + r * light.side, 0), (x - r * light.side, 0), tones),
    )
    for k in range(4):
        c.rect(x + (k - 1.7) * 0.42 * r, y - 0.42 * r, 0.24 * r, 0.2 * r, Glow("#ffd58a"), r=0.004)
    c.glow(x, y - 0.3 * r, 1.2 * r, "#ffc873", 0.12 + 0.35 * light.night)


def _pad_rocket(c: Canvas, s: Setting, x: float, y: float, m: float) -> None:
    """A rocket of 12 m on three fins, two of them seen."""
    light = s.light
    hull = [(x - m, y), (x - 1.1 * m, y - 7 * m), (x, y - 12 * m), (x + 1.1 * m, y - 7 * m), (x + m, y)]
    tones = [light.lift("#e8e6e0", 0.4), light.dim("#b0b3ba", 0.9)]
    c.curve(hull, Linear((x + m * light.side, 0), (x - m * light.side, 0), tones), tension=0.6)
    nose = [(x - 0.85 * m, y - 9 * m), (x, y - 12.2 * m), (x + 0.85 * m, y - 9 * m)]
    c.poly(nose, s.colour("rocket", "#c2443a"))
    for k in (-1, 1):
        fin = [(x + k * m, y - 2.6 * m), (x + k * 2.2 * m, y + 0.2 * m), (x + k * 0.9 * m, y - 0.3 * m)]
        c.poly(fin, light.dim("#c2443a", 0.4))


def near_rocks(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("near rocks")
    for d in sorted(rng.uniform(8.5, 14, 8), reverse=True):
        m, x = v.metre(float(d)), rng.choice([-1, 1]) * rng.uniform(0.42, 1.2)
        w = rng.uniform(0.25, 1.2) * m
        rock(c, s, float(x), v.ground(float(d)), w, w * rng.uniform(0.5, 0.9), s.light.dim(soil(s), 0.5), rng)


def front(c: Canvas, s: Setting) -> None:
    rng = s.rng("front")
    side = float(rng.choice([-1, 1]))
    rock(c, s, side * 0.98, 1.13, 0.42, 0.34, s.light.dim(soil(s), 0.9), rng)
    rock(c, s, -side * 1.05, 1.14, 0.3, 0.18, s.light.dim(soil(s), 0.7), rng)


PLACE = Place(
    "planet",
    (
        "planet",
        "mar",
        "mars",
        "lunar",
        "martian",
        "exoplanet",
        "crater",
        "asteroid",
        "moonscape",
        "moon surface",
        "planet surface",
        "alien world",
    ),
    build,
    sky=False,
)
