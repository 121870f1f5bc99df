"""The deck of a sailing ship, with the sea all round."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear, Stop
from rushes.engines.animatic.places.kit_build import lit
from rushes.engines.animatic.places.kit_space import (
    fill_all,
    flat,
    glints,
    side_tone,
    spot,
    water,
)
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_deck(s: Setting) -> list[Plane]:
    return [
        Plane("sea", 400, deck_sea, ground=True, rim=0, moving=deck_waves),
        Plane("bow", 17, bow, rim=0.5),
        Plane("deck", 16, ship_deck, ground=True, rim=0),
        Plane("masts", 13, masts, rim=0.6, moving=pennant),
        Plane("bulwarks", 9.4, bulwarks, rim=0.5),
        Plane("rigging", 2.5, rigging, blur=0.004, rim=0.6),
    ]


def deck_sea(c: Canvas, s: Setting) -> None:
    water(c, s, s.colour("sea", s.colour("water", "#23607f", "#2a6a80", "#1f5672")), near=10)
    if s.weather in ("storm", "wind"):
        v, rng = s.view, s.rng("crests")
        crests = []
        for _ in range(50):
            d = float(np.exp(rng.uniform(np.log(14), np.log(200))))
            m, x = v.metre(d), rng.uniform(v.left, v.right)
            crests.append(
                paths.limb(
                    [(x - 2 * m, v.ground(d)), (x, v.ground(d) - 0.25 * m), (x + 2 * m, v.ground(d))],
                    (0.02 * m, 0.16 * m, 0.02 * m),
                )
            )
        fill_all(c, crests, "#e6eef0", 0.5)


def deck_waves(c: Canvas, s: Setting, t: float) -> None:
    glints(c, s, t, near=22, far=220, n=24)


def timber(s: Setting) -> str:
    return s.colour("deck", "#9a7248", "#8a6a4a", "#a5804f")


def hull_edge(d: float) -> float:
    """Half width of the deck at distance `d`: it narrows to the bow."""
    return float(4.3 * np.sqrt(max(0.0, 1 - (max(d - 4, 0) / 12.4) ** 2)))


def ship_deck(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    ds = np.concatenate([np.linspace(1.3, 15.5, 24), [16.2, 16.38]])
    left = [spot(v, -hull_edge(float(d)), 0, float(d)) for d in ds]
    right = [spot(v, hull_edge(float(d)), 0, float(d)) for d in ds]
    shape = paths.poly(left + right[::-1])
    c.fill(
        shape,
        Linear(
            (0, v.ground(16)), (0, 1.1), [light.dim(timber(s), 0.3), timber(s), light.dim(timber(s), 0.5)]
        ),
    )
    with c.group(clip=shape), c.distance(4):
        seams = [flat(v, float(x), float(x) + 0.03, 1.3, 16.4) for x in np.arange(-4.4, 4.4, 0.28)]
        fill_all(c, seams, light.dim(timber(s), 1.5), 0.6)
        butts = [
            flat(v, float(x), float(x) + 0.28, float(d), float(d) + 0.04)
            for x in np.arange(-4.2, 4.2, 0.56)
            for d in (3.0, 5.4, 8.8, 12.0)
        ]
        fill_all(c, butts, light.dim(timber(s), 1.4), 0.5)
    hatch = flat(v, -1.0, 1.0, 9.6, 11.4, 0.0)
    c.fill(hatch, light.dim(timber(s), 1.0))
    fill_all(
        c,
        [flat(v, float(x), float(x) + 0.07, 9.7, 11.3) for x in np.arange(-0.9, 0.95, 0.25)],
        light.dim(timber(s), 2.0),
        0.8,
    )


def bow(c: Canvas, s: Setting) -> None:
    """Bowsprit and fore rail against the sea."""
    v, light = s.view, s.light
    x, y = spot(v, 0, 1.0, 16.3)
    c.limb(
        [(x, y + 0.01), (x + 0.05, y - 0.05), (x + 0.16, y - 0.12)],
        (0.02, 0.014, 0.006),
        light.dim(timber(s), 0.6),
    )


def bulwarks(c: Canvas, s: Setting) -> None:
    """The ship's side that curves to the bow, with its rail and posts."""
    v, light = s.view, s.light
    paintwork = s.colour("ship", s.colour("hull", "#4a5a63", "#6b4a38", "#3f5f6b"))
    ds = np.concatenate([np.linspace(2.2, 15.5, 22), [16.1, 16.38]])
    for k in (-1, 1):
        low = [spot(v, k * hull_edge(float(d)), 0, float(d)) for d in ds]
        high = [spot(v, k * hull_edge(float(d)), 0.85 + 0.03 * max(0.0, float(d) - 9), float(d)) for d in ds]
        tone = side_tone(s, paintwork, k * 4.0)
        c.poly(
            low + high[::-1], Linear((0, v.horizon), (0, 1.0), [light.dim(tone, 0.2), light.dim(tone, 0.9)])
        )
        c.limb(high, [0.012 + 0.05 / float(d) for d in ds], light.lift(timber(s), 0.5))
        for d in ds[::2]:
            a, b = (
                spot(v, k * hull_edge(float(d)) * 0.99, 0, float(d)),
                spot(v, k * hull_edge(float(d)) * 0.99, 0.85, float(d)),
            )
            c.line([a, b], light.dim(timber(s), 0.4), 0.1 * v.metre(float(d)))
    _gear(c, s, float(s.rng("deck gear").choice([-1, 1])))


