"""The studio critics through the real classes of `transformers`, with tiny random weights."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from rushes.critics import encoders, image_reward  # noqa: E402
from rushes.critics.encoders import CLIP_MEAN, CLIP_STD, ClipEncoder, DinoEncoder, Owlv2Finder  # noqa: E402
from rushes.critics.faces import FaceConsistency, FaceEncoder  # noqa: E402
from rushes.critics.image_reward import ImageRewardJudge, ImageRewardQuality  # noqa: E402
from rushes.critics.studio import (  # noqa: E402
    EncoderCharacterConsistency,
    EncoderLocationConsistency,
    crops,
    likeness,
)
from rushes.critics.studio_fit import EncoderFit, JudgeFit, fit_all  # noqa: E402
from rushes.critics.tables import shipped  # noqa: E402
from rushes.errors import CriticError, EngineUnavailable  # noqa: E402
from rushes.reward import Logistic  # noqa: E402
from tests.support import tiny_critics  # noqa: E402

TINY = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2}
WORDS = {
    **TINY,
    "vocab_size": 99,
    "max_position_embeddings": 16,
    "pad_token_id": 1,
    "bos_token_id": 0,
    "eos_token_id": 2,
}


@pytest.fixture(autouse=True)
def _one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def clip(tmp_path):
    config = transformers.CLIPConfig(
        text_config=WORDS, vision_config={**TINY, "image_size": 32, "patch_size": 8}, projection_dim=16
    )
    transformers.CLIPModel(config).save_pretrained(tmp_path / "tiny-clip")
    return ClipEncoder(source=str(tmp_path / "tiny-clip"))


@pytest.fixture
def dino(tmp_path):
    config = transformers.Dinov2Config(**TINY, image_size=28, patch_size=14)
    transformers.Dinov2Model(config).save_pretrained(tmp_path / "tiny-dino")
    return DinoEncoder(source=str(tmp_path / "tiny-dino"), size=28)


@pytest.fixture
def finder(tmp_path):
    config = transformers.Owlv2Config(
        text_config=WORDS, vision_config={**TINY, "image_size": 32, "patch_size": 8}, projection_dim=32
    )
    transformers.Owlv2ForObjectDetection(config).save_pretrained(tmp_path / "tiny-owl")

    def tokenizer(phrases, **_):
        ids = torch.tensor(
            [[0, *(ord(c) % 90 + 3 for c in p[:14]), 2] + [1] * max(0, 14 - len(p)) for p in phrases]
        )
        return {"input_ids": ids, "attention_mask": (ids != 1).long()}

    return Owlv2Finder(source=str(tmp_path / "tiny-owl"), tokenizer=tokenizer)


@pytest.fixture
def pictures():
    rng = np.random.default_rng(0)
    return [rng.integers(0, 256, (h, w, 3), dtype=np.uint8) for h, w in ((40, 40), (64, 30), (17, 90))]


def calibrated(**entries):
    return replace(shipped(), same={**shipped().same, **entries})


@pytest.mark.parametrize("which", ["clip", "dino"])
def test_encoders_give_unit_vectors_for_pictures_of_any_size(request, pictures, which):
    """A saved checkpoint loads, embeds mixed sizes in one batch, and agrees with one by one."""
    encoder = request.getfixturevalue(which)
    together = encoder.embed(pictures)
    assert np.allclose(np.linalg.norm(together, axis=1), 1)
    assert np.allclose(together, np.concatenate([encoder.embed([p]) for p in pictures]), atol=1e-5)


def test_clip_agrees_with_the_librarys_own_preparation(clip):
    """Square pictures come out as `transformers`' Pillow processor and model give them."""
    picture = np.random.default_rng(2).integers(0, 256, (48, 48, 3), dtype=np.uint8)
    mine = clip.embed([picture])
    processor = transformers.CLIPImageProcessorPil(size={"shortest_edge": 32}, crop_size=32)
    pixels = processor(picture, return_tensors="pt")["pixel_values"]
    with torch.inference_mode():
        theirs = clip.model.get_image_features(pixel_values=pixels).pooler_output.numpy()[0]
    off = encoders.prepare([picture], 32, CLIP_MEAN, CLIP_STD, "cpu") - pixels
    assert float(off.abs().mean()) < 0.02
    assert float(mine[0] @ theirs / np.linalg.norm(theirs)) > 0.9999


def test_captions_live_in_the_space_of_pictures(clip, pictures):
    """Text embeddings have the width of image embeddings and unit length."""
    ids = torch.tensor([[0, 5, 9, 2]])
    vectors = clip.embed_ids(ids, torch.ones_like(ids))
    assert vectors.shape[1] == clip.embed(pictures).shape[1]
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


