"""What the language-model policy reads of its belief: a few standardised figures per option.

One row per way to extend a direction: the structures, emphases and continuities, then the styles after each
structure (the one interaction the belief knows). Rows are comparable between engines and between weak and
strong effects, so that a policy which learned in one world how to read them can read them in another.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.policies.belief import PAIRS, Outlook
from rushes.policies.features import SIZES, STARTS, STRUCTURES, STYLES, TOTAL

ROWS: Final = STARTS[3] + STRUCTURES * STYLES
"""15 options of the first three slots, then 5 x 6 styles given structure."""
FIGURES: Final = ("behind", "uncertain", "apart", "sure", "early")
"""Per row: how far its mean is behind the slot's best, its own sd and the sd of that distance (all in units
of `UNIT`), the distance in its own sds, and that once more for as long as few takes are known (the end may be
near: what is explored in a first film seldom pays in it)."""
SURENESS: Final = 4.0
EARLINESS: Final = 8.0
"""Starting weights of the figures ``sure`` and ``early``; found on rehearsal worlds (docs/decisions.md)."""
UNIT: Final = 0.05
LIMIT: Final = 8.0
"""Distances of more than so many sds are equally hopeless."""
YOUNG: Final = 50
"""Takes after which ``early`` has faded to half of ``sure``."""
_FAINT: Final = 1e-4


def rows_of(slot: int, structure: int) -> slice:
    """The rows that compete for `slot`; a style competes with the other styles after the same structure."""
    if slot < 3:
        return slice(STARTS[slot], STARTS[slot] + SIZES[slot])
    return slice(STARTS[3] + structure * STYLES, STARTS[3] + (structure + 1) * STYLES)


def _projection(means: NDArray[np.float64]) -> NDArray[np.float64]:
    """How the rows are made of option and pair values, (`ROWS`, `TOTAL` + `PAIRS`).

    Style rows add their pair; structure rows add the style that would be best after them.
    """
    matrix = np.zeros((ROWS, TOTAL + PAIRS))
    matrix[:15, :15] = np.eye(15)
    for structure in range(STRUCTURES):
        pairs = TOTAL + structure * STYLES + np.arange(STYLES)
        styles = STARTS[3] + np.arange(STYLES)
        rows = np.arange(ROWS)[rows_of(3, structure)]
        matrix[rows, styles] = matrix[rows, pairs] = 1.0
        best = int((means[styles] + means[pairs]).argmax())
        matrix[structure, [styles[best], pairs[best]]] = 1.0
    return matrix


def read(outlook: Outlook) -> NDArray[np.float32]:
    """The figures of every row: float32 of shape (`ROWS`, 5), in the order of `FIGURES`."""
    means, covariance = outlook.moments()
    youth = YOUNG / (YOUNG + outlook.count)
    matrix = _projection(means)
    values, spread = matrix @ means, matrix @ covariance @ matrix.T
    variance = np.diag(spread)
    figures = np.zeros((ROWS, len(FIGURES)))
    for group in [rows_of(slot, 0) for slot in range(3)] + [rows_of(3, s) for s in range(STRUCTURES)]:
        best = group.start + int(values[group].argmax())
        behind = values[group] - values[best]
        apart = variance[group] + variance[best] - 2 * spread[group, best]
        apart = np.sqrt(np.maximum(apart, _FAINT**2))
        uncertain = np.sqrt(np.maximum(variance[group], 0.0))
        sure = np.maximum(behind / apart, -LIMIT)
        figures[group] = np.stack([behind / UNIT, uncertain / UNIT, apart / UNIT, sure, sure * youth], axis=1)
    return figures.astype(np.float32)
