"""Location consistency on the frame without its subjects: the embedded critic.

A place is compared with its reference images as subjects are (`likeness`), on what the masks leave
over; closer shots are compared with parts of the wide reference. Without masks the whole frame is judged
and the note says so: subjects then count as part of the place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.critics.attributes import colour_word
from rushes.critics.colour import Signature, signature
from rushes.critics.likeness import match
from rushes.critics.subjects import labelled_samples, references_of
from rushes.critics.tables import Calibration, shipped
from rushes.film import Constraint, Frames, Location, ReferenceImage, Verdict, Viewing
from rushes.reward import CAP, clip_score

WINDOWS = ((0.0, 1.0), (0.0, 0.65), (0.2, 0.8), (0.35, 1.0))
"""Horizontal bands of a reference, from top to bottom, that a closer or tilted shot may show."""
SMALLEST_SHARE = 0.08
"""A frame in which subjects leave less of the place than this cannot be judged."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """One frame against its most similar reference window."""

    frame: int
    residual: float
    same: float
    was: str
    now: str


def backgrounds(viewing: Viewing) -> list[tuple[int, Signature]]:
    """(frame, signature of what no subject covers) for every sample that shows enough of the place."""
    labels = dict(labelled_samples(viewing))
    found = []
    for frame in labels or viewing.samples:
        pixels = viewing.footage.frames[frame]
        mask = np.ones(pixels.shape[:2], bool)
        if labels and viewing.footage.labels is not None:
            mask = viewing.footage.labels[labels[frame]] == 0
        seen = signature(pixels, mask) if mask.mean() >= SMALLEST_SHARE else None
        if seen is not None:
            found.append((frame, seen))
    return found


def windows(references: list[ReferenceImage]) -> list[Signature]:
    """Signatures of each reference and of its horizontal bands."""
    return [s for r in references for band in WINDOWS for s in _window(r.pixels, band)]


def _window(pixels: Frames, band: tuple[float, float]) -> Iterator[Signature]:
    height = len(pixels)
    part = pixels[int(band[0] * height) : max(1, int(band[1] * height))]
    everything: NDArray[np.bool_] = np.ones(part.shape[:2], bool)
    found = signature(part, everything)
    if found is not None:
        yield found


def outlooks(
    seen: list[tuple[int, Signature]], references: list[ReferenceImage], table: Calibration
) -> list[Outlook]:
    """Each frame against its most similar window of the references."""
    offer = windows(references)
    if not seen or not offer:
        return []
    pairs = [(s, w) for _, s in seen for w in offer]
    m = match([w for _, w in pairs], [s for s, _ in pairs], table.grades["location"])
    made = []
    for i, (frame, signature_) in enumerate(seen):
        row = i * len(offer) + int(m.residual[i * len(offer) : (i + 1) * len(offer)].argmin())
        window = pairs[row][1]
        lost = m.reference_drift[row, : len(window.areas)] * window.areas
        worst = int(lost.argmax())
        carried = m.plan[row, worst, : len(signature_.areas)]
        now = carried @ signature_.colours / max(1e-9, carried.sum())
        residual = float(m.residual[row])
        same = table.same["location"].probability([residual])
        made.append(Outlook(frame, residual, same, colour_word(window.colours[worst]), colour_word(now)))
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
        found = outlooks(backgrounds(viewing), references, self.table)
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
                f"{worst.was} is {worst.now} (delta E {worst.residual:.0f}, P(same) {worst.same:.2f})"
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
            raw={"residual": float(np.mean([o.residual for o in found])), "worst_residual": worst.residual},
            note=note if masked else note + "; no masks: the whole frame was judged",
            constraints=(order,) if score < CAP else (),
        )
