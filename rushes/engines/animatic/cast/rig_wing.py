"""Wings of birds: beating, gliding and folded."""

from typing import TYPE_CHECKING

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.cast.rig_form import (
    Point,
    dark,
    form,
    pale,
)

if TYPE_CHECKING:
    from rushes.engines.animatic.cast.rig_bird import Flight


WING = (
    (0.0, 0.2),
    (0.3, 0.27),
    (0.55, 0.2),
    (0.8, 0.0),
    (1.0, -0.32),
    (0.9, -0.34),
    (0.78, -0.42),
    (0.66, -0.4),
    (0.54, -0.5),
    (0.4, -0.44),
    (0.26, -0.5),
    (0.0, -0.34),
)


"""(along the span, forward) outline of a spread wing, root to tip and back."""


def wing(f: "Flight", side: int) -> None:
    if f.airborne:
        _spread(f, side)
    elif f.body.facing(0.0, side) > -0.3:
        _folded(f, side)


def wing_point(f: "Flight", u: float, v: float, side: int) -> Point:
    """A point of the beating wing: `u` 0..1 along the span, `v` forward."""
    k, p = f.bird, f.pose
    rate = 2 * np.pi * p.phase
    if p.gait == "fall":
        rate = p.t * 9
    glide = 0.35 if p.effort < 0.25 else 1.0
    arm = np.deg2rad(12 + 46 * glide * np.sin(rate))
    hand = np.deg2rad(6 + 58 * glide * np.sin(rate - 0.8))
    inner, outer = min(u, 0.45), max(u - 0.45, 0.0)
    up = inner * np.sin(arm) + outer * np.sin(hand)
    out = inner * np.cos(arm) + outer * np.cos(hand)
    back = (
        0.12 * max(0.0, -float(np.cos(rate))) * outer
        + (0.42 * inner + 0.3 * outer) * abs(f.body.side) * k.span * 0.8
    )
    x, y = f.body.p(0.12 + v * k.chord - back, -0.1 - up * k.span, side * (0.14 + out * k.span))
    near = f.body.depth(0, 0, side * out * k.span)
    return x, y + 0.26 * near


def _spread(f: "Flight", side: int) -> None:
    far = f.body.facing(0, side) < 0
    cover, quill = (
        (dark(f.plumage.wing, 1.0), dark(f.plumage.quill, 1.0)) if far else (f.plumage.wing, f.plumage.quill)
    )
    outline = [wing_point(f, u, v, side) for u, v in WING]
    f.c.curve(outline, quill, tension=0.75)
    covert = [
        wing_point(f, u, v, side)
        for u, v in (
            (0.0, 0.2),
            (0.3, 0.27),
            (0.55, 0.2),
            (0.8, 0.0),
            (0.84, -0.12),
            (0.56, -0.12),
            (0.3, -0.18),
            (0.0, -0.14),
        )
    ]
    f.c.curve(covert, cover, tension=0.9)
    lead = [
        wing_point(f, u, v, side)
        for u, v in ((0.0, 0.19), (0.3, 0.26), (0.55, 0.19), (0.8, -0.01), (0.97, -0.28))
    ]
    if far:
        return
    f.c.line(lead, pale(cover, 0.8), 0.03, 0.8)
    for u, v in ((0.9, -0.34), (0.72, -0.41), (0.47, -0.47)):
        f.c.line(
            [wing_point(f, u * 0.82, v * 0.25, side), wing_point(f, u, v, side)], dark(quill, 0.9), 0.012, 0.5
        )


def _folded(f: "Flight", side: int) -> None:
    c = f.c
    z = side * 0.24
    points = [
        (0.24, -0.14, z),
        (0.28, 0.04, z),
        (0.08, 0.17, z),
        (-0.26, 0.14, z * 0.8),
        (-0.66, 0.1, z * 0.4),
        (-0.36, -0.08, z * 0.7),
        (-0.04, -0.19, z * 0.8),
    ]
    form(c, paths.curve([f.body.p(*p) for p in points], True, 0.85), f.plumage.wing, 0.035)
    for y0, y1 in ((0.06, 0.1), (0.11, 0.13), (0.0, 0.07)):
        c.line(
            [f.body.p(0.0, y0, z), f.body.p(-0.3, y1, z * 0.8), f.body.p(-0.58, 0.095, z * 0.45)],
            f.plumage.quill,
            0.03,
            0.8,
        )
