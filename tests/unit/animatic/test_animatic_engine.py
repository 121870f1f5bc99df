"""What the animatic engine promises of any shot."""

import numpy as np
import pytest

from rushes.engines.animatic import crew
from rushes.engines.animatic.engine import AnimaticEngine
from rushes.engines.animatic.illustrator import AnimaticIllustrator
from rushes.engines.animatic.skeleton import Body, pose, stride_of
from rushes.film import Character, CreativeDocument, Descriptor, Location, Scene
from rushes.seams import Engine, Preparing, Progress
from tests.unit.animatic.filming import colour, film, order

BEACH = (
    "Full shot, dawn, clear. Elias, an old man with a white beard and a navy-blue coat, walks "
    "along the beach. The camera trucks right."
)


@pytest.mark.parametrize(
    ("frames", "width", "height"), [(1, 64, 64), (3, 417, 241), (5, 240, 426), (2, 832, 480)]
)
@pytest.mark.parametrize("quality", ["draft", "final"])
def test_exactly_what_was_ordered_comes_back(frames: int, width: int, height: int, quality: str) -> None:
    """T, H, W, tracks and labels have the ordered shapes, odd sizes and portrait included."""
    f = film(
        BEACH,
        frames=frames,
        width=width,
        height=height,
        quality=quality,
        passes=("depth", "lines", "pose"),
        label_frames=(0,),
    )
    assert f.frames.shape == (frames, height, width, 3)
    assert f.frames.dtype == np.uint8
    assert f.labels is not None
    assert f.labels.shape == (1, height, width)
    assert {name: p.shape for name, p in f.passes.items()} == dict.fromkeys(
        ("depth", "lines", "pose"), f.frames.shape
    )
    assert f.tracks is not None
    assert [t.boxes.shape for t in f.tracks] == [(frames, 4)]


def test_the_same_shot_gives_the_same_pixels_whoever_renders_it() -> None:
    """One process or two: not one pixel differs."""
    shot = order(BEACH, frames=16, fps=6.0, passes=("depth",))
    alone, together = AnimaticEngine(workers=1).render(shot), AnimaticEngine(workers=2).render(shot)
    np.testing.assert_array_equal(alone.frames, together.frames)
    np.testing.assert_array_equal(alone.passes["depth"], together.passes["depth"])
    assert alone.labels is not None
    assert together.labels is not None
    np.testing.assert_array_equal(alone.labels, together.labels)
    assert alone.tracks is not None
    assert together.tracks is not None
    np.testing.assert_array_equal(alone.tracks[0].boxes, together.tracks[0].boxes)


def test_workers_called_in_early_are_those_who_draw() -> None:
    """What `prepare` starts in the background is the standing crew of the first shot; alone there is none."""
    crew.dismiss(wait=True)
    AnimaticEngine(workers=1).prepare()
    assert not crew._pools

    engine: Engine = AnimaticEngine(workers=2)
    assert isinstance(engine, Preparing)
    engine.prepare()
    called = set(crew._pools[2]._processes)
    engine.render(order(BEACH, frames=14))
    assert set(crew._pools[2]._processes) == called
    assert len(called) == 2


def test_another_seed_changes_what_is_not_named_and_keeps_what_is() -> None:
    """The coat stays navy-blue; the picture is another."""
    a, b = film(BEACH, seed=1), film(BEACH, seed=2)
    assert not np.array_equal(a.frames, b.frames)
    assert np.abs(colour(a) - colour(b)).max() < 30


def test_labels_and_boxes_agree() -> None:
    """A figure's mask lies in its box and touches all four sides (nothing stands in front here)."""
    f = film(BEACH)
    assert f.labels is not None
    assert f.tracks is not None
    mask = f.labels[2] == 1
    x0, y0, x1, y1 = f.tracks[0].boxes[2]
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    np.testing.assert_allclose((columns[0], rows[0], columns[-1] + 1, rows[-1] + 1), (x0, y0, x1, y1), atol=2)


def test_a_draft_keeps_the_layout_of_the_final() -> None:
    """The subject's box is the same within a few pixels, and the pictures are close."""
    final, draft = film(BEACH), film(BEACH, quality="draft")
    assert final.tracks is not None
    assert draft.tracks is not None
    np.testing.assert_allclose(final.tracks[0].boxes[0], draft.tracks[0].boxes[0], atol=6)
    assert np.abs(final.frames[0].astype(int) - draft.frames[0].astype(int)).mean() < 9


def test_a_report_may_stop_the_work() -> None:
    """Ctrl-C in the report comes through, and the next shot renders as if nothing had been."""

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    engine = AnimaticEngine(workers=2)
    shot = order(BEACH, frames=14)
    with pytest.raises(KeyboardInterrupt):
        engine.render(shot, stop)
    assert engine.render(shot).frames.shape[0] == 14


def test_progress_counts_to_the_end() -> None:
    """The last report says that every frame is done."""
    heard: list[Progress] = []
    AnimaticEngine().render(order(BEACH, frames=9), heard.append)
    assert heard[-1].done == heard[-1].total == 9


@pytest.mark.parametrize("prompt", ["", "夜の海辺で老人が歩く", "🚀", "night at noon " * 300, "A man " * 900])
def test_any_text_renders(prompt: str) -> None:
    """A sane picture of any text: it is neither empty nor one flat tone."""
    assert film(prompt, frames=2).frames.std() > 5


