"""The report page of a long film: how much it weighs, how long it takes to make and to open.

    python benchmarks/report.py FOLDER [--scenes 12] [--takes 3] [--opens 5]

FOLDER holds a finished film; its scenes and takes are repeated to the length asked for, each scene
with its drafts and one full shoot. Opened in Chromium from ``file://`` with an empty cache; "opened"
is when the load event has passed.
"""

import argparse
import dataclasses
import json
import os
import shutil
import statistics
import time
from pathlib import Path

from machine import machine
from playwright.sync_api import sync_playwright
from pydantic import TypeAdapter

from rushes.editing.page import write_page
from rushes.editing.report import ReportData
from rushes.film import Take
from rushes.memory import read_json


def long_film(data: ReportData, scenes: int, takes: int) -> ReportData:
    """`data` repeated: `scenes` scenes of `takes` attempts each, and a full shoot of what is shown."""
    old = data.document.scenes
    written = tuple(dataclasses.replace(old[i % len(old)], number=i + 1) for i in range(scenes))
    shot: list[Take] = []
    chosen: dict[int, Take] = {}
    for i, scene in enumerate(written):
        there, kept = data.attempts(old[i % len(old)].number), data.chosen[old[i % len(old)].number]
        shot += [
            dataclasses.replace(there[n % len(there)], scene=scene.number, number=n + 1) for n in range(takes)
        ]
        chosen[scene.number] = dataclasses.replace(kept, scene=scene.number, number=1)
        shot.append(chosen[scene.number])
    document = dataclasses.replace(data.document, scenes=written)
    return dataclasses.replace(data, document=document, takes=tuple(shot), chosen=chosen)


def opened(page: Path, times: int) -> list[float]:
    """Seconds from the navigation to the load event, each time in a fresh profile."""
    found = []
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(times):
            tab = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            start = time.perf_counter()
            tab.goto(page.as_uri(), wait_until="load")
            found.append(time.perf_counter() - start)
            tab.context.close()
        browser.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scenes", type=int, default=12)
    parser.add_argument("--takes", type=int, default=3)
    parser.add_argument("--opens", type=int, default=5)
    args = parser.parse_args()
    root = args.folder.resolve()
    kept = TypeAdapter(ReportData).validate_python(read_json(root / "memory/report.json")["value"])
    data = long_film(kept, args.scenes, args.takes)
    page = root / data.folder / "report-benchmark.html"
    began = time.process_time()
    try:
        write_page(data, root, page)
        made = time.process_time() - began
        seconds, weight = opened(page, args.opens), page.stat().st_size
    finally:
        page.unlink(missing_ok=True)
    figures = {
        "scenes": args.scenes, "takes": len(data.takes), "megabytes": round(weight / 1e6, 2),
        "cpu_seconds_to_make": round(made, 2), "seconds_to_open": round(statistics.median(seconds), 2),
        "seconds_to_open_each": [round(s, 2) for s in seconds],
    }  # fmt: skip
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):<22} {value}")
    results = Path(__file__).parent / "results/report.json"
    whole = {
        **machine(),
        "load_average": round(os.getloadavg()[0], 1),
        "seed": data.seed,
        "prompt": data.prompt,
        **figures,
    }
    results.write_text(json.dumps(whole, indent=1) + "\n")


if __name__ == "__main__":
    main()
