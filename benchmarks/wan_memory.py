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
from rushes.engines.wan import vae as vae_module
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
    """Decoding as diffusers does it and in the shorter ways, against float32 without TF32."""
    rows = bench.results["vae_decode"] = {}
    shape = (1, 16, (bench.frames - 1) // 4 + 1, bench.height // 8, bench.width // 8)
    latents = torch.randn(shape, generator=torch.Generator().manual_seed(1)).to(bench.device)
    torch.backends.cudnn.allow_tf32 = False
    with torch.inference_mode():
        exact = random_vae(bench.device, bench.device == "cpu").decode(latents, return_dict=False)[0].cpu()
    torch.backends.cudnn.allow_tf32 = True
    half, full = torch.float16, torch.float32
    for label, dtype, quick, inner, tiled in (
        ("float32 stock", full, False, False, False),
        ("float32 quick", full, True, False, False),
        ("float16 quick", half, True, False, False),
        ("float16 quick, channels innermost", half, True, True, False),
        ("float16 quick, channels innermost, tiled", half, True, True, True),
    ):
        clear()
        vae = random_vae(bench.device, bench.device == "cpu")
        torch.nn.Module.to(vae, dtype)
        if quick:
            vae_module.quicken(vae)
        if inner:
            vae_module.innermost_channels(vae)
        if tiled:
            vae.enable_tiling()
        rows[label] = decoded(bench, vae, latents.to(dtype), exact)
        say("VAE decode", label, rows[label])
        bench.save()


def decoded(bench: Bench, vae: Any, latents: Any, exact: Any) -> dict[str, float]:
    """Seconds and memory of a decode, and its distance to the exact one: relative, and in levels of 255."""
    with torch.inference_mode():
        seconds = median_seconds(lambda: vae.decode(latents, return_dict=False)[0], bench.device, 1)
        found = vae.decode(latents, return_dict=False)[0].cpu()
    return {
        "s": round(seconds, 3),
        "to_float32": relative(found, exact),
        "largest_levels": round(float((found.float() - exact).abs().max()) * 127.5, 2),
        "peak_gib": peak_gib(),
    }


def memory(bench: Bench, name: str, plans: tuple[tuple[int, str], ...]) -> None:
    """Which rung the plan takes under a cap, what it really used, and seconds per step there."""
    gpu = bench.device != "cpu"
    total = torch.cuda.get_device_properties(0).total_memory if gpu else 1
    for cap, wanted in plans:
        if bench.left() < 40:
            return
        wan = engine(bench, name, 3, memory=wanted)
        label = f"{name} in {cap} GB" + (f", {wanted}" if wanted != "auto" else "")
        clear()
        if gpu:
            torch.cuda.set_per_process_memory_fraction(cap * 1e9 / total)
        try:
            _, per_step, footage = timed_render(bench, wan, order(bench, name))
            notes = footage.notes
            row = {"plan": notes["memory plan"], "attention": notes["attention"]}
            row |= {"step_s": round(mean(per_step), 3), "peak_gib": peak_gib()}
        except Exception as error:
            row = {"error": f"{type(error).__name__}: {error}"[:300]}
        bench.results["memory"][label] = row
        say(label, row)
        bench.save()
        if gpu:
            torch.cuda.set_per_process_memory_fraction(1.0)
        wan._studio.loaded.clear()
        del wan
        clear()
