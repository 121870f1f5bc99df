"""In the air: aeroplane, helicopter, hot-air balloon, airship."""

from collections.abc import Callable
from typing import Literal

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.props_light import flame
from rushes.engines.animatic.cast.rig_form import Frame, Station, coat, dark, form, hexa, loft, pale, said
from rushes.engines.animatic.cast.rig_prop import Draw
from rushes.engines.animatic.cast.rig_solid import box, patch, rod, soft
from rushes.engines.animatic.figure import Creature, Look, Pose
from rushes.engines.animatic.paths import Path

PLANE: tuple[Station, ...] = (
    (-4.2, -0.5, -0.3, 0.1),
    (-3.0, -0.62, 0.0, 0.3),
    (-1.0, -0.75, 0.55, 0.6),
    (1.4, -0.7, 0.62, 0.65),
    (2.6, -0.5, 0.5, 0.5),
    (3.1, -0.25, 0.28, 0.25),
)


HULL: tuple[Station, ...] = (
    (-6, -0.3, 0.3, 0.3),
    (-4.6, -1.2, 1.2, 1.2),
    (-1.5, -1.9, 1.9, 1.9),
    (2.5, -1.8, 1.8, 1.8),
    (5.2, -0.9, 0.9, 0.9),
    (6, -0.2, 0.2, 0.2),
)
CABIN: tuple[Station, ...] = (
    (-1.5, -0.5, 0.3, 0.3),
    (-1.0, -0.95, 0.75, 0.7),
    (0.2, -1.05, 0.95, 0.85),
    (1.3, -0.7, 0.85, 0.75),
    (1.9, 0.0, 0.5, 0.4),
)
ENVELOPE = (
    (0, -5.6),
    (2.2, -4.9),
    (3.0, -2.9),
    (2.2, -0.7),
    (0.7, 1.5),
    (-0.7, 1.5),
    (-2.2, -0.7),
    (-3.0, -2.9),
    (-2.2, -4.9),
)


def drift(pose: Pose, lean: float = 0.0) -> Frame:
    """Riding the air."""
    tilt = lean + 2.0 * float(np.sin(pose.t * 0.9)) + 10 * pose.head + (-28 if pose.gait == "fall" else 0)
    return Frame(pose.turn, 0, 0.08 * float(np.sin(pose.t * 1.3)), 0, tilt)


def plane(c: Canvas, look: Look, pose: Pose) -> None:
    """A propeller plane, by its words or by chance a biplane."""
    main, second = coat(look, "#c0453a", "#e3b03c", "#3f6f96", "#e6e0d4", "#5f7f5a")
    trim = said(look, second or "#f0e8d8", "wing", "stripe", "trim")
    f = drift(pose, 4)
    parts: list[Callable[[], None]] = [
        lambda: _fins(c, f, main, trim),
        lambda: _plane_wing(c, f, trim, -1, 0.1),
        lambda: _gear(c, f),
        lambda: _fuselage(c, f, pose, main, trim),
        lambda: _plane_wing(c, f, trim, 1, 0.1),
        lambda: _propeller(c, f, pose),
    ]
    for i in range(6) if f.front >= -0.2 else (5, 2, 1, 3, 4, 0):
        parts[i]()
    if look.has("biplane", "vintage", "old") or look.rng("biplane").random() < 0.4:
        for side in (-1, 1):
            for z in (1.4, 3.2):
                rod(c, [f.p(0.6, 0.05, side * z), f.p(0.6, -1.4, side * z)], 0.05, "#7a5a3c")
            _plane_wing(c, f, trim, side, -1.45)
    for side in (-1, 1):
        if pose.lights > 0.4:
            c.glow(*f.p(0.3, 0.12, side * 4.2), 0.8, "#ff5a4a" if side > 0 else "#6aff8a", 0.6)


