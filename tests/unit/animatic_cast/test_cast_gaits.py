"""Four legs: feet that stay where they are put, and joints that hold together."""

import numpy as np
import pytest

from rushes.engines.animatic.cast import cats, dragon, farm, herd, horse
from rushes.engines.animatic.cast.rig_form import Frame, bones, loft, step
from rushes.engines.animatic.cast.rig_gait import stance
from rushes.engines.animatic.cast.rig_quadruped import Species, build_of
from rushes.engines.animatic.figure import Pose

KINDS = {
    "cat": cats.CAT,
    "horse": horse.SPECIES,
    "cow": herd.COW,
    "sheep": farm.SHEEP,
    "dragon": dragon.SPECIES,
}


@pytest.mark.parametrize(("duty", "stride"), [(0.64, 0.9), (0.3, 2.4)])
def test_a_foot_that_is_down_does_not_slide(duty: float, stride: float) -> None:
    """Seen from the ground, a foot stands still while it is down."""
    phases = np.linspace(0.001, duty - 0.001, 50)
    feet = [step(float(p), duty, stride) for p in phases]
    places = [x + stride * p for (x, _), p in zip(feet, phases, strict=True)]
    assert np.ptp(places) < 1e-9
    assert all(lift == 0 for _, lift in feet)


def test_a_step_is_one_closed_loop() -> None:
    """The foot comes down where the next stance begins, with no jump on the way."""
    path = np.array([step(p, 0.6, 1.0) for p in np.linspace(0, 2, 801)])
    assert np.abs(np.diff(path[:, 0])).max() < 0.02
    assert path[:, 1].max() == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gait", ["walk", "run"])
def test_planted_feet_travel_back_with_the_body(kind: str, gait: str) -> None:
    """In the whole stance, too, every planted foot keeps its spot as the body advances a stride a cycle."""
    build = build_of(KINDS[kind])
    stride = build.stride if gait == "walk" else build.run_stride
    before = stance(build, Pose(gait=gait, phase=0.40))  # type: ignore[arg-type]
    after = stance(build, Pose(gait=gait, phase=0.42))  # type: ignore[arg-type]
    planted = [i for i in range(4) if before.lifts[i] == 0 == after.lifts[i]]
    assert planted or gait == "run"
    for i in planted:
        assert after.feet[i][0] - before.feet[i][0] == pytest.approx(-0.02 * stride, abs=1e-9)
        assert after.feet[i][1] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_walking_legs_reach_the_ground(kind: str) -> None:
    """No leg has to stretch by more than a tenth to reach its foot at a walk."""
    species: Species = KINDS[kind]
    for phase in np.linspace(0, 1, 17):
        now = stance(build_of(species), Pose(gait="walk", phase=float(phase)))
        for i, leg in enumerate((species.hind, species.hind, species.fore, species.fore)):
            x, y = now.feet[i]
            reach = np.hypot(x - leg.x, y - leg.y - now.shift[1])
            assert reach < 1.1 * (leg.upper + leg.lower + leg.meta)


def test_bones_keep_their_length() -> None:
    """The knee lies one bone's length from the hip and the other's from the ankle, on the side asked for."""
    knee = bones((0, 0), (0.1, 0.5), 0.3, 0.35, 1.0)
    assert np.hypot(*knee) == pytest.approx(0.3)
    assert np.hypot(knee[0] - 0.1, knee[1] - 0.5) == pytest.approx(0.35)
    assert knee[0] > bones((0, 0), (0.1, 0.5), 0.3, 0.35, -1.0)[0]


def test_a_loft_is_as_wide_as_its_sections_from_the_front() -> None:
    """The same body is long from the side and as wide as its widest cross-section from the front."""
    stations = ((-1.0, -0.2, 0.2, 0.1), (0.0, -0.4, 0.4, 0.3), (1.0, -0.2, 0.2, 0.1))
    side, front = (loft(Frame(turn), stations).bounds() for turn in (0, 90))
    assert side[2] - side[0] == pytest.approx(2.0, abs=0.05)
    assert front[2] - front[0] == pytest.approx(0.6, abs=0.05)
