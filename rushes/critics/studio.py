"""The specified consistency critics: an encoder's likeness of crops, calibrated to P(same).

Never the whole frame against a portrait (measured: chance); always the subject alone. Where it is comes
from the engine's masks, else its boxes, else an open-vocabulary detector. Without a fitted entry for
exactly this encoder and region the score is None: a raw cosine means nothing (a wrong character has 0.78).
An entry fitted on the film's own style goes before the one over all styles.
"""

import hashlib
from collections.abc import Callable, Sequence
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
from rushes.film import Character, Constraint, Frames, ReferenceImage, Verdict, Viewing, slug
from rushes.reward import CAP, Logistic, clip_score

CONFIDENT = 0.2
"""A detection below this did not find its subject (ViStoryBench uses 0.25 with GroundingDINO)."""
WIDEST = 0.7
"""Share of the frame's width above which a subject is not painted out: nothing of the place is left of it."""


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
    if has_masks(viewing):
        return "mask", [Crop(s.frame, cutout(s.pixels, s.mask)) for s in sightings(viewing)]
    found = boxes(viewing, finder)
    return ("none", []) if found is None else ("box", _boxed(viewing.footage.frames, found))


def has_masks(viewing: Viewing) -> bool:
    """Whether the engine says pixel by pixel where its subjects are."""
    return viewing.footage.labels is not None and viewing.footage.tracks is not None


def boxes(viewing: Viewing, finder: Finder | None) -> list[tuple[int, NDArray[np.floating]]] | None:
    """(frame, box) of every cast-like subject in every sample; None when nobody can tell."""
    footage = viewing.footage
    if footage.tracks is not None:
        found = [
            (i, np.asarray(footage.tracks[t].boxes[i])) for i in viewing.samples for t in cast_tracks(viewing)
        ]
    elif finder is None:
        return None
    else:
        phrases = [_phrase(viewing.document.character(c)) for c in viewing.scene.characters]
        found = [
            (i, np.asarray(box))
            for i in viewing.samples
            for box, sure in (finder.find(footage.frames[i], phrases) if phrases else ())
            if sure >= CONFIDENT
        ]
    return [(i, box) for i, box in found if np.isfinite(box).all()]


def _phrase(character: Character) -> str:
    """A short description for the detector: role and the first descriptors, as many as 16 tokens hold."""
    return ", ".join([character.role, *(d.phrase for d in character.descriptors)][:4])


def _boxed(frames: Frames, found: Sequence[tuple[int, NDArray[np.floating]]]) -> list[Crop]:
    made = []
    for frame, box in found:
        x0, y0, x1, y1 = _corners(box)
        pixels = frames[frame][y0:y1, x0:x1]
        made += [Crop(frame, pixels)] if min(pixels.shape[:2]) >= 8 else []
    return made


def _corners(box: NDArray[np.floating]) -> list[int]:
    return [max(0, round(float(v))) for v in box]


def reference_crop(reference: ReferenceImage) -> list[Frames]:
    """The reference cut to its subject, on white; nothing when it shows none."""
    mask = silhouette(reference)
    ys, xs = np.nonzero(mask)
    if not len(ys):
        return []
    box = slice(ys.min(), ys.max() + 1), slice(xs.min(), xs.max() + 1)
    return [cutout(reference.pixels[box], mask[box])]


def whole(reference: ReferenceImage) -> list[Frames]:
    """The reference as it is."""
    return [reference.pixels]


@dataclass(frozen=True, slots=True)
class Album:
    """The references of a film as one encoder sees them: each is embedded once, not once per take."""

    cut: Callable[[ReferenceImage], list[Frames]]
    _kept: dict[tuple[str, bytes], NDArray[np.float64]] = field(default_factory=dict)

    def vectors(self, encoder: Encoder, references: Sequence[ReferenceImage]) -> list[NDArray[np.float64]]:
        """The unit vector of each reference that shows something."""
        return [v for r in references for v in self._vectors(encoder, r)]

    def _vectors(self, encoder: Encoder, reference: ReferenceImage) -> NDArray[np.float64]:
        content = hashlib.blake2b(reference.pixels.tobytes(), digest_size=16)
        if reference.mask is not None:
            content.update(reference.mask.tobytes())
        key = encoder.name, content.digest()
        if key not in self._kept:
            shown = self.cut(reference)
            self._kept[key] = encoder.embed(shown) if shown else np.zeros((0, 0))
        return self._kept[key]


def likeness(
    encoder: Encoder, seen: Sequence[Frames], references: Sequence[Sequence[NDArray[np.float64]]]
) -> NDArray[np.float64]:
    """(seen, subjects) largest cosine of each picture with any reference vector of each subject."""
    if not seen:
        return np.zeros((0, len(references)))
    vectors = encoder.embed(seen)
    return np.stack([(vectors @ np.stack(group).T).max(1) for group in references], 1)


