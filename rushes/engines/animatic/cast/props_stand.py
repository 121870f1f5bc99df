"""Things that stand about: snowman, sapling, toy, telephone, clock, tent, statue, ball, chair."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import Frame, coat, dark, form, hexa, pale, said
from rushes.engines.animatic.cast.rig_prop import held, standing
from rushes.engines.animatic.cast.rig_solid import box, extrude, plate, rod, soft
from rushes.engines.animatic.figure import Look, Pose


def snowman(c: Canvas, look: Look, pose: Pose) -> None:
    snow = look.main_colour("#f2f4f6")
    scarf = said(look, ("#c0392f", "#2f6f9a", "#4f8a5b")[int(look.rng("scarf").integers(3))], "scarf")
    f = Frame(min(pose.turn + 35, 60) if pose.turn >= 0 else pose.turn)
    for side in (-1, 1):
        c.limb(
            [f.p(0, -0.95, side * 0.3), f.p(0, -1.12, side * 0.62), f.p(0.04, -1.32, side * 0.82)],
            (0.045, 0.035, 0.02),
            "#5a4232",
        )
        c.limb([f.p(0, -1.12, side * 0.62), f.p(0.1, -1.16, side * 0.76)], (0.025, 0.012), "#5a4232")
    for y, r in ((-0.38, 0.46), (-0.96, 0.35)):
        form(c, paths.ellipse(0, y, r * 1.03, r), snow, 0.07)
    form(c, paths.ellipse(0, -1.45, 0.25, 0.24), snow, 0.05)
    for y in (-0.78, -0.95, -1.1):
        if f.front > -0.2:
            c.circle(*f.p(0.31, y), 0.03, "#2b2b31")
    c.fill(
        paths.curve([(-0.25, -1.28), (0, -1.2), (0.25, -1.28), (0.24, -1.18), (0, -1.1), (-0.24, -1.18)]),
        scarf,
    )
    wave = 0.04 * float(np.sin(pose.t * 3))
    c.limb(
        [(-0.14, -1.18), (-0.2 - wave, -1.0), (-0.24 - 2 * wave, -0.85)], (0.1, 0.11, 0.12), dark(scarf, 0.6)
    )
    if f.front > -0.2:
        for z in (-0.09, 0.09):
            c.circle(*f.p(0.22, -1.5, z), 0.028, "#24242a")
        c.limb([f.p(0.22, -1.43), f.p(0.55, -1.4)], (0.07, 0.012), "#e3812f")
        for k in range(5):
            c.circle(*f.p(0.215, -1.35 + 0.02 * abs(k - 2) * -1 + 0.03, 0.045 * (k - 2)), 0.013, "#24242a")
    hat = said(look, "#2b2c33", "hat")
    c.fill(soft([(-0.26, -1.66), (0.26, -1.66), (0.26, -1.61), (-0.26, -1.61)], 0.02), hat)
    form(c, soft([(-0.17, -1.64), (0.17, -1.64), (0.16, -1.94), (-0.16, -1.94)], 0.03), hat, 0.03)
    c.rect(-0.168, -1.71, 0.336, 0.06, scarf)


def sapling(c: Canvas, look: Look, pose: Pose) -> None:
    leaf, _ = coat(look, "#6a9a3f", "#7fae4a", "#4f8a4f")
    sway = 0.03 * float(np.sin(pose.t * 1.6)) * (0.5 + 2 * pose.wind)
    if look.has("pot", "potted"):
        form(
            c,
            soft([(-0.12, -0.2), (0.12, -0.2), (0.09, 0), (-0.09, 0)], 0.015),
            said(look, "#b0623c", "pot"),
            0.02,
        )
        c.rect(-0.135, -0.235, 0.27, 0.05, said(look, "#b0623c", "pot"), 0.012)
    else:
        c.ellipse(0, -0.01, 0.22, 0.05, "#5b4230")
    base = -0.2 if look.has("pot", "potted") else 0.0
    tips = [(0, base), (0.01, base - 0.2), (sway, base - 0.42)]
    c.line(tips, "#5a7a35", 0.022)
    for k, side, size in (
        (0.35, -1, 0.13),
        (0.6, 1, 0.15),
        (0.82, -1, 0.12),
        (1.0, 1, 0.13),
        (1.0, -1, 0.13),
    ):
        x, y = sway * k, base - 0.42 * k
        c.curve(
            [
                (x, y),
                (x + side * size * 0.5, y - size * 0.7),
                (x + side * size * 1.2, y - size * 0.6),
                (x + side * size * 0.7, y + 0.01),
            ],
            leaf if side > 0 else dark(leaf, 0.6),
        )
    if look.has("glowing", "magic"):
        c.glow(0, base - 0.3, 0.7, leaf, 0.6)


def seed(c: Canvas, look: Look, pose: Pose) -> None:
    shell, _ = coat(look, "#a8743c", "#8a5a34", "#c9a05a")
    form(
        c,
        paths.curve([(0, -0.14), (0.055, -0.06), (0.05, 0.02), (0, 0.05), (-0.05, 0.02), (-0.055, -0.06)]),
        shell,
        0.015,
    )
    c.line([(0.0, -0.11), (0.014, -0.03), (0, 0.03)], dark(shell, 1.2), 0.008)
    if look.has("glowing", "magic", "magical", "luminous", "golden", "last"):
        c.glow(0, -0.04, 0.5, said(look, "#c8ff9a", "light", "glow"), 0.6)


def teddy(c: Canvas, look: Look, pose: Pose) -> None:
    fur, _ = coat(look, "#b5834f", "#8a5f3c", "#d9c09a", "#a8b0b8")
    pad = hexa(fur, 0.12, 0.8)
    for side in (-1, 1):
        c.circle(side * 0.1, -0.5, 0.055, dark(fur, 0.3))
        c.circle(side * 0.1, -0.5, 0.03, pad)
        c.limb([(side * 0.1, -0.28), (side * 0.2, -0.18)], (0.1, 0.09), dark(fur, 0.5))
    form(c, paths.ellipse(0, -0.17, 0.15, 0.17), fur, 0.03)
    for side in (-1, 1):
        form(c, paths.ellipse(side * 0.14, -0.06, 0.075, 0.065), fur, 0.015)
        c.ellipse(side * 0.155, -0.055, 0.035, 0.035, pad)
    form(c, paths.ellipse(0, -0.42, 0.15, 0.135), fur, 0.03)
    c.ellipse(0, -0.38, 0.065, 0.052, pad)
    c.ellipse(0, -0.4, 0.022, 0.016, "#33251e")
    for side in (-1, 1):
        c.circle(side * 0.06, -0.45, 0.017, "#24201e")
    bow = said(look, "#b8352f", "bow", "ribbon", "scarf")
    for side in (-1, 1):
        c.poly([(0, -0.3), (side * 0.08, -0.34), (side * 0.08, -0.26)], bow)


def telephone(c: Canvas, look: Look, pose: Pose) -> None:
    body, _ = coat(look, "#2b2c33", "#b8352f", "#e6dcc8", "#3f7f6b")
    ring_ = 4 * float(np.sin(pose.t * 40)) if look.has("ringing") and float(np.sin(pose.t * 2)) > 0 else 0.0
    form(
        c,
        paths.curve(
            [(-0.16, 0.0), (-0.15, -0.08), (-0.08, -0.17), (0.08, -0.17), (0.15, -0.08), (0.16, 0.0)],
            True,
            0.6,
        ),
        body,
        0.02,
    )
    c.circle(0, -0.08, 0.06, "#efe6d2")
    for i in range(9):
        a = 2 * np.pi * i / 9
        c.circle(0.042 * float(np.cos(a)), -0.08 + 0.042 * float(np.sin(a)), 0.009, body)
    c.circle(0, -0.08, 0.02, "#c39b4a")
    with c.at(0, -0.2, turn=ring_):
        c.curve(
            [
                (-0.19, 0.03),
                (-0.17, -0.06),
                (0, -0.085),
                (0.17, -0.06),
                (0.19, 0.03),
                (0.1, 0.04),
                (0.08, -0.02),
                (-0.08, -0.02),
                (-0.1, 0.04),
            ],
            dark(body, -0.4),
            tension=0.7,
        )


def clock(c: Canvas, look: Look, pose: Pose) -> None:
    case, _ = coat(look, "#7a4a2c", "#c39b4a", "#b8352f", "#4a5a6b")
    for side in (-1, 1):
        c.line([(side * 0.08, -0.06), (side * 0.13, 0.0)], dark(case), 0.03)
        c.circle(side * 0.09, -0.36, 0.055, dark(case, 0.4))
    c.circle(0, -0.2, 0.17, case)
    c.circle(0, -0.2, 0.135, "#f3ead6")
    for i in range(12):
        a = np.pi * i / 6
        c.circle(0.11 * float(np.cos(a)), -0.2 + 0.11 * float(np.sin(a)), 0.007, "#33302c")
    for length, rate, w in ((0.07, 0.05, 0.016), (0.1, 0.6, 0.011)):
        a = pose.t * rate - 1.0 - rate
        c.line(
            [(0, -0.2), (length * float(np.cos(a)), -0.2 + length * float(np.sin(a)))],
            "#2b2826",
            w,
            smooth=False,
        )


def gramophone(c: Canvas, look: Look, pose: Pose) -> None:
    brass, _ = coat(look, "#c39b4a", "#b8762f")
    if look.has("radio", "television"):
        box(c, Frame(pose.turn), -0.26, 0.26, -0.34, 0, 0.12, "#7a4a2c", 0.05)
        c.ellipse(-0.1, -0.17, 0.1, 0.1, "#c9b48a")
        plate(
            c,
            Frame(0),
            [(0.05, -0.28, 0), (0.21, -0.28, 0), (0.21, -0.18, 0), (0.05, -0.18, 0)],
            Glow("#ffdf9a") if pose.lights > 0.3 else "#e6d3a0",
            0.02,
        )
        for x in (0.08, 0.18):
            c.circle(x, -0.08, 0.03, "#2b2c33")
        return
    box(c, Frame(pose.turn), -0.22, 0.22, -0.2, 0, 0.18, "#6b3f28", 0.02)
    c.ellipse(0, -0.23, 0.19, 0.05, "#232327")
    c.line([(0.14, -0.24), (0.18, -0.42), (0.06, -0.5)], brass, 0.03)
    form(
        c,
        paths.curve(
            [(0.05, -0.46), (-0.12, -0.66), (-0.3, -0.7), (-0.2, -0.5), (-0.24, -0.36), (-0.06, -0.42)],
            True,
            0.8,
        ),
        brass,
        0.03,
    )
    c.ellipse(-0.24, -0.53, 0.08, 0.17, dark(brass, 1.6))


def tent(c: Canvas, look: Look, pose: Pose) -> None:
    cloth, _ = coat(look, "#c9673c", "#4f7f6b", "#d9b45a", "#5a6f8a")
    flap = 0.03 * float(np.sin(pose.t * 2.2)) * (0.4 + pose.wind)
    c.poly([(-1.1, 0), (0.35, -1.35), (1.15, 0)], dark(cloth, 1.0))
    c.curve([(-1.1, 0), (-0.35, -1.3), (0.35, -1.35), (-0.1, 0)], cloth, tension=0.15)
    c.poly([(-0.1, 0), (-0.35, -1.3), (-0.62, 0)], Glow("#ffd58a") if pose.lights > 0.4 else dark(cloth, 2.4))
    c.curve([(-0.1, 0), (-0.35, -1.3), (-0.24 + flap, -0.5), (-0.3 + flap, 0)], pale(cloth, 0.5), tension=0.2)
    for x in (-1.3, 1.35):
        c.line([(x, 0), (x * 0.3, -1.15)], "#e3d9c0", 0.012, 0.7, smooth=False)
    if pose.lights > 0.4:
        c.glow(-0.3, -0.5, 1.6, "#ffcf7a", 0.35)


def statue(c: Canvas, look: Look, pose: Pose) -> None:
    stone, _ = coat(look, "#a5a49d", "#8f9a8c", "#b8ad9a")
    form(
        c,
        soft([(-0.5, 0), (-0.45, -0.2), (-0.4, -0.75), (0.4, -0.75), (0.45, -0.2), (0.5, 0)], 0.03),
        dark(stone, 0.5),
        0.06,
    )
    form(
        c,
        paths.curve(
            [
                (-0.26, -0.74),
                (-0.22, -1.5),
                (-0.28, -1.95),
                (0, -2.12),
                (0.28, -1.95),
                (0.2, -1.5),
                (0.3, -0.74),
            ],
            True,
            0.7,
        ),
        stone,
        0.06,
    )
    c.limb([(0.2, -1.95), (0.36, -2.2), (0.34, -2.55)], (0.15, 0.12, 0.09), stone)
    c.limb([(-0.22, -1.92), (-0.36, -1.6), (-0.2, -1.4)], (0.15, 0.13, 0.1), dark(stone, 0.5))
    form(c, paths.ellipse(0, -2.26, 0.15, 0.18), stone, 0.04)
    for x in (-0.1, 0.02, 0.14):
        c.line([(x, -1.85), (x - 0.02, -1.3), (x + 0.03, -0.8)], dark(stone, 0.9), 0.025, 0.6)


def ball(c: Canvas, look: Look, pose: Pose) -> None:
    colour, second = coat(look, "#c4342e", "#3f82c4", "#efb93a")
    outline = paths.ellipse(0, -0.14, 0.14)
    rolled = pose.phase * 360 if pose.gait in ("walk", "run") else 0.0

    def marks() -> None:
        with c.at(0, -0.14, turn=rolled):
            c.curve(
                [(-0.15, -0.03), (0, -0.06), (0.15, -0.03), (0.15, 0.05), (0, 0.02), (-0.15, 0.05)],
                second or "#f3ead6",
            )

    form(c, outline, colour, 0.03, marks)
    c.ellipse(-0.05, -0.2, 0.025, 0.018, "#ffffff", opacity=0.7)


def chair(c: Canvas, look: Look, pose: Pose) -> None:
    wood, _ = coat(look, "#8a6038", "#6b4429", "#a83a32")
    f = Frame(pose.turn)
    for x, z in ((-0.2, -0.2), (0.2, -0.2)):
        rod(c, [f.p(x, 0, z), f.p(x, -0.45, z)], 0.045, dark(wood, 0.8))
    rod(c, [f.p(-0.22, 0, -0.2), f.p(-0.26, -0.95, -0.2)], 0.045, dark(wood, 0.6))
    for y in (-0.9, -0.74, -0.6):
        rod(c, [f.p(-0.25, y, -0.2), f.p(-0.25, y, 0.2)], 0.06, wood)
    extrude(c, f, [(-0.23, -0.48), (0.24, -0.48), (0.24, -0.43), (-0.23, -0.43)], 0.22, wood, 0.02)
    for x in (-0.2, 0.2):
        rod(c, [f.p(x, 0, 0.2), f.p(x, -0.45, 0.2)], 0.045, wood)
    rod(c, [f.p(-0.22, 0, 0.2), f.p(-0.26, -0.95, 0.2)], 0.045, wood)


def pumpkin(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#df7d2a", "#e39a3c")
    for x, k in ((-0.13, 1.2), (0.13, 1.2), (-0.07, 0.6), (0.07, 0.6), (0.0, 0.1)):
        c.ellipse(x, -0.16, 0.12, 0.16, dark(skin, k))
    c.limb([(0, -0.3), (0.01, -0.36), (0.04, -0.39)], (0.05, 0.035, 0.03), "#6a7a3a")
    if look.has("carved", "jack-o-lantern", "lantern", "face", "glowing"):
        for side in (-1, 1):
            c.poly([(side * 0.03, -0.17), (side * 0.11, -0.17), (side * 0.07, -0.24)], Glow("#ffd873"))
        c.curve([(-0.12, -0.12), (0, -0.07), (0.12, -0.12), (0, -0.03)], Glow("#ffd873"))
        c.glow(0, -0.15, 0.6, "#ffb347", 0.5)


CREATURES = (
    standing("snowman", ("snowman",), snowman, 1.95, 1.6, (0, -1.45)),
    standing("sapling", ("sapling", "seedling", "sprout"), sapling, 0.6, 0.45),
    held("seed", ("seed", "acorn", "nut", "pebble", "egg"), seed, 0.2, 0.12, 0.05),
    standing("toy", ("toy", "teddy", "teddy bear", "doll"), teddy, 0.58, 0.48),
    standing("telephone", ("telephone", "phone"), telephone, 0.32, 0.42),
    standing("clock", ("clock", "alarm clock"), clock, 0.42, 0.36),
    standing("gramophone", ("gramophone", "radio", "phonograph", "record player"), gramophone, 0.72, 0.56),
    standing("tent", ("tent", "tepee", "yurt"), tent, 1.4, 2.7),
    standing("statue", ("statue", "monument", "sculpture"), statue, 2.6, 1.0, (0, -2.2)),
    standing("ball", ("ball", "football", "basketball"), ball, 0.28, 0.28),
    standing("chair", ("chair", "armchair", "stool"), chair, 0.98, 0.55),
    standing("pumpkin", ("pumpkin", "gourd"), pumpkin, 0.42, 0.5),
)
