"""Character consistency on the renderer's own masks: the embedded critic.

Every subject in every sampled frame is compared with every reference of every required
character (`likeness`), the comparison becomes P(same figure) and P(no attribute changed) by the
fitted table, subjects are assigned to characters, and the lowest character decides. An engine's
claim of who is who is not believed: only pixels count.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from rushes.critics.attributes import PORTRAIT, attribute_of, colour_word, demand, region_words
from rushes.critics.colour import Floats, Signature, signature
from rushes.critics.likeness import Match, grade_figures, match
from rushes.critics.subjects import assign, references_of, sightings, silhouette
from rushes.critics.tables import Calibration, shipped
from rushes.film import Character, Constraint, ReferenceImage, Verdict, Viewing
from rushes.reward import CAP, clip_score

CROPS = (1.0, 0.72, 0.5, 0.34)
"""Shares of a reference, from the top, that a subject cut by the lower edge is compared with."""
TELLING_AREA = 0.04
"""A colour that covers this share of a subject counts fully; smaller ones in proportion."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One reference, or its upper part, that a sighting may agree with."""

    signature: Signature
    reach: float
    """Share of the standing figure that it shows, from the top."""


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How one sighting looks as one character, by its best candidate."""

    same: float
    """P(same figure)."""
    kept: float
    """P(no attribute changed)."""
    residual: float
    drift: float
    """Largest telling colour change, in delta E."""
    was: Floats
    """(3,) sRGB of the reference colour that drifted most."""
    now: Floats
    """(3,) sRGB of what stands in its place, with the grade of the take removed as far as known."""
    height: float
    """Where, as a share of the standing figure."""

    @property
    def score(self) -> float:
        return min(self.same, self.kept)


def candidates(references: list[ReferenceImage], cut_below: bool) -> list[Candidate]:
    """What a sighting may be compared with; parts only when the frame cuts the subject."""
    whole = [r for r in references if r.view == "full-body"]
    chosen = references if cut_below else whole or references
    return [c for r in chosen for share in (CROPS if cut_below else CROPS[:1]) for c in _candidate(r, share)]


def _candidate(reference: ReferenceImage, share: float) -> Iterator[Candidate]:
    mask = silhouette(reference)
    rows = np.flatnonzero(mask.any(1))
    if not len(rows):
        return
    top = slice(rows[0], rows[0] + max(1, round((rows[-1] + 1 - rows[0]) * share)))
    found = signature(reference.pixels[top], mask[top])
    if found is not None:
        yield Candidate(found, share * (1.0 if reference.view == "full-body" else PORTRAIT))


def compare(
    observed: list[tuple[Signature, bool]], references: list[list[ReferenceImage]], table: Calibration
) -> list[list[Likeness | None]]:
    """For each observed signature (and whether the frame cuts it), its likeness to each character.

    None where a character has no usable reference.
    """
    offers = {cut: [candidates(r, cut) for r in references] for cut in {cut for _, cut in observed}}
    pairs = [
        (i, j, c) for i, (_, cut) in enumerate(observed) for j, offer in enumerate(offers[cut]) for c in offer
    ]
    found: list[list[Likeness | None]] = [[None] * len(references) for _ in observed]
    if not pairs:
        return found
    matched = match(
        [c.signature for _, _, c in pairs], [observed[i][0] for i, _, _ in pairs], table.grades["character"]
    )
    for row, (i, j, candidate) in enumerate(pairs):
        seen = found[i][j]
        if seen is None or matched.residual[row] < seen.residual:
            found[i][j] = _likeness(matched, row, candidate, observed[i][0], table)
    return found


def _likeness(m: Match, row: int, candidate: Candidate, seen: Signature, table: Calibration) -> Likeness:
    lost = _telling(m.reference_drift[row], candidate.signature.areas)
    new = _telling(m.observed_drift[row], seen.areas)
    worst = int(lost.argmax())
    carried = m.plan[row, worst, : len(seen.areas)]
    residual = float(m.residual[row])
    return Likeness(
        same=table.same["character"].probability(list(grade_figures(m, [row])[0])),
        kept=table.same["attributes"].probability([float(lost.max()), float(new.max())]),
        residual=residual,
        drift=float(max(lost.max(), new.max())),
        was=candidate.signature.colours[worst],
        now=carried @ seen.colours / max(1e-9, carried.sum()),
        height=float(candidate.signature.heights[worst]) * candidate.reach,
    )


def _telling(drift: Floats, areas: Floats) -> Floats:
    return drift[: len(areas)] * np.minimum(1.0, areas / TELLING_AREA)


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterConsistency:
    """The embedded character critic: masks, colour signatures, attribute checks.

    Score: over the required characters the lowest 0.7 mean + 0.3 minimum of
    min(P(same figure), P(no attribute changed)) over the frames in which they are seen, at most `CAP`;
    0 for a required character that no frame shows. None when the scene requires nobody, the
    engine gave no masks, or a required character has no reference.
    """

    table: Calibration = field(default_factory=shipped)
    name: str = "mask-identity"
    component: str = "character_consistency"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        cast = [viewing.document.character(c) for c in viewing.scene.characters]
        if not cast:
            return self._cannot("the scene requires nobody")
        if viewing.footage.labels is None:
            return self._cannot("the engine gave no masks")
        references = [references_of(viewing, c.id) for c in cast]
        if not all(references):
            return self._cannot(
                "no reference of " + ", ".join(c.name for c, r in zip(cast, references, strict=True) if not r)
            )
        return self._judge(cast, self._by_character(viewing, references))

    def _by_character(
        self, viewing: Viewing, references: list[list[ReferenceImage]]
    ) -> list[list[tuple[int, Likeness]]]:
        """Per character: (frame, likeness) of the subject assigned to it, where it is seen."""
        seen = [(s, found) for s in sightings(viewing) if (found := signature(s.pixels, s.mask)) is not None]
        likeness = compare([(found, s.cut_below) for s, found in seen], references, self.table)
        assigned: list[list[tuple[int, Likeness]]] = [[] for _ in references]
        for frame in dict.fromkeys(s.frame for s, _ in seen):
            rows = [i for i, (s, _) in enumerate(seen) if s.frame == frame]
            for character, one in enumerate(_assign([likeness[i] for i in rows], len(references))):
                if one is not None:
                    assigned[character].append((frame, one))
        return assigned

    def _judge(self, cast: list[Character], found: list[list[tuple[int, Likeness]]]) -> Verdict:
        scores = [min(CAP, clip_score([o.score for _, o in f])) if f else 0.0 for f in found]
        raw: dict[str, float] = {}
        for character, score, seen in zip(cast, scores, found, strict=True):
            raw[f"score:{character.id}"] = score
            if seen:
                raw[f"residual:{character.id}"] = float(np.mean([o.residual for _, o in seen]))
                raw[f"drift:{character.id}"] = float(np.mean([o.drift for _, o in seen]))
                raw[f"same:{character.id}"] = clip_score([o.same for _, o in seen])
                raw[f"kept:{character.id}"] = clip_score([o.kept for _, o in seen])
        told = [_told(c, s, f) for c, s, f in zip(cast, scores, found, strict=True)]
        low = sorted(range(len(cast)), key=lambda i: scores[i])
        return Verdict(
            critic=self.name,
            component=self.component,
            score=min(scores),
            raw=raw,
            note="; ".join(told[i] for i in low),
            constraints=tuple(c for i in low if scores[i] < CAP for c in _constraint(cast[i], found[i])),
        )

    def _cannot(self, why: str) -> Verdict:
        return Verdict(critic=self.name, component=self.component, score=None, note=why)


def _assign(likeness: list[list[Likeness | None]], characters: int) -> list[Likeness | None]:
    """The likeness of the subject that each character is assigned, None when none is left."""
    scores = np.array(
        [[0.0 if o is None else o.score - 1e-3 * o.residual / 40 + 1e-2 for o in row] for row in likeness]
    )
    columns = assign(scores.T)
    return [None if columns[c] < 0 else likeness[columns[c]][c] for c in range(characters)]


def _worst(found: list[tuple[int, Likeness]]) -> Likeness:
    return min((o for _, o in found), key=lambda o: (o.score, -o.drift))


def _told(character: Character, score: float, found: list[tuple[int, Likeness]]) -> str:
    if not found:
        return f"{character.name} is not in the picture"
    off = [frame for frame, o in found if o.score < 0.5]
    if not off:
        return f"{character.name} agrees with the references ({score:.2f})"
    worst = _worst(found)
    descriptor = attribute_of(character, worst.was, worst.height)
    what = descriptor.attribute if descriptor else region_words([worst.height])
    return (
        f"{character.name} drifted in {len(off)} of {len(found)} frames: {what} was "
        f"{colour_word(worst.was)}, is {colour_word(worst.now)} "
        f"(delta E {worst.drift:.0f}, P(same) {worst.same:.2f})"
    )


def _constraint(character: Character, found: list[tuple[int, Likeness]]) -> Iterator[Constraint]:
    component = "character_consistency"
    if not found:
        yield Constraint(
            component=component,
            subject=character.id,
            demand=f"{character.name} is clearly visible in the frame",
        )
        return
    worst = _worst(found)
    descriptor = attribute_of(character, worst.was, worst.height)
    seen, meant = colour_word(worst.now), colour_word(worst.was)
    avoid = f"{seen} {descriptor.attribute}" if descriptor and seen != meant else ""
    yield Constraint(
        component=component, subject=character.id, demand=demand(character, descriptor), avoid=avoid
    )
