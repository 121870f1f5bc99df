"""Compositing of premultiplied RGBA uint8 layers with OpenCV: 0.3 to 1.5 ms per full layer."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]


def cv() -> Any:
    """OpenCV, loaded on first use and held to one thread: the frames of a shot run in parallel."""
    import cv2

    cv2.setNumThreads(1)
    return cv2


def over(frame: Pixels, layer: Pixels, x: int = 0, y: int = 0) -> None:
    """Lay `layer` (h, w, 4) over `frame` in place, its corner at (x, y); both premultiplied."""
    cv2 = cv()
    h, w = layer.shape[:2]
    x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + w, frame.shape[1]), min(y + h, frame.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    top = layer[y0 - y : y1 - y, x0 - x : x1 - x]
    under = frame[y0:y1, x0:x1]
    cv2.multiply(under, _clear(top), dst=under, scale=1 / 255)
    cv2.add(under, top, dst=under)


FINE = 32
"""Plates are laid to 1/32 of a pixel: finer than anybody sees, and what rests stays exactly where it is."""


@dataclass(slots=True)
class Plate:
    """A layer drawn once, larger than the frame, and moved by the camera."""

    pixels: Pixels
    origin: tuple[float, float]
    """Picture-space point of the plate's top-left corner."""
    scale: float
    """Plate pixels per picture height."""
    solid: bool
    """True when every pixel is opaque."""
    ground: bool = False
    _inner: Matrix = field(init=False)
    _laid: "tuple[bytes, Pixels, Pixels | None] | None" = None
    """How it was laid last, the layer, and what of the frame shines through it."""

    def __post_init__(self) -> None:
        s = 1 / self.scale
        # OpenCV puts pixel centres on integers, the canvas half a pixel further
        self._inner = np.array([[s, 0, self.origin[0] + s / 2], [0, s, self.origin[1] + s / 2], [0, 0, 1.0]])

    def matrix(self, view_to_frame: Matrix) -> Matrix:
        """Plate pixels to frame pixels."""
        m = view_to_frame @ self._inner
        m[:2] -= 0.5 * m[2]
        if not self.ground:
            m[:2, 2] = np.round(m[:2, 2] * FINE) / FINE
        return np.asarray(m)

    def top(self, view_to_frame: Matrix) -> float:
        """Frame row of the middle of its upper edge."""
        _, y, w = self.matrix(view_to_frame) @ (self.pixels.shape[1] / 2, -0.5, 1.0)
        return float(y / w)

    def lay(
        self,
        frame: Pixels,
        view_to_frame: Matrix,
        first_row: int = 0,
        last_row: int = 1 << 30,
        cut: bool = False,
    ) -> tuple[Pixels, int, int] | None:
        """Draw the plate onto rows `first_row` to `last_row` of the frame; returns the layer and its corner
        (for masks), None if out of sight. `cut`: show its edges rather than go on beyond them."""
        cv2 = cv()
        m = self.matrix(view_to_frame)
        x0, y0, x1, y1 = self._seen(m, frame.shape[1], frame.shape[0])
        y0, y1 = max(y0, first_row), min(y1, last_row)
        if x0 >= x1 or y0 >= y1:
            return None
        shift = m - np.outer((x0, y0, 0), m[2])
        layer, clear = self._warped(shift, (x1 - x0, y1 - y0), self.solid and not cut)
        under = frame[y0:y1, x0:x1]
        if clear is None:
            under[:] = layer
        else:
            cv2.multiply(under, clear, dst=under, scale=1 / 255)
            cv2.add(under, layer, dst=under)
        return layer, x0, y0

    def _warped(self, matrix: Matrix, size: tuple[int, int], solid: bool) -> tuple[Pixels, Pixels | None]:
        """The plate as it lies in the frame; remembered, because many layers rest."""
        how = matrix.tobytes() + bytes(str(size), "ascii")
        if self._laid is not None and self._laid[0] == how:
            return self._laid[1:]
        cv2 = cv()
        edge = cv2.BORDER_REPLICATE if solid else cv2.BORDER_CONSTANT
        if self.ground:
            layer = cv2.warpPerspective(self.pixels, matrix, size, flags=cv2.INTER_LINEAR, borderMode=edge)
        else:
            layer = cv2.warpAffine(self.pixels, matrix[:2], size, flags=cv2.INTER_LINEAR, borderMode=edge)
        clear = None if solid else _clear(layer)
        self._laid = (how, layer, clear)
        return layer, clear

    def _seen(self, m: Matrix, width: int, height: int) -> tuple[int, int, int, int]:
        if self.ground or self.solid:
            return 0, 0, width, height
        h, w = self.pixels.shape[:2]
        (a, b, x), (c, d, y) = m[:2].tolist()
        xs, ys = (x, x + a * w, x + b * h, x + a * w + b * h), (y, y + c * w, y + d * h, y + c * w + d * h)
        return (
            max(0, int(min(xs)) - 2),
            max(0, int(min(ys)) - 2),
            min(width, int(max(xs)) + 2),
            min(height, int(max(ys)) + 2),
        )


