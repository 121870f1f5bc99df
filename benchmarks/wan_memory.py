"""Compile options, VAE precision and the memory plan of Wan2.1; run by `wan.py`."""

import copy
import os
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
from wan_common import (
    Bench,
    clear,
    engine,
    forward_arguments,
    mean,
    median_seconds,
    order,
    peak_gib,
    random_vae,
    relative,
    say,
    timed_render,
)

from rushes.engines.wan import speed, weights
from rushes.engines.wan.weights import Checkpoint


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