def _plane_wing(c: Canvas, f: Frame, trim: str, side: int, y: float) -> None:
    tone = dark(trim, 1.0 if side < 0 and f.side > 0.3 else 0.0)
    outline = (
        (1.1, y, 0.4),
        (0.9, y + 0.02, 4.2),
        (0.3, y + 0.06, 4.4),
        (-0.5, y + 0.06, 4.2),
        (-0.5, y + 0.04, 0.4),
    )
    c.fill(paths.curve([f.p(px, py, side * pz) for px, py, pz in outline], True, 0.5), tone)
    c.line([f.p(1.05, y, side * 0.4), f.p(0.88, y, side * 4.1)], pale(tone, 0.8), 0.08)


def _fins(c: Canvas, f: Frame, main: str, trim: str) -> None:
    for side in (-1, 1):
        c.curve(
            [
                f.p(-3.0, -0.4, side * 0.1),
                f.p(-3.4, -0.4, side * 1.5),
                f.p(-4.0, -0.4, side * 1.5),
                f.p(-4.1, -0.4, side * 0.1),
            ],
            dark(trim, 0.5),
            tension=0.4,
        )
    c.curve([f.p(-2.9, -0.5), f.p(-3.7, -1.6), f.p(-4.3, -1.65), f.p(-4.25, -0.4)], main, tension=0.5)


def _fuselage(c: Canvas, f: Frame, pose: Pose, main: str, trim: str) -> None:
    form(c, loft(f, PLANE), main, 0.14)
    if f.side > 0.15:
        c.line([f.p(-3.9, -0.35, 0.2), f.p(0, -0.05, 0.6), f.p(3.0, 0.0, 0.2)], trim, 0.11, 0.9)
    canopy = (
        [f.p(1.5, -0.66), f.p(1.15, -1.12), f.p(0.2, -1.15), f.p(-0.3, -0.7)]
        if f.side > 0.4
        else [(-0.4, -0.6), (-0.3, -1.15), (0.3, -1.15), (0.4, -0.6)]
    )
    c.fill(paths.curve(canopy, True, 0.7), Glow("#ffe2a0") if pose.lights > 0.5 else "#a8cbd6")


def _propeller(c: Canvas, f: Frame, pose: Pose) -> None:
    x, y = f.p(3.15, 0.02)
    spin, other = float(np.sin(pose.t * 31)), float(np.cos(pose.t * 31))
    wide = 0.08 + 1.0 * abs(f.front)
    c.ellipse(x, y, wide, 1.05, "#e9eef0", opacity=0.3)
    c.limb(
        [(x - wide * spin * 0.8, y - other), (x, y), (x + wide * spin * 0.8, y + other)],
        (0.06, 0.16, 0.06),
        "#4a3a2e",
    )
    c.circle(x, y, 0.17, "#3a3a40")


def _gear(c: Canvas, f: Frame) -> None:
    for z in (-0.6, 0.6):
        rod(c, [f.p(1.1, 0.5, z * 0.5), f.p(1.3, 1.05, z)], 0.08, "#5a5d63")
        c.circle(*f.p(1.3, 1.1, z), 0.26, "#2b2b30")
        c.circle(*f.p(1.3, 1.1, z), 0.1, "#b9bec4")


def helicopter(c: Canvas, look: Look, pose: Pose) -> None:
    main, _ = coat(look, "#c0453a", "#3f6f96", "#e3b03c", "#4a5a52")
    f = drift(pose, -6 if pose.gait in ("run", "fly", "walk") else 0)
    _tail_boom(c, f, pose, main)
    _skids(c, f)
    form(c, loft(f, CABIN), main, 0.16)
    glass = Glow("#ffe2a0") if pose.lights > 0.5 else "#8fb4c0"
    if f.front > -0.4:
        c.fill(_bubble(f), glass)
    patch(c, f, [(-0.6, -0.6), (0.25, -0.65), (0.3, 0.1), (-0.6, 0.1)], 0.82, glass, 0.12)
    _main_rotor(c, f, pose)


