"""From Wan's 16 frames/s to the film's 24: interpolators compared on pictures whose truth is known.

    python benchmarks/wan_conform.py [--out benchmarks/results/wan-conform.json]

Truth: animatic clips at 48 frames/s and textures that pan, turn and zoom. Every third frame is what a
16 frames/s model would have painted; every second is what 24 frames/s should show. Peak signal-to-noise
ratio over the frames that have to be made up (two of three), CPU milliseconds per output frame, and how many
frames come out of the number ordered. No GPU, no weights.
"""

import argparse
import json
import os
import platform
import subprocess
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from rushes.engines.wan.conform import conform
from rushes.engines.wan.timing import NativePlan, plan_clip
from rushes.film import Frames

SEED, COUNT, WIDTH, HEIGHT = 7, 36, 416, 240


def truths() -> Iterator[tuple[str, Frames]]:
    """Clips at 48 frames/s, uint8 (2 * COUNT, HEIGHT, WIDTH, 3)."""
    times = np.arange(2 * COUNT) / 48
    rng = np.random.default_rng(SEED)
    cloth = cv2.GaussianBlur(rng.integers(0, 255, (900, 1200, 3), np.uint8), (0, 0), 3)
    cloth = cv2.normalize(cloth, None, 0, 255, cv2.NORM_MINMAX)
    size = (WIDTH, HEIGHT)
    for name, matrix in (
        ("pan, 96 pixels/s", lambda t: np.float32([[1, 0, -200 - 96 * t], [0, 1, -200]])),
        ("pan, 384 pixels/s", lambda t: np.float32([[1, 0, -100 - 384 * t], [0, 1, -200]])),
        ("turn, 30 degrees/s", lambda t: _turned(30 * t, 1.0)),
        ("zoom, 25 %/s", lambda t: _turned(0, 1.25**t)),
    ):
        yield name, np.stack([cv2.warpAffine(cloth, matrix(t), size) for t in times])
    yield "animatic walk", animatic()


def _turned(degrees: float, scale: float) -> Any:
    matrix = cv2.getRotationMatrix2D((600, 450), degrees, scale)
    matrix[:, 2] += (WIDTH / 2 - 600, HEIGHT / 2 - 450)
    return matrix


def animatic() -> Frames:
    from rushes.engines.animatic.engine import AnimaticEngine
    from rushes.film import Shot

    words = "medium shot of a woman in a red coat walking along a beach at noon, seen from the side"
    shot = Shot(prompt=words, negative="", frames=2 * COUNT, width=WIDTH, height=HEIGHT, fps=48.0, seed=SEED)
    return AnimaticEngine().render(shot).frames


def ours(how: str) -> Callable[[Frames, NativePlan], Frames]:
    return lambda native, plan: conform(native, plan, how)  # type: ignore[arg-type]


def blended(native: Frames, plan: NativePlan) -> Frames:
    """Neighbours mixed by distance in time."""
    at = np.minimum(np.arange(plan.ordered_frames) * 16 / plan.ordered_fps, len(native) - 1)
    left = at.astype(int)
    right = np.minimum(left + 1, len(native) - 1)
    part = (at - left)[:, None, None, None]
    return np.round(native[left] * (1 - part) + native[right] * part).astype(np.uint8)


def minterpolated(native: Frames, plan: NativePlan) -> Frames:
    """FFmpeg's minterpolate at its best setting, through PyAV's filter graph."""
    import av

    graph = av.filter.Graph()
    base = Fraction(1, 16)
    source = graph.add_buffer(width=WIDTH, height=HEIGHT, format="rgb24", time_base=base)
    how = f"fps={plan.ordered_fps:g}:mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1"
    to_planes, back = graph.add("format", "yuv444p"), graph.add("format", "rgb24")
    made, sink = graph.add("minterpolate", how), graph.add("buffersink")
    for a, b in ((source, to_planes), (to_planes, made), (made, back), (back, sink)):
        a.link_to(b)
    graph.configure()
    for index, picture in enumerate(native):
        frame = av.VideoFrame.from_ndarray(picture, "rgb24")
        frame.pts, frame.time_base = index, base
        graph.push(frame)
    graph.push(None)
    return np.stack(list(_pulled(graph)))


def _pulled(graph: Any) -> Iterator[Any]:
    import av

    while True:
        try:
            yield graph.pull().to_ndarray(format="rgb24")
        except (av.error.EOFError, av.error.BlockingIOError):
            return


def psnr(found: Frames, truth: Frames) -> float:
    error = float(np.square(found.astype(np.float32) - truth.astype(np.float32)).mean())
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


def measured(method: Callable[[Frames, NativePlan], Frames], truth: Frames) -> dict[str, float]:
    native, wanted = truth[::3], truth[::2]
    plan = plan_clip(COUNT, 24.0, WIDTH, HEIGHT, overlap=5)
    began = time.process_time()
    found = method(native, plan)
    spent = time.process_time() - began
    # A native frame lies on every third of the ordered ones; the two between have to be made up.
    # The last ones have no right neighbour and are held, by every method.
    there = [i for i in range(min(len(found), COUNT)) if i % 3 and i * 16 / 24 <= len(native) - 1]
    return {
        "psnr_db": round(psnr(found[there], wanted[there]), 2),
        "cpu_ms_per_frame": round(spent / COUNT * 1000, 1),
        "frames": len(found),
        "ordered": COUNT,
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--out", type=Path, default=Path("benchmarks/results/wan-conform.json"))
    told = words.parse_args()
    cv2.setNumThreads(1)
    methods = {
        "nearest frame": ours("nearest"),
        "blend": blended,
        "minterpolate": minterpolated,
        "DIS optical flow": ours("flow"),
    }
    rows: dict[str, Any] = {}
    for name, truth in truths():
        rows[name] = {label: measured(method, truth) for label, method in methods.items()}
        for label, row in rows[name].items():
            print(f"{name:20} {label:18} {row}", flush=True)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    machine = {"cpu": platform.processor() or platform.machine(), "cores": os.cpu_count()}
    found = {
        "machine": machine,
        "commit": commit.stdout.strip(),
        "seed": SEED,
        "size": f"{WIDTH}x{HEIGHT}",
        "clips": rows,
    }
    told.out.parent.mkdir(parents=True, exist_ok=True)
    told.out.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
