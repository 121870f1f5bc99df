"""Wan2.1 at full size with random weights on one GPU: seconds per forward and clip, memory, and a peer.

    python benchmarks/wan.py [--minutes 7] [--out benchmarks/results/wan-h200.json] [--tiny]

Eager diffusers in the same run is the peer: same weights, noise, prompt embeddings and settings.
Per step, times are measured over `steps` denoising steps and scaled to 50 (`clip_s` = 50 steps plus the
measured decode and everything around it); the table says how many were measured. Weights are random,
so nothing here speaks of picture quality. `limit_share` is the matmul limit (floating-point operations
counted by torch over the rate of a large bfloat16 product on this card) over the measured forward.

Needs: a CUDA device, torch, diffusers>=0.41, transformers>=5, accelerate, peft, ftfy; uses fa3-fwd and
cache-dit where installed. `--tiny` runs the same path on toy sizes on the CPU, to check the script.
"""

import argparse
import copy
import gc
import json
import math
import os
import platform
import subprocess
import time
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import numpy as np
import torch
from diffusers import (
    AutoencoderKLWan,
    UniPCMultistepScheduler,
    WanTransformer3DModel,
    WanVACETransformer3DModel,
)
from diffusers.models.transformers.transformer_wan import WanRotaryPosEmbed

from rushes.engines.wan import conditioning, denoise, speed, weights
from rushes.engines.wan.engine import WanEngine
from rushes.engines.wan.guidance import token_scale
from rushes.engines.wan.weights import Checkpoint
from rushes.film import ReferenceImage, Shot

SEED, STEPS, GUIDANCE = 7, 50, 5.0
SMALL = {"num_attention_heads": 12, "attention_head_dim": 128, "ffn_dim": 8960, "num_layers": 30}
LARGE = {"num_attention_heads": 40, "attention_head_dim": 128, "ffn_dim": 13824, "num_layers": 40}
TINY = {"num_attention_heads": 2, "attention_head_dim": 12, "ffn_dim": 32, "num_layers": 4, "text_dim": 4096}
CONFIGS: dict[str, dict[str, Any]] = {
    "T2V-1.3B": SMALL,
    "T2V-14B": LARGE,
    "VACE-1.3B": {**SMALL, "vace_layers": list(range(0, 30, 2))},
}
BEGAN = time.monotonic()


@dataclass
class Bench:
    device: str
    width: int
    height: int
    frames: int
    deadline: float
    out: Path
    results: dict[str, Any]

    def left(self) -> float:
        return self.deadline - (time.monotonic() - BEGAN)

    def save(self) -> None:
        self.out.parent.mkdir(parents=True, exist_ok=True)
        self.out.write_text(json.dumps(self.results, indent=1) + "\n")


def say(*words: object) -> None:
    print(f"[{time.monotonic() - BEGAN:6.1f}]", *words, flush=True)


# --- random weights of full size ------------------------------------------------------------


def random_model(cls: Any, config: dict[str, Any], device: str, dtype: torch.dtype) -> Any:
    """A model with the statistics of a fresh one, filled where it lies and without float32 in between."""
    with torch.device("meta"):
        model = cls(**config)
    kept = getattr(cls, "_keep_in_fp32_modules", None) or []
    generator = torch.Generator(device).manual_seed(SEED)
    pool = torch.rand(1 << 24, generator=generator, device=device).mul_(2).sub_(1)
    cursor = 0
    for name, parameter in list(model.named_parameters()):
        exact = any(part in kept for part in name.split("."))
        value = torch.empty(parameter.shape, device=device, dtype=torch.float32 if exact else dtype)
        cursor = fill(value, name, pool, cursor)
        owner, _, leaf = name.rpartition(".")
        model.get_submodule(owner)._parameters[leaf] = torch.nn.Parameter(value, requires_grad=False)
    if hasattr(model, "rope"):
        c = model.config
        model.rope = WanRotaryPosEmbed(c.attention_head_dim, c.patch_size, c.rope_max_seq_len).to(device)
    return model.eval()


