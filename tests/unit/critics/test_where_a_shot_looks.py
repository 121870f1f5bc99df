"""A shot is found in the reference of its place, and only there."""

import numpy as np
import pytest

from rushes.critics.backdrop import beside, scales, spots
from rushes.critics.layout import ZOOMS, Finding, find, layout, views
from rushes.film import Frames
from tests.unit.critics.conftest import place

WIDTH, HEIGHT = 832, 480
EVERYWHERE = np.ones((HEIGHT, WIDTH), np.bool_)


def picture(seed: int, pan: float = 0.0) -> Frames:
    return np.clip(place(seed, WIDTH, HEIGHT, pan), 0, 255).astype(np.uint8)


def part(whole: Frames, x: float, y: float, zoom: float) -> Frames:
    """The window of a picture centred at (x, y)."""
    left, top = int((x - zoom / 2) * WIDTH), int((y - zoom / 2) * HEIGHT)
    return np.ascontiguousarray(whole[top : top + int(zoom * HEIGHT), left : left + int(zoom * WIDTH)])


def found(*frames: Frames, seed: int = 2) -> Finding:
    return find([layout(f) for f in frames], views(picture(seed)))


@pytest.mark.parametrize(("x", "y", "zoom"), [(0.5, 0.5, 1.0), (0.4, 0.55, 0.7), (0.65, 0.6, 0.5)])
def test_a_closer_shot_is_found_where_it_looks(x: float, y: float, zoom: float) -> None:
    """The window's centre is right within a tenth of the picture, its size within one step."""
    finding = found(part(picture(2), x, y, zoom))
    window = finding.windows[0]
    assert abs(window.x - x) < 0.1
    assert abs(window.y - y) < 0.1
    assert abs(window.zoom - ZOOMS.index(zoom)) <= 1
    assert not finding.mirrored


def test_another_place_agrees_less() -> None:
    """Its own place agrees better than each of five others."""
    own = found(part(picture(2), 0.45, 0.5, 0.7)).here[0]
    assert all(found(part(picture(seed), 0.45, 0.5, 0.7)).here[0] < own - 0.1 for seed in range(3, 8))


def test_a_mirrored_shot_is_found_as_well() -> None:
    """The same correlation, told as mirrored."""
    shot = part(picture(2), 0.45, 0.5, 0.7)
    straight, turned = found(shot), found(np.ascontiguousarray(shot[:, ::-1]))
    assert turned.mirrored
    assert turned.here[0] == pytest.approx(straight.here[0], abs=0.03)


def test_the_frames_of_a_take_are_found_together() -> None:
    """A frame of another place does not pull the others from theirs, and agrees less than they do."""
    shots = [part(picture(2), x, 0.5, 0.7) for x in (0.42, 0.44, 0.46)]
    finding = found(*shots, part(picture(6), 0.44, 0.5, 0.7))
    assert all(abs(w.x - 0.44) < 0.1 for w in finding.windows[:3])
    assert finding.here[3] < finding.here[:3].min() - 0.1


def test_what_nobody_sees_agrees_with_nothing() -> None:
    """A frame whose place is covered has no structure and no correlation."""
    covered = layout(picture(2), np.zeros((HEIGHT, WIDTH), np.bool_))
    assert covered.structure() == 0
    assert find([covered], views(picture(2))).here[0] == 0


def test_a_grade_does_not_change_how_colours_lie() -> None:
    """Half as bright and bluer, the place varies as its reference does; another place does not."""
    whole, reference = picture(2), scales(picture(2))
    window = found(whole).windows[0]
    dusk = (whole * np.array([0.4, 0.45, 0.6])).astype(np.uint8)
    same = beside(spots(dusk, EVERYWHERE), reference, window, mirrored=False).figures()
    other = beside(spots(picture(6), EVERYWHERE), reference, window, mirrored=False).figures()
    assert (same[:4] > 0.7).all()
    assert (same[:4] > other[:4]).all()


def test_the_worst_spot_is_told() -> None:
    """A wall in another colour drifts most, and both colours are told."""
    whole = picture(2)
    painted = whole.copy()
    painted[200:300, 300:500] = (255, 0, 0)
    laid = beside(spots(painted, EVERYWHERE), scales(whole), found(whole).windows[0], mirrored=False)
    far, _, now = laid.drift()
    assert far > 30
    assert now == pytest.approx([1, 0, 0], abs=0.05)


def test_too_little_tells_nothing() -> None:
    """Where hardly a cell can be compared, every figure of colour is 0."""
    hidden = spots(picture(2), ~EVERYWHERE)
    laid = beside(hidden, scales(picture(2)), found(picture(2)).windows[0], mirrored=False)
    assert not laid.figures().any()
    assert laid.drift()[0] == 0
