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


def tree_mb(root: int) -> float:
    """Resident memory of a process and its descendants, in MB (shared pages counted once per process)."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:  # the process has just ended
            continue
        parents[int(stat.parent.name)] = (int(fields[1]), int(fields[21]))
    family, grew = {root}, True
    while grew:
        more = {pid for pid, (parent, _) in parents.items() if parent in family} - family
        family, grew = family | more, bool(more)
    pages = sum(parents[pid][1] for pid in family if pid in parents)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def timed(command: list[str], env: dict[str, str]) -> dict[str, float]:
    """Run `command`; wall and CPU seconds of the tree, peak resident MB."""
    peak, done = [0.0], threading.Event()
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)

    def watch() -> None:
        while not done.wait(0.2):
            peak[0] = max(peak[0], tree_mb(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    done.set()
    watcher.join()
    wall, after = time.perf_counter() - start, os.times()
    if code:
        raise SystemExit(f"failed with {code}: {' '.join(command)}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {"wall_s": round(wall, 2), "cpu_s": round(cpu, 2), "peak_mb": round(peak[0], 1)}


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
        print(f"{name:>8}  {value}")
    RESULT.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
