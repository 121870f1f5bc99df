"""Faces through OpenCV's own YuNet and SFace classes, on small networks that call red squares faces."""

from dataclasses import replace

import numpy as np
import pytest

from rushes.critics.faces import FaceConsistency, FaceEncoder
from rushes.critics.studio_fit import FaceFit, fit_all
from rushes.critics.tables import shipped
from rushes.film import Footage, ReferenceImage
from tests.support import tiny_faces

SPOTS = {"mara": (255, 90, 0), "john": (255, 0, 120), "anna": (150, 0, 0)}


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faces")
    detector, recogniser = tiny_faces.yunet(folder / "yunet.onnx"), tiny_faces.sface(folder / "sface.onnx")
    return FaceEncoder(detector=str(detector), recogniser=str(recogniser))


def face(who: str, at: tuple[int, int] = (64, 96), size: tuple[int, int] = (192, 256)) -> np.ndarray:
    """Grey with one red face of 64 pixels, which a spot of its own colour tells apart."""
    made = np.full((*size, 3), 90, np.uint8)
    y, x = at
    made[y : y + 64, x : x + 64] = (255, 20, 20)
    made[y + 16 : y + 48, x + 4 : x + 60] = SPOTS[who]
    return made


def reference(who: str) -> ReferenceImage:
    return ReferenceImage(subject=who, name=who, of="character", view="front", pixels=face(who))


def taken(stage, who: str, cast: str, length: int = 6):
    frames = np.stack([face(who, (64, 32 * (i % 5))) for i in range(length)])
    return stage.view(Footage(frames=frames, fps=24), [reference(c) for c in SPOTS], (cast,))


def test_a_face_is_found_wherever_it_is_and_described_alike(encoder):
    """The same face elsewhere in a picture of another size is nearer than another face in the same place."""
    here, there = encoder.faces(face("mara"))[:1], encoder.faces(face("mara", (96, 128), (240, 416)))[:1]
    other = encoder.faces(face("john"))[:1]
    assert np.allclose(np.linalg.norm(np.concatenate([here, there, other]), axis=1), 1)
    assert (here @ there.T).item() > 0.9 > (here @ other.T).item()


@pytest.mark.parametrize("picture", [(1, 1), (17, 33), (240, 416)])
def test_a_picture_without_a_face_has_none(encoder, picture):
    """No face is an empty array, whatever the size."""
    assert encoder.faces(np.full((*picture, 3), 90, np.uint8)).shape[0] == 0


def test_faces_are_calibrated_and_then_tell_people_apart(stage, encoder):
    """Fitted on takes of three people, the right face scores above the threshold and a wrong one below."""
    viewings = [
        replace(v, document=replace(v.document, characters=tuple(
            replace(v.document.characters[0], id=c, name=c) for c in SPOTS
        )))
        for v in (taken(stage, who, who) for who in SPOTS for _ in range(2))
    ]  # fmt: skip
    table, rows = fit_all(shipped(), viewings, [FaceFit(encoder=encoder)])
    assert [(row.entry, row.reason) for row in rows] == [(f"{encoder.name}:face", "")]
    critic = FaceConsistency(encoder=encoder, table=table)
    right, wrong = critic.watch(taken(stage, "mara", "mara")), critic.watch(taken(stage, "john", "mara"))
    assert right.score > 0.65 > wrong.score
    assert right.calibration.endswith(f"{encoder.name}:face")


def test_nobody_with_a_face_is_no_score(stage, encoder, people):
    """Footage without faces abstains: a drawing is not judged by a model of photographs."""
    from rushes.reward import Logistic

    table = replace(shipped(), same={f"{encoder.name}:face": Logistic(weights=(10.0,), bias=-5.0)})
    viewing = taken(stage, "mara", "mara")
    empty = replace(viewing, footage=Footage(frames=np.full_like(viewing.footage.frames, 90), fps=24))
    critic = FaceConsistency(encoder=encoder, table=table)
    assert critic.watch(empty).score is None
    assert "no face in the samples" in critic.watch(empty).note
    assert "no face in the references" in critic.watch(replace(viewing, references=())).note
