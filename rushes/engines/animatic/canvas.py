"""The canvas that places and figures are drawn on.

Coordinates are the caller's units, x right and y DOWN; `at` moves, turns and scales them.
Colours are local colours (``#rrggbb`` or sRGB triples, what the thing is in white light): the
canvas lights them for the hour, the weather and the distance. `Glow(colour)` is not lit: lamps,
windows at night, fire, eyes in the dark.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rushes.engines.animatic import paths, raster
from rushes.engines.animatic.colour import RGB, rgb
from rushes.engines.animatic.layers import cv
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.paths import Path


@dataclass(frozen=True, slots=True)
class Glow:
    """A colour that shines by itself: the light of the scene does not change it."""

    colour: "str | RGB"


Colour = str | RGB | Glow
Stop = Colour | tuple[Colour, float]
"""A colour, or (colour, alpha 0..1)."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Gradient from `start` to `end`; stops evenly spread unless `offsets` are given."""

    start: tuple[float, float]
    end: tuple[float, float]
    stops: Sequence[Stop]
    offsets: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class Radial:
    """Gradient from the centre outwards to `radius`."""

    centre: tuple[float, float]
    radius: float
    stops: Sequence[Stop]
    offsets: Sequence[float] | None = None


Paint = Colour | Linear | Radial


FRONT = 1e-2
"""What lies behind the lens in a perspective is put far out at this distance."""


