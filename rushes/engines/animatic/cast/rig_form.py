"""Form for every rig: parts placed in a turning body, lofted outlines, lit and shadow planes.

A figure is built in body space (x forward, y down, z towards the camera in the side view) and
seen from a little above. `Frame` places one part (a head on its neck) and projects it for
`Pose.turn`; `loft` is the outline of a part given by its cross-sections, in any view.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Colour, Glow
from rushes.engines.animatic.colour import RGB, hexed, toned
from rushes.engines.animatic.figure import Look
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.words import colour_in, colour_of

Array = NDArray[np.float64]
Point = tuple[float, float]
Tone = str | RGB
"""A local colour, ``#rrggbb`` or sRGB 0..1."""
Station = tuple[float, float, float, float]
"""One cross-section: x, top, bottom, half-width."""

TILT = 0.11
"""How far what is one metre nearer is drawn lower: the camera looks a little down."""


@lru_cache(4096)
def _turned(degrees: float) -> tuple[float, float]:
    """Cosine and sine."""
    a = math.radians(degrees)
    return math.cos(a), math.sin(a)


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the figure: origin in body space, pitch (degrees, nose up) and yaw (to the camera)."""

    turn: float
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    pitch: float = 0.0
    yaw: float = 0.0

    def world(self, x: float, y: float, z: float = 0.0) -> tuple[float, float, float]:
        """A point of the part in body space."""
        if self.pitch:
            c, s = _turned(self.pitch)
            x, y = x * c + y * s, -x * s + y * c
        if self.yaw:
            c, s = _turned(self.yaw)
            x, z = x * c - z * s, x * s + z * c
        return self.x + x, self.y + y, self.z + z

    def p(self, x: float, y: float, z: float = 0.0) -> Point:
        """A point of the part on the picture."""
        wx, wy, wz = self.world(x, y, z)
        c, s = _turned(self.turn)
        return wx * c - wz * s, wy + TILT * (wx * s + wz * c)

    def depth(self, x: float, y: float, z: float = 0.0) -> float:
        """How near the camera a point of the part is, metres."""
        wx, _, wz = self.world(x, y, z)
        c, s = _turned(self.turn)
        return wx * s + wz * c

    def facing(self, x: float, z: float) -> float:
        """How far a side of the part with normal (x, z) shows: 1 to the camera, below 0 hidden."""
        c, s = _turned(self.turn + self.yaw)
        return (x * s + z * c) / math.hypot(x, z)

    def on(self, x: float, y: float, z: float = 0.0, pitch: float = 0.0, yaw: float = 0.0) -> "Frame":
        """A part that sits on this one at (x, y, z); its pitch and yaw are its own."""
        return Frame(self.turn, *self.world(x, y, z), pitch, yaw)

    @property
    def side(self) -> float:
        """1 in the side view, 0 from the front or from behind."""
        return _turned(self.turn + self.yaw)[0]

    @property
    def front(self) -> float:
        """1 facing the camera, 0 in the side view, -1 from behind."""
        return _turned(self.turn + self.yaw)[1]


def smooth(points: Array, n: int) -> Array:
    """`n` points along the Catmull-Rom curve through `points` (m, k), the ends included."""
    padded = np.concatenate([points[:1], points, points[-1:]])
    t = np.linspace(0, len(points) - 1 - 1e-9, n)
    i, f = t.astype(int), (t % 1)[:, None]
    a, b, c, d = padded[i], padded[i + 1], padded[i + 2], padded[i + 3]
    out: Array = 0.5 * (
        2 * b + (c - a) * f + (2 * a - 5 * b + 4 * c - d) * f**2 + (3 * b - a - 3 * c + d) * f**3
    )
    return out


@lru_cache(512)
def _stations(stations: tuple[Station, ...], n: int) -> Array:
    dense = smooth(np.array(stations, np.float64), n)
    dense[:, 0] = np.maximum.accumulate(dense[:, 0])
    return dense


def loft(
    frame: Frame, stations: tuple[Station, ...], n: int = 26, bend: Callable[[Array], Array] | None = None
) -> Path:
    """Outline of a part given by cross-sections from back to front, for the frame's turn.

    `bend` maps x of the stations to a displacement in y: the swimming wave, a flexed spine.
    """
    s = _stations(stations, n)
    mid, half = (s[:, 1] + s[:, 2]) / 2, np.maximum((s[:, 2] - s[:, 1]) / 2, 1e-4)
    if bend is not None:
        mid = mid + bend(s[:, 0])
    origin, ahead, below = (np.array(frame.p(*unit)) for unit in ((0, 0), (1, 0), (0, 1)))
    centre = origin + s[:, :1] * (ahead - origin) + mid[:, None] * (below - origin)
    lean = np.deg2rad(frame.pitch * frame.side)
    turned = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])
    local = centre @ turned
    wide = s[:, 3] * abs(frame.front)
    top, bottom, x = _envelope(local, half, wide)
    outline = np.concatenate([np.stack([x, top], 1), np.stack([x, bottom], 1)[::-1]])
    return paths.curve(outline @ turned.T)


def _envelope(centre: Array, half: Array, wide: Array) -> tuple[Array, Array, Array]:
    cx, cy = centre[:, 0], centre[:, 1]
    x0, x1 = float((cx - wide).min()), float((cx + wide).max())
    x = (x0 + x1) / 2 - (x1 - x0) / 2 * np.cos(np.linspace(0.03, np.pi - 0.03, 30))
    u = (x[:, None] - cx) / np.maximum(wide, 1e-6)
    bow = np.where(np.abs(u) <= 1, np.sqrt(np.clip(1 - u * u, 0, 1)), np.nan) * half
    order = np.argsort(cx)
    inside = (x >= cx.min()) & (x <= cx.max())
    top = np.where(inside, np.interp(x, cx[order], (cy - half)[order]), np.nan)
    bottom = np.where(inside, np.interp(x, cx[order], (cy + half)[order]), np.nan)
    above = np.fmin(top, np.fmin.reduce(cy - bow, axis=1))
    below = np.fmax(bottom, np.fmax.reduce(cy + bow, axis=1))
    good = np.isfinite(above)
    return above[good], below[good], x[good]


def join(*parts: Path) -> Path:
    """The union of closed outlines as one shape (all wound the same way)."""
    same = [_wound(part) for part in parts]
    return Path(np.concatenate([p.commands for p in same]), np.concatenate([p.points for p in same]))


def _wound(path: Path) -> Path:
    x, y = path.points.T
    if x[:-1] @ y[1:] + x[-1] * y[0] >= y[:-1] @ x[1:] + y[-1] * x[0]:
        return path
    inner = path.commands[1:-1][::-1]
    return Path(np.concatenate([path.commands[:1], inner, path.commands[-1:]]), path.points[::-1])


def form(
    c: Canvas, path: Path, colour: Colour, depth: float, marks: Callable[[], object] | None = None
) -> None:
    """Fill with a shadow plane below and a lit plane above, `depth` thick; `marks` paints inside."""
    if isinstance(colour, Glow):
        c.fill(path, colour)
        return
    c.fill(path, dark(colour, 0.6))
    with c.group(clip=path):
        c.fill(path.moved(-0.2 * depth, -depth), colour)
        c.fill(path.moved(-0.5 * depth, -2.6 * depth), pale(colour, 0.5))
        if marks is not None:
            marks()


def dark(colour: Tone, k: float = 1.0) -> RGB:
    """The shadow side of a local colour."""
    return toned(colour, -0.11 * k, 1 - 0.04 * k, -0.012 * k)


def pale(colour: Tone, k: float = 1.0) -> RGB:
    """The lit side of a local colour."""
    return toned(colour, 0.085 * k, 1.0, 0.008 * k)


def said(look: Look, default: str, *nouns: str) -> str:
    """Colour that the text (or a reference) gives one of `nouns`, else `default`."""
    for noun in nouns:
        found = colour_of(noun, look.text, default) or look.colours.get(noun)
        if found:
            return found
    return default


def coat(look: Look, *choices: str) -> tuple[str, str | None]:
    """Main colour, and the second of ``black and white``; the main one by seed if the text has none."""
    lead = look.epithet().replace("-and-", " and ")
    found = [colour_in(part.split(), choices[0]) for part in lead.split(" and ")[:2]]
    if len(found) == 2 and found[0] and found[1]:
        return found[0], found[1]
    return look.main_colour(*choices), None


def hexa(colour: Tone, lightness: float = 0.0, chroma: float = 1.0) -> str:
    """A toned colour as ``#rrggbb``."""
    return hexed(toned(colour, lightness, chroma))


