"""Clips that look good to a careless critic: made from honest footage, to fit gates and to test them.

Each function is pure: it takes footage (or frames) and returns new footage of the same shape and rate; masks
and tracks follow where they are still true.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rushes.critics.subjects import silhouette
from rushes.film import Footage, Frames, ReferenceImage, Track


def _with(footage: Footage, frames: Frames, labels: NDArray[np.uint8] | None) -> Footage:
    return replace(footage, frames=np.ascontiguousarray(frames), labels=labels)


def frozen(footage: Footage) -> Footage:
    """The first labelled frame, held."""
    first = footage.label_frames[0] if footage.label_frames else 0
    frames = np.repeat(footage.frames[first : first + 1], len(footage.frames), 0)
    labels = None if footage.labels is None else np.repeat(footage.labels[:1], len(footage.labels), 0)
    return _with(footage, frames, labels)


def panned(footage: Footage, share: float = 0.12) -> Footage:
    """The first frame, enlarged, with a slow pan over it by `share` of the width: movement without action."""
    still = frozen(footage)
    count = len(still.frames)
    at = [t / max(1, count - 1) for t in range(count)]
    frames = np.stack([_window(f, share, u, False) for f, u in zip(still.frames, at, strict=True)])
    labels = still.labels
    if labels is not None:
        seen = zip(labels, footage.label_frames, strict=True)
        labels = np.stack([_window(m, share, at[t], True) for m, t in seen])
    return _with(footage, frames, labels)


def _window(picture: NDArray[np.uint8], share: float, at: float, nearest: bool) -> NDArray[np.uint8]:
    """A window of 1 - `share` of the picture, `at` 0 (left) .. 1 (right), at the picture's size."""
    import cv2

    height, width = picture.shape[:2]
    left, top = at * share * width, 0.5 * share * height
    grow = 1 / (1 - share)
    matrix = np.array([[grow, 0, -left * grow], [0, grow, -top * grow]])
    how = cv2.INTER_NEAREST if nearest else cv2.INTER_LINEAR
    return np.array(cv2.warpAffine(picture, matrix, (width, height), flags=how), np.uint8)


def flickering(footage: Footage, by: float = 0.2) -> Footage:
    """Every second frame darker by the share `by`."""
    gain = np.where(np.arange(len(footage.frames)) % 2, 1.0, 1.0 - by)[:, None, None, None]
    return _with(footage, (footage.frames * gain).astype(np.uint8), footage.labels)


def spliced(first: Footage, second: Footage) -> Footage:
    """The first half of one clip and the second half of another of the same shape.

    Tracks keep the first clip's claims: with the same place it is an identity swap half-way, with
    the same person a jump of the background.
    """
    half = len(first.frames) // 2
    frames = np.concatenate([first.frames[:half], second.frames[half:]])
    labels = first.labels
    if labels is not None and second.labels is not None:
        later = np.array(first.label_frames) >= half
        labels = np.where(later[:, None, None], second.labels, labels)
    return _with(first, frames, labels)


def pasted(footage: Footage, reference: ReferenceImage, share: float = 0.7) -> Footage:
    """The reference cut-out, `share` of the frame high, moved about over the clip's first background."""
    count, height, width = footage.frames.shape[:3]
    rgb, mask = _cutout(reference, int(height * share), int(0.8 * width))
    ground = _emptied(footage)
    frames, labels = np.repeat(ground[None], count, 0), np.zeros((count, height, width), np.uint8)
    top = height - len(mask) - int(0.04 * height)
    for t in range(count):
        left = int((0.1 + 0.6 * t / max(1, count - 1)) * max(1, width - mask.shape[1]))
        y = top + int(0.02 * height * np.sin(t))
        here = (slice(y, y + len(mask)), slice(left, left + mask.shape[1]))
        frames[t][here][mask] = rgb[mask]
        labels[t][here][mask] = 1
    track = Track(label="pasted", reference=reference.subject, boxes=np.zeros((count, 4), np.float32))
    return replace(
        footage,
        frames=frames,
        labels=labels[list(footage.label_frames)],
        tracks=(track,),
    )


def _cutout(reference: ReferenceImage, height: int, widest: int) -> tuple[Frames, NDArray[np.bool_]]:
    """The subject at `height` pixels, or at what makes it `widest` pixels wide, whichever is smaller."""
    import cv2

    mask = silhouette(reference)
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    box = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    tall, wide = rows[-1] + 1 - rows[0], columns[-1] + 1 - columns[0]
    height = max(1, min(height, round(widest * tall / wide)))
    size = (max(1, round(height * wide / tall)), height)
    rgb = np.asarray(cv2.resize(reference.pixels[box], size, interpolation=cv2.INTER_AREA), np.uint8)
    solid = cv2.resize(mask[box].astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    return rgb, np.asarray(solid) > 0


def _emptied(footage: Footage) -> Frames:
    """The first frame with its subjects painted over by what stands beside them."""
    import cv2

    first: Frames = footage.frames[0]
    if footage.labels is None:
        return first
    hole = cv2.dilate((footage.labels[0] > 0).astype(np.uint8), np.ones((7, 7), np.uint8))
    return np.array(cv2.inpaint(first, hole, 3, cv2.INPAINT_TELEA), np.uint8)


def vanished(footage: Footage) -> Footage:
    """The place without anybody: every frame is the emptied first one."""
    frames = np.repeat(_emptied(footage)[None], len(footage.frames), 0)
    labels = None if footage.labels is None else np.zeros_like(footage.labels)
    return _with(footage, frames, labels)


def doubled(footage: Footage) -> Footage:
    """Every frame beside its mirror image: each subject twice."""
    middle = footage.frames.shape[2] // 2
    frames = footage.frames.copy()
    frames[:, :, -middle:] = frames[:, :, :middle][:, :, ::-1]
    return _with(footage, frames, footage.labels)


DAMAGES = ("blur", "noise", "blocks", "crushed", "blown", "flat")


def damaged(frame: Frames, how: str, rng: np.random.Generator) -> Frames:
    """A copy of one frame, spoiled in one of the ways of `DAMAGES`, by a random but visible amount."""
    import cv2

    x = frame.astype(np.float32)
    if how == "blur":
        x = np.asarray(cv2.GaussianBlur(x, (0, 0), rng.uniform(1.8, 4.0)))
    elif how == "noise":
        x = x + rng.normal(0, rng.uniform(9, 25), x.shape).astype(np.float32)
    elif how == "blocks":
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(4, 13))]
        x = np.asarray(cv2.imdecode(cv2.imencode(".jpg", frame, quality)[1], cv2.IMREAD_COLOR), np.float32)
    elif how == "crushed":
        x = np.maximum(x * 1.3 - rng.uniform(90, 160), 0)
    elif how == "blown":
        x = x * rng.uniform(1.8, 2.6) + 30
    else:
        x = (x - x.mean()) * rng.uniform(0.12, 0.3) + 128
    return np.clip(x, 0, 255).astype(np.uint8)
