"""Heads of four-legged animals: skull, muzzle, ears, eyes, nose and mouth, in any view.

Head units: the head is about one unit long, its origin in the middle of the skull, x to the nose.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.cast.rig_form import (
    Point,
    Station,
    Tone,
    blink,
    dark,
    eye,
    form,
    loft,
    pale,
    said,
)

if TYPE_CHECKING:
    from rushes.engines.animatic.cast.rig_quadruped import Rig

Point3 = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Ear:
    """One of a pair: its base on the head, and the way to its tip (z outwards)."""

    kind: str
    """``point``, ``flop``, ``round``, ``long`` or ``leaf``."""
    base: Point3
    tip: Point3
    width: float


@dataclass(frozen=True, slots=True)
class Head:
    """Measures of a head."""

    size: float
    """Length of the head in withers heights."""
    shape: tuple[Station, ...]
    eye: tuple[float, float, float, float]
    """x, y, z and radius."""
    nose: tuple[float, float, float, float]
    """x, y and half-axes."""
    mouth: tuple[Point3, ...]
    """From under the nose to the corner, near side."""
    ear: Ear
    muzzle: tuple[float, float, float, float] = (0.55, 0.2, 0.3, 0.16)
    """Patch of the muzzle's colour: centre and half-axes."""
    cheek: float = 0.0
    """Length of cheek tufts."""
    whiskers: bool = False
    nostril: bool = False
    """A nostril instead of a nose pad."""
    brow: bool = True


@lru_cache(256)
def _scaled(shape: tuple[Station, ...], k: float) -> tuple[Station, ...]:
    return tuple((x * k, top * k, bottom * k, wide * k) for x, top, bottom, wide in shape)


def paint(r: "Rig") -> None:
    """The head over the body."""
    h, k = r.species.head, r.species.head.size
    behind = r.head.front < -0.45
    outline = loft(r.head, _scaled(h.shape, k))
    _ears(r, before=True)
    if r.pose.mouth > 0.08 or r.pose.gait == "fight":
        _jaw(r)
    if h.cheek:
        _cheeks(r)
    form(r.c, outline, r.coat.main, 0.05 * k, lambda: _mask(r))
    _ears(r, before=False)
    if not behind:
        _face(r)
    for hook in r.species.crown:
        hook(r)


def _ears(r: "Rig", before: bool) -> None:
    """The ears that lie behind the skull in this view, or those that lie in front of it."""
    ear, front = r.species.head.ear, r.head.front
    if front < -0.45:
        near = far = True
    else:
        far, near = False, front <= 0.45 or ear.kind in ("flop", "leaf")
    for side, over in ((-1, far), (1, near)):
        if over != before:
            _ear(r, ear, side)


def _mask(r: "Rig") -> None:
    """The muzzle's colour, inside the head's outline."""
    h, k = r.species.head, r.species.head.size
    if r.coat.muzzle == r.coat.main or r.head.front < -0.45:
        return
    x, y, rx, ry = h.muzzle
    cx, cy = r.h(x, y)
    wide = (rx * r.head.side + 0.75 * ry * abs(r.head.front)) * k
    with r.c.at(cx, cy, turn=-r.head.pitch * r.head.side):
        r.c.ellipse(0, 0, wide, ry * k * (1 + 0.25 * abs(r.head.front)), r.coat.muzzle)


def _face(r: "Rig") -> None:
    h, k = r.species.head, r.species.head.size
    _mouth(r)
    for side in (-1, 1):
        ex, ey, ez, er = h.eye
        show = r.head.facing(0.42, side * 0.9)
        if show > 0.12 and er > 0:
            at = r.h(ex, ey, side * ez)
            eye(r.c, at, er * k, r.look, r.pose.t, r.coat.eyes, show)
            if h.brow:
                _brow(r, at, er * k, side)
    if h.nostril:
        _nostrils(r)
    elif r.head.front > -0.5:
        _nose(r)
    if h.whiskers:
        _whiskers(r)


def _nostrils(r: "Rig") -> None:
    k = r.species.head.size
    x, y, rx, ry = r.species.head.nose
    for side in (-1, 1):
        if r.head.facing(0.6, side * 0.8) > 0.05:
            px, py = r.h(x, y, side * ry * 1.2)
            r.c.ellipse(px, py, rx * k, ry * k, r.coat.nose)


def _nose(r: "Rig") -> None:
    k = r.species.head.size
    x, y, rx, ry = r.species.head.nose
    nx, ny = r.h(x, y)
    wide, top, low = rx * (1 + 0.35 * abs(r.head.front)) * k, ny - ry * k * 0.7, ny + ry * k
    r.c.curve(
        [(nx - wide, top), (nx + wide, top), (nx + wide * 0.6, low), (nx - wide * 0.6, low)], r.coat.nose
    )
    r.c.ellipse(nx - 0.2 * wide, ny - 0.45 * ry * k, wide * 0.35, ry * k * 0.2, "#ffffff", opacity=0.45)


