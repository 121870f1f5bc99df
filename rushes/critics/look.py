"""The look gate: one film, one look. A scene that turns grey, neon or old on its own breaks the film.

The consistency critics forgive light and grade, as they must: night is still the same beach. The gate looks
at what they forgive, on the place and not the cast, against the place's reference: colourfulness, and above
all grain, which no hour changes and every film stock has its own. Depth of the blacks, tint of shadows and
lights, darkened corners and softness say in words what is different. P(own look) is fitted on takes that were
and were not in the look of their references. Footage without masks does not come from an engine that this
was fitted on: there only colourfulness is compared.
"""

import math
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, final

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.critics.colour import Floats, lab
from rushes.critics.picture import blur
from rushes.critics.tables import Calibration, shipped
from rushes.film import Constraint, Frames, ReferenceImage, Verdict, Viewing

THUMBNAIL = (104, 60)
FULL, NONE = 0.6, 1.6
"""Doublings of chroma that cost nothing, and that cost everything, where only chroma is compared. Over the
hours of one place in one style: at most 0.65; noir 2.3 to 3.3 (`docs/decisions.md`)."""
GREY = (1.7, 2.7)
"""The same where grain is compared too: fog, night and snow take up to 1.6 doublings from honest takes."""
LEAST = 0.15
"""Share of the frame that must show the place and not the cast."""
OTHER_HAND = 0.35
"""Difference of log grain between two references of a place beyond which they were not made by one hand."""

BLOCK, FEWEST = 16, 12
"""Pixels a side of the blocks in which grain is measured, and how many must be neither black nor white."""
SHARPENINGS = 8
FINEST = 0.8
"""Levels of grain below which the rounding of an enlarged draft hides it."""

_LAPLACIANS = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
_ENLARGED = np.array([0.125, 0.75, 0.125], np.float32)
"""What enlarging a picture twice bilinearly and halving it again does to a row of it."""
_Y, _X = np.mgrid[0:60, 0:104]
_EDGE, _MIDDLE = np.abs(_X / 104 - 0.5) > 0.42, np.abs(_X / 104 - 0.5) < 0.2
_RIM = (_Y < 12) | (_Y >= 48)


def look_of(pixels: Frames, ground: NDArray[np.bool_] | None = None, draft: bool = False) -> Floats | None:
    """(12,) what a picture's look is made of; None when `ground` shows too little of the place.

    Log grain; log2 of mean and of strong chroma; L* of the blacks and of the whites; spread of L*; a* and
    b* of shadows and of lights; log ratio of corners to middle; softness.

    Args:
        pixels: uint8 (H, W, 3) sRGB.
        ground: bool (H, W), True where the place is seen; None: everywhere.
        draft: Whether the picture was drawn at half its size and enlarged (`restored`).
    """
    small = cv2.resize(pixels, THUMBNAIL, interpolation=cv2.INTER_AREA).astype(np.float64) / 255
    place = np.ones(small.shape[:2], np.bool_)
    if ground is not None:
        place = cv2.resize(ground.astype(np.uint8), THUMBNAIL, interpolation=cv2.INTER_NEAREST) > 0
    if place.mean() < LEAST:
        return None
    spots = lab(small)
    light, chroma = spots[..., 0], np.hypot(spots[..., 1], spots[..., 2])
    low, high = np.percentile(light[place], [33, 67])
    shadows, lights = spots[place & (light <= low)].mean(0), spots[place & (light >= high)].mean(0)
    black, white = np.percentile(lab(pixels[::3, ::3].astype(np.float64) / 255)[..., 0], [1, 99])
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.float32)
    if draft:
        grey = restored(grey)
        ground = None if ground is None else ground[::2, ::2][: grey.shape[0], : grey.shape[1]]
    return np.array([
        math.log(max(FINEST, _grain(grey, ground))),
        math.log2(chroma[place].mean() + 1), math.log2(float(np.percentile(chroma[place], 90)) + 1),
        black, white, light[place].std(),
        shadows[1], shadows[2], lights[1], lights[2],
        math.log(_mean(light, _EDGE & _RIM & place) + 5) - math.log(_mean(light, _MIDDLE & _RIM & place) + 5),
        5 * blur(grey),
    ])  # fmt: skip


def _mean(light: Floats, where: NDArray[np.bool_]) -> float:
    return float(light[where].mean()) if where.any() else 50.0


def restored(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w) the picture at half the size from which (2 h, 2 w) `grey` was enlarged bilinearly, its grain and
    edges as sharp as they were: van Cittert 1931 against the blur of enlarging and halving."""
    width, height = max(1, grey.shape[1] // 2), max(1, grey.shape[0] // 2)
    soft = np.asarray(cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA), np.float32)
    sharp = soft.copy()
    for _ in range(SHARPENINGS):
        sharp += soft - cv2.sepFilter2D(sharp, cv2.CV_32F, _ENLARGED, _ENLARGED)
    return np.asarray(sharp)


def _grain(grey: NDArray[np.float32], ground: NDArray[np.bool_] | None) -> float:
    """Standard deviation of the grain, in levels of 255: Immerkaer 1996 in blocks of the place, the 10th
    percentile of those that are neither black nor white. Rain, snow and leaves are in other blocks."""
    response = cv2.filter2D(grey, cv2.CV_32F, _LAPLACIANS)
    blocks, tones = _blocks(response), _blocks(grey)
    clear = (tones.min(1, initial=255) > 6) & (tones.max(1, initial=0) < 249)
    if ground is not None:
        clear &= _blocks(ground).all(1)
    if clear.sum() < FEWEST:
        return float(np.median(np.abs(response))) / (6 * 0.6745)
    return math.sqrt(float(np.percentile((blocks[clear] ** 2).mean(1), 10))) / 6


def _blocks(picture: NDArray[Any]) -> NDArray[Any]:
    """(N, `BLOCK` squared) the whole blocks of an (H, W) picture."""
    high, wide = (n // BLOCK for n in picture.shape)
    cut = picture[: high * BLOCK, : wide * BLOCK].reshape(high, BLOCK, wide, BLOCK)
    return np.asarray(cut.swapaxes(1, 2).reshape(-1, BLOCK * BLOCK))


def differences(viewing: Viewing) -> Floats | None:
    """(12,) how the look of a take differs from its place's wide reference; None when it cannot be told."""
    wide = _reference(viewing, "wide")
    meant = None if wide is None else _reference_look(wide)
    draft = viewing.shot.quality == "draft"
    seen = [s for frame in _frames(viewing) if (s := look_of(*frame, draft)) is not None]
    return None if meant is None or not seen else np.asarray(np.mean(np.stack(seen), axis=0) - meant)


