"""Who stands beside whom when a shot begins: in a row, in the order and on the side where they were seen."""

import itertools
from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic.marks import Mark


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one figure is seen in a picture."""

    label: str
    x: float
    """Of its middle: -1 left edge of the picture, +1 right edge."""
    facing: float
    """+1 looks right, -1 left."""


def _close(a: Mark, b: Mark) -> float:
    """How near they stand, centre to centre."""
    verbs = {v for v, _ in (*a.spec.actions, *b.spec.actions)}
    if "hug" in verbs and a.creature is None and b.creature is None:
        return 0.36
    gap = 0.75 if verbs & {"talk", "meet", "fight", "hold", "reach", "discover"} else 1.0
    if a.creature is not None and a.creature is b.creature and a.creature.kind != "vehicle":
        return 1.15 * a.half + 0.2  # herds and flocks stand close
    down = a.stoops and "hug" in verbs
    gap = 0.22 if verbs & {"push", "lean"} or down else gap * (0.75 if verbs & {"reach", "hug"} else 1.0)
    return a.half * 0.9 + b.half * 0.9 + gap


def line_up(marks: list[Mark], rng: np.random.Generator, stands: tuple[Stand, ...]) -> None:
    """Side by side, the whole row about the middle, a little off centre when alone."""
    known = {stand.label: stand for stand in stands}
    order = -1.0 if len(marks) > 1 and rng.random() < 0.3 else 1.0
    shift = float(rng.choice([-0.7, 0.7])) if len(marks) == 1 else 0.0
    row = _in_order(marks[:: int(order)], known)
    spots = np.concatenate([[0.0], np.cumsum([_close(a, b) for a, b in itertools.pairwise(row)])])
    middle = float(spots[-1]) / 2
    for mark, spot in zip(row, spots, strict=True):
        mark.x += float(spot) - middle
        mark.facing[:] = 1.0 if spot <= middle else -1.0
    if len(marks) == 1:
        _alone(marks[0], shift, known.get(marks[0].spec.label))


def _in_order(row: list[Mark], known: dict[str, Stand]) -> list[Mark]:
    """From left to right as they were seen; a single one of them goes to its half of the row."""
    seen = [mark for mark in row if mark.spec.label in known]
    if len(seen) == 1 and len(row) > 1:
        at, half = row.index(seen[0]), (len(row) - 1) / 2
        return row if (at - half) * known[seen[0].spec.label].x >= 0 else row[::-1]
    ranked = iter(sorted(seen, key=lambda mark: known[mark.spec.label].x))
    return [next(ranked) if mark.spec.label in known else mark for mark in row]


def _alone(mark: Mark, shift: float, stand: Stand | None) -> None:
    """A little off centre, looking across the picture, or as it was seen before."""
    if stand is not None and abs(stand.x) > 0.06:
        shift = float(np.copysign(shift, stand.x))
    mark.x += shift
    mark.facing[:] = stand.facing if stand is not None else -np.sign(shift)
