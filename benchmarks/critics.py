"""The embedded critics on the animatic engine: how well the scores tell what they should.

    python benchmarks/critics.py [--films 32] [--jobs 2] [--fit 72]

People, places, hours, weathers and styles are drawn by seed, or come from screenplays of the offline
writer; the fit's and the test's differ, so nobody in the test was seen before. ``--fit N`` first refits the
shipped table, on N drawn films and on the screenplays of the rehearsal: this is the command that made it
(``--films 0``: and nothing else).

same_pass        share of honest clips of drawn people in the film's look with P(same figure) >= 0.65
different_pass   share of clips against somebody else's references with P(same figure) >= 0.65
false_flag       share of honest clips in the film's look with P(no attribute changed) < 0.5
twin_caught      share of clips with one attribute in another colour, where that shows, with the same
*_score_pass     as *_pass, with the character's whole score >= 0.65
written_*        honest clips of screenplays of the offline writer: everybody, whatever they do
identity_scores  honest clips, prompts that left out every second descriptor, and somebody else
location_auc     honest clips against places of another kind
look_kept        share of clips in the look of their references that the look gate lets pass (>= 0.5)
look_caught      share of clips in each other style that it does not
margins          reward of the honest clip minus the adversary's, the smallest of all films
"""

import argparse
import json
import os
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from critics_footage import (
    FIT_SEEDS,
    TEST_SEED,
    TRICK_SEED,
    Job,
    Record,
    fit_jobs,
    measured,
    observed,
    test_jobs,
    unit,
)
from machine import machine

from rushes.critics import embedded
from rushes.critics.calibration import fit_observed
from rushes.critics.population import population
from rushes.critics.tables import SHIPPED, shipped, write

OUT = Path(__file__).parent / "results" / "critics.json"
SAME, KEPT, SCORE = 0, 1, 2


