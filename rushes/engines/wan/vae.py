"""The VAE without the copies: what it computes stays, the way through memory is shorter.

Wan's VAE walks through a clip one latent frame at a time. In diffusers every convolution pads its
input into a copy, every norm takes half a dozen passes over memory, and half-precision pictures are
upsampled in float32. Here padding is the convolution's own, a norm is one fused operation over the
channels, which lie innermost, and nearest-neighbour upsampling, which only repeats numbers, keeps the dtype.

float16 has as many mantissa bits as TF32, in which a GPU convolves float32 anyway.
"""

import logging
from types import MethodType
from typing import Any

_log = logging.getLogger("rushes.wan")
DTYPES = ("auto", "float16", "float32")
_EPS = 1e-24
"""diffusers divides by at least 1e-12; under the root that is its square."""


def prepare(vae: Any, device: Any, dtype: str = "auto") -> None:
    """Move a freshly loaded VAE to `device`, quickened; ``auto`` is float16 on a GPU."""
    import torch

    gpu = torch.device(device).type == "cuda"
    half = dtype == "float16" or (dtype == "auto" and gpu)
    torch.nn.Module.to(vae, device=device, dtype=torch.float16 if half else torch.float32)
    quicken(vae)
    if gpu:
        innermost_channels(vae)
    if half:
        vae.decode = MethodType(_decode_in_range, vae)


def quicken(vae: Any) -> None:
    """Give convolutions, norms and upsampling of a Wan VAE their shorter ways, on any device.

    The result differs from the stock VAE's by the rounding of the norms alone (1e-6 in float32).
    """
    import torch
    from diffusers.models.autoencoders import autoencoder_kl_wan as stock

    for module in vae.modules():
        if isinstance(module, stock.WanCausalConv3d):
            module.forward = MethodType(_convolve, module)
        elif isinstance(module, stock.WanRMS_norm) and module.channel_first:
            module.forward = MethodType(_normalise, module)
        elif isinstance(module, stock.WanUpsample):
            module.forward = MethodType(torch.nn.Upsample.forward, module)


def innermost_channels(vae: Any) -> None:
    """Lay weights out with the channels innermost: the convolutions' kernels on a GPU want it so."""
    import torch

    for parameter in vae.parameters():
        if parameter.ndim == 5:
            parameter.data = parameter.data.contiguous(memory_format=torch.channels_last_3d)
        elif parameter.ndim == 4 and parameter.shape[-1] > 1:
            parameter.data = parameter.data.contiguous(memory_format=torch.channels_last)


def _convolve(self: Any, x: Any, cache_x: Any = None) -> Any:
    import torch
    from torch.nn.functional import conv3d, pad

    width, _, height, _, before, _ = self._padding
    if cache_x is not None and before > 0:
        x = torch.cat([cache_x.to(x.device), x], dim=2)
        before -= cache_x.shape[2]
    if before > 0:
        x = pad(x, (0, 0, 0, 0, before, 0))
    return conv3d(x, self.weight, self.bias, self.stride, (0, height, width), self.dilation, self.groups)


def _normalise(self: Any, x: Any) -> Any:
    from torch.nn.functional import rms_norm

    rows = x.movedim(1, -1)
    weight = self.gamma.flatten()
    return rms_norm(rows, weight.shape, weight, _EPS).movedim(-1, 1) + self.bias


def _decode_in_range(self: Any, latents: Any, return_dict: bool = True) -> Any:
    """The class's own decode; again in float32 if the clip leaves the range of half precision."""
    import torch
    from diffusers.models.autoencoders.vae import DecoderOutput

    pictures = type(self).decode(self, latents.to(self.dtype), return_dict=False)[0]
    if not bool(torch.isfinite(pictures).all()):
        _log.warning("the VAE left the range of %s: decoding again in float32", self.dtype)
        half = self.dtype
        torch.nn.Module.to(self, torch.float32)
        try:
            pictures = type(self).decode(self, latents.float(), return_dict=False)[0]
        finally:
            torch.nn.Module.to(self, half)
    return DecoderOutput(sample=pictures) if return_dict else (pictures,)
