"""The layout of a place: where its edges run, whatever its light and colours, and what of it a shot shows.

A picture is a grid of cells, each a histogram of the directions of its edges (Dalal & Triggs 2005), with the
contrast of the neighbourhood divided out and decorrelated over directions (Hariharan et al. 2012). What a
whole row has in common is left out: most places have a horizon or a floor (AUC .978 against .951 with it, on
36 drawn takes). A shot is looked for in a reference at every spot and in several sizes. Its grid is cut into
parts that may each lie a little nearer or farther (Felzenszwalb et al. 2010), for parallax moves near things
against far ones; all frames of a take look into the same corner of the place, give or take what a camera
moves between them. Mirrored is looked for too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rushes.critics.colour import Floats
from rushes.film import Frames

Singles = NDArray[np.float32]

CELL, ROWS, COLUMNS, DIRECTIONS = 8, 15, 25, 6
PART = 5
"""Cells a side of a part."""
ZOOMS = (1.0, 0.84, 0.7, 0.59, 0.5, 0.42, 0.35)
"""Sizes of the windows of a reference, as shares of its sides."""
HIGH, WIDE = 37, 65
"""Spots of a reference at which windows are centred."""
BEYOND = 0.16
"""How far beyond the edges of a reference windows are centred, in shares of its sides."""
ELSEWHERE = 0.95
"""What a part that lies a cell or a size off still counts."""
NEAR = (7, 5)
"""Spots, across and down, and one zoom, between which the frames of a take may differ."""
SEEN = 0.3
"""Share of a cell that must be unmasked for it to count."""
_FAINT, _DARK, _FLAT = 0.03, 8.0, 0.01
"""Change of log lightness that is no edge; added to lightness; energy of a neighbourhood without edges."""
_TONES = np.log(np.arange(256, dtype=np.float32) + _DARK)
_TOPS = [(y, x) for y in range(0, ROWS, PART) for x in range(0, COLUMNS, PART)]
_MIRRORED = [0, 5, 4, 3, 2, 1]
_ACROSS = (np.arange(WIDE) + 0.5) / WIDE * (1 + 2 * BEYOND) - BEYOND
_DOWN = (np.arange(HIGH) + 0.5) / HIGH * (1 + 2 * BEYOND) - BEYOND
_USUAL: Singles = np.array([0.265, 0.151, 0.201, 0.4, 0.201, 0.151], np.float32)
_WHITE: Singles = np.array([
    [3.02, -0.45, 0.4, 0.41, 0.4, -0.45],
    [-0.45, 6.04, -1.02, 0.37, 0.06, -0.25],
    [0.4, -1.02, 5.56, -0.34, 0.04, 0.06],
    [0.41, 0.37, -0.34, 2.86, -0.34, 0.37],
    [0.4, 0.06, 0.04, -0.34, 5.56, -1.02],
    [-0.45, -0.25, 0.06, 0.37, -1.02, 6.04],
], np.float32)  # fmt: skip
"""Mean and inverse root covariance of the cells of 72 drawn places, made symmetric under mirroring."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The layout of one picture."""

    cells: Singles
    """(`ROWS`, `COLUMNS`, `DIRECTIONS`) decorrelated edges less those of their row; 0 where masked."""
    seen: Singles
    """(`ROWS`, `COLUMNS`) share of unmasked pixels; 0 below `SEEN`."""

    def mirrored(self) -> "Layout":
        """The layout of the mirrored picture."""
        return replace(self, cells=self.cells[:, ::-1][..., _MIRRORED], seen=self.seen[:, ::-1])

    def structure(self) -> float:
        """Mean length of the seen cells: how much there is to compare; 0 when nothing is seen."""
        return float(np.linalg.norm(self.cells, axis=-1).sum() / max(1.0, float(self.seen.sum())))


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a reference that a frame shows."""

    zoom: int
    """Index into `ZOOMS`."""
    x: float
    """Its centre, in shares of the reference's width."""
    y: float


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """Where N frames of one take lie in a reference, and how sure that is; correlations are at most 1."""

    windows: list[Window]
    mirrored: bool
    here: Floats
    """(N,) correlation of each frame at its window."""
    best: Floats
    """(N,) correlation anywhere."""
    peak: Floats
    """(N,) standard deviations by which `best` lies above the mean of all windows."""
    margin: Floats
    """(N,) by how much `best` is more than it would be mirrored the other way."""


