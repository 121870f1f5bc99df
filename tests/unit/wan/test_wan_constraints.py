"""Every row of the model's constraints ends in a clear error before any denoising."""

import dataclasses
import math

import numpy as np
import pytest

from rushes.engines.wan import engine as engine_module
from rushes.engines.wan.engine import WanEngine
from rushes.engines.wan.timing import plan_clip
from rushes.errors import ConfigError, RenderError


@pytest.fixture
def no_denoising(monkeypatch):
    """Loading weights or denoising would be too late."""

    def never(*_):
        raise AssertionError("work began before the order was checked")

    monkeypatch.setattr(engine_module._Job, "load", never)


def broken(shot, **more):
    """A shot with a field of the wrong kind (dataclasses do not check)."""
    return dataclasses.replace(shot(), **more)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"frames": 0}, "frames must be a whole number"),
        ({"frames": -3}, "frames must be a whole number"),
        ({"frames": 5.5}, "frames must be a whole number"),
        ({"frames": True}, "frames must be a whole number"),
        ({"height": 0}, "height must be a whole number"),
        ({"width": -16}, "width must be a whole number"),
        ({"width": 16 * 1025}, "larger than Wan2.1 can address"),
        ({"fps": 0.0}, "fps must be above 0"),
        ({"fps": math.nan}, "fps must be above 0"),
        ({"reference_scale": math.nan}, "reference_scale must lie in"),
        ({"reference_scale": -0.1}, "reference_scale must lie in"),
        ({"reference_scale": 1.5}, "reference_scale must lie in"),
        ({"reference_scale": "0.7"}, "reference_scale must lie in"),
        ({"reference_scale": None}, "reference_scale must lie in"),
        ({"seed": -1}, "seed must be a whole number"),
        ({"seed": 1.5}, "seed must be a whole number"),
    ],
)
def test_wrong_numbers_are_refused(engine, shot, no_denoising, change, words):
    """Numbers that diffusers would round, ignore or carry into NaN."""
    with pytest.raises(ConfigError, match=words):
        engine("vace").render(broken(shot, **change))


PICTURE = np.zeros((32, 48, 3), np.uint8)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"prompt": None}, "prompt must be text"),
        ({"prompt": ["a", "b"]}, "prompt must be text"),
        ({"negative": ["c"]}, "negative must be text"),
        ({"first_frame": "a.png"}, "first_frame must be an array of uint8"),
        ({"first_frame": [PICTURE]}, "first_frame must be an array of uint8"),
        ({"first_frame": PICTURE[..., 0]}, "first_frame must have shape"),
        ({"first_frame": np.zeros((32, 48, 4), np.uint8)}, "first_frame must have shape"),
        ({"first_frame": PICTURE.astype(np.float32)}, "first_frame must be an array of uint8"),
        ({"last_frame": PICTURE}, "last frame was ordered without a first"),
        ({"control_mask": np.ones((5, 32, 48), bool)}, "control mask was ordered without"),
        ({"control": np.zeros((3, 32, 48, 3), np.uint8)}, "control video must be uint8 of shape"),
        ({"control": np.zeros((9, 32, 48, 3), np.uint8)}, "control video must be uint8 of shape"),
        ({"control": np.zeros((5, 100, 200, 3), np.uint8)}, "control video must be uint8 of shape"),
        ({"control": np.zeros((5, 32, 48, 3))}, "control video must be uint8 of shape"),
        (
            {"control": np.zeros((5, 32, 48, 3), np.uint8), "control_mask": np.ones((3, 32, 48), bool)},
            "control mask must have shape",
        ),
    ],
)
def test_wrong_pictures_and_words_are_refused(engine, shot, no_denoising, change, words):
    """Pictures that would be misaligned, padded with zeros or fail as an obscure shape error."""
    with pytest.raises(RenderError, match=words):
        engine("vace").render(broken(shot, **change))


