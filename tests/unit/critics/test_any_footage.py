"""What must not change a score does not, and whatever footage comes gives a score or a reason."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.critics import embedded
from rushes.critics.identity import CharacterConsistency
from rushes.critics.scenery import LocationConsistency
from rushes.film import COMPONENTS, Footage, Shot
from rushes.reward import RewardModel
from rushes.video import read_frames, write_clip
from tests.unit.critics.conftest import Stage

MODEL = RewardModel(weights=dict(zip(COMPONENTS, (0.25, 0.35, 0.20, 0.20), strict=True)))
CONSISTENCY = (CharacterConsistency(), LocationConsistency())


def earned(viewing):
    """The reward of the two consistency components alone, so that no third one can hide a change."""
    return MODEL.score([critic.watch(viewing) for critic in CONSISTENCY]).value


def changed(viewing, frames, labels=None):
    frames = np.ascontiguousarray(frames)
    labels = viewing.footage.labels if labels is None else np.ascontiguousarray(labels)
    return replace(viewing, footage=replace(viewing.footage, frames=frames, labels=labels))


def mirrored(viewing, folder):
    return changed(viewing, viewing.footage.frames[:, :, ::-1], viewing.footage.labels[:, :, ::-1])


def brightened(viewing, folder):
    return changed(viewing, np.clip(viewing.footage.frames * 1.05, 0, 255).astype(np.uint8))


def encoded(viewing, folder):
    """As a file at crf 23 gives it back."""
    path = folder / "clip.mp4"
    write_clip(path, viewing.footage.frames, 24, crf=23)
    return changed(viewing, read_frames(path))


def cropped(viewing, folder):
    """The inner 98 % at the size of the whole."""
    height, width = viewing.footage.frames.shape[1:3]
    y, x = round(0.01 * height), round(0.01 * width)

    def inner(pictures, how):
        return np.stack(
            [
                cv2.resize(p[y : height - y, x : width - x], (width, height), interpolation=how)
                for p in pictures
            ]
        )

    return changed(
        viewing,
        inner(viewing.footage.frames, cv2.INTER_LINEAR),
        inner(viewing.footage.labels, cv2.INTER_NEAREST),
    )


@pytest.mark.parametrize("change", [mirrored, brightened, encoded, cropped])
@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 40))
def test_what_the_eye_forgives_moves_no_score(people, tmp_path, change, seed):
    """At film size, mirrored, 5 % brighter, encoded or cropped: what who and where earn moves by < .05."""
    person, stage = people.look(seed), Stage(832, 480)
    references = stage.references(person) + stage.place_references(2)
    before = stage.view(stage.take([person], scenery=2, seed=4, frames=9), references)
    after = change(before, tmp_path)
    assert abs(earned(after) - earned(before)) < 0.05


def test_backwards_is_as_consistent(stage, people):
    """The order of the frames is no matter of who and where."""
    references = stage.references(people.look(3)) + stage.place_references(2)
    before = stage.view(stage.take([people.look(3)], scenery=2, seed=4, frames=13), references)
    after = changed(before, before.footage.frames[::-1], before.footage.labels[::-1])
    for critic in CONSISTENCY:
        assert critic.watch(after).score == pytest.approx(critic.watch(before).score, abs=1e-6)


def frames_of(kind):
    rng = np.random.default_rng(1)
    if kind == "4K":
        return np.repeat(rng.integers(0, 255, (1, 2160, 3840, 3)).astype(np.uint8), 2, 0)
    size = (1 if kind == "one frame" else 6, 120, 208, 3)
    if kind == "noise":
        return rng.integers(0, 255, size).astype(np.uint8)
    return np.full(size, {"black": 0, "grey": 128, "one frame": 90}[kind], np.uint8)


@pytest.mark.parametrize("masks", ["none", "empty", "full"])
@pytest.mark.parametrize("kind", ["one frame", "black", "noise", "4K", "grey"])
def test_any_footage_gives_a_score_or_a_reason(stage, people, kind, masks):
    """Every verdict lies in [0, 1], or is None and says why."""
    frames = frames_of(kind)
    like = stage.take([people.look(3)], frames=len(frames))
    labels = None if masks == "none" else np.full(frames.shape[:3], masks == "full", np.uint8)
    footage = Footage(
        frames=frames,
        fps=24,
        tracks=None if labels is None else like.tracks,
        labels=labels,
        label_frames=() if labels is None else tuple(range(len(frames))),
    )
    references = stage.references(people.look(3)) + stage.place_references(2)
    for quality in ("draft", "final"):
        view = stage.view(footage, references)
        shot = Shot(
            prompt="p", negative="", frames=len(frames), width=8, height=8, fps=24, seed=0, quality=quality
        )
        for critic in embedded():
            verdict = critic.watch(replace(view, shot=shot))
            assert (verdict.score is None and verdict.note) or 0 <= verdict.score <= 1
