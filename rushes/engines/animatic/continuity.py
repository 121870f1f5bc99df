"""Continuity in: references give what the text leaves out, the previous picture gives the light."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.colour import hexed, mix, oklab, rgb
from rushes.engines.animatic.figures import look_of
from rushes.engines.animatic.layers import cv
from rushes.engines.animatic.light import HOURS
from rushes.engines.animatic.mentions import FigureSpec
from rushes.engines.animatic.reader import Staging
from rushes.engines.animatic.wardrobe import dress
from rushes.film import ReferenceImage, TimeOfDay

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
    """Colours that the text leaves out are taken from the character's reference, as many as `scale` says: the
    same ones in every take, so that nobody changes clothes between two seeds."""
    bodies = {r.subject: r for r in references if r.of == "character" and r.view == "full-body"}
    figures = tuple(_bound(figure, bodies.get(figure.reference or ""), scale) for figure in staging.figures)
    return replace(staging, figures=figures)


def _bound(figure: FigureSpec, reference: ReferenceImage | None, scale: float) -> FigureSpec:
    if reference is None:
        return figure
    zones = ZONES if figure.kind == "person" else {"body": (0.3, 0.7)}
    rng = np.random.default_rng(figure.key)
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
    """Start from the picture before: the side of its light, its hour where the text leaves it open, and the
    side on which the first figure stood."""
    if first_frame is None:
        return staging
    left, right = (float(first_frame[: len(first_frame) // 2, part].mean()) for part in _thirds(first_frame))
    side = staging.side if abs(left - right) < 3 else (-0.6 if left > right else 0.6)
    hour = staging.time if staging.hour_named else _hour(first_frame)
    return replace(staging, side=side, time=hour, stands=_stood(staging, first_frame))


def _thirds(frame: NDArray[np.uint8]) -> tuple[slice, slice]:
    third = frame.shape[1] // 3
    return slice(0, third), slice(frame.shape[1] - third, None)


def _hour(frame: NDArray[np.uint8]) -> TimeOfDay:
    """The hour whose sky is most like the upper third of a picture."""
    upper = frame[: max(1, len(frame) // 3)].reshape(-1, 3).mean(0) / 255
    seen = oklab((float(upper[0]), float(upper[1]), float(upper[2])))

    def unlike(hour: TimeOfDay) -> float:
        sky = HOURS[hour].sky
        middle = oklab(mix(mix(sky[0], sky[1], 0.6), sky[2], 0.4))
        return float(np.abs(np.asarray(seen) - np.asarray(middle)).sum())

    return min(HOURS, key=unlike)


def _stood(staging: Staging, frame: NDArray[np.uint8]) -> float:
    """On which side of a picture the clothes of the first figure are seen, -1 .. +1; 0 where they are not."""
    people = [f for f in staging.figures[:1] if f.kind == "person"]
    if not people:
        return 0.0
    cloth = dress(look_of(people[0]), people[0].sex, people[0].age).cloth
    small = np.ascontiguousarray(frame[::4, ::4])
    wanted = (
        cv()
        .cvtColor((255 * np.array(rgb(cloth))).round().astype(np.uint8)[None, None], cv().COLOR_RGB2Lab)[0, 0]
        .astype(int)
    )
    lab = cv().cvtColor(small, cv().COLOR_RGB2Lab).astype(int)
    if np.hypot(*(wanted[1:] - 128)) < 14:
        return 0.0  # greys are everywhere
    alike = np.abs(lab[..., 1:] - wanted[1:]).max(-1) < 14
    alike[: len(alike) // 4] = False
    if alike.mean() < 0.002:
        return 0.0
    middle = float(np.flatnonzero(alike.any(0)).mean()) / alike.shape[1] * 2 - 1
    return middle if abs(middle) > 0.06 else 0.0
