"""Who is in the picture, how many, and whether they are the reference image itself moved about."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.critics.motion import thumbnail
from rushes.critics.subjects import (
    SMALLEST,
    Sighting,
    cast_tracks,
    labelled_samples,
    needed,
    references_of,
    sightings,
    silhouette,
)
from rushes.critics.tables import Calibration, shipped
from rushes.film import Constraint, Frames, ReferenceImage, Verdict, Viewing

ENOUGH = 0.6
"""Share of the sampled frames in which the cast must be seen for a full score: people enter and leave."""
STAMP = 48
"""Side, in pixels, of the square that silhouettes are compared on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceGate:
    """The scene's cast is in the picture, and nobody else.

    Score: share of the cast that is seen (full at `ENOUGH` of the frames; a close framing needs only one
    of them at a time), times a ramp on how many of them are ever in the picture together, times
    ViStoryBench's count score exp(-|seen - asked| / asked) for too many, from the frame median. None when
    the engine gave no masks or the scene requires nobody.
    """

    name: str = "presence"
    component: str = "presence"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        cast = viewing.scene.characters
        rows = labelled_samples(viewing)
        if not cast or not rows:
            why = "the scene requires nobody" if not cast else "the engine gave no masks"
            return Verdict(critic=self.name, component=self.component, gate=True, score=None, note=why)
        counts = [self._count(viewing, row) for _, row in rows]
        wanted = needed(viewing)
        seen = float(np.mean([min(1.0, n / wanted) for n in counts]))
        crowd = float(np.median(counts))
        count = math.exp(-max(0.0, crowd - len(cast)) / len(cast))
        met = min(1.0, max(counts) / len(cast))
        names = ", ".join(viewing.document.character(c).name for c in cast)
        demand = f"{names} clearly visible" if seen < ENOUGH or met < 1 else f"only {names}, nobody else"
        score = min(1.0, seen / ENOUGH) * count * (0.25 + 0.75 * met)
        return Verdict(
            critic=self.name,
            component=self.component,
            gate=True,
            score=score,
            raw={"seen": seen, "subjects": crowd, "asked": float(len(cast)), "needed": float(wanted)},
            note=f"{crowd:.0f} of {len(cast)} subjects in the usual frame, cast seen {seen:.0%}",
            constraints=()
            if score >= 1
            else (Constraint(component=self.component, subject="", demand=demand),),
        )

    def _count(self, viewing: Viewing, row: int) -> int:
        assert viewing.footage.labels is not None
        counts = np.bincount(viewing.footage.labels[row].ravel(), minlength=256)
        return sum(bool(counts[t + 1] >= SMALLEST) for t in cast_tracks(viewing))


def stamp(pixels: Frames, mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """A subject as a (`STAMP`, `STAMP`) grey square: standardised inside its silhouette, 0 outside."""
    ys = np.linspace(0, len(mask) - 1, STAMP).round().astype(int)
    xs = np.linspace(0, mask.shape[1] - 1, STAMP).round().astype(int)
    inside = mask[np.ix_(ys, xs)]
    grey = thumbnail(pixels, max(16, pixels.shape[1]))
    rows = (ys * (grey.shape[0] - 1) / max(1, len(mask) - 1)).round().astype(int)
    columns = (xs * (grey.shape[1] - 1) / max(1, mask.shape[1] - 1)).round().astype(int)
    square = grey[np.ix_(rows, columns)].astype(np.float64)
    values = square[inside] if inside.any() else square.ravel()
    return np.where(inside, (square - values.mean()) / (values.std() + 4.0), -2.5)


def stamps(references: list[ReferenceImage]) -> list[NDArray[np.float64]]:
    """The stamp of each reference that shows a subject."""
    masks = [(r, silhouette(r)) for r in references]
    return [stamp(r.pixels[box], mask[box]) for r, mask in masks if (box := _box(mask)) is not None]


def copied(sighting: Sighting, stamps: list[NDArray[np.float64]]) -> float:
    """Correlation of a sighting with the most similar reference stamp or its mirror image, -1..1.

    Stamps of one flat colour correlate with nothing.
    """
    mine = stamp(sighting.pixels, sighting.mask)
    both = [s for r in stamps if np.ptp(r) and np.ptp(mine) for s in (r, r[:, ::-1])]
    return max((float(np.corrcoef(mine.ravel(), s.ravel())[0, 1]) for s in both), default=-1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPasteGate:
    """Catches a clip that is the reference image moved about.

    A drawn or filmed character changes its pose; a pasted one is the same cut-out in every frame.
    Judged is the largest frame-wise minimum of the correlation with a reference cut-out. Scenes that
    ask for no motion are exempt. None without masks, references or at least three sightings.
    """

    table: Calibration = field(default_factory=shipped)
    name: str = "copy-paste"
    component: str = "copy_paste"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        made = stamps([r for c in viewing.scene.characters for r in references_of(viewing, c)])
        seen = sightings(viewing)
        tracks = [[s for s in seen if s.track == t] for t in dict.fromkeys(s.track for s in seen)]
        tracks = [t for t in tracks if len(t) >= 3]
        if not made or not tracks or viewing.scene.motion == "still":
            why = "a still scene is exempt" if viewing.scene.motion == "still" else "no masks or references"
            return Verdict(critic=self.name, component=self.component, gate=True, score=None, note=why)
        likest = max(min(copied(s, made) for s in t) for t in tracks)
        score = self.table.ramp("copy", likest)
        order = Constraint(
            component=self.component, subject="", demand="a natural pose in motion, seen from the side"
        )
        return Verdict(
            critic=self.name,
            component=self.component,
            gate=True,
            score=score,
            raw={"correlation": likest},
            note="the pose is the reference's in every frame" if score < 0.5 else "poses of its own",
            constraints=(order,) if score < 1 else (),
        )


def _box(mask: NDArray[np.bool_]) -> tuple[slice, slice] | None:
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return None
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
