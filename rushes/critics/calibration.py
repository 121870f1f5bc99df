"""Fit the calibration table on footage whose truth is known.

Same pairs are subjects against their own references (the engine's binding of track to reference is the
truth here, and only here); different pairs are the same subjects against everybody else's. Twins are made by
giving one colour of a reference another hue. Gates are fitted between honest clips and `adversaries`.

Footage is looked at once, take by take (`observe`); only small figures are kept, so a population of any
length fits in memory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace

import numpy as np

from rushes.critics.adversaries import DAMAGES, damaged, flickering, panned, pasted, spliced
from rushes.critics.colour import Floats, Signature, lab, signature
from rushes.critics.identity import TELLING_AREA, candidates
from rushes.critics.likeness import GradePrior, Match, best_rows, grade_figures, match
from rushes.critics.motion import Movement, Steadiness, movement, steadiness
from rushes.critics.picture import defects, separation
from rushes.critics.presence import copied, stamps
from rushes.critics.scenery import Ground, Place, backgrounds, figures, place_of
from rushes.critics.subjects import labelled_samples, references_of, sightings
from rushes.critics.tables import Calibration
from rushes.errors import CriticError
from rushes.film import ReferenceImage, Viewing
from rushes.reward import fit_logistic

Group = tuple[Signature, list[Signature]]
"""What was seen, and the signatures of which the most similar counts."""
Seen = tuple[Ground, Place]
_GREY = np.repeat([[0.3], [0.59], [0.11]], 3, 1)
STARTS = tuple(
    GradePrior(np.vstack([colour, np.zeros((1, 3))]).ravel(), 0.03 * np.eye(12), 0.05)
    for colour in (np.eye(3), _GREY)
)
"""Where the fit of the priors starts: no change of colour, and no colour left; give or take a lot."""


@dataclass(slots=True)
class Observed:
    """What one honest take tells, without its pixels."""

    motion: str
    camera: str
    location: str
    people: list[tuple[str, Signature, bool]]
    """(who it is, what is seen, whether the frame cuts it)."""
    grounds: list[Ground]
    offers: dict[str, tuple[list[Signature], list[Signature]]]
    """Character -> signatures to compare a whole subject with, and one that the frame cuts."""
    outlook: dict[str, Place]
    """Location -> what its references show."""
    kind: str
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


def observe(viewing: Viewing, before: Viewing | None, rng: np.random.Generator) -> Observed:
    """Look at one take; `before` is another take of the same shape to splice with, or None."""
    tracks, footage = viewing.footage.tracks or (), viewing.footage
    seen = [(tracks[s.track].reference, signature(s.pixels, s.mask), s.cut_below) for s in sightings(viewing)]
    found = Observed(
        motion=viewing.scene.motion,
        camera=viewing.scene.camera,
        location=viewing.scene.location,
        people=[(who, s, cut) for who, s, cut in seen if who is not None and s is not None],
        grounds=[s for _, s in backgrounds(viewing)],
        offers={who: _offers(refs) for who, refs in _subjects(viewing, "character")},
        outlook={w: p for w, refs in _subjects(viewing, "location") if (p := place_of(refs)) is not None},
        kind=viewing.document.location(viewing.scene.location).kind,
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


def _subjects(viewing: Viewing, of: str) -> Iterator[tuple[str, list[ReferenceImage]]]:
    for subject in dict.fromkeys(r.subject for r in viewing.references if r.of == of):
        yield subject, references_of(viewing, subject)


def _offers(references: list[ReferenceImage]) -> tuple[list[Signature], list[Signature]]:
    whole, cut = ([c.signature for c in candidates(references, below)] for below in (False, True))
    return whole, cut


def _look_at_pictures(found: Observed, viewing: Viewing, rng: np.random.Generator) -> None:
    for i in viewing.samples[::2]:
        frame = viewing.footage.frames[i]
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
    if references and viewing.footage.labels is not None:
        fake = replace(viewing, footage=pasted(viewing.footage, references[-1]))
        found.natural, found.fake = _likest(viewing, references), _likest(fake, references)


def _likest(viewing: Viewing, references: list[ReferenceImage]) -> float | None:
    seen, made = sightings(viewing), stamps(references)
    tracks = [[copied(s, made) for s in seen if s.track == t] for t in {s.track for s in seen}]
    return max((min(t) for t in tracks if len(t) >= 3), default=None)


def fit(viewings: Iterable[Viewing], version: str, population: str, seed: int = 0) -> Calibration:
    """Fit every entry of the table. Deterministic by `seed`.

    Args:
        viewings: Honest takes of at least three characters and three places, with masks, with
            their references, and with tracks that name the reference they show. Read once.
        version: Name of the new table.
        population: What the viewings are, in one line, for the report.

    Raises:
        CriticError: the viewings hold too few subjects, places or masks to fit on.
    """
    rng = np.random.default_rng(seed)
    takes: list[Observed] = []
    before = None
    for viewing in viewings:
        takes.append(observe(viewing, before, rng))
        before = viewing
    return fit_observed(takes, version, population, rng)


def fit_observed(
    takes: Sequence[Observed], version: str, population: str, rng: np.random.Generator
) -> Calibration:
    """As `fit`, on takes that were observed before."""
    people, strangers = pairs_of_people(takes, rng)
    places, elsewhere = pairs_of_places(takes, rng)
    if min(len(people), len(strangers), len(places), len(elsewhere)) < 3:
        raise CriticError(
            "too little footage to calibrate on",
            todo="give takes with masks of at least three characters and three places",
        )
    grades = {"character": fit_prior(people), "location": fit_prior(_colours(places))}
    twins = [t for group in people for t in _recoloured(group, rng)]
    clean, spoiled = (np.array([x for t in takes for x in getattr(t, n)]) for n in ("clean", "spoiled"))
    same = {
        "character": fit_logistic(*_both(people, strangers, grades["character"])),
        "attributes": fit_logistic(drifts(people, grades["character"]), drifts(twins, grades["character"])),
        "location": fit_logistic(_place_figures(places, grades), _place_figures(elsewhere, grades)),
        "undamaged": fit_logistic(clean, spoiled),
    }
    scales = {name: (float(c.mean()), float(c.std())) for name, c in zip(DAMAGES, clean.T, strict=True)}
    apart = [x for t in takes for x in t.apart]
    scales["separation"] = (float(np.mean(apart)), float(np.std(apart)) + 1e-3)
    return Calibration(
        version=version, population=population, grades=grades, same=same, ramps=_ramps(takes), scales=scales
    )


def pairs_of_people(takes: Sequence[Observed], rng: np.random.Generator) -> tuple[list[Group], list[Group]]:
    """Same pairs and different pairs of what is seen with references."""
    offers = {who: offer for take in takes for who, offer in take.offers.items()}
    same, different = [], []
    for who, seen, cut in (p for take in takes for p in take.people if p[0] in offers):
        same.append((seen, offers[who][cut]))
        others = sorted(set(offers) - {who})
        for other in rng.choice(others, min(3, len(others)), replace=False) if others else ():
            different.append((seen, offers[str(other)][cut]))
    return same, different


def pairs_of_places(takes: Sequence[Observed], rng: np.random.Generator) -> tuple[list[Seen], list[Seen]]:
    """Same pairs and different pairs of backgrounds with places; two places of one kind are not compared."""
    outlook = {where: place for take in takes for where, place in take.outlook.items()}
    kinds = {take.location: take.kind for take in takes}
    same, different = [], []
    for take in takes:
        others = [w for w in sorted(outlook) if kinds.get(w, take.kind) != take.kind]
        for seen in take.grounds if take.location in outlook else ():
            same.append((seen, outlook[take.location]))
            for other in rng.choice(others, min(3, len(others)), replace=False) if others else ():
                different.append((seen, outlook[str(other)]))
    return same, different


def _place_figures(pairs: Sequence[Seen], grades: Mapping[str, Sequence[GradePrior]]) -> Floats:
    return figures(pairs, grades["location"])[0]


def _colours(pairs: Sequence[Seen]) -> list[Group]:
    return [(ground.colours, place.colours) for ground, place in pairs]


def fit_prior(groups: Sequence[Group], rounds: int = 4) -> tuple[GradePrior, ...]:
    """Empirical Bayes: match same pairs, refit each kind of grade on the pairs it explains, repeat."""
    modes = STARTS
    for _ in range(rounds):
        m, best = _best(groups, modes)
        maps, residual, mode = m.grade[best].reshape(-1, 12), m.residual[best], m.mode[best]
        modes = tuple(_refitted(modes[k], maps[mode == k], residual[mode == k]) for k in range(len(modes)))
    return modes


def _refitted(old: GradePrior, maps: Floats, residual: Floats) -> GradePrior:
    """The mode of these maps, shrunk to the old one while there are few."""
    if len(maps) < 12:
        return old
    weight = len(maps) / (len(maps) + 24)
    mean = weight * maps.mean(0) + (1 - weight) * old.mean
    spread = weight * np.cov(maps.T) + (1 - weight) * 0.1 * old.covariance + 5e-4 * np.eye(12)
    near = residual[residual <= np.percentile(residual, 75)]
    return GradePrior(mean, spread, float(np.clip(near.mean() / 100, 0.02, 0.08)))


def _best(groups: Sequence[Group], modes: Sequence[GradePrior]) -> tuple[Match, list[int]]:
    """All pairs matched, and the row of the most similar offer of each group."""
    m = match([o for _, offers in groups for o in offers], [s for s, offers in groups for _ in offers], modes)
    return m, best_rows(m, [len(offers) for _, offers in groups])


def _both(
    same: Sequence[Group], different: Sequence[Group], modes: Sequence[GradePrior]
) -> tuple[Floats, Floats]:
    return likenesses(same, modes), likenesses(different, modes)


def likenesses(groups: Sequence[Group], modes: Sequence[GradePrior]) -> Floats:
    """(N, 3) what P(same) is made of; see `grade_figures`."""
    return grade_figures(*_best(groups, modes))


def drifts(groups: Sequence[Group], prior: Sequence[GradePrior]) -> Floats:
    """(N, 2) largest telling colour change of the reference and of what is seen."""
    m, best = _best(groups, prior)
    offers = [o for _, offers in groups for o in offers]
    seen = [s for s, offers in groups for _ in offers]
    made = []
    for row in best:
        lost, new = offers[row].areas, seen[row].areas
        made.append(
            [
                (m.reference_drift[row, : len(lost)] * np.minimum(1, lost / TELLING_AREA)).max(),
                (m.observed_drift[row, : len(new)] * np.minimum(1, new / TELLING_AREA)).max(),
            ]
        )
    return np.array(made)


def _recoloured(group: Group, rng: np.random.Generator) -> Iterator[Group]:
    """The group with one telling colour of its references changed clearly (delta E 30 or more)."""
    seen, offers = group
    telling = [i for i in range(len(offers[0].areas)) if offers[0].areas[i] >= TELLING_AREA]
    if not telling:
        return
    old = offers[0].colours[int(rng.choice(telling))]
    new = next((c for c in rng.uniform(0.1, 0.95, (40, 3)) if np.linalg.norm(lab(c) - lab(old)) > 30), None)
    if new is not None:
        yield seen, [_swap(o, old, new) for o in offers]


def _swap(s: Signature, old: Floats, new: Floats) -> Signature:
    near = np.linalg.norm(lab(s.colours) - lab(old), axis=1) < 14
    return replace(s, colours=np.where(near[:, None], new + (s.colours - old), s.colours).clip(0, 1))


def _ramps(takes: Sequence[Observed]) -> dict[str, tuple[float, float]]:
    """(full score, no score) of each gate figure: the honest tail, and the adversary's usual value."""
    steady, shaky, cuts = ([s for t in takes if (s := getattr(t, n))] for n in ("steady", "shaky", "cut"))
    natural, fake = ([x for t in takes if (x := getattr(t, n)) is not None] for n in ("natural", "fake"))
    ramps = {
        "flicker": _between([s.flicker for s in steady], 99, [s.flicker for s in shaky], 20),
        "jump": _between([s.jump for s in steady], 99, [s.jump for s in cuts], 20),
        "copy": _between(natural, 95, fake, 30),
    }
    return ramps | _motion_ramps(takes)


