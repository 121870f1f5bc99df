"""Fit P(same figure) and P(no attribute changed) on who is the same, who is not, and who is but for one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from rushes.critics.colour import Floats
from rushes.critics.grades import BATCH, Portrait, Sheets, paired
from rushes.critics.likeness import GradePrior
from rushes.critics.resemblance import SIGNS, Evidence, evidence
from rushes.critics.sheets import Sheet
from rushes.errors import CriticError
from rushes.reward import Logistic, fit_monotone

Every = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""`map`, or that of a pool of processes."""


def fit_kinship(
    portraits: Sequence[Portrait],
    twins: Sequence[Portrait],
    sheets: Sheets,
    modes: Sequence[GradePrior],
    rng: np.random.Generator,
    every: Every = map,
) -> dict[str, Logistic]:
    """The table's entries about characters (`resemblance.SIGNS`).

    P(same figure) per frame, P(no attribute changed) per take.

    Args:
        portraits: Honest takes.
        twins: Takes in which `who` has one attribute changed.
        sheets: Of everybody.
        modes: The grades that occur.
        rng: Draws the strangers.
        every: Does the comparing.

    Raises:
        CriticError: there are no takes for one of the entries.
    """
    same = beside(portraits, [sheets[p.who] for p in portraits], modes, every)
    different = beside(portraits, [_stranger(p, sheets, rng) for p in portraits], modes, every)
    changed = beside(twins, [sheets[p.who] for p in twins], modes, every)
    fitted = _fitted(_frames(same), _frames(different))
    people = [e for e in same if e.person]
    fitted |= _fitted(_takes(people), _takes(changed), ridge=1e-3)
    if missing := [entry for entry in SIGNS if entry not in fitted]:
        raise CriticError(
            "too little footage to calibrate on: nothing for " + ", ".join(missing),
            todo="give takes of people and creatures, whole and cut by the frame, and of people with one "
            "attribute changed",
        )
    return fitted


def _frames(found: Sequence[Evidence]) -> Iterable[tuple[str, Floats]]:
    return (e.frame(row) for e in found for row in range(len(e.whole)))


def _takes(found: Sequence[Evidence]) -> Iterable[tuple[str, Floats]]:
    """Everybody, and everybody once more without the head: where none is seen, the rest must do."""
    return (e.take() for e in (*found, *(e.headless() for e in found)))


def _fitted(
    yes: Iterable[tuple[str, Floats]], no: Iterable[tuple[str, Floats]], ridge: float = 1e-2
) -> dict[str, Logistic]:
    """One curve per entry that both sides have."""
    sides: tuple[dict[str, list[Floats]], dict[str, list[Floats]]] = {}, {}
    for side, told in zip(sides, (yes, no), strict=True):
        for entry, made in told:
            side.setdefault(entry, []).append(made)
    return {
        entry: fit_monotone(np.array(sides[0][entry]), np.array(sides[1][entry]), SIGNS[entry], ridge)
        for entry in sorted(sides[0].keys() & sides[1].keys())
    }


def beside(
    portraits: Sequence[Portrait], sheets: Sequence[Sheet], modes: Sequence[GradePrior], every: Every = map
) -> list[Evidence]:
    """What each portrait tells beside the sheet of the same index."""
    firsts = range(0, len(portraits), BATCH)
    batches = [(portraits[n : n + BATCH], sheets[n : n + BATCH], modes) for n in firsts]
    return [told for batch in every(_beside, batches) for told in batch]


def _beside(batch: tuple[Sequence[Portrait], Sequence[Sheet], Sequence[GradePrior]]) -> list[Evidence]:
    portraits, sheets, modes = batch
    pairs, owners, found = paired(portraits, sheets, modes)
    told = []
    for number, sheet in enumerate(sheets):
        rows = np.flatnonzero(np.array(owners) == number)
        told.append(evidence([pairs[r] for r in rows], found.rows(rows), sheet))
    return told


def _stranger(portrait: Portrait, sheets: Sheets, rng: np.random.Generator) -> Sheet:
    """Somebody else of the same sort: that a horse is no girl needs no fit."""
    sort = sheets[portrait.who].person
    others = sorted(who for who, sheet in sheets.items() if who != portrait.who and sheet.person == sort)
    return sheets[str(rng.choice(others or sorted(set(sheets) - {portrait.who})))]
