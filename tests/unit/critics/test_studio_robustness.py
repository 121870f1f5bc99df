"""Whatever an engine returns, studio critics give a score in [0, 1] or None with a reason; never an error."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from hypothesis import HealthCheck, example, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from rushes.critics.encoders import ClipEncoder, DinoEncoder, Owlv2Finder  # noqa: E402
from rushes.critics.faces import FaceConsistency, FaceEncoder  # noqa: E402
from rushes.critics.image_reward import ImageRewardJudge, ImageRewardQuality  # noqa: E402
from rushes.critics.studio import EncoderCharacterConsistency, EncoderLocationConsistency  # noqa: E402
from rushes.critics.studio_stripes import StripeEncoder  # noqa: E402
from rushes.critics.tables import shipped  # noqa: E402
from rushes.film import Footage, Track  # noqa: E402
from rushes.reward import Logistic  # noqa: E402
from tests.support import tiny_critics, tiny_faces  # noqa: E402

PICTURES = {
    "black": lambda rng, shape: np.zeros(shape, np.uint8),
    "white": lambda rng, shape: np.full(shape, 255, np.uint8),
    "grey": lambda rng, shape: np.full(shape, 128, np.uint8),
    "noise": lambda rng, shape: rng.integers(0, 256, shape, dtype=np.uint8),
    "red": lambda rng, shape: np.broadcast_to(np.array([255, 20, 20], np.uint8), shape).copy(),
}
TELLS = ("masks", "empty masks", "boxes", "lost boxes", "nobody", "blind")


@pytest.fixture(scope="module")
def panel(tmp_path_factory):
    """Every studio critic with a calibration, on tiny weights."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    root = tiny_critics.everything(tmp_path_factory.mktemp("weights"))
    clip, dino = ClipEncoder(source=str(root / "tiny-clip")), DinoEncoder(source=str(root / "tiny-dino"))
    finder = Owlv2Finder(source=str(root / "tiny-owl"))
    judge = ImageRewardJudge(checkpoint=str(root / "ImageReward.pt"), tokenizer=str(root / "tiny-bert"))
    yunet, sface = tiny_faces.yunet(root / "yunet.onnx"), tiny_faces.sface(root / "sface.onnx")
    faces = FaceEncoder(detector=str(yunet), recogniser=str(sface))
    entries = [f"{e.name}:{r}" for e in (clip, dino, StripeEncoder()) for r in ("mask", "box", "place")]
    curve = Logistic(weights=(20.0,), bias=-15.0)
    table = replace(
        shipped(),
        same=dict.fromkeys([*entries, f"{faces.name}:face"], curve),
        scales={judge.name: (0.0, 1.0)},
    )
    character = EncoderCharacterConsistency(encoder=clip, finder=finder, table=table)
    yield (
        character,
        replace(character, encoder=dino),
        replace(character, encoder=StripeEncoder()),
        EncoderLocationConsistency(encoder=clip, finder=finder, table=table),
        ImageRewardQuality(judge=judge, table=table),
        FaceConsistency(encoder=faces, table=table),
    )
    torch.set_num_threads(threads)


def footage(kind: str, tells: str, shape: tuple[int, int, int], seed: int) -> Footage:
    """Frames of one kind, and an engine that tells more or less about who is where."""
    rng = np.random.default_rng(seed)
    count, height, width = shape
    frames = PICTURES[kind](rng, (count, height, width, 3))
    if tells == "blind":
        return Footage(frames=frames, fps=24)
    box = np.array([0.2 * width, 0.1 * height, 1.4 * width, 0.9 * height], np.float32)
    boxes = np.full((count, 4), np.nan, np.float32) if tells == "lost boxes" else np.stack([box] * count)
    tracks = () if tells == "nobody" else (Track(label="person", reference=None, boxes=boxes),)
    labels = None
    if "masks" in tells:
        labels = np.zeros((count, height, width), np.uint8)
        if tells == "masks":
            labels[:, height // 4 :, width // 4 : 3 * width // 4] = 1
    told = tuple(range(count)) if labels is not None else ()
    return Footage(frames=frames, fps=24, tracks=tracks, labels=labels, label_frames=told)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(sorted(PICTURES)),
    tells=st.sampled_from(TELLS),
    shape=st.tuples(st.integers(1, 4), st.integers(1, 120), st.integers(1, 200)),
    seed=st.integers(0, 99),
)
@example(kind="noise", tells="blind", shape=(1, 2160, 3840), seed=0)
@example(kind="black", tells="boxes", shape=(1, 1, 1), seed=0)
@example(kind="red", tells="masks", shape=(2, 96, 160), seed=0)
def test_any_footage_gives_a_score_or_a_reason(panel, stage, people, kind, tells, shape, seed):
    """One frame, one pixel, 4K, black, white, grey or noise; masks, boxes, neither: never an exception."""
    references = stage.references(people.look(3)) + stage.place_references(1)
    viewing = stage.view(footage(kind, tells, shape, seed), references)
    for critic in panel:
        verdict = critic.watch(viewing)
        assert verdict.score is None or 0 <= verdict.score <= 1
        assert verdict.note
        assert all(np.isfinite(x) for x in verdict.raw.values())


def test_frame_order_changes_nothing(panel, stage, people):
    """Consistency is judged frame by frame: reversed, a clip scores the same."""
    viewing = stage.view(
        stage.take([people.look(3)], frames=5, seed=1),
        stage.references(people.look(3)) + stage.place_references(1),
    )
    there = viewing.footage
    back = replace(
        there,
        frames=there.frames[::-1].copy(),
        labels=there.labels[::-1].copy(),
        tracks=tuple(replace(t, boxes=t.boxes[::-1].copy()) for t in there.tracks),
    )
    for critic in panel:
        first, second = critic.watch(viewing), critic.watch(replace(viewing, footage=back))
        assert first.score == pytest.approx(second.score, abs=1e-6)
