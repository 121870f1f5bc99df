"""Speed and memory of the animatic engine over the shots of the gallery.

    python benchmarks/animatic.py [--frames 150] [--workers 2]

``fps`` is wall-clock on `workers` processes, so it only means something on a quiet machine
(``load_before`` tells); ``cpu_ms`` is CPU time per frame in one process, which hardly depends on what
else runs; ``fps_by_cpu`` is what `workers` cores with nothing else to do would give by it.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.machine import machine  # noqa: E402
from examples.gallery import SHOTS  # noqa: E402
from rushes.engines.animatic.crew import dismiss  # noqa: E402
from rushes.engines.animatic.engine import AnimaticEngine  # noqa: E402
from rushes.film import Quality, Shot  # noqa: E402

SEED = 7
SIZE = (832, 480)
Row = dict[str, float]


def order(prompt: str, frames: int, quality: Quality) -> Shot:
    return Shot(
        prompt=prompt,
        negative="",
        frames=frames,
        width=SIZE[0],
        height=SIZE[1],
        fps=24.0,
        seed=SEED,
        quality=quality,
        label_frames=tuple(int(v) for v in np.linspace(0, frames - 1, 5)),
    )


def spent(clock: Callable[[], float], engine: AnimaticEngine, shot: Shot) -> float:
    """Seconds by `clock` of rendering `shot`."""
    start = clock()
    engine.render(shot)
    return clock() - start


def measured(prompt: str, frames: int, together: AnimaticEngine) -> Row:
    """Frames per second together, CPU milliseconds per frame alone, of the final and the draft."""
    alone = AnimaticEngine(workers=1)
    row: Row = {}
    for name, quality in (("", "final"), ("draft_", "draft")):
        shot = order(prompt, frames, quality)  # type: ignore[arg-type]
        row[f"{name}fps"] = frames / spent(time.perf_counter, together, shot)
        row[f"{name}cpu_ms"] = 1e3 * spent(time.process_time, alone, shot) / frames
    return row


def table(shots: tuple[str, ...], frames: int, workers: int) -> list[Row]:
    """Measure every shot and print it."""
    engine = AnimaticEngine(workers=workers)
    engine.render(order(shots[0], 13, "final"))  # the crew is called in once
    AnimaticEngine(workers=1).render(order(shots[0], 2, "final"))
    print(f"{'shot':<58}{'fps':>8}{'cpu ms':>8}{'draft':>8}{'cpu ms':>8}")
    rows = []
    for prompt in shots:
        rows.append(measured(prompt, frames, engine))
        print(f"{prompt[:56]:<58}" + "".join(f"{value:8.1f}" for value in rows[-1].values()), flush=True)
    return rows


def peak_mb() -> tuple[float, float]:
    """Peak resident memory (MB) of this process, and of the largest of its children that have ended.

    The kernel's own mark (Linux), since a new process inherits the ``ru_maxrss`` of whoever started it.
    """
    status = Path("/proc/self/status").read_text()
    mine = int(status.split("VmHWM:")[1].split()[0])
    return mine / 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def memory(frames: int, workers: int) -> dict[str, float]:
    """Peak resident memory (MB) of a process that renders one shot alone, and of the largest of `workers`.

    Both count the shot's frames, which workers share.
    """

    def peaks(crew: int) -> list[float]:
        code = (
            f"import benchmarks.animatic as b; e = b.AnimaticEngine(workers={crew});"
            f"e.render(b.order(b.SHOTS[0], {frames}, 'final')); b.dismiss(wait=True); print(*b.peak_mb())"
        )
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return [float(v) for v in done.stdout.split()]

    return {"shot_mb": peaks(1)[0], "worker_mb": peaks(workers)[1] if workers > 1 else 0.0}


def summary(rows: list[Row], workers: int) -> dict[str, float]:
    """The figures that the budget is about."""
    finals, drafts = (np.array([row[name] for row in rows]) for name in ("cpu_ms", "draft_cpu_ms"))
    return {
        "fps_mean": len(rows) / sum(1 / row["fps"] for row in rows),
        "fps_worst": min(row["fps"] for row in rows),
        "fps_by_cpu": workers * 1e3 / float(finals.mean()),
        "fps_by_cpu_worst": workers * 1e3 / float(finals.max()),
        "cpu_ms_mean": float(finals.mean()),
        "cpu_ms_worst": float(finals.max()),
        "draft_speedup": float(finals.sum() / drafts.sum()),
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=150)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--shots", type=int, default=len(SHOTS))
    parser.add_argument("--output", type=Path, default=ROOT / "benchmarks" / "results" / "animatic.json")
    return parser.parse_args()


def main() -> None:
    asked, load = arguments(), os.getloadavg()[0]
    shots = SHOTS[: asked.shots]
    rows = table(shots, asked.frames, asked.workers)
    dismiss()
    figures = summary(rows, asked.workers) | memory(asked.frames, asked.workers)
    facts = {
        "frames": asked.frames,
        "workers": asked.workers,
        "size": SIZE,
        "seed": SEED,
        "load_before": load,
        "machine": machine(),
        "shots": [{"shot": prompt[:56], **row} for prompt, row in zip(shots, rows, strict=True)],
    }
    asked.output.parent.mkdir(exist_ok=True)
    asked.output.write_text(json.dumps(figures | facts, indent=1) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:>16} {value:8.1f}")


if __name__ == "__main__":
    main()
