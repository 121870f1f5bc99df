"""Colour signatures of masked regions, and how one becomes another under a change of light or style.

A signature is what a drawing or a photograph of a subject boils down to when it is squinted at:
a few colours, how much of the subject each covers and how high it sits. Plain numpy.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CLUSTERS = 12
"""Colours kept per signature; the rest joins its nearest."""
SAMPLES = 4096
"""Pixels looked at per region, on a regular grid."""
MERGE = 11.0
"""Colours closer than this (CIELAB delta E) are one colour."""
APART = 0.2
"""Share of a figure's height beyond which one colour is two: black hair is not black boots."""
BANDS = 8

_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_TO_XYZ = _TO_XYZ / _TO_XYZ.sum(1, keepdims=True)  # relative to the white of sRGB (D65)


def lab(srgb: Floats) -> Floats:
    """CIELAB (D65) of sRGB values in [0, 1], shape (..., 3)."""
    srgb = np.clip(srgb, 0.0, 1.0)
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ _TO_XYZ.T
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), xyz * 24389 / 27 / 116 + 4 / 29)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """The colours of one region; K <= `CLUSTERS` rows, largest first."""

    colours: Floats
    """(K, 3) sRGB in [0, 1]."""
    areas: Floats
    """(K,) shares of the region; they sum to 1."""
    heights: Floats
    """(K,) mean height of each colour: 0 top of the region, 1 bottom."""
    size: int = 1 << 30
    """Pixels of the region."""


def pared(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask without its rim, where subject and ground mix, as far as enough of it is left."""
    import cv2

    for width in (5, 3):
        kernel = np.ones((width, width), np.uint8)
        inner = cv2.erode(mask.astype(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=1) > 0
        if inner.sum() >= max(120, 0.45 * mask.sum()):
            return np.asarray(inner)
    return mask


def signature(pixels: NDArray[np.uint8], mask: NDArray[np.bool_], apart: float = np.inf) -> Signature | None:
    """Signature of the masked pixels, or None when the mask holds fewer than 16.

    Args:
        pixels: uint8 (H, W, 3) sRGB.
        mask: bool (H, W).
        apart: Share of the region's height beyond which equal colours are told apart (`APART`).
    """
    ys, xs = np.nonzero(mask)
    if len(ys) < 16:
        return None
    top, height = ys.min(), max(1, ys.max() - ys.min())
    step = max(1, len(ys) // SAMPLES)
    ys, xs = ys[::step], xs[::step]
    size = int(mask.sum())
    found = _cluster(pixels[ys, xs].astype(np.float64) / 255, (ys - top) / height, apart)
    return replace(found, size=size)


def _cluster(colours: Floats, heights: Floats, apart: float) -> Signature:
    """Greedy clustering: the fullest cells of a coarse grid become centres, then one mean step."""
    cells = (colours * 15.999).astype(np.int64) @ np.array([256, 16, 1])
    if np.isfinite(apart):
        cells = cells * BANDS + np.minimum((heights * BANDS).astype(np.int64), BANDS - 1)
    keys, index, counts = np.unique(cells, return_inverse=True, return_counts=True)
    means = np.stack([np.bincount(index, colours[:, c], len(keys)) for c in range(3)], 1) / counts[:, None]
    levels = np.bincount(index, heights, len(keys)) / counts
    spots = lab(means) / MERGE
    centres: list[int] = []
    for cell in np.argsort(-counts, kind="stable"):
        if len(centres) == CLUSTERS:
            break
        far = np.linalg.norm(spots[centres] - spots[cell], axis=1) > 1
        if np.all(far | (np.abs(levels[centres] - levels[cell]) > apart)):
            centres.append(int(cell))
    places = np.column_stack([spots, levels / apart])
    nearest = np.linalg.norm(places[:, None] - places[None, centres], axis=-1).argmin(1)
    return _summary(colours, heights, nearest[index], len(centres))


def _summary(colours: Floats, heights: Floats, owner: NDArray[np.int64], k: int) -> Signature:
    counts = np.bincount(owner, minlength=k).astype(np.float64)
    order = np.argsort(-counts, kind="stable")
    return Signature(
        np.stack([np.bincount(owner, colours[:, c], k) / counts for c in range(3)], 1)[order],
        (counts / counts.sum())[order],
        (np.bincount(owner, heights, k) / counts)[order],
    )
