"""A robot's head: visor, lamps for eyes, antenna."""

from typing import TYPE_CHECKING

import numpy as np

from rushes.engines.animatic.canvas import Glow
from rushes.engines.animatic.cast.rig_form import Frame, Point, dark, form
from rushes.engines.animatic.cast.rig_solid import box, plate, soft

if TYPE_CHECKING:
    from rushes.engines.animatic.cast.robots import Robot

DARK_GLASS, EYE_LEVEL = "#20242c", -0.19
"""Colour of the visor, and how high the eyes are above the neck, metres (y down)."""


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


def _face(r: "Robot") -> float:
    """How far the face lies in front of the head's middle, metres."""
    return 0.205 if r.boxy else 0.17


def _visor(r: "Robot") -> None:
    """Dark glass, the eyes behind it, and a mouth where the head is a box."""
    _glass(r)
    lid = 0.15 if (r.pose.t + 1.1) % 4.1 < 0.12 else 1.0
    for side in (-1, 1):
        if (at := _eye_at(r, side)) is not None:
            _lamp_eye(r, *at, lid)
    if r.boxy:
        _mouth(r)


def _glass(r: "Robot") -> None:
    """The visor in front, and where it goes round the side of the head."""
    face, k = _face(r), EYE_LEVEL
    if abs(r.head.front) > 0.3 or r.boxy:
        brow, chin = (face, k - 0.09), (face, k + 0.08)
        front = [(*brow, -0.15), (*brow, 0.15), (*chin, 0.14), (*chin, -0.14)]
        plate(r.c, r.head, front, DARK_GLASS, 0.04)
    upper = [(face * 0.3, k - 0.08, 0.17), (face * 0.98, k - 0.08, 0.16)]
    lower = [(face * 0.98, k + 0.07, 0.16), (face * 0.35, k + 0.06, 0.17)]
    plate(r.c, r.head, [*upper, *lower], DARK_GLASS, 0.04, 1.0 if r.head.side > 0.5 and not r.boxy else 0.0)


def _eye_at(r: "Robot", side: int) -> tuple[float, float, float] | None:
    """Where an eye is on the picture, and its half-width; None when it is hidden."""
    face, turned = _face(r), abs(r.head.front)
    if r.boxy or turned > 0.3:
        seen = r.head.facing(0.9, side * 0.3) >= 0.05
        return (*r.head.p(face + 0.01, EYE_LEVEL, side * 0.08), 0.042 * max(turned, 0.35)) if seen else None
    return (*r.head.p(face * 0.72, EYE_LEVEL, 0.17), 0.042) if side > 0 else None


def _lamp_eye(r: "Robot", x: float, y: float, wide: float, lid: float) -> None:
    """A lamp for an eye; `lid` 1 open."""
    r.c.ellipse(x, y, wide, 0.042 * lid, Glow(r.lamp))
    r.c.ellipse(x, y, wide * 0.5, 0.02 * lid, Glow("#ffffff"), opacity=0.85)
    r.c.glow(x, y, 0.2, r.lamp, 0.35 + 0.4 * r.pose.lights)


def _mouth(r: "Robot") -> None:
    """A slot that opens; in the side view a lamp instead."""
    f, face = r.head, _face(r)
    if abs(f.front) > 0.2:
        lip = -0.05 + 0.05 * r.pose.mouth
        slot = [(face, -0.08, -0.1), (face, -0.08, 0.1), (face, lip, 0.1), (face, lip, -0.1)]
        plate(r.c, f, slot, dark(r.paint, 1.6), 0.01)
    elif f.side > 0.3:
        r.c.circle(*f.p(0.09, EYE_LEVEL, 0.21), 0.055, DARK_GLASS)
        r.c.circle(*f.p(0.09, EYE_LEVEL, 0.21), 0.04, Glow(r.lamp))


def _antenna(r: "Robot") -> None:
    if not (r.boxy or r.look.has("antenna") or r.look.rng("antenna").random() < 0.5):
        return
    root, sway = r.head.p(-0.06, -0.34), 0.02 * float(np.sin(r.pose.t * 4))
    tip = (root[0] - 0.03 + sway, root[1] - 0.18)
    r.c.line([root, tip], r.joint, 0.018, smooth=False)
    on = float(np.sin(r.pose.t * 3)) > -0.3
    r.c.circle(*tip, 0.032, Glow(r.lamp) if on else dark(r.lamp, 2))
