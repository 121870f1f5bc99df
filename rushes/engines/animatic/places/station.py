"""The platform of a railway station with a train standing."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import RGB, mix
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.places.kit_build import lit
from rushes.engines.animatic.places.kit_land import hill_rows
from rushes.engines.animatic.places.kit_space import (
    along,
    box,
    face,
    fill_all,
    flat,
    side_tone,
    spot,
    terrain,
    upright,
)
from rushes.engines.animatic.places.kit_tree import wood
from rushes.engines.animatic.setting import Place, Plane, Setting, View


def build_station(s: Setting) -> list[Plane]:
    return [
        Plane("country", 500, station_far, rim=0.3),
        Plane("platform", 70, platform, ground=True, rim=0),
        Plane("train", 30, standing_train, rim=0.3, moving=smoke),
        Plane("canopy", 16, canopy, rim=0.5),
        Plane("things", 9.5, station_things, rim=0.6),
        Plane("front", 2.5, station_front, blur=0.005, rim=0.5),
    ]


def station_far(c: Canvas, s: Setting) -> None:
    v = s.view
    hill_rows(c, s, "station hill", ((380, 0.08), (240, 0.04)), "#6f8a5c", rough=0.04)
    wood(c, s, "station wood", "#55744c", 160, v.horizon + 0.005, 0.05, 0.03, broad=True, wave=0.02, mist=0.3)


def platform(c: Canvas, s: Setting) -> None:
    """The platform on the right, the tracks on the left."""
    v, light = s.view, s.light
    slab = s.colour("platform", "#a59a8c", "#9a958f") if s.weather != "snow" else "#dfe5ea"
    terrain(c, s, "#6f675e")
    with c.distance(8):
        sleepers = [flat(v, -6.2, -3.4, float(d), float(d) + 0.25) for d in np.arange(2, 60, 0.8)]
        fill_all(c, sleepers, light.dim("#5a4636", 0.3))
        for x in (-5.6, -4.1):
            c.fill(flat(v, x, x + 0.09, 1.2, 68), Glow(mix(light.sky[2], light.on("#8a8d93"), 0.5)))
    c.fill(
        flat(v, -2.6, 30, 1.2, 66),
        Linear(
            (0, v.horizon),
            (0, 1.05),
            [Glow(light.on(slab, 70)), Glow(light.on(slab, 8)), Glow(light.on(light.dim(slab, 0.4), 2))],
            (0, 0.3, 1),
        ),
    )
    with c.distance(6):
        c.fill(flat(v, -2.6, -2.3, 1.2, 66), light.lift(slab, 0.9))
        c.fill(flat(v, -1.9, -1.7, 1.2, 66), s.colour("line", "#e0b23c"), 0.9)
        seams = [flat(v, -2.3, 12, float(d), float(d) + 0.04) for d in np.geomspace(1.6, 40, 18)]
        seams += [flat(v, float(x), float(x) + 0.03, 1.3, 60) for x in np.arange(-0.5, 10, 1.4)]
        fill_all(c, seams, light.dim(slab, 0.9), 0.5)


def standing_train(c: Canvas, s: Setting) -> None:
    """A train at the platform, seen along its side."""
    v, light = s.view, s.light
    colour = s.colour("train", "#2f5f52", "#8a3a33", "#2f4f7a", "#c9a24a")
    x = -3.1
    for d0, d1 in ((34.0, 52.0), (20.5, 33.5), (7.6, 20.0)):
        with c.distance(d0):
            tone = side_tone(s, colour, x, 0.6)
            c.fill(
                along(v, x, d0, d1, 0.5, 3.7),
                Linear(
                    (0, v.horizon - 0.3),
                    (0, v.horizon + 0.25),
                    [light.lift(tone, 0.25), light.dim(tone, 0.6)],
                ),
            )
            c.fill(along(v, x, d0, d1, 2.35 - 0.75, 2.95), light.lift("#e6dcc2", 0.1), 0.9)
            glass = Glow("#ffd58a") if lit(s) else "#4d6570"
            fill_all(
                c,
                [
                    along(v, x + 0.01, float(d), float(d) + 1.1, 1.75, 2.8)
                    for d in np.arange(d0 + 0.5, d1 - 1.2, 1.6)
                ],
                glass,
            )
            c.fill(along(v, x, d0, d1, 3.6, 4.0), light.dim("#4a4d55", 0.3))
            c.fill(along(v, x, d0, d1, 0.2, 0.5), light.dim("#2b2b30", 0.2))
            c.fill(along(v, x + 0.02, d0 + 0.1, d0 + 1.0, 0.5, 3.0), light.dim(colour, 0.7))
            if lit(s):
                px, py = spot(v, x, 2.2, (d0 + d1) / 2)
                c.glow(px, py, 3.5 * v.metre(d0), "#ffc873", 0.3)
    _nose(c, s, v, x, light, colour)


def _nose(c: Canvas, s: Setting, v: View, x: float, light: Light, colour: "str | RGB") -> None:
    """The end of the nearest carriage."""
    d = 7.5
    with c.distance(d):
        c.fill(
            upright(v, d, x - 3.0, x, 0.5, 3.8),
            Linear((0, 0.2), (0, 0.75), [light.dim(colour, 0.2), light.dim(colour, 0.9)]),
        )
        c.fill(upright(v, d, x - 3.1, x + 0.05, 3.7, 4.05), light.dim("#4a4d55", 0.3))
        for a in (-2.75, -1.25):
            c.fill(upright(v, d, x + a, x + a + 1.0, 1.9, 3.1), Glow("#ffd58a") if lit(s) else "#4d6570")
            px, py = spot(v, x + a + 0.5, 1.1, d)
            c.circle(px, py, 0.17 * v.metre(d), Glow("#fff3cf"))
            c.glow(px, py, 1.5 * v.metre(d), "#ffe6ad", 0.25 + 0.4 * light.night)
        c.fill(upright(v, d, x - 3.0, x, 1.45, 1.6), light.lift("#e6dcc2", 0.1))
        c.fill(upright(v, d, x - 3.0, x, 0.3, 0.6), light.dim("#2b2b30", 0.2))


def smoke(c: Canvas, s: Setting, t: float) -> None:
    """Steam over the far end of the train."""
    v = s.view
    x0, y0 = spot(v, -3.4, 4.0, 50)
    for i in range(12):
        f = (0.12 * t + i / 12) % 1
        c.circle(
            x0 - 0.10 * f + 0.015 * np.sin(i * 2.1),
            y0 - 0.24 * f,
            0.012 + 0.05 * f,
            Glow(mix(s.light.sky[3], "#ffffff", 0.35 * (1 - s.light.night))),
            0.4 * (1 - f),
        )


EAVES, RIDGE = 4.6, 5.6
"""Heights of the roof over the platform at its edges and in its middle, metres."""


def canopy(c: Canvas, s: Setting) -> None:
    """The glass and iron roof over the platform."""
    iron = s.colour("iron", "#3f5a52", "#4a4038", "#3f4f63")
    _glass_roof(c, s)
    c.fill(along(s.view, -2.4, 1.3, 60, EAVES - 0.45, EAVES), s.light.dim(iron, 0.2))
    for d in (40.0, 28.0, 20.0, 14.0, 10.0, 7.2):
        with c.distance(d):
            _column(c, s, d, iron)
            rafters = [
                spot(s.view, x, y, d) for x, y in ((-2.4, EAVES - 0.1), (3.0, RIDGE), (9, EAVES - 0.1))
            ]
            c.line(rafters, iron, 0.14 * s.view.metre(d), smooth=False)
            _brackets(c, s, d, iron)
            _hanging_lamp(c, s, d, iron)


def _glass_roof(c: Canvas, s: Setting) -> None:
    """The slope above the camera's side, and the darker one beyond the ridge."""
    light = s.light
    near = [(-2.4, EAVES, 60), (3.0, RIDGE, 60), (3.0, RIDGE, 1.3), (-2.4, EAVES, 1.3)]
    tones = [light.dim("#a9b8b4", 0.6), light.dim("#a9b8b4", 0.2)]
    face(c, s, near, Linear((0, -0.6), (0, 0.5), tones), 0.62)
    far = [(3.0, RIDGE, 60), (9.0, EAVES, 60), (9.0, EAVES, 1.3), (3.0, RIDGE, 1.3)]
    face(c, s, far, light.dim("#8a9a98", 0.6), 0.9)


