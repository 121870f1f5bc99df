"""What one sighting shows of somebody: colours of the whole figure, and of the head in finer detail.

Hair, face and hat are a few hundredths of a standing figure, so that a change of one of them is lost among
its other colours. The head is found by opening the silhouette (Serra 1982) with an element broader than an
arm and narrower than a head, and has a signature of its own, in heights of the head.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.critics.colour import APART, Floats, Signature, pared, signature
from rushes.critics.subjects import Sighting
from rushes.film import Frames

LEAST = 400
"""Pixels that a subject must cover before its colours say who it is."""
HEAD = 0.21
"""Share of a standing figure's height that the head takes, hat and chin included."""
LIMB = 0.075
"""Share of a standing figure's height that is broader than an arm and narrower than a head."""
HEAD_APART = 0.25
"""Share of the head's height beyond which one colour is two: white hair is not a white beard."""
LEAST_HEAD = 120
"""Pixels that a head must cover before its colours say anything."""
STAMP = 48
"""Side, in pixels, of the square on which silhouettes are compared."""
LYING = 1.3
"""How much longer than broad a silhouette must be, on an axis nearer to the ground than upright, to lie."""


@dataclass(slots=True, eq=False)
class Portrayal:
    """One subject in one frame."""

    whole: Signature
    shape: Floats
    """(`STAMP`, `STAMP`) `shape_of` its mask."""
    turned: tuple[Signature, ...]
    """The same figure, where it lies, read along its axis from either end."""
    cut: bool
    """An edge of the frame cuts it."""
    crop: tuple[Frames, NDArray[np.bool_]] | None
    """Pixels (h, w, 3) and mask (h, w); None once `kept` has been called."""
    heads: dict[float, Signature | None] = field(default_factory=dict)

    @property
    def readings(self) -> tuple[Signature, ...]:
        """The signatures that may be compared with a standing figure's; the best one counts."""
        return (self.whole, *self.turned)

    def head(self, reach: float) -> Signature | None:
        """Signature of the head, when the crop shows `reach` of a standing figure from its top.

        None when it lies or the head is too small to tell anything.
        """
        reach = round(reach, 3)
        if reach not in self.heads and self.crop is not None and not self.turned:
            self.heads[reach] = head_of(*self.crop, reach)
        return self.heads.get(reach)

    def kept(self, reaches: tuple[float, ...]) -> "Portrayal":
        """Itself without pixels, with the heads of these reaches."""
        for reach in reaches:
            self.head(reach)
        self.crop = None
        return self


def portray(sighting: Sighting) -> Portrayal | None:
    """What a sighting shows; None when it is too small to say who it is."""
    if sighting.mask.sum() < LEAST:
        return None
    mask = pared(sighting.mask)
    whole = signature(sighting.pixels, mask, APART)
    if whole is None:
        return None
    # Shoulders that fill a close-up lie nowhere.
    turned = () if sighting.cut else tuple(_turned(sighting.pixels, mask))
    return Portrayal(whole, shape_of(sighting.mask), turned, sighting.cut, (sighting.pixels, sighting.mask))


def shape_of(mask: NDArray[np.bool_]) -> Floats:
    """The silhouette at one area about one centre: coverage in [0, 1], (`STAMP`, `STAMP`)."""
    grow = STAMP / 3 / np.sqrt(max(1, mask.sum()))
    size = [max(1, round(grow * side)) for side in mask.shape[::-1]]
    small = np.asarray(cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA), np.float32)
    total = max(1e-9, float(small.sum()))
    x = float((small.sum(0) * np.arange(size[0])).sum()) / total
    y = float((small.sum(1) * np.arange(size[1])).sum()) / total
    centred = np.array([[1.0, 0, STAMP / 2 - x], [0, 1.0, STAMP / 2 - y]])
    return np.asarray(cv2.warpAffine(small, centred, (STAMP, STAMP)), np.float64)


def overlap(one: Floats, other: Floats) -> float:
    """Intersection over union of two shapes, or of one with the other's mirror image, whichever is larger."""
    return max(float(np.minimum(one, o).sum() / np.maximum(one, o).sum()) for o in (other, other[:, ::-1]))


def _turned(pixels: Frames, mask: NDArray[np.bool_]) -> Iterator[Signature]:
    """A lying figure's signatures along its principal axis, head first and feet first."""
    ys, xs = np.nonzero(mask)
    values, axes = np.linalg.eigh(np.cov(np.stack([xs, ys]).astype(np.float64)))
    along = axes[:, 1]
    if values[1] < LYING**2 * values[0] or abs(along[0]) < abs(along[1]):
        return
    angle = np.degrees(np.arctan2(along[1], along[0])) + 90
    for turn in (angle, angle + 180):
        found = signature(*_upright(pixels, mask, turn), APART)
        if found is not None:
            yield found


def _upright(pixels: Frames, mask: NDArray[np.bool_], degrees: float) -> tuple[Frames, NDArray[np.bool_]]:
    """Crop and mask turned by an angle on a canvas that holds all of it."""
    height, width = mask.shape
    side = int(np.hypot(height, width)) + 2
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turn[:, 2] += (side - width) / 2, (side - height) / 2
    size = (side, side)
    turned = np.asarray(cv2.warpAffine(pixels, turn, size, flags=cv2.INTER_NEAREST), np.uint8)
    shown = cv2.warpAffine(mask.astype(np.uint8), turn, size, flags=cv2.INTER_NEAREST) > 0
    return turned, np.asarray(shown)


def head_of(pixels: Frames, mask: NDArray[np.bool_], reach: float) -> Signature | None:
    """Signature of a standing figure's head, heights in heads; None under `LEAST_HEAD` pixels.

    Args:
        pixels: uint8 (H, W, 3) crop of the subject.
        mask: bool (H, W).
        reach: Share of the standing figure that the crop shows, from the top.
    """
    rows = _head_rows(mask, len(mask) / reach)
    inner = pared(mask)[rows]
    return signature(pixels[rows], inner, HEAD_APART) if inner.sum() >= LEAST_HEAD else None


def _head_rows(mask: NDArray[np.bool_], tall: float) -> slice:
    """Rows of the head of a figure of which `tall` pixels would stand: raised arms are not the head."""
    broad = max(3, round(LIMB * tall)) | 1
    shrink = max(1, broad // 15)
    small = mask[::shrink, ::shrink].astype(np.uint8)
    element = np.ones((max(3, broad // shrink) | 1,) * 2, np.uint8)
    # Padded by copies of the rim: a figure that the frame cuts goes on beyond it.
    around = element.shape[0]
    padded = cv2.copyMakeBorder(small, around, around, around, around, cv2.BORDER_REPLICATE)
    padded[:around] = 0
    opened = cv2.morphologyEx(padded, cv2.MORPH_OPEN, element)[around:-around, around:-around]
    shown = np.flatnonzero(np.asarray(opened).any(1))
    top = int(shown[0]) * shrink if len(shown) else 0
    return slice(top, min(len(mask), top + max(3, round(HEAD * tall))))
