"""A bridge: towers and cables of steel, or parapets of old stone."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Colour, Glow, Linear
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.places.city import skyline
from rushes.engines.animatic.places.kit_build import lamp_post, lit
from rushes.engines.animatic.places.kit_land import hill_rows
from rushes.engines.animatic.places.kit_space import (
    along,
    box,
    face,
    fill_all,
    flat,
    glints,
    side_tone,
    spot,
    water,
)
from rushes.engines.animatic.places.kit_tree import wood
from rushes.engines.animatic.setting import Place, Plane, Setting, View


def build_bridge(s: Setting) -> list[Plane]:
    return [
        Plane("skyline", 500, bridge_far, rim=0.3),
        Plane("river", 220, bridge_water, ground=True, rim=0, moving=bridge_glints),
        Plane("towers", 60, towers, rim=0.7),
        Plane("deck", 50, bridge_deck, ground=True, rim=0),
        Plane("rails", 9.2, rails, rim=0.6),
        Plane("front", 2.4, bridge_front, blur=0.004, rim=0.6),
    ]


def old(s: Setting) -> bool:
    """A bridge of stone rather than of steel."""
    return s.has("stone", "old", "medieval", "wooden", "footbridge", "village") or bool(
        s.rng("old").random() < 0.3
    )


def bridge_far(c: Canvas, s: Setting) -> None:
    v = s.view
    if old(s):
        hill_rows(c, s, "bridge hill", ((380, 0.12), (240, 0.06)), "#6b8060", rough=0.05)
        wood(c, s, "bridge wood", "#55704c", 170, v.horizon + 0.004, 0.07, 0.03, wave=0.03, mist=0.35)
    else:
        skyline(c, s)


def bridge_water(c: Canvas, s: Setting) -> None:
    water(c, s, s.colour("river", s.colour("water", "#3a7185", "#3f6b80")), near=8)


def bridge_glints(c: Canvas, s: Setting, t: float) -> None:
    glints(c, s, t, near=18, far=160, n=24)


def steel(s: Setting) -> str:
    return (
        s.colour("bridge", "#a8452f", "#4f6b70", "#7d858c")
        if not old(s)
        else s.colour("bridge", "#9a9184", "#a3947c")
    )


def towers(c: Canvas, s: Setting) -> None:
    """Two towers of a suspension bridge and its cables, seen from the roadway."""
    v, light, colour = s.view, s.light, steel(s)
    if old(s):
        return
    for d in (90.0, 38.0):
        with c.distance(d):
            m = v.metre(d)
            y, top = v.ground(d), 26.0
            for k in (-1, 1):
                x = k * 6.2 * m
                c.poly(
                    [
                        (x - 0.9 * m, y),
                        (x - 0.65 * m, y - top * m),
                        (x + 0.65 * m, y - top * m),
                        (x + 0.9 * m, y),
                    ],
                    Linear(
                        (x + 0.9 * m * light.side, 0),
                        (x - 0.9 * m * light.side, 0),
                        [light.lift(colour, 0.6), light.dim(colour, 0.9)],
                    ),
                )
            for h in (9.5, 17.0, 25.0):
                c.rect(-6.4 * m, y - h * m, 12.8 * m, 1.3 * m, light.dim(colour, 0.4))
            for a, b in ((9.5, 17.0), (17.0, 25.0)):
                c.line([(-5.8 * m, y - a * m), (5.8 * m, y - b * m)], light.dim(colour, 0.5), 0.4 * m)
                c.line([(5.8 * m, y - a * m), (-5.8 * m, y - b * m)], light.dim(colour, 0.5), 0.4 * m)
            if lit(s):
                for k in (-1, 1):
                    c.circle(k * 6.2 * m, y - 26.5 * m, 0.004, Glow("#ff5d4f"))
                    c.glow(k * 6.2 * m, y - 26.5 * m, 0.04, "#ff5d4f", 0.6)
    _cables(c, s, light.dim(colour, 0.5))


def _hang(d: float) -> float:
    """Height in metres of the main cable over the deck at distance `d`."""
    if d > 38:
        return 26 - 21 * float(np.sin(np.pi * np.clip((d - 38) / 52, 0, 1)))
    return float(4 + 22 * (max(d, 2.0) / 38) ** 1.6)


def _cables(c: Canvas, s: Setting, tone: Colour) -> None:
    v = s.view
    for k in (-1, 1):
        line = [spot(v, k * 6.2, _hang(float(d)), float(d)) for d in np.geomspace(3.2, 90, 34)]
        c.line(line, tone, 0.0045)
        for step in np.geomspace(4, 86, 26):
            d = float(step)
            c.line(
                [spot(v, k * 6.2, 1.0, d), spot(v, k * 6.2, _hang(d), d)], tone, max(0.0009, 0.01 / d), 0.8
            )


def bridge_deck(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    far = 120.0
    if old(s):
        paving = s.colour("road", "#a69b88", "#988c78")
        shape = flat(v, -3.6, 3.6, 1.2, 60)
        c.fill(flat(v, -4.1, 4.1, 1.2, 60), light.dim(paving, 0.9))
        c.fill(
            shape,
            Linear(
                (0, v.horizon),
                (0, 1.05),
                [
                    Glow(light.on(paving, 60)),
                    Glow(light.on(paving, 6)),
                    Glow(light.on(light.dim(paving, 0.4), 2)),
                ],
                (0, 0.3, 1),
            ),
        )
        rng = s.rng("bridge cobbles")
        with c.distance(6), c.group(clip=shape):
            stones = [
                paths.ellipse(
                    float(x) * v.metre(float(d)),
                    v.ground(float(d)),
                    0.2 * v.metre(float(d)),
                    0.06 * v.metre(float(d)),
                )
                for d in np.geomspace(2.2, 22, 30)
                for x in np.arange(-3.5, 3.6, 0.5) + rng.uniform(0, 0.4)
                if rng.random() < 0.6
            ]
            fill_all(c, stones, light.dim(paving, 0.7), 0.35)
        return
    _roadway(c, s, v, far, light)


def _roadway(c: Canvas, s: Setting, v: View, far: float, light: Light) -> None:
    """The roadway of a steel bridge."""
    asphalt = s.colour("road", "#5a5c63")
    c.fill(flat(v, -6.6, 6.6, 1.2, far), light.dim(steel(s), 0.6))
    c.fill(
        flat(v, -6.2, 6.2, 1.2, far),
        Linear(
            (0, v.horizon),
            (0, 1.05),
            [
                Glow(light.on(asphalt, 120)),
                Glow(light.on(asphalt, 10)),
                Glow(light.on(light.dim(asphalt, 0.3), 2)),
            ],
            (0, 0.25, 1),
        ),
    )
    with c.distance(8):
        c.fill(flat(v, -6.2, -4.2, 1.2, far), light.lift("#8d8a86", 0.1))
        c.fill(flat(v, 4.2, 6.2, 1.2, far), light.lift("#8d8a86", 0.1))
        fill_all(
            c,
            [flat(v, -0.08, 0.08, float(d), float(d) + 2.2) for d in np.arange(1.6, 80, 5)],
            "#e9e4d4",
            0.85,
        )


def rails(c: Canvas, s: Setting) -> None:
    """Parapets of stone, or railings and lamps along the walkways."""
    v, light, colour = s.view, s.light, steel(s)
    for k in (-1, 1):
        if old(s):
            x = k * 3.6
            c.fill(
                along(v, x, 2.0, 60, 0, 1.0),
                Linear((0, v.horizon), (0, 1.0), [side_tone(s, colour, x), light.dim(colour, 0.9)]),
            )
            face(
                c,
                s,
                [(x, 1.0, 2.0), (x, 1.0, 60), (x + k * 0.45, 1.0, 60), (x + k * 0.45, 1.0, 2.0)],
                light.lift(colour, 0.6),
            )
            fill_all(
                c,
                [along(v, x, float(d), float(d) + 0.06, 0, 1.0) for d in np.geomspace(2.4, 50, 16)],
                light.dim(colour, 1.3),
                0.5,
            )
            for d in (30.0, 18.0, 11.0):
                m = v.metre(d)
                box(c, s, tuple(sorted((x, x + k * 0.6))), (0, 1.35), (d, d + 0.6), colour)  # type: ignore[arg-type]
                lamp_post(c, s, (x + k * 0.3) * m, spot(v, 0, 1.35, d)[1], m, 2.4)
            continue
        x = k * 6.2
        for y in (0.35, 0.75, 1.15):
            c.fill(along(v, x, 2.0, 110, y, y + 0.07), light.dim(colour, 0.3))
        fill_all(
            c,
            [along(v, x, float(d), float(d) + 0.12, 0, 1.15) for d in np.geomspace(5.5, 100, 40)],
            light.dim(colour, 0.3),
        )
        for d in (50.0, 30.0, 19.0, 12.0):
            lamp_post(c, s, k * 5.9 * v.metre(d), v.ground(d), v.metre(d), 4.4)


def bridge_front(c: Canvas, s: Setting) -> None:
    """A cable or a pier end close to the camera."""
    side = float(s.rng("bridge front").choice([-1, 1]))
    tone = s.light.dim(steel(s), 0.8)
    if old(s):
        x0 = side * 0.74
        c.rect(
            min(x0, x0 + side),
            0.60,
            1.0,
            1.0,
            Linear((0, 0.6), (0, 1.1), [s.light.lift(tone, 0.4), s.light.dim(tone, 0.5)]),
        )
        c.rect(min(x0 - side * 0.03, x0 + side), 0.575, 1.03, 0.04, s.light.lift(tone, 0.7), r=0.008)
    else:
        c.line([(side * 1.3, -0.3), (side * 0.7, 1.3)], tone, 0.035)
        c.line([(side * 1.42, -0.3), (side * 0.82, 1.3)], s.light.dim(tone, 0.5), 0.02)


PLACE = Place("bridge", ("bridge", "footbridge", "viaduct"), build_bridge)
