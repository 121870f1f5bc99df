"""Wan2.1 on a CUDA device: every memory plan renders the clip, and its kernels agree with plain ones."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("diffusers")

from rushes.engines.wan import plan, quantise, vae, weights  # noqa: E402
from rushes.engines.wan.engine import WanEngine  # noqa: E402
from rushes.engines.wan.weights import Checkpoint  # noqa: E402
from rushes.errors import OutOfMemory  # noqa: E402
from rushes.film import Shot  # noqa: E402

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device"),
    pytest.mark.filterwarnings("default"),
]


def tiny_vae():
    from diffusers import AutoencoderKLWan

    torch.manual_seed(0)
    return AutoencoderKLWan(base_dim=24, dim_mult=[1, 1, 1, 1], num_res_blocks=1).eval().requires_grad_(False)


def tiny_pipeline(*_):
    import diffusers

    torch.manual_seed(0)
    model = diffusers.WanTransformer3DModel(
        num_attention_heads=2, attention_head_dim=128, ffn_dim=512, num_layers=3, text_dim=64
    )
    for name, parameter in model.named_parameters():
        if not any(part in model._keep_in_fp32_modules for part in name.split(".")):
            parameter.data = parameter.data.to(torch.bfloat16)
    scheduler = diffusers.UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0
    )
    pipe = diffusers.WanPipeline(
        tokenizer=None, text_encoder=None, vae=tiny_vae(), scheduler=scheduler, transformer=model.eval()
    )
    pipe.set_progress_bar_config(disable=True)
    return pipe


class Encoder(torch.nn.Linear):
    """Something that moves between devices as a text encoder does."""

    @property
    def device(self):
        return self.weight.device


class Words:
    """Embeddings without a text encoder."""

    def __init__(self, *_):
        self.text_encoder = Encoder(1, 1)

    def encode_prompt(self, text, **_):
        return torch.randn(1, 512, 64, generator=torch.Generator().manual_seed(len(text))), None


@pytest.fixture
def render(monkeypatch):
    """Renders a small clip on random weights."""
    monkeypatch.setattr(weights, "load_pipeline", tiny_pipeline)
    monkeypatch.setattr(weights, "load_text", Words)

    def rendered(quality="final", **more):
        wan = WanEngine(
            checkpoints=(Checkpoint(kind="t2v", source="tiny"),),
            steps=3,
            draft_steps=3,
            device="cuda",
            **more,
        )
        shot = Shot(
            prompt="a knight",
            negative="bad",
            frames=9,
            width=128,
            height=64,
            fps=16.0,
            seed=7,
            quality=quality,
        )
        return wan.render(shot)

    return rendered


def levels(a, b) -> float:
    return float(np.abs(a.frames.astype(int) - b.frames.astype(int)).mean())


@pytest.mark.parametrize("rung", ["offload", "tiled", "leaf"])
def test_offloaded_weights_paint_what_resident_ones_paint(render, rung):
    """On a second stream, compiled inside the hooks: the same clip to bfloat16's rounding."""
    found = render(memory=rung)
    assert found.notes["memory plan"].startswith(rung)
    assert ("compiled" in found.notes["attention"]) == (rung != "leaf")
    assert levels(found, render(memory="resident")) < 1.5


@pytest.mark.parametrize("rung", plan.QUANTISED)
def test_eight_bit_plans_run_compiled(render, rung):
    """With this GPU's own products, and near the exact clip."""
    found = render(memory=rung)
    assert "compiled" in found.notes["attention"]
    assert levels(found, render(memory="resident")) < 6


def test_drafts_in_pairs_paint_what_single_passes_paint(render, monkeypatch):
    """Two passes in a batch on the compiled path."""
    from rushes.engines.wan import engine

    together = render(quality="draft")
    monkeypatch.setattr(engine._Job, "_paired", lambda *_: False)
    assert levels(together, render(quality="draft")) < 1.5


def test_the_half_precision_vae_is_within_a_grey_level_of_the_full_one():
    """Channels innermost, fused norms, float16: less than one of 255 levels from strict float32."""
    latents = torch.randn(1, 16, 3, 12, 20, generator=torch.Generator().manual_seed(1)).cuda()
    torch.backends.cudnn.allow_tf32 = False
    with torch.inference_mode():
        exact = tiny_vae().cuda().decode(latents, return_dict=False)[0]
    torch.backends.cudnn.allow_tf32 = True
    fast = tiny_vae()
    vae.prepare(fast, "cuda")
    with torch.inference_mode():
        found = fast.decode(latents.half(), return_dict=False)[0].float()
    assert fast.dtype == torch.float16
    assert float((found - exact).abs().max()) * 127.5 < 1.5
    assert float((found - exact).abs().mean()) * 127.5 < 0.3


def test_products_in_float8_agree_with_dequantised_ones():
    """The float8 kernel and the plain product of the same weights differ by the activations' rounding."""
    if not quantise._multiplies_float8("cuda"):
        pytest.skip("this GPU has no float8 products")
    torch.manual_seed(0)
    weight, x = torch.randn(256, 128, device="cuda"), torch.randn(3, 32, 128, device="cuda")
    weight, x = weight.bfloat16(), x.bfloat16()
    fast, plain = (quantise._linear_class()(weight, None, "fp8", on).cuda() for on in (True, False))
    with torch.inference_mode():
        found, wanted = fast(x).float(), plain(x).float()
    assert float((found - wanted).norm() / wanted.norm()) < 0.04


def test_where_nothing_fits_the_message_says_what_is_free(render):
    """With the allocator capped at 40 MB; uncapped, the same process renders."""
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.empty_cache()
    torch.cuda.set_per_process_memory_fraction(40e6 / total)
    try:
        with pytest.raises(OutOfMemory, match=r"smallest plan, .* GiB are free"):
            render()
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
    assert len(render().frames) == 9
