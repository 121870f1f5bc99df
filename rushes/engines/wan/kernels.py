"""Two fused operations for Wan's blocks on NVIDIA GPUs, where the compiler's own leave time on the table.

`norm_rope`: RMS norm across heads and rotary embedding of one projection in one pass over memory.
`linear_gelu`: the feed-forward's first product with its GELU (tanh form) in cuBLASLt's epilogue.

Both compute in float32 inside and round where diffusers' eager code rounds. They are custom
operators, so that regional compilation keeps them whole.
"""

from functools import cache
from typing import Any


@cache
def _norm_rope_kernel() -> Any:
    import triton
    import triton.language as tl

    @triton.jit  # type: ignore[untyped-decorator]
    def kernel(  # type: ignore[no-untyped-def]
        x, weight, cos, sin, out, stride, eps, width: tl.constexpr, block: tl.constexpr, head: tl.constexpr
    ):
        row = tl.program_id(0).to(tl.int64)
        at = tl.arange(0, block)
        inside = at < width
        value = tl.load(x + row * stride + at, mask=inside, other=0.0).to(tl.float32)
        scale = 1.0 / tl.sqrt(tl.sum(value * value, axis=0) / width + eps)
        gain = tl.load(weight + at, mask=inside, other=0.0).to(tl.float32)
        value = (value * scale * gain).to(tl.bfloat16).to(tl.float32)
        even, odd = tl.split(tl.reshape(value, (block // 2, 2)))
        pair = tl.arange(0, block // 2) * 2 % head
        c = tl.load(cos + row * head + pair)
        s = tl.load(sin + row * head + pair + 1)
        turned = tl.reshape(tl.join(even * c - odd * s, even * s + odd * c), (block,))
        tl.store(out + row * width + at, turned.to(tl.bfloat16), mask=inside)

    return kernel


@cache
def operators() -> tuple[Any, Any]:
    """(norm_rope, linear_gelu), registered with torch once."""
    import torch
    from torch import Tensor

    @torch.library.custom_op("rushes::norm_rope", mutates_args=(), device_types="cuda")  # type: ignore[untyped-decorator]
    def norm_rope(x: Tensor, weight: Tensor, cos: Tensor, sin: Tensor, heads: int, eps: float) -> Tensor:
        import triton

        batch, tokens, width = x.shape
        out = torch.empty((batch, tokens, heads, width // heads), device=x.device, dtype=x.dtype)
        block = triton.next_power_of_2(width)
        _norm_rope_kernel()[(batch * tokens,)](
            x,
            weight,
            cos,
            sin,
            out,
            x.stride(1),
            eps,
            width,
            block,
            width // heads,
            num_warps=4 if block <= 2048 else 8,
        )
        return out

    @norm_rope.register_fake  # type: ignore[untyped-decorator]
    def _(x: Tensor, weight: Tensor, cos: Tensor, sin: Tensor, heads: int, eps: float) -> Tensor:
        return x.new_empty((*x.shape[:2], heads, x.shape[2] // heads))

    @torch.library.custom_op("rushes::linear_gelu", mutates_args=(), device_types="cuda")  # type: ignore[untyped-decorator]
    def linear_gelu(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        flat = torch._addmm_activation(bias, x.flatten(0, -2), weight.t(), use_gelu=True)
        return flat.view(*x.shape[:-1], weight.shape[0])

    @linear_gelu.register_fake  # type: ignore[untyped-decorator]
    def _(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return x.new_empty((*x.shape[:-1], weight.shape[0]))

    return norm_rope, linear_gelu


def use_norm_rope(transformer: Any) -> None:
    """Let every self-attention of a fused transformer use `norm_rope`; the batch must be 1."""
    from diffusers.models.attention_dispatch import dispatch_attention_fn
    from diffusers.models.transformers.transformer_wan import WanAttnProcessor

    norm_rope, _ = operators()

    class FusedProcessor(WanAttnProcessor):  # type: ignore[misc]
        """diffusers' processor, with norm and rotation of query and key fused."""

        def __call__(
            self,
            attn: Any,
            hidden_states: Any,
            encoder_hidden_states: Any = None,
            attention_mask: Any = None,
            rotary_emb: Any = None,
        ) -> Any:
            if rotary_emb is None:
                return super().__call__(
                    attn, hidden_states, encoder_hidden_states, attention_mask, rotary_emb
                )
            query, key, value = attn.to_qkv(hidden_states).chunk(3, dim=-1)
            query = norm_rope(query, attn.norm_q.weight, *rotary_emb, attn.heads, attn.norm_q.eps)
            key = norm_rope(key, attn.norm_k.weight, *rotary_emb, attn.heads, attn.norm_k.eps)
            value = value.unflatten(2, (attn.heads, -1))
            mixed = dispatch_attention_fn(query, key, value, backend=self._attention_backend)
            return attn.to_out[1](attn.to_out[0](mixed.flatten(2, 3)))

    for block in (*transformer.blocks, *getattr(transformer, "vace_blocks", ())):
        backend = block.attn1.processor._attention_backend
        block.attn1.set_processor(FusedProcessor())
        block.attn1.processor._attention_backend = backend


def use_linear_gelu(transformer: Any) -> None:
    """Let every feed-forward compute its GELU in the product's epilogue."""
    import torch

    _, linear_gelu = operators()

    class LinearGelu(torch.nn.Module):  # type: ignore[misc]
        def __init__(self, proj: Any) -> None:
            super().__init__()
            self.proj = proj

        def forward(self, x: Any) -> Any:
            return linear_gelu(x, self.proj.weight, self.proj.bias)

    for block in (*transformer.blocks, *getattr(transformer, "vace_blocks", ())):
        block.ffn.net[0] = LinearGelu(block.ffn.net[0].proj)
