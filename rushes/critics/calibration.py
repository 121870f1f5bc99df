"""Fit the calibration table on footage whose truth is known.

Same pairs are subjects against their own references (the engine's binding of track to reference is the
truth here, and only here); different pairs are the same subjects against everybody else's. Twins are made by
giving one colour of a reference another hue. Gates are fitted between honest clips and `adversaries`.

Footage is looked at once, take by take (`observe`); only small figures are kept, so a population of any
length fits in memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace

import numpy as np

from rushes.critics.adversaries import DAMAGES, damaged, flickering, panned, pasted, spliced
from rushes.critics.colour import Floats
from rushes.critics.grades import Portrait, Sheets, fit_grades
from rushes.critics.kinship import Every, fit_kinship
from rushes.critics.lights import light_of
from rushes.critics.look import differences
from rushes.critics.look import figures as look_figures
from rushes.critics.motion import UNSEEN, Movement, Steadiness, movement, steadiness
from rushes.critics.picture import defects, halved, separation
from rushes.critics.portrayal import portray
from rushes.critics.presence import copied, stamps
from rushes.critics.scenery import Ground, Place, backgrounds, figures, place_of
from rushes.critics.sheets import REACHES, sheet_of
from rushes.critics.subjects import labelled_samples, references_of, sightings
from rushes.critics.tables import Calibration
from rushes.errors import CriticError
from rushes.film import ReferenceImage, Viewing
from rushes.reward import Logistic, fit_logistic, fit_monotone

OTHERS = 3
"""With how many places of other kinds each take is compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Specimen:
    """One take, and what is known of it."""

    viewing: Viewing
    look: str
    """A word for it (`rushes.direction.SLOTS`); one for all when nobody knows."""
    own: bool
    """Whether it is the look of the references."""
    changed: str = ""
    """Who, alone in the scene, differs from the references in one attribute; empty in an honest take."""


@dataclass(slots=True)
class Observed:
    """What one honest take tells, without its pixels."""

    own: bool
    """Whether it was shot in the look of its references."""
    draft: bool
    camera: str
    motion: str
    location: str
    people: list[Portrait]
    grounds: list[Ground]
    sheets: Sheets
    outlook: dict[str, list[Place]]
    """Location -> what its references show."""
    kind: str
    style: Floats | None
    """How its look differs from that of its place's reference (`rushes.critics.look`)."""
    clean: list[tuple[float, ...]] = field(default_factory=list)
    spoiled: list[tuple[float, ...]] = field(default_factory=list)
    apart: list[float] = field(default_factory=list)
    steady: Steadiness | None = None
    shaky: Steadiness | None = None
    cut: Steadiness | None = None
    moved: Movement | None = None
    idle: Movement | None = None
    natural: float | None = None
    """How much it looks like its reference cut-out moved about, and how much such a fake does."""
    fake: float | None = None


def observe(take: Specimen, before: Viewing | None, rng: np.random.Generator) -> Observed:
    """Look at one take; `before` is another take of the same shape to splice with, or None."""
    viewing, footage = take.viewing, take.viewing.footage
    off = differences(viewing)
    found = Observed(
        own=take.own,
        draft=viewing.shot.quality == "draft",
        camera=viewing.scene.camera,
        motion=viewing.scene.motion,
        location=viewing.scene.location,
        people=list(portraits(take)),
        grounds=[s for _, s in backgrounds(viewing)],
        sheets={
            who: sheet_of(viewing.document.character(who), refs)
            for who, refs in _subjects(viewing, "character")
        },
        outlook={where: place_of(refs) for where, refs in _subjects(viewing, "location")},
        kind=viewing.document.location(viewing.scene.location).kind,
        style=None if off is None else look_figures(off),
        steady=steadiness(footage.frames),
        shaky=steadiness(flickering(footage, 0.08).frames),
        moved=movement(footage),
        idle=movement(panned(footage)),
    )
    if before is not None and before.footage.frames.shape == footage.frames.shape:
        found.cut = steadiness(spliced(footage, before.footage).frames)
    _look_at_pictures(found, viewing, rng)
    _look_for_copies(found, viewing)
    return found


