"""Bringing clips of any size, rate and sound to one format, so that they can be joined."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rushes.errors import EditError
from rushes.video import SAMPLE_RATE, ClipInfo, opened, rate, yuv

if TYPE_CHECKING:
    import av

_BT709, _LIMITED = 1, 1


def conformed_count(info: ClipInfo, fps: Fraction) -> int:
    """How many frames a clip has once it plays at `fps` for the same time; at least 1."""
    return max(1, round(info.frames * fps / rate(info.fps)))


def frames(path: Path, info: ClipInfo, width: int, height: int, fps: Fraction) -> Iterator["av.VideoFrame"]:
    """The clip as exactly `conformed_count` yuv420p BT.709 frames of width x height.

    Another rate is met by repeating or leaving out whole frames (nearest in time); another shape
    by scaling to fit, centred on black.

    Raises:
        EditError: the clip is damaged or holds fewer frames than it says.
    """
    total, step = conformed_count(info, fps), rate(info.fps) / fps
    given = 0
    for index, decoded in enumerate(_decoded(path)):
        frame = None
        while given < total and _source(given, step, info.frames) == index:
            frame = frame or fitted(decoded, width, height)
            yield frame
            given += 1
    if given < total:
        raise EditError(
            f"the clip {path.name} ends early: {given} of {total} frames could be read",
            todo="delete it and run the same command: it is shot again",
        )


def _decoded(path: Path) -> Iterator["av.VideoFrame"]:
    with opened(path) as container:
        yield from container.decode(video=0)


def _source(index: int, step: Fraction, count: int) -> int:
    """Which source frame is on screen in the middle of film frame `index`."""
    return min(count - 1, int((index + Fraction(1, 2)) * step))


def fitted(frame: "av.VideoFrame", width: int, height: int) -> "av.VideoFrame":
    """`frame` as yuv420p of width x height, letterboxed; untouched when it already is."""
    same = (frame.width, frame.height, frame.format.name) == (width, height, "yuv420p")
    if same and frame.colorspace == _BT709 and frame.color_range == _LIMITED:
        return frame
    scale = min(Fraction(width, frame.width), Fraction(height, frame.height))
    inner_width, inner_height = (max(2, round(side * scale / 2) * 2) for side in (frame.width, frame.height))
    scaled = yuv(frame, inner_width, inner_height)
    if (inner_width, inner_height) == (width, height):
        return scaled
    return _letterboxed(scaled, width, height)


def _letterboxed(frame: "av.VideoFrame", width: int, height: int) -> "av.VideoFrame":
    import av

    canvas = [np.full((height, width), 16, np.uint8)]
    canvas += [np.full((height // 2, width // 2), 128, np.uint8) for _ in range(2)]
    pixels = frame.to_ndarray()
    top, left = (height - frame.height) // 4 * 2, (width - frame.width) // 4 * 2
    for plane, picture, half in zip(canvas, _planes(pixels), (1, 2, 2), strict=True):
        y, x = top // half, left // half
        plane[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
    return av.VideoFrame.from_ndarray(
        np.concatenate([plane.reshape(-1) for plane in canvas]).reshape(-1, width), format="yuv420p"
    )


def _planes(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], ...]:
    """Y, U and V of a packed (H * 3 / 2, W) yuv420p array."""
    height, width = pixels.shape[0] * 2 // 3, pixels.shape[1]
    flat, luma = pixels.reshape(-1), height * width
    chroma = flat[luma:].reshape(2, height // 2, width // 2)
    return flat[:luma].reshape(height, width), chroma[0], chroma[1]


def blended(tail: "av.VideoFrame", head: "av.VideoFrame", weight: Fraction) -> "av.VideoFrame":
    """``tail * (1 - weight) + head * weight`` per sample, rounded to nearest, of two yuv420p frames."""
    import av

    share = np.uint16(round(weight * 256))
    mixed = tail.to_ndarray().astype(np.uint16) * (np.uint16(256) - share)
    mixed += head.to_ndarray().astype(np.uint16) * share
    mixed += 128
    mixed >>= 8
    return av.VideoFrame.from_ndarray(mixed.astype(np.uint8), format="yuv420p")


def sound(path: Path, samples: int) -> NDArray[np.float32]:
    """The clip's sound, float32 stereo of shape (2, samples) at `SAMPLE_RATE`; silence where it has none."""
    import av

    track = np.zeros((2, samples), np.float32)
    with opened(path) as container:
        if not container.streams.audio:
            return track
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        at = 0
        for frame in [*container.decode(audio=0), None]:
            for piece in resampler.resample(frame):
                chunk = piece.to_ndarray()[:, : samples - at]
                track[:, at : at + chunk.shape[1]] = chunk
                at += chunk.shape[1]
    return track
