"""The peer of the Wan2.1 benchmark: eager diffusers with the same weights, noise, embeddings and settings."""

import time
from typing import Any

import torch
from wan_common import (
    GUIDANCE,
    SEED,
    STEPS,
    Bench,
    Clock,
    RandomTextPipe,
    clear,
    forward_arguments,
    mean,
    median_seconds,
    peak_gib,
    reference,
    say,
    sync,
)

from rushes.engines.wan import conditioning, denoise, weights
from rushes.engines.wan.guidance import token_scale
from rushes.engines.wan.weights import Checkpoint


def pipe_arguments(bench: Bench, name: str, pipe: Any, steps: int) -> dict[str, Any]:
    """What the engine hands to the pipeline for this shot, for the peer to get exactly the same."""
    generator = torch.Generator().manual_seed(SEED)
    size = (bench.height, bench.width)
    noise = denoise.draw_noise(generator, bench.frames, size, size)
    text = RandomTextPipe()
    chunk: dict[str, Any] = {}
    if "VACE" in name:
        pictures = (conditioning.cutout(reference()),)
        scale = token_scale(
            len(pipe.transformer.config.vace_layers), 1, bench.frames, *size, reference=0.7, control=1.0
        )
        chunk = {
            "references": pictures,
            "scale": scale,
            "reference_noise": denoise.draw_noise(generator, 1, size, size),
        }
    made = denoise.Chunk(
        kind="vace" if "VACE" in name else "t2v",
        frames=bench.frames,
        width=bench.width,
        height=bench.height,
        steps=steps,
        guidance=GUIDANCE,
        noise=noise,
        positive=text.encode_prompt("a lighthouse keeper lights the lamp")[0],
        negative=text.encode_prompt("blurred")[0],
        **chunk,
    )
    arguments = {**denoise._common(made, bench.device), **denoise._conditions(pipe, made)}
    return {**arguments, "output_type": "latent"}


def run_latents(pipe: Any, arguments: dict[str, Any], device: str) -> tuple[torch.Tensor, list[float], float]:
    clock = Clock(device)

    def tick(_: Any, __: int, ___: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        clock(None)
        return tensors

    began = time.perf_counter()
    with torch.inference_mode():
        latents = pipe(**{**arguments, "callback_on_step_end": tick}).frames
    sync(device)
    return latents, clock.steps(), time.perf_counter() - began


def eager_peer(bench: Bench, name: str, steps: int) -> dict[str, Any]:
    """Eager diffusers: forward, steps, decode, latents."""
    clear()
    pipe = weights.load_pipeline(
        Checkpoint(kind="vace" if "VACE" in name else "t2v", source=name), None, False
    )
    with torch.inference_mode():
        given = forward_arguments(bench, name)
        forward = median_seconds(lambda: pipe.transformer(**given), bench.device, 2)
        out = pipe.transformer(**given)[0]
    arguments = pipe_arguments(bench, name, pipe, steps)
    latents, per_step, total = run_latents(pipe, arguments, bench.device)
    frames = latents[:, :, -((bench.frames - 1) // 4 + 1) :].to(pipe.vae.dtype)
    with torch.inference_mode():
        decode = median_seconds(lambda: pipe.vae.decode(frames, return_dict=False)[0], bench.device, 1)
    around = total - mean(per_step) * steps
    step = mean(per_step)
    say(
        name,
        f"peer: forward {forward:.3f} s, step {step:.3f} s, decode {decode:.2f} s, peak {peak_gib()} GiB",
    )
    return {
        "peer_forward_s": forward,
        "peer_step_s": mean(per_step),
        "peer_clip_s": mean(per_step) * STEPS + around + decode,
        "decode_s": decode,
        "peer_peak_gib": peak_gib(),
        "latents": latents.cpu(),
        "out": out.cpu(),
    }
