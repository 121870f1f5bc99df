"""Fit the calibration table on footage whose truth is known.

Same pairs are subjects against their own references (the engine's binding of track to reference is the
truth here, and only here); different pairs are the same subjects against everybody else's. Twins are made by
giving one colour of a reference another hue. Gates are fitted between honest clips and `adversaries`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from itertools import pairwise

import numpy as np

from rushes.critics.adversaries import DAMAGES, damaged, flickering, panned, pasted, spliced
from rushes.critics.colour import Floats, Signature, lab, signature
from rushes.critics.identity import TELLING_AREA, candidates
from rushes.critics.likeness import GradePrior, Match, match
from rushes.critics.motion import movement, steadiness
from rushes.critics.picture import defects, separation
from rushes.critics.presence import copied, stamps
from rushes.critics.scenery import backgrounds, windows
from rushes.critics.subjects import labelled_samples, references_of, sightings
from rushes.critics.tables import Calibration
from rushes.errors import CriticError
from rushes.film import ReferenceImage, Viewing
from rushes.reward import fit_logistic

Group = tuple[Signature, list[Signature]]
"""What was seen, and the signatures of which the most similar counts."""

_GREY = np.repeat([[0.3], [0.59], [0.11]], 3, 1)
STARTS = tuple(
    GradePrior(np.vstack([colour, np.zeros((1, 3))]).ravel(), 0.03 * np.eye(12), 0.05)
    for colour in (np.eye(3), _GREY)
)
"""Where the fit of the priors starts: no change of colour, and no colour left; give or take a lot."""


def fit(viewings: Sequence[Viewing], version: str, population: str, seed: int = 0) -> Calibration:
    """Fit every entry of the table. Deterministic by `seed`.

    Args:
        viewings: Honest takes of at least three characters and three places, with masks, with
            the references of all of them, and with tracks that name the reference they show.
        version: Name of the new table.
        population: What the viewings are, in one line, for the report.

    Raises:
        CriticError: the viewings hold too few subjects, places or masks to fit on.
    """
    rng = np.random.default_rng(seed)
    people, strangers = _people(viewings, rng)
    places, elsewhere = _places(viewings, rng)
    if min(map(len, (people, strangers, places, elsewhere))) < 3:
        raise CriticError(
            "too little footage to calibrate on",
            todo="give takes with masks of at least three characters and three places",
        )
    grades = {"character": fit_prior(people), "location": fit_prior(places)}
    twins = [t for group in people for t in _recoloured(group, rng)]
    kept, changed = (_drifts(g, grades["character"]) for g in (people, twins))
    same = {
        "character": fit_logistic(*_both(people, strangers, grades["character"])),
        "attributes": fit_logistic(kept, changed),
        "location": fit_logistic(*_both(places, elsewhere, grades["location"])),
        "undamaged": fit_logistic(*_damage(viewings, rng)),
    }
    clean = np.array([astuple(defects(v.footage.frames[i])) for v in viewings for i in v.samples])
    scales = {name: (float(c.mean()), float(c.std())) for name, c in zip(DAMAGES, clean.T, strict=True)}
    scales["separation"] = _separations(viewings)
    return Calibration(
        version=version,
        population=population,
        grades=grades,
        same=same,
        ramps=_ramps(viewings),
        scales=scales,
    )


def _cast_of(viewings: Iterable[Viewing], of: str) -> dict[str, list[ReferenceImage]]:
    found: dict[str, list[ReferenceImage]] = {}
    for viewing in viewings:
        for r in viewing.references:
            known = found.setdefault(r.subject, []) if r.of == of else []
            if r.of == of and all(k is not r and k.view != r.view for k in known):
                known.append(r)
    return found


def _people(viewings: Sequence[Viewing], rng: np.random.Generator) -> tuple[list[Group], list[Group]]:
    everybody = _cast_of(viewings, "character")
    same, different = [], []
    for viewing in viewings:
        for s in sightings(viewing):
            who = (viewing.footage.tracks or ())[s.track].reference
            seen = signature(s.pixels, s.mask)
            if who not in everybody or seen is None:
                continue
            same.append((seen, [c.signature for c in candidates(everybody[who], s.cut_below)]))
            others = sorted(set(everybody) - {who})
            for other in rng.choice(others, min(3, len(others)), replace=False) if others else ():
                different.append((seen, [c.signature for c in candidates(everybody[other], s.cut_below)]))
    return same, different


def _places(viewings: Sequence[Viewing], rng: np.random.Generator) -> tuple[list[Group], list[Group]]:
    everywhere = {id: windows(refs) for id, refs in _cast_of(viewings, "location").items()}
    same, different = [], []
    for viewing in viewings:
        here = viewing.scene.location
        others = sorted(set(everywhere) - {here})
        for _, seen in backgrounds(viewing) if here in everywhere else ():
            same.append((seen, everywhere[here]))
            for other in rng.choice(others, min(3, len(others)), replace=False) if others else ():
                different.append((seen, everywhere[other]))
    return same, different


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


def _best(groups: Sequence[Group], prior: Sequence[GradePrior]) -> tuple[Match, list[int]]:
    """All pairs matched, and the row of the most similar offer of each group."""
    m = match([o for _, offers in groups for o in offers], [s for s, offers in groups for _ in offers], prior)
    rows, start = [], 0
    for _, offers in groups:
        rows.append(start + int(m.residual[start : start + len(offers)].argmin()))
        start += len(offers)
    return m, rows


def _both(
    same: Sequence[Group], different: Sequence[Group], prior: Sequence[GradePrior]
) -> tuple[Floats, Floats]:
    return _residuals(same, prior), _residuals(different, prior)


def _residuals(groups: Sequence[Group], prior: Sequence[GradePrior]) -> Floats:
    m, best = _best(groups, prior)
    return m.residual[best]


def _drifts(groups: Sequence[Group], prior: Sequence[GradePrior]) -> Floats:
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


def _damage(viewings: Sequence[Viewing], rng: np.random.Generator) -> tuple[Floats, Floats]:
    clean, spoiled = [], []
    for number, viewing in enumerate(viewings):
        for i in viewing.samples[::2]:
            frame = viewing.footage.frames[i]
            clean.append(astuple(defects(frame)))
            spoiled.append(astuple(defects(damaged(frame, DAMAGES[(number + i) % len(DAMAGES)], rng))))
    return np.array(clean), np.array(spoiled)


def _separations(viewings: Sequence[Viewing]) -> tuple[float, float]:
    found = [
        apart
        for v in viewings
        for frame, row in labelled_samples(v)
        if v.footage.labels is not None
        and (apart := separation(v.footage.frames[frame], v.footage.labels[row] > 0)) is not None
    ]
    return float(np.mean(found)), float(np.std(found)) + 1e-3


def _ramps(viewings: Sequence[Viewing]) -> dict[str, tuple[float, float]]:
    """(full score, no score) of each gate figure: the honest tail, and the adversary's usual value."""
    steady = [s for v in viewings if (s := steadiness(v.footage.frames))]
    shaky = [s for v in viewings if (s := steadiness(flickering(v.footage, 0.08).frames))]
    cuts = [
        s
        for v, w in pairwise(viewings)
        if _alike(v, w) and (s := steadiness(spliced(v.footage, w.footage).frames))
    ]
    ramps = {
        "flicker": _between([s.flicker for s in steady], 99, [s.flicker for s in shaky], 20),
        "jump": _between([s.jump for s in steady], 99, [s.jump for s in cuts], 20),
    }
    return ramps | _motion_ramps(viewings) | _copy_ramp(viewings)


