"""Stitching against the ffmpeg command line: CPU, wall, peak memory and frame count, in one run.

    python benchmarks/stitching.py [--clips 5] [--frames 144] [--repeat 3]

"spliced" copies what is not in a fade, "encoded" encodes everything as the command line does. All
get the same clips and the same x264 settings (crf 18, veryfast, two threads) and run in turn,
each in a process of its own; the table gives medians. The second table shows that memory does not
grow with the number of clips. The comparison needs an ``ffmpeg`` on the PATH.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from rushes import video
from rushes.editing.stitcher import VideoStitcher

WIDTH, HEIGHT, FPS, FADE, SEED = 832, 480, 24, 12, 7


def make_clip(path: Path, frames: int, seed: int) -> None:
    """A textured picture under a slow pan: neither trivial nor noise."""
    rng = np.random.default_rng(seed)
    small = rng.integers(30, 220, (HEIGHT // 20, (WIDTH + 4 * frames) // 20 + 2, 3), np.uint8)
    wide = np.kron(small, np.ones((20, 20, 1), np.uint8))[:HEIGHT]
    wide = (wide.astype(np.int16) + rng.integers(-12, 12, wide.shape, np.int16)).clip(0, 255).astype(np.uint8)
    pan = (wide[:, 3 * t : 3 * t + WIDTH] for t in range(frames))
    video.write_clip(path, pan, FPS, keyframes=(FADE, frames - FADE))


def ffmpeg_command(clips: list[Path], frames: int, out: Path) -> list[str]:
    """The same film by xfade: what one would type."""
    inputs = [word for clip in clips for word in ("-i", str(clip))]
    steps, last, length = [], "0:v", frames
    for i in range(1, len(clips)):
        offset = (length - FADE) / FPS
        steps.append(f"[{last}][{i}:v]xfade=transition=fade:duration={FADE / FPS}:offset={offset}[x{i}]")
        last, length = f"x{i}", length + frames - FADE
    graph = ["-filter_complex", ";".join(steps), "-map", f"[{last}]"] if steps else []
    encode = [
        "-c:v",
        "libx264",
        "-crf",
        "18",
        "-preset",
        "veryfast",
        "-threads",
        "2",
        "-movflags",
        "+faststart",
    ]
    return ["ffmpeg", "-y", "-v", "error", *inputs, *graph, *encode, str(out)]


def measured(command: list[str]) -> dict[str, float]:
    """Run a process to its end; CPU and wall seconds, and its peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command[:4])}")
    scale = 2**20 if sys.platform == "darwin" else 2**10
    wall = time.perf_counter() - start
    return {"cpu_s": usage.ru_utime + usage.ru_stime, "wall_s": wall, "peak_mb": usage.ru_maxrss / scale}


def ours(clips: list[Path], out: Path, how: str = "splice") -> list[str]:
    return [sys.executable, __file__, "--cut", how, str(out), *map(str, clips)]


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {key: round(statistics.median(run[key] for run in runs), 2) for key in runs[0]}


def measured_once(command: list[str]) -> dict[str, float]:
    return medians([measured(command)])


def compare(folder: Path, clips: list[Path], frames: int, repeat: int) -> dict[str, dict[str, float]]:
    """Alternate both ways, so that a busy machine is busy for both."""
    outputs = {
        "spliced": folder / "ours.mp4",
        "encoded": folder / "all.mp4",
        "ffmpeg xfade": folder / "cli.mp4",
    }
    ways = {"spliced": ours(clips, outputs["spliced"]), "encoded": ours(clips, outputs["encoded"], "encode")}
    if shutil.which("ffmpeg"):
        ways["ffmpeg xfade"] = ffmpeg_command(clips, frames, outputs["ffmpeg xfade"])
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
    for _ in range(repeat):
        for name, command in ways.items():
            runs[name].append(measured(command))
    return {
        name: {**medians(runs[name]), "frames": video.probe(outputs[name]).frames,
               "megabytes": round(outputs[name].stat().st_size / 1e6, 2)}
        for name in ways
    }  # fmt: skip


def machine() -> dict[str, str | int]:
    """Where this was measured."""
    cpu = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        names = [s for s in Path("/proc/cpuinfo").read_text().splitlines() if s.startswith("model name")]
        cpu = names[0].partition(":")[2].strip() if names else cpu
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    return {"cpu": cpu, "cores": os.cpu_count() or 0, "commit": commit, "seed": SEED}


def table(title: str, rows: dict[str, dict[str, float]]) -> None:
    print(f"\n{title}")
    columns = list(next(iter(rows.values())))
    print(f"{'':18}" + "".join(f"{c:>12}" for c in columns))
    for name, row in rows.items():
        print(f"{name:18}" + "".join(f"{row[c]:>12g}" for c in columns))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--clips", type=int, default=5)
    parser.add_argument("--frames", type=int, default=144)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--cut", nargs="+", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.cut:
        out, *clips = map(Path, args.cut[1:])
        stitcher = VideoStitcher(fade=FADE / FPS, splice=args.cut[0] == "splice")
        stitcher.cut("benchmark", clips, out, metadata={})
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clips = [folder / f"{i}.mp4" for i in range(args.clips)]
        for i, clip in enumerate(clips):
            make_clip(clip, args.frames, SEED + i)
        ways = compare(folder, clips, args.frames, args.repeat)
        growth = {
            f"{how}, {n} clips": measured_once(
                ours([clips[i % args.clips] for i in range(n)], folder / "n.mp4", how)
            )
            for how in ("splice", "encode")
            for n in (1, 5, 20)
        }
    expected = args.clips * args.frames - (args.clips - 1) * FADE
    table(f"{args.clips} clips x {args.frames} frames, {WIDTH}x{HEIGHT}; expected frames: {expected}", ways)
    table("peak memory by number of clips", growth)
    result = {"machine": machine(), "expected_frames": expected, "ways": ways, "growth": growth}
    out = Path(__file__).parent / "results" / "stitching.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(result, indent=1) + "\n")
    print(f"\n{json.dumps(result['machine'])}")


if __name__ == "__main__":
    main()