def portraits(take: Specimen) -> Iterator[Portrait]:
    """Everybody of the cast in one take, as far as the engine says who is who, or who was changed."""
    viewing = take.viewing
    tracks, seen = viewing.footage.tracks or (), sightings(viewing)
    light = light_of(viewing.scene, viewing.document.location(viewing.scene.location))
    for track in dict.fromkeys(s.track for s in seen):
        shown = [portray(s) for s in seen if s.track == track]
        told = tuple(p.kept(REACHES) for p in shown if p is not None)
        who = take.changed or tracks[track].reference
        if who is not None and told:
            yield Portrait(who, light, take.look, told, viewing.scene.weather == "storm")


def _subjects(viewing: Viewing, of: str) -> Iterator[tuple[str, list[ReferenceImage]]]:
    for subject in dict.fromkeys(r.subject for r in viewing.references if r.of == of):
        yield subject, references_of(viewing, subject)


def _look_at_pictures(found: Observed, viewing: Viewing, rng: np.random.Generator) -> None:
    for i in viewing.samples[::2]:
        frame = viewing.footage.frames[i]
        frame = halved(frame) if found.draft else frame
        found.clean.append(astuple(defects(frame)))
        how = DAMAGES[int(rng.integers(len(DAMAGES)))]
        found.spoiled.append(astuple(defects(damaged(frame, how, rng))))
    labels = viewing.footage.labels
    for frame_index, row in labelled_samples(viewing):
        if labels is not None:
            apart = separation(viewing.footage.frames[frame_index], labels[row] > 0)
            found.apart += [] if apart is None else [apart]


def _look_for_copies(found: Observed, viewing: Viewing) -> None:
    references = [r for c in viewing.scene.characters for r in references_of(viewing, c)]
    # Who stands still on purpose looks like the sheet; the gate lets such scenes pass, too.
    if references and viewing.footage.labels is not None and viewing.scene.motion != "still":
        fake = replace(viewing, footage=pasted(viewing.footage, references[-1]))
        found.natural, found.fake = _likest(viewing, references), _likest(fake, references)


def _likest(viewing: Viewing, references: list[ReferenceImage]) -> float | None:
    seen, made = sightings(viewing), stamps(references)
    tracks = [[copied(s, made) for s in seen if s.track == t] for t in {s.track for s in seen}]
    return max((min(t) for t in tracks if len(t) >= 3), default=None)


def fit(takes: Iterable[Specimen], version: str, population: str, seed: int = 0) -> Calibration:
    """Fit every entry of the table. Deterministic by `seed`.

    Args:
        takes: Honest takes of at least three characters and three places, with masks, with
            their references, and with tracks that name the reference they show; and takes in
            which one attribute of somebody was changed. Read once.
        version: Name of the new table.
        population: What the takes are, in one line, for the report.
        seed: Of every random choice.

    Raises:
        CriticError: the takes hold too few subjects, places or masks to fit on.
    """
    return fit_observed(*watch(takes, seed), version, population, seed)


def watch(takes: Iterable[Specimen], seed: int = 0) -> tuple[list[Observed], list[Portrait]]:
    """What honest takes tell, and the portraits of everybody in whom an attribute was changed."""
    rng = np.random.default_rng(seed)
    seen: list[Observed] = []
    twins: list[Portrait] = []
    known: dict[str, list[Place]] = {}
    before = None
    for take in takes:
        if take.changed:
            twins += portraits(take)
            continue
        found = observe(take, before, rng)
        found.outlook = {where: known.setdefault(where, places) for where, places in found.outlook.items()}
        seen.append(found)
        before = take.viewing
    return seen, twins


