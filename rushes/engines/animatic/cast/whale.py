"""A whale and an orca: swimming, breaching, or stranded on the sand."""

from functools import partial

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_fish import Swimmer, layered, pair, swimmer
from rushes.engines.animatic.cast.rig_form import Station, dark, eye, form, pale, said
from rushes.engines.animatic.figure import Creature, Look, Pose

BODY: tuple[Station, ...] = (
    (-5.1, -0.14, 0.16, 0.1),
    (-4.3, -0.3, 0.34, 0.24),
    (-3.0, -0.66, 0.62, 0.5),
    (-1.4, -1.08, 1.02, 0.9),
    (0.6, -1.34, 1.36, 1.25),
    (2.6, -1.3, 1.45, 1.3),
    (4.2, -0.92, 1.22, 1.05),
    (5.1, -0.38, 0.82, 0.7),
    (5.5, 0.1, 0.42, 0.3),
)
ORCA: tuple[Station, ...] = (
    (-5.0, -0.14, 0.16, 0.1),
    (-4.0, -0.42, 0.4, 0.3),
    (-2.6, -0.9, 0.78, 0.7),
    (-0.6, -1.35, 1.2, 1.15),
    (1.4, -1.4, 1.4, 1.3),
    (3.2, -1.18, 1.2, 1.1),
    (4.5, -0.72, 0.86, 0.8),
    (5.1, -0.2, 0.5, 0.45),
)


def draw(c: Canvas, look: Look, pose: Pose) -> None:
    orca = look.name == "orca" or look.has("orca")
    skin = (
        look.main_colour("#23262e") if orca else look.main_colour("#3f5d78", "#4a5f70", "#35506b", "#52606e")
    )
    belly = said(look, "#f1efe9", "belly") if orca else look.colour("belly", "#d9dcd4", "#c9d3d8", "#dcd3c6")
    s = swimmer(c, look, pose, ORCA if orca else BODY, 1.0, upright=True)
    layered(
        s,
        [
            (-5.0, partial(flukes, s, skin)),
            (-0.1, partial(flipper, s, skin, -1)),
            (0.0, partial(body, s, skin, belly, orca)),
            (0.1, partial(flipper, s, skin, 1)),
        ],
    )
    if orca or look.has("fin"):
        s.fin(
            [
                (0.9, -1.2, 0),
                (0.2, -2.0, 0),
                (-0.15, -2.75, 0),
                (-0.35, -2.6, 0),
                (-0.4, -1.9, 0),
                (-0.5, -1.15, 0),
            ],
            skin,
        )
    else:
        s.fin([(-1.9, -0.85, 0), (-2.5, -1.3, 0), (-2.75, -1.28, 0), (-2.75, -0.7, 0)], skin)
    shining(s)


def body(s: Swimmer, skin: str, belly: str, orca: bool) -> None:
    outline = s.outline()
    marks = [partial(_orca, s, belly)] if orca else [partial(_throat, s, skin, belly)]
    form(s.c, outline, skin, 0.26, lambda: [mark() for mark in marks] and None)
    if s.frame.front > -0.3:
        _face(s, skin, orca)


def _throat(s: Swimmer, skin: str, belly: str) -> None:
    """The pale pleated throat, and spots of old barnacles."""
    if s.frame.front < -0.6:
        return
    c, p = s.c, s.p
    if s.frame.front > 0.55:
        x, y = p(4.6, 1.05)
        c.ellipse(x, y, 1.15, 0.75, belly)
        for k in (-0.7, -0.42, -0.14, 0.14, 0.42, 0.7):
            c.line([(x + k, y - 0.5), (x + k * 0.8, y + 0.6)], dark(belly, 1.6), 0.035, opacity=0.5)
        return
    c.curve(
        [
            p(5.6, 0.5),
            p(4.6, 0.62),
            p(2.6, 0.62),
            p(0.2, 0.8),
            (p(-2.6, 0.55)),
            p(-3.2, 1.2),
            p(0, 2.2),
            p(5.6, 1.6),
        ],
        belly,
    )
    for i in range(8):
        y = 0.76 + i * 0.1
        z = 0.9 * (1 - i / 9)
        c.line(
            [p(4.9 - i * 0.12, y, z), p(2.6, y + 0.06, z), p(0.5 - 0.28 * i, y + 0.06, z)],
            dark(belly, 1.6),
            0.035,
            opacity=0.55,
        )
        if s.frame.front > 0.4:
            c.line([p(4.9 - i * 0.12, y, -z), p(2.6, y + 0.06, -z)], dark(belly, 1.6), 0.035, opacity=0.55)
    rng = s.look.rng("barnacles")
    for _ in range(11):
        x, y = rng.uniform(2.0, 5.0), rng.uniform(-0.9, 0.3)
        c.circle(*p(float(x), float(y), 0.9), float(rng.uniform(0.03, 0.075)), pale(skin, 1.6), opacity=0.75)


def _orca(s: Swimmer, belly: str) -> None:
    """White eye patch, chin and flank."""
    p, c = s.p, s.c
    if s.frame.front < -0.5:
        return
    c.curve(
        [
            p(5.2, 0.2),
            p(4.0, 0.6),
            p(2.0, 0.75),
            p(0, 0.85),
            p(-1.6, 0.2),
            p(-2.6, 0.1),
            p(-2.2, 0.8),
            p(0, 1.8),
            p(5.2, 1.3),
        ],
        belly,
    )
    for side in (-1, 1):
        if s.frame.facing(0.3, side) > 0:
            c.curve(
                [
                    p(3.9, -0.42, side),
                    p(3.2, -0.72, side),
                    (p(2.5, -0.62, side)),
                    p(2.6, -0.36, side),
                    p(3.3, -0.2, side),
                ],
                belly,
            )


