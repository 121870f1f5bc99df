"""The report's crops come from where the engine says that characters are."""

import numpy as np
import pytest

from rushes.film import Footage, Track
from rushes.sightings import appearances


def footage(*tracks: Track) -> Footage:
    return Footage(frames=np.zeros((4, 50, 100, 3), np.uint8), fps=24, tracks=tracks)


def track(reference: str | None, *boxes: tuple[float, float, float, float]) -> Track:
    return Track(label="somebody", reference=reference, boxes=np.array(boxes, np.float32))


GONE = (np.nan, np.nan, np.nan, np.nan)


def test_the_largest_box_is_the_best_view() -> None:
    """Frame and box of the largest visible box, as shares of time and picture; the part outside is cut."""
    (best,) = appearances(footage(track("mara", GONE, (10, 10, 20, 20), (50, 0, 120, 40), (0, 0, 5, 5))))
    assert best.subject == "mara"
    assert best.at == pytest.approx(2.5 / 4)
    assert best.box == pytest.approx((0.5, 0.0, 1.0, 0.8))


def test_nobody_is_invented() -> None:
    """Subjects out of frame or bound to no reference, and engines that cannot tell, give nothing."""
    assert appearances(footage(track("mara", GONE, GONE, GONE, GONE))) == ()
    assert appearances(footage(track(None, (0, 0, 9, 9), GONE, GONE, GONE))) == ()
    assert appearances(Footage(frames=np.zeros((4, 50, 100, 3), np.uint8), fps=24, tracks=None)) == ()