def fill(value: torch.Tensor, name: str, pool: torch.Tensor, cursor: int) -> int:
    if value.ndim < 2 and "norm" in name and name.endswith("weight"):
        value.fill_(1.0)
        return cursor
    bound = 1 / math.sqrt(max(1, value[0].numel() if value.ndim > 1 else 1024))
    flat = value.view(-1)
    for start in range(0, flat.numel(), pool.numel() // 2):
        part = flat[start : start + pool.numel() // 2]
        part.copy_(pool[cursor : cursor + part.numel()]).mul_(bound)
        cursor = (cursor + 7919) % (pool.numel() // 2)
    return cursor


def random_vae(device: str, tiny: bool) -> Any:
    torch.manual_seed(SEED)
    more = {"base_dim": 3, "dim_mult": [1, 1, 1, 1], "num_res_blocks": 1} if tiny else {}
    with torch.device(device):
        return AutoencoderKLWan(**more).eval().requires_grad_(False)


class RandomText(torch.nn.Module):
    """Stands in for the text encoder: embeddings of the right shape, from the words alone."""

    def __init__(self) -> None:
        super().__init__()
        self.anchor = torch.nn.Parameter(torch.zeros(1), requires_grad=False)

    @property
    def device(self) -> torch.device:
        return self.anchor.device


class RandomTextPipe:
    def __init__(self) -> None:
        self.text_encoder = RandomText()

    def encode_prompt(self, text: str, **_: Any) -> tuple[torch.Tensor, None]:
        generator = torch.Generator().manual_seed(len(text))
        return torch.randn(1, 512, 4096, generator=generator), None


def install_random_weights(bench: Bench, tiny: bool, on_host: bool = False) -> None:
    """Make the engine's own loader return random weights; everything after it is the product's path."""
    dtype = torch.float32 if bench.device == "cpu" else torch.bfloat16

    def load(checkpoint: Checkpoint, _: Any, guided: bool) -> Any:
        import diffusers

        config = dict(CONFIGS[checkpoint.source])
        cls = WanVACETransformer3DModel if checkpoint.kind == "vace" else WanTransformer3DModel
        model = random_model(cls, config, "cpu" if on_host else bench.device, dtype)
        parts = {"transformer": model, "vae": random_vae(bench.device, tiny), "scheduler": scheduler()}
        pipe = (diffusers.WanVACEPipeline if checkpoint.kind == "vace" else diffusers.WanPipeline)(
            tokenizer=None, text_encoder=None, **parts
        )
        pipe.set_progress_bar_config(disable=True)
        return pipe

    weights.load_pipeline = load
    weights.load_text = lambda checkpoint, dtype: RandomTextPipe()


def scheduler() -> Any:
    return UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0)


# --- timing -----------------------------------------------------------------------------------


def sync(device: str) -> None:
    if device != "cpu":
        torch.cuda.synchronize()


def median_seconds(call: Any, device: str, repeat: int = 3) -> float:
    call()
    times = []
    for _ in range(repeat):
        sync(device)
        began = time.perf_counter()
        call()
        sync(device)
        times.append(time.perf_counter() - began)
    return sorted(times)[len(times) // 2]


def matmul_rate(device: str) -> float:
    """FLOP/s of an 8192-cubed bfloat16 product on random data."""
    n = 8192 if device != "cpu" else 256
    a, b = (torch.randn(n, n, device=device, dtype=torch.bfloat16) for _ in range(2))
    return 2 * n**3 / median_seconds(lambda: a @ b, device, 10)


def flops_of(config: dict[str, Any], tokens: int, text: int = 512) -> int:
    """Floating-point operations of one forward: products and attention, as torch's counter counts them."""
    dim, ffn = config["num_attention_heads"] * config["attention_head_dim"], config["ffn_dim"]
    attention = 8 * tokens * dim**2 + 4 * tokens**2 * dim
    cross = 4 * tokens * dim**2 + 4 * text * dim**2 + 4 * tokens * text * dim
    layer = attention + cross + 4 * tokens * dim * ffn
    hints = len(config.get("vace_layers", ()))
    joints = 2 * tokens * dim**2 * (hints + 1) if hints else 0
    return layer * (config["num_layers"] + hints) + joints


def clear() -> None:
    gc.collect()
    torch._dynamo.reset()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()


def peak_gib() -> float:
    return round(torch.cuda.max_memory_allocated() / 2**30, 2) if torch.cuda.is_available() else 0.0


def relative(a: torch.Tensor, b: torch.Tensor) -> float:
    return float((a.float() - b.float()).norm() / b.float().norm())


# --- one model --------------------------------------------------------------------------------


def reference() -> ReferenceImage:
    rng = np.random.default_rng(SEED)
    pixels = np.full((480, 320, 3), 255, np.uint8)
    pixels[40:440, 80:240] = rng.integers(0, 255, (400, 160, 3), np.uint8)
    return ReferenceImage(subject="hero", name="Hero", of="character", view="front", pixels=pixels)


def order(bench: Bench, name: str, **more: Any) -> Shot:
    return Shot(
        prompt="a lighthouse keeper lights the lamp",
        negative="blurred",
        frames=bench.frames,
        width=bench.width,
        height=bench.height,
        fps=16.0,
        seed=SEED,
        references=(reference(),) if "VACE" in name else (),
        **more,
    )


def engine(bench: Bench, name: str, steps: int, **more: Any) -> WanEngine:
    kind = "vace" if "VACE" in name else "t2v"
    return WanEngine(
        checkpoints=(Checkpoint(kind=kind, source=name),),
        steps=steps,
        guidance=GUIDANCE,
        device=bench.device,
        **more,
    )


class Clock:
    """Takes the time of every finished step from the engine's own progress reports."""

    def __init__(self, device: str) -> None:
        self.device, self.at = device, [time.perf_counter()]

    def __call__(self, _: Any) -> None:
        sync(self.device)
        self.at.append(time.perf_counter())

    def steps(self) -> list[float]:
        return [b - a for a, b in zip(self.at[1:], self.at[2:], strict=False)]


def timed_render(bench: Bench, wan: WanEngine, shot: Shot) -> tuple[float, list[float], Any]:
    """(seconds of the whole call, seconds of each step after the first, the footage)."""
    clock = Clock(bench.device)
    began = time.perf_counter()
    footage = wan.render(shot, clock)
    return time.perf_counter() - began, clock.steps(), footage


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


def mean(values: list[float]) -> float:
    return sum(values) / max(1, len(values))


def forward_arguments(bench: Bench, name: str) -> dict[str, Any]:
    frames = (bench.frames - 1) // 4 + 1 + (1 if "VACE" in name else 0)
    dtype = torch.float32 if bench.device == "cpu" else torch.bfloat16
    generator = torch.Generator(bench.device).manual_seed(SEED)

    def noise(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=generator, device=bench.device, dtype=dtype)

    size = (frames, bench.height // 8, bench.width // 8)
    arguments = {
        "hidden_states": noise(1, 16, *size),
        "timestep": torch.tensor([500.0], device=bench.device),
        "encoder_hidden_states": noise(1, 512, 4096),
        "return_dict": False,
    }
    return {**arguments, "control_hidden_states": noise(1, 96, *size)} if "VACE" in name else arguments


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


def measure(bench: Bench, name: str, rate: float, steps: int, cached_steps: int, draft_steps: int) -> None:
    """Every figure of one model, into the results."""
    peer = eager_peer(bench, name, steps)
    clear()
    frames = (bench.frames - 1) // 4 + 1 + ("VACE" in name)
    flops = flops_of(CONFIGS[name], frames * (bench.height // 16) * (bench.width // 16))
    row: dict[str, Any] = {
        "steps_measured": steps,
        "scaled_to_steps": STEPS,
        "tflop_per_forward": flops / 1e12,
    }
    row |= {k: round(v, 4) for k, v in peer.items() if isinstance(v, float)}
    bench.results["models"][name] = row
    wan = engine(bench, name, steps, draft_steps=draft_steps)
    began = time.perf_counter()
    timed_render(bench, replace_steps(wan, 1), order(bench, name))
    row["first_clip_s"] = round(time.perf_counter() - began, 1)
    ours(bench, name, wan, row, peer, steps)
    row["limit_share"] = round(flops / rate / row["forward_s"], 3)
    shown = ("forward_s", "limit_share", "clip_s", "peer_clip_s", "clip_share_of_peer")
    say(name, {k: row[k] for k in shown})
    say(name, "latents", row["latents_relative_difference"], "forward", row["forward_relative_difference"])
    bench.save()
    draft(bench, name, wan, row)
    cached(bench, name, wan, row, cached_steps)
    bench.save()
    wan._studio.loaded.clear()
    clear()


def ours(
    bench: Bench, name: str, wan: WanEngine, row: dict[str, Any], peer: dict[str, Any], steps: int
) -> None:
    """Forward, latents and the whole clip of the engine, warm."""
    loaded = next(iter(wan._studio.loaded.values()))
    with torch.inference_mode():
        given = forward_arguments(bench, name)
        row["forward_s"] = round(median_seconds(lambda: loaded.pipe.transformer(**given), bench.device, 3), 4)
        out = loaded.pipe.transformer(**given)[0]
    row["forward_relative_difference"] = relative(out.cpu(), peer["out"])
    latents, _, _ = run_latents(loaded.pipe, pipe_arguments(bench, name, loaded.pipe, steps), bench.device)
    row["latents_relative_difference"] = relative(latents.cpu(), peer["latents"])
    total, per_step, footage = timed_render(bench, wan, order(bench, name))
    row["around_s"] = round(total - mean(per_step) * steps, 3)
    row |= {
        "step_s": round(mean(per_step), 4),
        "clip_s": round(mean(per_step) * STEPS + row["around_s"], 2),
        "orchestration_s": round(row["around_s"] - peer["decode_s"], 3),
        "plan": loaded.rung,
        "attention": footage.notes["attention"],
        "peak_gib": peak_gib(),
    }
    row["clip_share_of_peer"] = round(row["clip_s"] / row["peer_clip_s"], 3)


def draft(bench: Bench, name: str, wan: WanEngine, row: dict[str, Any]) -> None:
    shot = order(bench, name, quality="draft")
    timed_render(bench, wan, shot)
    total, per_step, _ = timed_render(bench, wan, shot)
    full = WanEngine(checkpoints=wan.checkpoints).draft_steps
    seconds = total + mean(per_step) * (full - wan.draft_steps)
    row |= {
        "draft_clip_s": round(seconds, 2),
        "draft_steps": full,
        "draft_share": round(seconds / row["clip_s"], 3),
    }
    say(name, f"draft {seconds:.2f} s = {row['draft_share']} of a final")


def cached(bench: Bench, name: str, wan: WanEngine, row: dict[str, Any], steps: int) -> None:
    """The clip with the step cache at its fast setting, from its computed and its skipped steps."""
    if bench.left() < 30:
        return
    how = "fast"
    shared = WanEngine(checkpoints=wan.checkpoints, steps=steps, cache=how, device=bench.device)
    object.__setattr__(shared, "_studio", wan._studio)
    _, per_step, _ = timed_render(bench, shared, order(bench, name))
    mask = speed.computed_steps(steps, how)[1:]
    kept = mean([t for t, on in zip(per_step, mask, strict=True) if on])
    skipped = mean([t for t, on in zip(per_step, mask, strict=True) if not on])
    on = sum(speed.computed_steps(STEPS, how))
    seconds = kept * on + skipped * (STEPS - on) + row["around_s"]
    row |= {
        "cached_clip_s": round(seconds, 2),
        "cache": f"{how}: {on} of {STEPS} steps computed",
        "cached_step_s": round(skipped, 4),
        "cached_share_of_peer": round(seconds / row["peer_clip_s"], 3),
    }
    say(name, f"cache {how}: {seconds:.2f} s, {row['cached_share_of_peer']} of the peer")


def replace_steps(wan: WanEngine, steps: int) -> WanEngine:
    """The same engine with its loaded weights and another number of steps."""
    other = replace(wan, steps=steps)
    object.__setattr__(other, "_studio", wan._studio)
    return other


# --- which compilation, and how true ------------------------------------------------------------


def variants(bench: Bench) -> None:
    """The 1.3B forward under compile options, against eager and against float32."""
    name = "T2V-1.3B"
    clear()
    pipe = weights.load_pipeline(Checkpoint(kind="t2v", source=name), None, False)
    model, given = pipe.transformer, forward_arguments(bench, name)
    with torch.inference_mode():
        eager = model(**given)[0].float()
        exact = None
        if bench.device != "cpu":
            torch.backends.cuda.matmul.allow_tf32 = False
            full = copy.deepcopy(model).float()
            exact = full(**{k: v.float() if torch.is_tensor(v) else v for k, v in given.items()})[0]
            del full
        truth = eager if exact is None else exact
        rows = {"eager": {"to_float32": relative(eager, truth)}}
        say("forward, eager: relative to float32", f"{rows['eager']['to_float32']:.2e}")
        speed.attention(model, "auto", bench.device)
        speed.fuse(model)
        try_variants(bench, model, given, eager, truth, rows)
    bench.results["forward_variants"] = rows
    bench.save()


def try_variants(bench: Bench, model: Any, given: Any, eager: Any, truth: Any, rows: dict[str, Any]) -> None:
    """Compile options on the fused model: seconds, distance to eager and to float32."""
    for label, options in (
        ("plain", {}),
        ("precise", {"emulate_precision_casts": True}),
        ("tuned", {"coordinate_descent_tuning": True}),
    ):
        torch._dynamo.reset()
        for module in model.modules():
            module._compiled_call_impl = None
        model.compile_repeated_blocks(fullgraph=True, dynamic=False, options=options)
        out = model(**given)[0].float()
        rows[label] = {
            "forward_s": round(median_seconds(lambda: model(**given), bench.device, 5), 4),
            "to_eager": relative(out, eager),
            "to_float32": relative(out, truth),
        }
        say("forward", label, rows[label])


def vaes(bench: Bench) -> None:
    """Decoding under other dtypes and convolution choices."""
    rows = bench.results["vae_variants"] = {}
    shape = (1, 16, (bench.frames - 1) // 4 + 1, bench.height // 8, bench.width // 8)
    vae, exact = random_vae(bench.device, False), None
    for label, dtype, search in (
        ("float32", torch.float32, False),
        ("float32 searched", torch.float32, True),
        ("bfloat16", torch.bfloat16, False),
        ("bfloat16 searched", torch.bfloat16, True),
    ):
        torch.backends.cudnn.benchmark = search
        vae.to(dtype)
        latents = torch.randn(shape, generator=torch.Generator().manual_seed(1)).to(bench.device, dtype)
        with torch.inference_mode():
            out = vae.decode(latents, return_dict=False)[0].float()
            exact = out if exact is None else exact
            seconds = median_seconds(lambda z=latents: vae.decode(z, return_dict=False)[0], bench.device, 1)
        rows[label] = {"s": round(seconds, 3), "to_float32": relative(out, exact), "peak_gib": peak_gib()}
        say("VAE decode", label, rows[label])
    torch.backends.cudnn.benchmark = False
    bench.save()


def compiled_forward(bench: Bench, model: Any, given: Any, options: dict[str, Any]) -> tuple[float, Any]:
    torch._dynamo.reset()
    for module in model.modules():
        module._compiled_call_impl = None
    model.compile_repeated_blocks(fullgraph=True, dynamic=False, options=options)
    out = model(**given)[0].float()
    return median_seconds(lambda: model(**given), bench.device, 5), out


# --- memory -----------------------------------------------------------------------------------


def memory(bench: Bench, name: str, caps: tuple[int, ...]) -> None:
    """Which rung the plan takes under a cap, what it really used, and seconds per step there."""
    total = torch.cuda.get_device_properties(0).total_memory
    wan = engine(bench, name, 2, compile="off")
    for cap in caps:
        if bench.left() < 25:
            return
        label = f"{name} in {cap} GB"
        torch.cuda.set_per_process_memory_fraction(cap * 1e9 / total)
        try:
            torch.cuda.reset_peak_memory_stats()
            wan._studio.loaded.clear()
            clear()
            _, per_step, footage = timed_render(bench, wan, order(bench, name))
            row = {
                "plan": footage.notes["memory plan"],
                "step_s": round(mean(per_step), 3),
                "peak_gib": peak_gib(),
            }
        except Exception as error:
            row = {"error": f"{type(error).__name__}: {error}"[:300]}
        bench.results["memory"][label] = row
        say(label, row)
        bench.save()
    torch.cuda.set_per_process_memory_fraction(1.0)
    wan._studio.loaded.clear()
    clear()


def vae_memory(bench: Bench) -> None:
    vae = random_vae(bench.device, False)
    latents = torch.randn(
        1, 16, (bench.frames - 1) // 4 + 1, bench.height // 8, bench.width // 8, device=bench.device
    )
    for tiled in (False, True):
        if tiled:
            vae.enable_tiling()
        clear()
        with torch.inference_mode():
            seconds = median_seconds(lambda: vae.decode(latents, return_dict=False)[0], bench.device, 1)
        bench.results["memory"][f"VAE decode{' tiled' if tiled else ''}"] = {
            "s": round(seconds, 2),
            "peak_gib": peak_gib(),
        }
        say("VAE decode", "tiled" if tiled else "whole", f"{seconds:.2f} s, peak {peak_gib()} GiB")
    bench.save()


def guarded(bench: Bench, least: float, label: str, call: Any) -> None:
    """Run one part if the time allows; a failure is written down and the rest goes on."""
    if bench.left() < least:
        say(label, f"left out: {bench.left():.0f} s left")
        return
    try:
        call()
    except Exception as error:
        traceback.print_exc()
        bench.results["failed"][label] = f"{type(error).__name__}: {error}"[:500]
        bench.save()
    clear()


def machine() -> dict[str, Any]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    cuda = torch.cuda.is_available()
    return {
        "gpu": torch.cuda.get_device_name() if cuda else None,
        "cpu": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "torch": torch.__version__,
        "diffusers": __import__("diffusers").__version__,
        "commit": commit.stdout.strip() or os.environ.get("COMMIT", ""),
        "seed": SEED,
    }


def table(results: dict[str, Any]) -> None:
    columns = (
        "forward_s",
        "limit_share",
        "clip_s",
        "peer_clip_s",
        "clip_share_of_peer",
        "cached_clip_s",
        "draft_clip_s",
        "peak_gib",
        "latents_relative_difference",
        "orchestration_s",
        "steps_measured",
    )
    print("\n| model | " + " | ".join(columns) + " |\n|---" * 1 + "|---" * len(columns) + "|")
    for name, row in results["models"].items():
        print(f"| {name} | " + " | ".join(str(row.get(c, "-")) for c in columns) + " |")
    for name, row in results["memory"].items():
        print(f"| {name} | {row}")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--minutes", type=float, default=8.0, help="parts that no longer fit are left out")
    words.add_argument("--out", type=Path, default=Path("benchmarks/results/wan-h200.json"))
    words.add_argument("--tiny", action="store_true", help="toy sizes on the CPU, to check the script")
    words.add_argument("--only", default=PARTS, help=f"some of {PARTS}")
    told = words.parse_args()
    if not told.tiny and not torch.cuda.is_available():
        raise SystemExit("no CUDA device; --tiny checks the script on the CPU")
    bench = prepared(told)
    rate = matmul_rate(bench.device)
    bench.results["matmul_tflops"] = round(rate / 1e12, 1)
    say(bench.results["machine"], "matmul", bench.results["matmul_tflops"], "TFLOP/s")
    install_random_weights(bench, told.tiny)
    for part in told.only.split(","):
        run_part(bench, part, rate, told.tiny)
    table(bench.results)
    bench.save()
    say("done")


PARTS = "variants,vaes,small,vace,large,memory"
"""``memory14`` measures the 14B model alone."""


def prepared(told: argparse.Namespace) -> Bench:
    size = (64, 32, 9) if told.tiny else (832, 480, 81)
    if told.tiny:
        torch.set_num_threads(1)
        CONFIGS.update({name: dict(TINY) for name in CONFIGS})
        CONFIGS["VACE-1.3B"]["vace_layers"] = [0, 2]
    found = {"machine": machine(), "size": "x".join(map(str, size)), "models": {}, "memory": {}, "failed": {}}
    return Bench("cpu" if told.tiny else "cuda", *size, told.minutes * 60, told.out, found)


def run_part(bench: Bench, part: str, rate: float, tiny: bool) -> None:
    if part.startswith("memory"):
        if not tiny:
            install_random_weights(bench, tiny, on_host=True)
            guarded(bench, 60, "memory 14B", lambda: memory(bench, "T2V-14B", (24, 12)))
            if part == "memory":
                guarded(bench, 30, "memory 1.3B", lambda: memory(bench, "T2V-1.3B", (24, 12)))
                guarded(bench, 20, "VAE", lambda: vae_memory(bench))
            install_random_weights(bench, tiny)
        return
    least, call = {
        "variants": (60, lambda: variants(bench)),
        "vaes": (40, lambda: vaes(bench)),
        "small": (60, lambda: measure(bench, "T2V-1.3B", rate, 10, 8, 4)),
        "vace": (60, lambda: measure(bench, "VACE-1.3B", rate, 4, 8, 4)),
        "large": (90, lambda: measure(bench, "T2V-14B", rate, 2, 5, 3)),
    }[part]
    guarded(bench, least, part, call)


if __name__ == "__main__":
    main()