def _brow(r: "Rig", at: Point, er: float, side: int) -> None:
    """A lid line that sets the mood: soft, or knitted in a fight."""
    anger = 1.0 if r.pose.gait == "fight" else 0.0
    x, y = at
    inner = 1 if r.head.front < 0.35 else -side
    lid = blink(r.look, r.pose.t)
    tone = dark(r.coat.main, 1.5)
    y0 = y - er * (1.45 if lid > 0.5 else 0.4)
    r.c.line(
        [
            (x - inner * 1.1 * er, y0 + 0.25 * er - anger * 0.5 * er),
            (x, y0 - 0.1 * er),
            (x + inner * 1.1 * er, y0 + 0.3 * er + anger * er),
        ],
        tone,
        er * 0.32,
        0.55,
    )


def _mouth(r: "Rig") -> None:
    h, k = r.species.head, r.species.head.size
    tone = dark(r.coat.nose if r.coat.muzzle == r.coat.main else r.coat.muzzle, 1.6)
    for side in (-1, 1):
        if r.head.facing(0.45, side * 0.9) > 0.05:
            points = [r.h(x, y, side * z) for x, y, z in h.mouth]
            r.c.line(points, tone, 0.024 * k, 0.75)


def _jaw(r: "Rig") -> None:
    """The lower jaw swings open, the mouth dark behind it."""
    h, k = r.species.head, r.species.head.size
    amount = max(r.pose.mouth, 0.7 if r.pose.gait == "fight" else 0.0)
    (tx, ty, _), (cx, cy, _) = h.mouth[0], h.mouth[-1]
    drop = amount * 0.5 * (tx - cx)
    corner, tip = r.h(cx - 0.05, cy), r.h(tx - 0.08, ty + 0.06 + drop)
    upper = r.h(tx - 0.04, ty)
    half = 0.1 * abs(r.head.front) * k
    r.c.curve(
        [
            corner,
            (upper[0] - half, upper[1]),
            (upper[0] + half, upper[1]),
            (tip[0] + half, tip[1]),
            (tip[0] - half, tip[1]),
        ],
        "#5a1f26",
    )
    tongue = r.h((tx + cx) / 2 + 0.1, (ty + cy) / 2 + 0.04 + drop * 0.4)
    r.c.limb([corner, tongue, r.h(tx - 0.16, ty + drop * 0.75)], (0.04 * k, 0.08 * k, 0.06 * k), "#d8707a")
    r.c.limb(
        [corner, r.h((tx + cx) / 2, (ty + cy) / 2 + 0.07 + drop * 0.55), tip],
        (0.16 * k, 0.13 * k, 0.08 * k + half),
        r.coat.muzzle,
    )


def _cheeks(r: "Rig") -> None:
    h = r.species.head
    for side in (-1, 1):
        if r.head.facing(0, side) < -0.3 and r.head.side > 0.5:
            continue
        z = side * 0.36
        points = [
            r.h(0.12, 0.1, z * 0.6),
            r.h(-0.16, 0.2, z + side * h.cheek),
            r.h(-0.02, 0.24, z),
            r.h(-0.1, 0.36, z + side * h.cheek * 0.7),
            r.h(0.06, 0.3, z * 0.9),
            r.h(0.08, 0.42, z * 0.8),
            r.h(0.24, 0.24, z * 0.4),
        ]
        r.c.poly(points, r.coat.muzzle if r.coat.muzzle != r.coat.main else pale(r.coat.main, 0.2))


def _whiskers(r: "Rig") -> None:
    h, k = r.species.head, r.species.head.size
    x, y, _, _ = h.nose
    for side in (-1, 1):
        if r.head.facing(0.4, side * 0.9) < 0.1:
            continue
        for j in (-1, 0, 1):
            root, end = r.h(x - 0.12, y + 0.1, side * 0.12), r.h(x - 0.3, y + 0.12 + 0.12 * j, side * 0.62)
            if r.head.side > 0.75:
                end = r.h(x - 0.45 + 0.05 * j, y + 0.2 + 0.13 * j, side * 0.3)
            r.c.line([root, end], "#f4f0e8", 0.014 * k, 0.7)


def _ear(r: "Rig", ear: Ear, side: int) -> None:
    k = r.species.head.size
    far = side < 0 and r.head.side > 0.3
    tone: Tone = dark(r.coat.ears, 0.8) if far else r.coat.ears
    twitch = _twitch(r, side)
    bx, by, bz = ear.base
    dx, dy, dz = ear.tip
    bounce = 0.05 * float(np.sin(r.pose.t * 9 + side)) if r.pose.gait == "run" else 0.0
    base, tip = r.h(bx, by, side * bz), r.h(bx + dx + twitch, by + dy + bounce, side * (bz + dz))
    inner = r.head.facing(0.75, side * 0.66) > 0.25 and r.head.front > -0.2
    _SHAPES[ear.kind](r, base, tip, ear.width * k, tone, inner)


