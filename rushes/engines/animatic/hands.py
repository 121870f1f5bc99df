"""Hands: what they do shows in their outline, their fingers as soon as there is room for them."""

from dataclasses import dataclass

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.skeleton import Hand
from rushes.engines.animatic.wardrobe import darker

Point = tuple[float, float]
FINGERS = 130.0
"""Pixels per metre from which fingers are drawn one by one; smaller hands are mittens."""
LENGTHS = (0.046, 0.057, 0.061, 0.054)
"""Fingers beyond the palm, metres, the little one first."""


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


def draw_hand(c: Canvas, w: Wrist, skin: str, k: float, what: Hand) -> None:
    """A hand that does `what`, for a body of size `k` (1 for 1.75 m)."""
    if c.unit < FINGERS:
        _mitten(c, w, skin, k, what)
    elif what in ("fist", "grip"):
        _fist(c, w, skin, k)
    elif what == "point":
        _fist(c, w, skin, k)
        c.limb([w.p(0.04 * k, 0.022 * k), w.p(0.135 * k, 0.024 * k)], (0.026 * k, 0.019 * k), skin)
    else:
        _fingers(c, w, skin, k, {"rest": 0.55, "flat": 0.62}.get(what, 1.45))


def draw_grip(c: Canvas, w: Wrist, skin: str, k: float) -> None:
    """Fingers curled about what a hand holds."""
    for n in range(4):
        at = 0.021 * (n - 1.5) * k
        c.limb(
            [w.p(0.072 * k, at), w.p(0.026 * k, at)], (0.024 * k, 0.021 * k), darker(skin, 0.012 * (n % 2))
        )
    c.limb(
        [w.p(0.0, 0.03 * k), w.p(0.036 * k, 0.045 * k), w.p(0.05 * k, 0.026 * k)],
        (0.034 * k, 0.03 * k, 0.022 * k),
        skin,
    )


def _mitten(c: Canvas, w: Wrist, skin: str, k: float, what: Hand) -> None:
    if what in ("fist", "grip", "point"):
        c.limb([w.p(-0.03 * k), w.p(0.012 * k), w.p(0.032 * k)], (0.06 * k, 0.1 * k, 0.09 * k), skin)
        if what == "point":
            c.limb([w.p(0.05 * k), w.p(0.14 * k)], (0.04 * k, 0.034 * k), skin)
        return
    wide = {"rest": 0.8, "flat": 0.9}.get(what, 1.0)
    c.limb([w.p(-0.03 * k), w.p(0.035 * k), w.p(0.1 * k)], (0.062 * k, 0.088 * wide * k, 0.052 * k), skin)
    if what == "open":
        c.limb([w.p(0.01 * k), w.p(0.06 * k, 0.055 * k)], (0.04 * k, 0.028 * k), skin)


def _fist(c: Canvas, w: Wrist, skin: str, k: float) -> None:
    """Clenched: a block with four knuckles, the thumb laid across."""
    c.limb([w.p(-0.04 * k), w.p(0.0)], (0.055 * k, 0.07 * k), skin)
    block = [
        (-0.012, -0.036),
        (0.03, -0.047),
        (0.07, -0.043),
        (0.078, 0.0),
        (0.07, 0.043),
        (0.03, 0.047),
        (-0.012, 0.034),
    ]
    c.curve([w.p(x * k, y * k) for x, y in block], skin, tension=0.8)
    for n in (-1, 0, 1):
        crease = [w.p(0.042 * k, 0.021 * n * k), w.p(0.074 * k, 0.021 * n * k)]
        c.line(crease, darker(skin, 0.11), 0.006 * k, smooth=False)
    thumb = [w.p(0.0, 0.036 * k), w.p(0.034 * k, 0.05 * k), w.p(0.042 * k, 0.012 * k)]
    c.limb(thumb, (0.034 * k, 0.032 * k, 0.024 * k), skin)
    c.line([w.p(0.03 * k, -0.002 * k), w.p(0.026 * k, 0.032 * k)], darker(skin, 0.1), 0.006 * k, smooth=False)


def _fingers(c: Canvas, w: Wrist, skin: str, k: float, spread: float) -> None:
    """An open hand, its fingers `spread` (1 a little apart)."""
    c.limb([w.p(-0.04 * k), w.p(0.025 * k), w.p(0.065 * k)], (0.055 * k, 0.08 * k, 0.074 * k), skin)
    for n, long in enumerate(LENGTHS):
        root, tip = 0.0185 * (n - 1.5) * k, (0.0185 + 0.0075 * (spread - 0.4)) * (n - 1.5) * k
        points = [
            w.p(0.05 * k, root),
            w.p((0.06 + 0.5 * long) * k, (root + tip) / 2),
            w.p((0.06 + long) * k, tip),
        ]
        c.limb(points, (0.024 * k, 0.022 * k, 0.018 * k), skin)
    for n in (-1, 0, 1):
        gap = [w.p(0.062 * k, 0.0185 * n * k), w.p(0.098 * k, (0.0185 + 0.004 * spread) * n * k)]
        c.line(gap, darker(skin, 0.09), 0.005 * k, smooth=False)
    out = 0.026 + 0.026 * spread
    thumb = [w.p(-0.005 * k, 0.024 * k), w.p(0.035 * k, (0.022 + out / 2) * k), w.p(0.068 * k, out * k)]
    c.limb(thumb, (0.036 * k, 0.03 * k, 0.022 * k), skin)
    c.line([w.p(0.03 * k, 0.033 * k), w.p(0.055 * k, 0.04 * k)], darker(skin, 0.07), 0.006 * k, smooth=False)
