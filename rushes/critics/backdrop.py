"""The colours of a place in the shot, cell by cell beside those of its reference where the shot shows it.

Hours and styles move all colours together, so nothing is compared as it is: lightness and chroma must vary
over the picture as they do in the reference, on the whole and beyond the light sky over the dark ground that
most places have.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.critics.colour import Floats, lab
from rushes.critics.layout import COLUMNS, ROWS, ZOOMS, Singles, Window, grid
from rushes.film import Frames

LEAST = 20
"""Cells that must show the place in both pictures."""
_HEIGHT = np.linspace(-1, 1, ROWS)[:, None].repeat(COLUMNS, 1)
_SKY = np.stack([np.ones_like(_HEIGHT), _HEIGHT, _HEIGHT**2], -1)
"""What lightness and colour most often do from top to bottom."""


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """The colours of one frame."""

    colours: Floats
    """(`ROWS`, `COLUMNS`, 3) mean sRGB in [0, 1]."""
    seen: NDArray[np.bool_]
    """(`ROWS`, `COLUMNS`) where nobody covers the place."""


def spots(pixels: Frames, ground: NDArray[np.bool_]) -> Spots:
    """Colours of a uint8 (H, W, 3) picture where `ground` (H, W) is True."""
    size = (COLUMNS, ROWS)
    share = cv2.resize(ground.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return Spots(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA) / 255.0, np.asarray(share) > 0.7)


def scales(reference: Frames) -> list[Singles]:
    """Colours of a reference in every size of `ZOOMS`, sRGB in [0, 1]."""
    sizes = (cv2.resize(reference, grid(zoom), interpolation=cv2.INTER_AREA) for zoom in ZOOMS)
    return [(size / 255.0).astype(np.float32) for size in sizes]


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """A frame beside its window of the reference; N cells that show the place in both."""

    was: Floats
    """(N, 3) sRGB of the reference."""
    now: Floats
    """(N, 3) sRGB of the frame."""
    where: NDArray[np.bool_]
    """(`ROWS`, `COLUMNS`) which cells those are."""

    def figures(self) -> Floats:
        """(5,): correlation of lightness, and of lightness beyond `_SKY`; the same of chroma; share of the
        cells that can be compared. Zeros for fewer than `LEAST` cells."""
        if len(self.was) < LEAST:
            return np.zeros(5)
        was, now = lab(self.was), lab(self.now)
        flat = [x - x.mean(0) for x in (was, now)]
        sky = _SKY[self.where]
        apart = [x - sky @ (np.linalg.pinv(sky) @ x) for x in (was, now)]
        pairs = [(*x[:2], slice(*x[2:4]), x[4]) for x in (
            (*flat, 0, 1, 9.0), (*apart, 0, 1, 9.0), (*flat, 1, 3, 4.0), (*apart, 1, 3, 4.0),
        )]  # fmt: skip
        return np.array(
            [*(_together(a[:, c], b[:, c], least) for a, b, c, least in pairs), self.where.mean()]
        )

    def drift(self) -> tuple[float, Floats, Floats]:
        """The largest delta E of a cell, what was there and what is there now (sRGB)."""
        if not len(self.was):
            return 0.0, np.zeros(3), np.zeros(3)
        far = np.linalg.norm(lab(self.was) - lab(self.now), axis=-1)
        worst = int(far.argmax())
        return float(far[worst]), self.was[worst], self.now[worst]


def _together(one: Floats, other: Floats, least: float) -> float:
    """Correlation, drawn to 0 where the variances are not far above `least`."""
    size = [(x**2).sum(-1).mean() + least for x in (one, other)]
    return float((one * other).sum(-1).mean() / np.sqrt(size[0] * size[1]))


def beside(frame: Spots, reference: Sequence[Singles], window: Window, mirrored: bool) -> Beside:
    """Lay a frame beside the part of a reference (`scales`) that it shows."""
    colours, seen = (x[:, ::-1] if mirrored else x for x in (frame.colours, frame.seen))
    picture = reference[window.zoom]
    rows, columns = picture.shape[:2]
    left, top = window.x * columns - COLUMNS / 2, window.y * rows - ROWS / 2
    x, y = left + np.arange(COLUMNS), top + np.arange(ROWS)
    shift = np.array([[1, 0, left], [0, 1, top]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    part = cv2.warpAffine(picture, shift, (COLUMNS, ROWS), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    inside = ((y > -0.5) & (y < rows - 0.5))[:, None] & ((x > -0.5) & (x < columns - 0.5))
    where = seen & inside
    return Beside(np.asarray(part, np.float64)[where], colours[where], where)
