"""A snake: coiled with its neck raised, or winding along."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.cast.rig_coat import pattern_of
from rushes.engines.animatic.cast.rig_form import (
    Array,
    Frame,
    coat,
    dark,
    eye,
    form,
    hexa,
    loft,
    said,
)
from rushes.engines.animatic.figure import Creature, Look, Pose


def snake(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#7a8f3f", "#a8743c", "#4f7a5a", "#8a3f35")
    points = _coils(pose) if pose.gait in ("sit", "lie", "stand", "look", "fight") else _slither(pose)
    n = len(points)
    k = np.linspace(0, 1, n)
    widths = 0.1 * np.clip(k * 4 + 0.12, 0, 1) * np.where(k > 0.9, 0.86, 1)
    banded = pattern_of(look, "striped", "plain") != "plain"
    band = said(look, hexa(skin, -0.13), "band", "stripe")
    for i in range(n - 2):
        seg, w = points[i : i + 3], widths[i : i + 3]
        tone = band if banded and i % 4 > 1 else skin
        c.limb(seg, list(w), dark(tone, 0.6))
        c.limb(seg - (0, 0.012), list(w * 0.72), tone)
    with c.at(float(points[-1, 0]), float(points[-1, 1])):
        _snake_head(c, look, pose, skin)


def _coils(pose: Pose) -> Array:
    """Coiled, the neck raised; (n, 2)."""
    flat = max(abs(float(np.cos(np.deg2rad(pose.turn)))), 0.35)
    k = np.linspace(0, 0.8, 20)
    a, r = k * 4.4 * np.pi, 0.34 - 0.17 * k
    x, y = r * np.cos(a), -0.05 - 0.2 * k + 0.075 * np.sin(a)
    sway, rise = 0.05 * float(np.sin(pose.t * 1.6)), 0.18 if pose.gait == "lie" else 0.5
    up = np.linspace(0, 1, 7)[1:]
    neck = np.stack([x[-1] * (1 - up) + up * (0.12 + sway) + 0.06 * np.sin(up * 5), y[-1] - rise * up], 1)
    return np.concatenate([np.stack([x, y], 1), neck]) * (flat, 1)


def _slither(pose: Pose) -> Array:
    """Stretched out, waves running back along it; (n, 2)."""
    flat = max(abs(float(np.cos(np.deg2rad(pose.turn)))), 0.35)
    k = np.linspace(0, 1, 26)
    wave = 2 * np.pi * (pose.phase + 1.6 * k)
    out: Array = np.stack(
        [
            (-0.75 + 1.4 * k) * flat,
            -0.05 + 0.07 * np.sin(wave) * (1.2 - k * 0.5) - 0.09 * np.clip((k - 0.8) * 5, 0, 1),
        ],
        1,
    )
    return out


def _snake_head(c: Canvas, look: Look, pose: Pose, skin: str) -> None:
    head = Frame(pose.turn, 0, 0, 0, 10 * pose.head + 6 * float(np.sin(pose.t * 1.1)))
    belly = said(look, hexa(skin, 0.14, 0.8), "belly")
    tongue = max(0.0, float(np.sin(pose.t * 5)) - 0.4) * 0.2
    if tongue > 0.01:
        a, b = head.p(0.13, 0.02), head.p(0.14 + tongue, 0.02)
        c.line([a, b], "#b8322f", 0.008)
        c.line([(b[0] + 0.02, b[1] - 0.015), b, (b[0] + 0.02, b[1] + 0.015)], "#b8322f", 0.007, smooth=False)
    shape = (
        (-0.08, -0.05, 0.05, 0.045),
        (0.0, -0.06, 0.055, 0.065),
        (0.08, -0.045, 0.05, 0.055),
        (0.14, -0.01, 0.035, 0.025),
    )
    form(
        c,
        loft(head, shape),
        skin,
        0.015,
        lambda: c.curve(
            [head.p(-0.1, 0.03), head.p(0.16, 0.02), head.p(0.16, 0.08), head.p(-0.1, 0.08)], belly
        ),
    )
    for side in (-1, 1):
        if head.facing(0.4, side) > 0.05 and head.front > -0.4:
            eye(
                c,
                head.p(0.05, -0.02, side * 0.055),
                0.017,
                look,
                pose.t,
                said(look, "#e3b93c", "eye"),
                head.facing(0.4, side),
            )


CREATURES = (
    Creature(
        "snake",
        ("snake", "serpent", "cobra", "python", "viper", "worm", "eel"),
        "animal",
        height=0.8,
        length=1.0,
        draw=snake,
        stride=0.6,
        run_stride=0.9,
        speed=0.4,
        run_speed=1.2,
        focus=(0.15, -0.55),
        focus_size=0.3,
    ),
)
