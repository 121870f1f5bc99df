"""Hard things in any view: extruded profiles, boxes, wheels, with a tone per face."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Paint
from rushes.engines.animatic.cast.rig_form import Frame, Point, Tone, dark, form, pale
from rushes.engines.animatic.colour import RGB, toned
from rushes.engines.animatic.paths import CLOSE, CUBIC, LINE, MOVE, Path

Outline = Sequence[tuple[float, float]]


def soft(points: ArrayLike, r: float) -> Path:
    """A closed polygon with its corners rounded by `r`."""
    p = np.asarray(points, np.float64).reshape(-1, 2)
    n = len(p)
    padded = np.concatenate([p[-1:], p, p[:1]])
    before, after = padded[:-2] - p, padded[2:] - p
    long, far = np.hypot(before[:, 0], before[:, 1]), np.hypot(after[:, 0], after[:, 1])
    reach = np.minimum(r, 0.5 * np.minimum(long, far))
    rows = np.empty((n, 4, 2))
    rows[:, 0] = p + before * (reach / np.maximum(long, 1e-9))[:, None]
    rows[:, 3] = p + after * (reach / np.maximum(far, 1e-9))[:, None]
    rows[:, 1] = rows[:, 0] + (p - rows[:, 0]) * 0.56
    rows[:, 2] = rows[:, 3] + (p - rows[:, 3]) * 0.56
    commands = [MOVE, CUBIC] + [LINE, CUBIC] * (n - 1) + [CLOSE]
    return Path(np.array(commands, np.uint8), rows.reshape(-1, 2))


def extrude(
    c: Canvas,
    frame: Frame,
    profile: Outline,
    half: float,
    colour: Tone,
    r: float = 0.03,
    marks: Callable[[], object] | None = None,
    depth: float = 0.05,
) -> None:
    """A solid with a side `profile` (x, y) and half-width `half`; `marks` paints on the near side."""
    n = len(profile)
    middle = (sum(x for x, _ in profile) / n, sum(y for _, y in profile) / n)
    edges = []
    for i in range(n):
        (x0, y0), (x1, y1) = profile[i], profile[(i + 1) % n]
        nx, ny = y0 - y1, x1 - x0
        size = math.hypot(nx, ny) or 1.0
        nx, ny = nx / size, ny / size
        if nx * ((x0 + x1) / 2 - middle[0]) + ny * ((y0 + y1) / 2 - middle[1]) < 0:
            nx, ny = -nx, -ny
        seen = nx * frame.front - 0.16 * ny
        if seen > 0.02:
            edges.append(((x0 + x1) / 2 * frame.front, (x0, y0), (x1, y1), nx, ny))
    for _, a, b, nx, ny in sorted(edges):
        quad = [frame.p(*a, -half), frame.p(*b, -half), frame.p(*b, half), frame.p(*a, half)]
        c.fill(soft(quad, r * 0.6), face_tone(colour, nx * frame.front, ny))
    if frame.side > 0.03:
        form(
            c,
            soft([frame.p(x, y, half) for x, y in profile], r),
            dark(colour, 0.35 * abs(frame.front)),
            depth,
            marks,
        )


def face_tone(colour: Tone, toward: float, up: float) -> RGB:
    """The tone of a face: lit from above, half lit in front."""
    return toned(colour, -0.075 * up - 0.02 + 0.03 * max(toward, 0) * (1 if up < 0.5 else 0))


def box(
    c: Canvas,
    frame: Frame,
    x0: float,
    x1: float,
    y0: float,
    y1: float,
    half: float,
    colour: Tone,
    r: float = 0.03,
) -> None:
    """A box between two corners of the side view."""
    extrude(c, frame, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)], half, colour, r, depth=0.25 * r)


def patch(
    c: Canvas, frame: Frame, points: Outline, z: float, colour: Paint, r: float = 0.02, opacity: float = 1.0
) -> None:
    """A flat shape on the near side, at `z`."""
    if frame.side > 0.05:
        c.fill(soft([frame.p(x, y, z) for x, y in points], r), colour, opacity)


def plate(
    c: Canvas,
    frame: Frame,
    corners: Sequence[tuple[float, float, float]],
    colour: Paint,
    r: float = 0.02,
    opacity: float = 1.0,
) -> None:
    """A flat shape anywhere."""
    c.fill(soft([frame.p(*q) for q in corners], r), colour, opacity)


def wheel(
    c: Canvas,
    frame: Frame,
    at: Point,
    r: float,
    z: float,
    colours: tuple[Tone, Tone],
    turned: float = 0.0,
    spokes: int = 5,
    width: float = 0.2,
) -> None:
    """A wheel at (x, y) on the side `z`: tyre, rim and turning spokes (`turned` in radians)."""
    tyre, rim = colours
    side = abs(frame.side)
    wide = max(side, 0.05)
    x, y = frame.p(at[0], at[1], z)
    if abs(frame.front) > 0.08:
        inner = frame.p(at[0], at[1], z - np.sign(z or 1) * width)
        c.fill(_tread((x, y), inner, r, wide), dark(tyre, 0.4))
    c.ellipse(x, y, r * wide, r, tyre)
    if side < 0.15:
        return
    c.ellipse(x, y, r * 0.66 * wide, r * 0.66, dark(rim, 0.6))
    c.ellipse(x - 0.02 * r, y - 0.03 * r, r * 0.6 * wide, r * 0.6, rim)
    if spokes and z > 0:
        star = _star(spokes, turned).scaled(wide * r, r).moved(x, y)
        c.stroke(star, dark(rim, 1.3), 0.09 * r, 0.8)
    c.ellipse(x, y, r * 0.16 * wide, r * 0.16, pale(rim, 0.6))


def _tread(outer: Point, inner: Point, r: float, wide: float) -> Path:
    """The running surface of a tyre between its two sides; `wide` squashes the circles of the turned view."""
    (x, y), (back_x, back_y) = outer, inner
    far = [(back_x - r * wide, back_y), (back_x, back_y - r)]
    near = [(x, y - r), (x + r * wide, y), (x, y + r)]
    return soft([*far, *near, (back_x, back_y + r)], r * 0.7)


def _star(spokes: int, turned: float) -> Path:
    """The spokes of a wheel of radius 1 as one shape."""
    angles = [turned + 2 * math.pi * i / spokes for i in range(spokes)]
    lines = [paths.poly([(k * math.cos(a), k * math.sin(a)) for k in (0.14, 0.56)], False) for a in angles]
    return Path(np.concatenate([q.commands for q in lines]), np.concatenate([q.points for q in lines]))


def rod(c: Canvas, points: Sequence[Point], width: float, colour: Tone) -> None:
    """A round bar: dark edge below, lit line above."""
    c.line(points, dark(colour, 0.8), width, smooth=False)
    c.line([(x, y - 0.16 * width) for x, y in points], colour, width * 0.62, smooth=False)


def ring(x: float, y: float, rx: float, ry: float, thick: float) -> Path:
    """An ellipse with a hole."""
    outer, inner = (
        paths.ellipse(x, y, rx, ry),
        paths.ellipse(x, y, max(rx - thick, 1e-3), max(ry - thick, 1e-3)),
    )
    hole = Path(inner.commands, inner.points[::-1])
    return outer + hole