def _face(s: Swimmer, skin: str, orca: bool) -> None:
    c, p = s.c, s.p
    gape = 0.5 * s.pose.mouth
    corner = (3.1, 0.5) if not orca else (3.4, 0.42)
    for side in (-1, 1):
        if s.frame.facing(0.5, side * 0.86) < 0.05:
            continue
        z = side * 0.9
        if gape > 0.04:
            c.curve(
                [
                    p(5.3, 0.3, z * 0.2),
                    p(4.3, 0.36, z),
                    p(corner[0], corner[1], z),
                    p(4.3, 0.46 + gape, z),
                    p(5.1, 0.4 + gape, z * 0.3),
                ],
                "#5b2a35",
            )
        tip = 5.42 if not orca else 4.96
        c.line(
            [p(tip, 0.34, z * 0.2), p(4.4, 0.36, z), p(3.6, 0.4, z), p(corner[0], corner[1] + 0.16, z)],
            dark(skin, 1.8),
            0.06,
            opacity=0.85,
        )
        x, y = p(3.15, 0.3, z * 1.1) if not orca else p(4.05, 0.02, z)
        if not orca:
            c.ellipse(x, y, 0.3, 0.24, pale(skin, 0.8), opacity=0.6)
        eye(c, (x, y), 0.15, s.look, s.pose.t, said(s.look, "", "eye") or None, s.frame.facing(0.3, side))
        c.line(
            [(x - 0.24, y - 0.13), (x, y - 0.23), (x + 0.25, y - 0.1)], dark(skin, 1.4), 0.045, opacity=0.7
        )
    if s.look.has("scar", "scarred"):
        c.line([p(1.8, -0.8, 1), p(0.9, -0.1, 1.2)], pale(skin, 2.2), 0.06)
        c.line([p(1.4, -0.85, 1), p(0.6, -0.2, 1.2)], pale(skin, 2.2), 0.045)


def flipper(s: Swimmer, skin: str, side: int) -> None:
    beat = float(np.sin(2 * np.pi * s.pose.phase + 1)) * (0.35 if s.pose.gait in ("swim", "fly") else 0.08)
    drop, out = (1.0 + 0.5 * beat, 1.3) if s.pose.gait != "lie" else (0.45, 1.6)
    pair(
        s,
        side,
        [
            (2.5, 0.75, 1.0),
            (1.9, 0.7 + drop * 0.35, 1.3),
            (0.3, 0.8 + drop * 1.1, 1.0 + out * 0.8),
            (-0.5, 0.85 + drop * 1.35, 1.0 + out),
            (-0.2, 0.8 + drop * 0.85, 1.0 + out * 0.7),
            (1.3, 0.95, 1.1),
        ],
        dark(skin, 0.35),
    )


def flukes(s: Swimmer, skin: str) -> None:
    """The tail: two broad lobes, seen from above or below as it beats."""
    tilt = float(np.cos(2 * np.pi * s.pose.phase + s.pose.t * 0.8 - 2.0)) * (0.5 if s.amount > 0.3 else 0.12)
    c = s.c
    for side in (-1, 1):
        tone = dark(skin, 0.9) if side < 0 else skin
        points = [
            (-4.7, -0.1, 0),
            (-5.5, -0.02, 0.55),
            (-6.3, 0.12 + tilt, 1.9),
            (-7.1, 0.2 + tilt * 1.2, 2.75),
            (-6.55, 0.1 + tilt, 1.3),
            (-6.05, 0.05 + tilt * 0.7, 0.12),
            (-5.0, 0.12, 0),
        ]
        root = s.p(-4.9, 0)
        flat = []
        for x, y, z in points:
            px, py = s.p(max(x, -5.1), 0.0)
            qx, qy = s.frame.p(x, y, side * z)
            rx, ry = s.frame.p(max(x, -5.1), 0.0)
            flat.append((px + qx - rx, py + qy - ry - side * z * 0.42 * abs(s.frame.side)))
        form(c, paths.curve([root, *flat], True, 0.8), tone, 0.08)


def shining(s: Swimmer) -> None:
    """Lights along the flank of a whale that glows."""
    if not s.look.has("glowing", "luminous", "bioluminescent", "shining", "luminescent", "radiant"):
        return
    light = said(s.look, "#b9fff0", "light", "glow")
    rng = s.look.rng("lights")
    for i, x in enumerate(np.linspace(4.4, -4.4, 26)):
        y = -0.25 + 0.35 * float(np.sin(i * 0.9)) + float(rng.uniform(-0.25, 0.25))
        at = s.p(float(x), y * (1 - max(0.0, -float(x)) / 7), 0.9)
        pulse = 0.55 + 0.45 * float(np.sin(s.pose.t * 1.8 + x * 1.1))
        s.c.circle(*at, float(rng.uniform(0.04, 0.085)), Glow(light), opacity=pulse)
    s.c.glow(0, 0, 6.5, light, 0.16 + 0.2 * s.pose.lights)


CREATURES = (
    Creature(
        "whale",
        ("whale", "cachalot", "leviathan", "humpback"),
        "animal",
        height=3.4,
        length=13.4,
        draw=draw,
        stride=5,
        run_stride=7,
        speed=1.8,
        run_speed=4,
        element="water",
        focus=(3.6, 0.2),
        focus_size=1.8,
    ),
    Creature(
        "orca",
        ("orca",),
        "animal",
        height=5.2,
        length=12.3,
        draw=draw,
        stride=5,
        run_stride=7,
        speed=2.4,
        run_speed=6,
        element="water",
        focus=(3.9, 0.1),
        focus_size=1.8,
    ),
)
