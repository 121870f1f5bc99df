"""Soft and many-armed: octopus, jellyfish, crab."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    blink,
    coat,
    dark,
    form,
    hexa,
    pale,
    step,
)
from rushes.engines.animatic.figure import Creature, Look, Pose


def _moving(pose: Pose) -> bool:
    return pose.gait in ("walk", "run", "swim", "fly", "dance", "fight")


def octopus(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#c9576b", "#b5653c", "#7a5aa8", "#3f7f8f")
    pulse = float(np.sin(2 * np.pi * pose.phase + pose.t * 1.2))
    f = Frame(pose.turn)
    for i in sorted(range(8), key=lambda i: float(np.sin(2 * np.pi * (i + 0.5) / 8))):
        _tentacle(c, f, pose, i, 0.75 + 0.25 * pulse, skin)
    top = -0.74 - 0.03 * pulse
    head = paths.curve(
        [
            (-0.2, 0.16),
            (-0.3, -0.1),
            (-0.36, -0.44),
            (-0.16, top),
            (0.14, top),
            (0.34, -0.44),
            (0.26, -0.1),
            (0.2, 0.16),
            (0, 0.22),
        ]
    )
    form(c, head, skin, 0.07, lambda: _speckles(c, skin))
    if f.front > -0.4:
        _octopus_face(c, f, look, pose, skin)


def _speckles(c: Canvas, skin: str) -> None:
    for x, y, r in ((-0.14, -0.52, 0.06), (0.1, -0.6, 0.045), (0.2, -0.42, 0.035), (-0.2, -0.34, 0.035)):
        c.circle(x, y, r, hexa(skin, -0.07))


def _tentacle(c: Canvas, f: Frame, pose: Pose, i: int, open_: float, skin: str) -> None:
    """One of eight arms, curling, with its suckers."""
    a = 2 * np.pi * (i + 0.5) / 8
    x, z = float(np.cos(a)), float(np.sin(a))
    points = [f.p(0.16 * x, 0.12, 0.16 * z)]
    for k in np.linspace(1 / 6, 1, 6):
        curl = 0.12 * float(np.sin(pose.t * 1.8 + i * 1.3 + k * 4)) * k
        out = 0.18 + 0.62 * k * open_
        points.append(
            f.p(
                out * x + curl,
                0.12 + 0.5 * k - 0.2 * k * k * open_ + 0.08 * float(np.cos(pose.t * 1.5 + i + 3 * k)) * k,
                out * z,
            )
        )
    c.limb(points, (0.2, 0.17, 0.14, 0.11, 0.08, 0.055, 0.02), dark(skin, 0.9 if z < 0 else 0.0))
    if z > 0:
        for px, py in points[1:6]:
            c.circle(px, py + 0.035, 0.018, hexa(skin, 0.14, 0.7))


def _octopus_face(c: Canvas, f: Frame, look: Look, pose: Pose, skin: str) -> None:
    for side in (-1, 1):
        x, y = f.p(0.1 + 0.06 * f.side, -0.06, side * 0.2)
        if f.facing(0.7, side * 0.7) > -0.1:
            c.circle(x, y, 0.105, hexa(skin, 0.06))
            c.circle(x, y, 0.082, "#f6efe0")
            c.ellipse(x + 0.02 * f.side, y, 0.05, 0.05 * blink(look, pose.t), "#1b191d")
            c.circle(x + 0.035, y - 0.025, 0.016, Glow("#ffffff"))
    if f.front > -0.2:
        x, y = f.p(0.24, 0.08)
        c.line([(x - 0.07, y), (x - 0.01, y + 0.03), (x + 0.05, y)], dark(skin, 1.6), 0.02)


def jellyfish(c: Canvas, look: Look, pose: Pose) -> None:
    hue, _ = coat(look, "#d99ad0", "#8fc4e8", "#f0b39a", "#a8e0d0")
    pulse = float(np.sin(2 * np.pi * pose.phase + pose.t * 1.5))
    w, h = 0.32 - 0.05 * pulse, 0.3 + 0.05 * pulse
    c.glow(0, -0.1, 0.9, hue, 0.15 + 0.35 * pose.lights)
    for i in range(9):
        x = -w * 0.8 + 1.6 * w * i / 8
        line = [(x + 0.05 * k * float(np.sin(pose.t * 1.4 + i + k)), 0.12 * k) for k in range(1, 8)]
        c.line([(x, 0), *line], hue, 0.014 if i % 2 else 0.03, 0.75)
    dome = paths.curve(
        [
            (-w, 0.02),
            (-w * 0.96, -h * 0.5),
            (-w * 0.5, -h),
            (0, -h * 1.12),
            (w * 0.5, -h),
            (w * 0.96, -h * 0.5),
            (w, 0.02),
            (w * 0.5, -0.03),
            (0, 0.02),
            (-w * 0.5, -0.03),
        ]
    )
    form(c, dome, hue, 0.06)
    for x in (-0.5, 0, 0.5):
        c.line([(x * w, -0.02), (x * w * 0.8, -h * 0.5), (x * w * 0.3, -h * 0.95)], pale(hue, 1.2), 0.02, 0.6)


CRAB_SHELL = (
    (-0.2, -0.12),
    (-0.13, -0.2),
    (0, -0.22),
    (0.13, -0.2),
    (0.2, -0.12),
    (0.12, -0.05),
    (0, -0.035),
    (-0.12, -0.05),
)


def crab(c: Canvas, look: Look, pose: Pose) -> None:
    shell, _ = coat(look, "#c9503a", "#d98a45", "#7a8f8a")
    for side in (-1, 1):
        _crab_legs(c, pose, shell, side)
        _claw(c, pose, shell, side)
        c.line([(side * 0.05, -0.19), (side * 0.06, -0.26)], shell, 0.018)
        c.circle(side * 0.06, -0.27, 0.028, "#f6efe0")
        c.ellipse(side * 0.06 + 0.006, -0.27, 0.014, 0.014 * blink(look, pose.t), "#1b191d")
    form(c, paths.curve(CRAB_SHELL), shell, 0.025)
    c.line([(-0.05, -0.09), (0, -0.075), (0.05, -0.09)], dark(shell, 1.6), 0.01)


def _crab_legs(c: Canvas, pose: Pose, shell: str, side: int) -> None:
    """Three legs of one side, walking in turn."""
    for i in range(3):
        dx, lift = step(pose.phase + 0.33 * i + 0.5 * (side > 0), 0.6, 0.1) if _moving(pose) else (0.0, 0.0)
        x = side * (0.14 + 0.06 * i)
        joints = [(side * 0.12, -0.1), (x + side * 0.06, -0.17), (x + side * 0.09 + dx, -0.04 * lift)]
        c.limb(joints, (0.035, 0.03, 0.012), dark(shell, 0.7))


def _claw(c: Canvas, pose: Pose, shell: str, side: int) -> None:
    """One arm with its pincer, raised in a fight."""
    wave = 0.04 * float(np.sin(pose.t * 2.5 + side)) + (0.08 if pose.gait in ("fight", "dance") else 0)
    arm = [(side * 0.14, -0.14), (side * 0.25, -0.17), (side * 0.25, -0.26 - wave)]
    c.limb(arm, (0.05, 0.045, 0.05), shell)
    x, y = side * 0.25, -0.31 - wave
    left = [(x - 0.05, y + 0.05), (x - 0.055, y - 0.05), (x - 0.01, y - 0.09)]
    right = [(x + 0.02, y - 0.09), (x + 0.055, y - 0.04), (x + 0.045, y + 0.05)]
    form(c, paths.curve([*left, (x, y - 0.02), *right]), shell, 0.015)


CREATURES = (
    Creature(
        "octopus",
        ("octopus", "squid", "kraken"),
        "animal",
        height=1.4,
        length=1.6,
        draw=octopus,
        stride=0.8,
        run_stride=1.2,
        speed=0.6,
        run_speed=2,
        element="water",
        focus=(0.1, -0.1),
        focus_size=0.6,
    ),
    Creature(
        "jellyfish",
        ("jellyfish", "medusa"),
        "animal",
        height=1.2,
        length=0.8,
        draw=jellyfish,
        stride=0.4,
        run_stride=0.6,
        speed=0.25,
        run_speed=0.6,
        element="water",
        focus=(0, -0.1),
        focus_size=0.5,
    ),
    Creature(
        "crab",
        ("crab", "lobster", "crayfish"),
        "animal",
        height=0.42,
        length=0.66,
        draw=crab,
        stride=0.1,
        run_stride=0.1,
        speed=0.2,
        run_speed=0.6,
        focus=(0, -0.2),
        focus_size=0.25,
    ),
)
