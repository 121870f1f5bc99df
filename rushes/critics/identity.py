"""Character consistency on the renderer's own masks: the embedded critic.

Every subject in every sampled frame is compared with every reference of every required
character (`likeness`) and assigned to one. The frames of a character then share one grade, for a
take has one light, and become P(same figure) per frame and P(no attribute changed) for the take by
the fitted table; the lowest character decides. An engine's claim of who is who is not believed:
only pixels count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import get_args

import numpy as np

from rushes.critics.attributes import PORTRAIT, attribute_of, colour_word, demand, garment, region_words
from rushes.critics.colour import APART, CLUSTERS, Floats, Signature, pared, signature
from rushes.critics.likeness import TELLING_AREA, GradePrior, Match, areas, best_rows, exchanged, match
from rushes.critics.subjects import Sighting, assign, needed, references_of, sightings, silhouette
from rushes.critics.tables import Calibration, shipped
from rushes.film import Character, Constraint, ReferenceImage, Verdict, Viewing
from rushes.reward import CAP, clip_score
from rushes.vocabulary import TimeOfDay

PARTS = ((0.0, 1.0), (0.0, 0.72), (0.3, 1.0))
"""Parts of a full-body reference, from the top, that a subject may show: others may stand before it."""
CUT = ((0.0, 1.0), (0.0, 0.72), (0.0, 0.5), (0.0, 0.34), (0.15, 0.6), (0.3, 1.0), (0.0, 0.2))
"""Parts that a subject which the frame cuts may show."""
LEAST = 400
"""Pixels that a subject must cover before its colours say who it is."""
CLEAR = 5000
"""Pixels of a subject from which on all of its parts are drawn clearly."""
SLACK = 0.8
"""How far the areas of colours may differ (`likeness.match`): limbs turn and hide each other."""
LOOSE = 0.4
"""Weight of a change of colour where no descriptor speaks: the sheet shows it, the prompt cannot hold it."""
GLOW = 8.0
"""How much more freely the colours of somebody who glows may change."""
HOURS: tuple[TimeOfDay, ...] = get_args(TimeOfDay)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One reference, or a part of it, that a sighting may agree with."""

    signature: Signature
    top: float
    reach: float
    """What it shows of the standing figure: from `top`, `reach` of its height."""
    loose: tuple[tuple[float, float], ...] = ()
    """Heights of the standing figure that no descriptor speaks of."""

    def care(self, heights: Floats) -> Floats:
        """Weight of colours at these heights of the part: 1, and `LOOSE` where no descriptor speaks."""
        at, weight = self.top + self.reach * heights, np.ones(len(heights))
        for low, high in self.loose:
            weight[(low <= at) & (at < high)] = LOOSE
        return weight


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A sighting beside one candidate of one character."""

    seen: Signature
    candidate: Candidate
    frame: int


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How one sighting looks as one character, by its best candidate."""

    frame: int
    same: float
    """P(same figure)."""
    residual: float
    drift: float
    """Largest telling exchange of colours, in delta E."""
    was: Floats
    """(3,) sRGB of the reference colour that was exchanged most."""
    now: Floats
    """(3,) sRGB of what stands in its place, in the light of the reference."""
    height: float
    """Where, as a share of the standing figure."""


def candidates(
    references: list[ReferenceImage], cut: bool, loose: tuple[tuple[float, float], ...] = ()
) -> list[Candidate]:
    """What a sighting may be compared with; more and smaller parts when the frame cuts the subject.

    `loose`: see `Candidate`.
    """
    whole = [r for r in references if r.view == "full-body"]
    chosen = references if cut else whole or references
    return [
        replace(c, loose=loose)
        for r in chosen
        for part in (CUT if cut else PARTS)
        for c in _candidate(r, part)
    ]


def _candidate(reference: ReferenceImage, part: tuple[float, float]) -> Iterator[Candidate]:
    mask, body = silhouette(reference), reference.view == "full-body"
    rows = np.flatnonzero(mask.any(1))
    if not len(rows) or (part[0] and not body):
        return
    tall = rows[-1] + 1 - rows[0]
    shown = slice(rows[0] + int(part[0] * tall), rows[0] + max(1, round(part[1] * tall)))
    found = signature(reference.pixels[shown], mask[shown], APART)
    if found is not None:
        scale = 1.0 if body else PORTRAIT
        yield Candidate(found, part[0] * scale, (part[1] - part[0]) * scale)


def portrayed(sighting: Sighting) -> Signature | None:
    """The signature of a sighting; None when it is too small to say who it is."""
    if sighting.mask.sum() < LEAST:
        return None
    return signature(sighting.pixels, pared(sighting.mask), APART)


