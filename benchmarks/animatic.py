"""Speed of the animatic engine over the shots of the gallery.

    python benchmarks/animatic.py [--frames 72] [--workers 2]

Frames per second are wall-clock on `workers` processes; ``cpu_ms`` is CPU time per frame of all
processes together; ``fps_by_cpu`` is what `workers` cores with nothing else to do would give.
``load_before`` tells how busy the machine was.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from examples.gallery import SHOTS  # noqa: E402
from rushes.engines.animatic.crew import dismiss  # noqa: E402
from rushes.engines.animatic.engine import AnimaticEngine  # noqa: E402
from rushes.film import Quality, Shot  # noqa: E402

SEED = 7


def order(prompt: str, frames: int, quality: Quality) -> Shot:
    return Shot(
        prompt=prompt,
        negative="",
        frames=frames,
        width=832,
        height=480,
        fps=24.0,
        seed=SEED,
        quality=quality,
        label_frames=tuple(int(v) for v in np.linspace(0, frames - 1, 5)),
    )


def seconds(engine: AnimaticEngine, shot: Shot) -> float:
    start = time.perf_counter()
    engine.render(shot)
    return time.perf_counter() - start


def cpu(shot: Shot) -> float:
    """CPU seconds of rendering `shot` in this process."""
    start = time.process_time()
    AnimaticEngine(workers=1).render(shot)
    return time.process_time() - start


def machine() -> dict[str, object]:
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = names[0].split(":")[1].strip() if names else model
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {"cpu": model, "cores": cores, "python": platform.python_version()}


def commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=150)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--shots", type=int, default=len(SHOTS))
    arguments = parser.parse_args()
    engine = AnimaticEngine(workers=arguments.workers)
    engine.render(order(SHOTS[0], 13, "final"))  # the crew is called in once
    rows = []
    print(f"{'shot':<58}{'fps':>8}{'draft':>8}{'cpu ms':>8}{'draft':>8}")
    for prompt in SHOTS[: arguments.shots]:
        final, draft = (order(prompt, arguments.frames, quality) for quality in ("final", "draft"))
        row = {
            "fps": arguments.frames / seconds(engine, final),
            "draft_fps": arguments.frames / seconds(engine, draft),
            "cpu_ms": 1e3 * cpu(final) / arguments.frames,
            "draft_cpu_ms": 1e3 * cpu(draft) / arguments.frames,
        }
        rows.append({"shot": prompt[:56], **row})
        figures = (row["fps"], row["draft_fps"], row["cpu_ms"], row["draft_cpu_ms"])
        print(f"{prompt[:56]:<58}" + "".join(f"{value:8.1f}" for value in figures), flush=True)
    dismiss()
    total = arguments.frames * len(rows)
    result = {
        "fps_mean": total / sum(arguments.frames / float(r["fps"]) for r in rows),
        "fps_worst": min(float(r["fps"]) for r in rows),
        "fps_by_cpu": arguments.workers * 1e3 / float(np.mean([r["cpu_ms"] for r in rows])),
        "cpu_ms_mean": float(np.mean([r["cpu_ms"] for r in rows])),
        "cpu_ms_worst": max(float(r["cpu_ms"]) for r in rows),
        "draft_speedup": sum(float(r["cpu_ms"]) for r in rows) / sum(float(r["draft_cpu_ms"]) for r in rows),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "frames": arguments.frames,
        "workers": arguments.workers,
        "size": [832, 480],
        "seed": SEED,
        "load_before": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "machine": machine(),
        "commit": commit(),
        "shots": rows,
    }
    path = ROOT / "benchmarks" / "results" / "animatic.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for name in (
        "fps_mean",
        "fps_worst",
        "fps_by_cpu",
        "cpu_ms_mean",
        "cpu_ms_worst",
        "draft_speedup",
        "peak_mb",
    ):
        print(f"{name:>16} {result[name]:8.1f}")


if __name__ == "__main__":
    main()
