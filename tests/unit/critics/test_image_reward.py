"""The port of ImageReward against the published architecture, written out in plain tensor operations."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from torch.nn import functional as F  # noqa: E402

from rushes.critics import image_reward  # noqa: E402
from rushes.critics.encoders import CLIP_MEAN, CLIP_STD, prepare  # noqa: E402
from rushes.critics.image_reward import ImageRewardJudge, caption  # noqa: E402
from rushes.errors import EngineUnavailable  # noqa: E402
from tests.support import tiny_critics  # noqa: E402

HEAD_WIDTH = 64


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reward")
    torch.manual_seed(3)
    checkpoint = tiny_critics.reward(folder / "ImageReward.pt")
    return ImageRewardJudge(checkpoint=str(checkpoint), tokenizer=str(tiny_critics.bert(folder / "bert")))


def linear(state, name, x):
    return F.linear(x, state[f"{name}.weight"], state[f"{name}.bias"])


def norm(state, name, x, eps):
    return F.layer_norm(x, x.shape[-1:], state[f"{name}.weight"], state[f"{name}.bias"], eps)


def attended(q, k, v, blocked=None):
    """Softmax attention of (B, N, D), heads of `HEAD_WIDTH`; `blocked` (B, 1, 1, N) is True where unseen."""
    q, k, v = (x.unflatten(-1, (-1, HEAD_WIDTH)).transpose(1, 2) for x in (q, k, v))
    scores = q @ k.transpose(-1, -2) / HEAD_WIDTH**0.5
    if blocked is not None:
        scores = scores.masked_fill(blocked, -1e9)
    return (scores.softmax(-1) @ v).transpose(1, 2).flatten(2)


def vision(state, pixels):
    """The authors' ViT, by their key names."""
    p = "blip.visual_encoder."
    x = F.conv2d(pixels, state[p + "patch_embed.proj.weight"], state[p + "patch_embed.proj.bias"], stride=16)
    x = x.flatten(2).transpose(1, 2)
    x = torch.cat([state[p + "cls_token"].expand(len(x), -1, -1), x], 1) + state[p + "pos_embed"]
    for i in range(2):
        block = f"{p}blocks.{i}."
        qkv = linear(state, block + "attn.qkv", norm(state, block + "norm1", x, 1e-6)).chunk(3, -1)
        x = x + linear(state, block + "attn.proj", attended(*qkv))
        inner = F.gelu(linear(state, block + "mlp.fc1", norm(state, block + "norm2", x, 1e-6)))
        x = x + linear(state, block + "mlp.fc2", inner)
    return norm(state, p + "norm", x, 1e-6)


