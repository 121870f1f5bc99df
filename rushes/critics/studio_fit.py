"""Fit the studio critics' entries of the calibration table on clips of one's own.

An entry belongs to one encoder and one region; it says what a cosine of exactly these weights on
exactly such crops means. The clips must be honest: who the scene names is who is shown.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rushes.critics.encoders import Encoder, Finder
from rushes.critics.image_reward import Judge, caption
from rushes.critics.studio import crops, emptied, likeness, reference_crops
from rushes.critics.subjects import assign, references_of
from rushes.critics.tables import Calibration
from rushes.errors import CriticError
from rushes.film import Frames, Viewing
from rushes.reward import Logistic, fit_logistic

FEWEST = 8
"""Cosines per class below which nothing is fitted."""


def fit_encoder(
    table: Calibration, viewings: Sequence[Viewing], encoder: Encoder, finder: Finder | None = None
) -> Calibration:
    """The table with P(same) entries for `encoder` on crops and on places.

    Args:
        table: What is known so far; its other entries stay.
        viewings: Honest takes of at least two characters and two places, with their references.
        finder: Searches for the subjects when the footage has neither masks nor boxes.

    Raises:
        CriticError: too few subjects or places to fit on.
    """
    fitted = dict(table.same)
    people = _everybody(viewings)
    regions: dict[str, tuple[list[float], list[float]]] = {}
    for viewing in viewings:
        region, same, different = _people(viewing, people, encoder, finder)
        kept = regions.setdefault(region, ([], []))
        kept[0].extend(same)
        kept[1].extend(different)
    for region, (same, different) in regions.items():
        if region != "none":
            fitted[f"{encoder.name}:{region}"] = _fit(same, different, f"{encoder.name}:{region}")
    fitted[f"{encoder.name}:place"] = _fit(*_places(viewings, encoder), f"{encoder.name}:place")
    return replace(table, same=fitted)


def fit_judge(table: Calibration, viewings: Sequence[Viewing], judge: Judge) -> Calibration:
    """The table with the population mean and deviation of a picture judge such as ImageReward."""
    raw: list[float] = []
    for v in viewings:
        place = v.document.location(v.scene.location).name
        raw += judge.rate([v.footage.frames[i] for i in v.samples], caption(v.scene, place))
    if len(raw) < FEWEST:
        raise CriticError(f"{len(raw)} frames are too few for {judge.name}", todo="give more clips")
    scale = (float(np.mean(raw)), max(1e-3, float(np.std(raw))))
    return replace(table, scales={**table.scales, judge.name: scale})


def _everybody(viewings: Sequence[Viewing]) -> dict[str, list[Frames]]:
    found: dict[str, list[Frames]] = {}
    for viewing in viewings:
        for character in viewing.document.characters:
            found.setdefault(character.id, reference_crops(references_of(viewing, character.id)))
    return {who: pictures for who, pictures in found.items() if pictures}


def _people(
    viewing: Viewing, people: dict[str, list[Frames]], encoder: Encoder, finder: Finder | None
) -> tuple[str, list[float], list[float]]:
    """(region, cosines with oneself, cosines with others) of the subjects of one take."""
    region, seen = crops(viewing, finder)
    here = [c for c in viewing.scene.characters if c in people]
    others = [who for who in people if who not in viewing.scene.characters]
    if not seen or not here or not others:
        return region, [], []
    cosines = likeness(encoder, [c.pixels for c in seen], [people[who] for who in [*here, *others]])
    same: list[float] = []
    different: list[float] = []
    for frame in dict.fromkeys(c.frame for c in seen):
        rows = [i for i, c in enumerate(seen) if c.frame == frame]
        for who, column in enumerate(assign(cosines[rows][:, : len(here)].T)):
            if column >= 0:
                same.append(float(cosines[rows[column], who]))
                different.extend(float(x) for x in cosines[rows[column], len(here) :])
    return region, same, different


def _places(viewings: Sequence[Viewing], encoder: Encoder) -> tuple[list[float], list[float]]:
    places = {
        v.scene.location: refs
        for v in viewings
        if (refs := [r.pixels for r in references_of(v, v.scene.location)])
    }
    same: list[float] = []
    different: list[float] = []
    for viewing in viewings:
        cosines = likeness(encoder, emptied(viewing), list(places.values())) if places else np.zeros((0, 0))
        for column, place in enumerate(places):
            (same if place == viewing.scene.location else different).extend(map(float, cosines[:, column]))
    return same, different


def _fit(same: list[float], different: list[float], entry: str) -> Logistic:
    if min(len(same), len(different)) < FEWEST:
        raise CriticError(
            f"{entry}: {len(same)} same and {len(different)} different pairs are too few",
            todo=f"give clips with at least {FEWEST} sightings of two characters and two places",
        )
    return fit_logistic(np.array(same), np.array(different))
