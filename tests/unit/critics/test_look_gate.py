"""The look gate catches a scene that leaves the film's look, and nothing else."""

import cv2
import numpy as np
import pytest

from rushes.critics.look import LookGate
from rushes.film import Footage, ReferenceImage, Shot, Viewing
from tests.support.crew import document


def viewing(pixels, reference, labels=None):
    scene = document(1).scenes[0]
    shot = Shot(prompt="", negative="", frames=2, width=64, height=36, fps=24, seed=0)
    footage = Footage(
        frames=np.stack([pixels] * 2), fps=24, labels=labels, label_frames=() if labels is None else (0, 1)
    )
    references = (
        ReferenceImage(subject=scene.location, name="x", of="location", view="wide", pixels=reference),
    )
    return Viewing(
        footage=footage,
        shot=shot,
        scene=scene,
        document=document(1),
        references=references,
        log=(),
        samples=(0, 1),
    )


@pytest.fixture
def place():
    """A colourful gradient."""
    ramp = np.linspace(0, 1, 64)[None, :].repeat(36, 0)
    return np.dstack([200 - 80 * ramp, 120 + 40 * ramp, 90 + 130 * ramp]).astype(np.uint8)


def test_the_same_look_costs_nothing(place):
    """Darker or brighter by the hour is the same look."""
    for light in (0.7, 1.0, 1.15):
        pixels = np.clip(place * light, 0, 255).astype(np.uint8)
        assert LookGate().watch(viewing(pixels, place)).score == 1


def test_a_grey_scene_in_a_colourful_film_is_caught(place):
    """And a colourful one in a grey film too."""
    grey = cv2.cvtColor(cv2.cvtColor(place, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)

    assert LookGate().watch(viewing(grey, place)).score == 0
    assert LookGate().watch(viewing(place, grey)).score == 0
    assert LookGate().watch(viewing(grey, grey)).score == 1


def test_the_cast_is_not_the_place(place):
    """A grey coat over half the frame changes nothing; one over all of it leaves nothing to judge."""
    pixels, labels = place.copy(), np.zeros((2, 36, 64), np.uint8)
    pixels[:, 32:], labels[:, :, 32:] = 128, 1

    assert LookGate().watch(viewing(pixels, place, labels)).score == 1
    everywhere = LookGate().watch(viewing(pixels, place, np.ones((2, 36, 64), np.uint8)))
    assert everywhere.score is None
    assert "cover" in everywhere.note


def test_grey_is_caught_with_masks_whatever_the_grain():
    """A place of film size with the film's own grain is caught when its colours go, kept when they stay."""
    rng = np.random.default_rng(4)
    ramp = np.linspace(0, 1, 832)[None, :].repeat(480, 0)
    clean = np.dstack([200 - 120 * ramp, 90 + 90 * ramp, 60 + 150 * ramp])
    grained, reference = (clean + rng.normal(0, 3, (480, 832, 1)) for _ in range(2))
    grained, reference = (np.clip(x, 0, 255).astype(np.uint8) for x in (grained, reference))
    grey = cv2.cvtColor(cv2.cvtColor(grained, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    labels = np.zeros((2, 480, 832), np.uint8)
    assert LookGate().watch(viewing(grained, reference, labels)).score > 0.5
    assert LookGate().watch(viewing(grey, reference, labels)).score == 0


@pytest.mark.parametrize("size", [(479, 832), (480, 831), (95, 95)])
def test_drafts_of_any_size_are_judged(size):
    """Odd sides halve to no whole number; that ends no film."""
    from dataclasses import replace

    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 255, (*size, 3)).astype(np.uint8)
    take = viewing(pixels, pixels, np.zeros((2, *size), np.uint8))
    score = LookGate().watch(replace(take, shot=replace(take.shot, quality="draft"))).score
    assert score is None or 0 <= score <= 1