def _gear(c: Canvas, s: Setting, k: float) -> None:
    """Barrels and a coil of rope."""
    v, light = s.view, s.light
    for d in (9.4, 8.4):
        x, y = spot(v, k * 3.0, 0, d)
        m = v.metre(d)
        c.rect(
            x - 0.34 * m,
            y - 0.8 * m,
            0.68 * m,
            0.8 * m,
            Linear(
                (x - 0.34 * m, 0),
                (x + 0.34 * m, 0),
                [light.dim("#8a5f3a", 0.7), light.lift("#8a5f3a", 0.4), light.dim("#8a5f3a", 0.7)],
            ),
            r=0.12 * m,
        )
        for f in (0.18, 0.62):
            c.rect(x - 0.36 * m, y - (f + 0.08) * m, 0.72 * m, 0.07 * m, "#4a4d52")
    x, y = spot(v, -k * 3.1, 0, 8.6)
    m = v.metre(8.6)
    for f in (0.5, 0.38, 0.24):
        c.stroke(paths.ellipse(x, y - 0.08 * m, f * m, 0.3 * f * m), "#c9b080", 0.08 * m)


MAST = 13.0
"""Metres from the camera to the mast."""


def masts(c: Canvas, s: Setting) -> None:
    """Mast, yards, furled or full sails, shrouds."""
    m, y = s.view.metre(MAST), s.view.ground(MAST)
    light, wood = s.light, s.light.dim(timber(s), 0.7)
    for k in (-1, 1):
        _shrouds(c, y, m, k)
    c.limb(
        [(0, y), (0, y - 6 * m), (0, y - 13 * m)],
        (0.42 * m, 0.34 * m, 0.2 * m),
        Linear((-0.2 * m, 0), (0.2 * m, 0), [light.dim(wood, 0.7), light.lift(wood, 0.5)]),
    )
    for high, half, drop in ((10.6, 3.6, 3.2), (6.6, 4.6, 3.1)):
        yard, w = y - high * m, half * m
        _sail(c, s, yard, w, drop)
        spar = [(-1.08 * w, yard), (0, yard - 0.03 * m), (1.08 * w, yard)]
        c.limb(spar, (0.1 * m, 0.22 * m, 0.1 * m), wood)
    if lit(s):
        _mast_lantern(c, 0.35 * m, y - 2.6 * m, m)


def _shrouds(c: Canvas, y: float, m: float, k: int) -> None:
    """The ropes that hold the mast on one side, with the ratlines between them."""
    for dx in (2.4, 3.0, 3.5):
        c.line([(k * dx * m, y - 0.7 * m), (0, y - 10 * m)], "#3a332d", 0.0016, 0.8)
    for h in np.arange(1.5, 8, 0.8):
        f, rung = 1 - h / 10, y - (0.7 + h * 0.93) * m
        c.line([(k * 2.4 * f * m, rung), (k * 3.5 * f * m, rung)], "#3a332d", 0.0012, 0.7)


def _sail(c: Canvas, s: Setting, yard: float, w: float, drop: float) -> None:
    """A square sail `drop` metres high below its yard, `w` to each side in picture units, and its seams."""
    light, m = s.light, s.view.metre(MAST)
    colour = s.colour("sail", "#efe5cf", "#e6d3b0", "#d9cdb8")
    belly, foot = 0.35 * m * light.side, yard + drop * m
    right = [(w, yard), (0.93 * w + belly, yard + 0.55 * drop * m), (0.96 * w, foot)]
    left = [(-0.96 * w, foot), (-0.93 * w + belly, yard + 0.55 * drop * m)]
    tones: list[Stop] = [light.lift(colour, 0.5), colour, light.dim(colour, 0.8)]
    c.curve(
        [(-w, yard), *right, (0, yard + (drop - 0.35) * m), *left],
        Linear((w * light.side, yard), (-w * light.side, foot), tones),
        tension=0.3,
    )
    for f in (-0.5, 0.0, 0.5):
        seam = [(f * w, yard), (f * w * 0.98 + 0.3 * belly, yard + drop * 0.92 * m)]
        c.line(seam, light.dim(colour, 0.8), 0.0022, 0.6)


def _mast_lantern(c: Canvas, x: float, y: float, m: float) -> None:
    c.rect(x - 0.1 * m, y, 0.2 * m, 0.3 * m, Glow("#ffd58a"), r=0.03 * m)
    c.glow(x, y + 0.15 * m, 2.2 * m, "#ffc873", 0.6)


def pennant(c: Canvas, s: Setting, t: float) -> None:
    v, m = s.view, s.view.metre(13)
    y = v.ground(13) - 12.9 * m
    wave = [(0.26 * m * f * 2, y + 0.08 * m * np.sin(1.4 * f * 3 - 5 * t)) for f in np.linspace(0, 3, 7)]
    c.poly(
        [*wave, *[(x, yy + 0.5 * m * (1 - x / (1.7 * m))) for x, yy in wave[::-1]]],
        s.colour("flag", "#b8382f", "#2f5f9a", "#2b2b33"),
    )


def rigging(c: Canvas, s: Setting) -> None:
    """Ropes and a block close to the camera."""
    side = float(s.rng("rigging").choice([-1, 1]))
    rope = s.light.dim("#8f7a55", 0.5)
    for k in range(3):
        c.line([(side * (0.62 + 0.1 * k), -0.3), (side * (0.86 + 0.07 * k), 1.3)], rope, 0.013)
    for j in range(7):
        y = 0.0 + 0.14 * j
        f = (y + 0.3) / 1.6
        c.line([(side * (0.62 + 0.24 * f), y), (side * (0.82 + 0.18 * f), y + 0.01)], rope, 0.008)
    c.ellipse(side * 0.79, 0.74, 0.03, 0.045, s.light.dim("#5a4030", 0.4))


PLACE = Place(
    "ship deck",
    ("ship deck", "deck", "sailing ship", "galleon", "ferry", "crow nest"),
    build_deck,
    horizon=0.5,
    eye=1.8,
    standing=(4.5, 8.0),
)
