"""Continuity in: references give what the text leaves out, the previous picture gives the light."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.colour import hexed
from rushes.engines.animatic.mentions import FigureSpec
from rushes.engines.animatic.reader import Staging
from rushes.film import ReferenceImage

ZONES = {
    "hat": (0.01, 0.07),
    "hair": (0.07, 0.12),
    "skin": (0.10, 0.15),
    "cloth": (0.26, 0.42),
    "trousers": (0.68, 0.84),
    "shoes": (0.955, 0.995),
}
"""Where a standing person's colours sit on a full-body reference, as shares of its height from the top."""


def bind(staging: Staging, references: Sequence[ReferenceImage], scale: float) -> Staging:
    """Colours that the text leaves out are taken from the character's reference, as often as `scale` says."""
    bodies = {r.subject: r for r in references if r.of == "character" and r.view == "full-body"}
    figures = tuple(
        _bound(figure, bodies.get(figure.reference or ""), staging.seed, scale) for figure in staging.figures
    )
    return replace(staging, figures=figures)


def _bound(figure: FigureSpec, reference: ReferenceImage | None, seed: int, scale: float) -> FigureSpec:
    if reference is None:
        return figure
    zones = ZONES if figure.kind == "person" else {"body": (0.3, 0.7)}
    rng = np.random.default_rng((seed, figure.key))
    found = []
    for name, (top, bottom) in zones.items():
        kept = rng.random() < scale
        colour = _colour(reference, top, bottom)
        if colour is not None and kept:
            found.append((name, colour))
    return replace(figure, colours=tuple(found))


def _colour(reference: ReferenceImage, top: float, bottom: float) -> str | None:
    """The most usual colour between two heights of the figure."""
    mask = reference.mask if reference.mask is not None else np.asarray((reference.pixels < 245).any(-1))
    rows = np.flatnonzero(mask.any(1))
    if len(rows) < 20:
        return None
    y0 = rows[0] + int(top * (rows[-1] - rows[0]))
    y1 = max(y0 + 1, rows[0] + int(bottom * (rows[-1] - rows[0])))
    pixels = reference.pixels[y0:y1][mask[y0:y1]]
    if len(pixels) < 8:
        return None
    bins = (pixels >> 4).astype(np.int64) @ np.array([256, 16, 1])
    usual = np.bincount(bins, minlength=4096).argmax()
    mean = pixels[bins == usual].mean(0) / 255
    return hexed((float(mean[0]), float(mean[1]), float(mean[2])))


def follow(staging: Staging, first_frame: NDArray[np.uint8] | None) -> Staging:
    """Keep the side that the light came from in the picture before."""
    if first_frame is None:
        return staging
    grey = first_frame.mean(-1)
    third = grey.shape[1] // 3
    left, right = (
        float(grey[: grey.shape[0] // 2, :third].mean()),
        float(grey[: grey.shape[0] // 2, -third:].mean()),
    )
    if abs(left - right) < 3:
        return staging
    return replace(staging, side=-0.6 if left > right else 0.6)
