"""Footage with known truth for `critics.py`: drawn people and places, and films of the offline screenwriter.

Every film is a job of its own, so that they can be shot in parallel; the same job gives the same records on
any number of processes. Seeds and screenplays of the fit and of the test differ: nobody in the test was seen.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from rushes.critics import adversaries, embedded
from rushes.critics.calibration import Observed, Specimen, watch
from rushes.critics.grades import Portrait
from rushes.critics.identity import CharacterConsistency
from rushes.critics.look import LookGate
from rushes.critics.population import Unit, films, shot, twins
from rushes.critics.scenery import LocationConsistency
from rushes.engines.animatic.engine import AnimaticEngine
from rushes.engines.animatic.illustrator import AnimaticIllustrator
from rushes.film import COMPONENTS, CreativeDocument, Footage, ReferenceImage, Viewing
from rushes.reward import RewardModel
from rushes.writing.documents import load_document
from rushes.writing.enricher import PromptEnricher

FIT_SEEDS, TEST_SEED, TRICK_SEED = (12, 5, 6), 99, 777
"""Of the fit: drawn films, and two rounds of the screenplays."""
SCREENPLAYS = Path(__file__).parent / "screenplays"
MODEL = RewardModel(weights=dict(zip(COMPONENTS, (0.25, 0.35, 0.20, 0.20), strict=True)))

Job = tuple[str, int, int]
"""What is shot (``drawn``, ``tricks`` or a folder of screenplays), seed, number."""
Record = tuple[str, dict[str, Any], Any]
"""What was measured, on what, and the figure."""


def unit(frames: int) -> Unit:
    return Unit(
        enricher=PromptEnricher(default_negative=""),
        engine=AnimaticEngine(workers=1),
        illustrator=AnimaticIllustrator(),
        frames=frames,
    )


def document_of(job: Job, scenes: int = 4) -> CreativeDocument:
    shelf, seed, number = job
    if shelf in ("drawn", "tricks"):
        return next(d for n, d in enumerate(films(seed, number + 1, scenes)) if n == number)
    return _renamed(load_document(SCREENPLAYS / shelf / f"{number:02}.json"), f"{shelf}-{number}-")


def _renamed(document: CreativeDocument, prefix: str) -> CreativeDocument:
    """With ids that no other film has: several screenplays have a lighthouse keeper."""
    return replace(
        document,
        characters=tuple(replace(c, id=prefix + c.id) for c in document.characters),
        locations=tuple(replace(p, id=prefix + p.id) for p in document.locations),
        scenes=tuple(
            replace(s, location=prefix + s.location, characters=tuple(prefix + c for c in s.characters))
            for s in document.scenes
        ),
    )


def fit_jobs(count: int) -> list[Job]:
    drawn, *rounds = FIT_SEEDS
    written = [("rehearsal", seed, number) for seed in rounds for number in range(_written("rehearsal"))]
    return [("drawn", drawn, number) for number in range(count)] + written


def test_jobs(count: int) -> list[Job]:
    written = [("held-out", TEST_SEED, number) for number in range(_written("held-out"))]
    tricks = [("tricks", TRICK_SEED, number) for number in range(1, max(4, count // 4))]
    return [("drawn", TEST_SEED, number) for number in range(count)] + written + tricks


def _written(shelf: str) -> int:
    return len(list((SCREENPLAYS / shelf).glob("*.json")))


def observed(job: Job) -> tuple[list[Observed], list[Portrait]]:
    """What one film tells the fit."""
    document, (shelf, seed, number) = document_of(job), job
    drawn = shelf == "drawn"
    takes: list[Specimen] = list(shot(unit(13 if drawn else 25), document, seed, number))
    if drawn:
        takes += [take for _, take in twins(unit(7), document, seed, number)]
    return watch(takes, number)


def measured(job: Job) -> list[Record]:
    """What the critics say of one film of the test."""
    if job[0] == "tricks":
        return list(_tricked(job))
    return [*_honest(job), *(_changed(job) if job[0] == "drawn" else ())]


def _honest(job: Job) -> Iterator[Record]:
    document, (shelf, seed, number) = document_of(job), job
    crew = unit(9 if shelf == "drawn" else 25)
    elsewhere = [_strange(crew, seed, number + step) for step in (1, 2)] if shelf == "drawn" else []
    for take in shot(crew, document, seed, number):
        viewing, on = take.viewing, {"shelf": shelf, "own": take.own, "look": take.look}
        for who in viewing.scene.characters:
            person = viewing.document.character(who).kind == "person"
            yield "same", on | {"person": person}, identity(viewing, who)
            for other in elsewhere if person else ():
                yield "different", on, identity(_with(viewing, who, other, "character"), who)
        here = viewing.scene.location
        yield "here", on, LocationConsistency().watch(viewing).score
        for other in elsewhere:
            there = _with(viewing, here, other, "location")
            yield "elsewhere", on, LocationConsistency().watch(there).score
        yield "look", on, LookGate().watch(viewing).score


def _strange(crew: Unit, seed: int, number: int) -> list[ReferenceImage]:
    """References of the first character and of the place of another film, which is of another kind."""
    document = document_of(("drawn", seed, number))
    subjects = (document.characters[0].id, document.locations[0].id)
    return [r for r in crew.references(document, seed + number) if r.subject in subjects]


def _with(viewing: Viewing, subject: str, others: list[ReferenceImage], of: str) -> Viewing:
    """The same take beside somebody else's references, under the subject's name."""
    kept = [r for r in viewing.references if r.subject != subject]
    swapped = [replace(r, subject=subject) for r in others if r.of == of]
    return replace(viewing, references=(*kept, *swapped))


def identity(viewing: Viewing, who: str) -> tuple[float, float, float] | None:
    """(P(same), P(unchanged), score) of one character in one take; None where it is not or hardly seen."""
    tracks, labels = viewing.footage.tracks or (), viewing.footage.labels
    mine = next((n for n, t in enumerate(tracks, 1) if t.reference == who), None)
    if mine is not None and labels is not None:
        labels = np.where(labels == mine, labels, 0).astype(np.uint8)
    scene = replace(viewing.scene, characters=(who,))
    alone = replace(viewing, scene=scene, footage=replace(viewing.footage, labels=labels))
    raw = CharacterConsistency().watch(alone).raw
    if f"same:{who}" not in raw:
        return None
    return raw[f"same:{who}"], raw.get(f"kept:{who}", float("nan")), raw[f"score:{who}"]


def _changed(job: Job) -> Iterator[Record]:
    """Takes that change one attribute of somebody, and one whose prompt leaves out half of who it is."""
    document, (_, seed, number) = document_of(job), job
    who, crew = document.characters[0], unit(5)
    for attribute, take in twins(crew, document, seed, number):
        yield "twin", {"attribute": attribute, "look": take.look}, identity(take.viewing, who.id)
    less = replace(who, descriptors=who.descriptors[1::2])
    changed = replace(document, characters=(less, *document.characters[1:]))
    scene = replace(document.scenes[0], shot_size="full", characters=(who.id,))
    references = crew.references(document, seed + number)
    taken = crew.shoot(scene, changed, references, "document", number, bound=False)
    yield "half", {}, identity(replace(taken, document=document), who.id)


def _tricked(job: Job) -> Iterator[Record]:
    """Rewards of an honest walk and of its adversaries, with their lowest components and gates."""
    _, seed, number = job
    walk, stranger, two = _walks(seed, number)
    base, full = _reward(walk)[0], next(r for r in walk.references if r.view == "full-body")
    other = _walks(seed, number - 1)[0]
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
    yield "honest reward", {}, base
    for name, footage in made.items():
        value, low = _reward(replace(walk, footage=footage))
        yield "trick", {"name": name, "caught by": low}, base - value


def _walks(seed: int, number: int) -> tuple[Viewing, Footage, Footage]:
    """Somebody walks; somebody else does in their place; both do."""
    document, crew = document_of(("tricks", seed, number), 1), unit(25)
    references, (one, two) = crew.references(document, number), document.characters
    place = document.locations[0]
    scene = replace(
        document.scenes[0], shot_size="full", camera="static", time_of_day="noon", weather="clear",
        action=f"The {one.name} walks across {place.name}.", characters=(one.id,),
    )  # fmt: skip
    alone = replace(scene, characters=(two.id,), action=f"The {two.name} walks across {place.name}.")
    both = replace(
        scene, characters=(one.id, two.id), action=f"The {one.name} and the {two.name} walk together."
    )
    taken = [crew.shoot(s, document, references, "document", number) for s in (scene, alone, both)]
    return taken[0], taken[1].footage, taken[2].footage


def _reward(viewing: Viewing) -> tuple[float, dict[str, float]]:
    found = MODEL.score([critic.watch(viewing) for critic in embedded()])
    every = {**found.parts, **found.gates}
    if found.value is None:
        raise SystemExit("the critics could not tell anything of one clip")
    return found.value, {k: round(v, 3) for k, v in sorted(every.items(), key=lambda x: x[1])[:3]}
