"""Arms: sleeve and cuff; the hands at their ends are in `hands`."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.hands import Wrist, draw_grip, draw_hand
from rushes.engines.animatic.skeleton import Joints
from rushes.engines.animatic.wardrobe import Outfit, darker

Point = tuple[float, float]
WIDTHS = {"spacesuit": 1.5, "coat": 1.22, "robe": 1.45, "armour": 1.25, "sweater": 1.12, "hoodie": 1.15}
"""How much wider than the arm a garment's sleeve is."""
GLOVES = {"spacesuit": "#d9d6cf", "armour": "#8d959e"}


def draw_arm(c: Canvas, o: Outfit, j: Joints, side: str, k: float, shade: float) -> None:
    """One arm from shoulder to fingertips; `shade` darkens the far one."""
    a, b, h = j[f"{side} shoulder"], j[f"{side} elbow"], j[f"{side} hand"]
    wide = WIDTHS.get(o.garment, 1.0) * k * (0.6 + 0.4 * o.girth)
    sleeve = darker(o.under if o.garment == "overalls" else o.cloth, shade)
    skin = darker(o.skin, shade)
    wrist = _wrist(j, side, k)
    bare = o.garment in ("dress", "shirt", "swimsuit")
    if bare:
        c.limb([a, b, h], (0.06 * wide, 0.08 * wide, 0.062 * wide), skin)
    if bare and o.garment != "swimsuit":
        c.limb([a, _mid(a, b), b], (0.11 * wide, 0.125 * wide, 0.112 * wide), sleeve)
    glove = GLOVES.get(o.garment, "")
    draw_hand(c, wrist, darker(glove, shade) if glove else skin, k, j.hands.get(side, "rest"))
    if not bare:
        _sleeve(c, o, (a, b, h), wrist, sleeve, wide, k)


def draw_fingers(c: Canvas, o: Outfit, j: Joints, side: str, k: float) -> None:
    """The fingers of a gripping hand, over what it holds."""
    if j.hands.get(side) == "grip":
        draw_grip(c, _wrist(j, side, k), GLOVES.get(o.garment, o.skin), k)


def _sleeve(
    c: Canvas, o: Outfit, arm: tuple[Point, Point, Point], wrist: Wrist, sleeve: str, wide: float, k: float
) -> None:
    a, b, _ = arm
    flare = 1.9 if o.garment == "robe" else 1.12
    end = wrist.p(-0.045 * k)
    widths = (0.112, 0.122, 0.108, 0.098 * flare**0.5, 0.085 * flare)
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


def _mid(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
