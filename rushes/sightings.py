"""Where the characters are best seen in footage: for the continuity grid of the report."""

import numpy as np

from rushes.film import Appearance, Footage, Track


def appearances(footage: Footage) -> tuple[Appearance, ...]:
    """Each bound character's largest box, the earliest of equals; empty when the engine cannot tell."""
    found = (_best(track, footage) for track in footage.tracks or () if track.reference is not None)
    return tuple(appearance for appearance in found if appearance is not None)


def _best(track: Track, footage: Footage) -> Appearance | None:
    height, width = footage.frames.shape[1:3]
    boxes = np.clip(track.boxes / np.array([width, height, width, height]), 0, 1)
    areas = np.nan_to_num((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))
    frame = int(np.argmax(areas))
    if track.reference is None or areas[frame] <= 0:
        return None
    x0, y0, x1, y1 = (round(float(side), 4) for side in boxes[frame])
    return Appearance(subject=track.reference, at=round((frame + 0.5) / len(boxes), 6), box=(x0, y0, x1, y1))