def _motion_ramps(takes: Sequence[Observed]) -> dict[str, tuple[float, float]]:
    moved = [(t, t.moved) for t in takes if t.moved]
    idle = [t.idle for t in takes if t.idle]
    ramps = {}
    for name, figure in (("motion", "own"), ("body", "body")):
        still = [x for m in idle if (x := getattr(m, figure)) is not None]
        lively = [(t.motion, x) for t, m in moved if (x := getattr(m, figure)) is not None]
        for wanted in ("some", "strong") if lively and still else ():
            own = [x for motion, x in lively if motion == wanted] or [x for _, x in lively]
            ramps[f"{name}:{wanted}"] = _between(own, 10, still, 75)
        if lively:
            every = [x for _, x in lively]
            ramps[f"{name}:still"] = (float(np.median(every)), 2 * max(every))
    travel = [m.camera for t, m in moved if t.camera != "static"] or [m.camera for _, m in moved]
    ramps["camera"] = (float(np.percentile(travel, 10)) + 1e-3, 0.0)
    return ramps


def _between(honest: Sequence[float], high: float, fake: Sequence[float], low: float) -> tuple[float, float]:
    """The honest percentile scores 1, the fake one 0; kept apart when the populations overlap."""
    full, none = float(np.percentile(honest, high)), float(np.percentile(fake, low))
    rising = np.median(fake) > np.median(honest)
    gap = 0.1 * abs(float(np.median(fake)) - float(np.median(honest))) + 1e-6
    return (full, max(none, full + gap)) if rising else (full, min(none, full - gap))