def test_wrong_references_are_refused(engine, shot, reference, no_denoising):
    """A path, RGBA, greyscale, a speck and a foreign mask."""
    good = reference()
    for change, words in (
        ({"pixels": "a.png"}, "array of uint8"),
        ({"pixels": np.zeros((60, 40, 4), np.uint8)}, "must have shape"),
        ({"pixels": np.zeros((60, 40), np.uint8)}, "must have shape"),
        ({"pixels": np.zeros((1, 1, 3), np.uint8), "mask": None}, "smaller than 16 pixels"),
        ({"mask": np.ones((3, 3), bool)}, "mask has another size"),
    ):
        with pytest.raises(RenderError, match=words):
            engine("vace").render(shot(references=(dataclasses.replace(good, **change),)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"steps": 0}, "WAN_STEPS must be"),
        ({"steps": -1}, "WAN_STEPS must be"),
        ({"steps": 2.0}, "WAN_STEPS must be"),
        ({"draft_steps": 0}, "WAN_DRAFT_STEPS must be"),
        ({"guidance": math.nan}, "WAN_GUIDANCE must lie"),
        ({"guidance": math.inf}, "WAN_GUIDANCE must lie"),
        ({"guidance": -1.0}, "WAN_GUIDANCE must lie"),
        ({"guidance": "5"}, "WAN_GUIDANCE must lie"),
        ({"draft_scale": 0.0}, "WAN_DRAFT_SCALE must lie"),
        ({"flow_shift": -1.0}, "WAN_FLOW_SHIFT must lie"),
        ({"control_scale": math.nan}, "WAN_CONTROL_SCALE must lie"),
        ({"control_scale": 1.5}, "WAN_CONTROL_SCALE must lie"),
        ({"reference_form": "ip-adapter"}, "WAN_REFERENCE='ip-adapter' is not one of"),
        ({"location": "depth"}, "WAN_LOCATION='depth' is not one of"),
        ({"vae_dtype": "float8"}, "WAN_VAE='float8' is not one of"),
        ({"cache": "fast", "guidance": 1.0}, "two passes"),
        ({"cache": "fast", "distilled": True}, "two passes"),
        ({"cache": "fast", "reference_form": "guidance"}, "two passes"),
    ],
)
def test_wrong_settings_are_refused_when_the_engine_is_cast(change, words):
    """Before a film begins, not at its first shot."""
    with pytest.raises(ConfigError, match=words):
        WanEngine(checkpoints=(), **change)


@pytest.mark.parametrize("setting", ["attention", "memory", "cache"])
def test_unknown_names_are_refused_before_denoising(engine, shot, setting):
    """A misspelt kernel, plan or cache says what there is."""
    with pytest.raises(ConfigError, match="is not one of"):
        engine("t2v", **{setting: "turbo"}).render(shot())


def test_an_image_checkpoint_needs_a_picture_and_says_so(engine, shot, no_denoising):
    """I2V without a first frame, and FLF2V with one picture, are refused with the way out."""
    with pytest.raises(ConfigError, match="can make this shot"):
        engine("i2v").render(shot())
    with pytest.raises(ConfigError, match="can make this shot"):
        engine("flf2v").render(shot(first_frame=PICTURE))


def test_a_last_frame_beyond_one_chunk_is_refused(engine, shot, no_denoising):
    """FLF2V can only end a clip of one chunk on a picture."""
    order = shot(frames=97, first_frame=PICTURE, last_frame=PICTURE)
    with pytest.raises(RenderError, match="up to 81 native frames"):
        engine("flf2v").render(order)


@pytest.mark.parametrize("frames", [1, 2, 4, 5, 81, 82, 97, 150, 400])
@pytest.mark.parametrize("fps", [8.0, 16.0, 24.0, 30.0])
@pytest.mark.parametrize("overlap", [1, 5])
def test_native_plans_cover_the_order(frames, fps, overlap):
    """Chunks are 4n+1 and at most 81 long; joined they last at least as long as the order."""
    plan = plan_clip(frames, fps, 833, 480, overlap=overlap)
    assert all(n % 4 == 1 and n <= 81 for n in plan.chunks)
    joined = sum(plan.chunks) - plan.overlap * (len(plan.chunks) - 1)
    assert joined >= plan.frames
    assert (plan.frames - 1) / 16 >= (frames - 1) / fps - 1e-9
    assert (plan.width, plan.height) == (848, 480)


def test_the_specified_clip_is_planned_as_documented():
    """150 frames at 24/s are 101 native frames in two chunks of 53 that share 5."""
    plan = plan_clip(150, 24, 832, 480, overlap=5)
    assert (plan.frames, plan.chunks, plan.overlap) == (101, (53, 53), 5)
