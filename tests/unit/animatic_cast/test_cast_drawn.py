"""What every animal, robot, vehicle and thing of the animatic engine promises when it is drawn."""

from collections import Counter
from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.figure import Creature, Gait, Look, Pose

pytest.importorskip("thorvg_python")

ALL = sorted(creatures())
GAITS = get_args(Gait)


def look(name: str, text: str = "", key: int = 3) -> Look:
    text = text or name
    return Look(name, text, frozenset(text.replace(",", " ").split()), key)


def drawn(
    name: str, pose: Pose, text: str = "", key: int = 3, size: int = 96, metres: float = 0.0
) -> NDArray[np.uint8]:
    """The figure in the middle of a square of three times its own size; premultiplied RGBA."""
    creature = creatures()[name]
    scale = size / (metres or 3 * max(creature.height, creature.length))
    c = Canvas(size, size, np.array([[scale, 0, size / 2], [0, scale, size / 2], [0, 0, 1.0]]), None)
    creature.draw(c, look(name, text, key), pose)
    return c.pixels()


def box(creature: Creature, pixels: NDArray[np.uint8]) -> tuple[float, float, float, float]:
    """x0, y0, x1, y1 in metres of what is drawn."""
    size = len(pixels)
    scale = size / (3 * max(creature.height, creature.length))
    ys, xs = np.where(pixels[..., 3] > 80)
    corners = np.array([xs.min(), ys.min(), xs.max() + 1, ys.max() + 1], np.float64)
    x0, y0, x1, y1 = ((corners - size / 2) / scale).tolist()
    return x0, y0, x1, y1


