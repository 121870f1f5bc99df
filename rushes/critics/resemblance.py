"""How sightings look beside a sheet, as figures: whole figures matched under one grade, then heads under it.

A take has one light, so the frames of one subject share the grade that their whole figures found
(`likeness`); heads are compared in that light. The figures of frames and takes are what P(same figure) and
P(no attribute changed) are fitted on (`kinship`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rushes.critics.colour import CLUSTERS, Floats, Signature, lab
from rushes.critics.likeness import TELLING_AREA, GradePrior, Match, areas, best_rows, exchanged, match
from rushes.critics.portrayal import HEAD, Portrayal, overlap
from rushes.critics.sheets import Candidate, Sheet

CLEAR = 5000
"""Pixels of a subject from which on all of its parts are drawn clearly."""
SLACK = 0.8
"""How far the areas of colours may differ (`likeness.match`): limbs turn and hide each other."""
HEAD_REACH, HEAD_STRAY = 0.25, 60.0
"""How far, in heads, a colour of the head may move for nothing, and the delta E per head beyond."""
HEAD_AREA = 0.08
"""A colour that covers this share of a head counts fully; smaller ones in proportion."""
MOST = 60.0
"""Delta E above which colours of a head are as different as can be."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A reading of a sighting beside one candidate of one character."""

    seen: Signature
    candidate: Candidate
    portrayal: Portrayal
    frame: int


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """The largest change of colour between a reference and what is seen."""

    drift: float
    """Delta E."""
    was: Floats
    """(3,) sRGB of the reference colour."""
    now: Floats
    """(3,) sRGB of what is seen in its place, in the light of the take."""
    height: float
    """Where, as a share of the standing figure from the top."""


@dataclass(frozen=True, slots=True, eq=False)
class HeadMatch:
    """A head beside the most similar of a sheet's heads."""

    figures: Floats
    """(8,) on a logarithmic scale: residual of both sides, exchange, exchange with colours that the body
    does not have, largest loss, largest novelty, novelty that the body does not have, residual of the
    reference, residual of what is seen."""
    exchange: Exchange


_WHOLE = (-1, 0, -1, -1, -1, -1)
SIGNS: Mapping[str, tuple[int, ...]] = {
    "person": (*_WHOLE, 0),
    "person:head": (*_WHOLE, 0, *(-1,) * 5),
    "creature": (*_WHOLE, 0),
    "creature:shape": (*_WHOLE, 0, 1),
    "attributes": (*_WHOLE, *(-1,) * 8, 0),
    "attributes:head": (*_WHOLE, *(-1,) * 8, 0, *(-1,) * 17, 0),
}
"""Entry of the table -> which way each of its figures counts (`rushes.reward.fit_monotone`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """One subject through one take beside one sheet."""

    whole: Floats
    """(N, 6) `figures` of each frame."""
    heads: tuple[HeadMatch | None, ...]
    """N head matches; None where no head can be told."""
    shapes: Floats
    """(N,) overlap of the silhouettes; NaN where it tells nothing."""
    sizes: Floats
    """(N,) pixels of each sighting."""
    person: bool

    def frame(self, row: int) -> tuple[str, Floats]:
        """The table's entry for P(same figure) in one frame, and its figures."""
        head, shape = self.heads[row], self.shapes[row]
        made = np.append(self.whole[row], np.log(self.sizes[row]))
        if head is not None:
            return "person:head", np.concatenate([made, head.figures[[0, 1, 2, 4, 5]]])
        if np.isfinite(shape):
            return "creature:shape", np.append(made, shape)
        return ("person" if self.person else "creature"), made

    def headless(self) -> "Evidence":
        """The same without heads."""
        return replace(self, heads=(None,) * len(self.heads))

    def take(self) -> tuple[str, Floats]:
        """The table's entry for P(no attribute changed) in the take, and its figures.

        What changed is changed in every frame; a pose or a thing held passes. So beside the means the
        medians, the lower quarters and the smallest exchanges count.
        """
        told = [self.whole.mean(0), np.median(self.whole, 0)[3:]]
        told += [np.quantile(self.whole, 0.25, axis=0)[3:], self.whole.min(0)[[3, 5]]]
        told.append(np.log([self.sizes.mean()]))
        seen = [h.figures for h in self.heads if h is not None]
        if not seen:
            return "attributes", np.concatenate(told)
        heads = np.stack(seen)
        told += [heads.mean(0), np.median(heads, 0)[1:6], heads.min(0)[[0, 1, 2, 5]]]
        return "attributes:head", np.concatenate([*told, [len(heads) / len(self.heads)]])


def pairs_with(portrayal: Portrayal, sheet: Sheet, frame: int) -> list[Pair]:
    """Every reading of a sighting beside every part of the sheet that it may show."""
    offers = sheet.offers(portrayal.cut)
    return [Pair(seen, c, portrayal, frame) for seen in portrayal.readings for c in offers]


def nearest(
    pairs: Sequence[Sequence[Pair]], modes: Sequence[GradePrior]
) -> tuple[list[Pair], Match, list[int]]:
    """Of each run of pairs the one that agrees best, how all pairs match, and which rows were picked."""
    flat = [p for run in pairs for p in run]
    found = matched(flat, modes)
    rows = best_rows(found, [len(run) for run in pairs])
    return [flat[row] for row in rows], found, rows


def matched(pairs: Sequence[Pair], modes: Sequence[GradePrior], groups: Sequence[int] | None = None) -> Match:
    """`likeness.match` of each pair; pairs of one group share a grade."""
    together = None if groups is None else np.unique(groups, return_inverse=True)[1]
    return match([p.candidate.signature for p in pairs], [p.seen for p in pairs], modes, SLACK, together)


