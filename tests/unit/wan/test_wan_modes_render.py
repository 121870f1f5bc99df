"""Every mode of the engine on tiny random weights."""

import numpy as np
import pytest

from rushes.seams import Progress


def difference(a, b) -> float:
    return float(np.abs(a.frames.astype(int) - b.frames.astype(int)).mean())


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("t2v", False, False),
        ("t2v", True, False),
        ("i2v", True, False),
        ("flf2v", True, True),
        ("fun-inp", True, True),
        ("fun-inp", True, False),
        ("vace", False, False),
        ("vace", True, False),
        ("vace", True, True),
    ],
)
def test_a_shot_comes_back_as_ordered_in_every_mode(engine, shot, noise_picture, kind, first, last):
    """Frames, size, rate and dtype are exactly the ordered ones, and the notes name the mode."""
    order = shot(
        first_frame=noise_picture(48, 32) if first else None,
        last_frame=noise_picture(48, 32, 1) if last else None,
    )
    footage = engine(kind).render(order)
    assert footage.frames.shape == (5, 32, 48, 3)
    assert footage.frames.dtype == np.uint8
    assert footage.fps == 16.0
    assert footage.notes["mode"].startswith(kind)


def test_the_same_shot_gives_the_same_footage_and_another_seed_another(engine, shot):
    """Bit for bit on the same machine, even on a freshly loaded engine."""
    a, b, c = engine("t2v").render(shot()), engine("t2v").render(shot()), engine("t2v").render(shot(seed=8))
    assert np.array_equal(a.frames, b.frames)
    assert difference(a, c) > 1


def test_references_change_the_picture_and_strength_zero_leaves_them_without_influence(
    engine, shot, reference
):
    """At strength 0 two different references give the same footage, exactly; above it they do not."""
    wan = engine("vace")

    def run(seed, strength):
        return wan.render(shot(references=(reference(seed),), reference_scale=strength))

    assert np.array_equal(run(1, 0.0).frames, run(2, 0.0).frames)
    assert difference(run(1, 0.7), run(2, 0.7)) > 0


def test_guided_influence_grows_from_nothing(engine, shot, reference):
    """Reference guidance: the higher the strength, the further from the clip without references."""
    wan = engine("vace", reference_form="guidance")
    free = wan.render(shot(references=(reference(1),), reference_scale=0.0))
    far = [
        difference(wan.render(shot(references=(reference(1),), reference_scale=s)), free)
        for s in (0.3, 0.7, 1.0)
    ]
    assert far == sorted(far)
    assert far[0] < far[-1]


def test_token_scale_approaches_the_full_strength(engine, shot, reference):
    """Per-token scale: the higher the strength, the nearer to the clip at full strength."""
    wan = engine("vace")
    full = wan.render(shot(references=(reference(1),), reference_scale=1.0))
    far = [
        difference(wan.render(shot(references=(reference(1),), reference_scale=s)), full)
        for s in (0.2, 0.5, 0.9)
    ]
    assert far == sorted(far, reverse=True)
    assert far[0] > far[-1]


def test_a_location_reference_becomes_a_control_video_and_is_said_so(engine, shot, reference):
    """The notes name the form and strength of character and location conditioning."""
    order = shot(references=(reference(1), reference(2, of="location", view="wide", mask=False)))
    footage = engine("vace").render(order)
    assert footage.notes["references"] == "1 by per-token scale 0.7"
    assert footage.notes["location"] == "grey control video at 0.5"
    off = engine("vace", location="off").render(order)
    assert "location" not in off.notes
    assert difference(footage, off) > 0


def test_an_ordered_control_video_and_mask_bind(engine, shot, noise_picture):
    """Another control video gives another clip; masks are honoured."""
    clip = np.stack([noise_picture(48, 32, i) for i in range(5)])
    mask = np.zeros((5, 32, 48), bool)
    mask[:, :, 24:] = True
    a = engine("vace").render(shot(control=clip))
    b = engine("vace").render(shot(control=clip, control_mask=mask))
    c = engine("vace").render(shot(control=clip[::-1].copy()))
    assert difference(a, b) > 0
    assert difference(a, c) > 0


def test_an_odd_size_and_rate_are_met_exactly_and_stated(engine, shot):
    """50x34 at 24/s for 10 frames: rendered on the grid at 16/s, cropped and conformed."""
    footage = engine("t2v").render(shot(frames=10, width=50, height=34, fps=24.0))
    assert footage.frames.shape == (10, 34, 50, 3)
    assert footage.notes["ordered"] == "10 frames at 24/s, 50x34"
    assert footage.notes["native"] == "9 frames at 16/s, 64x48"


@pytest.mark.parametrize("kind", ["t2v", "i2v", "vace"])
def test_long_clips_continue_in_overlapping_chunks(engine, shot, noise_picture, kind):
    """97 frames are more than the model was trained on: two chunks, exact count, progress over both."""
    seen: list[Progress] = []
    order = shot(frames=97, width=16, height=16, first_frame=noise_picture(16, 16))
    footage = engine(kind, guidance=1.0).render(order, seen.append)
    assert footage.frames.shape == (97, 16, 16, 3)
    assert "in chunks of" in footage.notes["native"]
    assert [p.done for p in seen] == [1, 2, 3, 4]
    assert {p.total for p in seen} == {4}


def test_a_draft_is_smaller_inside_and_ordered_outside(engine, shot):
    """Fewer steps, half the size, the same shape on return; said in the notes."""
    footage = engine("t2v").render(shot(quality="draft", width=64, height=64))
    assert footage.frames.shape == (5, 64, 64, 3)
    assert footage.notes["native"].endswith("32x32")
    assert footage.notes["steps"].startswith("1,")


def test_cancelling_stops_within_one_step_and_the_engine_goes_on(engine, shot):
    """KeyboardInterrupt from the report passes through at once; the next shot renders as if nothing was."""
    wan, steps = engine("t2v", steps=6), []

    def stop(progress: Progress) -> None:
        steps.append(progress.done)
        if progress.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wan.render(shot(), stop)
    assert steps == [1, 2]
    assert np.array_equal(wan.render(shot()).frames, engine("t2v", steps=6).render(shot()).frames)


def test_a_held_first_frame_comes_back(engine, shot, noise_picture):
    """On T2V weights the first latent frame is the known picture's own, to the VAE's precision."""
    held = engine("t2v", steps=3).render(shot(first_frame=noise_picture(48, 32, 5)))
    other = engine("t2v", steps=3).render(shot(first_frame=noise_picture(48, 32, 6)))
    assert "first frame" in held.notes
    assert difference(held, other) > 0


def test_parts_that_no_checkpoint_can_use_are_named(engine, shot, reference):
    """References on a text-to-video checkpoint are not silently dropped: the notes say so."""
    footage = engine("t2v").render(shot(references=(reference(1),)))
    assert "references" in footage.notes["not used"]


@pytest.mark.parametrize("kind", ["t2v", "vace"])
def test_the_step_cache_computes_fewer_steps_and_resets_between_clips(engine, shot, kind, reference):
    """Two cached clips of the same shot agree exactly; uncached footage differs from cached."""
    pytest.importorskip("cache_dit")
    wan = engine(kind, steps=8, cache="mild")
    order = shot(references=(reference(1),) if kind == "vace" else ())
    a, b = wan.render(order), wan.render(order)
    plain = engine(kind, steps=8).render(order)
    assert np.array_equal(a.frames, b.frames)
    assert "of 8 steps computed" in a.notes["cache"]
    assert difference(a, plain) > 0