def _alike(v: Viewing, w: Viewing) -> bool:
    return v.footage.frames.shape == w.footage.frames.shape


def _motion_ramps(viewings: Sequence[Viewing]) -> dict[str, tuple[float, float]]:
    moved = [(v, m) for v in viewings if (m := movement(v.footage))]
    idle = [m.own for v in viewings if (m := movement(panned(v.footage)))]
    ramps = {}
    for wanted in ("some", "strong"):
        own = [m.own for v, m in moved if v.scene.motion == wanted] or [m.own for _, m in moved]
        ramps[f"motion:{wanted}"] = _between(own, 5, idle, 50)
    most = max(m.own for _, m in moved)
    ramps["motion:still"] = (float(np.median([m.own for _, m in moved])), 2 * most)
    travel = [m.camera for v, m in moved if v.scene.camera != "static"] or [m.camera for _, m in moved]
    ramps["camera"] = (float(np.percentile(travel, 20)) + 1e-3, 0.0)
    return ramps


def _copy_ramp(viewings: Sequence[Viewing]) -> dict[str, tuple[float, float]]:
    honest, copies = [], []
    for v in viewings:
        refs = [r for c in v.scene.characters for r in references_of(v, c)]
        if not refs or v.footage.labels is None:
            continue
        fake = replace(v, footage=pasted(v.footage, refs[-1]))
        honest += [_likest(v, refs)]
        copies += [_likest(fake, refs)]
    return {"copy": _between([x for x in honest if x], 95, [x for x in copies if x], 30)}


def _likest(viewing: Viewing, references: list[ReferenceImage]) -> float:
    found = sightings(viewing)
    made = stamps(references)
    tracks = [[copied(s, made) for s in found if s.track == t] for t in {s.track for s in found}]
    return max((min(t) for t in tracks if len(t) >= 3), default=0.0)


def _between(honest: Sequence[float], high: float, fake: Sequence[float], low: float) -> tuple[float, float]:
    """The honest percentile scores 1, the fake one 0; kept apart when the populations overlap."""
    full, none = float(np.percentile(honest, high)), float(np.percentile(fake, low))
    rising = np.median(fake) > np.median(honest)
    gap = 0.1 * abs(float(np.median(fake)) - float(np.median(honest))) + 1e-6
    return (full, max(none, full + gap)) if rising else (full, min(none, full - gap))
