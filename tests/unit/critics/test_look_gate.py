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