def _tail_boom(c: Canvas, f: Frame, pose: Pose, main: str) -> None:
    """The boom with its fin and the tail rotor."""
    box(c, f, -4.0, -0.9, -0.35, 0.05, 0.16, hexa(main, -0.04), 0.12)
    c.curve([f.p(-3.6, -0.3), f.p(-4.2, -1.2), f.p(-4.5, -1.2), f.p(-4.2, 0.1)], main, tension=0.4)
    dx, dy = 0.5 * float(np.cos(pose.t * 37)), 0.5 * float(np.sin(pose.t * 37))
    blades = [f.p(-4.2 + dx, -0.7 - dy, 0.2), f.p(-4.2 - dx, -0.7 + dy, 0.2)]
    c.line(blades, "#33353b", 0.07, smooth=False)


def _skids(c: Canvas, f: Frame) -> None:
    for z in (-0.7, 0.7):
        rod(c, [f.p(-0.9, 1.35, z), f.p(1.2, 1.35, z)], 0.09, "#4a4d54")
        for x in (-0.5, 0.8):
            rod(c, [f.p(x, 0.7, z * 0.6), f.p(x, 1.35, z)], 0.07, "#4a4d54")


def _bubble(f: Frame) -> Path:
    """The outline of the glass nose."""
    if f.side <= 0.45:
        return paths.curve([(-0.5, -0.7), (0.5, -0.7), (0.6, 0.0), (0, 0.2), (-0.6, 0.0)], True, 0.8)
    upper = [f.p(0.5, -0.85, 0.4 * f.side), f.p(1.25, -0.55, 0.5 * f.side)]
    lower = [f.p(1.75, 0.0, 0.3 * f.side), f.p(0.6, 0.12, 0.7 * f.side)]
    return paths.curve([*upper, *lower], True, 0.8)


def _main_rotor(c: Canvas, f: Frame, pose: Pose) -> None:
    x, y = f.p(0, -1.0)
    rod(c, [(x, y), (x, y - 0.5)], 0.14, "#4a4d54")
    reach = 3.4 * float(np.cos(pose.t * 23))
    c.ellipse(x, y - 0.5, 3.5, 0.24, "#e9eef0", opacity=0.25)
    blades = [(x - reach, y - 0.5), (x, y - 0.52), (x + reach, y - 0.5)]
    c.limb(blades, (0.05, 0.1, 0.05), "#33353b")


def hot_air(c: Canvas, look: Look, pose: Pose) -> None:
    main, second = coat(look, "#c9453a", "#e0a032", "#3f7fa8", "#7a5aa0")
    second = said(look, second or "#f2e6c8", "stripe", "panel", "band")
    with c.at(0, 0, turn=1.5 * float(np.sin(pose.t * 0.8))):
        form(c, paths.curve(ENVELOPE), main, 0.35, lambda: _gores(c, main, second))
        if look.has("glowing", "lit") or pose.lights > 0.4 or float(np.sin(pose.t * 0.7)) > 0.5:
            flame(c, 0, 2.2, 0.7, pose.t)
            c.glow(0, 1.2, 3, "#ffb85a", 0.2 + 0.4 * pose.lights)
        for x0, x1 in ((-0.66, -0.46), (0.66, 0.46), (-0.3, -0.2), (0.3, 0.2)):
            c.line([(x0, 1.45), (x1, 2.7)], "#5a4632", 0.045, smooth=False)
        _basket(c, said(look, "#a87440", "basket"))


def _gores(c: Canvas, main: str, second: str) -> None:
    """The panels of the envelope, its band, and the shadow on one side."""
    for left, right in ((-1.0, -0.62), (-0.2, 0.24), (0.64, 1.0)):
        gore = [(0, -5.7), (3 * left, -2.9), (0.9 * left, 1.6), (0.9 * right, 1.6), (3 * right, -2.9)]
        c.curve(gore, second, tension=1.1)
    band = [(-3.2, -3.0), (0, -2.5), (3.2, -3.0), (3.2, -2.3), (0, -1.8), (-3.2, -2.3)]
    c.curve(band, dark(main, 0.3))
    shade = [(0.6, -5.8), (3.4, -4), (3.2, 0), (0.4, 1.8), (1.6, -1), (2, -3.6)]
    c.curve(shade, dark(main, 1.8), opacity=0.25)


