"""A city street in true perspective: fronts with windows, traffic, lamps, and neon when the text says so."""

import itertools

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import hexed, mix
from rushes.engines.animatic.places.kit_build import WARM, facade_front, facade_side, lamp_post, lit
from rushes.engines.animatic.places.kit_space import (
    along,
    box,
    face,
    fill_all,
    flat,
    mirrored,
    spot,
    terrain,
    upright,
)
from rushes.engines.animatic.places.kit_tree import tree
from rushes.engines.animatic.setting import Place, Plane, Setting

BRICK = ("#a8604a", "#c2a179", "#8d7468", "#b98a6b", "#7f8791", "#9c6a5c", "#d0b48f")
NEON = ("#ff3fa4", "#35e6ff", "#8d5bff", "#ffd23f", "#3dffb0")
CURB, WALL = 4.6, 7.4


def neon(s: Setting) -> bool:
    return s.has("neon", "cyberpunk", "futuristic", "tokyo")


def walls(s: Setting) -> tuple[str, ...]:
    if neon(s):
        return ("#3d4466", "#4a3f63", "#35506a", "#54465f")
    named = s.colour("building", "") if s.has("building") else ""
    return (named,) if named else BRICK


def tints(s: Setting) -> tuple[str, ...]:
    return (*WARM, *NEON) if neon(s) else WARM


def build(s: Setting) -> list[Plane]:
    return [
        Plane("skyline", 500, skyline, rim=0.3),
        Plane("far street", 70, far_street, rim=0.3),
        Plane("road", 69, road, ground=True, rim=0),
        Plane("fronts", 22, near_street, rim=0.4),
        Plane("street things", 15, furniture, rim=0.6),
        Plane("lamps", 10, lamps, rim=0.8),
        Plane("front", 2.4, front, blur=0.006, rim=0.6),
    ]


def skyline(c: Canvas, s: Setting) -> None:
    """Towers at the end of the street, dissolving in haze."""
    v, rng = s.view, s.rng("skyline")
    for depth, top in ((460.0, 0.30), (260.0, 0.22)):
        body, bright = [], []
        for x in np.arange(v.left, v.right, 0.075):
            h, w = top * rng.uniform(0.35, 1.0), rng.uniform(0.05, 0.1)
            body.append(paths.rect(float(x), v.horizon - h, w, h + 0.03))
            if rng.random() < 0.25:
                body.append(paths.rect(float(x) + 0.4 * w, v.horizon - h - 0.05, 0.006, 0.06))
            if lit(s):
                for _ in range(14):
                    px, py = float(x) + rng.uniform(0.1, 0.8) * w, v.horizon - rng.uniform(0.05, 0.95) * h
                    bright.append(paths.rect(px, py, 0.0045, 0.006))
        tone = mix(s.light.on("#6b7688", depth), s.light.haze, 0.15)
        fill_all(
            c,
            body,
            Linear((0, v.horizon - top), (0, v.horizon), [Glow(tone), Glow(mix(tone, s.light.haze, 0.7))]),
        )
        fill_all(c, bright, Glow("#ffd9a0" if not neon(s) else "#7fe3ff"), 0.55 * s.light.night + 0.1)


def _block(c: Canvas, s: Setting, side: int, d0: float, d1: float, rng: np.random.Generator) -> None:
    """One building: its front along the street and its end towards the camera."""
    wall = str(rng.choice(walls(s)))
    tall = s.has("skyscraper", "metropolis", "downtown") or neon(s)
    height = rng.uniform(22, 48) if tall else rng.uniform(11, 21)
    floors = max(3, round(height / 3.3) - 1)
    x = side * (WALL + rng.choice([0, 0, 0.7]))
    with c.distance(d0 + 2):
        far = side * 30.0
        facade_front(
            c, s, d0, (min(x, far), max(x, far)), height, s.light.dim(wall, 0.3), rng, tints=tints(s)
        )
        facade_side(
            c,
            s,
            x,
            (d0, d1),
            height,
            wall,
            rng,
            floors=floors,
            bays=max(3, round((d1 - d0) / 2.8)),
            tints=tints(s),
        )
        _shop(c, s, side, x, d0, d1, rng)


