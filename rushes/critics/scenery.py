"""Location consistency on the frame without its subjects: the embedded critic.

A place is compared with its reference images in its colours, as subjects are (`likeness`), and in its
layout (`layout`), on what the masks leave over; closer shots are compared with parts of the references.
Without masks the whole frame is judged and the note says so: subjects then count as part of the place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.critics.attributes import colour_word
from rushes.critics.colour import Signature, signature
from rushes.critics.layout import Layout, Views, agreement, layout, views
from rushes.critics.likeness import GradePrior, Match, best_rows, grade_figures, match
from rushes.critics.subjects import labelled_samples, references_of
from rushes.critics.tables import Calibration, shipped
from rushes.film import Constraint, Frames, Location, ReferenceImage, Verdict, Viewing
from rushes.reward import CAP, clip_score

WINDOWS = ((0.0, 1.0), (0.0, 0.65), (0.2, 0.8), (0.35, 1.0))
"""Horizontal bands of a reference, from top to bottom, that a closer or tilted shot may show."""
SMALLEST_SHARE = 0.08
"""A frame in which subjects leave less of the place than this cannot be judged."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What one frame shows of the place."""

    colours: Signature
    layout: Layout


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """What the references show of a place."""

    colours: list[Signature]
    """Of each reference and of its horizontal bands."""
    views: Views


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """One frame against the references."""

    frame: int
    residual: float
    edges: float
    same: float
    was: str
    now: str


def backgrounds(viewing: Viewing) -> list[tuple[int, Ground]]:
    """(frame, what no subject covers) for every sample that shows enough of the place."""
    labels = dict(labelled_samples(viewing))
    found = []
    for frame in labels or viewing.samples:
        pixels = viewing.footage.frames[frame]
        mask = np.ones(pixels.shape[:2], bool)
        if labels and viewing.footage.labels is not None:
            mask = viewing.footage.labels[labels[frame]] == 0
        seen = signature(pixels, mask) if mask.mean() >= SMALLEST_SHARE else None
        if seen is not None:
            found.append((frame, Ground(seen, layout(pixels, mask))))
    return found


def place_of(references: list[ReferenceImage]) -> Place | None:
    """What the references show; None when they are too small to tell."""
    colours = [s for r in references for band in WINDOWS for s in _window(r.pixels, band)]
    if not colours:
        return None
    return Place(colours, views([r.pixels for r in references]))


def _window(pixels: Frames, band: tuple[float, float]) -> Iterator[Signature]:
    height = len(pixels)
    part = pixels[int(band[0] * height) : max(1, int(band[1] * height))]
    everything: NDArray[np.bool_] = np.ones(part.shape[:2], bool)
    found = signature(part, everything)
    if found is not None:
        yield found


def figures(
    pairs: Sequence[tuple[Ground, Place]], modes: Sequence[GradePrior]
) -> tuple[NDArray[np.float64], Match, list[int]]:
    """What P(same place) is made of, (N, 6), with the colour match and the row of it that counts.

    Colour residual, strangeness of the grade, whether it is colourless; agreement of edges, tones, both.
    """
    flat = [(ground.colours, offer) for ground, place in pairs for offer in place.colours]
    m = match([o for _, o in flat], [s for s, _ in flat], modes)
    rows = best_rows(m, [len(place.colours) for _, place in pairs])
    layouts = [agreement(ground.layout, place.views) for ground, place in pairs]
    return np.column_stack([grade_figures(m, rows), np.array(layouts)]), m, rows


def outlooks(seen: list[tuple[int, Ground]], place: Place, table: Calibration) -> list[Outlook]:
    """Each frame against the references of the place."""
    found, m, rows = figures([(g, place) for _, g in seen], table.grades["location"])
    made = []
    for (frame, ground), row, figure in zip(seen, rows, found, strict=True):
        window = place.colours[row % len(place.colours)]
        lost = m.reference_drift[row, : len(window.areas)] * window.areas
        worst = int(lost.argmax())
        carried = m.plan[row, worst, : len(ground.colours.areas)]
        now = carried @ ground.colours.colours / max(1e-9, carried.sum())
        same = table.same["location"].probability(list(figure))
        was = colour_word(window.colours[worst])
        made.append(Outlook(frame, float(figure[0]), float(figure[3]), same, was, colour_word(now)))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationConsistency:
    """The embedded location critic.

    Score: 0.7 mean + 0.3 minimum of P(same place) over the sampled frames, at most `CAP`. None when the
    location has no reference image or no frame shows enough of the place.
    """

    table: Calibration = field(default_factory=shipped)
    name: str = "background"
    component: str = "location_consistency"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        place = viewing.document.location(viewing.scene.location)
        references = references_of(viewing, place.id)
        if not references:
            return Verdict(
                critic=self.name, component=self.component, score=None, note=f"no reference of {place.name}"
            )
        seen, known = backgrounds(viewing), place_of(references)
        found = outlooks(seen, known, self.table) if known and seen else []
        if not found:
            return Verdict(
                critic=self.name,
                component=self.component,
                score=None,
                note="subjects cover the place in every frame",
            )
        return self._judge(place, found, masked=viewing.footage.labels is not None)

    def _judge(self, place: Location, found: list[Outlook], masked: bool) -> Verdict:
        score = min(CAP, clip_score([o.same for o in found]))
        off = [o for o in found if o.same < 0.5]
        worst = min(found, key=lambda o: o.same)
        note = f"{place.name} agrees with the references ({score:.2f})"
        if off:
            note = (
                f"{place.name} drifted in {len(off)} of {len(found)} frames: what was "
                f"{worst.was} is {worst.now} (delta E {worst.residual:.0f}, layout {worst.edges:.2f}, "
                f"P(same) {worst.same:.2f})"
            )
        order = Constraint(
            component=self.component,
            subject=place.id,
            demand=f"{place.name} exactly as established: {place.appearance()}".removesuffix(": "),
        )
        return Verdict(
            critic=self.name,
            component=self.component,
            score=score,
            raw={
                "residual": float(np.mean([o.residual for o in found])),
                "edges": float(np.mean([o.edges for o in found])),
                "worst": worst.same,
            },
            note=note if masked else note + "; no masks: the whole frame was judged",
            constraints=(order,) if score < CAP else (),
        )
