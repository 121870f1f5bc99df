"""What hands, bodies and their surroundings do for a deed, and that a close picture shows what it is of."""

import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.hands import FINGERS, Wrist, draw_hand
from rushes.engines.animatic.reader import read
from rushes.engines.animatic.set_pieces import BOARDS
from rushes.engines.animatic.skeleton import Body, Hand
from rushes.engines.animatic.stage import Blocking, Order, Stage, blocked, build
from tests.unit.animatic.filming import film, luma

SIZE = (208, 120)
FRAMES = 9


def order(prompt: str, seed: int = 11) -> Order:
    return Order(staging=read(prompt, seed), width=SIZE[0], height=SIZE[1], frames=FRAMES, fps=2.0)


def body(prompt: str, frame: int = 5, who: int = 0) -> Body:
    """The pose of a person of the shot on one frame."""
    figure = blocked(order(prompt)).figures[who]
    return figure._body(frame, frame / 2.0, frame / (FRAMES - 1), 0.0)


def outline(hand: Hand, pixels: float) -> NDArray[np.bool_]:
    """The silhouette of a hand that points down, drawn at so many pixels per metre."""
    side = int(0.4 * pixels)
    c = Canvas(side, side, np.array([[pixels, 0, side / 2], [0, pixels, side / 4], [0, 0, 1.0]]))
    draw_hand(c, Wrist((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), 1.0), "#d9a173", 1.0, hand)
    return c.pixels()[..., 3] > 127


@pytest.mark.parametrize("pixels", [FINGERS / 2, FINGERS * 4])
def test_what_a_hand_does_shows_in_its_outline(pixels: float) -> None:
    """Far and near, a fist is shorter than an open hand and a pointing hand longer than a fist, and no
    two of these share more than nine tenths of their outline."""
    fist, spread, point = (outline(hand, pixels) for hand in ("fist", "open", "point"))
    fist_rows, open_rows, point_rows = (int(mask.any(1).sum()) for mask in (fist, spread, point))
    assert fist_rows < 0.88 * open_rows
    assert fist_rows < 0.88 * point_rows
    for a, b in ((fist, spread), (fist, point), (spread, point)):
        assert (a & b).sum() < 0.9 * (a | b).sum()


@pytest.mark.parametrize(
    ("deed", "hand"),
    [
        ("fights in the alley", "fist"),
        ("runs through the street", "fist"),
        ("raises a sword in the castle", "grip"),
        ("carries a lantern in the village", "grip"),
        ("waves goodbye in the harbour", "open"),
        ("reaches out in the garden", "open"),
        ("pushes a box in the workshop", "flat"),
        ("points at the sea on the beach", "point"),
        ("stands in the meadow", "rest"),
    ],
)
def test_the_deed_chooses_the_hand(deed: str, hand: Hand) -> None:
    """Whoever fights has fists, whoever holds grips, and so on."""
    assert body(f"Full shot, noon. A man in a green coat {deed}.").right.hand == hand


def test_a_surfer_stands_on_a_board() -> None:
    """Right under the feet lies something far longer than they are, in the colour of a board, that is
    not part of the person's mask."""
    shot = film("Full shot, noon, clear. A woman with black hair surfs a wave on the sea. Static camera.")
    assert shot.labels is not None
    n = 3
    mask = shot.labels[n] == 1
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    feet = shot.frames[n, rows[-1] - 3 : rows[-1] + 9].astype(int)
    free = ~mask[rows[-1] - 3 : rows[-1] + 9]
    boards = [[int(b[i : i + 2], 16) for i in (1, 3, 5)] for b in BOARDS]
    near = np.min([np.abs(feet - board).max(-1) for board in boards], 0) < 48
    widest = int((near & free).sum(1).max())
    assert widest > 0.7 * len(rows), f"{widest} pixels of board under {len(rows)} pixels of person"
    assert columns.size


def test_a_rider_sits_on_the_horse_and_goes_with_it() -> None:
    """From frame to frame the rider stays over the horse's back, above its feet, while both move on."""
    found = blocked(order("Full shot, noon. A cowboy rides a brown horse through the desert."))
    rider, horse = (figure.mark for figure in found.figures)
    assert np.abs(rider.x - horse.x).max() < 0.5
    assert np.ptp(horse.x) > 2
    assert (rider.up > 0.6).all()
    assert np.array_equal(rider.facing, horse.facing)


def test_who_kneels_is_seen_kneeling_in_a_medium_shot() -> None:
    """The bent knee is in the picture."""
    prompt = (
        "Medium shot, dawn. Elias, an old man with a navy-blue coat, kneels beside the whale on the beach."
    )
    stage: Stage = build(order(prompt))
    drawn = stage.figures[0].carried(4, 4, stage)
    assert drawn is not None
    x, y = drawn.joints["left knee"]
    assert 0 < x < SIZE[0]
    assert 0 < y < SIZE[1]