def bones(root: Point, end: Point, upper: float, lower: float, bend: float) -> Point:
    """The joint between two bones from `root` to `end` (law of cosines).

    `bend` +1 sticks out forward, -1 back.

    Out of reach, the bones lie straight and stretch.
    """
    dx, dy = end[0] - root[0], end[1] - root[1]
    d = math.hypot(dx, dy) or 1e-6
    along = (upper**2 - lower**2 + d * d) / (2 * d)
    along = min(max(along, -upper), max(upper, d * upper / (upper + lower)))
    off = math.sqrt(max(upper**2 - along**2, 0.0)) * bend
    ux, uy = dx / d, dy / d
    return root[0] + ux * along + uy * off, root[1] + uy * along - ux * off


def step(phase: float, duty: float, stride: float) -> tuple[float, float]:
    """A foot in its cycle: metres ahead of its rest point and lift 0..1.

    While it is down (`duty` of the cycle) it goes back `stride` metres per cycle, so it stays on its spot.
    """
    u = phase % 1.0
    reach = stride * duty / 2
    if u < duty:
        return reach - stride * u, 0.0
    s = (u - duty) / (1 - duty)
    return -reach + 2 * reach * (s - math.sin(2 * math.pi * s) / (2 * math.pi)), math.sin(math.pi * s)


