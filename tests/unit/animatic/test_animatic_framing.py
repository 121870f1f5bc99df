"""Where the face is while the camera moves: every close size under every move."""

from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.engines.animatic.reader import read
from rushes.engines.animatic.stage import Blocking, Order, blocked
from rushes.engines.animatic.targets import target_of
from rushes.film import CameraMove
from tests.unit.animatic.filming import film
from tests.unit.animatic.test_animatic_reader import MOVES

SIZE = (104, 60)
FRAMES = 17
SUBJECTS = {
    "a waiting man": "An old man with a white beard, a blue coat and a cap waits on the beach.",
    "a reaching woman": "A woman with red hair and a green coat reaches out in the meadow.",
    "a running child": "A girl with a red coat runs across the meadow.",
    "a sitting man": "A man with a brown jacket sits on the beach.",
    "two who talk": "A monk in an orange robe talks to a king with a crown in the temple.",
    "a horse": "A brown horse gallops across the meadow.",
}
FILLS = {
    "Medium": (0.1, 0.52),
    "Over-the-shoulder": (0.1, 0.52),
    "Close-up": (0.3, 0.62),
    "Extreme close-up": (0.5, 0.84),
}
"""How much of the picture's height a person's face may fill, least and most."""


def faces(prompt: str) -> NDArray[np.float64]:
    """The leading face's box on the first, middle and last frame, in picture heights, (3, 4)."""
    staging = read(prompt, 7)
    stage: Blocking = blocked(Order(staging=staging, width=SIZE[0], height=SIZE[1], frames=FRAMES, fps=4.0))
    figure, move, view = stage.figures[0], staging.move, stage.setting.view
    tall = target_of(stage.figures, staging.size, SIZE[0] / SIZE[1], 4.0, move).face
    boxes = []
    for i in (0, FRAMES // 2, FRAMES - 1):
        (x, up), depth = figure.face(i, 4.0, FRAMES, move), figure.depth(i)
        metre, card = view.metre(depth), stage.cameras[i].card(view, depth)
        fx, fy, _ = card @ (x * metre, view.ground(depth) - up * metre, 1.0)
        radius = card[0, 0] * metre * tall / 2
        boxes.append((fx - radius, fy - radius, fx + radius, fy + radius))
    return np.array(boxes)


@pytest.mark.parametrize("size", FILLS)
@pytest.mark.parametrize("move", get_args(CameraMove))
def test_the_face_stays_in_the_picture(size: str, move: CameraMove) -> None:
    """First, middle and last frame show the whole face, hair to chin, and a face of the size's scale."""
    for name, subject in SUBJECTS.items():
        boxes = faces(f"{size} shot, noon. {subject} {MOVES[move]}.")
        half = SIZE[0] / SIZE[1] / 2
        inside = (boxes >= (-half, 0, -half, 0)).all() and (boxes <= (half, 1, half, 1)).all()
        assert inside, f"{name}: {boxes.round(2).tolist()}"
        tall = boxes[:, 3] - boxes[:, 1]
        if "horse" not in name:
            least, most = FILLS[size]
            assert (tall >= (0.07 if "two" in name else least)).all(), f"{name}: {tall}"
            assert (tall <= most).all(), f"{name}: {tall}"


@pytest.mark.parametrize("size", ["Close-up", "Extreme close-up"])
def test_eyes_lie_in_the_upper_half(size: str) -> None:
    """A resting camera puts the middle of the face above the middle of the picture."""
    boxes = faces(f"{size} shot, noon. {SUBJECTS['a waiting man']} Static camera.")
    assert (boxes[:, 1] + boxes[:, 3] < 1.0).all()


def test_a_dolly_ends_on_the_face_that_it_went_for() -> None:
    """Dollying in brings the face nearer to the middle or leaves it there, and larger."""
    boxes = faces(f"Close-up shot, noon. {SUBJECTS['a reaching woman']} {MOVES['dolly in']}.")
    assert abs(boxes[-1, 0] + boxes[-1, 2]) < 0.15
    assert boxes[-1, 3] - boxes[-1, 1] > boxes[0, 3] - boxes[0, 1]


LEAST = {"Wide shot": 0.0015, "Full shot": 0.015}
"""Share of the picture that the person of a meeting fills at least; 0.03 in closer shots."""
MEETINGS = (
    "A lighthouse keeper with a navy coat discovers the glowing whale stranded on the beach.",
    "A keeper with a navy coat kneels beside the glowing whale on the beach and reaches out one hand.",
    "A glowing whale stranded on the beach. A woman with a red coat touches the whale.",
    "A girl with a red coat talks to a huge dragon in front of the castle.",
    "A boy with a blue shirt and an elephant stand in the meadow.",
    "A woman with a green coat talks to a man with a brown jacket in the harbour.",
)


@pytest.mark.parametrize(
    "size", ["Medium shot", "Close-up", "Over-the-shoulder shot", "Full shot", "Wide shot"]
)
@pytest.mark.parametrize("move", ["static", "dolly in", "zoom in", "truck right"])
def test_whom_somebody_is_with_is_in_the_picture(size: str, move: CameraMove) -> None:
    """Both are seen on the first, middle and last frame; in a medium shot neither fills it."""
    for meeting in MEETINGS:
        f = film(f"{size}, noon. {meeting} {MOVES[move]}.", width=208, height=120, label_frames=(0, 3, 6))
        assert f.labels is not None
        assert f.tracks is not None
        for labels in f.labels:
            shares = [float((labels == n + 1).mean()) for n in range(2)]
            person = 1 if meeting.startswith("A glowing") else 0
            assert shares[person] > LEAST.get(size, 0.03), f"{meeting}: {shares}"
            if size != "Close-up":
                assert shares[1 - person] > 0.003, f"{meeting}: {shares}"
                assert max(shares) < 0.6, f"{meeting}: {shares}"