def nearest(
    pairs: Sequence[Sequence[Pair]], modes: Sequence[GradePrior]
) -> tuple[list[Pair], Match, list[int]]:
    """Of each run of pairs the one that agrees best, how all pairs match, and which rows were picked."""
    flat = [p for run in pairs for p in run]
    found = match([p.candidate.signature for p in flat], [p.seen for p in flat], modes, SLACK)
    rows = best_rows(found, [len(run) for run in pairs])
    return [flat[row] for row in rows], found, rows


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


def unspoken(character: Character) -> tuple[tuple[float, float], ...]:
    """The heights of a person that no descriptor speaks of: what is not said may be drawn anew."""
    said = {d.attribute for d in character.descriptors}
    if character.kind != "person" or not said:
        return ()
    robe = any(word in character.appearance() for word in ("dress", "robe", "gown", "suit", "overalls"))
    legs = () if robe or "bottom" in said else ((0.6, 0.9),)
    return (*legs, *(() if "shoes" in said else ((0.9, 1.01),)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterConsistency:
    """The embedded character critic: masks, colour signatures, attribute checks.

    Score: over the required characters the lowest of P(same figure), 0.7 mean + 0.3 minimum over the
    frames, and of P(no attribute changed), at most `CAP`; 0 for a required character that no frame
    shows. A close framing requires one of the scene's cast, a wider one all. Subjects under `LEAST`
    pixels are present and not judged. None when the scene requires nobody, the engine gave no masks, a
    required character has no reference, or nobody who is seen is large enough.
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
        bare = [c.name for c, r in zip(cast, references, strict=True) if not r]
        if bare:
            return self._cannot("no reference of " + ", ".join(bare))
        return self._judge(viewing, cast, self._by_character(viewing, cast, references))

    def _by_character(
        self, viewing: Viewing, cast: list[Character], references: list[list[ReferenceImage]]
    ) -> list[tuple[list[Likeness], float]]:
        """Per character: the likeness of the subject assigned to it in each frame, and P(unchanged)."""
        hour = HOURS.index(viewing.scene.time_of_day)
        modes = [self._modes(c, hour) for c in cast]
        offers = [
            (candidates(r, False, unspoken(c)), candidates(r, True, unspoken(c)))
            for c, r in zip(cast, references, strict=True)
        ]
        chosen = self._assigned(_portraits(viewing), offers, modes)
        return [self._compared(pairs, mine) for pairs, mine in zip(chosen, modes, strict=True)]

    def _modes(self, character: Character, hour: int) -> list[GradePrior]:
        """The grades to look for; who glows brings light of their own."""
        modes = [m.at([hour]) for m in self.table.grades["character"]]
        if not any(d.attribute == "glow" for d in character.descriptors):
            return modes
        return [replace(m, covariance=GLOW * m.covariance) for m in modes]

    def _compared(self, pairs: list[Pair], modes: Sequence[GradePrior]) -> tuple[list[Likeness], float]:
        """One character's frames, which share one grade."""
        if not pairs:
            return [], 0.0
        together = np.zeros(len(pairs), np.int64)
        signatures = [p.candidate.signature for p in pairs], [p.seen for p in pairs]
        found = match(*signatures, modes, SLACK, together)
        made = figures(pairs, found)
        return [self._likeness(p, found, row, made[row]) for row, p in enumerate(pairs)], self._unchanged(
            made
        )

    def _assigned(
        self,
        seen: list[tuple[int, Signature, bool]],
        offers: list[tuple[list[Candidate], list[Candidate]]],
        modes: Sequence[Sequence[GradePrior]],
    ) -> list[list[Pair]]:
        """Per character the pairs of the subject that it is assigned in each frame."""
        best: list[list[Pair]] = [[] for _ in offers]
        if not seen or not all(whole and cut for whole, cut in offers):
            return best
        scores, picked = [], []
        for offer, mine in zip(offers, modes, strict=True):
            runs = [[Pair(s, c, frame) for c in offer[cut]] for frame, s, cut in seen]
            pairs, found, rows = nearest(runs, mine)
            picked.append(pairs)
            made = figures([p for run in runs for p in run], found)[rows]
            same = [self.table.same["character"].probability(list(f)) for f in made]
            scores.append(np.array(same) - 1e-3 * found.residual[rows] + 1)
        for frame in dict.fromkeys(f for f, _, _ in seen):
            here = [i for i, (f, _, _) in enumerate(seen) if f == frame]
            for character, one in enumerate(assign(np.array(scores)[:, here])):
                if one >= 0:
                    best[character].append(picked[character][here[one]])
        return best

    def _unchanged(self, made: Floats) -> float:
        """P(no attribute changed) of one character in one take."""
        return self.table.same["attributes"].probability(list(made.mean(0))) if len(made) else 0.0

    def _likeness(self, pair: Pair, found: Match, row: int, made: Floats) -> Likeness:
        one = Match(**{f.name: getattr(found, f.name)[row : row + 1] for f in fields(Match)})
        part = pair.candidate
        swapped = exchanged(one, *telling([pair]))[0]
        swapped = swapped * _padded([part.care(part.signature.heights)])[0][:, None]
        worst, by = divmod(int(swapped.argmax()), swapped.shape[1])
        # With nothing exchanged the first colours stand for all: rows beyond the signatures are unused.
        worst, by = min(worst, len(part.signature.areas) - 1), min(by, len(pair.seen.areas) - 1)
        return Likeness(
            frame=pair.frame,
            same=self.table.same["character"].probability(list(made)),
            residual=float(found.residual[row]),
            drift=float(swapped.max()),
            was=part.signature.colours[worst],
            now=_ungraded(pair.seen.colours[by], found.grade[row]),
            height=part.top + part.reach * float(part.signature.heights[worst]),
        )

    def _judge(
        self, viewing: Viewing, cast: list[Character], found: list[tuple[list[Likeness], float]]
    ) -> Verdict:
        present = _present(viewing)
        if present and not any(seen for seen, _ in found):
            return self._cannot("nobody is large enough to be told apart")
        required = max(1, needed(viewing))
        judged = [(c, seen, kept) for c, (seen, kept) in zip(cast, found, strict=True) if seen]
        missing = [c for c, (seen, _) in zip(cast, found, strict=True) if not seen]
        absent = missing if max(present, len(judged)) < required else []
        raw: dict[str, float] = {f"score:{c.id}": 0.0 for c in absent}
        told, orders, scores = [], [], {c.id: 0.0 for c in absent}
        for c, seen, kept in judged:
            same = clip_score([o.same for o in seen])
            scores[c.id] = min(CAP, same, kept)
            raw |= {f"score:{c.id}": scores[c.id], f"same:{c.id}": same, f"kept:{c.id}": kept}
            raw[f"residual:{c.id}"] = float(np.mean([o.residual for o in seen]))
            raw[f"drift:{c.id}"] = float(np.mean([o.drift for o in seen]))
        parts = [*((c, [], 0.0) for c in absent), *judged]
        for c, seen, kept in sorted(parts, key=lambda part: scores[part[0].id]):
            told.append(_told(c, scores[c.id], seen, kept))
            orders += list(_constraint(c, seen)) if scores[c.id] < CAP else []
        told += [f"{c.name} is not judged: too small or out of frame" for c in missing if c not in absent]
        return Verdict(
            critic=self.name,
            component=self.component,
            score=min(scores.values()),
            raw=raw,
            note="; ".join(told),
            constraints=tuple(orders),
        )

    def _cannot(self, why: str) -> Verdict:
        return Verdict(critic=self.name, component=self.component, score=None, note=why)


def _portraits(viewing: Viewing) -> list[tuple[int, Signature, bool]]:
    """(frame, signature, whether the frame cuts it) of everybody large enough."""
    seen = ((s.frame, portrayed(s), s.cut) for s in sightings(viewing))
    return [(frame, found, cut) for frame, found, cut in seen if found is not None]


def _present(viewing: Viewing) -> int:
    """How many subjects the fullest frame shows, however small."""
    frames = [s.frame for s in sightings(viewing)]
    return max((frames.count(f) for f in set(frames)), default=0)


def _ungraded(seen: Floats, grade: Floats) -> Floats:
    """The reference colour that this grade would turn into what is seen; near to it where that is unclear."""
    turn, shift = grade[:3], grade[3]
    normal = turn @ turn.T + 0.05 * np.eye(3)
    return np.asarray(np.clip(np.linalg.solve(normal, turn @ (seen - shift) + 0.05 * seen), 0, 1))


def _worst(found: list[Likeness]) -> Likeness:
    return max(found, key=lambda o: o.drift)


def _told(character: Character, score: float, found: list[Likeness], kept: float) -> str:
    if not found:
        return f"{character.name} is not in the picture"
    off = [o for o in found if o.same < 0.5] if kept >= 0.5 else found
    if not off:
        return f"{character.name} agrees with the references ({score:.2f})"
    worst = _worst(off)
    descriptor = attribute_of(character, worst.was, worst.height)
    what = descriptor.attribute if descriptor else region_words([worst.height])
    same = float(np.mean([o.same for o in found]))
    return (
        f"{character.name} drifted in {len(off)} of {len(found)} frames: {what} was "
        f"{colour_word(worst.was)}, is {colour_word(worst.now)} "
        f"(delta E {worst.drift:.0f}, P(same) {same:.2f}, P(unchanged) {kept:.2f})"
    )


def _constraint(character: Character, found: list[Likeness]) -> Iterator[Constraint]:
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
    held = demand(character, descriptor, f"{meant} {garment(worst.height)}")
    yield Constraint(component=component, subject=character.id, demand=held, avoid=avoid)
