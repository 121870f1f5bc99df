"""Spider, butterfly, bee, firefly, beetle."""

from dataclasses import replace

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    Station,
    coat,
    dark,
    form,
    loft,
    said,
    step,
)
from rushes.engines.animatic.colour import RGB
from rushes.engines.animatic.figure import Creature, Look, Pose


def _moving(pose: Pose) -> bool:
    return pose.gait in ("walk", "run", "swim", "fly", "dance", "fight")


def spider(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#35323a", "#5a4030", "#2b2c33")
    f = Frame(pose.turn, 0, -0.015)
    for i in range(4):
        _spider_leg(c, f, pose, i, -1, dark(skin, 0.9))
    x, y = f.p(-0.09, -0.11)
    mark = said(look, "#b8402f", "mark", "spot", "hourglass")
    form(
        c,
        paths.ellipse(x, y, 0.075 + 0.01 * f.side, 0.068),
        skin,
        0.015,
        lambda: c.circle(x - 0.01, y - 0.01, 0.025, mark),
    )
    form(c, paths.ellipse(*f.p(0.03, -0.09), 0.046, 0.042), skin, 0.01)
    for i in range(4):
        _spider_leg(c, f, pose, i, 1, dark(skin, 0.0))
    if f.front > -0.4:
        for z, y0, r in (
            (-0.018, -0.1, 0.013),
            (0.018, -0.1, 0.013),
            (-0.03, -0.115, 0.008),
            (0.03, -0.115, 0.008),
        ):
            if f.facing(0.7, z) > -0.4:
                ex, ey = f.p(0.065, y0, z)
                c.circle(ex, ey, r, "#f0ece2")
                c.circle(ex + 0.003, ey, r * 0.5, "#161418")


def _spider_leg(c: Canvas, f: Frame, pose: Pose, i: int, near: int, tone: RGB) -> None:
    dx, lift = step(pose.phase - 0.5 * ((i + (near > 0)) % 2), 0.6, 0.1) if _moving(pose) else (0.0, 0.0)
    a = 0.5 + 0.72 * i
    x0, x1, z1 = 0.04 - 0.03 * i, 0.02 + 0.22 * float(np.cos(a)), near * (0.06 + 0.15 * float(np.sin(a)))
    root, foot = f.p(x0, -0.09, near * 0.03), f.p(x1 + dx, -0.05 * lift, z1)
    knee = f.p(0.3 * x0 + 0.7 * x1 + dx * 0.5, -0.19 - 0.02 * lift, z1 * 0.7)
    c.limb([root, knee, foot], (0.018, 0.015, 0.006), tone)


WING = (
    (0.0, 0.0),
    (0.12, -0.16),
    (0.42, -0.34),
    (0.6, -0.28),
    (0.58, -0.08),
    (0.34, 0.04),
    (0.44, 0.18),
    (0.36, 0.34),
    (0.16, 0.26),
    (0.02, 0.08),
)
"""(outwards, down) outline of a butterfly's wing."""


def butterfly(c: Canvas, look: Look, pose: Pose) -> None:
    hue, second = coat(look, "#e38a2f", "#4f8fd0", "#e9c43f", "#b56fc9", "#e9e4da")
    edge = said(look, second or "#2b262b", "edge", "tip")
    spot = said(look, "#f6efe0", "spot")
    fast = pose.gait in ("fly", "walk", "run", "fall", "dance")
    beat = 0.62 + 0.38 * float(np.sin(2 * np.pi * pose.phase * 1.0 + pose.t * (9 if fast else 1.6)))
    glowing = look.has("glowing", "luminous")
    with c.at(0, 0.02 * float(np.sin(pose.t * 5)), turn=-22 * float(np.cos(np.deg2rad(pose.turn)))):
        for side in (-1, 1):
            k = side * (0.2 + 0.8 * beat) * (0.72 if side < 0 and pose.turn < 60 else 1)
            tone = dark(hue, 0.8) if side < 0 and pose.turn < 60 else hue
            outline = [(x * k, y) for x, y in WING]
            c.curve(outline, edge)
            c.curve(
                [(x * k * 0.84 + 0.01 * side, y * 0.84) for x, y in WING], Glow(tone) if glowing else tone
            )
            for x, y, r in ((0.44, -0.2, 0.03), (0.5, -0.1, 0.02), (0.32, 0.24, 0.025), (0.36, -0.27, 0.018)):
                c.ellipse(x * k, y, r * abs(k), r, spot)
            c.line([(0, 0), (0.25 * k, -0.14), (0.44 * k, -0.24)], dark(hue, 1.0), 0.008, 0.6)
        c.limb([(0, -0.2), (0, -0.05), (0, 0.26)], (0.045, 0.055, 0.015), "#2b262b")
        c.circle(0, -0.22, 0.034, "#2b262b")
        for side in (-1, 1):
            c.line([(0, -0.24), (side * 0.06, -0.34), (side * 0.1, -0.4)], "#2b262b", 0.008)
            c.circle(side * 0.1, -0.4, 0.012, "#2b262b")
    if glowing:
        c.glow(0, 0, 1.2, hue, 0.5)


BEE: tuple[Station, ...] = (
    (-0.24, -0.02, 0.03, 0.02),
    (-0.18, -0.1, 0.09, 0.09),
    (-0.04, -0.14, 0.12, 0.13),
    (0.1, -0.12, 0.1, 0.11),
    (0.17, -0.05, 0.04, 0.05),
)


def bee(c: Canvas, look: Look, pose: Pose) -> None:
    """A bee, or a firefly with its lamp."""
    fire = look.name == "firefly" or look.has("firefly")
    hue, _ = coat(look, "#5a4a3c") if fire else coat(look, "#efb92f")
    f = Frame(pose.turn, 0, 0.02 * float(np.sin(pose.t * 6)))
    buzz = float(np.sin(pose.t * 70))
    for side in (-1, 1):
        for x0, x1, k in ((0.04, 0.1, 1.0), (-0.02, -0.16, 0.75)):
            up = (0.24 + 0.05 * buzz) * k
            c.curve(
                [
                    f.p(x0, -0.12, side * 0.05),
                    f.p(x1 + 0.07, -0.12 - up, side * 0.12),
                    f.p(x1 - 0.03, -0.14 - up, side * 0.14),
                    f.p(x0 - 0.05, -0.1, side * 0.05),
                ],
                "#e3f0f3",
                opacity=0.7,
            )
    if fire:
        _lamp_body(c, f, pose, hue)
    else:
        form(c, loft(f, BEE), hue, 0.03, lambda: _bands(c, f))
        c.limb([f.p(-0.22, 0), f.p(-0.3, 0.02)], (0.03, 0.002), "#2b262b")
    form(c, paths.ellipse(*f.p(0.2, -0.02), 0.075, 0.072), dark(hue) if fire else "#3a332f", 0.015)
    for side in (-1, 1):
        _bee_face(c, f, side)


def _bands(c: Canvas, f: Frame) -> None:
    for x in (-0.16, -0.06, 0.04):
        c.limb([f.p(x, -0.16), f.p(x + 0.015, 0, 0.1), f.p(x, 0.16)], (0.045, 0.05, 0.045), "#2b262b")


def _lamp_body(c: Canvas, f: Frame, pose: Pose, hue: str) -> None:
    c.poly(
        [f.p(-0.24, 0.0), f.p(-0.16, -0.1), f.p(-0.06, -0.12), f.p(-0.06, 0.12), f.p(-0.16, 0.1)],
        Glow("#eaff8a"),
    )
    form(c, loft(f, ((-0.08, -0.1, 0.1, 0.1), (0.06, -0.12, 0.1, 0.1), (0.17, -0.05, 0.04, 0.05))), hue, 0.02)
    c.glow(
        *f.p(-0.16, 0), 0.6, "#eaff8a", (0.12 + 0.5 * pose.lights) * (0.7 + 0.3 * float(np.sin(pose.t * 3)))
    )


def _bee_face(c: Canvas, f: Frame, side: int) -> None:
    """Eye, feeler and legs of one side."""
    if f.facing(0.6, side) > -0.1 and f.front > -0.4:
        px, py = f.p(0.24, -0.03, side * 0.04)
        c.circle(px, py, 0.024, "#f6efe0")
        c.circle(px + 0.006, py, 0.012, "#161418")
    c.line([f.p(0.22, -0.08, side * 0.03), f.p(0.28, -0.15, side * 0.06)], "#2b262b", 0.01)
    for dx in (-0.04, 0.03, 0.09):
        c.line([f.p(dx, 0.09, side * 0.05), f.p(dx - 0.02, 0.15, side * 0.07)], "#2b262b", 0.012)


BEETLE: tuple[Station, ...] = (
    (-0.2, -0.06, -0.03, 0.05),
    (-0.15, -0.13, -0.035, 0.11),
    (-0.02, -0.17, -0.04, 0.13),
    (0.09, -0.14, -0.04, 0.11),
    (0.13, -0.08, -0.04, 0.07),
)


def beetle(c: Canvas, look: Look, pose: Pose) -> None:
    lady = look.has("ladybug", "ladybird")
    hue, _ = coat(look, "#c9342c") if lady else coat(look, "#3f6b4f", "#35507a", "#6b3f2c", "#2f2e35")
    f = Frame(pose.turn)
    _beetle_legs(c, f, pose, -1)
    form(c, loft(f, BEETLE), hue, 0.025, lambda: _wing_cases(c, f, hue, lady or look.has("spotted")))
    c.fill(
        loft(f, ((0.1, -0.11, -0.03, 0.08), (0.16, -0.1, -0.03, 0.07), (0.2, -0.06, -0.04, 0.04))), "#2a262a"
    )
    _beetle_legs(c, f, pose, 1)
    for side in (-1, 1):
        c.line([f.p(0.18, -0.09, side * 0.03), f.p(0.25, -0.14, side * 0.06)], "#2a262a", 0.009)
        if f.facing(0.7, side) > 0 and f.front > -0.4:
            c.circle(*f.p(0.17, -0.075, side * 0.06), 0.014, "#f4f0e8")
            c.circle(*f.p(0.174, -0.075, side * 0.063), 0.007, "#161418")


def _beetle_legs(c: Canvas, f: Frame, pose: Pose, near: int) -> None:
    for i in range(3):
        dx, lift = step(pose.phase - 0.5 * ((i + (near > 0)) % 2), 0.6, 0.09) if _moving(pose) else (0.0, 0.0)
        x = 0.1 - 0.1 * i
        c.limb(
            [
                f.p(x, -0.06, near * 0.08),
                f.p(x + 0.02 + dx * 0.5, -0.08, near * 0.14),
                f.p(x + dx, -0.03 * lift, near * 0.17),
            ],
            (0.025, 0.02, 0.01),
            "#2a262a",
        )


def _wing_cases(c: Canvas, f: Frame, hue: str, spotted: bool) -> None:
    c.line([f.p(0.12, -0.15), f.p(-0.02, -0.175), f.p(-0.2, -0.07)], dark(hue, 1.5), 0.009)
    if spotted:
        for x, y in ((0.05, -0.1), (-0.05, -0.13), (-0.06, -0.07), (-0.14, -0.09)):
            c.circle(*f.p(x, y, 0.1), 0.02, "#26222a")
    c.ellipse(*f.p(-0.02, -0.15, 0.05), 0.05, 0.012, "#ffffff", opacity=0.4)


HONEYBEE = Creature(
    "bee",
    ("bee", "bumblebee", "wasp", "hornet", "dragonfly", "mosquito"),
    "animal",
    height=0.5,
    length=0.6,
    draw=bee,
    stride=0.5,
    run_stride=0.8,
    speed=0.9,
    run_speed=3,
    element="air",
    focus=(0.18, -0.02),
    focus_size=0.25,
)


CREATURES = (
    Creature(
        "spider",
        ("spider", "tarantula", "scorpion"),
        "animal",
        height=0.24,
        length=0.46,
        draw=spider,
        stride=0.1,
        run_stride=0.1,
        speed=0.2,
        run_speed=0.6,
        focus=(0.04, -0.09),
        focus_size=0.16,
    ),
    Creature(
        "butterfly",
        ("butterfly", "moth"),
        "animal",
        height=0.75,
        length=1.1,
        draw=butterfly,
        stride=0.5,
        run_stride=0.8,
        speed=0.7,
        run_speed=2,
        element="air",
        focus=(0, -0.1),
        focus_size=0.6,
    ),
    HONEYBEE,
    replace(HONEYBEE, name="firefly", words=("firefly", "glowworm"), speed=0.6, run_speed=2),
    Creature(
        "beetle",
        ("beetle", "ladybug", "ladybird", "insect", "ant", "cockroach", "cricket", "grasshopper"),
        "animal",
        height=0.2,
        length=0.46,
        draw=beetle,
        stride=0.09,
        run_stride=0.09,
        speed=0.12,
        run_speed=0.4,
        focus=(0.12, -0.08),
        focus_size=0.14,
    ),
)
