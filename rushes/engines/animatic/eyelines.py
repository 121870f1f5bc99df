"""Cheated eyelines: in close-ups a giant is moved until its eye is in the picture.

Film crews do the same to actors, with boxes under their feet; what the giant stands on is below the frame.
"""

import numpy as np

from rushes.engines.animatic.camera import Camera
from rushes.engines.animatic.figures import Figure
from rushes.engines.animatic.marks import Array, is_giant
from rushes.engines.animatic.setting import View
from rushes.film import ShotSize

TOP, BOTTOM = 0.12, 0.72
"""Rows between which the eye is brought, shares of the picture's height."""
SIDE = 0.8
"""How far from the middle it may be, shares of half the picture's width."""
MOST = 1.5
"""Metres that a giant is lifted at most."""
AWAY = (0.9, 1.6, 2.6, 4.0, 6.0, 9.0)
"""Metres behind the person at which a giant may stand."""


def cheat(
    figures: list[Figure],
    cameras: list[Camera],
    view: View,
    aspect: float,
    size: ShotSize,
    fps: float,
    move: str,
) -> None:
    """Move the giant beside somebody in a close-up, in place."""
    person = next((figure for figure in figures if figure.outfit is not None), None)
    if size not in ("close-up", "extreme close-up") or person is None:
        return
    for giant in figures:
        if is_giant(giant.mark) and giant.mark.mount < 0:
            _place(giant, person, cameras, view, aspect, fps, move)


def _place(
    giant: Figure, person: Figure, cameras: list[Camera], view: View, aspect: float, fps: float, move: str
) -> None:
    mark, rest = giant.mark, person.mark.depth
    stays = float((mark.depth - rest).mean())

    def at(away: float) -> Array:
        mark.depth[:] = rest + away
        return _eye(giant, cameras, view, fps, move)

    best = min((stays, *AWAY), key=lambda away: float(np.abs(at(away)[:, 1] - 0.5).max()) + 0.02 * away)
    eye = at(best)
    half = SIDE * aspect / 2
    aside = eye[:, 0] - np.clip(eye[:, 0], -half, half)
    mark.x -= float(aside[np.abs(aside).argmax()] * eye[np.abs(aside).argmax(), 2])
    low, room = ((eye[:, 1] - BOTTOM) * eye[:, 2]).max(), ((eye[:, 1] - TOP) * eye[:, 2]).min()
    mark.up += float(max(0.0, min(low, room, MOST)))


def _eye(giant: Figure, cameras: list[Camera], view: View, fps: float, move: str) -> Array:
    """The giant's eye on the first, middle and last frame: column from the middle, row, metres per picture
    height there, (3, 3)."""
    seen = []
    for i in (0, len(cameras) // 2, len(cameras) - 1):
        (x, up), depth = giant.face(i, fps, len(cameras), move), giant.depth(i)
        metre, card = view.metre(depth), cameras[i].card(view, depth)
        column, row, _ = card @ (x * metre, view.ground(depth) - up * metre, 1.0)
        seen.append((column, row, 1 / (float(card[1, 1]) * metre)))
    return np.array(seen)
