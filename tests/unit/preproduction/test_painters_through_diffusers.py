"""FLUX and SDXL on tiny random weights: saved, loaded and called as the real ones are."""

import os
import string

import numpy as np
import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")

torch = pytest.importorskip("torch")
diffusers = pytest.importorskip("diffusers")
pytest.importorskip("cv2")

from rushes.preproduction.diffusion import DiffusionIllustrator  # noqa: E402
from tests.support.document import BEACH, FILM, HERO  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

LETTERS = string.ascii_lowercase + string.digits + ".,-'"


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Tiny tensors on many threads spend their time waiting for each other."""
    torch.set_num_threads(1)


def clip_tokenizer():
    from transformers import CLIPTokenizer

    words = [*LETTERS, *(c + "</w>" for c in LETTERS), "<|startoftext|>", "<|endoftext|>"]
    return CLIPTokenizer(vocab={w: i for i, w in enumerate(words)}, merges=[], model_max_length=77)


def clip_config():
    from transformers import CLIPTextConfig

    last = 2 * len(LETTERS) + 1
    return CLIPTextConfig(
        vocab_size=last + 1,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        projection_dim=16,
        bos_token_id=last - 1,
        eos_token_id=last,
        pad_token_id=last,
    )


def autoencoder(**more):
    return diffusers.AutoencoderKL(
        block_out_channels=(4, 8, 8, 8),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        latent_channels=4,
        norm_num_groups=2,
        **more,
    )


def sdxl():
    from transformers import CLIPTextModel, CLIPTextModelWithProjection

    unet = diffusers.UNet2DConditionModel(
        block_out_channels=(8, 16),
        layers_per_block=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=(2, 4),
        use_linear_projection=True,
        addition_embed_type="text_time",
        addition_time_embed_dim=8,
        transformer_layers_per_block=(1, 1),
        projection_class_embeddings_input_dim=16 + 6 * 8,
        cross_attention_dim=32,
        norm_num_groups=2,
    )
    return diffusers.StableDiffusionXLPipeline(
        vae=autoencoder(),
        text_encoder=CLIPTextModel(clip_config()),
        text_encoder_2=CLIPTextModelWithProjection(clip_config()),
        tokenizer=clip_tokenizer(),
        tokenizer_2=clip_tokenizer(),
        unet=unet,
        scheduler=diffusers.EulerDiscreteScheduler(),
    )


def flux():
    from transformers import CLIPTextModel, T5Config, T5EncoderModel, T5Tokenizer

    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    words = T5Tokenizer(vocab=pieces + [(c, -5.0) for c in LETTERS], extra_ids=0, model_max_length=256)
    sizes = {"d_model": 32, "d_kv": 8, "d_ff": 37, "num_layers": 2, "num_heads": 4, "dropout_rate": 0.0}
    transformer = diffusers.FluxTransformer2DModel(
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=32,
        pooled_projection_dim=16,
        axes_dims_rope=[4, 4, 8],
    )
    return diffusers.FluxPipeline(
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(),
        vae=autoencoder(use_quant_conv=False, use_post_quant_conv=False, shift_factor=0.06),
        text_encoder=CLIPTextModel(clip_config()),
        tokenizer=clip_tokenizer(),
        text_encoder_2=T5EncoderModel(T5Config(vocab_size=len(words), **sizes)),
        tokenizer_2=words,
        transformer=transformer,
    )


@pytest.mark.parametrize(
    ("kind", "build", "folder"), [("sdxl", sdxl, "sdxl"), ("flux", flux, "FLUX.1-schnell")]
)
def test_a_painter_loads_its_folder_and_paints_portraits_and_places(tmp_path, capfd, kind, build, folder):
    """Safetensors only; the ordered shapes; the same seed paints the same picture, another one another."""
    torch.manual_seed(0)
    build().save_pretrained(tmp_path / folder)
    painter = DiffusionIllustrator(kind=kind, source=str(tmp_path / folder), side=64, steps=2, device="cpu")
    capfd.readouterr()
    hero = painter.draw(HERO, "front", FILM, 3)
    assert "%|" not in capfd.readouterr().err, "bars of the libraries reach the terminal"
    beach = painter.draw(BEACH, "wide", FILM, 3)
    assert hero.pixels.shape == (64, 64, 3)
    assert beach.pixels.shape == (48, 80, 3)
    assert beach.mask is None
    assert hero.pixels.dtype == np.uint8
    assert np.array_equal(painter.draw(HERO, "front", FILM, 3).pixels, hero.pixels)
    assert not np.array_equal(painter.draw(HERO, "front", FILM, 4).pixels, hero.pixels)
