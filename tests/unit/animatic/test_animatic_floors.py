"""Planes that are drawn as one picture look as they do one by one."""

from dataclasses import replace

import numpy as np
import pytest

from rushes.engines.animatic.places import places
from rushes.engines.animatic.reader import read
from rushes.engines.animatic.stage import Order, build

SPOTLIT = ("theatre", "Close-up")
"""Its spotlights hang on the proscenium, which alone would lie outside of the picture."""
SHOTS = [(p, s) for p in sorted(places()) for s in ("Wide shot", "Close-up") if (p, s) != SPOTLIT]


@pytest.mark.parametrize(("place", "size"), SHOTS)
def test_a_resting_camera_sees_floors_where_they_lie(place: str, size: str) -> None:
    """Without a move planes are drawn together, with passes apart; floors and walls are the same."""
    staging = replace(
        read(f"{size}, noon. The {place}. Static camera.", 5), place=place, figures=(), props=()
    )
    order = Order(staging=staging, width=208, height=120, frames=1, fps=24.0, empty=True)
    together, apart = (
        build(o).picture(0, False).frame.astype(int) for o in (order, replace(order, passes=("depth",)))
    )
    assert np.abs(together - apart).mean() < 1.5