def fitted(table: Calibration, entry: str, style: str) -> tuple[str, Logistic] | None:
    """The name and the curve of what was fitted for `entry`, in this style if there is one; else None."""
    names = (f"{entry}:{slug(style)}", entry)
    return next(((name, table.same[name]) for name in names if name in table.same), None)


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
    album: Album = field(default_factory=lambda: Album(reference_crop))

    @property
    def name(self) -> str:
        return f"{self.encoder.name} character"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        cast = [viewing.document.character(c) for c in viewing.scene.characters]
        if not cast:
            return self._cannot("the scene requires nobody")
        region, seen = crops(viewing, self.finder)
        if region == "none":
            return self._cannot("no masks, no boxes and no detector: where the subjects are is unknown")
        entry = f"{self.encoder.name}:{region}"
        curve = fitted(self.table, entry, viewing.document.style)
        if curve is None:
            return self._cannot(f"no calibration for {entry}; run `rushes calibrate`")
        references = [self.album.vectors(self.encoder, references_of(viewing, c.id)) for c in cast]
        if not all(references):
            return self._cannot(f"no reference of {cast[[bool(r) for r in references].index(False)].name}")
        cosines = likeness(self.encoder, [c.pixels for c in seen], references)
        return self._judge(cast, [c.frame for c in seen], cosines, curve)

    def _judge(
        self,
        cast: list[Character],
        frames: list[int],
        cosines: NDArray[np.float64],
        curve: tuple[str, Logistic],
    ) -> Verdict:
        found: list[list[tuple[float, float]]] = [[] for _ in cast]
        for frame in dict.fromkeys(frames):
            rows = [i for i, f in enumerate(frames) if f == frame]
            # Above 0, so that the assignment leaves nobody out who is there, however unlike.
            for who, column in enumerate(assign(1.0 + cosines[rows].T)):
                if column >= 0:
                    cosine = float(cosines[rows[column], who])
                    found[who].append((curve[1].probability([cosine]), cosine))
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
            calibration=f"{self.table.version} {curve[0]}",
        )

    def _cannot(self, why: str) -> Verdict:
        return Verdict(critic=self.name, component=self.component, score=None, note=why)


def emptied(viewing: Viewing, finder: Finder | None = None) -> list[Frames]:
    """The samples without their subjects; as they are where nobody can tell who stands where.

    Masks are filled from their surroundings (Telea 2004) at 256 pixels of width, boxes row by row from
    their sides; a subject wider than `WIDEST` stays, since nothing of the place is seen beside it.
    """
    if has_masks(viewing):
        return _inpainted(viewing)
    found = boxes(viewing, finder) or []
    frames = viewing.footage.frames
    return [_filled(frames[i], [box for at, box in found if at == i]) for i in viewing.samples]


def _inpainted(viewing: Viewing) -> list[Frames]:
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


def _filled(pixels: Frames, found: Sequence[NDArray[np.floating]]) -> Frames:
    width = pixels.shape[1]
    made = np.array(pixels, np.uint8)
    for box in found:
        x0, y0, x1, y1 = _corners(box)
        x1 = min(x1, width)
        if not 0 < x1 - x0 <= WIDEST * width:
            continue
        sides = [made[y0:y1, x].astype(np.float32) for x in (x0 - 1, x1) if 0 <= x < width]
        along = np.linspace(0, 1, x1 - x0, dtype=np.float32)[None, :, None]
        made[y0:y1, x0:x1] = (sides[0][:, None] * (1 - along) + sides[-1][:, None] * along).astype(np.uint8)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderLocationConsistency:
    """Location consistency by an image encoder, on frames from which the subjects were painted out.

    Score: 0.7 mean + 0.3 minimum of P(same place), at most `CAP`. None without references or calibration.
    """

    encoder: Encoder
    finder: Finder | None = None
    table: Calibration = field(default_factory=shipped)
    component: str = "location_consistency"
    album: Album = field(default_factory=lambda: Album(whole))

    @property
    def name(self) -> str:
        return f"{self.encoder.name} location"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        place = viewing.document.location(viewing.scene.location)
        references = references_of(viewing, place.id)
        entry = f"{self.encoder.name}:place"
        curve = fitted(self.table, entry, viewing.document.style)
        if not references:
            return self._cannot(f"no reference of {place.name}")
        if curve is None:
            return self._cannot(f"no calibration for {entry}; run `rushes calibrate`")
        known = self.album.vectors(self.encoder, references)
        cosines = likeness(self.encoder, emptied(viewing, self.finder), [known])[:, 0]
        score = min(CAP, clip_score([curve[1].probability([float(c)]) for c in cosines]))
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
            calibration=f"{self.table.version} {curve[0]}",
        )

    def _cannot(self, why: str) -> Verdict:
        return Verdict(critic=self.name, component=self.component, score=None, note=why)
