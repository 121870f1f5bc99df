"""One clip on several GPUs: seconds per step together and alone, and how far the latents are apart.

    torchrun --standalone --nproc-per-node 2 benchmarks/wan_parallel.py [--out FILE] [--tiny]

Every rank first renders alone on its own GPU (the product's single-GPU path), then all share one clip
(diffusers' context parallelism, Ulysses). Random weights of full size at 81 x 480 x 832, or toys on the
CPU with `--tiny`. VACE has one reference at strength 1. Writes JSON on rank 0.
"""

import argparse
import os
import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
import torch.distributed as dist
from wan import machine
from wan_common import (
    BEGAN,
    CONFIGS,
    TINY,
    Bench,
    clear,
    engine,
    install_random_weights,
    mean,
    order,
    relative,
    timed_render,
)

from rushes.engines.wan import parallel

STEPS = 4


def latents_of(bench: Bench, name: str, shot: Any, **more: Any) -> tuple[Any, list[float], float, Any]:
    """(latents, seconds of each step after the first, seconds of the warm clip, its notes)."""
    wan = engine(bench, name, STEPS, reference_form="guidance", **more)
    timed_render(bench, wan, shot)
    vae, found = next(iter(wan._studio.loaded.values())).pipe.vae, []
    decode = vae.decode

    def watched(latents: Any, **more: Any) -> Any:
        found.append(latents.float().cpu())
        return decode(latents, **more)

    vae.decode = watched
    total, per_step, footage = timed_render(bench, wan, shot)
    wan._studio.loaded.clear()
    clear()
    return found[0], per_step, total, footage.notes


def compare(bench: Bench, name: str, **more: Any) -> dict[str, Any]:
    shot = replace(order(bench, name), reference_scale=1.0)
    os.environ.pop("RUSHES_CONTEXT_PARALLEL", None)
    alone, one, clip_one, before = latents_of(bench, name, shot)
    dist.barrier()
    os.environ["RUSHES_CONTEXT_PARALLEL"] = "1"
    together, two, clip_two, after = latents_of(bench, name, shot, **more)
    dist.barrier()
    return {
        "step_alone_s": round(mean(one), 4),
        "step_together_s": round(mean(two), 4),
        "speed_up": round(mean(one) / mean(two), 3),
        "clip_of_50_alone_s": round(clip_one + mean(one) * (50 - STEPS), 2),
        "clip_of_50_together_s": round(clip_two + mean(two) * (50 - STEPS), 2),
        "latents_relative_difference": relative(together, alone),
        "latents_largest_difference": float((together - alone).abs().max()),
        "alone": before["attention"],
        "together": after["attention"],
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--out", type=Path, default=Path("benchmarks/results/wan-parallel.json"))
    words.add_argument("--only", default="T2V-1.3B,VACE-1.3B,T2V-14B")
    words.add_argument("--minutes", type=float, default=10.0, help="models that no longer fit are left out")
    words.add_argument("--tiny", action="store_true", help="toy sizes on the CPU, to check the script")
    told = words.parse_args()
    rank = parallel.start()
    parallel.announce = lambda *_: None  # every rank renders by itself here
    size = (64, 32, 9) if told.tiny else (832, 480, 81)
    if told.tiny:
        torch.set_num_threads(1)
        CONFIGS.update({name: dict(TINY) for name in CONFIGS})
        CONFIGS["VACE-1.3B"]["vace_layers"] = [0, 2]
    found = {"machine": machine(), "processes": dist.get_world_size(), "size": "x".join(map(str, size))}
    device = "cpu" if told.tiny else f"cuda:{os.environ.get('LOCAL_RANK', '0')}"
    bench = Bench(device, *size, told.minutes * 60, told.out, {**found, "models": {}, "failed": {}})
    install_random_weights(bench, told.tiny)
    for name in told.only.split(","):
        least = torch.tensor([bench.left()], device=device)
        dist.all_reduce(least, dist.ReduceOp.MIN)
        if float(least) > 45:
            run(bench, name, rank)
    dist.destroy_process_group()


def run(bench: Bench, name: str, rank: int) -> None:
    """The engine's own choice of kernel; where that fails, which is written down, the next simpler one."""
    for more in ({}, {"attention": "cudnn"}, {"attention": "native", "compile": "off"}):
        try:
            bench.results["models"][name] = row = compare(bench, name, **more)
        except Exception as error:
            traceback.print_exc()
            row = {"error": f"{type(error).__name__}: {error}"[:500]}
            bench.results["failed"][f"{name} {more}"] = row
            clear()
        if rank == 0:
            print(f"[{time.monotonic() - BEGAN:6.1f}]", name, row, flush=True)
            bench.save()
        if "error" not in row:
            return


if __name__ == "__main__":
    main()
