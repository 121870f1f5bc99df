"""Weights in eight bits: less memory, and with float8 less time; another picture, so only when asked for.

The linear layers of the repeated blocks hold nearly all weights. Each is stored with one scale per
output row (symmetric, absolute maximum), computed when it is loaded.

*int8* keeps activations and products in bfloat16: eight bits are exact there, and the scale is applied
to the product's rows.

*fp8* rounds the activations too, one scale per token, and multiplies in float8 where the GPU can (Ada,
Hopper and later); elsewhere the stored float8 weights are multiplied in the activations' dtype.
"""

from functools import cache
from typing import Any, Literal

Form = Literal["int8", "fp8"]
_LARGEST = {"int8": 127.0, "fp8": 448.0}


@cache
def _linear_class() -> Any:
    import torch

    class QuantisedLinear(torch.nn.Module):  # type: ignore[misc]
        """``x @ (weight * scale).T + bias`` with an eight-bit weight (out, in) and a scale (out,)."""

        def __init__(self, weight: Any, bias: Any, form: Form, multiply_in_float8: bool) -> None:
            super().__init__()
            stored, scale = rounded(weight, form)
            self.weight = torch.nn.Parameter(stored, requires_grad=False)
            self.scale = torch.nn.Parameter(scale, requires_grad=False)
            self.bias = None if bias is None else torch.nn.Parameter(bias.detach(), requires_grad=False)
            self.multiply_in_float8 = multiply_in_float8

        def forward(self, x: Any) -> Any:
            found = self._float8(x) if self.multiply_in_float8 else self._plain(x)
            return found if self.bias is None else found + self.bias

        def _plain(self, x: Any) -> Any:
            product = torch.nn.functional.linear(x, self.weight.to(x.dtype))
            # In float32: scaled in bfloat16, the compiler would take this for a pattern of its own and
            # replace it with a kernel for single rows.
            return (product.float() * self.scale).to(x.dtype)

        def _float8(self, x: Any) -> Any:
            rows = x.flatten(0, -2)
            high, largest = rows.float(), _LARGEST["fp8"]
            scale = high.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / largest
            stored = (high / scale).clamp(-largest, largest).to(torch.float8_e4m3fn)
            product = torch._scaled_mm(
                stored, self.weight.t(), scale_a=scale, scale_b=self.scale[None], out_dtype=x.dtype
            )
            return product.view(*x.shape[:-1], self.weight.shape[0])

    return QuantisedLinear


def rounded(weight: Any, form: Form) -> tuple[Any, Any]:
    """(eight-bit weight (out, in), float32 scale (out,)) of a weight (out, in)."""
    import torch

    largest = _LARGEST[form]
    scale = weight.detach().float().abs().amax(dim=1).clamp(min=1e-12) / largest
    rows = weight.detach().float() / scale[:, None]
    if form == "int8":
        return rows.round_().clamp_(-largest, largest).to(torch.int8), scale
    return rows.clamp_(-largest, largest).to(torch.float8_e4m3fn), scale


def quantise(transformer: Any, form: Form, device: Any) -> None:
    """Replace the linear layers of the repeated blocks, one after the other, on `device`.

    Only one layer at a time is there in full, so that a model larger than the GPU can be quantised on it.
    """
    import torch

    float8 = form == "fp8" and _multiplies_float8(device)
    for blocks in (transformer.blocks, getattr(transformer, "vace_blocks", ())):
        for block in blocks:
            for name, module in list(block.named_modules()):
                if isinstance(module, torch.nn.Linear):
                    _replace(block, name, module, form, float8, device)


def _replace(block: Any, name: str, module: Any, form: Form, float8: bool, device: Any) -> None:
    owner, _, leaf = name.rpartition(".")
    small = _linear_class()(module.weight.to(device), module.bias, form, float8).to(device)
    setattr(block.get_submodule(owner), leaf, small)


def _multiplies_float8(device: Any) -> bool:
    import torch

    on_gpu = torch.device(device).type == "cuda"
    return bool(on_gpu and torch.cuda.get_device_capability(device) >= (8, 9))