def _column(c: Canvas, s: Setting, d: float, iron: str) -> None:
    light, m = s.light, s.view.metre(d)
    x, y = spot(s.view, 3.0, 0, d)
    shine = Linear((x - 0.1 * m, 0), (x + 0.1 * m, 0), [light.dim(iron, 0.6), light.lift(iron, 0.4)])
    c.limb([(x, y), (x, y - 0.8 * m), (x, y - RIDGE * m)], (0.4 * m, 0.26 * m, 0.22 * m), shine)


def _brackets(c: Canvas, s: Setting, d: float, iron: str) -> None:
    """The curved arms at the head of a column."""
    m = s.view.metre(d)
    x, y = spot(s.view, 3.0, 0, d)
    for k in (-1, 1):
        bend = (x + k * 0.6 * m, y - (RIDGE - 0.7) * m)
        end = (x + k * 1.5 * m, y - (RIDGE - 0.2) * m)
        c.line([(x, y - (RIDGE - 1.7) * m), bend, end], iron, 0.1 * m)


def _hanging_lamp(c: Canvas, s: Setting, d: float, iron: str) -> None:
    m = s.view.metre(d)
    x, y = spot(s.view, 0.4, 4.2, d)
    c.line([(x, y - 0.9 * m), (x, y)], iron, 0.04 * m)
    c.ellipse(x, y, 0.26 * m, 0.16 * m, Glow("#ffe6ad") if lit(s) else "#e6e2d4")
    if lit(s):
        c.glow(x, y, 2.0 * m, "#ffd58a", 0.5)


