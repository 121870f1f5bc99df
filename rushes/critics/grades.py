"""Fit which grades occur: what the light of a scene and the look of a style make of a reference's colours.

A grade is an affine map of sRGB. The maps of a population are the sum of one map per look, one change per
hour and one per sky, fitted by least squares on the colours that same pairs share; how far single takes stray
from that sum is the covariance of the prior. So a foggy night is looked for as one, in every look.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rushes.critics.colour import Floats
from rushes.critics.lights import HOURS, LIGHTS, SKIES
from rushes.critics.likeness import GradePrior, Match, explained
from rushes.critics.portrayal import Portrayal
from rushes.critics.resemblance import Pair, matched, nearest, pairs_with
from rushes.critics.sheets import Sheet

Sheets = Mapping[str, Sheet]
"""Character -> what its references offer."""

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
"""Pull of looks towards no change, and of hours and skies towards no difference, in pairs of colours."""
ROUNDS = 3
BATCH = 16
"""Portraits that are matched at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """One subject through one take."""

    who: str
    light: int
    """The scene's (`lights.light_of`)."""
    look: str
    """The look that the take was ordered in; one word for all when nobody knows."""
    frames: tuple[Portrayal, ...]
    """What is seen in each sampled frame."""
    flashes: bool = False
    """Lightning: every frame has a light of its own."""


def paired(
    portraits: Sequence[Portrait],
    sheets: Sequence[Sheet],
    modes: Sequence[GradePrior],
    rows: Sequence[int] | None = None,
) -> tuple[list[Pair], list[int], Match]:
    """Each portrait beside a sheet: its best pairs, whose they are, and their joint match.

    `rows`: which mean of `modes` is each portrait's; its light's when None.
    """
    rows = [p.light for p in portraits] if rows is None else rows
    made = []
    for first in range(0, len(portraits), BATCH):
        batch = range(first, min(first + BATCH, len(portraits)))
        made.append(_paired(portraits, sheets, modes, rows, batch))
    pairs, owners, found = zip(*made, strict=True)
    return [p for ps in pairs for p in ps], [o for os in owners for o in os], Match.joined(found)


def _paired(
    portraits: Sequence[Portrait],
    sheets: Sequence[Sheet],
    modes: Sequence[GradePrior],
    rows: Sequence[int],
    batch: Sequence[int],
) -> tuple[list[Pair], list[int], Match]:
    """`paired` for some of the portraits: more at once would not stay in the processor's cache."""
    runs, owners = [], []
    for number in batch:
        for portrayal in portraits[number].frames:
            runs.append(pairs_with(portrayal, sheets[number], number))
            owners.append(number)
    flat = [rows[owner] for owner, run in zip(owners, runs, strict=True) for _ in run]
    picked, _, _ = nearest(runs, [m.at(flat) for m in modes])
    lit = [-1 - n if portraits[owner].flashes else owner for n, owner in enumerate(owners)]
    found = matched(picked, [m.at([rows[o] for o in owners]) for m in modes], lit)
    return picked, owners, found


def fit_grades(portraits: Sequence[Portrait], sheets: Sheets) -> tuple[GradePrior, ...]:
    """One prior per look, with a mean for each light, from portraits of known people."""
    # Frames of one take share their light: every second tells it as well.
    portraits = [replace(p, frames=p.frames[::2]) for p in portraits]
    looks = sorted({p.look for p in portraits})
    own = [sheets[p.who] for p in portraits]
    at = [(looks.index(p.look), p.light) for p in portraits]
    modes: tuple[GradePrior, ...] = STARTS
    maps = np.zeros((len(looks), LIGHTS, 12))
    for _ in range(ROUNDS):
        picked, owners, found = paired(portraits, own, modes, range(len(portraits)))
        gram, moment = explained(found, [p.candidate.signature for p in picked], [p.seen for p in picked])
        sums = _per_portrait(gram, owners, len(own)), _per_portrait(moment, owners, len(own))
        maps = _additive(*sums, at, len(looks))
        means = np.stack([maps[k, light] for k, light in at])
        modes = (GradePrior(means, STRAYING, NOISE),)
    spread = _straying(*sums, means)
    return tuple(GradePrior(maps[k], spread, NOISE) for k in range(len(looks)))


def _per_portrait(values: Floats, owners: Sequence[int], count: int) -> Floats:
    total = np.zeros((count, *values.shape[1:]))
    np.add.at(total, np.array(owners), values)
    return total


def _additive(gram: Floats, moment: Floats, at: Sequence[tuple[int, int]], looks: int) -> Floats:
    """(looks, lights, 12): least squares over look maps, hour changes and sky changes."""
    hours, skies = len(HOURS), len(SKIES)
    size = 4 * (looks + hours + skies)
    normal, right = RIDGE * np.eye(size), np.zeros((size, 3))
    for k in range(looks):
        right[4 * k : 4 * k + 3] = RIDGE * np.eye(3)
    for g, m, (look, light) in zip(gram, moment, at, strict=True):
        hour, sky = divmod(light, skies)
        blocks = [slice(4 * n, 4 * n + 4) for n in (look, looks + hour, looks + hours + sky)]
        for a in blocks:
            right[a] += m
            for b in blocks:
                normal[a, b] += g
    solved = np.linalg.solve(normal, right).reshape(-1, 12)
    of_look, of_hour, of_sky = np.split(solved, [looks, looks + hours])
    every = of_look[:, None, None] + of_hour[None, :, None] + of_sky[None, None]
    return np.asarray(every.reshape(looks, hours * skies, 12))


def _straying(
    gram: Floats, moment: Floats, means: Floats, noise: float = 0.04, wide: float = 0.006
) -> Floats:
    """Covariance (12, 12) of the most probable maps of single takes about their means."""
    precision, scale = np.eye(12) / wide, 8.0 / noise**2
    normal = np.einsum("nkl,cd->nkcld", gram * scale, np.eye(3)).reshape(-1, 12, 12) + precision
    right = moment.reshape(-1, 12) * scale + means @ precision
    off = np.linalg.solve(normal, right[..., None])[..., 0] - means
    return np.cov(off.T) + 3e-4 * np.eye(12)
