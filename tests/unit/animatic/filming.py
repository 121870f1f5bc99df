"""Small shots for tests, and plain measurements of what they show."""

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.engine import AnimaticEngine
from rushes.film import Footage, Shot

Array = NDArray[np.float64]
SIZE = (416, 240)


def order(prompt: str, **changes: object) -> Shot:
    """Three seconds in six frames unless told otherwise."""
    facts: dict[str, object] = {
        "prompt": prompt,
        "negative": "",
        "frames": 7,
        "width": SIZE[0],
        "height": SIZE[1],
        "fps": 2.0,
        "seed": 11,
    }
    return Shot(**(facts | changes))  # type: ignore[arg-type]


def film(prompt: str, **changes: object) -> Footage:
    return AnimaticEngine().render(order(prompt, **changes))


def luma(footage: Footage) -> float:
    return float((footage.frames[len(footage.frames) // 2] @ np.array([0.299, 0.587, 0.114])).mean())


def spread(footage: Footage) -> float:
    """Contrast: standard deviation of luminance."""
    return float((footage.frames[3] @ np.array([0.299, 0.587, 0.114])).std())


def warmth(footage: Footage) -> float:
    """Red minus blue."""
    frame = footage.frames[3].astype(float)
    return float(frame[..., 0].mean() - frame[..., 2].mean())


def greenness(footage: Footage) -> float:
    frame = footage.frames[3].astype(float)
    return float((frame[..., 1] - (frame[..., 0] + frame[..., 2]) / 2).mean())


def chroma(footage: Footage) -> float:
    """Mean of max minus min channel."""
    frame = footage.frames[3].astype(float)
    return float((frame.max(-1) - frame.min(-1)).mean())


def fizz(footage: Footage) -> float:
    """How much small detail changes from frame to frame in the upper half: rain, snow, leaves."""
    frames = footage.frames[:, : SIZE[1] // 2].astype(float).mean(-1)
    detail = frames[:, 1:, 1:] - frames[:, :-1, :-1]
    return float(np.abs(np.diff(detail, axis=0)).mean())


def colour(footage: Footage, top: float = 0.28, bottom: float = 0.55, track: int = 0) -> Array:
    """Median RGB of a figure between two heights of its box, from its mask."""
    n = 3
    assert footage.labels is not None
    assert footage.tracks is not None
    mask = footage.labels[n] == track + 1
    rows = np.flatnonzero(mask.any(1))
    y0, y1 = rows[0] + int(top * len(rows)), rows[0] + max(int(bottom * len(rows)), int(top * len(rows)) + 2)
    return np.median(footage.frames[n, y0:y1][mask[y0:y1]].astype(float), 0)


def heights(footage: Footage, track: int = 0) -> Array:
    """Box heights, frame by frame."""
    assert footage.tracks is not None
    boxes = footage.tracks[track].boxes
    return np.asarray(boxes[:, 3] - boxes[:, 1], float)


def middles(footage: Footage, track: int = 0) -> Array:
    """Box centres, (T, 2)."""
    assert footage.tracks is not None
    boxes = footage.tracks[track].boxes
    return np.asarray((boxes[:, :2] + boxes[:, 2:]) / 2, float)


def seen(footage: Footage) -> int:
    """Figures that are in the picture on some frame."""
    return sum(bool(np.isfinite(track.boxes).any()) for track in footage.tracks or ())


def drift(footage: Footage, first: int = 2, last: int = 4) -> Array:
    """How far the picture as a whole moved between two frames, pixels right and down."""
    import cv2

    grey = [cv2.cvtColor(footage.frames[i], cv2.COLOR_RGB2GRAY).astype(np.float32) for i in (first, last)]
    (x, y), _ = cv2.phaseCorrelate(grey[0], grey[1], cv2.createHanningWindow(SIZE, cv2.CV_32F))
    return np.array([x, y])