def station_things(c: Canvas, s: Setting) -> None:
    """A clock, a bench with luggage, a lamp."""
    v, _light, rng = s.view, s.light, s.rng("station things")
    d, m = 10.0, v.metre(10)
    x, y = spot(v, 1.4, 3.5, d)
    c.line([(x, y - 1.1 * m), (x, y)], "#2b2e33", 0.06 * m)
    c.circle(x, y, 0.42 * m, "#2b2e33")
    c.circle(x, y, 0.35 * m, Glow("#fff3d0") if lit(s) else "#f3eddd")
    c.line([(x, y), (x, y - 0.26 * m)], "#2b2e33", 0.035 * m)
    c.line([(x, y), (x + 0.18 * m, y + 0.07 * m)], "#2b2e33", 0.035 * m)
    wood_tone = s.colour("bench", "#8a5f3d", "#3f6257")
    box(c, s, (4.0, 6.4), (0.42, 0.5), (9.0, 9.5), wood_tone)
    box(c, s, (4.0, 6.4), (0.6, 1.05), (9.5, 9.56), wood_tone)
    for px in (4.1, 6.2):
        box(c, s, (px, px + 0.1), (0, 0.42), (9.0, 9.5), "#2b2e33")
    for k, (w, h) in enumerate(((0.8, 0.55), (0.65, 0.4), (0.4, 0.3))):
        tint = str(rng.choice(("#8a4a38", "#a8854f", "#3f5a6a")))
        box(
            c,
            s,
            (2.9 + 0.1 * k, 2.9 + 0.1 * k + w),
            (0.55 * (k > 0) + 0.4 * (k > 1), 0.55 * (k > 0) + 0.4 * (k > 1) + h),
            (8.6, 9.0),
            tint,
        )


def station_front(c: Canvas, s: Setting) -> None:
    """An iron column close to the camera."""
    iron = s.light.dim(s.colour("iron", "#3f5a52", "#4a4038", "#3f4f63"), 0.9)
    c.rect(
        0.80,
        -0.7,
        0.11,
        2.3,
        Linear(
            (0.80, 0), (0.91, 0), [s.light.dim(iron, 0.6), s.light.lift(iron, 0.4), s.light.dim(iron, 0.6)]
        ),
    )
    c.line([(0.85, 0.12), (0.72, 0.0), (0.5, -0.09)], iron, 0.028)


PLACE = Place(
    "train station",
    ("train station", "station", "railway", "railroad", "train platform", "platform", "terminal"),
    build_station,
)
