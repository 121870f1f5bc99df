"""Fit which grades occur: what the light of an hour and the look of a style make of a reference's colours.

A grade is an affine map of sRGB. The maps of a population are the sum of one map per look and one change per
hour, fitted by least squares on the colours that same pairs share; how far single takes stray from that sum
is the covariance of the prior. So a night scene is looked for at night, in every look.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rushes.critics.colour import Floats, Signature
from rushes.critics.identity import HOURS, SLACK, Candidate, Pair, nearest
from rushes.critics.likeness import GradePrior, Match, best_rows, explained, match

Group = tuple[Signature, list[Signature]]
"""What was seen, and the signatures of which the most similar counts."""
Offers = Mapping[str, tuple[list[Candidate], list[Candidate]]]
"""Character -> what a whole subject is compared with, and one that the frame cuts."""

_GREY = np.repeat([[0.3], [0.59], [0.11]], 3, 1)
STARTS = tuple(
    GradePrior(np.vstack([colour, np.zeros((1, 3))]).ravel(), 0.03 * np.eye(12), 0.05)
    for colour in (np.eye(3), _GREY)
)
"""Where a fit starts: no change of colour, and no colour left; give or take a lot."""
STRAYING = np.diag(np.array([[0.12**2] * 3] * 3 + [[0.05**2] * 3]).ravel())
"""Covariance of single takes about the fitted sum, to begin with."""
NOISE = 0.03
RIDGE = 0.3
"""Pull of looks towards no change, and of hours towards no difference, in pairs of colours."""
ROUNDS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """One subject through one take."""

    who: str
    hour: int
    """Index into `HOURS`."""
    look: str
    """The look that the take was ordered in; one word for all when nobody knows."""
    frames: tuple[tuple[Signature, bool], ...]
    """(what is seen, whether the frame cuts it) of each sampled frame."""


def paired(
    portraits: Sequence[Portrait],
    offers: Sequence[tuple[list[Candidate], list[Candidate]]],
    modes: Sequence[GradePrior],
) -> tuple[list[Pair], list[int], Match]:
    """Each portrait beside what it is offered: its best pairs, whose they are, and their joint match.

    `modes` are per hour (`GradePrior.at`) or have one mean for each portrait.
    """
    runs, owners = [], []
    for number, (portrait, offer) in enumerate(zip(portraits, offers, strict=True)):
        for seen, cut in portrait.frames:
            runs.append([Pair(seen, c, number) for c in offer[cut]])
            owners.append(number)
    flat = [owner for owner, run in zip(owners, runs, strict=True) for _ in run]
    picked, _, _ = nearest(runs, [_rows(m, portraits, flat) for m in modes])
    groups = np.unique(owners, return_inverse=True)[1]
    found = match(
        [p.candidate.signature for p in picked],
        [p.seen for p in picked],
        [_rows(m, portraits, owners) for m in modes],
        SLACK,
        groups,
    )
    return picked, owners, found


def _rows(prior: GradePrior, portraits: Sequence[Portrait], owners: Sequence[int]) -> GradePrior:
    if len(prior.mean) == len(HOURS) and prior.mean.ndim == 2:
        return prior.at([portraits[o].hour for o in owners])
    return prior.at(owners)


def fit_grades(portraits: Sequence[Portrait], offers: Offers) -> tuple[GradePrior, ...]:
    """One prior per look, with a mean for each hour, from portraits of known people."""
    looks = sorted({p.look for p in portraits})
    own = [offers[p.who] for p in portraits]
    at = [(looks.index(p.look), p.hour) for p in portraits]
    modes: tuple[GradePrior, ...] = STARTS
    maps = np.zeros((len(looks), len(HOURS), 12))
    for _ in range(ROUNDS):
        picked, owners, found = paired(portraits, own, modes)
        gram, moment = explained(found, [p.candidate.signature for p in picked], [p.seen for p in picked])
        sums = _per_portrait(gram, owners, len(own)), _per_portrait(moment, owners, len(own))
        maps = _additive(*sums, at, len(looks))
        modes = (GradePrior(np.stack([maps[k, h] for k, h in at]), STRAYING, NOISE),)
    spread = _straying(*sums, np.stack([maps[k, h] for k, h in at]))
    return tuple(GradePrior(maps[k], spread, NOISE) for k in range(len(looks)))


def _per_portrait(values: Floats, owners: Sequence[int], count: int) -> Floats:
    total = np.zeros((count, *values.shape[1:]))
    np.add.at(total, np.array(owners), values)
    return total


def _additive(gram: Floats, moment: Floats, at: Sequence[tuple[int, int]], looks: int) -> Floats:
    """(looks, hours, 12): least squares over look maps and hour changes."""
    size = 4 * (looks + len(HOURS))
    normal, right = RIDGE * np.eye(size), np.zeros((size, 3))
    for k in range(looks):
        right[4 * k : 4 * k + 3] = RIDGE * np.eye(3)
    for g, m, (look, hour) in zip(gram, moment, at, strict=True):
        blocks = [slice(4 * look, 4 * look + 4), slice(4 * (looks + hour), 4 * (looks + hour) + 4)]
        for a in blocks:
            right[a] += m
            for b in blocks:
                normal[a, b] += g
    solved = np.linalg.solve(normal, right).reshape(-1, 12)
    return np.asarray(solved[:looks, None] + solved[None, looks:])


def _straying(
    gram: Floats, moment: Floats, means: Floats, noise: float = 0.04, wide: float = 0.006
) -> Floats:
    """Covariance (12, 12) of the most probable maps of single takes about their means."""
    precision, scale = np.eye(12) / wide, 8.0 / noise**2
    normal = np.einsum("nkl,cd->nkcld", gram * scale, np.eye(3)).reshape(-1, 12, 12) + precision
    right = moment.reshape(-1, 12) * scale + means @ precision
    off = np.linalg.solve(normal, right[..., None])[..., 0] - means
    return np.cov(off.T) + 3e-4 * np.eye(12)


def fit_prior(groups: Sequence[Group], rounds: int = 4) -> tuple[GradePrior, ...]:
    """Empirical Bayes: match same pairs, refit each kind of grade on the pairs it explains, repeat."""
    modes = STARTS
    for _ in range(rounds):
        m = match(
            [o for _, offers in groups for o in offers], [s for s, offers in groups for _ in offers], modes
        )
        best = best_rows(m, [len(offers) for _, offers in groups])
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
    return replace(old, mean=mean, covariance=spread, noise=float(np.clip(near.mean() / 100, 0.02, 0.08)))