def telling(pairs: Sequence[Pair]) -> tuple[Floats, Floats]:
    """(N, K) areas of both sides; on a small sighting small parts are a few mixed pixels and tell little."""
    clear = np.minimum(1.0, np.array([p.seen.size for p in pairs]) / CLEAR)[:, None]
    return areas([p.candidate.signature for p in pairs]) * clear, areas([p.seen for p in pairs]) * clear


def figures(pairs: Sequence[Pair], found: Match) -> Floats:
    """(N, 6) what P(same) is made of, on a logarithmic scale; one row per pair.

    Residual, mass, strangeness of the grade, largest exchange, largest loss, largest novelty.
    """
    reference, seen = telling(pairs)
    cared = _padded([p.candidate.care(p.candidate.signature.heights) for p in pairs])
    noted = _padded([p.candidate.care(p.seen.heights) for p in pairs])
    lost = (found.reference_drift * np.minimum(1, reference / TELLING_AREA) * cared).max(1)
    new = (found.observed_drift * np.minimum(1, seen / TELLING_AREA) * noted).max(1)
    swapped = (exchanged(found, reference, seen) * cared[:, :, None]).max((1, 2))
    made = np.column_stack([found.residual, found.mass, found.strangeness, swapped, lost, new])
    return np.asarray(np.log1p(made))


def _padded(rows: Sequence[Floats]) -> Floats:
    made = np.ones((len(rows), CLUSTERS))
    for row, values in zip(made, rows, strict=True):
        row[: len(values)] = values
    return made


def evidence(pairs: Sequence[Pair], found: Match, sheet: Sheet) -> Evidence:
    """What the matched pairs of one take tell, heads included."""
    heads = [_head(p, sheet, grade) for p, grade in zip(pairs, found.grade, strict=True)]
    shapes = np.array([_shape(p.portrayal, sheet) for p in pairs])
    sizes = np.array([p.seen.size for p in pairs], np.float64)
    return Evidence(figures(pairs, found), tuple(heads), shapes, sizes, sheet.person)


def _shape(portrayal: Portrayal, sheet: Sheet) -> float:
    """NaN for people, who sit, lie and bend, and for whoever the frame cuts."""
    if portrayal.cut or not sheet.shapes:
        return float("nan")
    return max(overlap(portrayal.shape, shape) for shape in sheet.shapes)


def _head(pair: Pair, sheet: Sheet, grade: Floats) -> HeadMatch | None:
    if pair.candidate.top > 0 or not sheet.heads or sheet.body is None:
        return None
    seen = pair.portrayal.head(pair.candidate.reach)
    if seen is None:
        return None
    clear = min(1.0, pair.seen.size / CLEAR)
    body = _gaps(sheet.body, seen, grade).min(0)
    matches = [_head_match(head, seen, grade, body, clear) for head in sheet.heads]
    return min(matches, key=lambda m: float(m.figures[0]))


def _head_match(
    reference: Signature, seen: Signature, grade: Floats, body: Floats, clear: float
) -> HeadMatch:
    lift = np.abs(reference.heights[:, None] - seen.heights[None])
    gap = _gaps(reference, seen, grade) + HEAD_STRAY * np.maximum(0.0, lift - HEAD_REACH)
    gap = np.minimum(gap, MOST)
    gone, come = gap.min(1), gap.min(0)
    weight = clear * np.minimum(1, seen.areas / HEAD_AREA)
    lost = gone * clear * np.minimum(1, reference.areas / HEAD_AREA)
    new, foreign = come * weight, np.minimum(come, body) * weight
    near = np.clip(1.6 - lift / 0.3, 0, 1)
    swapped = np.minimum(lost[:, None], new[None]) * near
    strange = np.minimum(lost[:, None], foreign[None]) * near
    sides = float((gone * reference.areas).sum()), float((come * seen.areas).sum())
    told = [sum(sides), swapped.max(), strange.max(), lost.max(), new.max(), foreign.max(), *sides]
    was, now = divmod(int(swapped.argmax()), swapped.shape[1])
    height = HEAD * float(reference.heights[was])
    exchange = Exchange(float(swapped.max()), reference.colours[was], seen.colours[now], height)
    return HeadMatch(np.log1p(np.array(told)), exchange)


def _gaps(reference: Signature, seen: Signature, grade: Floats) -> Floats:
    """(K, L) delta E of each reference colour, in the take's light, from each that is seen."""
    lit = np.column_stack([reference.colours, np.ones(len(reference.colours))]) @ grade
    return np.asarray(np.linalg.norm(lab(lit)[:, None] - lab(seen.colours)[None], axis=-1))


def body_exchange(pair: Pair, found: Match, row: int) -> Exchange:
    """The largest exchange of the whole figure."""
    one = found.rows([row])
    swapped = exchanged(one, *telling([pair]))[0]
    part = pair.candidate
    swapped = swapped * _padded([part.care(part.signature.heights)])[0][:, None]
    worst, by = divmod(int(swapped.argmax()), swapped.shape[1])
    # With nothing exchanged the first colours stand for all: rows beyond the signatures are unused.
    worst, by = min(worst, len(part.signature.areas) - 1), min(by, len(pair.seen.areas) - 1)
    height = part.top + part.reach * float(part.signature.heights[worst])
    return Exchange(float(swapped.max()), part.signature.colours[worst], pair.seen.colours[by], height)