def layout(pixels: Frames, ground: NDArray[np.bool_] | None = None) -> Layout:
    """Layout of a uint8 (H, W, 3) picture; `ground` (H, W) is True where it counts."""
    import cv2

    size = (COLUMNS * CELL, ROWS * CELL)
    mask = np.ones((ROWS * CELL, COLUMNS * CELL), np.float32)
    if ground is not None:
        share = np.asarray(cv2.resize(ground.astype(np.float32), size, interpolation=cv2.INTER_AREA))
        mask = np.asarray(cv2.erode((share > 0.99).astype(np.float32), np.ones((3, 3))), np.float32)
    cells, seen = _cells(pixels, COLUMNS, ROWS, mask)
    seen = np.where(seen > SEEN, seen, 0).astype(np.float32)
    return Layout(_unlike_their_row(cells, seen) * seen[..., None], seen)


def _unlike_their_row(cells: Singles, seen: Singles) -> Singles:
    mean = (cells * seen[..., None]).sum(1) / np.maximum(seen.sum(1), 1e-3)[:, None]
    return np.asarray(cells - mean[:, None], np.float32)


def _cells(pixels: Frames, columns: int, rows: int, mask: Singles | None) -> tuple[Singles, Singles]:
    """(rows, columns, `DIRECTIONS`) decorrelated edges; (rows, columns) what of each cell is seen."""
    import cv2

    size = (columns * CELL, rows * CELL)
    grey = cv2.cvtColor(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    tone = cv2.LUT(grey, _TONES)
    dx, dy = (cv2.Sobel(tone, cv2.CV_32F, *d) for d in ((1, 0), (0, 1)))
    length, angle = (np.asarray(a, np.float32) for a in cv2.cartToPolar(dx, dy))
    edges = _directions(np.sqrt(np.maximum(length - _FAINT, 0)), angle, mask)
    seen = np.ones((rows, columns), np.float32)
    if mask is not None:
        seen = np.asarray(cv2.resize(mask, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)
    cells = edges / np.maximum(seen, 0.25)[..., None]
    energy = _around((cells**2).sum(-1) * seen) / np.maximum(_around(seen), 1e-3)
    plain = cells / np.sqrt(energy + _FLAT)[..., None]
    return np.asarray((plain - _USUAL) @ _WHITE, np.float32), seen


def _directions(strength: Singles, angle: Singles, mask: Singles | None) -> Singles:
    """(rows, columns, `DIRECTIONS`) mean strength of the edges of each direction, in every cell."""
    rows, columns = (n // CELL for n in strength.shape)
    turn = (angle * np.float32(DIRECTIONS / np.pi)).ravel()
    lower = turn.astype(np.int32)
    seen = strength.ravel() if mask is None else (strength * mask).ravel()
    upper = seen * (turn - lower)
    down, across = np.arange(rows * CELL) // CELL, np.arange(columns * CELL) // CELL
    cell = ((down * columns)[:, None] + across).ravel() * DIRECTIONS
    size = rows * columns * DIRECTIONS
    found = np.bincount(cell + lower % DIRECTIONS, seen - upper, size)
    found += np.bincount(cell + (lower + 1) % DIRECTIONS, upper, size)
    return np.asarray(found.reshape(rows, columns, DIRECTIONS) / CELL**2, np.float32)


def _around(picture: Singles) -> Singles:
    import cv2

    return np.asarray(cv2.blur(picture, (5, 5), borderType=cv2.BORDER_REFLECT), np.float32)


def grid(zoom: float) -> tuple[int, int]:
    """(columns, rows) of a whole reference of which windows of this size have a picture's own grid."""
    return round(COLUMNS / zoom), round(ROWS / zoom)


def views(reference: Frames) -> list[Singles]:
    """Decorrelated edges of a reference, uint8 (H, W, 3), less those of their row, in each of `ZOOMS`."""
    return [_unlike_their_row(*_cells(reference, *grid(zoom), None)) for zoom in ZOOMS]


def find(take: Sequence[Layout], place: Sequence[Singles]) -> Finding:
    """Look for the frames of a take (one at least) in a reference (`views`)."""
    both = [*take, *(frame.mirrored() for frame in take)]
    maps = _windows(_responses(both, place), _weights(both))
    ways = [maps[..., : len(take)], maps[..., len(take) :]]
    near = [_near(way).mean(-1) for way in ways]
    mirrored = bool(near[1].max() > near[0].max())
    way, at = ways[mirrored], near[mirrored]
    zoom, y, x = (int(i) for i in np.unravel_index(at.argmax(), at.shape))
    windows, here = _settled(way, zoom, y, x)
    flat, other = (w.reshape(-1, len(take)).astype(np.float64) for w in (way, ways[not mirrored]))
    best = flat.max(0)
    peak = (best - flat.mean(0)) / (flat.std(0) + 1e-3)
    return Finding(windows, mirrored, here, best, peak, best - other.max(0))


def _weights(frames: Sequence[Layout]) -> Singles:
    """(N, parts) how much of what is seen of each frame lies in each part."""
    seen = np.array([[f.seen[y : y + PART, x : x + PART].mean() for y, x in _TOPS] for f in frames])
    return np.asarray(seen / np.maximum(seen.sum(1, keepdims=True), 1e-6), np.float32)


def _responses(frames: Sequence[Layout], place: Sequence[Singles]) -> Singles:
    """(zooms, `HIGH`, `WIDE`, N, parts) correlation of each part around each spot; 0 outside."""
    parts = np.stack([f.cells[y : y + PART, x : x + PART].ravel() for f in frames for y, x in _TOPS])
    lengths, made = np.linalg.norm(parts, axis=1), []
    for cells in place:
        squares = np.lib.stride_tricks.sliding_window_view(cells, (PART, PART), axis=(0, 1))
        down, across = squares.shape[:2]
        flat = np.ascontiguousarray(squares.transpose(0, 1, 3, 4, 2)).reshape(down * across, -1)
        raw = flat @ parts.T / (np.linalg.norm(flat, axis=1)[:, None] * lengths + 0.5)
        raw = _spread(_spread(raw.reshape(down, across, -1), 0), 1)
        x, y = (np.round(u * n - PART / 2) for u, n in zip((_ACROSS, _DOWN), cells.shape[1::-1], strict=True))
        inside = ((y >= -1) & (y <= down))[:, None] & ((x >= -1) & (x <= across))
        picked = raw[np.clip(y, 0, down - 1).astype(int)][:, np.clip(x, 0, across - 1).astype(int)]
        made.append(picked * inside[..., None])
    found = np.stack(made).astype(np.float32)
    return _spread(found, 0).reshape(*found.shape[:3], len(frames), len(_TOPS))


def _spread(values: Singles, axis: int, kept: float = ELSEWHERE) -> Singles:
    """Each value, or what is `kept` of a larger neighbour along an axis."""
    still = np.moveaxis(values, axis, 0)
    grown, lesser = still.copy(), still * np.float32(kept)
    np.maximum(grown[1:], lesser[:-1], out=grown[1:])
    np.maximum(grown[:-1], lesser[1:], out=grown[:-1])
    return np.moveaxis(grown, 0, axis)


def _windows(responses: Singles, weights: Singles) -> Singles:
    """(zooms, `HIGH`, `WIDE`, N) correlation of whole frames with the windows centred at each spot."""
    total = np.zeros(responses.shape[:4], np.float32)
    scale_y, scale_x = HIGH / (1 + 2 * BEYOND), WIDE / (1 + 2 * BEYOND)
    for part, (top, left) in enumerate(_TOPS):
        seen = responses[..., part] * weights[:, part]
        for k, zoom in enumerate(ZOOMS):
            dy = round(((top + PART / 2) / ROWS - 0.5) * zoom * scale_y)
            dx = round(((left + PART / 2) / COLUMNS - 0.5) * zoom * scale_x)
            (y, from_y), (x, from_x) = _shift(dy, HIGH), _shift(dx, WIDE)
            total[k, y, x] += seen[k, from_y, from_x]
    return total


def _shift(by: int, size: int) -> tuple[slice, slice]:
    return slice(max(0, -by), size - max(0, by)), slice(max(0, by), size - max(0, -by))


def _near(maps: Singles) -> Singles:
    """The largest value within `NEAR` of each window."""
    import cv2

    zooms, _, _, count = maps.shape
    square = np.ones(NEAR[::-1])
    grown = [
        [cv2.dilate(np.ascontiguousarray(maps[k, ..., n]), square) for n in range(count)]
        for k in range(zooms)
    ]
    return _spread(np.asarray(grown, np.float32).transpose(0, 2, 3, 1), 0, 1.0)


def _settled(maps: Singles, zoom: int, y: int, x: int) -> tuple[list[Window], Floats]:
    """Each frame's own best window around the one of the take, and its correlation there."""
    corner = max(0, zoom - 1), max(0, y - NEAR[1] // 2), max(0, x - NEAR[0] // 2)
    part = maps[corner[0] : zoom + 2, corner[1] : y + NEAR[1] // 2 + 1, corner[2] : x + NEAR[0] // 2 + 1]
    windows, here = [], []
    for n in range(maps.shape[-1]):
        at = np.unravel_index(part[..., n].argmax(), part.shape[:3])
        k, row, column = (int(i) + c for i, c in zip(at, corner, strict=True))
        windows.append(Window(k, float(_ACROSS[column]), float(_DOWN[row])))
        here.append(float(maps[k, row, column, n]))
    return windows, np.array(here)