def _clear(layer: Pixels) -> Pixels:
    """255 minus alpha, in every channel."""
    cv2 = cv()
    clear = cv2.bitwise_not(cv2.extractChannel(layer, 3))
    return np.asarray(cv2.merge((clear, clear, clear, clear)))


def crop(pixels: Pixels) -> tuple[Pixels, int, int]:
    """The smallest box that holds every visible pixel (halos too), with its corner; empty when all is
    clear."""
    cv2 = cv()
    visible = cv2.max(cv2.extractChannel(pixels, 3), cv2.extractChannel(pixels, 0))
    x, y, w, h = cv2.boundingRect(visible)
    x0, y0 = max(x - 1, 0), max(y - 1, 0)
    return np.ascontiguousarray(pixels[y0 : y + h + 1, x0 : x + w + 1] if w else pixels[:0]), x0, y0


def soften(pixels: Pixels, sigma: float) -> Pixels:
    """Gaussian blur; wide ones are done on a reduced copy."""
    cv2 = cv()
    if sigma < 0.35:
        return pixels
    if sigma < 4:
        return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma))
    k = 2 ** int(np.log2(sigma / 2))
    h, w = pixels.shape[:2]
    small = cv2.resize(pixels, (max(1, w // k), max(1, h // k)), interpolation=cv2.INTER_AREA)
    return np.asarray(
        cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / k), (w, h), interpolation=cv2.INTER_LINEAR)
    )


def rim_lit(
    pixels: Pixels,
    colour: tuple[float, float, float],
    side: float,
    strength: float,
    width: float,
    alpha: Pixels | None = None,
) -> Pixels:
    """Light the edges of every silhouette that face the key light, `width` pixels wide, in place.

    `alpha` is the channel that makes the silhouette; the pixels' own when left out.
    """
    cv2 = cv()
    if strength < 0.03 or width < 0.4:
        return pixels
    alpha = cv2.extractChannel(pixels, 3) if alpha is None else alpha
    h, w = alpha.shape
    shift = np.array([[1, 0, -side * width], [0, 1, 0.75 * width]])
    inner = cv2.warpAffine(alpha, shift, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    edge = cv2.subtract(alpha, inner)
    if not cv2.countNonZero(edge):
        return pixels
    edge = cv2.multiply(edge, alpha, scale=strength / 255)
    edges = cv2.merge((edge, edge, edge, edge))
    cv2.multiply(pixels, cv2.bitwise_not(edges), dst=pixels, scale=1 / 255)
    cv2.add(pixels, cv2.LUT(edges, _tinted(colour)), dst=pixels)
    return pixels


@lru_cache(64)
def _tinted(colour: tuple[float, float, float]) -> Pixels:
    """Grey to premultiplied `colour`, (1, 256, 4)."""
    return np.asarray((np.arange(256)[:, None] * (*colour, 1.0)).round().clip(0, 255).astype(np.uint8)[None])
