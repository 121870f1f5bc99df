"""The embedded critics on the animatic engine: how well the scores tell what they should.

    python benchmarks/critics.py [--films 8] [--fit 24]

People, places, hours and styles are drawn by seed; the calibration's seeds and the test's differ, so
nobody in the test was seen before. ``--fit N`` first refits the shipped table on N films.

same_pass        share of honest clips in the film's look with P(same figure) >= 0.65
different_pass   share of clips against somebody else's references with P(same figure) >= 0.65
false_flag       share of honest clips in the film's look with P(no attribute changed) < 0.5
twin_caught      share of clips with one attribute in another colour whose score is < 0.65
identity_scores  honest clips, prompts that left out every second descriptor, and somebody else
location_auc     honest clips against places of another kind
look_kept        share of clips in the look of their references that the look gate lets pass (>= 0.5)
look_caught      share of clips in each other style that it does not
margins          reward of the honest clip minus the adversary's, the smallest of all films
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from machine import machine

from rushes.critics import adversaries, embedded
from rushes.critics.calibration import fit
from rushes.critics.identity import CharacterConsistency
from rushes.critics.look import LookGate
from rushes.critics.population import Unit, films, population, twin
from rushes.critics.scenery import LocationConsistency
from rushes.critics.tables import SHIPPED, shipped, write
from rushes.engines.animatic.engine import AnimaticEngine
from rushes.engines.animatic.illustrator import AnimaticIllustrator
from rushes.film import COMPONENTS, Footage, Viewing
from rushes.reward import RewardModel
from rushes.writing.enricher import PromptEnricher

FIT_SEED, TEST_SEED, TRICK_SEED = 11, 99, 777
MODEL = RewardModel(weights=dict(zip(COMPONENTS, (0.25, 0.35, 0.20, 0.20), strict=True)))
OUT = Path(__file__).parent / "results" / "critics.json"


def unit(frames: int) -> Unit:
    return Unit(
        enricher=PromptEnricher(default_negative=""),
        engine=AnimaticEngine(workers=1),
        illustrator=AnimaticIllustrator(),
        frames=frames,
    )


def figures(viewing: Viewing, subject: str) -> tuple[float, float, float]:
    """(P(same), P(unchanged), score) of one character in one take; NaN where it is too small to judge."""
    alone = replace(viewing, scene=replace(viewing.scene, characters=(subject,)))
    raw = CharacterConsistency().watch(alone).raw
    lost = 0.0 if raw.get(f"score:{subject}") == 0.0 else float("nan")
    return (
        raw.get(f"same:{subject}", lost),
        raw.get(f"kept:{subject}", lost),
        raw.get(f"score:{subject}", lost),
    )


def honest(crew: Unit, count: int) -> dict[str, list[Any]]:
    """Figures of same and different people and places, and of looks; takes of other looks by themselves."""
    found: dict[str, list[Any]] = {
        n: [] for n in ("same", "other look", "different", "here", "elsewhere", "own looks", "other looks")
    }
    takes = list(population(replace(crew, frames=9), TEST_SEED, count, 4))
    for take in takes:
        viewing = take.viewing
        other = next(
            o.viewing for o in takes if _kind(o.viewing) != _kind(viewing) and o.viewing.footage.tracks
        )
        for who in viewing.scene.characters:
            found["same" if take.own else "other look"].append(figures(viewing, who))
            strangers = [
                replace(r, subject=who) for r in other.references if r.subject == other.scene.characters[0]
            ]
            places = [r for r in viewing.references if r.of == "location"]
            found["different"].append(figures(replace(viewing, references=(*strangers, *places)), who))
        found["here"].append(LocationConsistency().watch(viewing).score or 0.0)
        moved = tuple(
            replace(r, subject=viewing.scene.location) for r in other.references if r.of == "location"
        )
        found["elsewhere"].append(
            LocationConsistency().watch(replace(viewing, references=moved)).score or 0.0
        )
        look = LookGate().watch(viewing).score
        if look is not None:
            found["own looks" if take.own else "other looks"].append((take.look, look))
    return found


def _kind(viewing: Viewing) -> str:
    return viewing.document.location(viewing.scene.location).kind


def twins(crew: Unit, count: int) -> Iterator[tuple[str, float]]:
    """(attribute, score) of takes in the film's look that change one attribute of somebody."""
    for number, document in enumerate(films(TEST_SEED, count, 2)):
        rng = np.random.default_rng([TEST_SEED, number, 7])
        references, who = crew.references(document, TEST_SEED + number), document.characters[0]
        for attribute in ("coat", "bottom", "hair", "hat", "skin"):
            other = twin(who, attribute, rng)
            if other is None:
                continue
            scene = replace(document.scenes[0], shot_size="full")
            changed = replace(document, characters=(other, *document.characters[1:]))
            seed = int(rng.integers(1 << 31))
            taken = replace(crew, frames=5).shoot(scene, changed, references, "document", seed, bound=False)
            yield attribute, figures(taken, who.id)[2]