@pytest.mark.parametrize("gait", ["walk", "run"])
def test_planted_feet_do_not_slide(gait: str) -> None:
    """While a foot is down, it goes back exactly as far as the body goes forward."""
    tall = 1.75
    share, stride = (0.6 if gait == "walk" else 0.36), stride_of(tall, gait)
    phases = np.linspace(0.01, share - 0.01, 20)
    feet = [
        pose(Body(turn=0.0, gait=gait, phase=float(p)), tall)["right foot"][0] + p * stride for p in phases
    ]
    np.testing.assert_allclose(feet, feet[0], atol=1e-6)


KEEPER = Character(
    id="elias",
    name="Elias",
    role="lighthouse keeper",
    kind="person",
    descriptors=(
        Descriptor(attribute="coat", phrase="a crimson red coat"),
        Descriptor(attribute="hair", phrase="short black hair"),
    ),
)
SHORE = Location(id="beach", name="the beach", kind="beach", interior=False, descriptors=())
DOCUMENT = CreativeDocument(
    title="T",
    logline="",
    style="",
    arc="",
    characters=(KEEPER,),
    locations=(SHORE,),
    scenes=(
        Scene(
            number=1,
            beat="setup",
            location="beach",
            characters=("elias",),
            action="Elias waits.",
            time_of_day="noon",
            weather="clear",
            mood="",
            shot_size="wide",
            camera="static",
            seconds=1.0,
        ),
    ),
)


@pytest.mark.parametrize("view", ["front", "three-quarter", "full-body"])
def test_character_references_stand_on_white_with_their_mask(view: str) -> None:
    """Outside the mask there is nothing but white; the coat has its colour."""
    picture = AnimaticIllustrator().draw(KEEPER, view, DOCUMENT, 1)
    assert picture.mask is not None
    assert 0.05 < picture.mask.mean() < 0.8
    outside = picture.pixels[~picture.mask]
    assert np.median(outside) == 255
    inside = picture.pixels[picture.mask].astype(int)
    assert (inside[:, 0] - inside[:, 2] > 60).mean() > 0.1


def test_references_and_shots_show_the_same_identity() -> None:
    """The coat of the reference and the coat in the shot are one colour, and the track names the
    character."""
    picture = AnimaticIllustrator().draw(KEEPER, "full-body", DOCUMENT, 1)
    f = film(
        "Full shot, noon, clear. Elias, a lighthouse keeper with a crimson red coat, stands on the beach.",
        references=(picture,),
    )
    assert f.tracks is not None
    assert f.tracks[0].reference == "elias"
    c = colour(f)
    assert c[0] - c[2] > 60


def test_a_reference_gives_what_the_text_leaves_out() -> None:
    """With the reference bound, a coat that the prompt does not name keeps the reference's colour."""
    picture = AnimaticIllustrator().draw(KEEPER, "full-body", DOCUMENT, 1)
    text = "Full shot, noon, clear. Elias, a man with a coat, stands in the meadow."
    bound = film(text, references=(picture,), reference_scale=1.0)
    c = colour(bound)
    assert c[0] - c[2] > 60


TALK = (
    "Full shot, noon, clear. Mara, a woman with a crimson red coat, talks to Tom, a man with a white coat. "
    "Static camera."
)


@pytest.mark.parametrize("seed", range(4))
def test_a_shot_starts_where_the_one_before_ended(seed: int) -> None:
    """With the last picture as its first frame, the leading figure stands on the side where she stood."""
    ended = film(TALK, seed=3).frames[-1]
    for before in (ended, np.ascontiguousarray(ended[:, ::-1])):
        red = (before[..., 0].astype(int) - before[..., 1:].max(-1) > 60).any(0)
        side = np.flatnonzero(red).mean() - before.shape[1] / 2
        f = film(TALK, seed=seed, first_frame=before)
        assert f.tracks is not None
        x0, _, x1, _ = f.tracks[0].boxes[-1]
        assert np.sign((x0 + x1) / 2 - before.shape[1] / 2) == np.sign(side)


@pytest.mark.parametrize("hour", ["night", "noon"])
def test_the_hour_before_goes_on_where_the_text_names_none(hour: str) -> None:
    """After a picture of the night comes night, whatever the seed says."""
    before = film(f"Wide shot, {hour}, clear. A meadow. Static camera.").frames[-1]
    open_ended = "Wide shot, clear. A meadow. Static camera."
    lights = [film(open_ended, seed=n, first_frame=before).frames[3].mean() for n in range(3)]
    assert np.abs(np.array(lights) - before.mean()).max() < 25


@pytest.mark.parametrize("view", ["wide", "detail"])
def test_location_references_show_the_place_alone(view: str) -> None:
    """A full picture with no figure, the same every time."""
    a, b = (AnimaticIllustrator().draw(SHORE, view, DOCUMENT, 1) for _ in range(2))
    np.testing.assert_array_equal(a.pixels, b.pixels)
    assert a.mask is None
    assert a.pixels.std() > 10


@pytest.mark.parametrize("size", ["Extreme close-up", "Close-up", "Over-the-shoulder shot", "Medium shot"])
@pytest.mark.parametrize("whale", ["a glowing whale stranded on the beach", "a whale that swims in the sea"])
def test_somebody_else_may_be_out_of_the_picture(size: str, whale: str) -> None:
    """A close shot of the keeper renders wherever the whale is, and its box says when it is not seen."""
    f = film(
        f"{size}, dawn. A lighthouse keeper discovers {whale}. The camera trucks right.",
        width=208,
        height=120,
    )
    assert f.tracks is not None
    boxes = f.tracks[0].boxes
    assert np.isfinite(boxes).all()
