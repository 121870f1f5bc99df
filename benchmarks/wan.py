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
import os
import platform
import subprocess
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
from wan_common import (
    CONFIGS,
    SEED,
    STEPS,
    TINY,
    Bench,
    Stopwatch,
    clear,
    engine,
    forward_arguments,
    install_random_weights,
    mean,
    median_seconds,
    order,
    peak_gib,
    relative,
    say,
    timed_render,
)
from wan_memory import memory, vaes, variants
from wan_peer import eager_peer, pipe_arguments, run_latents

import rushes.engines.wan.engine as engine_module
from rushes.engines.wan import speed
from rushes.engines.wan.engine import WanEngine

PARTS = "small,vace,vaes,memory14,large,memory13,batches,variants"


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
    bench.save()
    cached(bench, name, wan, row, cached_steps)
    bench.save()
    wan._studio.loaded.clear()
    clear()
    if name == "T2V-14B":
        quantised(bench, name, row, peer, steps)


def quantised(bench: Bench, name: str, row: dict[str, Any], peer: dict[str, Any], steps: int) -> None:
    """The same clip with eight-bit weights: seconds, memory, and how far its latents are from the peer's."""
    for form in ("fp8", "int8"):
        if bench.left() < 45:
            return
        wan = engine(bench, name, steps, memory=form)
        timed_render(bench, replace_steps(wan, 1), order(bench, name))
        pipe = next(iter(wan._studio.loaded.values())).pipe
        torch.cuda.reset_peak_memory_stats() if bench.device != "cpu" else None
        found, per_step, _ = run_latents(pipe, pipe_arguments(bench, name, pipe, steps), bench.device)
        clip = mean(per_step) * STEPS + row["around_s"]
        row[form] = {
            "step_s": round(mean(per_step), 4),
            "clip_s": round(clip, 2),
            "clip_share_of_peer": round(clip / row["peer_clip_s"], 3),
            "latents_relative_difference": relative(found.cpu(), peer["latents"]),
            "denoise_peak_gib": peak_gib(),
        }
        say(name, form, row[form])
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
    watch = Stopwatch(loaded.pipe.vae, bench.device)
    total, per_step, footage = timed_render(bench, wan, order(bench, name))
    row["around_s"] = round(total - mean(per_step) * steps, 3)
    own = row["around_s"] - sum(watch.seconds.values())
    row |= {
        "step_s": round(mean(per_step), 4),
        "clip_s": round(mean(per_step) * STEPS + row["around_s"], 2),
        "our_decode_s": round(watch.seconds["decode"], 3),
        "our_encode_s": round(watch.seconds["encode"], 3),
        "orchestration_s": round(own, 3),
        "plan": loaded.rung,
        "attention": footage.notes["attention"],
        "peak_gib": peak_gib(),
    }
    row["clip_share_of_peer"] = round(row["clip_s"] / row["peer_clip_s"], 3)
    row["orchestration_share"] = round(own / row["clip_s"], 4)


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
    row["draft_step_s"] = round(mean(per_step), 4)
    with apart():
        timed_render(bench, wan, shot)
        row["draft_step_unpaired_s"] = round(mean(timed_render(bench, wan, shot)[1]), 4)
    say(name, f"a draft's step: paired {row['draft_step_s']}, apart {row['draft_step_unpaired_s']} s")


@contextmanager
def apart() -> Iterator[None]:
    """Both passes of a draft's step one after the other, as diffusers computes them."""
    whole = engine_module._Job._paired
    engine_module._Job._paired = lambda *_: False
    try:
        yield
    finally:
        engine_module._Job._paired = whole


def batches(bench: Bench) -> None:
    """Seconds of a draft-sized 1.3B forward by the number of drafts in it."""
    wan = engine(bench, "T2V-1.3B", 1)
    timed_render(bench, wan, order(bench, "T2V-1.3B"))
    model = next(iter(wan._studio.loaded.values())).pipe.transformer
    small = Bench(bench.device, bench.width // 2, bench.height // 2, bench.frames, 0, bench.out, {})
    given = forward_arguments(small, "T2V-1.3B")
    rows = bench.results["draft_forward_by_batch"] = {}
    for count in (1, 2, 4):
        many = {
            k: v.expand(count, *v.shape[1:]).contiguous() if torch.is_tensor(v) else v
            for k, v in given.items()
        }
        with torch.inference_mode():
            seconds = median_seconds(lambda many=many: model(**many), bench.device, 5)
        rows[str(count)] = round(seconds, 4)
        say(f"{count} drafts in one forward: {seconds:.4f} s, {seconds / count:.4f} s each")
    bench.save()


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
        install_random_weights(bench, tiny, on_host=True)
        if part in ("memory14", "memory24"):
            plans = ((24, "int8"), (24, "auto"), (24, "fp8"), (12, "auto"))
            plans = plans[:2] if part == "memory24" else plans
            guarded(bench, 60, "memory 14B", lambda: memory(bench, "T2V-14B", plans))
        else:
            plans = ((24, "auto"), (12, "auto"), (8, "auto"))
            guarded(bench, 30, "memory 1.3B", lambda: memory(bench, "T2V-1.3B", plans))
        install_random_weights(bench, tiny)
        return
    least, call = {
        "variants": (60, lambda: variants(bench)),
        "vaes": (25, lambda: vaes(bench)),
        "batches": (25, lambda: batches(bench)),
        "small": (60, lambda: measure(bench, "T2V-1.3B", rate, 10, 8, 4)),
        "vace": (60, lambda: measure(bench, "VACE-1.3B", rate, 5, 8, 4)),
        "large": (95, lambda: measure(bench, "T2V-14B", rate, 2, 4, 3)),
    }[part]
    guarded(bench, least, part, call)


if __name__ == "__main__":
    main()