def horns(
    r: "Rig", chain: Sequence[Point3], widths: Sequence[float], colour: Tone, shade: float = 1.0
) -> None:
    """A pair of horns through `chain`, in head units with z outwards; the far one lies in shade."""
    k = r.species.head.size
    for side in (-1, 1):
        points = [r.h(x, y, side * z) for x, y, z in chain]
        r.c.limb(points, [w * k for w in widths], horn_tone(r, side, colour, shade))


def horn_tone(r: "Rig", side: int, colour: Tone, shade: float = 1.0) -> Tone:
    """The colour of the horn on that side, darker on the far one in the side view."""
    return dark(colour, shade) if side < 0 and r.head.side > 0.3 else colour


def _twitch(r: "Rig", side: int) -> float:
    period = 3.1 if side > 0 else 4.3
    return 0.09 * float(np.sin(r.pose.t * 30)) if r.pose.t % period < 0.2 else 0.0


def _axes(base: Point, tip: Point) -> tuple[float, float, float, float]:
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    d = float(np.hypot(dx, dy)) or 1e-6
    return dx, dy, -dy / d, dx / d


def _spike(base: Point, tip: Point, w: float, bulge: float, shrink: float = 1.0) -> paths.Path:
    dx, dy, px, py = _axes(base, tip)
    w = w * shrink
    x, y = base
    tx, ty = x + dx * (0.45 + 0.55 * shrink), y + dy * (0.45 + 0.55 * shrink)
    side = [(x + px * w / 2, y + py * w / 2), (x + dx * 0.5 + px * w * bulge, y + dy * 0.5 + py * w * bulge)]
    other = [(x + dx * 0.5 - px * w * bulge, y + dy * 0.5 - py * w * bulge), (x - px * w / 2, y - py * w / 2)]
    near = (tx - 0.03 * dx + 0.02 * w * px, ty - 0.03 * dy + 0.02 * w * py)
    return paths.curve([*side, near, (tx, ty), *other], True, 0.55)


def _point(r: "Rig", base: Point, tip: Point, w: float, tone: Tone, inner: bool) -> None:
    r.c.fill(_spike(base, tip, w, 0.4), tone)
    if inner:
        r.c.fill(_spike(base, tip, w, 0.36, 0.62), r.coat.inner, 0.85)


def _long(r: "Rig", base: Point, tip: Point, w: float, tone: Tone, inner: bool) -> None:
    r.c.limb([base, ((base[0] + tip[0]) / 2, (base[1] + tip[1]) / 2), tip], (w * 0.6, w, w * 0.45), tone)
    if inner:
        dx, dy = tip[0] - base[0], tip[1] - base[1]
        r.c.limb(
            [
                (base[0] + dx * 0.15, base[1] + dy * 0.15),
                (base[0] + dx * 0.5, base[1] + dy * 0.5),
                (base[0] + dx * 0.92, base[1] + dy * 0.92),
            ],
            (w * 0.2, w * 0.55, w * 0.2),
            r.coat.inner,
            0.85,
        )


def _flop(r: "Rig", base: Point, tip: Point, w: float, tone: Tone, inner: bool) -> None:
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    swing = 0.03 * float(np.sin(r.pose.t * 2.3)) * w
    x, y = base
    points = [
        (x - 0.3 * w, y - 0.1 * w),
        (x + 0.35 * w, y - 0.18 * w),
        (x + dx * 0.5 + 0.5 * w + swing, y + dy * 0.5),
        (x + dx + 0.22 * w, y + dy),
        (x + dx - 0.18 * w, y + dy * 0.98),
        (x + dx * 0.5 - 0.48 * w, y + dy * 0.5),
    ]
    form(r.c, paths.curve(points), tone, 0.08 * w)


def _round(r: "Rig", base: Point, tip: Point, w: float, tone: Tone, inner: bool) -> None:
    x, y = base[0] + (tip[0] - base[0]) * 0.55, base[1] + (tip[1] - base[1]) * 0.55
    r.c.circle(x, y, w / 2, tone)
    if inner or r.head.side > 0.6:
        r.c.circle(x + 0.04 * w, y + 0.06 * w, w * 0.3, r.coat.inner, opacity=0.85)


def _leaf(r: "Rig", base: Point, tip: Point, w: float, tone: Tone, inner: bool) -> None:
    r.c.fill(_spike(base, tip, w * 0.8, 0.62), tone)
    if inner or r.head.side > 0.6:
        r.c.fill(_spike(base, tip, w * 0.8, 0.58, 0.66), r.coat.inner, 0.8)


_SHAPES = {"point": _point, "long": _long, "flop": _flop, "round": _round, "leaf": _leaf}


def scar(r: "Rig") -> None:
    """Crown: the scar that the text names, across the near eye."""
    if r.look.has("scar", "scarred") and r.head.front > -0.4:
        k = r.species.head.size
        ex, ey, ez, er = r.species.head.eye
        a, b = r.h(ex - er, ey - 2.4 * er, ez), r.h(ex + 0.6 * er, ey + 2.4 * er, ez)
        r.c.line([a, b], said(r.look, "#c98d84", "scar"), 0.03 * k)
