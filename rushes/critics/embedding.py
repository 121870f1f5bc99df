"""A small appearance embedding: what the continuity memory keeps of every character it has seen."""

from dataclasses import dataclass
from itertools import pairwise
from typing import final

import cv2
import numpy as np
from numpy.typing import NDArray

STRIPES, HUES, GREYS = 6, 12, 4
SIZE = STRIPES * (HUES + GREYS)


@final
@dataclass(frozen=True, slots=True)
class StripeEmbedding:
    """Colour histograms of six horizontal stripes of a masked subject, head to foot.

    Stripe-wise HSV histograms told drawn characters apart best of the cheap descriptors that were
    tried (AUC .991 on true masks; `docs/decisions.md`).
    """

    name: str = "hsv-stripes-6x16"

    def embed(self, pixels: NDArray[np.uint8], mask: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Unit vector, float32 (96,), of the masked part of uint8 sRGB (H, W, 3); NaN when it is empty."""
        rows = np.flatnonzero(mask.any(axis=1))
        if not rows.size:
            return np.full(SIZE, np.nan, np.float32)
        hsv = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2HSV)
        edges = np.linspace(rows[0], rows[-1] + 1, STRIPES + 1).round().astype(int)
        stripes = [_histogram(hsv[a:b][mask[a:b]]) for a, b in pairwise(edges)]
        vector = np.concatenate(stripes)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


def _histogram(hsv: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Share of pixels per hue weighted by saturation, and per grey level by its lack; sums to 1."""
    if not len(hsv):
        return np.zeros(HUES + GREYS)
    hue, saturation, value = (hsv[:, k].astype(np.float64) for k in range(3))
    colourful = saturation / 255
    hues = np.bincount((hue * HUES / 180).astype(int) % HUES, colourful, HUES)
    greys = np.bincount(np.minimum(value * GREYS / 256, GREYS - 1).astype(int), 1 - colourful, GREYS)
    return np.asarray(np.concatenate([hues, greys]) / len(hsv))
