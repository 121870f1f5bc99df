"""Arms: sleeve, cuff, and a hand whose fingers show as soon as there is room for them."""

from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.skeleton import Joints
from rushes.engines.animatic.wardrobe import Outfit, darker

Point = tuple[float, float]
WIDTHS = {"spacesuit": 1.5, "coat": 1.22, "robe": 1.45, "armour": 1.25, "sweater": 1.12, "hoodie": 1.15}
"""How much wider than the arm a garment's sleeve is."""
FINGERS = 130.0
"""Pixels per metre from which fingers are drawn one by one; smaller hands are mittens."""


@dataclass(frozen=True, slots=True)
class Wrist:
    """Where a hand begins, how it points, and on which side its thumb is."""

    at: Point
    along: Point
    thumb: Point
    long: float
    """Share of its length that is seen: hands that point at the camera are short."""

    def p(self, ahead: float, aside: float = 0.0) -> Point:
        """A point `ahead` along the hand and `aside` towards the thumb, in the units of the figure."""
        (x, y), (ax, ay), (tx, ty) = self.at, self.along, self.thumb
        return x + ahead * self.long * ax + aside * tx, y + ahead * self.long * ay + aside * ty


def draw_arm(c: Canvas, o: Outfit, j: Joints, side: str, k: float, shade: float) -> None:
    """One arm from shoulder to fingertips; `shade` darkens the far one."""
    a, b, h = j[f"{side} shoulder"], j[f"{side} elbow"], j[f"{side} hand"]
    wide = WIDTHS.get(o.garment, 1.0) * k * (0.6 + 0.4 * o.girth)
    sleeve = darker(o.under if o.garment == "overalls" else o.cloth, shade)
    skin = darker(o.skin, shade)
    wrist = _wrist(j, side, k)
    bare = o.garment in ("dress", "shirt")
    if bare:
        c.limb([a, b, h], (0.095 * wide, 0.08 * wide, 0.062 * wide), skin)
        c.limb([a, _mid(a, b), b], (0.125 * wide, 0.125 * wide, 0.11 * wide), sleeve)
    glove = "#d9d6cf" if o.garment == "spacesuit" else "#8d959e" if o.garment == "armour" else ""
    _hand(c, wrist, darker(glove, shade) if glove else skin, k)
    if not bare:
        _sleeve(c, o, (a, b, h), wrist, sleeve, wide, k)


def _sleeve(
    c: Canvas, o: Outfit, arm: tuple[Point, Point, Point], wrist: Wrist, sleeve: str, wide: float, k: float
) -> None:
    a, b, _ = arm
    flare = 1.9 if o.garment == "robe" else 1.12
    end = wrist.p(-0.045 * k)
    widths = (0.13, 0.125, 0.112, 0.1 * flare**0.5, 0.085 * flare)
    c.limb([a, _mid(a, b), b, _mid(b, end), end], [w * wide for w in widths], sleeve)
    half = 0.049 * wide * flare**0.5
    corners = ((-0.062, half), (0.006, 1.04 * half), (0.006, -1.04 * half), (-0.062, -half))
    c.poly([wrist.p(ahead * k, aside) for ahead, aside in corners], darker(sleeve, 0.05))


def _wrist(j: Joints, side: str, k: float) -> Wrist:
    (ex, ey), (hx, hy) = j[f"{side} elbow"], j[f"{side} hand"]
    x, y = hx - ex, hy - ey
    n = max(float(np.hypot(x, y)), 1e-6)
    along = (x / n, y / n)
    turn = np.deg2rad(j.turn)
    inward = float(np.sign(j["chest"][0] - hx)) * abs(np.sin(turn))
    ahead = float(np.cos(turn)) + inward
    sign = 1.0 if -along[1] * ahead - along[0] >= 0 else -1.0
    return Wrist(
        (hx, hy), along, (-along[1] * sign, along[0] * sign), float(np.clip(n / (0.26 * k), 0.5, 1.0))
    )


def _hand(c: Canvas, w: Wrist, skin: str, k: float) -> None:
    if c.unit < FINGERS:
        c.limb([w.p(-0.03 * k), w.p(0.035 * k), w.p(0.1 * k)], (0.062 * k, 0.088 * k, 0.052 * k), skin)
        return
    c.limb([w.p(-0.04 * k), w.p(0.025 * k), w.p(0.065 * k)], (0.055 * k, 0.08 * k, 0.074 * k), skin)
    for n, long in enumerate((0.046, 0.057, 0.061, 0.054)):
        root, tip = 0.0185 * (n - 1.5) * k, 0.026 * (n - 1.5) * k
        points = [w.p(0.05 * k, root), w.p((0.06 + 0.5 * long) * k, tip), w.p((0.06 + long) * k, tip)]
        c.limb(points, (0.024 * k, 0.022 * k, 0.018 * k), skin)
    for n in (-1, 0, 1):
        gap = [w.p(0.062 * k, 0.0185 * n * k), w.p(0.098 * k, 0.024 * n * k)]
        c.line(gap, darker(skin, 0.09), 0.005 * k, smooth=False)
    thumb = [w.p(-0.005 * k, 0.024 * k), w.p(0.035 * k, 0.056 * k), w.p(0.068 * k, 0.062 * k)]
    c.limb(thumb, (0.036 * k, 0.03 * k, 0.022 * k), skin)
    c.line([w.p(0.03 * k, 0.033 * k), w.p(0.055 * k, 0.044 * k)], darker(skin, 0.07), 0.006 * k, smooth=False)


def _mid(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