def _shop(c: Canvas, s: Setting, side: int, x: float, d0: float, d1: float, rng: np.random.Generator) -> None:
    """Ground floor: shop windows, an awning, a sign that stands out into the street."""
    v = s.view
    night = lit(s)
    colour = str(rng.choice(("#a83c35", "#2f5f63", "#3d4f7a", "#b5822f", "#5c6b3c")))
    colour = s.colour("awning", colour)
    c.fill(along(v, x, d0, d1, 0, 3.5), s.light.dim("#4a4348", 0.2))
    for a in np.arange(d0 + 0.5, d1 - 1.6, 2.6):
        glass: object = Glow(str(rng.choice(tints(s)))) if night and rng.random() < 0.8 else "#5f7784"
        c.fill(along(v, x, float(a), float(a) + 2.0, 0.5, 2.7), glass, 0.9)  # type: ignore[arg-type]
    if rng.random() < 0.75:
        out = x - side * 1.3
        face(
            c,
            s,
            [(x, 3.4, d0 + 0.4), (x, 3.4, d1 - 0.4), (out, 2.6, d1 - 0.4), (out, 2.6, d0 + 0.4)],
            s.light.lift(colour, 0.3),
        )
        face(
            c,
            s,
            [(out, 2.6, d0 + 0.4), (out, 2.6, d1 - 0.4), (out, 2.35, d1 - 0.4), (out, 2.35, d0 + 0.4)],
            s.light.dim(colour, 0.5),
        )
    if neon(s) or rng.random() < 0.5:
        _sign(c, s, side, x, (d0 + d1) / 2, rng)


def _sign(c: Canvas, s: Setting, side: int, x: float, d: float, rng: np.random.Generator) -> None:
    v = s.view
    high = rng.uniform(2.2, 5) if neon(s) else rng.uniform(0.9, 1.6)
    y = rng.uniform(3.8, 6)
    x0, x1 = sorted((x, x - side * rng.uniform(0.9, 1.5)))
    tint = str(rng.choice(NEON if neon(s) else WARM))
    panel = upright(v, d, x0, x1, y, y + high)
    if not (neon(s) or lit(s)):
        c.fill(panel, s.light.dim(str(rng.choice(BRICK)), 0.4))
        return
    c.fill(panel, s.light.dim("#20222e", 0.2))
    c.stroke(panel, Glow(tint), 0.09 * v.metre(d))
    for k in range(int(high / 0.8)):
        yy = y + high - 0.5 - k * 0.8
        c.fill(upright(v, d, x0 + 0.2, x1 - 0.2, yy, yy + 0.4), Glow(tint), 0.85)
    px, py = spot(v, (x0 + x1) / 2, y + high / 2, d)
    c.glow(px, py, high * 1.3 * v.metre(d), tint, 0.5 * max(s.light.night, 0.25))


def _side(c: Canvas, s: Setting, name: str, side: int, start: float, end: float) -> None:
    rng = s.rng(f"{name} {side}")
    cuts = [start]
    while cuts[-1] < end:
        cuts.append(cuts[-1] + rng.uniform(8, 15))
    for d0, d1 in reversed(list(itertools.pairwise(cuts))):
        _block(c, s, side, d0, d1, rng)


def far_street(c: Canvas, s: Setting) -> None:
    for side in (-1, 1):
        _side(c, s, "far street", side, 34, 130)


def near_street(c: Canvas, s: Setting) -> None:
    for side in (-1, 1):
        _side(c, s, "near street", side, 5.5 if side > 0 else 7.5, 32)


