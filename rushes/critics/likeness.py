"""Is this region that subject, under whatever light and style? Colour signatures matched under a prior.

Two signatures are compared by optimal transport between their colours (entropic, Sinkhorn: Cuturi 2013;
with slack in the areas where parts may be hidden: Chizat et al. 2018), alternating with the most probable
global change of colour between the two pictures: an affine map of sRGB under a Gaussian prior that was
fitted on footage (iterated closest points with a MAP step). A night or a noir grade moves all colours of a
subject together and is explained by the map; another coat moves one colour alone and stays in the residual.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from rushes.critics.colour import CLUSTERS, Floats, Signature, lab

STEPS = 5
"""Rounds of transport and colour fit."""
SINKHORN_STEPS = 20
SHARPNESS = 0.5
"""Entropy of the transport plan, in units of its cost."""
COLOUR_UNIT, HEIGHT_UNIT = 12.0, 0.16
"""Delta E, and share of the region's height, that cost as much as each other."""
FAR = 30.0
"""Colour differences above this count as this: another colour is another colour."""
OBSERVATIONS = 16.0
"""How many independent colour readings one region is worth against the prior."""
REACH, STRAY = 0.14, 120.0
"""How far, in shares of the height, a colour may move for nothing, and the delta E per height beyond."""
TELLING_AREA = 0.04
"""A colour that covers this share of a subject counts fully; smaller ones in proportion."""
SEEN = 0.004
"""A colour of a smaller share explains nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class GradePrior:
    """Which global changes of colour are likely between a reference sheet and a take."""

    mean: Floats
    """(12,): the affine map, row-major (4, 3): red, green, blue and constant in; sRGB out. Or (N, 12): one
    for each light (`lights.light_of`) in the table, and one for each pair in a match."""
    covariance: Floats
    """(12, 12)."""
    noise: float
    """Standard deviation of a colour reading about its map, in sRGB [0, 1]."""

    def at(self, rows: Sequence[int]) -> "GradePrior":
        """The prior of each of `rows` of its means; itself when it has but one."""
        return self if self.mean.ndim == 1 else replace(self, mean=self.mean[list(rows)])


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """How N observed regions look as N references; arrays along the first axis."""

    residual: Floats
    """(N,) mean capped delta E that no change of grade explains."""
    mass: Floats
    """(N,) how much of the areas found a partner; about 1."""
    strangeness: Floats
    """(N,) Mahalanobis length of the colour map under the prior."""
    reference_drift: Floats
    """(N, K) delta E of each reference colour from the nearest one seen near its height; 0: unused."""
    observed_drift: Floats
    """(N, K) delta E of each observed colour from the nearest one that the reference has there."""
    lift: Floats
    """(N, K, K) how far apart, in shares of the height, each pair of colours sits."""
    grade: Floats
    """(N, 4, 3) the colour maps."""
    plan: Floats
    """(N, K, K) shares of area carried from reference to observed colours."""
    mode: NDArray[np.int64]
    """(N,) which kind of grade was found."""

    def rows(self, numbers: Sequence[int] | NDArray[np.int64]) -> "Match":
        """The match of these pairs alone."""
        return Match(**{f.name: getattr(self, f.name)[list(numbers)] for f in fields(Match)})

    @staticmethod
    def joined(parts: Sequence["Match"]) -> "Match":
        """One match of the pairs of all parts, in order."""
        return Match(**{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Match)})


def match(
    references: list[Signature],
    observed: list[Signature],
    modes: Sequence[GradePrior],
    slack: float = 1.0,
    groups: NDArray[np.int64] | None = None,
) -> Match:
    """Match each reference with the observation of the same index; deterministic.

    Args:
        references: N signatures.
        observed: N signatures.
        modes: The kinds of grade that occur (pictures in colour, pictures without ...); each is
            searched for, and the most likely end is kept per pair.
        slack: 1 compares areas as they are; less lets parts be hidden (exponent of Sinkhorn's steps).
        groups: (N,) from 0 without gaps; pairs of one group share one grade, as the frames of a take do.
    """
    ends = [_search(references, observed, prior, slack, groups) for prior in modes]
    cost = np.stack([end.residual + end.strangeness for end in ends])
    if groups is not None:
        cost = np.stack([np.bincount(groups, c) / np.bincount(groups) for c in cost])[:, groups]
    chosen = cost.argmin(0)

    def pick(name: str) -> Floats:
        every: Floats = np.stack([getattr(end, name) for end in ends])
        kept: Floats = every[chosen, np.arange(len(chosen))]
        return kept

    return Match(**{f.name: pick(f.name) for f in fields(Match) if f.name != "mode"}, mode=chosen)


def _search(
    references: list[Signature],
    observed: list[Signature],
    prior: GradePrior,
    slack: float,
    groups: NDArray[np.int64] | None,
) -> Match:
    source, source_area, source_height = _stack(references)
    target, target_area, target_height = _stack(observed)
    basis = np.concatenate([source, np.ones((*source.shape[:2], 1))], -1)
    mean = np.broadcast_to(prior.mean, (len(source), 12))
    precision: Floats = np.linalg.inv(prior.covariance).astype(np.float64)
    grade = mean.reshape(-1, 4, 3)
    lift = np.abs(source_height[:, :, None] - target_height[:, None])
    climb = np.minimum((lift / HEIGHT_UNIT) ** 2, 9.0)
    seen = lab(target)
    gap = _gaps(basis, grade, seen)
    for _ in range(STEPS):
        cost = np.minimum((gap / COLOUR_UNIT) ** 2, (FAR / COLOUR_UNIT) ** 2) + climb
        plan = _transport(cost, source_area, target_area, slack)
        sure = plan / (1 + (gap / 15.0) ** 2) ** 2
        grade = _fit(basis, target, sure, (mean, precision, prior.noise), groups)
        gap = _gaps(basis, grade, seen)
    off = grade.reshape(-1, 12) - mean
    mass = plan.sum((1, 2))
    lost, new = _drifts(gap + STRAY * np.maximum(0.0, lift - REACH), source_area, target_area)
    return Match(
        residual=(plan * np.minimum(gap, FAR)).sum((1, 2)) / np.maximum(mass, 1e-9),
        mass=mass,
        strangeness=np.sqrt(np.einsum("ni,ij,nj->n", off, precision, off)),
        reference_drift=lost,
        observed_drift=new,
        lift=lift,
        grade=grade,
        plan=plan,
        mode=np.zeros(len(plan), np.int64),
    )


def _gaps(basis: Floats, grade: Floats, seen: Floats) -> Floats:
    """(N, K, K) delta E between each mapped reference colour and each observed one."""
    return np.asarray(np.linalg.norm(lab(basis @ grade)[:, :, None] - seen[:, None], axis=-1))


def _stack(signatures: list[Signature]) -> tuple[Floats, Floats, Floats]:
    n = len(signatures)
    colours, areas, heights = np.zeros((n, CLUSTERS, 3)), np.zeros((n, CLUSTERS)), np.zeros((n, CLUSTERS))
    for i, s in enumerate(signatures):
        k = len(s.areas)
        colours[i, :k], areas[i, :k], heights[i, :k] = s.colours, s.areas, s.heights
    return colours, areas, heights


def _transport(cost: Floats, source: Floats, target: Floats, slack: float) -> Floats:
    """Entropic optimal transport plans (N, K, K) by Sinkhorn iterations."""
    kernel = np.exp(-cost / SHARPNESS) + 1e-12
    left, right = np.ones_like(source), np.ones_like(target)
    for _ in range(SINKHORN_STEPS):
        left = (source / np.maximum(np.einsum("nij,nj->ni", kernel, right), 1e-300)) ** slack
        right = (target / np.maximum(np.einsum("nij,ni->nj", kernel, left), 1e-300)) ** slack
    return left[:, :, None] * kernel * right[:, None]


def _fit(
    basis: Floats,
    target: Floats,
    weight: Floats,
    prior: tuple[Floats, Floats, float],
    groups: NDArray[np.int64] | None,
) -> Floats:
    """MAP affine colour maps (N, 4, 3): weighted least squares against the Gaussian prior."""
    gram, moment = evidence(basis, target, weight)
    mean, precision, noise = prior
    if groups is not None:
        first = np.unique(groups, return_index=True)[1]
        gram, moment, mean = _summed(gram, groups), _summed(moment, groups), mean[first]
    scale = OBSERVATIONS / 2 / noise**2
    normal = np.einsum("nkl,cd->nkcld", gram * scale, np.eye(3)).reshape(-1, 12, 12) + precision
    right = moment.reshape(-1, 12) * scale + mean @ precision
    found = np.linalg.solve(normal, right[..., None])[..., 0].reshape(-1, 4, 3)
    return found if groups is None else found[groups]


def evidence(basis: Floats, target: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Gram matrices (N, 4, 4) and moments (N, 4, 3) of the weighted colour pairs."""
    area = np.maximum(weight.sum(2, keepdims=True), 1e-9)
    weight = weight / np.sqrt(area)
    gram = np.einsum("ni,nik,nil->nkl", weight.sum(2), basis, basis)
    return gram, np.einsum("nij,nik,njc->nkc", weight, basis, target)


def _summed(values: Floats, groups: NDArray[np.int64]) -> Floats:
    total = np.zeros((groups.max() + 1, *values.shape[1:]))
    np.add.at(total, groups, values)
    return total


def _drifts(gap: Floats, source: Floats, target: Floats) -> tuple[Floats, Floats]:
    """How far each colour of either side is from the nearest of the other; 0 for unused rows."""
    real = np.where((source[:, :, None] > 0) & (target[:, None] > SEEN), gap, 2 * FAR)
    lost = np.where(source > 0, np.minimum(real.min(2), 2 * FAR), 0.0)
    real = np.where((source[:, :, None] > SEEN) & (target[:, None] > 0), gap, 2 * FAR)
    return lost, np.where(target > 0, np.minimum(real.min(1), 2 * FAR), 0.0)


def best_rows(found: Match, offers: Sequence[int]) -> list[int]:
    """The row that agrees best of each run of rows; `offers` are the lengths of the runs."""
    ends, cost = np.cumsum(offers), found.residual + 8 * (1 - found.mass)
    return [int(e - n + cost[e - n : e].argmin()) for e, n in zip(ends, offers, strict=True) if n]


def exchanged(found: Match, reference: Floats, observed: Floats) -> Floats:
    """(N, K, K) delta E by which a colour of the reference is gone and another stands in its place.

    Both must be true at once: a part that is only hidden, or a thing that is only held, exchanges nothing.
    `reference` and `observed` are the areas (N, K).
    """
    lost = found.reference_drift * np.minimum(1, reference / TELLING_AREA)
    new = found.observed_drift * np.minimum(1, observed / TELLING_AREA)
    return np.minimum(lost[:, :, None], new[:, None]) * np.clip(1.5 - found.lift / 0.3, 0, 1)


def areas(signatures: list[Signature]) -> Floats:
    """(N, K) areas; 0 for unused rows."""
    return _stack(signatures)[1]


def explained(found: Match, references: list[Signature], observed: list[Signature]) -> tuple[Floats, Floats]:
    """`evidence` (N, 4, 4), (N, 4, 3) of the colour pairs that each match is sure of."""
    source, target = _stack(references)[0], _stack(observed)[0]
    basis = np.concatenate([source, np.ones((*source.shape[:2], 1))], -1)
    gap = _gaps(basis, found.grade, lab(target))
    return evidence(basis, target, found.plan / (1 + (gap / 15.0) ** 2) ** 2)