@lru_cache(1024)
def _blinks(key: int) -> tuple[float, float]:
    offset, period = np.random.default_rng((key, 98)).uniform((0, 2.8), (3, 5.2))
    return float(offset), float(period)


def blink(look: Look, t: float) -> float:
    """1 with the eye open, near 0 in a blink; every figure blinks at its own times."""
    offset, period = _blinks(look.key)
    return 0.12 if (t + offset) % period < 0.13 else 1.0


def eye(
    c: Canvas, at: Point, r: float, look: Look, t: float, iris: str | None = None, show: float = 1.0
) -> None:
    """An eye with its glint; `iris` for a coloured one, `show` 0..1 narrows it in turned views."""
    lid = blink(look, t)
    x, y = at
    wide = r * (0.35 + 0.65 * show)
    shining = look.has("glowing") and "eye" in look.text
    if iris:
        c.ellipse(x, y, wide * 1.1, r * 1.1 * lid, "#17161a")
        c.ellipse(x, y, wide * 0.95, r * 0.95 * lid, Glow(iris) if shining else iris)
        c.ellipse(x + 0.05 * r, y, wide * 0.5, r * 0.62 * lid, "#0d0c10")
    else:
        c.ellipse(x, y, wide, r * lid, "#17161a")
    if shining:
        c.glow(x, y, r * 5, iris or "#fff2b0", 0.6)
    if lid > 0.5:
        c.circle(x + 0.28 * wide, y - 0.36 * r, r * 0.26, Glow("#ffffff"), opacity=0.95)


def spray(frame: Frame, points: Sequence[tuple[float, float, float]]) -> list[Point]:
    """Several points of a part on the picture."""
    return [frame.p(*point) for point in points]
