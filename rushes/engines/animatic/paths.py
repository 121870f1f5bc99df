"""Outlines made with numpy: smooth curves, ridges, blobs, tapered limbs.

A `Path` holds ThorVG commands and float points (N, 2) in the caller's units, y down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

CLOSE, MOVE, LINE, CUBIC = 0, 1, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """One or more outlines. ``a + b`` joins them into one shape (holes by opposite winding)."""

    commands: NDArray[np.uint8]
    points: NDArray[np.float64]

    def __add__(self, other: "Path") -> "Path":
        return Path(
            np.concatenate([self.commands, other.commands]), np.concatenate([self.points, other.points])
        )

    def moved(self, x: float, y: float) -> "Path":
        return Path(self.commands, np.add(self.points, (x, y)))

    def scaled(self, x: float, y: float | None = None) -> "Path":
        return Path(self.commands, self.points * (x, x if y is None else y))

    def turned(self, degrees: float) -> "Path":
        """Turned clockwise on screen about the origin."""
        a = np.deg2rad(degrees)
        return Path(self.commands, self.points @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]))

    def bounds(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 of the control points."""
        (x0, y0), (x1, y1) = self.points.min(0), self.points.max(0)
        return float(x0), float(y0), float(x1), float(y1)


def _array(points: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(points, np.float64).reshape(-1, 2)


def poly(points: ArrayLike, closed: bool = True) -> Path:
    """Straight lines through `points`."""
    p = _array(points)
    commands = [MOVE] + [LINE] * (len(p) - 1) + [CLOSE] * closed
    return Path(np.array(commands, np.uint8), p)


def curve(points: ArrayLike, closed: bool = True, tension: float = 1.0) -> Path:
    """A smooth curve through every point (Catmull-Rom as cubics). `tension` 0 is straight, 1 round."""
    p = _array(points)
    padded = np.concatenate([p[-1:], p, p[:2]]) if closed else np.concatenate([p[:1], p, p[-1:]])
    before, starts, ends, ahead = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    k = tension / 6
    cubics = np.empty((len(starts), 3, 2))
    cubics[:, 0] = starts + (ends - before) * k
    cubics[:, 1] = ends - (ahead - starts) * k
    cubics[:, 2] = ends
    commands = [MOVE] + [CUBIC] * len(starts) + [CLOSE] * closed
    return Path(np.array(commands, np.uint8), np.concatenate([starts[:1], cubics.reshape(-1, 2)]))


def rect(x: float, y: float, w: float, h: float, r: float = 0.0) -> Path:
    """A rectangle from its top-left corner, with corner radius `r`."""
    if r <= 0:
        return poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
    r = min(r, abs(w) / 2, abs(h) / 2)
    k = r * 0.4477
    x1, y1 = x + w, y + h
    points = [
        (x + r, y),
        (x1 - r, y),
        (x1 - k, y),
        (x1, y + k),
        (x1, y + r),
        (x1, y1 - r),
        (x1, y1 - k),
        (x1 - k, y1),
        (x1 - r, y1),
        (x + r, y1),
        (x + k, y1),
        (x, y1 - k),
        (x, y1 - r),
        (x, y + r),
        (x, y + k),
        (x + k, y),
        (x + r, y),
    ]
    return Path(np.array([MOVE] + [LINE, CUBIC] * 4 + [CLOSE], np.uint8), _array(points))


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> Path:
    """A closed ellipse around (x, y); a circle when `ry` is left out."""
    ry = rx if ry is None else ry
    k = 0.5523
    unit = [
        (1, 0),
        (1, k),
        (k, 1),
        (0, 1),
        (-k, 1),
        (-1, k),
        (-1, 0),
        (-1, -k),
        (-k, -1),
        (0, -1),
        (k, -1),
        (1, -k),
        (1, 0),
    ]
    return Path(
        np.array([MOVE, CUBIC, CUBIC, CUBIC, CUBIC, CLOSE], np.uint8), _array(unit) * (rx, ry) + (x, y)
    )


def limb(points: ArrayLike, widths: Sequence[float]) -> Path:
    """A tapered stroke along `points` (two or more) with a full width at each: arms, branches, tails,
    rivers."""
    p, w = _array(points), np.asarray(widths, np.float64) / 2
    along = np.concatenate([p[1:2] - p[:1], (p[2:] - p[:-2]) / 2, p[-1:] - p[-2:-1]])
    along /= np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    side = np.stack([-along[:, 1], along[:, 0]], 1) * w[:, None]
    caps = p[-1] + along[-1] * w[-1], p[0] - along[0] * w[0]
    return curve(np.concatenate([p + side, caps[0][None], (p - side)[::-1], caps[1][None]]))


def blob(
    x: float, y: float, rx: float, ry: float, rng: np.random.Generator, rough: float = 0.12, n: int = 12
) -> Path:
    """A soft irregular roundel: bushes, stones, clouds, foliage. `rough` 0 is an ellipse."""
    angle = (np.arange(n) + rng.uniform(-0.25, 0.25, n)) * 2 * np.pi / n
    radius = 1 + rough * rng.standard_normal(n).clip(-2, 2)
    return curve(np.stack([x + rx * radius * np.cos(angle), y + ry * radius * np.sin(angle)], 1))


def noise(
    n: int, rng: np.random.Generator, octaves: int = 4, gain: float = 0.5, first: int = 3
) -> NDArray[np.float64]:
    """Smooth 1-D noise, (n,), about -1..1: `first` bumps in the lowest octave, each next one doubled."""
    t, out, size = np.linspace(0, 1, n), np.zeros(n), 1.0
    for octave in range(octaves):
        knots = first * 2**octave + 1
        values = rng.uniform(-1, 1, knots + 2)
        x = t * knots
        i = x.astype(int)
        f = (1 - np.cos((x - i) * np.pi)) / 2
        out += size * (values[i] * (1 - f) + values[i + 1] * f)
        size *= gain
    return out


def ridge(
    x0: float,
    x1: float,
    y: float,
    height: float,
    bottom: float,
    rng: np.random.Generator,
    *,
    first: int = 3,
    octaves: int = 4,
    gain: float = 0.5,
    n: int = 140,
    sharp: bool = False,
) -> Path:
    """A skyline from x0 to x1 about `y`, `height` up and down, closed at `bottom`. `sharp` makes peaks
    (mountains)."""
    v = noise(n, rng, octaves, gain, first)
    v = 1 - 2 * np.abs(v) if sharp else v
    top = np.stack([np.linspace(x0, x1, n), y - height * v], 1)
    return poly(np.concatenate([top, [(x1, bottom), (x0, bottom)]]))