def mean_colour(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Mean colour of what is opaque, 0..255."""
    solid = pixels[pixels[..., 3] > 250]
    mean: NDArray[np.float64] = solid[:, :3].mean(0)
    return mean


@pytest.mark.parametrize("name", ALL)
def test_every_gait_and_view_gives_a_picture(name: str) -> None:
    """Whatever the text makes a figure do, from whatever side, something of a sane size is drawn."""
    for i, gait in enumerate(GAITS):
        for turn in (0, 45, 90, -90) if gait == "stand" else ((0, 30, 90, -60)[i % 4],):
            pose = Pose(t=0.3 + i, gait=gait, phase=0.13 * i, turn=turn, mouth=(i % 3) / 2, lights=i % 2)
            share = (drawn(name, pose, size=64)[..., 3] > 40).mean()
            assert 0.0005 < share < 0.5, (gait, turn, share)


@pytest.mark.parametrize("name", [n for n in ALL if creatures()[n].kind != "object"])
def test_declared_size_is_the_drawn_size(name: str) -> None:
    """The stage frames and scales by `height` and `length`: they are what is drawn, within a third."""
    creature = creatures()[name]
    size = box(creature, drawn(name, Pose(t=0.4), size=192))
    height, length = size[3] - size[1], size[2] - size[0]
    assert 0.66 < height / creature.height < 1.45
    assert 0.5 < length / creature.length < 1.4


@pytest.mark.parametrize(
    "name", [n for n in ALL if creatures()[n].element == "ground" and creatures()[n].kind != "object"]
)
def test_walkers_stand_on_the_ground(name: str) -> None:
    """The lowest point of what walks is at its feet: neither floating nor sunk in."""
    creature = creatures()[name]
    bottom = box(creature, drawn(name, Pose(t=0.4), size=192))[3]
    assert abs(bottom) < 0.07 * max(creature.height, creature.length)


@pytest.mark.parametrize("name", [n for n in ALL if creatures()[n].kind != "object"])
def test_close_ups_frame_the_figure(name: str) -> None:
    """`focus` lies on the figure, so that a close-up shows something."""
    creature = creatures()[name]
    x0, y0, x1, y1 = box(creature, drawn(name, Pose(t=0.4), size=192))
    x, y = creature.focus
    assert x0 <= x <= x1
    assert y0 <= y <= y1


@pytest.mark.parametrize("name", ["dog", "whale", "owl", "robot", "car", "campfire", "lantern"])
def test_same_look_and_pose_same_pixels(name: str) -> None:
    """Drawing depends on the look and the pose alone."""
    pose = Pose(t=1.234, gait="walk", phase=0.4, turn=30, lights=0.5)
    assert np.array_equal(drawn(name, pose), drawn(name, pose))


@pytest.mark.parametrize(
    "name",
    [
        "dog",
        "cat",
        "horse",
        "fish",
        "bird",
        "dragon",
        "car",
        "robot",
        "butterfly",
        "cow",
        "umbrella",
        "whale",
        "boat",
    ],
)
def test_named_colour_is_the_colour(name: str) -> None:
    """``red`` makes it red, ``blue`` blue, ``white`` light and ``black`` dark, whatever the seed."""
    pose = Pose(t=0.3)
    means = {
        c: [mean_colour(drawn(name, pose, f"{c} {name}", key)) for key in (1, 2)]
        for c in ("red", "blue", "white", "black")
    }
    for red, blue, white, black in zip(*(means[c] for c in ("red", "blue", "white", "black")), strict=True):
        assert red[0] - red[2] > blue[0] - blue[2] + 40
        assert white.mean() > black.mean() + 50


def test_what_is_named_is_constant_and_the_rest_varies() -> None:
    """Half-described dogs differ by seed, but a dog named white stays white."""
    open_ = [mean_colour(drawn("dog", Pose(), "dog", key)) for key in range(8)]
    named = [mean_colour(drawn("dog", Pose(), "white dog", key)) for key in range(8)]
    assert np.std(open_, axis=0).max() > 25
    assert np.std(named, axis=0).max() < 12


def test_part_colours_reach_their_part() -> None:
    """``white dog with black ears``: a little darker than the white dog, and only at the top."""
    plain, eared = (
        drawn("dog", Pose(), f"white dog pointed{t}", 5, 192).astype(int) for t in ("", " with black ears")
    )
    changed = np.abs(plain - eared).max(-1) > 60
    ys, _ = np.where(changed)
    solid = np.where(plain[..., 3] > 200)[0]
    assert 0.002 < changed.sum() / len(solid) < 0.08
    assert ys.mean() < solid.min() + 0.3 * (solid.max() - solid.min())


def test_nouns_mean_one_thing() -> None:
    """No noun is claimed by two kinds, and each is lower case."""
    words = Counter(word for creature in creatures().values() for word in set(creature.words))
    assert [w for w, n in words.items() if n > 1] == []
    assert all(word == word.lower() for word in words)


def test_silhouettes_tell_the_kinds_apart() -> None:
    """At thumbnail size the commonest kinds differ as black shapes."""
    names = [
        "whale",
        "dog",
        "cat",
        "horse",
        "bird",
        "fish",
        "fox",
        "dragon",
        "robot",
        "car",
        "boat",
        "owl",
        "bear",
        "deer",
        "elephant",
    ]
    shapes = {}
    for name in names:
        alpha = drawn(name, Pose(t=0.3), size=160)[..., 3] > 80
        ys, xs = np.where(alpha)
        crop = alpha[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
        rows = np.linspace(0, crop.shape[0] - 1, 40).astype(int)
        columns = np.linspace(0, crop.shape[1] - 1, 40).astype(int)
        shapes[name] = crop[rows][:, columns]
    for a, b in combinations(names, 2):
        both, either = (shapes[a] & shapes[b]).sum(), (shapes[a] | shapes[b]).sum()
        assert both / either < 0.86, (a, b)


@pytest.mark.parametrize("name", ["car", "bus", "lantern", "campfire", "boat", "robot"])
def test_lamps_shine_at_night(name: str) -> None:
    """Headlamps, windows and flames are brighter with the lights on."""
    day, night = (drawn(name, Pose(t=0.4, lights=k))[..., :3].astype(int).sum() for k in (0, 1))
    assert night > day


@pytest.mark.parametrize(
    ("name", "text", "epithet"),
    [
        ("fox", "a red fox running through a snowy forest", "red fox"),
        ("whale", "the glowing blue whale swims in the dark green water", "glowing blue whale"),
        ("dog", "max the golden retriever", "golden retriever"),
        ("rowing boat", "an old yellow rowboat on the blue lake", "old yellow rowboat"),
    ],
)
def test_colours_of_the_place_do_not_rub_off(name: str, text: str, epithet: str) -> None:
    """Only the words that lead up to the noun colour the figure, not those of what surrounds it."""
    assert look(name, text).epithet() == epithet
    assert np.array_equal(drawn(name, Pose(), text), drawn(name, Pose(), epithet))
