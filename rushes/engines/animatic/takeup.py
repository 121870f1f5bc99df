"""A shot takes up the picture before: it looks where that one looked, and its cast begins where it stood."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.camera import Camera
from rushes.engines.animatic.figures import Figure
from rushes.engines.animatic.marks import is_giant
from rushes.engines.animatic.reader import Staging
from rushes.engines.animatic.setting import View
from rushes.film import ShotSize

Array = NDArray[np.float64]
FAR = 60.0
"""Metres to what a gaze rests on: the body of most places."""
TURN = 0.3
"""Picture heights by which the camera is turned towards the old gaze, at most."""
EDGE = 0.7
"""Share of half the width within which the leading figure stays."""
REACH: dict[ShotSize, float] = {
    "extreme wide": 0.6,
    "wide": 0.6,
    "full": 0.5,
    "medium": 0.4,
    "close-up": 0.2,
    "extreme close-up": 0.08,
}
"""How far from the middle, in half widths, a shot may begin with its cast; sizes left out compose anew."""


def take_up(
    cameras: list[Camera], figures: list[Figure], staging: Staging, view: View, aspect: float
) -> list[Camera]:
    """The cameras turned to what lay in the middle of the picture before; `figures` are moved, all alike, so
    that the shot begins with them where they were seen, or else where they are in the picture without that.
    """
    if staging.size not in REACH:
        return cameras
    before = _across(cameras, figures, view)
    turned = _turned(cameras, staging.gaze, view, aspect)
    if figures:
        _move(turned, figures, _wanted(figures, staging, before[:, 0], aspect), view, aspect)
    return turned


def _turned(cameras: list[Camera], gaze: float | None, view: View, aspect: float) -> list[Camera]:
    if gaze is None:
        return cameras
    first = cameras[0]
    near = FAR / max(FAR - first.z, 1.0)
    turn = near * (gaze - first.x * view.metre(FAR)) - first.pan
    # nothing is painted outside the view
    room = [view.right - aspect / 2 / c.zoom for c in cameras]
    low = max(-r - c.pan for r, c in zip(room, cameras, strict=True))
    high = min(r - c.pan for r, c in zip(room, cameras, strict=True))
    turn = float(np.clip(turn, max(-TURN, min(low, 0.0)), min(TURN, max(high, 0.0))))
    return [replace(c, pan=c.pan + turn) for c in cameras]


def _across(cameras: list[Camera], figures: list[Figure], view: View) -> Array:
    """Where each figure is on every frame, (figures, T), picture heights right of the middle."""
    seen = np.empty((len(figures), len(cameras)))
    for n, figure in enumerate(figures):
        for i, camera in enumerate(cameras):
            depth = figure.depth(i)
            card = camera.card(view, depth)
            seen[n, i] = card[0, 0] * float(figure.mark.x[i]) * view.metre(depth) + card[0, 2]
    return seen


def _wanted(figures: list[Figure], staging: Staging, usual: Array, aspect: float) -> dict[int, float]:
    """Where figures are to be when the shot begins: as they were seen, or the first where it is usually. A
    giant does not count beside others, and close shots are about one."""
    reach, half = REACH[staging.size], aspect / 2
    known = {stand.label: float(np.clip(stand.x, -reach, reach)) * half for stand in staging.stands}
    seen = [n for n, f in enumerate(figures) if f.mark.spec.label in known]
    seen = [n for n in seen if not is_giant(figures[n].mark)] or seen
    wanted = {n: known[figures[n].mark.spec.label] for n in seen[: 1 if reach < 0.3 else None]}
    return wanted or {0: float(usual[0])}


def _move(
    cameras: list[Camera], figures: list[Figure], wanted: dict[int, float], view: View, aspect: float
) -> None:
    """Shift the whole cast sideways, as far as the leading figure stays in the picture."""
    across, lead = _across(cameras, figures, view), next(iter(wanted))
    metres = np.array(
        [
            c.card(view, figures[lead].depth(i))[0, 0] * view.metre(figures[lead].depth(i))
            for i, c in enumerate(cameras)
        ]
    )
    shift = float(np.mean([x - across[n, 0] for n, x in wanted.items()])) / float(metres[0])
    edge = EDGE * aspect / 2
    inside = np.abs(across[lead]) <= edge
    if inside.any():
        low = float(((-edge - across[lead]) / metres)[inside].max())
        high = float(((edge - across[lead]) / metres)[inside].min())
        shift = float(np.clip(shift, low, high))
    for figure in figures:
        figure.mark.x += shift
