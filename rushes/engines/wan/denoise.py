"""One chunk: noise from the seed, the pipeline's own call, progress and cancellation at every step.

The noise of a draft is the final take's noise averaged down to the draft's size and brought back
to unit variance, so that draft and final share their coarse structure as far as the model allows.
"""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from rushes.engines.wan.conditioning import GREY, Control
from rushes.engines.wan.modes import Kind
from rushes.engines.wan.speed import paired
from rushes.engines.wan.timing import latent_frames
from rushes.film import Frames

LATENT_CHANNELS = 16
_VAE_STRIDE = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chunk:
    """Everything that one call of a pipeline depends on."""

    kind: Kind
    frames: int
    width: int
    height: int
    steps: int
    guidance: float
    noise: Any
    """Tensor (1, 16, latent frames, height/8, width/8), float32, unit variance."""
    positive: Any
    """Embedding (1, 512, dim)."""
    negative: Any | None
    known: Frames | None = None
    """Pictures (k, H, W, 3) that the chunk begins with."""
    last: Any | None = None
    """Picture (H, W, 3) that it ends on."""
    references: tuple[Any, ...] = ()
    """Cut-outs (h, w, 3), each at most the rendered size."""
    reference_noise: Any | None = None
    control: Control | None = None
    scale: Any = 1.0
    """VACE's conditioning scale: a number or a (layers, tokens, 1) tensor."""
    paired: bool = False
    """Compute both passes of a step in one batch; needs `negative`."""
    tick: Callable[[int], None] = field(default=lambda step: None)
    """Told after each step, from 1; may raise to stop."""


