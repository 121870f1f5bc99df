"""Tiny random Wan2.1 pipelines on the CPU: real classes, real strides, no download."""

import os
import string
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")

torch = pytest.importorskip("torch")
pytest.importorskip("diffusers")

from rushes.engines.wan.engine import WanEngine  # noqa: E402
from rushes.engines.wan.weights import Checkpoint  # noqa: E402
from rushes.film import ReferenceImage, Shot  # noqa: E402

TEXT = 32
_DIT = {
    "patch_size": (1, 2, 2),
    "num_attention_heads": 2,
    "attention_head_dim": 12,
    "out_channels": 16,
    "text_dim": TEXT,
    "freq_dim": 256,
    "ffn_dim": 32,
    "cross_attn_norm": True,
    "qk_norm": "rms_norm_across_heads",
    "rope_max_seq_len": 64,
}


@pytest.fixture(autouse=True, scope="session")
def one_thread():
    """Tiny tensors on many threads spend their time waiting for each other."""
    torch.set_num_threads(1)


def tokenizer():
    from transformers import T5Tokenizer

    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    letters = string.ascii_letters + string.digits + string.punctuation
    return T5Tokenizer(vocab=vocabulary + [(c, -5.0) for c in letters], extra_ids=0, model_max_length=512)


def text_encoder(words: int):
    from transformers import UMT5Config, UMT5EncoderModel

    torch.manual_seed(0)
    config = UMT5Config(
        vocab_size=words,
        d_model=TEXT,
        d_kv=8,
        d_ff=37,
        num_layers=2,
        num_heads=4,
        dropout_rate=0.0,
        relative_attention_num_buckets=8,
        feed_forward_proj="gated-gelu",
        pad_token_id=0,
        eos_token_id=1,
    )
    return UMT5EncoderModel(config).eval()


def vae():
    from diffusers import AutoencoderKLWan

    torch.manual_seed(0)
    model = AutoencoderKLWan(
        base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]
    ).eval()
    with torch.no_grad():  # untrained, it paints everything in nearly the same grey
        model.decoder.conv_out.weight *= 40
    return model


def scheduler():
    from diffusers import UniPCMultistepScheduler

    return UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0)


def image_encoder():
    from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModel

    torch.manual_seed(0)
    config = CLIPVisionConfig(
        hidden_size=4,
        projection_dim=4,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=32,
        intermediate_size=16,
        patch_size=2,
    )
    return CLIPVisionModel(config).eval(), CLIPImageProcessor(crop_size=32, size=32)


def transformer(kind: str):
    import diffusers

    torch.manual_seed(0)
    if kind == "vace":
        model = diffusers.WanVACETransformer3DModel(
            in_channels=16, num_layers=4, vace_layers=[0, 2], vace_in_channels=96, **_DIT
        )
    elif kind == "t2v":
        model = diffusers.WanTransformer3DModel(in_channels=16, num_layers=2, **_DIT)
    else:
        places = 2 * 257 if kind == "flf2v" else None
        model = diffusers.WanTransformer3DModel(
            in_channels=36, num_layers=2, image_dim=4, added_kv_proj_dim=24, pos_embed_seq_len=places, **_DIT
        )
    # Untrained output layers answer almost nothing, so no condition would show.
    torch.manual_seed(1)
    for name, parameter in model.named_parameters():
        if parameter.ndim >= 2 and "embed" not in name:
            torch.nn.init.normal_(parameter, std=0.15)
    return model.eval()


def pipeline(kind: str):
    """A whole tiny pipeline of one kind."""
    import diffusers

    words = tokenizer()
    parts = {
        "tokenizer": words,
        "text_encoder": text_encoder(len(words)),
        "vae": vae(),
        "scheduler": scheduler(),
    }
    parts["transformer"] = transformer(kind)
    if kind in ("i2v", "flf2v", "fun-inp"):
        parts["image_encoder"], parts["image_processor"] = image_encoder()
        return diffusers.WanImageToVideoPipeline(**parts)
    return (diffusers.WanVACEPipeline if kind == "vace" else diffusers.WanPipeline)(**parts)


@pytest.fixture(scope="session")
def tiny_pipeline():
    """Builds a tiny pipeline of a kind."""
    return pipeline


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Callable[[str], Path]:
    """The diffusers folder of a tiny checkpoint of a kind, saved once per session."""
    root = tmp_path_factory.mktemp("wan")

    def saved(kind: str) -> Path:
        path = root / f"tiny-{kind}"
        if not path.exists():
            pipeline(kind).save_pretrained(path)
        return path

    return saved


@pytest.fixture
def engine(folder) -> Callable[..., WanEngine]:
    """A small, quick engine with the given kinds of checkpoint."""

    def build(*kinds: str, **more) -> WanEngine:
        checkpoints = tuple(Checkpoint(kind=kind, source=str(folder(kind))) for kind in kinds)
        plain = {"steps": 2, "draft_steps": 1, "guidance": 3.0, "control_scale": 0.5, "device": "cpu"}
        return WanEngine(checkpoints=checkpoints, **{**plain, **more})

    return build


def picture(width: int, height: int, seed: int = 0):
    return np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)


@pytest.fixture
def shot() -> Callable[..., Shot]:
    """A small order: 5 frames of 48x32 at 16/s."""

    def order(**more) -> Shot:
        plain = {
            "prompt": "a knight walks",
            "negative": "bad",
            "frames": 5,
            "width": 48,
            "height": 32,
            "fps": 16.0,
            "seed": 7,
        }
        return Shot(**{**plain, **more})

    return order


@pytest.fixture
def reference() -> Callable[..., ReferenceImage]:
    """A reference of noise on white."""

    def paint(seed: int = 0, of: str = "character", view: str = "front", mask: bool = True) -> ReferenceImage:
        there = np.zeros((60, 40), bool)
        there[10:50, 8:32] = True
        return ReferenceImage(
            subject=f"s{seed}",
            name="S",
            of=of,
            view=view,
            pixels=picture(40, 60, seed),
            mask=there if mask else None,
        )

    return paint


@pytest.fixture
def noise_picture():
    """uint8 noise (height, width, 3) from a seed."""
    return picture