def road(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    wet = s.weather in ("rain", "storm") or s.has("wet", "rainy") or (neon(s) and lit(s))
    asphalt = s.colour("street", s.colour("road", "#5d5f66", "#66636a"))
    if s.weather == "snow":
        asphalt = hexed(mix(asphalt, "#e3e8ee", 0.65))
    terrain(c, s, asphalt)
    pavement = mix("#9c948a", "#e9edf2", 0.7 * (s.weather == "snow"))
    with c.distance(10):
        for side in (-1, 1):
            c.fill(
                flat(v, side * CURB, side * WALL * 1.5, 1.4, 130),
                Linear((0, v.horizon), (0, 1), [Glow(light.on(pavement, 100)), pavement]),
            )
            c.fill(flat(v, side * CURB, side * (CURB - 0.25), 1.4, 130), light.lift(pavement, 0.7), 0.8)
        marks = [flat(v, -0.09, 0.09, float(d), float(d) + 1.6) for d in np.arange(1.6, 60, 3.6)]
        fill_all(c, marks, s.colour("line", "#e9e4d4"), 0.75)
        if s.maybe("crossing", 0.6):
            fill_all(c, [flat(v, x, x + 0.5, 10.5, 13.5) for x in np.arange(-4.4, 4.2, 1.0)], "#e9e6dc", 0.8)
        cracks = [
            flat(v, side * CURB, side * WALL, float(d), float(d) + 0.05)
            for d in np.arange(1.6, 30, 1.6)
            for side in (-1, 1)
        ]
        fill_all(c, cracks, light.dim(pavement, 1), 0.6)
    _shine(c, s, wet)


def _shine(c: Canvas, s: Setting, wet: bool) -> None:
    """Light of windows and sky on the street: strong when it is wet."""
    v, rng = s.view, s.rng("shine")
    strength = 0.5 if wet else 0.18 * s.light.night
    if strength < 0.05:
        return
    with c.group(blur=0.004):
        for _ in range(30):
            d = float(1 / rng.uniform(1 / 60, 1 / 3.2))
            x = rng.choice([-1, 1]) * rng.uniform(1.2, 7.5) * v.metre(d)
            tint = str(rng.choice(tints(s))) if lit(s) else mix(s.light.sky[2], s.light.sky[3], 0.6)
            mirrored(
                c,
                s,
                float(x),
                d,
                rng.uniform(0.3, 1.1),
                rng.uniform(1.2, 3),
                Glow(tint),
                strength * rng.uniform(0.3, 0.9),
            )


def car(c: Canvas, s: Setting, x: float, d: float, side: int, colour: str) -> None:
    """A parked car seen along its flank and from its near end, metres."""
    v, light = s.view, s.light
    x0, x1 = x - 0.85, x + 0.85
    with c.distance(d):
        c.fill(flat(v, x0 - 0.15, x1 + 0.15, d - 0.1, d + 4.4), Glow(light.shadow), 0.4)
        box(
            c,
            s,
            (x0 + 0.12, x1 - 0.12),
            (0.85, 1.45),
            (d + 1.0, d + 3.4),
            light.dim("#2e3742", 0.2),
            top=colour,
        )
        box(c, s, (x0, x1), (0.28, 0.9), (d, d + 4.2), colour)
        m = v.metre(d)
        for k in (-1, 1):
            wx, wy = spot(v, x + k * 0.62, 0.62, d)
            c.ellipse(
                wx,
                wy,
                0.14 * m,
                0.08 * m,
                Glow("#fff0c0" if side > 0 else "#ff4a3a") if lit(s) else "#d9d4c8",
            )
            if lit(s):
                c.glow(wx, wy, 0.9 * m, "#ffe2a0" if side > 0 else "#ff5a44", 0.45)
            tx, ty = spot(v, x + k * 0.66, 0.3, d)
            c.rect(tx - 0.13 * m, ty - 0.05 * m, 0.26 * m, 0.36 * m, "#1f2126", r=0.05 * m)


def furniture(c: Canvas, s: Setting) -> None:
    """Parked cars and street trees along both kerbs."""
    v, rng = s.view, s.rng("furniture")
    colours = ("#b23a33", "#d9c7a4", "#35566f", "#e0a73c", "#5d6b63", "#8d8f96", "#2f3340")
    for d in (46.0, 38.0, 30.0, 22.5, 16.0):
        for side in (-1, 1):
            if rng.random() < 0.62:
                car(c, s, side * (CURB - 1.2), d, side, s.colour("car", str(rng.choice(colours))))
            elif not neon(s) and rng.random() < 0.6:
                with c.distance(d):
                    tree(
                        c,
                        s,
                        side * (CURB + 0.9) * v.metre(d),
                        v.ground(d),
                        v.metre(d) * rng.uniform(4.5, 6),
                        "#6a8a4c",
                        rng,
                    )
    if s.maybe("tram wires", 0.5):
        for x in (-1.2, 1.2):
            c.line([spot(v, x, 6.2, 3), spot(v, x, 5.9, 20), spot(v, x, 6, 90)], "#2b2e36", 0.0022, 0.8)


def lamps(c: Canvas, s: Setting) -> None:
    v = s.view
    for d in (26.0, 15.0, 9.0):
        with c.distance(d):
            for side in (-1, 1):
                lamp_post(
                    c,
                    s,
                    side * (CURB + 0.5) * v.metre(d),
                    v.ground(d),
                    v.metre(d),
                    4.2,
                    "#ffd591" if not neon(s) else "#9be8ff",
                )


def front(c: Canvas, s: Setting) -> None:
    """The corner of an awning and a street sign close to the camera."""
    rng = s.rng("front")
    side = float(rng.choice([-1, 1]))
    colour = s.colour("awning", "#a83c35", "#2f5f63", "#b5822f")
    for k in range(6):
        tone = s.light.dim(colour if k % 2 else "#e6dcc6", 0.7)
        x0, x1 = side * (0.60 + 0.11 * k), side * (0.71 + 0.11 * k)
        c.poly(
            [
                (x0, -0.2),
                (x1, -0.2),
                (x1 + side * 0.02, 0.055 + 0.014 * k),
                (x0 + side * 0.02, 0.042 + 0.014 * k),
            ],
            tone,
        )
    c.rect(-side * 0.86 - 0.011, 0.1, 0.022, 1.3, s.light.dim("#2b2e36", 0.3))
    c.rect(
        -side * 0.86 - 0.14,
        0.12,
        0.22,
        0.055,
        s.light.dim(s.colour("sign", "#2f5f8a", "#2f7050"), 0.3),
        r=0.006,
    )


PLACE = Place(
    "street",
    (
        "street",
        "city",
        "avenue",
        "boulevard",
        "downtown",
        "metropolis",
        "city street",
        "sidewalk",
        "pavement",
        "crossroad",
        "plaza",
        "skyscraper",
    ),
    build,
)