def draw_noise(generator: Any, frames: int, final: tuple[int, int], size: tuple[int, int]) -> Any:
    """Noise of one chunk on the CPU, drawn at the final (height, width) and averaged down to `size`.

    Drawn on the CPU so that the same seed gives the same noise on every GPU.
    """
    import torch

    shape = (1, LATENT_CHANNELS, latent_frames(frames), final[0] // _VAE_STRIDE, final[1] // _VAE_STRIDE)
    noise = torch.randn(shape, generator=generator, dtype=torch.float32)
    rows = _averaging(shape[3], size[0] // _VAE_STRIDE)
    columns = _averaging(shape[4], size[1] // _VAE_STRIDE)
    return noise if rows is None and columns is None else _apply(noise, rows, columns)


def _apply(noise: Any, rows: Any, columns: Any) -> Any:
    if rows is not None:
        noise = rows @ noise
    return noise if columns is None else noise @ columns.T


def _averaging(source: int, target: int) -> Any:
    """Matrix (target, source) of area overlaps with rows of unit length: it keeps unit variance."""
    import torch

    if source == target:
        return None
    edges = torch.arange(target + 1, dtype=torch.float64) * source / target
    cells = torch.arange(source, dtype=torch.float64)
    overlap = torch.minimum(edges[1:, None], cells + 1) - torch.maximum(edges[:-1, None], cells)
    overlap = overlap.clamp(min=0)
    return (overlap / overlap.norm(dim=1, keepdim=True)).float()


def run(pipe: Any, chunk: Chunk) -> Frames:
    """Denoise and decode one chunk: uint8 (frames, H, W, 3).

    Raises:
        Whatever `chunk.tick` raises, within one step; the decode does not run then.
    """
    import torch

    device = pipe.vae.device
    arguments = {**_common(chunk, device), **_conditions(pipe, chunk)}
    if chunk.kind == "vace":
        pipe.video_processor.preprocess_video = partial(_preprocess, pipe.video_processor, device)
    both = paired(pipe.transformer, arguments["negative_prompt_embeds"]) if chunk.paired else nullcontext()
    with torch.inference_mode(), both:
        video = pipe(**arguments).frames
    return to_frames(video)


def _preprocess(processor: Any, device: Any, video: list[Any], height: int, width: int) -> Any:
    """diffusers' preparation of control frames and masks, on the device and in one piece.

    PIL pictures of exactly (height, width) become (1, channels, T, height, width) in [-1, 1].
    """
    import torch

    if any(picture.size != (width, height) for picture in video):
        return type(processor).preprocess_video(processor, video, height, width)
    stacked = torch.from_numpy(np.stack([np.asarray(picture) for picture in video])).to(device)
    rows = stacked if stacked.ndim == 4 else stacked[..., None]
    return 2.0 * (rows.permute(3, 0, 1, 2)[None].float() / 255.0) - 1.0


def to_frames(video: Any) -> Frames:
    """From a pipeline's ``pt`` output (1, T, 3, H, W) in [0, 1] to uint8 frames on the host."""
    import torch

    scaled = (video[0].float() * 255).round_().clamp_(0, 255).to(torch.uint8)
    return np.ascontiguousarray(scaled.permute(0, 2, 3, 1).cpu().numpy())


def _common(chunk: Chunk, device: Any) -> dict[str, Any]:
    import torch

    noise = chunk.noise
    if chunk.reference_noise is not None:
        noise = torch.cat([chunk.reference_noise, noise], dim=2)
    return {
        "height": chunk.height,
        "width": chunk.width,
        "num_frames": chunk.frames,
        "num_inference_steps": chunk.steps,
        "guidance_scale": chunk.guidance,
        "latents": noise.to(device),
        "prompt_embeds": chunk.positive.to(device),
        "negative_prompt_embeds": None if chunk.negative is None else chunk.negative.to(device),
        "output_type": "pt",
        "callback_on_step_end": _callback(chunk),
        "callback_on_step_end_tensor_inputs": ["latents"],
    }


def _callback(chunk: Chunk) -> Callable[[Any, int, Any, dict[str, Any]], dict[str, Any]]:
    queued: list[Any] = []

    def done(pipe: Any, step: int, timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        _keep_pace(queued, tensors["latents"])
        chunk.tick(step + 1)
        return tensors

    if chunk.kind != "t2v" or chunk.known is None:
        return done
    return _holding(chunk, done)


def _keep_pace(queued: list[Any], latents: Any) -> None:
    """Wait until the step before this one is done on the GPU.

    Kernels are queued ahead. Without waiting, a cancelled clip would go on for as long as the queue
    is deep; waiting for this very step would leave the GPU idle while the next is prepared.
    """
    import torch

    if latents.device.type != "cuda":
        return
    event = torch.cuda.Event()
    event.record()
    queued.append(event)
    if len(queued) > 1:
        queued.pop(0).synchronize()


def _holding(chunk: Chunk, done: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Keep the first latent frames at the known pictures, noised to the level of each step."""
    known: list[Any] = []

    def hold(pipe: Any, step: int, timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        latents = tensors["latents"]
        if not known:
            known.append(encode(pipe, chunk.known, latents))
        clean = known[0]
        sigma = float(pipe.scheduler.sigmas[step + 1])
        noise = chunk.noise[:, :, : clean.shape[2]].to(latents)
        latents[:, :, : clean.shape[2]] = (1 - sigma) * clean + sigma * noise
        return done(pipe, step, timestep, {**tensors, "latents": latents})

    return hold


def encode(pipe: Any, frames: Any, like: Any) -> Any:
    """Normalised VAE latents (1, 16, n, h, w) of uint8 frames (4n-3, H, W, 3), in the dtype of `like`."""
    import torch

    video = torch.from_numpy(np.ascontiguousarray(frames)).to(pipe.vae.device, pipe.vae.dtype)
    video = (video / 127.5 - 1).permute(3, 0, 1, 2).unsqueeze(0)
    latents = pipe.vae.encode(video).latent_dist.mode()
    shape = (1, -1, 1, 1, 1)
    mean = torch.tensor(pipe.vae.config.latents_mean).view(shape).to(latents)
    std = torch.tensor(pipe.vae.config.latents_std).view(shape).to(latents)
    return ((latents - mean) / std).to(like)


def _conditions(pipe: Any, chunk: Chunk) -> Mapping[str, Any]:
    if chunk.kind in ("i2v", "flf2v", "fun-inp"):
        return _image_conditions(chunk)
    return _vace_conditions(chunk) if chunk.kind == "vace" else {}


def _image_conditions(chunk: Chunk) -> dict[str, Any]:
    from PIL import Image

    assert chunk.known is not None
    pictures = {"image": Image.fromarray(chunk.known[-1])}
    if chunk.last is not None:
        pictures["last_image"] = Image.fromarray(chunk.last)
    return pictures


def _vace_conditions(chunk: Chunk) -> dict[str, Any]:
    from PIL import Image

    conditions: dict[str, Any] = {"conditioning_scale": chunk.scale}
    if chunk.references:
        conditions["reference_images"] = [Image.fromarray(picture) for picture in chunk.references]
    control = chunk.control
    if control is None and chunk.references:
        # With references alone the pipeline feeds zeros, which is grey: said here in the open.
        shape = (chunk.frames, chunk.height, chunk.width)
        control = Control(frames=np.full((*shape, 3), GREY, np.uint8), mask=np.ones(shape, bool))
    if control is not None:
        conditions["video"] = [Image.fromarray(frame) for frame in control.frames]
        conditions["mask"] = [Image.fromarray(m.astype(np.uint8) * 255) for m in control.mask]
    return conditions