def test_the_detector_gives_one_box_inside_the_picture_per_phrase(finder):
    """Boxes are in pixels of the picture, whatever its shape; asking again gives the same."""
    picture = np.random.default_rng(1).integers(0, 256, (48, 96, 3), dtype=np.uint8)
    found = finder.find(picture, ["a keeper", "a whale"])
    assert finder.find(picture.copy(), ["a keeper", "a whale"]) is found
    assert len(found) == 2
    for box, sure in found:
        assert 0 <= sure <= 1
        assert (box >= 0).all()
        assert (box <= [96, 48, 96, 48]).all()


def test_a_box_is_the_librarys_own(finder):
    """The best box and its confidence are those of `transformers`' post-processing of the same output."""
    picture = np.random.default_rng(4).integers(0, 256, (48, 96, 3), dtype=np.uint8)
    (box, sure), _ = finder.find(picture, ["a keeper", "a whale"])
    words = finder.tokenizer(["a keeper", "a whale"])
    with torch.inference_mode():
        output = finder.model(**words, pixel_values=finder._pixels(picture))
    processor = transformers.Owlv2ImageProcessorPil()
    theirs = processor.post_process_object_detection(output, threshold=-1.0, target_sizes=[(48, 96)])[0]
    # The library names each box after its best phrase; ours is the best box of one phrase.
    mine = output.logits[0, :, 0].sigmoid().argmax()
    assert sure == pytest.approx(float(output.logits[0, mine, 0].sigmoid()), abs=1e-6)
    assert np.allclose(box, theirs["boxes"][mine].numpy().clip(0, [96, 48, 96, 48]), atol=1e-3)


def test_a_full_gpu_is_a_verdict_that_could_not_be_given():
    """What does not fit beside the engine is a `CriticError` that says what to set; the film goes on."""
    with pytest.raises(CriticError, match="CRITICS_DEVICE=cpu"), encoders.fitting("CLIP"):
        raise torch.OutOfMemoryError("CUDA out of memory")


def test_missing_weights_say_what_to_download():
    """A checkpoint that is not there is `EngineUnavailable` with the command, not a traceback."""
    with pytest.raises(EngineUnavailable, match="cannot be loaded") as told:
        ClipEncoder(source="/nowhere/tiny").embed([np.zeros((8, 8, 3), np.uint8)])
    assert "hf download" in told.value.todo


def test_without_calibration_a_cosine_is_no_score(stage, people, clip):
    """An encoder that nobody fitted gives None and says which entry is missing."""
    person = people.look(3)
    viewing = stage.view(stage.take([person], seed=1), stage.references(person) + stage.place_references(1))
    verdict = EncoderCharacterConsistency(encoder=clip).watch(viewing)
    assert verdict.score is None
    assert f"{clip.name}:mask" in verdict.note
    assert "rushes calibrate" in verdict.note
    assert EncoderLocationConsistency(encoder=clip).watch(viewing).score is None


def test_calibrated_encoders_score_crops_and_places(stage, people, clip):
    """With a fitted entry the same critics score, between 0 and the cap, and absence scores 0."""
    person = people.look(3)
    references = stage.references(person) + stage.place_references(1)
    viewing = stage.view(stage.take([person], seed=1), references)
    table = calibrated(
        **{f"{clip.name}:{r}": Logistic(weights=(20.0,), bias=-15.0) for r in ("mask", "box", "place")}
    )
    critic = EncoderCharacterConsistency(encoder=clip, table=table)
    assert 0 < critic.watch(viewing).score <= 0.95
    assert 0 < EncoderLocationConsistency(encoder=clip, table=table).watch(viewing).score <= 0.95
    boxes_only = replace(viewing, footage=replace(viewing.footage, labels=None))
    assert crops(boxes_only, None)[0] == "box"
    empty = np.zeros_like(viewing.footage.labels)
    gone = replace(viewing, footage=replace(viewing.footage, labels=empty))
    assert critic.watch(gone).score == 0
    blind = replace(viewing, footage=replace(viewing.footage, labels=None, tracks=None))
    assert "no detector" in critic.watch(blind).note


def test_the_detector_stands_in_for_masks(stage, people, clip, finder):
    """Footage of an engine that cannot tell where its subjects are is searched with the descriptors."""
    person = people.look(3)
    viewing = stage.view(stage.take([person], seed=1), stage.references(person))
    blind = replace(viewing, footage=replace(viewing.footage, labels=None, tracks=None))
    region, found = crops(blind, finder)
    assert region == "box"
    assert {c.frame for c in found} <= set(viewing.samples)


def test_the_largest_cosine_of_a_group_counts(clip, pictures):
    """A picture is as like a subject as it is like the subject's most similar reference."""
    cosines = likeness(clip, pictures[:1], [clip.embed(pictures[1:]), clip.embed(pictures[:1])])
    assert cosines.shape == (1, 2)
    assert cosines[0, 1] == pytest.approx(1, abs=1e-6)


SMALL = {"hidden": 128, "layers": 2, "wide": 96, "vocabulary": 900, "positions": 64}
SMALL |= {"vision": 128, "vision_layers": 2, "vision_wide": 96, "image": 32}