def _basket(c: Canvas, weave: str) -> None:
    form(c, soft([(-0.55, 2.65), (0.55, 2.65), (0.46, 3.5), (-0.46, 3.5)], 0.1), weave, 0.08)
    for y in (2.9, 3.12, 3.34):
        c.line([(-0.48, y), (0.48, y)], dark(weave, 1.0), 0.05, 0.7, smooth=False)
    rod(c, [(-0.58, 2.66), (0.58, 2.66)], 0.13, pale(weave, 0.3))


def _seams(c: Canvas, f: Frame, main: str) -> None:
    for y in (-1.2, -0.4, 0.5, 1.3):
        c.line(
            [f.p(-6, y * 0.2), f.p(-1.5, y, 1.5 * f.side), f.p(2.5, y, 1.5 * f.side), f.p(6, y * 0.15)],
            dark(main, 0.8),
            0.06,
            0.7,
        )


def airship(c: Canvas, look: Look, pose: Pose) -> None:
    main, second = coat(look, "#b9a77c", "#8f9aa0", "#a8503f", "#3f6f7a")
    trim = said(look, second or hexa(main, -0.14), "stripe", "fin", "trim")
    f = drift(pose)
    for side in (-1, 1):
        c.curve(
            [
                f.p(-3.8, 0, side * 0.8),
                f.p(-5.0, 0, side * 2.0),
                f.p(-6.1, 0, side * 2.0),
                f.p(-5.6, 0, side * 0.3),
            ],
            dark(trim, 0.6),
            tension=0.4,
        )
    for y in (-1, 1):
        c.curve(
            [f.p(-3.8, y * 0.9), f.p(-5.0, y * 2.2), f.p(-6.1, y * 2.2), f.p(-5.6, y * 0.2)],
            trim,
            tension=0.4,
        )
    form(c, loft(f, HULL), main, 0.35, lambda: _seams(c, f, main))
    box(c, f, -1.4, 2.2, 1.9, 2.7, 0.6, dark(trim, 0.4), 0.15)
    for x in (-0.9, -0.1, 0.7, 1.5):
        patch(
            c,
            f,
            [(x - 0.25, 2.1), (x + 0.25, 2.1), (x + 0.25, 2.45), (x - 0.25, 2.45)],
            0.62,
            Glow("#ffe2a0") if pose.lights > 0.3 else "#a8cbd6",
            0.08,
        )
    spin = float(np.sin(pose.t * 19))
    c.line([f.p(-1.7, 2.3 - 0.7 * spin), f.p(-1.7, 2.3 + 0.7 * spin)], "#3a3a40", 0.12, smooth=False)


def craft(
    name: str,
    words: tuple[str, ...],
    draw: Draw,
    height: float,
    length: float,
    speed: float,
    element: Literal["air", "space"] = "air",
) -> Creature:
    return Creature(
        name,
        words,
        "vehicle",
        height=height,
        length=length,
        draw=draw,
        stride=3,
        run_stride=4,
        speed=speed,
        run_speed=2.5 * speed,
        element=element,
        focus=(0.1 * length, 0.0),
        focus_size=0.5 * height,
    )


CREATURES = (
    craft(
        "aeroplane",
        ("aeroplane", "airplane", "plane", "biplane", "aircraft", "glider"),
        plane,
        3.2,
        8.6,
        8,
    ),
    craft("helicopter", ("helicopter", "chopper"), helicopter, 3.6, 8.0, 6),
    craft("hot-air balloon", ("hot-air balloon", "air balloon", "hot air balloon"), hot_air, 9.4, 6.2, 1.0),
    craft("airship", ("airship", "zeppelin", "blimp", "dirigible"), airship, 5.2, 12.4, 2.5),
)
