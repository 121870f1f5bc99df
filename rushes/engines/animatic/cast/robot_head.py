"""A robot's head: visor, lamps for eyes, antenna."""

from typing import TYPE_CHECKING

import numpy as np

from rushes.engines.animatic.canvas import Glow
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    Point,
    dark,
    form,
)
from rushes.engines.animatic.cast.rig_solid import box, plate, soft

if TYPE_CHECKING:
    from rushes.engines.animatic.cast.robots import Robot


def paint_head(r: "Robot") -> None:
    c, f = r.c, r.head
    c.limb([r.body.p(0.0, -0.5), f.p(0, 0.04)], (0.12, 0.1), r.joint)
    if r.boxy:
        box(c, f, -0.18, 0.2, -0.36, 0.0, 0.2, r.paint, 0.04)
    else:
        form(c, soft([f.p(-0.15, 0.0, 0), *_dome(f)], 0.05), r.paint, 0.03)
    for side in (-1, 1):
        if f.facing(0, side) > -0.2:
            x, y = f.p(0.0, -0.17, side * (0.21 if r.boxy else 0.17))
            c.ellipse(x, y, 0.055 * max(f.side, 0.35), 0.06, r.joint)
            c.ellipse(x, y, 0.03 * max(f.side, 0.35), 0.034, r.trim)
    _antenna(r)
    if f.front > -0.35:
        _visor(r)


def _dome(f: Frame) -> list[Point]:
    """The outline of an egg-shaped head."""
    wide = 0.17 * abs(f.side) + 0.18 * abs(f.front)
    x, y = f.p(0.02, -0.17)
    angles = np.linspace(-np.pi * 1.12, np.pi * 0.12, 13)
    return [(x + 1.04 * wide * float(np.cos(a)), y + 0.2 * float(np.sin(a))) for a in angles] + [
        (x + wide * 0.62, y + 0.17),
        (x - wide * 0.62, y + 0.17),
    ]


def _visor(r: "Robot") -> None:
    c, f = r.c, r.head
    face = 0.205 if r.boxy else 0.17
    turned = abs(f.front)
    k = -0.19
    if turned > 0.3 or r.boxy:
        plate(
            c,
            f,
            [
                (face, k - 0.09, -0.15),
                (face, k - 0.09, 0.15),
                (face, k + 0.08, 0.14),
                (face, k + 0.08, -0.14),
            ],
            "#20242c",
            0.04,
        )
    plate(
        c,
        f,
        [
            (face * 0.3, k - 0.08, 0.17),
            (face * 0.98, k - 0.08, 0.16),
            (face * 0.98, k + 0.07, 0.16),
            (face * 0.35, k + 0.06, 0.17),
        ],
        "#20242c",
        0.04,
        1.0 if f.side > 0.5 and not r.boxy else 0.0,
    )
    lid = 0.15 if (r.pose.t + 1.1) % 4.1 < 0.12 else 1.0
    spots = ((-1, -0.08), (1, 0.08))
    for side, z in spots:
        if r.boxy or turned > 0.3:
            if f.facing(0.9, side * 0.3) < 0.05:
                continue
            x, y = f.p(face + 0.01, k, z)
            wide = 0.042 * max(turned, 0.35)
        else:
            if side < 0:
                continue
            x, y = f.p(face * 0.72, k, 0.17)
            wide = 0.042
        c.ellipse(x, y, wide, 0.042 * lid, Glow(r.lamp))
        c.ellipse(x, y, wide * 0.5, 0.02 * lid, Glow("#ffffff"), opacity=0.85)
        c.glow(x, y, 0.2, r.lamp, 0.35 + 0.4 * r.pose.lights)
    if r.boxy and turned > 0.2:
        plate(
            c,
            f,
            [
                (face, -0.08, -0.1),
                (face, -0.08, 0.1),
                (face, -0.05 + 0.05 * r.pose.mouth, 0.1),
                (face, -0.05 + 0.05 * r.pose.mouth, -0.1),
            ],
            dark(r.paint, 1.6),
            0.01,
        )
    elif r.boxy and f.side > 0.3:
        c.circle(*f.p(0.09, k, 0.21), 0.055, "#20242c")
        c.circle(*f.p(0.09, k, 0.21), 0.04, Glow(r.lamp))


def _antenna(r: "Robot") -> None:
    if not (r.boxy or r.look.has("antenna") or r.look.rng("antenna").random() < 0.5):
        return
    root, sway = r.head.p(-0.06, -0.34), 0.02 * float(np.sin(r.pose.t * 4))
    tip = (root[0] - 0.03 + sway, root[1] - 0.18)
    r.c.line([root, tip], r.joint, 0.018, smooth=False)
    on = float(np.sin(r.pose.t * 3)) > -0.3
    r.c.circle(*tip, 0.032, Glow(r.lamp) if on else dark(r.lamp, 2))
