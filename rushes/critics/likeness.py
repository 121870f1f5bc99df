"""Is this region that subject, under whatever light and style? Colour signatures matched under a prior.

Two signatures are compared by optimal transport between their colours (entropic, Sinkhorn: Cuturi 2013),
alternating with the most probable global change of colour between the two pictures: an affine map of
sRGB under a Gaussian prior that was fitted on footage (iterated closest points with a MAP step). A night or a
noir grade moves all colours of a subject together and is explained by the map; another coat
moves one colour alone and stays in the residual.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from rushes.critics.colour import CLUSTERS, Floats, Signature, lab

STEPS = 5
"""Rounds of transport and colour fit."""
SINKHORN_STEPS = 24
SHARPNESS = 0.5
"""Entropy of the transport plan, in units of its cost."""
COLOUR_UNIT, HEIGHT_UNIT = 12.0, 0.14
"""Delta E, and share of the region's height, that cost as much as each other."""
FAR = 30.0
"""Colour differences above this count as this: another colour is another colour."""
OBSERVATIONS = 16.0
"""How many independent colour readings one region is worth against the prior."""


@dataclass(frozen=True, slots=True, eq=False)
class GradePrior:
    """Which global changes of colour are likely between a reference sheet and a take."""

    mean: Floats
    """(12,): the affine map, row-major (4, 3): red, green, blue and constant in; sRGB out."""
    covariance: Floats
    """(12, 12)."""
    noise: float
    """Standard deviation of a colour reading about its map, in sRGB [0, 1]."""


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """How N observed regions look as N references; arrays along the first axis."""

    residual: Floats
    """(N,) mean capped delta E that no change of grade explains."""
    strangeness: Floats
    """(N,) Mahalanobis length of the colour map under the prior."""
    reference_drift: Floats
    """(N, K) delta E of each reference colour from where it went; 0 for unused rows."""
    observed_drift: Floats
    """(N, K) delta E of each observed colour from where it came."""
    grade: Floats
    """(N, 4, 3) the colour maps."""
    plan: Floats
    """(N, K, K) shares of area carried from reference to observed colours."""
    mode: NDArray[np.int64]
    """(N,) which kind of grade was found."""


def match(references: list[Signature], observed: list[Signature], modes: Sequence[GradePrior]) -> Match:
    """Match each reference with the observation of the same index; deterministic.

    `modes` are the kinds of grade that occur (pictures in colour, pictures without); each is searched
    for, and the more likely end is kept per pair.
    """
    ends = [_search(references, observed, prior) for prior in modes]
    chosen = np.stack([end.residual + end.strangeness for end in ends]).argmin(0)

    def pick(name: str) -> Floats:
        both: Floats = np.stack([getattr(end, name) for end in ends])
        kept: Floats = both[chosen, np.arange(len(chosen))]
        return kept

    return Match(**{f.name: pick(f.name) for f in fields(Match) if f.name != "mode"}, mode=chosen)


def _search(references: list[Signature], observed: list[Signature], prior: GradePrior) -> Match:
    source, source_area, source_height = _stack(references)
    target, target_area, target_height = _stack(observed)
    basis = np.concatenate([source, np.ones((*source.shape[:2], 1))], -1)
    precision: Floats = np.linalg.inv(prior.covariance).astype(np.float64)
    grade = np.broadcast_to(prior.mean.reshape(4, 3), (len(source), 4, 3))
    lift = ((source_height[:, :, None] - target_height[:, None]) / HEIGHT_UNIT) ** 2
    seen = lab(target)
    for _ in range(STEPS):
        gap = np.linalg.norm(lab(basis @ grade)[:, :, None] - seen[:, None], axis=-1)
        cost = np.minimum((gap / COLOUR_UNIT) ** 2, (FAR / COLOUR_UNIT) ** 2) + lift
        plan = _transport(cost, source_area, target_area)
        grade = _fit(basis, target, plan / (1 + (gap / 15.0) ** 2) ** 2, prior, precision)
    gap = np.linalg.norm(lab(basis @ grade)[:, :, None] - seen[:, None], axis=-1)
    off = grade.reshape(-1, 12) - prior.mean
    return Match(
        residual=(plan * np.minimum(gap, FAR)).sum((1, 2)),
        strangeness=np.sqrt(np.einsum("ni,ij,nj->n", off, precision, off)),
        reference_drift=_drift(plan, gap, 2),
        observed_drift=_drift(plan, gap, 1),
        grade=grade,
        plan=plan,
        mode=np.zeros(len(plan), np.int64),
    )


def _stack(signatures: list[Signature]) -> tuple[Floats, Floats, Floats]:
    n = len(signatures)
    colours, areas, heights = np.zeros((n, CLUSTERS, 3)), np.zeros((n, CLUSTERS)), np.zeros((n, CLUSTERS))
    for i, s in enumerate(signatures):
        k = len(s.areas)
        colours[i, :k], areas[i, :k], heights[i, :k] = s.colours, s.areas, s.heights
    return colours, areas, heights


def _transport(cost: Floats, source: Floats, target: Floats) -> Floats:
    """Entropic optimal transport plans (N, K, K) by Sinkhorn iterations."""
    kernel = np.exp(-cost / SHARPNESS) + 1e-12
    left, right = np.ones_like(source), np.ones_like(target)
    for _ in range(SINKHORN_STEPS):
        left = source / np.einsum("nij,nj->ni", kernel, right)
        right = target / np.einsum("nij,ni->nj", kernel, left)
    return left[:, :, None] * kernel * right[:, None]


def _fit(basis: Floats, target: Floats, weight: Floats, prior: GradePrior, precision: Floats) -> Floats:
    """MAP affine colour maps (N, 4, 3): weighted least squares against the Gaussian prior."""
    area = np.maximum(weight.sum(2, keepdims=True), 1e-9)
    weight = weight / np.sqrt(area) * (OBSERVATIONS / 2 / prior.noise**2)
    gram = np.einsum("ni,nik,nil->nkl", weight.sum(2), basis, basis)
    moment = np.einsum("nij,nik,njc->nkc", weight, basis, target)
    normal = np.einsum("nkl,cd->nkcld", gram, np.eye(3)).reshape(-1, 12, 12) + precision
    right = moment.reshape(-1, 12) + precision @ prior.mean
    return np.linalg.solve(normal, right[..., None])[..., 0].reshape(-1, 4, 3)


def _drift(plan: Floats, gap: Floats, axis: int) -> Floats:
    carried = plan.sum(axis)
    return np.where(carried > 1e-6, (plan * np.minimum(gap, FAR)).sum(axis) / np.maximum(carried, 1e-6), 0.0)


def best_rows(found: Match, offers: Sequence[int]) -> list[int]:
    """The row with the least residual of each run of rows; `offers` are the lengths of the runs."""
    ends = np.cumsum(offers)
    return [int(e - n + found.residual[e - n : e].argmin()) for e, n in zip(ends, offers, strict=True) if n]


def grade_figures(found: Match, rows: Sequence[int]) -> Floats:
    """(N, 3): residual, strangeness of the grade, and whether it is the colourless one."""
    picked = list(rows)
    return np.column_stack([found.residual[picked], found.strangeness[picked], found.mode[picked] > 0])
