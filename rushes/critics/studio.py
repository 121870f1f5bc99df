"""The specified consistency critics: an encoder's likeness of crops, calibrated to P(same).

Never the whole frame against a portrait (measured: chance); always the subject alone. Where it is comes
from the engine's masks, else its boxes, else an open-vocabulary detector. Without a fitted entry for
exactly this encoder and region the score is None: a raw cosine means nothing (a wrong character has 0.78).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.critics.encoders import Encoder, Finder
from rushes.critics.subjects import (
    assign,
    cast_tracks,
    labelled_samples,
    references_of,
    sightings,
    silhouette,
)
from rushes.critics.tables import Calibration, shipped
from rushes.film import Character, Constraint, Frames, ReferenceImage, Verdict, Viewing
from rushes.reward import CAP, Logistic, clip_score

CONFIDENT = 0.2
"""A detection below this did not find its subject (ViStoryBench uses 0.25 with GroundingDINO)."""


@dataclass(frozen=True, slots=True, eq=False)
class Crop:
    """One subject in one frame."""

    frame: int
    pixels: Frames


def cutout(pixels: Frames, mask: NDArray[np.bool_]) -> Frames:
    """The subject on white, as the reference sheets show it: equal backgrounds prove nothing."""
    return np.where(mask[..., None], pixels, np.uint8(255))


def crops(viewing: Viewing, finder: Finder | None) -> tuple[str, list[Crop]]:
    """(region, every cast-like subject in every sample); region ``none`` when nobody can tell."""
    footage = viewing.footage
    if footage.labels is not None:
        return "mask", [Crop(s.frame, cutout(s.pixels, s.mask)) for s in sightings(viewing)]
    if footage.tracks is not None:
        boxes = [(i, footage.tracks[t].boxes[i]) for i in viewing.samples for t in cast_tracks(viewing)]
        return "box", _boxed(footage.frames, [(i, b) for i, b in boxes if np.isfinite(b).all()])
    if finder is None:
        return "none", []
    phrases = [_phrase(viewing.document.character(c)) for c in viewing.scene.characters]
    found = [
        (i, box)
        for i in viewing.samples
        for box, sure in finder.find(footage.frames[i], phrases)
        if sure >= CONFIDENT
    ]
    return "box", _boxed(footage.frames, found)


def _phrase(character: Character) -> str:
    """A short description for the detector: role and the first descriptors, as many as 16 tokens hold."""
    return ", ".join([character.role, *(d.phrase for d in character.descriptors)][:4])


def _boxed(frames: Frames, boxes: Sequence[tuple[int, NDArray[np.floating]]]) -> list[Crop]:
    made = []
    for frame, box in boxes:
        x0, y0, x1, y1 = (max(0, round(float(v))) for v in box)
        pixels = frames[frame][y0:y1, x0:x1]
        made += [Crop(frame, pixels)] if min(pixels.shape[:2]) >= 8 else []
    return made


def reference_crops(references: Sequence[ReferenceImage]) -> list[Frames]:
    """Each reference cut to its subject, on white."""
    made = []
    for r in references:
        mask = silhouette(r)
        ys, xs = np.nonzero(mask)
        if len(ys):
            box = slice(ys.min(), ys.max() + 1), slice(xs.min(), xs.max() + 1)
            made.append(cutout(r.pixels[box], mask[box]))
    return made


def likeness(
    encoder: Encoder, seen: Sequence[Frames], references: Sequence[Sequence[Frames]]
) -> NDArray[np.float64]:
    """(seen, subjects) largest cosine of each picture with any reference of each subject.

    One batch for all pictures.
    """
    flat = [picture for group in references for picture in group]
    vectors = encoder.embed([*seen, *flat])
    cosines = vectors[: len(seen)] @ vectors[len(seen) :].T
    ends = np.cumsum([len(group) for group in references])
    return np.stack([cosines[:, e - len(g) : e].max(1) for g, e in zip(references, ends, strict=True)], 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderCharacterConsistency:
    """Character consistency by an image encoder.

    Score: over the required characters the lowest 0.7 mean + 0.3 minimum of P(same) over the frames in
    which each is found, at most `CAP`; 0 for a character that is found in no frame. None without
    references, without masks, boxes and detector, or without a calibration of this encoder.
    """

    encoder: Encoder
    finder: Finder | None = None
    table: Calibration = field(default_factory=shipped)
    component: str = "character_consistency"

    @property
    def name(self) -> str:
        return f"{self.encoder.name} character"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        cast = [viewing.document.character(c) for c in viewing.scene.characters]
        references = [reference_crops(references_of(viewing, c.id)) for c in cast]
        if not cast or not all(references):
            return self._cannot("the scene requires nobody" if not cast else "a character has no reference")
        region, seen = crops(viewing, self.finder)
        entry = f"{self.encoder.name}:{region}"
        if region == "none":
            return self._cannot("no masks, no boxes and no detector: where the subjects are is unknown")
        if entry not in self.table.same:
            return self._cannot(f"no calibration for {entry}; run `rushes calibrate`")
        cosines = (
            likeness(self.encoder, [c.pixels for c in seen], references) if seen else np.zeros((0, len(cast)))
        )
        return self._judge(cast, [c.frame for c in seen], cosines, self.table.same[entry])

    def _judge(
        self, cast: list[Character], frames: list[int], cosines: NDArray[np.float64], fitted: Logistic
    ) -> Verdict:
        found: list[list[tuple[float, float]]] = [[] for _ in cast]
        for frame in dict.fromkeys(frames):
            rows = [i for i, f in enumerate(frames) if f == frame]
            for who, column in enumerate(assign(cosines[rows].T)):
                if column >= 0:
                    cosine = float(cosines[rows[column], who])
                    found[who].append((fitted.probability([cosine]), cosine))
        scores = [min(CAP, clip_score([p for p, _ in f])) if f else 0.0 for f in found]
        worst = int(np.argmin(scores))
        raw = {
            f"cosine:{c.id}": float(np.mean([x for _, x in f])) for c, f in zip(cast, found, strict=True) if f
        }
        name, one = cast[worst].name, scores[worst]
        told = f"{name}: P(same) {one:.2f}" if found[worst] else f"{name} is not in the picture"
        order = Constraint(
            component=self.component, subject=cast[worst].id, demand=f"{name}: {cast[worst].appearance()}"
        )
        return Verdict(
            critic=self.name,
            component=self.component,
            score=one,
            raw=raw,
            note=told,
            constraints=(order,) if one < CAP else (),
        )

    def _cannot(self, why: str) -> Verdict:
        return Verdict(critic=self.name, component=self.component, score=None, note=why)


def emptied(viewing: Viewing) -> list[Frames]:
    """The samples with their subjects filled from the surroundings (Telea 2004), at about 256 pixels wide.

    Without masks or boxes the frames as they are.
    """
    import cv2

    labels, footage = dict(labelled_samples(viewing)), viewing.footage
    made = []
    for frame in viewing.samples:
        pixels = footage.frames[frame]
        size = (256, max(1, round(256 * pixels.shape[0] / pixels.shape[1])))
        small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
        if frame in labels and footage.labels is not None:
            mask = (footage.labels[labels[frame]] > 0).astype(np.uint8)
            hole = cv2.dilate(
                cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST), np.ones((5, 5), np.uint8)
            )
            small = np.asarray(cv2.inpaint(small, hole, 3, cv2.INPAINT_TELEA), np.uint8)
        made.append(small)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderLocationConsistency:
    """Location consistency by an image encoder, on frames from which the subjects were painted out.

    Score: 0.7 mean + 0.3 minimum of P(same place), at most `CAP`. None without references or calibration.
    """

    encoder: Encoder
    table: Calibration = field(default_factory=shipped)
    component: str = "location_consistency"

    @property
    def name(self) -> str:
        return f"{self.encoder.name} location"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        place = viewing.document.location(viewing.scene.location)
        references = [r.pixels for r in references_of(viewing, place.id)]
        entry = f"{self.encoder.name}:place"
        if not references or entry not in self.table.same:
            why = f"no reference of {place.name}" if not references else f"no calibration for {entry}"
            return Verdict(critic=self.name, component=self.component, score=None, note=why)
        cosines = likeness(self.encoder, emptied(viewing), [references])[:, 0]
        score = min(CAP, clip_score([self.table.same[entry].probability([float(c)]) for c in cosines]))
        order = Constraint(
            component=self.component, subject=place.id, demand=f"{place.name}: {place.appearance()}"
        )
        return Verdict(
            critic=self.name,
            component=self.component,
            score=score,
            raw={"cosine": float(cosines.mean()), "worst_cosine": float(cosines.min())},
            note=f"{place.name}: P(same place) {score:.2f}",
            constraints=(order,) if score < CAP else (),
        )
