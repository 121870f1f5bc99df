"""Which arrangement of a place a picture shows: each candidate is drawn small and laid over the picture.

Edges are compared, not colours, so that the hour and the style of the picture matter little. The camera
of the picture is not known: its zoom and where it looks are found with the arrangement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic import sky
from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.layers import cv, over
from rushes.engines.animatic.reader import Staging
from rushes.engines.animatic.setting import Plane, Setting
from rushes.engines.animatic.stage import setting_of

Pixels = NDArray[np.uint8]
Array = NDArray[np.float32]
UNIT = 54
"""Pixels per picture height at which arrangements are drawn and compared."""
LEFT, RIGHT, TOP, BOTTOM = -1.45, 1.45, -0.25, 1.15
"""The part of picture space that is drawn: where resting and moving cameras look."""
ZOOMS = (1.0, 1.25, 1.6, 2.1, 2.8)
NEAREST = 4.0
"""Metres within which planes are left out: they slide too fast and lie out of focus."""
LEAST = 16
"""Pixels that a picture must be wide and high."""
ALIKE, AHEAD, SURE = 0.42, 0.005, 0.5
"""How well edges must agree (-1..1), how much better than those of any other arrangement, and from where on
the zoom and the gaze that were found with them can be relied on."""


@dataclass(frozen=True, slots=True)
class Match:
    """The arrangement that a picture shows."""

    layout: int
    gaze: float | None
    """x in picture space of what lies in the middle of the picture; None when it is not sure."""
    agreement: float
    """-1..1, of the edges."""


def shown(
    picture: Pixels, staging: Staging, layouts: Sequence[int], hidden: Sequence[float] = ()
) -> Match | None:
    """The one of `layouts` that `picture` (H, W, 3 uint8 sRGB, at least 16 pixels high) shows; None when no
    one agrees, or none better than another. `hidden`: columns, -1..1, where somebody stands before the place.
    """
    looks = [_look(picture, zoom, hidden) for zoom in ZOOMS]
    found = [_fit(_edges(thumbnail(_bare(staging, layout))), looks) for layout in layouts]
    best = max(range(len(found)), key=lambda n: found[n][0])
    others = [score for n, (score, _) in enumerate(found) if n != best]
    score, gaze = found[best]
    if score < ALIKE or score - max(others, default=-1.0) < AHEAD:
        return None
    return Match(layouts[best], gaze if score >= SURE else None, score)


def _bare(staging: Staging, layout: int) -> Staging:
    """What decides the place's looks, and nothing else: thumbnails of takes that differ elsewhere are one."""
    return replace(staging, figures=(), props=(), notes=(), seed=0, styles=(), layout=layout, stands=())


@lru_cache(64)
def thumbnail(staging: Staging) -> Pixels:
    """The place at rest from far to near without its cast, uint8 RGB, `UNIT` pixels per picture height."""
    setting, place = setting_of(staging)
    planes = [p for p in sorted(place.build(setting), key=lambda p: -p.depth) if p.depth >= NEAREST]
    if place.sky:
        planes = [Plane("sky", 5000.0, sky.sky), Plane("clouds", 4000.0, sky.clouds), *planes]
    picture = np.zeros((round((BOTTOM - TOP) * UNIT), round((RIGHT - LEFT) * UNIT), 4), np.uint8)
    for plane in planes:
        over(picture, _drawn(plane, setting, picture.shape[1], picture.shape[0]))
    return np.ascontiguousarray(picture[..., :3])


def _drawn(plane: Plane, setting: Setting, width: int, height: int) -> Pixels:
    matrix = np.array([[UNIT, 0, -LEFT * UNIT], [0, UNIT, -TOP * UNIT], [0, 0, 1.0]])
    c = Canvas(width, height, matrix, setting.light, plane.depth if plane.depth < 4000 else None)
    plane.paint(c, setting)
    return c.pixels()


def _look(picture: Pixels, zoom: float, hidden: Sequence[float]) -> Array:
    """The edges of a picture as large as they are in the place when the camera has zoomed in by `zoom`."""
    height, width = picture.shape[:2]
    size = (min(round(UNIT / zoom * width / height), round((RIGHT - LEFT) * UNIT)), round(UNIT / zoom))
    edges = _edges(cv().resize(picture, (max(size[0], 4), size[1]), interpolation=cv().INTER_AREA))
    columns = np.linspace(-1, 1, edges.shape[1])
    for x in hidden:
        edges[:, np.abs(columns - x) < 0.16] = 0
    return edges


def _edges(picture: Pixels) -> Array:
    """Slopes of lightness and of the two opponent colours, strong edges evened out, float32 (H, W, 6)."""
    cv2 = cv()
    lab = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float32), (0, 0), 0.8)
    slopes = np.dstack([cv2.Sobel(lab, cv2.CV_32F, 1, 0), cv2.Sobel(lab, cv2.CV_32F, 0, 1)])
    return np.asarray(slopes / np.sqrt(np.sqrt((slopes**2).sum(-1, keepdims=True)) + 4))


def _fit(place: Array, looks: Sequence[Array]) -> tuple[float, float]:
    """How well the best of `looks` agrees with `place`, and the picture-space x of its middle."""
    cv2, energy = cv(), np.ascontiguousarray((place**2).sum(-1))
    planes = [np.ascontiguousarray(place[..., k]) for k in range(place.shape[-1])]
    best = (-1.0, 0.0)
    for look in looks:
        h, w = look.shape[:2]
        strength = float((look**2).sum())
        if strength < 1e-3:
            continue
        both = sum(
            cv2.matchTemplate(plane, np.ascontiguousarray(look[..., k]), cv2.TM_CCORR)
            for k, plane in enumerate(planes)
        )
        room = cv2.boxFilter(energy, -1, (w, h), anchor=(0, 0), normalize=False)[
            : both.shape[0], : both.shape[1]
        ]
        score = both / np.sqrt(np.maximum(room, 1.0) * strength)
        row, column = np.unravel_index(int(score.argmax()), score.shape)
        if score[row, column] > best[0]:
            best = float(score[row, column]), LEFT + (float(column) + w / 2) / UNIT
    return best
