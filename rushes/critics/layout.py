"""The layout of a place: where its edges run and how its tones lie, whatever its light and colours.

A small relative of the GIST of a scene (Oliva & Torralba 2001): orientations of gradients of the standardised
log lightness in a grid of cells, with masked cells left out. A closer shot is found among zoomed windows of
the reference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.film import Frames

Floats = NDArray[np.float64]

WIDTH, HEIGHT = 96, 64
ROWS, COLUMNS, ORIENTATIONS = 4, 6, 8
ZOOMS = (1.0, 0.7, 0.5, 0.35)
"""Sizes of the windows of a reference, as shares of its sides."""
SEEN = 0.3
"""Share of a cell that must be unmasked for it to count."""
_CELL = (
    (np.arange(HEIGHT) * ROWS // HEIGHT)[:, None] * COLUMNS + np.arange(WIDTH) * COLUMNS // WIDTH
).ravel()


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The layout of one picture."""

    edges: Floats
    """(cells, orientations) mean root gradient."""
    tones: Floats
    """(cells,) mean standardised log lightness."""
    seen: Floats
    """(cells,) share of unmasked pixels."""


def layout(pixels: Frames, ground: NDArray[np.bool_] | None = None) -> Layout:
    """Layout of a uint8 (H, W, 3) picture; `ground` (H, W) is True where it counts."""
    import cv2

    size = (WIDTH, HEIGHT)
    grey = cv2.cvtColor(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    mask = np.ones((HEIGHT, WIDTH), np.uint8)
    if ground is not None:
        mask = np.asarray(
            cv2.resize(ground.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST), np.uint8
        )
        mask = np.asarray(cv2.erode(mask, np.ones((3, 3), np.uint8)), np.uint8)
    if not mask.any():
        mask = np.ones_like(mask)
    tone = np.log1p(grey.astype(np.float32))
    inside = tone[mask > 0]
    tone = (tone - inside.mean()) / (inside.std() + 0.05)
    return _measure(tone, mask.ravel().astype(np.float64))


def _measure(tone: NDArray[np.float32], mask: Floats) -> Layout:
    import cv2

    dx, dy = (np.asarray(cv2.Sobel(tone, cv2.CV_32F, *d), np.float64).ravel() for d in ((1, 0), (0, 1)))
    turn = (np.arctan2(dy, dx) % (2 * np.pi)) * ORIENTATIONS / (2 * np.pi)
    cells = ROWS * COLUMNS
    bins = _CELL * ORIENTATIONS + turn.astype(np.int64) % ORIENTATIONS
    edges = np.bincount(bins, np.sqrt(np.hypot(dx, dy) * mask), cells * ORIENTATIONS)
    count = np.bincount(_CELL, mask, cells)
    full = np.maximum(count, 1)
    tones = np.bincount(_CELL, tone.ravel() * mask, cells) / full
    return Layout(edges.reshape(cells, -1) / full[:, None], tones, count / (WIDTH * HEIGHT / cells))


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """Every window of a place's references."""

    edges: Floats
    """(windows, cells, orientations)."""
    tones: Floats
    """(windows, cells)."""


def views(references: Sequence[Frames]) -> Views:
    """Layouts of each reference at several zooms and positions."""
    found = [layout(np.ascontiguousarray(part)) for r in references for part in _parts(r)]
    return Views(np.stack([f.edges for f in found]), np.stack([f.tones for f in found]))


def _parts(picture: Frames) -> Iterator[Frames]:
    height, width = picture.shape[:2]
    for zoom in ZOOMS:
        down, across = (1, 1) if zoom == 1 else (3, 3) if zoom > 0.4 else (3, 4)
        for y in np.linspace(0, 1 - zoom, down):
            for x in np.linspace(0, 1 - zoom, across):
                top, left = int(y * height), int(x * width)
                yield picture[top : top + max(8, int(zoom * height)), left : left + max(8, int(zoom * width))]


def agreement(seen: Layout, place: Views) -> tuple[float, float, float]:
    """(edges, tones, both) largest correlation of a picture with any window, each at most 1.

    ``both`` is the largest sum of edges and half the tones in one window, over 1.5.
    """
    cells = seen.seen > SEEN
    if not cells.any():
        return 0.0, 0.0, 0.0
    edges = _cosine(seen.edges[cells].ravel(), place.edges[:, cells].reshape(len(place.edges), -1))
    mine, theirs = seen.tones[cells], place.tones[:, cells]
    tones = _cosine(mine - mine.mean(), theirs - theirs.mean(1, keepdims=True))
    return float(edges.max()), float(tones.max()), float((edges + 0.5 * tones).max() / 1.5)


def _cosine(one: Floats, many: Floats) -> Floats:
    return np.asarray(many @ one / (np.linalg.norm(one) * np.linalg.norm(many, axis=1) + 1e-9))