@pytest.mark.parametrize(
    ("beast", "how"),
    [
        ("whale on the beach", "Close-up. Static camera."),
        ("whale on the beach", "Close-up, low angle. The camera dollies in."),
        ("whale on the beach", "Extreme close-up, low angle. The camera zooms in."),
        ("whale on the beach", "Extreme close-up. Handheld."),
        ("elephant in the savanna", "Close-up. Static camera."),
        ("horse in the meadow", "Close-up. The camera trucks left."),
    ],
)
def test_a_close_up_with_a_giant_shows_its_eye(beast: str, how: str) -> None:
    """Whoever leans against a giant in a close-up has its eye beside their face, whatever the camera does."""
    found: Blocking = blocked(order(f"{how} Noon. A man with a blue coat leans against a {beast}."))
    person, giant = found.figures
    assert "lean" in {action for _, _, action, _ in person.mark.beats}
    for i in (0, FRAMES // 2, FRAMES - 1):
        (x, up), depth, view = giant.face(i, 2.0, FRAMES, "static"), giant.depth(i), found.setting.view
        metre = view.metre(depth)
        fx, fy, _ = found.cameras[i].card(view, depth) @ (x * metre, view.ground(depth) - up * metre, 1.0)
        assert abs(fx) < SIZE[0] / SIZE[1] / 2
        assert 0 < fy < 1
        assert depth > person.depth(i)


@pytest.mark.parametrize(
    "head", ["a captain's cap and a grey beard", "a yellow oilskin hat and a white beard", "curly black hair"]
)
def test_extreme_close_ups_cut_neither_chin_nor_cap(head: str) -> None:
    """Above the head and below the beard there is picture."""
    prompt = f"Extreme close-up, noon. A sailor with {head} stands on the deck. Static camera."
    shot = film(prompt)
    assert shot.labels is not None
    rows = np.flatnonzero((shot.labels[3] == 1).any(1))
    assert rows[0] > 0, "the cap touches the upper edge"
    assert body(prompt).gait == "stand"


@pytest.mark.parametrize("place", ["jungle", "forest", "alley"])
def test_nights_can_be_read(place: str) -> None:
    """Night under trees and between walls is light enough to see who is there, and darker than dusk."""
    shots = [
        film(f"Wide shot, {hour}, clear. A tiger walks in the {place}. Static.") for hour in ("night", "dusk")
    ]
    night, dusk = (luma(shot) for shot in shots)
    assert 42 < night < 0.9 * dusk


@pytest.mark.parametrize(
    ("view", "least", "most"),
    [("Seen from behind", -1.0, -0.7), ("Side view", -0.4, 0.4), ("A man faces the camera", 0.8, 1.0)],
)
def test_the_text_says_from_which_side(view: str, least: float, most: float) -> None:
    """Behind, beside, before: the sine of the body's turn."""
    turn = body(f"Medium shot, noon. {view}. A man in a red coat stands on the bridge.").turn
    assert least <= np.sin(np.deg2rad(turn)) <= most


def test_those_who_walk_together_do_not_cross() -> None:
    """Two who walk keep their distance and go the same way."""
    found = blocked(order("Wide shot, noon. Two children walk in the forest."))
    a, b = (figure.mark for figure in found.figures)
    assert np.ptp(a.x - b.x) < 0.2
    assert np.array_equal(a.facing, b.facing)


def test_a_dog_goes_along() -> None:
    """``A boy runs with a dog``: the dog runs too, beside him."""
    found = blocked(order("Wide shot, noon. A boy runs along the river with a brown dog."))
    boy, dog = (figure.mark for figure in found.figures)
    assert np.ptp(dog.x) == pytest.approx(np.ptp(boy.x))
    assert dog.running
    assert np.abs(dog.x - boy.x).max() < 2


def test_who_sat_down_to_read_stays_seated() -> None:
    """Later deeds of the hands do not make anybody get up."""
    assert body("Medium shot, noon. A woman sits in the kitchen and reads a book.", FRAMES - 2).gait == "sit"


@pytest.mark.parametrize(("mood", "sign"), [("smiles", 1), ("cries", -1)])
def test_faces_show_what_is_felt(mood: str, sign: int) -> None:
    """Corners of the mouth go up or down."""
    assert np.sign(body(f"Close-up, noon. A young woman {mood} on the beach.").smile) == sign


@pytest.mark.parametrize("beast", ["whale", "dolphin", "shark"])
def test_the_stranded_lie_in_the_sand(beast: str) -> None:
    """Their lowest part is where the ground is, and is a belly rather than a fin to stand on."""
    stage = build(order(f"Wide shot, noon. A {beast} lies stranded on the beach. Static camera."))
    figure = stage.figures[0]
    drawn = figure.carried(4, 4, stage)
    assert drawn is not None
    creature, matrix = figure.mark.creature, figure.matrix(4, stage.cameras[4], stage.setting, stage.to_frame)
    assert creature is not None
    ground = (matrix @ (0.0, figure.mark.up[4] / figure.size, 1.0))[1]
    solid = drawn.pixels[..., 3] > 127
    rows = np.flatnonzero(solid.any(1))
    gap = (drawn.y + rows[-1] + 1 - ground) / (matrix[1, 1] * creature.height)
    assert -0.05 < gap < 0.15
    belly = solid[: int(ground) - drawn.y][-3:].any(0).sum()
    assert belly > 0.25 * solid.any(0).sum()