def fit_observed(
    takes: Sequence[Observed],
    twins: Sequence[Portrait],
    version: str,
    population: str,
    seed: int = 0,
    every: Every = map,
) -> Calibration:
    """As `fit`, on takes that were watched before; `every` may be the map of a pool of processes."""
    rng = np.random.default_rng(seed)
    people = [p for take in takes for p in take.people]
    sheets = {who: sheet for take in takes for who, sheet in take.sheets.items()}
    places, elsewhere = figures_of_places(takes, rng, every)
    if min(len(people), len(sheets), len(places), len(elsewhere)) < 3:
        raise CriticError(
            "too little footage to calibrate on",
            todo="give takes with masks of at least three characters and three places",
        )
    grades = {"character": fit_grades(people, sheets)}
    clean, spoiled = (np.array([x for t in takes for x in getattr(t, n)]) for n in ("clean", "spoiled"))
    same = fit_kinship(people, twins, sheets, grades["character"], rng, every) | {
        "location": fit_logistic(places, elsewhere, ridge=1e-3),
        "undamaged": fit_logistic(clean, spoiled),
    }
    same |= _looks(takes)
    scales = {name: (float(c.mean()), float(c.std())) for name, c in zip(DAMAGES, clean.T, strict=True)}
    apart = [x for t in takes for x in t.apart]
    scales["separation"] = (float(np.mean(apart)), float(np.std(apart)) + 1e-3)
    return Calibration(
        version=version,
        population=population,
        grades=grades,
        same=same,
        ramps=_ramps(takes),
        scales=scales,
    )


def figures_of_places(
    takes: Sequence[Observed], rng: np.random.Generator, every: Every = map
) -> tuple[Floats, Floats]:
    """Mean figures (`scenery.figures`) of takes beside references of their own place, and of others.

    Two places of one kind are not compared.
    """
    outlook = {where: places[0] for take in takes for where, places in take.outlook.items()}
    kinds = {take.location: take.kind for take in takes}
    same, different = [], []
    for take in (t for t in takes if t.grounds and t.location in outlook):
        others = [w for w in sorted(outlook) if kinds.get(w, take.kind) != take.kind]
        same.append((take.grounds, outlook[take.location]))
        for other in rng.choice(others, min(OTHERS, len(others)), replace=False) if others else ():
            different.append((take.grounds, outlook[str(other)]))
    return np.array(list(every(_place_figures, same))), np.array(list(every(_place_figures, different)))


def _place_figures(pair: tuple[list[Ground], Place]) -> Floats:
    return np.asarray(figures(*pair)[0].mean(0))


def _looks(takes: Sequence[Observed]) -> dict[str, Logistic]:
    """P(own look), for drafts and for full shoots, where there are enough takes in and out of it."""
    fitted = {}
    for quality, draft in (("draft", True), ("final", False)):
        own, other = (
            np.array([t.style for t in takes if t.style is not None and t.draft == draft and t.own == same])
            for same in (True, False)
        )
        if min(len(own), len(other)) >= 12:
            fitted[f"look:{quality}"] = fit_monotone(own, other, (-1,) * own.shape[1], ridge=1e-4)
    return fitted


def _ramps(takes: Sequence[Observed]) -> dict[str, tuple[float, float]]:
    """(full score, no score) of each gate figure: the honest tail, and the adversary's usual value."""
    steady, shaky, cuts = ([s for t in takes if (s := getattr(t, n))] for n in ("steady", "shaky", "cut"))
    natural, fake = ([x for t in takes if (x := getattr(t, n)) is not None] for n in ("natural", "fake"))
    moved = [(t, t.moved) for t in takes if t.moved]
    lively = [m.alive for t, m in moved if t.motion != "still"] or [m.alive for _, m in moved]
    quiet = float(np.percentile(lively, 2))
    held = float(np.percentile([t.idle.alive for t in takes if t.idle], 95))
    travel = [m.camera for t, m in moved if t.camera not in UNSEEN] or [m.camera for _, m in moved]
    return {
        "flicker": _between([s.flicker for s in steady], 99, [s.flicker for s in shaky], 20),
        "jump": _between([s.jump for s in steady], 99, [s.jump for s in cuts], 20),
        "copy": _between(natural, 90, fake, 20),
        "alive": (quiet, min(held, 0.5 * quiet)),
        "camera": (0.5 * float(np.percentile(travel, 10)) + 5e-4, 0.0),
    }


def _between(honest: Sequence[float], high: float, fake: Sequence[float], low: float) -> tuple[float, float]:
    """The honest percentile scores 1, the fake one 0; kept apart when the populations overlap."""
    full, none = float(np.percentile(honest, high)), float(np.percentile(fake, low))
    rising = np.median(fake) > np.median(honest)
    gap = 0.1 * abs(float(np.median(fake)) - float(np.median(honest))) + 1e-6
    return (full, max(none, full + gap)) if rising else (full, min(none, full - gap))