def figures(off: Floats) -> Floats:
    """(4,) square roots of how far grain and mean chroma lie above and below the reference's.

    The other figures put the look into words; hours and framings move them more than looks do.
    """
    told = off[:2]
    return np.asarray(np.sqrt(np.concatenate([np.maximum(told, 0), np.maximum(-told, 0)])))


@lru_cache(maxsize=32)
def _reference_look(reference: ReferenceImage) -> Floats | None:
    """Kept for the takes to come."""
    return look_of(reference.pixels)


def _reference(viewing: Viewing, view: str) -> ReferenceImage | None:
    own = (r for r in viewing.references if r.subject == viewing.scene.location and r.view == view)
    return next(own, None)


def _frames(viewing: Viewing) -> list[tuple[Frames, NDArray[np.bool_]]]:
    """The sampled frames, each with where it shows the place (everywhere when the engine gave no masks)."""
    footage = viewing.footage
    frames = []
    for index in viewing.samples:
        place = np.ones(footage.frames.shape[1:3], np.bool_)
        if footage.labels is not None and index in footage.label_frames:
            place = footage.labels[footage.label_frames.index(index)] == 0
        frames.append((footage.frames[index], place))
    return frames


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LookGate:
    """Compares the look of the place in the take with that of its wide reference; see the module.

    Score: twice P(own look), at most 1. None without a wide reference, or when subjects cover the place.
    """

    table: Calibration = field(default_factory=shipped)
    name: str = "look_gate"
    component: str = "look"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        if _reference(viewing, "wide") is None:
            return self._verdict(None, {}, "the place has no wide reference")
        off = differences(viewing)
        if off is None:
            return self._verdict(None, {}, "subjects cover the place in every frame")
        fitted = self.table.same.get(f"look:{viewing.shot.quality}")
        if viewing.footage.labels is None or fitted is None or _other_hands(viewing):
            return self._by_chroma(float(off[1]), FULL, NONE)
        own = fitted.probability(list(figures(off)))
        raw = {"own_look": own, "grain": float(off[0]), "chroma": float(off[1]), "softness": float(off[11])}
        # Whatever the grain: a place that turns grey is not the film's.
        coloured = self._by_chroma(float(off[1]), *GREY)
        if coloured.score is not None and coloured.score < min(1.0, 2 * own):
            return replace(coloured, raw=raw)
        return self._verdict(min(1.0, 2 * own), raw, _told(off, own))

    def _by_chroma(self, doublings: float, full: float, none: float) -> Verdict:
        """1 within `full` doublings of the reference's chroma, 0 beyond `none`, a ramp between."""
        score = min(1.0, max(0.0, (none - abs(doublings)) / (none - full)))
        seen = "greyer than the film" if doublings < 0 else "more colourful than the film"
        note = "the film's look" if score == 1 else seen
        return self._verdict(score, {"chroma": doublings}, f"{note}; only colourfulness was compared")

    def _verdict(self, score: float | None, raw: dict[str, float], note: str) -> Verdict:
        order = Constraint(component=self.component, subject="", demand="the look of the other scenes")
        return Verdict(
            critic=self.name,
            component=self.component,
            gate=True,
            score=score,
            raw=raw,
            note=note,
            constraints=(order,) if score is not None and score < 1 else (),
            calibration=self.table.version,
        )


def _other_hands(viewing: Viewing) -> bool:
    """Whether the place's references differ in grain, as when a person put in a picture of their own."""
    wide, detail = _reference(viewing, "wide"), _reference(viewing, "detail")
    if wide is None or detail is None:
        return False
    one, two = _reference_look(wide), _reference_look(detail)
    return one is not None and two is not None and abs(float(one[0] - two[0])) > OTHER_HAND


_WORDS = (
    ("smoother", "grainier"), ("greyer", "more colourful"), ("duller", "gaudier"),
    ("with deeper blacks", "with faded blacks"), ("darker", "brighter"), ("flatter", "harder"),
    ("with greener shadows", "with redder shadows"), ("with bluer shadows", "with yellower shadows"),
    ("with greener lights", "with redder lights"), ("with bluer lights", "with yellower lights"),
    ("with darkened corners", "with pale corners"), ("crisper", "softer"),
)  # fmt: skip
_USUAL = np.array([0.1, 0.45, 0.3, 12, 12, 3.5, 7, 17, 10, 15, 0.2, 0.2])
"""How far hours and framings of one look differ (standard deviations over 84 drawn takes)."""


def _told(off: Floats, own: float) -> str:
    if own >= 0.5:
        return f"the film's look (P {own:.2f})"
    most = np.argsort(-np.abs(off) / _USUAL)[:2]
    told = " and ".join(_WORDS[i][int(off[i] > 0)] for i in most)
    return f"another look than the film's: {told} (P {own:.2f})"