def tiny_reward():
    return image_reward.build(image_reward.config(**SMALL))


def test_the_published_key_names_load_without_a_gap():
    """A state dict under the authors' names fills the port completely and gives the same reward."""
    model, other = tiny_reward(), tiny_reward()
    result = other.load_state_dict(image_reward.renamed(tiny_critics.published(model)), strict=False)
    assert result.missing_keys == []
    assert result.unexpected_keys == []
    pixels, ids = torch.randn(2, 3, 32, 32), torch.randint(5, 900, (2, 35))
    mask = torch.ones_like(ids)
    mine, theirs = (image_reward.score(m, pixels, ids, mask) for m in (model, other))
    assert mine.shape == (2,)
    assert torch.equal(mine, theirs)


def test_the_port_equals_blips_own_forward():
    """The towers are wired as BLIP's own image-text matching wires them."""
    settings = image_reward.config(**SMALL)
    torch.manual_seed(5)
    model = image_reward.build(settings)
    torch.manual_seed(5)
    blip = transformers.BlipForImageTextRetrieval(settings).eval()
    pixels, ids = torch.randn(1, 3, 32, 32), torch.randint(5, 900, (1, 35))
    mask = torch.ones_like(ids)
    with torch.inference_mode():
        told = blip(
            pixel_values=pixels, input_ids=ids, attention_mask=mask, use_itm_head=True, return_dict=True
        )
        theirs = model["head"](told.question_embeds[:, 0] if told.question_embeds is not None else None)
    mine = image_reward.score(model, pixels, ids, mask)
    assert torch.allclose(mine, (theirs[:, 0] - image_reward.MEAN) / image_reward.DEVIATION, atol=1e-5)


class FixedJudge:
    name = "image-reward"

    def __init__(self, *rewards):
        self.rewards = rewards

    def rate(self, pictures, caption):
        assert len(caption.split()) <= 24
        return list(self.rewards[: len(pictures)])


def test_image_reward_becomes_a_percentile(stage, people):
    """Rewards turn into shares of the calibration's population; without one there is no score."""
    viewing = stage.view(stage.take([people.look(3)], seed=1))
    quality = ImageRewardQuality(judge=FixedJudge(1, 1, 1, 1, 1))
    assert quality.watch(viewing).score is None
    table = replace(shipped(), scales={**shipped().scales, "image-reward": (0.0, 1.0)})
    assert replace(quality, table=table).watch(viewing).score == pytest.approx(0.841, abs=1e-3)


def test_a_missing_reward_checkpoint_is_told():
    """No file: `EngineUnavailable` with the download command."""
    with pytest.raises(EngineUnavailable, match="no ImageReward checkpoint"):
        ImageRewardJudge(checkpoint="/nowhere/ImageReward.pt").rate([np.zeros((8, 8, 3), np.uint8)], "a")


def test_faces_abstain_without_a_calibration(stage, people):
    """The face critic needs its own fitted entry and readable models."""
    viewing = stage.view(stage.take([people.look(3)], seed=1), stage.references(people.look(3)))
    critic = FaceConsistency(encoder=FaceEncoder(detector="/nowhere/a.onnx", recogniser="/nowhere/b.onnx"))
    assert "no calibration" in critic.watch(viewing).note
    table = calibrated(**{f"{critic.encoder.name}:face": Logistic(weights=(10.0,), bias=-3.63)})
    with pytest.raises(EngineUnavailable, match="face models"):
        replace(critic, table=table).watch(viewing)


def test_the_users_own_clips_make_a_calibration(stage, people, clip):
    """Fitting adds an entry per region and place; the critics then score; too little footage is told."""
    viewings = []
    for number, seed in enumerate((3, 30)):
        person, id = people.look(seed), f"person-{number}"
        references = stage.references(person, id) + stage.place_references(seed, f"place-{number}")
        take = stage.take([person], scenery=seed, frames=10, seed=seed)
        viewings.append(
            stage.view(take, references, (id,), places=(f"place-{number}", "hut"), location=f"place-{number}")
        )
    with pytest.raises(CriticError, match="too few"):
        fit_all(shipped(), viewings[:1], [EncoderFit(encoder=clip)])
    table, rows = fit_all(shipped(), [*viewings, *viewings], [EncoderFit(encoder=clip)])
    assert {f"{clip.name}:mask", f"{clip.name}:place"} == {row.entry for row in rows} <= set(table.same)
    verdict = EncoderCharacterConsistency(encoder=clip, table=table).watch(viewings[0])
    assert 0 <= verdict.score <= 0.95
    judge = FixedJudge(0.1, 0.2, 0.3, 0.4, 0.5)
    judged, _ = fit_all(shipped(), [*viewings, *viewings], [JudgeFit(judge=judge)])
    assert judged.scales["image-reward"][0] == pytest.approx(0.3)
    assert judged.same == shipped().same
