"""Every engine that can play here passes this; a new one is added to the table in `rushes.casting`."""

from pathlib import Path

import numpy as np
import pytest

from rushes.casting import studio
from rushes.casting.members import Call
from rushes.config import Settings
from rushes.film import Shot

CALL = Call(settings=Settings(WORKERS=1), seed=3, root=Path())
PROMPTS = [
    "Wide shot, dawn. Mara, a young woman with short red hair and a yellow coat, walks along a beach.",
    "",
    "一只猫坐在窗边",
    "night at noon " * 300,
    "<script>alert(1)</script> ../../etc/passwd \x00 🐋",
]


@pytest.fixture(params=[pytest.param(m, id=name) for name, m in studio.ENGINES.items()], scope="module")
def engine(request):
    """A built engine."""
    if missing := request.param.missing(CALL):
        pytest.skip(missing)
    return request.param.build(CALL)


def shot(**changes) -> Shot:
    values = {
        "prompt": PROMPTS[0],
        "negative": "",
        "frames": 7,
        "width": 96,
        "height": 64,
        "fps": 24,
        "seed": 5,
    }
    return Shot(**{**values, **changes})


@pytest.mark.parametrize("prompt", PROMPTS)
def test_footage_has_exactly_the_ordered_shape(engine, prompt):
    """Any prompt gives T, H, W as ordered, uint8, with the progress told to the end."""
    told = []
    footage = engine.render(shot(prompt=prompt), told.append)

    assert footage.frames.shape == (7, 64, 96, 3)
    assert footage.frames.dtype == np.uint8
    assert footage.fps == 24
    assert told
    assert told[-1].done == told[-1].total


def test_the_same_shot_gives_the_same_footage(engine):
    """Reproducible from the shot alone; another seed is another picture."""
    first, again, other = (engine.render(shot(seed=seed)).frames for seed in (5, 5, 6))

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("quality", ["draft", "final"])
def test_labels_agree_with_tracks(engine, quality):
    """Label i+1 is track i, at the ordered frames and size; boxes are one per frame."""
    footage = engine.render(shot(label_frames=(0, 3, 6), quality=quality))
    if footage.tracks is None:
        pytest.skip("this engine does not say where its subjects are")

    assert footage.labels.shape == (3, 64, 96)
    assert footage.label_frames == (0, 3, 6)
    assert footage.labels.max() <= len(footage.tracks)
    assert all(track.boxes.shape == (7, 4) for track in footage.tracks)


@pytest.mark.parametrize("frames", [1, 2, 5])
def test_very_short_shots(engine, frames):
    """One frame is a shot too."""
    assert len(engine.render(shot(frames=frames)).frames) == frames


def test_an_interruption_stops_the_work(engine):
    """What the report raises comes out, and the engine can shoot again."""

    def stop(progress):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.render(shot(frames=24), stop)
    assert len(engine.render(shot()).frames) == 7
