"""What the Wan benchmarks share: random weights of full size, shots, clocks."""

import gc
import json
import math
import os
import time
from dataclasses import dataclass
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

from rushes.engines.wan import weights
from rushes.engines.wan.engine import WanEngine
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


class Stopwatch:
    """Seconds that a pipeline's VAE takes, call by call."""

    def __init__(self, vae: Any, device: str) -> None:
        self.seconds = {"encode": 0.0, "decode": 0.0}
        for name in self.seconds:
            setattr(vae, name, self._timed(name, getattr(vae, name), device))

    def _timed(self, name: str, call: Any, device: str) -> Any:
        def timed(*given: Any, **more: Any) -> Any:
            sync(device)
            began = time.perf_counter()
            found = call(*given, **more)
            sync(device)
            self.seconds[name] += time.perf_counter() - began
            return found

        return timed

    def restart(self) -> None:
        self.seconds = dict.fromkeys(self.seconds, 0.0)


def timed_render(bench: Bench, wan: WanEngine, shot: Shot) -> tuple[float, list[float], Any]:
    """(seconds of the whole call, seconds of each step after the first, the footage)."""
    clock = Clock(bench.device)
    began = time.perf_counter()
    footage = wan.render(shot, clock)
    return time.perf_counter() - began, clock.steps(), footage


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
