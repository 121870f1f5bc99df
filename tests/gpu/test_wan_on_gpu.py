"""Wan2.1 on a CUDA device: the fused and compiled path answers as plain diffusers does."""

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("diffusers")

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device"),
    pytest.mark.filterwarnings("default"),
]


def test_the_fast_forward_agrees_with_the_eager_one():
    """Attention kernel, fused projections, GELU epilogue and compilation: within bfloat16's rounding."""
    from diffusers import WanTransformer3DModel

    from rushes.engines.wan import speed

    torch.manual_seed(0)
    model = WanTransformer3DModel(
        num_attention_heads=2, attention_head_dim=128, ffn_dim=512, num_layers=2, text_dim=64
    )
    for name, parameter in model.named_parameters():
        if not any(part in WanTransformer3DModel._keep_in_fp32_modules for part in name.split(".")):
            parameter.data = parameter.data.to(torch.bfloat16)
    model = model.to("cuda").eval()
    given = {
        "hidden_states": torch.randn(1, 16, 3, 32, 32, device="cuda", dtype=torch.bfloat16),
        "timestep": torch.tensor([500.0], device="cuda"),
        "encoder_hidden_states": torch.randn(1, 512, 64, device="cuda", dtype=torch.bfloat16),
        "return_dict": False,
    }
    with torch.inference_mode():
        eager = model(**given)[0].float()
        speed.attention(model, "auto", "cuda")
        speed.fuse(model)
        speed.compile_blocks(model)
        fast = model(**given)[0].float()
    assert float((fast - eager).norm() / eager.norm()) < 0.02