def text(state, ids, mask, seen):
    """The authors' BERT with cross-attention, by their key names: it reads in both directions."""
    p = "blip.text_encoder."
    x = state[p + "embeddings.word_embeddings.weight"][ids]
    x = x + state[p + "embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = norm(state, p + "embeddings.LayerNorm", x, 1e-12)
    for i in range(2):
        layer = f"{p}encoder.layer.{i}."
        for kind, source, blocked in (
            ("attention", None, mask[:, None, None] == 0),
            ("crossattention", seen, None),
        ):
            other = x if source is None else source
            parts = [
                linear(state, f"{layer}{kind}.self.{n}", y)
                for n, y in (("query", x), ("key", other), ("value", other))
            ]
            told = linear(state, f"{layer}{kind}.output.dense", attended(*parts, blocked))
            x = norm(state, f"{layer}{kind}.output.LayerNorm", told + x, 1e-12)
        inner = F.gelu(linear(state, layer + "intermediate.dense", x))
        x = norm(state, layer + "output.LayerNorm", linear(state, layer + "output.dense", inner) + x, 1e-12)
    return x


def published_reward(state, pixels, ids, mask):
    x = text(state, ids, mask, vision(state, pixels))[:, 0]
    for number in (0, 2, 4, 6, 7):
        x = linear(state, f"mlp.layers.{number}", x)
    return (x[:, 0] - 0.16717362830052426) / 1.0333394966054072


def test_the_port_scores_as_the_published_architecture(judge):
    """From the same file, with the same pixels and tokens, both give the same reward."""
    rng = np.random.default_rng(0)
    pictures = [rng.integers(0, 256, (h, w, 3), dtype=np.uint8) for h, w in ((40, 70), (64, 64))]
    words = "the keeper walks on the beach, night, full shot"
    mine = judge.rate(pictures, words)
    told = judge.tokenizer(
        [words] * 2, padding="max_length", truncation=True, max_length=35, return_tensors="pt"
    )
    state = torch.load(judge.checkpoint, weights_only=True)
    pixels = prepare(pictures, 32, CLIP_MEAN, CLIP_STD, "cpu", "crop")
    with torch.inference_mode():
        theirs = published_reward(state, pixels, told["input_ids"], told["attention_mask"])
    assert mine == pytest.approx(theirs.tolist(), abs=1e-5)
    assert abs(mine[0] - mine[1]) > 1e-3, "the picture makes no difference"


def test_the_text_makes_a_difference_and_is_cut_at_35_tokens(judge):
    """What stands behind the 35th token changes nothing; what stands before it does."""
    picture = [np.random.default_rng(1).integers(0, 256, (48, 80, 3), dtype=np.uint8)]
    words = ["beach"] * 33
    short, long = " ".join(words), " ".join([*words, "whale", "forest"])
    assert judge.rate(picture, short) == judge.rate(picture, long)
    assert judge.rate(picture, short) != judge.rate(picture, " ".join(["whale", *words[1:]]))


def test_the_caption_is_short_however_long_the_action(judge, stage, people):
    """A Wan prompt would be cut in the middle: the critic gets a caption of at most 24 words."""
    scene = stage.view(stage.take([people.look(3)], frames=2)).scene
    from dataclasses import replace

    told = caption(replace(scene, action="Mara walks " + "and walks " * 60 + "."), "the pier")
    assert len(told.split()) <= 24
    assert told.startswith("Mara walks")
    assert caption(scene, "the pier") == "walks, the pier, noon, full shot"


def test_a_wide_frame_is_seen_as_the_authors_saw_it():
    """The middle square is kept: no bars that the model was never shown."""
    picture = np.zeros((48, 96, 3), np.uint8)
    picture[:, 24:72] = 200
    seen = prepare([picture], 32, (0, 0, 0), (1, 1, 1), "cpu", "crop")
    assert seen.shape == (1, 3, 32, 32)
    assert float(seen.min()) == pytest.approx(200 / 255, abs=0.01)


def test_the_published_sizes_are_read_off_the_checkpoint():
    """Shapes alone give the published configuration back: ViT-L/16 at 224 and BERT-base."""
    wanted = image_reward.config()
    with torch.device("meta"):
        state = tiny_critics.published(image_reward.build(wanted))
    found = image_reward.config_of(image_reward.renamed(state))
    assert found.vision_config.to_dict() == wanted.vision_config.to_dict()
    assert found.text_config.to_dict() == wanted.text_config.to_dict()


def test_another_file_is_refused(tmp_path, judge):
    """A checkpoint of something else, and one with a part missing, are told as what they are."""
    torch.save({"weight": torch.ones(3)}, tmp_path / "other.pt")
    with pytest.raises(EngineUnavailable, match="not the published checkpoint"):
        ImageRewardJudge(checkpoint=str(tmp_path / "other.pt"), tokenizer=judge.tokenizer).load()
    state = torch.load(judge.checkpoint, weights_only=True)
    del state["mlp.layers.7.bias"]
    torch.save(state, tmp_path / "less.pt")
    with pytest.raises(EngineUnavailable, match="1 missing"):
        ImageRewardJudge(checkpoint=str(tmp_path / "less.pt"), tokenizer=judge.tokenizer).load()