def halves(crew: Unit, count: int) -> list[float]:
    """P(same) where every second descriptor was left out of the prompt and no reference was bound."""
    found = []
    for number, document in enumerate(films(TEST_SEED, count, 1)):
        references, who = crew.references(document, TEST_SEED + number), document.characters[0]
        less = replace(who, descriptors=who.descriptors[1::2])
        changed = replace(document, characters=(less, *document.characters[1:]))
        scene = replace(document.scenes[0], shot_size="full")
        for seed in range(3):
            taken = replace(crew, frames=5).shoot(scene, changed, references, "document", seed, bound=False)
            alone = replace(taken, document=document)
            found.append(figures(alone, who.id)[2])
    return found


def tricks(crew: Unit, count: int) -> Iterator[tuple[str, float, float, dict[str, float]]]:
    """(adversary, honest reward, its reward, its lowest components and gates) for each film and adversary."""
    before: Viewing | None = None
    for number, document in enumerate(films(TRICK_SEED, count, 1)):
        references = crew.references(document, number)
        one, two = document.characters
        place = document.locations[0]
        scene = replace(
            document.scenes[0], shot_size="full", camera="static", time_of_day="noon", weather="clear",
            action=f"The {one.name} walks across {place.name}.",
        )  # fmt: skip
        walk = crew.shoot(scene, document, references, "document", number)
        alone = replace(scene, characters=(two.id,), action=f"The {two.name} walks across {place.name}.")
        both = replace(
            scene, characters=(one.id, two.id), action=f"The {one.name} and the {two.name} walk together."
        )
        others = [crew.shoot(s, document, references, "document", number).footage for s in (alone, both)]
        if before is not None:
            yield from _tricks(walk, before, *others)
        before = walk


def _tricks(
    walk: Viewing, other: Viewing, stranger: Footage, two: Footage
) -> Iterator[tuple[str, float, float, dict[str, float]]]:
    base = reward(walk)[0]
    full = next(r for r in walk.references if r.view == "full-body")
    made = {
        "frozen": adversaries.frozen(walk.footage),
        "slow pan": adversaries.panned(walk.footage),
        "flicker": adversaries.flickering(walk.footage),
        "identity swap": adversaries.spliced(walk.footage, stranger),
        "background jump": adversaries.spliced(walk.footage, other.footage),
        "reference moved": adversaries.pasted(walk.footage, full),
        "absent": adversaries.vanished(walk.footage),
        "two for one": two,
        "somebody else": stranger,
    }
    for name, footage in made.items():
        value, low = reward(replace(walk, footage=footage))
        yield name, base, value, low


def reward(viewing: Viewing) -> tuple[float, dict[str, float]]:
    found = MODEL.score([critic.watch(viewing) for critic in embedded()])
    every = {**found.parts, **found.gates}
    return found.value or 0.0, {k: round(v, 3) for k, v in sorted(every.items(), key=lambda x: x[1])[:3]}


