"""Pictures of a shot, made ready for the pipelines: exact size, right mask, cut out on white.

Arrays in, arrays out; PIL and torch stay with the caller. The VACE user guide fixes the colours:
a reference stands on white, grey 127 lies under everything that is to be painted, a mask is
white (True) where the model paints and black where it keeps.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rushes.engines.wan.timing import NATIVE_FPS, NativePlan
from rushes.film import Frames, ReferenceImage, Shot

Location = Literal["layout", "reference", "off"]
"""How a location reference conditions: as a grey control video, as a reference image, or not at all."""

GREY = 127
_WHITE_TRIM = 250
"""Above this in every channel a pixel counts as background of a cut-out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Control:
    """A control video at native rate and size."""

    frames: Frames
    """uint8 (T, H, W, 3)."""
    mask: NDArray[np.bool_]
    """bool (T, H, W): True where the model paints."""


def cutout(reference: ReferenceImage) -> NDArray[np.uint8]:
    """The subject alone on white, trimmed to its bounds with a small margin; uint8 (h, w, 3).

    Without a mask the picture is taken as it is: illustrators paint characters on white.
    """
    pixels = reference.pixels
    if reference.mask is not None:
        pixels = np.where(reference.mask[..., None], pixels, np.uint8(255))
    if reference.of == "location":
        return reference.pixels
    ink = np.argwhere((pixels < _WHITE_TRIM).any(axis=2))
    if not len(ink):
        return pixels
    (top, left), (bottom, right) = ink.min(0), ink.max(0) + 1
    margin = max(8, int(0.04 * max(bottom - top, right - left)))
    rows = slice(max(0, top - margin), bottom + margin)
    return np.ascontiguousarray(pixels[rows, max(0, left - margin) : right + margin])


def split_references(
    shot: Shot, location: Location
) -> tuple[tuple[ReferenceImage, ...], tuple[ReferenceImage, ...]]:
    """The references that go in as images, and the location ones that become a control video."""
    images = tuple(r for r in shot.references if r.of == "character" or location == "reference")
    places = tuple(r for r in shot.references if r.of == "location") if location == "layout" else ()
    return images, places


def fit(picture: NDArray[np.uint8], width: int, height: int, plan: NativePlan) -> NDArray[np.uint8]:
    """Bring a picture to the rendered size: scaled to the order, then edge-padded to the grid.

    The padding lies right and below, which is what the finished clip is cropped by.
    """
    inner = (
        max(1, round(width * plan.ordered_width / plan.final_width)),
        max(1, round(height * plan.ordered_height / plan.final_height)),
    )
    scaled = resize(picture, *inner)
    pad = ((0, height - inner[1]), (0, width - inner[0]), (0, 0))
    return np.pad(scaled, pad, mode="edge")


def resize(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Scale a uint8 (h, w, 3) picture: area-averaged down, bicubic up (Pillow)."""
    from PIL import Image

    if picture.shape[:2] == (height, width):
        return picture
    how = Image.Resampling.BOX if picture.shape[0] > height else Image.Resampling.BICUBIC
    return np.asarray(Image.fromarray(picture).resize((width, height), how))


def control_of(shot: Shot, plan: NativePlan, places: tuple[ReferenceImage, ...]) -> Control | None:
    """The control video of the whole native clip: the ordered one, else one made from the place."""
    if shot.control is not None:
        return _ordered_control(shot, plan)
    if not places:
        return None
    wide = next((place for place in places if place.view == "wide"), places[0])
    still = fit(_grey(wide.pixels), plan.width, plan.height, plan)
    frames = np.broadcast_to(still, (plan.frames, *still.shape))
    return Control(frames=frames, mask=np.ones(frames.shape[:3], bool))


def _ordered_control(shot: Shot, plan: NativePlan) -> Control:
    assert shot.control is not None
    at = [min(shot.frames - 1, round(i / NATIVE_FPS * shot.fps)) for i in range(plan.frames)]
    frames = np.stack([fit(shot.control[i], plan.width, plan.height, plan) for i in at])
    if shot.control_mask is None:
        return Control(frames=frames, mask=np.ones(frames.shape[:3], bool))
    masks = [np.repeat(shot.control_mask[i][..., None], 3, 2).astype(np.uint8) * 255 for i in at]
    mask = np.stack([fit(m, plan.width, plan.height, plan)[..., 0] > 127 for m in masks])
    return Control(frames=np.where(mask[..., None] & _opaque(shot), np.uint8(GREY), frames), mask=mask)


def _opaque(shot: Shot) -> bool:
    # A partial mask means "keep this place, paint that": the painted part must be grey. An
    # all-white mask means "follow this layout": there the control itself lies under the white.
    return shot.control_mask is not None and not bool(shot.control_mask.all())


def _grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    luma = pixels.astype(np.float32) @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    return np.repeat(np.round(luma).astype(np.uint8)[..., None], 3, axis=2)


def vace_chunk(
    control: Control | None,
    start: int,
    frames: int,
    size: tuple[int, int],
    known: Frames | None,
    last: NDArray[np.uint8] | None,
) -> Control | None:
    """Control video and mask of one chunk for VACE; None when the chunk is free.

    Args:
        control: Control video of the whole clip, or None.
        start: Native frame at which the chunk begins.
        frames: Frames of the chunk.
        size: (height, width) rendered.
        known: Frames (k, H, W, 3) that the chunk must begin with, or None.
        last: Picture (H, W, 3) that the chunk must end on, or None.
    """
    if control is None and known is None and last is None:
        return None
    video = np.full((frames, *size, 3), GREY, np.uint8)
    mask = np.ones((frames, *size), bool)
    if control is not None:
        part = slice(start, start + frames)
        video[: len(control.frames[part])] = control.frames[part]
        mask[: len(control.mask[part])] = control.mask[part]
    if known is not None:
        video[: len(known)], mask[: len(known)] = known, False
    if last is not None:
        video[-1], mask[-1] = last, False
    return Control(frames=video, mask=mask)
