"""Who stands where in a take, from the engine's own masks; and which references they must agree with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rushes.film import Frames, ReferenceImage, ShotSize, Viewing

SMALLEST = 160
"""Pixels a subject must cover before anybody can say who it is."""
EDGE = 2
"""Pixels from the border within which a mask counts as cut off by it."""


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """One subject in one sampled frame."""

    frame: int
    """Index into the footage's frames."""
    track: int
    """Index into the footage's tracks."""
    pixels: Frames
    """uint8 (h, w, 3): the box around the subject."""
    mask: NDArray[np.bool_]
    """bool (h, w): the subject within the box."""
    cut: bool
    """An edge of the frame cuts the subject."""


def labelled_samples(viewing: Viewing) -> list[tuple[int, int]]:
    """(frame, row of ``labels``) for each sample that has a label map.

    When the engine labelled other frames than the samples, its own label frames are judged, at
    most as many as there are samples, evenly spread.
    """
    footage = viewing.footage
    if footage.labels is None or footage.tracks is None or not footage.label_frames:
        return []
    rows = {frame: row for row, frame in enumerate(footage.label_frames)}
    found = [(frame, rows[frame]) for frame in viewing.samples if frame in rows]
    if found:
        return found
    picks = np.linspace(0, len(rows) - 1, min(len(rows), max(1, len(viewing.samples)))).round()
    return [(footage.label_frames[int(i)], int(i)) for i in dict.fromkeys(picks)]


def sightings(viewing: Viewing) -> list[Sighting]:
    """Every cast-like subject in every labelled sample; subjects under `SMALLEST` pixels are left out."""
    return [s for frame, row in labelled_samples(viewing) for s in _in_frame(viewing, frame, row)]


def _in_frame(viewing: Viewing, frame: int, row: int) -> Iterator[Sighting]:
    footage = viewing.footage
    assert footage.labels is not None
    labels = footage.labels[row]
    counts = np.bincount(labels.ravel(), minlength=1)
    for track in cast_tracks(viewing):
        if track + 1 >= len(counts) or counts[track + 1] < SMALLEST:
            continue
        mask = labels == track + 1
        box, cut = _bounds(mask)
        yield Sighting(frame, track, footage.frames[frame][box], mask[box], cut)


def _bounds(mask: NDArray[np.bool_]) -> tuple[tuple[slice, slice], bool]:
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    box = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    ends = rows[0], len(mask) - 1 - rows[-1], columns[0], mask.shape[1] - 1 - columns[-1]
    return box, bool(min(ends) < EDGE)


def cast_tracks(viewing: Viewing) -> list[int]:
    """Tracks that may be a character: bound to one, or neither bound nor named like a prop of the scene."""
    people = {c.id for c in viewing.document.characters}
    props = [p.lower() for p in viewing.scene.props]

    def castable(label: str, reference: str | None) -> bool:
        if reference is not None:
            return reference in people
        return not any(label.lower() in p or p in label.lower() for p in props)

    return [i for i, t in enumerate(viewing.footage.tracks or ()) if castable(t.label, t.reference)]


CLOSE: frozenset[ShotSize] = frozenset(("close-up", "extreme close-up", "over-shoulder"))
"""Framings with room for one subject: whoever is seen there must be right, the others may be out of it."""


def needed(viewing: Viewing) -> int:
    """How many of the scene's cast its framing must show."""
    cast = len(viewing.scene.characters)
    return min(1, cast) if viewing.scene.shot_size in CLOSE else cast


def references_of(viewing: Viewing, subject: str) -> list[ReferenceImage]:
    """The references of one subject, in the order they were painted."""
    return [r for r in viewing.references if r.subject == subject]


def silhouette(reference: ReferenceImage) -> NDArray[np.bool_]:
    """The reference's own mask, or everything that is not the white it stands on."""
    if reference.mask is not None:
        return reference.mask
    return np.asarray((reference.pixels < 244).any(-1))


def assign(scores: NDArray[np.float64]) -> list[int]:
    """For each row the column of the assignment with the largest sum, -1 when columns run out.

    Exact, by dynamic programming over column subsets; for at most 12 columns (larger: the 12 best).
    """
    rows = len(scores)
    kept = np.argsort(-scores.max(0, initial=0.0), kind="stable")[:12] if rows else np.arange(0)

    @cache
    def best(row: int, free: int) -> tuple[float, tuple[int, ...]]:
        if row == rows:
            return 0.0, ()
        options = [_prepend(0.0, -1, best(row + 1, free))]
        for bit, column in enumerate(kept):
            if free >> bit & 1:
                gain = float(scores[row, column]) + 1e-9
                options.append(_prepend(gain, int(column), best(row + 1, free & ~(1 << bit))))
        return max(options, key=lambda option: option[0])

    return list(best(0, (1 << len(kept)) - 1)[1])


def _prepend(gain: float, column: int, rest: tuple[float, tuple[int, ...]]) -> tuple[float, tuple[int, ...]]:
    return gain + rest[0], (column, *rest[1])


def evenly(items: Sequence[int], count: int) -> list[int]:
    """At most `count` of `items`, evenly spread, first and last included."""
    if len(items) <= count:
        return list(items)
    return [items[int(i)] for i in np.linspace(0, len(items) - 1, count).round()]