@dataclass(slots=True)
class Canvas:
    """Collects shapes; `pixels` rasterises them.

    Args:
        matrix: 3x3 from the caller's units to pixels; a homography draws on a floor in true perspective
            (pens have the width that they have at the middle of their path, circles of gradients stay round).
        light: What lights local colours; None draws them as they are (labels, line art).
        depth: Distance in metres at which haze is taken; None for none.
    """

    width: int
    height: int
    matrix: NDArray[np.float64]
    light: Light | None = None
    depth: float | None = None
    _stack: list[list[int]] = field(default_factory=lambda: [[]])
    _glows: list[int] = field(default_factory=list)
    _known: NDArray[np.float64] | None = None
    _turn: NDArray[np.float64] = field(default_factory=lambda: np.eye(2))
    _shift: NDArray[np.float64] = field(default_factory=lambda: np.zeros(2))

    # -- state ---------------------------------------------------------------

    @contextmanager
    def at(
        self, x: float = 0, y: float = 0, scale: float | tuple[float, float] = 1, turn: float = 0
    ) -> Iterator[None]:
        """Move the origin to (x, y), then turn clockwise by `turn` degrees, then scale (negative x
        mirrors)."""
        sx, sy = scale if isinstance(scale, tuple) else (scale, scale)
        a = np.deg2rad(turn)
        inner = np.array(
            [[sx * np.cos(a), -sy * np.sin(a), x], [sx * np.sin(a), sy * np.cos(a), y], [0, 0, 1]]
        )
        outer, self.matrix = self.matrix, self.matrix @ inner
        try:
            yield
        finally:
            self.matrix = outer

    @contextmanager
    def group(
        self, clip: Path | None = None, opacity: float = 1, blend: str = "normal", blur: float = 0
    ) -> Iterator[None]:
        """Draw together: clipped to a path, faded, blended (normal multiply screen overlay soft add
        darken lighten dodge), blurred (Gaussian sigma in the current units)."""
        self._stack.append([])
        clipper = None if clip is None else self._shape(clip)
        sigma = blur * self.unit
        try:
            yield
        finally:
            paints = self._stack.pop()
            handle = raster.scene(opacity=opacity, blend=blend, blur=sigma, clip=clipper)
            for paint in paints:
                raster.thorvg().scene_add(handle, paint)
            self._stack[-1].append(handle)

    @contextmanager
    def distance(self, depth: float | None) -> Iterator[None]:
        """Light what follows as if it stood `depth` metres away (None: no haze)."""
        before, self.depth = self.depth, depth
        try:
            yield
        finally:
            self.depth = before

    @property
    def unit(self) -> float:
        """Pixels per current unit (in perspective: at the origin)."""
        return self._unit_at(np.zeros(2))

    def _unit_at(self, point: NDArray[np.float64]) -> float:
        (a, b), (c, d) = self.matrix[:2, :2].tolist()
        if not self._leans:
            return float(abs(a * d - b * c) ** 0.5)
        w = max(float(self.matrix[2, :2] @ point + self.matrix[2, 2]), FRONT)
        return float((abs(np.linalg.det(self.matrix)) / w**3) ** 0.5)

    @property
    def _leans(self) -> bool:
        return bool(self.matrix[2, 0] or self.matrix[2, 1])

    # -- verbs ---------------------------------------------------------------

    def fill(self, path: Path, paint: Paint, opacity: float = 1, blend: str = "normal") -> None:
        """Fill an outline with a colour or gradient."""
        handle = self._shape(path)
        self._colour(handle, paint, opacity, "fill")
        if blend != "normal":
            raster.blend(handle, blend)
        self._stack[-1].append(handle)

    def stroke(self, path: Path, paint: Paint, width: float, opacity: float = 1, cap: str = "round") -> None:
        """Draw along a path with a pen of constant `width` (current units)."""
        handle = self._shape(path)
        unit = self._unit_at(path.points.mean(0)) if self._leans else self.unit
        raster.stroke(handle, width * unit, cap)
        self._colour(handle, paint, opacity, "stroke")
        self._stack[-1].append(handle)

    def rect(
        self, x: float, y: float, w: float, h: float, paint: Paint, r: float = 0, opacity: float = 1
    ) -> None:
        self.fill(paths.rect(x, y, w, h, r), paint, opacity)

    def ellipse(self, x: float, y: float, rx: float, ry: float, paint: Paint, opacity: float = 1) -> None:
        self.fill(paths.ellipse(x, y, rx, ry), paint, opacity)

    def circle(self, x: float, y: float, r: float, paint: Paint, opacity: float = 1) -> None:
        self.fill(paths.ellipse(x, y, r), paint, opacity)

    def poly(self, points: ArrayLike, paint: Paint, opacity: float = 1) -> None:
        """A filled polygon."""
        self.fill(paths.poly(points), paint, opacity)

    def curve(self, points: ArrayLike, paint: Paint, opacity: float = 1, tension: float = 1) -> None:
        """A filled smooth outline through `points`."""
        self.fill(paths.curve(points, True, tension), paint, opacity)

    def line(
        self, points: ArrayLike, paint: Paint, width: float, opacity: float = 1, smooth: bool = True
    ) -> None:
        """An open line of constant width through `points`."""
        path = paths.curve(points, False) if smooth else paths.poly(points, False)
        self.stroke(path, paint, width, opacity)

    def limb(self, points: ArrayLike, widths: Sequence[float], paint: Paint, opacity: float = 1) -> None:
        """A tapered line: one full width per point."""
        self.fill(paths.limb(points, widths), paint, opacity)

    def glow(self, x: float, y: float, r: float, colour: "str | RGB", strength: float = 0.6) -> None:
        """A soft halo of light around a lamp, window or creature (adds to everything of this canvas and
        to what lies behind it)."""
        stops: list[Stop] = [(Glow(colour), strength * k) for k in (1, 0.45, 0.13, 0)]
        if strength <= 0:
            return
        handle = self._shape(paths.ellipse(x, y, r))
        self._colour(handle, Radial((x, y), r, stops, (0, 0.25, 0.6, 1)), 1, "fill")
        self._glows.append(handle)

    def shade(self, path: Path, amount: float = 0.25, opacity: float = 1) -> None:
        """Darken `path` towards the scene's shadow colour: form shadows and cast shadows."""
        shadow = self.light.shadow if self.light else (0.1, 0.1, 0.2)
        self.fill(path, Glow(shadow), opacity * amount)

    def ink(self, colour: Colour) -> RGB:
        """The sRGB colour that `colour` has here, in this light and at this distance."""
        if isinstance(colour, Glow):
            return rgb(colour.colour)
        return rgb(colour) if self.light is None else self.light.on(colour, self.depth)

    def pixels(self) -> NDArray[np.uint8]:
        """Rasterise: premultiplied RGBA uint8 (height, width, 4). The canvas is empty afterwards.

        Halos add to red, green and blue and leave alpha alone, so they brighten what lies behind.
        """
        assert len(self._stack) == 1, "a group is still open"
        paints, self._stack = self._stack[0], [[]]
        picture = raster.draw(paints, self.height, self.width)
        if self._glows:
            halos, self._glows = raster.draw(self._glows, self.height, self.width), []
            halos[..., 3] = 0
            cv().add(picture, halos, dst=picture)
        return picture

    # -- inside --------------------------------------------------------------

    def _shape(self, path: Path) -> int:
        if self._known is not self.matrix:  # `at` puts a new array there, never writes into the old one
            self._known = self.matrix
            self._turn = np.ascontiguousarray(self.matrix[:2, :2].T)
            self._shift = self.matrix[:2, 2].copy()
        points = path.points @ self._turn + self._shift
        if self._leans:
            w = path.points @ self.matrix[2, :2] + self.matrix[2, 2]
            points /= np.maximum(w, FRONT)[:, None]
        return raster.shape(path.commands, points.astype(np.float32))

    def _colour(self, handle: int, paint: Paint, opacity: float, part: str) -> None:
        vg = raster.thorvg()
        if isinstance(paint, (Linear, Radial)):
            gradient = self._gradient(paint, opacity)
            (vg.shape_set_gradient if part == "fill" else vg.shape_set_stroke_gradient)(handle, gradient)
        else:
            set_colour = vg.shape_set_fill_color if part == "fill" else vg.shape_set_stroke_color
            set_colour(handle, *self._rgba((paint, opacity)))

    def _gradient(self, paint: Linear | Radial, opacity: float) -> int:
        n = len(paint.stops)
        offsets = paint.offsets or [i / max(n - 1, 1) for i in range(n)]
        stops = [(o, self._rgba(s, opacity)) for o, s in zip(offsets, paint.stops, strict=True)]
        if isinstance(paint, Linear):
            (x0, y0), (x1, y1) = self._pixel(paint.start), self._pixel(paint.end)
            return raster.gradient_linear(x0, y0, x1, y1, stops)
        return raster.gradient_radial(*paint.centre, paint.radius, stops, self.matrix)

    def _pixel(self, point: tuple[float, float]) -> tuple[float, float]:
        x, y, w = self.matrix @ (*point, 1.0)
        return float(x / w), float(y / w)

    def _rgba(self, stop: Stop, opacity: float = 1) -> raster.RGBA:
        if type(stop) is str and self.light is not None:
            return (*self.light.bytes(stop, self.depth), _byte(opacity))
        alpha = 1.0
        colour: Colour
        if isinstance(stop, tuple) and len(stop) == 2:
            colour, alpha = stop
        else:
            colour = stop
        if self.light is not None and not isinstance(colour, Glow):
            return (*self.light.bytes(colour, self.depth), _byte(alpha * opacity))
        r, g, b = self.ink(colour)
        return (_byte(r), _byte(g), _byte(b), _byte(alpha * opacity))


def _byte(value: float) -> int:
    return round(255 * min(max(value, 0.0), 1.0))