def cost(viewing: Viewing) -> dict[str, float]:
    """CPU and wall seconds of the panel on one take of 150 frames."""
    times = -(-150 // len(viewing.footage.frames))
    long = np.concatenate([viewing.footage.frames] * times)[:150]
    take = replace(viewing, footage=replace(viewing.footage, frames=long))
    panel = embedded()
    for critic in panel:
        critic.watch(take)
    cpu, wall = time.process_time(), time.perf_counter()
    for critic in panel:
        critic.watch(take)
    return {
        "cpu_seconds": round(time.process_time() - cpu, 3),
        "wall_seconds": round(time.perf_counter() - wall, 3),
    }


def _judged(found: list[Any]) -> Any:
    """Those of (P(same), P(unchanged), score) that are numbers, (N, 3)."""
    every = np.array(found, np.float64).reshape(-1, 3)
    return every[np.isfinite(every).all(1)]


def _share(hits: Any) -> float:
    return round(float(np.mean(hits)), 4) if np.size(hits) else float("nan")


def _spread(scores: Any) -> dict[str, float]:
    low, middle, high = np.percentile(scores, [10, 50, 90])
    return {"10 %": round(float(low), 3), "median": round(float(middle), 3), "90 %": round(float(high), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--films", type=int, default=8)
    parser.add_argument("--fit", type=int, default=0)
    options = parser.parse_args()
    if options.fit:
        told = f"animatic engine, {2 * options.fit} people and beasts, all hours, weathers and styles"
        write(fit(population(unit(13), FIT_SEED, options.fit, 4), time.strftime("%Y-%m-%d"), told), SHIPPED)
        shipped.cache_clear()
    found = honest(unit(9), options.films)
    same, other, different = (_judged(found[n]) for n in ("same", "other look", "different"))
    here, elsewhere = np.array(found["here"]), np.array(found["elsewhere"])
    changed = [(a, s) for a, s in twins(unit(5), options.films) if np.isfinite(s)]
    half = np.array([s for s in halves(unit(5), options.films) if np.isfinite(s)])
    against = list(tricks(unit(25), max(3, options.films // 2)))
    margins: dict[str, float] = {}
    for name, base, value, _ in against:
        margins[name] = round(min(margins.get(name, 1.0), base - value), 3)
    looks = sorted({look for look, _ in found["other looks"]})
    result = {
        "same_pass": _share(same[:, 0] >= 0.65),
        "different_pass": _share(different[:, 0] >= 0.65),
        "false_flag": _share(same[:, 1] < 0.5),
        "same_score_pass": _share(same[:, 2] >= 0.65),
        "different_score_pass": _share(different[:, 2] >= 0.65),
        "same_pass_in_another_look": _share(other[:, 0] >= 0.65),
        "twin_caught": _share([s < 0.65 for _, s in changed]),
        "twin_caught_by_attribute": {
            a: _share([s < 0.65 for b, s in changed if a == b]) for a in dict.fromkeys(a for a, _ in changed)
        },
        "identity_scores": {
            "same descriptors": _spread(same[:, 2]),
            "half of them left out": _spread(half),
            "somebody else": _spread(different[:, 2]),
        },
        "location_auc": round(_share((here[:, None] > elsewhere) + 0.5 * (here[:, None] == elsewhere)), 4),
        "location_same_pass": _share(here >= 0.65),
        "location_different_pass": _share(elsewhere >= 0.65),
        "look_kept": _share([s >= 0.5 for _, s in found["own looks"]]),
        "look_caught": {k: _share([s < 0.5 for n, s in found["other looks"] if n == k]) for k in looks},
        "adversarial_margin": min(margins.values()),
        "margins": margins,
        "caught_by": {name: low for name, _, _, low in against},
        "honest_reward": [round(b, 3) for b in dict.fromkeys(b for _, b, _, _ in against)],
        "clips": {
            "same": len(same),
            "same in another look": len(other),
            "different": len(different),
            "twins": len(changed),
            "half": len(half),
            "looks": len(found["own looks"]) + len(found["other looks"]),
            "adversarial": len(against),
        },
        "panel_150_frames": cost(next(population(unit(25), TRICK_SEED, 1, 1)).viewing),
        "calibration": {"version": shipped().version, "population": shipped().population},
        "seeds": {"fit": [12, 13, 14, 21], "test": TEST_SEED, "adversarial": TRICK_SEED},
        "machine": machine(),
    }
    for key, value in result.items():
        print(f"{key:24s} {value}")
    OUT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