def each(do: Callable[[Job], Any], jobs: Sequence[Job], processes: int) -> list[Any]:
    """What `do` makes of each job, in order, with a line of progress on the way."""
    found, start = [], time.perf_counter()
    with ProcessPoolExecutor(processes, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        for number, made in enumerate(pool.map(do, jobs), 1):
            found.append(made)
            if number % 10 == 0 or number == len(jobs):
                spent = time.perf_counter() - start
                left = spent / number * (len(jobs) - number)
                print(f"  {number} of {len(jobs)} films, {spent:.0f} s, {left:.0f} s left", flush=True)
    return found


def refit(films: int, processes: int) -> None:
    """Fit the shipped table anew."""
    jobs = fit_jobs(films)
    seen = each(observed, jobs, processes)
    told = (
        f"animatic engine, {len(jobs)} films of drawn people and beasts and of the offline screenwriter, "
        "all hours, weathers and styles, drafts and full shoots, 832x480"
    )
    for (shelf, *_), (takes, _) in zip(jobs, seen, strict=True):
        for take in takes if shelf != "drawn" else ():
            take.outlook = {}  # written films share kinds of places under other names: they are no strangers
    takes, twins = ([x for film in seen for x in film[side]] for side in (0, 1))
    print("  fitting", flush=True)
    with ProcessPoolExecutor(processes, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        table = fit_observed(takes, twins, "", told, every=pool.map)
    print_of = zlib.crc32(repr((table.same, table.ramps)).encode())
    write(replace(table, version=f"{time.strftime('%Y-%m-%d')}.{print_of:08x}"), SHIPPED)
    shipped.cache_clear()
    print(f"fitted on {len(takes)} takes and {len(twins)} twins")


def figures(records: Iterable[Record], name: str, **tags: Any) -> Any:
    """Every figure of that name and with those tags that is not None, as an array."""
    found = [
        value
        for n, on, value in records
        if n == name and value is not None and all(on.get(k) == v for k, v in tags.items())
    ]
    made = np.array(found, np.float64)
    return made.reshape(-1, 3) if name in ("same", "different", "twin", "half") else made


def share(hits: Any) -> float:
    return round(float(np.mean(hits)), 4) if np.size(hits) else float("nan")


def spread(scores: Any) -> dict[str, float]:
    low, middle, high = np.percentile(scores, [10, 50, 90])
    return {"10 %": round(float(low), 3), "median": round(float(middle), 3), "90 %": round(float(high), 3)}


def characters(records: Sequence[Record]) -> dict[str, Any]:
    same = figures(records, "same", shelf="drawn", own=True, person=True)
    beasts = figures(records, "same", shelf="drawn", own=True, person=False)
    written = figures(records, "same", shelf="held-out", own=True)
    other = figures(records, "same", own=False)
    different, twin = figures(records, "different", own=True), figures(records, "twin")
    attributes = sorted({on["attribute"] for n, on, _ in records if n == "twin"})
    looks = sorted({on["look"] for n, on, _ in records if n == "twin"})
    return {
        "same_pass": share(same[:, SAME] >= 0.65),
        "different_pass": share(different[:, SAME] >= 0.65),
        "false_flag": share(same[:, KEPT] < 0.5),
        "twin_caught": share(twin[:, KEPT] < 0.5),
        "same_score_pass": share(same[:, SCORE] >= 0.65),
        "different_score_pass": share(different[:, SCORE] >= 0.65),
        "twin_score_pass": share(twin[:, SCORE] >= 0.65),
        "beast_pass": share(beasts[:, SAME] >= 0.65),
        "written_pass": share(written[:, SAME] >= 0.65),
        "written_false_flag": share(written[:, KEPT] < 0.5),
        "written_score_pass": share(written[:, SCORE] >= 0.65),
        "same_pass_in_another_look": share(other[:, SAME] >= 0.65),
        "twin_caught_by_attribute": {
            a: share(figures(records, "twin", attribute=a)[:, KEPT] < 0.5) for a in attributes
        },
        "twin_caught_by_look": {k: share(figures(records, "twin", look=k)[:, KEPT] < 0.5) for k in looks},
        "identity_scores": {
            "same descriptors": spread(same[:, SCORE]),
            "half of them left out": spread(figures(records, "half")[:, SCORE]),
            "somebody else": spread(different[:, SCORE]),
        },
        "clips": {
            "same": len(same),
            "beasts": len(beasts),
            "written": len(written),
            "same in another look": len(other),
            "different": len(different),
            "twins": len(twin),
            "half": len(figures(records, "half")),
        },
    }


def places(records: Sequence[Record]) -> dict[str, Any]:
    here, elsewhere = figures(records, "here"), figures(records, "elsewhere")
    drawn = figures(records, "here", shelf="drawn")
    wins = (drawn[:, None] > elsewhere) + 0.5 * (drawn[:, None] == elsewhere)
    looks = sorted({on["look"] for n, on, _ in records if n == "look" and not on["own"]})
    return {
        "place_clips": {"here": len(here), "drawn here": len(drawn), "elsewhere": len(elsewhere)},
        "location_auc": share(wins),
        "location_same_pass": share(here >= 0.65),
        "location_different_pass": share(elsewhere >= 0.65),
        "look_kept": share(figures(records, "look", own=True) >= 0.5),
        "look_caught": {k: share(figures(records, "look", own=False, look=k) < 0.5) for k in looks},
    }


def tricks(records: Sequence[Record]) -> dict[str, Any]:
    margins: dict[str, float] = {}
    caught: dict[str, dict[str, float]] = {}
    for _, on, gain in (r for r in records if r[0] == "trick"):
        if gain <= margins.get(on["name"], 1.0):
            margins[on["name"]], caught[on["name"]] = gain, on["caught by"]
    return {
        "adversarial_margin": round(min(margins.values()), 3),
        "margins": {name: round(gain, 3) for name, gain in margins.items()},
        "caught_by": caught,
        "honest_reward": [round(float(b), 3) for b in figures(records, "honest reward")],
    }


def cost() -> dict[str, float]:
    """CPU and wall seconds of the panel on one take of 150 frames."""
    viewing = next(population(unit(25), TRICK_SEED, 1, 1)).viewing
    times = -(-150 // len(viewing.footage.frames))
    long = np.concatenate([viewing.footage.frames] * times)[:150]
    take = replace(viewing, footage=replace(viewing.footage, frames=long))
    panel = embedded()
    for critic in panel:
        critic.watch(take)
    cpu, wall = time.process_time(), time.perf_counter()
    for critic in panel:
        critic.watch(take)
    spent = time.process_time() - cpu, time.perf_counter() - wall
    return dict(zip(("cpu_seconds", "wall_seconds"), (round(s, 3) for s in spent), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--films", type=int, default=32)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--fit", type=int, default=0)
    options = parser.parse_args()
    if options.fit:
        refit(options.fit, options.jobs)
    if not options.films:
        return
    films = each(measured, test_jobs(options.films), options.jobs)
    records = [record for film in films for record in film]
    result = {
        **characters(records),
        **places(records),
        **tricks(records),
        "panel_150_frames": cost(),
        "calibration": {"version": shipped().version, "population": shipped().population},
        "seeds": {"fit": list(FIT_SEEDS), "test": TEST_SEED, "adversarial": TRICK_SEED},
        "machine": machine(),
    }
    for key, value in result.items():
        print(f"{key:26s} {value}")
    OUT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
