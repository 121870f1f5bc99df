"""The default embedded film, timed as a user meets it: wall, CPU, peak memory of the whole process tree.

    python benchmarks/film.py [--seed 0] [--keep FOLDER]

Five scenes of 6.25 s at 832x480 and 24 frames/s, up to 3 takes each, default settings on the
embedded crew. Also times ``rushes --help``.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from machine import machine

PROMPT = "A lighthouse keeper discovers a glowing whale stranded on the beach at dawn"
RESULT = Path(__file__).parent / "results" / "film.json"


def family(root: int) -> set[int]:
    """A process and its descendants."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:  # the process has just ended
            continue
    found, grew = {root}, True
    while grew:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found, grew = found | more, bool(more)
    return found


def tree_mb(root: int) -> tuple[float, float]:
    """Memory of a process and its descendants in MB: proportional, then resident set sizes.

    The workers draw into one shared buffer: the resident sizes count it once per process, the
    proportional ones once in all, which is what the machine must have.
    """
    sums = {"Pss": 0, "Rss": 0}
    for pid in family(root):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        except OSError:  # the process has just ended
            continue
        for name, size in (line.split()[:2] for line in lines):
            if name[:-1] in sums:
                sums[name[:-1]] += int(size)
    return sums["Pss"] * 1024 / 1e6, sums["Rss"] * 1024 / 1e6


def timed(command: list[str], env: dict[str, str]) -> dict[str, float]:
    """Run `command`; wall and CPU seconds of the tree, peak proportional and resident MB."""
    peaks, done = [(0.0, 0.0)], threading.Event()
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)

    def watch() -> None:
        while not done.wait(1.0):  # reading the maps of a large process holds it up for a moment
            peaks.append(tree_mb(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    done.set()
    watcher.join()
    wall, after = time.perf_counter() - start, os.times()
    if code:
        raise SystemExit(f"failed with {code}: {' '.join(command)}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    proportional, resident = (round(max(sizes), 1) for sizes in zip(*peaks, strict=True))
    return {"wall_s": round(wall, 2), "cpu_s": round(cpu, 2), "peak_mb": proportional, "rss_sum_mb": resident}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="keep the film in this folder")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        output = args.keep or Path(scratch)
        env = {**os.environ, "CREW": "embedded", "RUSHES_HOME": str(Path(scratch) / "home")}
        rushes = [sys.executable, "-m", "rushes"]
        help_s = min(timed([*rushes, "--help"], env)["wall_s"] for _ in range(3))
        film = timed(
            [*rushes, "cinematic", "--prompt", PROMPT, "--seed", str(args.seed), "--output", str(output)], env
        )
        report = json.loads((output / "output/production_report.json").read_text())
    takes = sum(len(scene["takes"]) for scene in report["scenes"])
    result = {**film, "help_s": help_s, "takes": takes, "seed": args.seed, **machine()}
    for name, value in result.items():
        print(f"{name:>10}  {value}")
    RESULT.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
