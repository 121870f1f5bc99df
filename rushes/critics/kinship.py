"""Fit P(same figure) and P(no attribute changed) on people who are, are not, and are but for one colour."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rushes.critics.colour import Floats, Signature, lab
from rushes.critics.grades import Offers, Portrait, paired
from rushes.critics.identity import Candidate, figures
from rushes.critics.likeness import TELLING_AREA, GradePrior
from rushes.reward import Logistic, fit_logistic

Offer = tuple[list[Candidate], list[Candidate]]


def fit_kinship(
    portraits: Sequence[Portrait], offers: Offers, modes: Sequence[GradePrior], rng: np.random.Generator
) -> dict[str, Logistic]:
    """The table's entries ``character`` (per frame) and ``attributes`` (per take)."""
    same = per_frame(portraits, [offers[p.who] for p in portraits], modes)
    strangers = [_stranger(p, offers, rng) for p in portraits for _ in range(2)]
    different = per_frame([p for p in portraits for _ in range(2)], strangers, modes)
    twins = [(p, t) for p in portraits if (t := recoloured(p, offers[p.who], rng)) is not None]
    changed = per_frame([p for p, _ in twins], [t for _, t in twins], modes)
    return {
        "character": fit_logistic(np.concatenate(same), np.concatenate(different)),
        "attributes": fit_logistic(_means(same), _means(changed)),
    }


def _means(figures: Sequence[Floats]) -> Floats:
    return np.array([f.mean(0) for f in figures])


def per_frame(
    portraits: Sequence[Portrait], offers: Sequence[Offer], modes: Sequence[GradePrior]
) -> list[Floats]:
    """Per portrait the (frames, 6) figures beside what it is offered."""
    pairs, owners, found = paired(portraits, offers, modes)
    made, mine = figures(pairs, found), np.array(owners)
    return [made[mine == number] for number in range(len(portraits))]


def _stranger(portrait: Portrait, offers: Offers, rng: np.random.Generator) -> Offer:
    others = sorted(set(offers) - {portrait.who})
    return offers[str(rng.choice(others))]


def recoloured(portrait: Portrait, offer: Offer, rng: np.random.Generator) -> Offer | None:
    """The offer with one telling colour, where the portrait shows it, changed by delta E 30 or more.

    None when the portrait is cut by the frame: what changed might be out of it.
    """
    if not offer[False] or any(cut for _, cut in portrait.frames):
        return None
    base = offer[False][0].signature
    telling = [i for i in range(len(base.areas)) if base.areas[i] >= TELLING_AREA]
    old = base.colours[int(rng.choice(telling))]
    new = next((c for c in rng.uniform(0.1, 0.95, (40, 3)) if np.linalg.norm(lab(c) - lab(old)) > 30), None)
    if new is None:
        return None
    whole, cut = ([replace(c, signature=_swap(c.signature, old, new)) for c in side] for side in offer)
    return whole, cut


def _swap(s: Signature, old: Floats, new: Floats) -> Signature:
    near = np.linalg.norm(lab(s.colours) - lab(old), axis=1) < 14
    return replace(s, colours=np.where(near[:, None], new + (s.colours - old), s.colours).clip(0, 1))
