"""Character consistency on the renderer's own masks: the embedded critic.

Every subject in every sampled frame is compared with every reference of every required
character and assigned to one. The frames of a character then share one grade, for a take has one
light (`resemblance`), and become P(same figure) per frame and P(no attribute changed) for the take by
the fitted table; the lowest character decides. An engine's claim of who is who is not believed:
only pixels count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rushes.critics.attributes import attribute_of, colour_word, demand, garment, region_words
from rushes.critics.colour import Floats
from rushes.critics.lights import light_of
from rushes.critics.likeness import GradePrior, Match
from rushes.critics.portrayal import Portrayal, portray
from rushes.critics.resemblance import (
    Evidence,
    Exchange,
    Pair,
    body_exchange,
    evidence,
    matched,
    nearest,
    pairs_with,
)
from rushes.critics.sheets import Sheet, sheet_of
from rushes.critics.subjects import assign, needed, references_of, sightings
from rushes.critics.tables import Calibration, shipped
from rushes.film import Character, Constraint, Verdict, Viewing
from rushes.reward import CAP, clip_score

GLOW = 8.0
"""How much more freely the colours of somebody who glows may change."""


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How one sighting looks as one character, by its best candidate."""

    frame: int
    same: float
    """P(same figure)."""
    residual: float
    exchange: Exchange
    """The largest telling change of colour, in the light of the reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterConsistency:
    """The embedded character critic: masks, colour signatures, attribute checks.

    Score: over the required characters the lowest of P(same figure), 0.7 mean + 0.3 minimum over the
    frames, and of people also P(no attribute changed), at most `CAP`; 0 for a required character that no
    frame shows. A close framing requires one of the scene's cast, a wider one all. Subjects under
    `portrayal.LEAST` pixels are present and not judged. None when the scene requires nobody, the engine
    gave no masks, a required character has no reference that shows somebody, or nobody who is seen is
    large enough.
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
        sheets = [sheet_of(c, r) for c, r in zip(cast, references, strict=True)]
        blank = [c.name for c, s in zip(cast, sheets, strict=True) if not s.usable]
        if blank:
            return self._cannot("the reference shows nobody: " + ", ".join(blank))
        return self._judge(viewing, cast, self._by_character(viewing, cast, sheets))

    def _by_character(
        self, viewing: Viewing, cast: list[Character], sheets: list[Sheet]
    ) -> list[tuple[list[Likeness], float | None]]:
        """Per character: the likeness of the subject assigned to it in each frame, and P(unchanged)."""
        light = light_of(viewing.scene, viewing.document.location(viewing.scene.location))
        modes = [self._modes(c, light) for c in cast]
        chosen = self._assigned(_portrayals(viewing), sheets, modes)
        flashes = viewing.scene.weather == "storm"
        return [self._compared(*one, flashes) for one in zip(chosen, sheets, modes, strict=True)]

    def _modes(self, character: Character, light: int) -> list[GradePrior]:
        """The grades to look for; who glows brings light of their own."""
        modes = [m.at([light]) for m in self.table.grades["character"]]
        if not any(d.attribute == "glow" for d in character.descriptors):
            return modes
        return [replace(m, covariance=GLOW * m.covariance) for m in modes]

    def _compared(
        self, pairs: list[Pair], sheet: Sheet, modes: Sequence[GradePrior], flashes: bool
    ) -> tuple[list[Likeness], float | None]:
        """One character's frames, which share one grade; not so in the flashes of a storm.

        No creature was seen with one attribute changed when the table was fitted: P(unchanged) is of people.
        """
        if not pairs:
            return [], None
        found = matched(pairs, modes, list(range(len(pairs))) if flashes else [0] * len(pairs))
        told = evidence(pairs, found, sheet)
        likenesses = [self._likeness(p, found, row, told) for row, p in enumerate(pairs)]
        return likenesses, self._probability(*told.take()) if sheet.person else None

    def _probability(self, entry: str, figures: Floats) -> float:
        return self.table.same[entry].probability(list(figures))

    def _assigned(
        self,
        seen: list[tuple[int, Portrayal]],
        sheets: list[Sheet],
        modes: Sequence[Sequence[GradePrior]],
    ) -> list[list[Pair]]:
        """Per character the pairs of the subject that it is assigned in each frame."""
        best: list[list[Pair]] = [[] for _ in sheets]
        if not seen:
            return best
        scores, picked = [], []
        for sheet, mine in zip(sheets, modes, strict=True):
            pairs, found, rows = nearest([pairs_with(s, sheet, frame) for frame, s in seen], mine)
            picked.append(pairs)
            told = evidence(pairs, found.rows(rows), sheet)
            same = np.array([self._probability(*told.frame(i)) for i in range(len(pairs))])
            scores.append(same - 1e-3 * found.residual[rows] + 1)
        for frame in dict.fromkeys(f for f, _ in seen):
            here = [i for i, (f, _) in enumerate(seen) if f == frame]
            for character, one in enumerate(assign(np.array(scores)[:, here])):
                if one >= 0:
                    best[character].append(picked[character][here[one]])
        return best

    def _likeness(self, pair: Pair, found: Match, row: int, told: Evidence) -> Likeness:
        head, worst = told.heads[row], body_exchange(pair, found, row)
        if head is not None and head.exchange.drift > worst.drift:
            worst = head.exchange
        return Likeness(
            frame=pair.frame,
            same=self._probability(*told.frame(row)),
            residual=float(found.residual[row]),
            exchange=replace(worst, now=_ungraded(worst.now, found.grade[row])),
        )

    def _judge(
        self, viewing: Viewing, cast: list[Character], found: list[tuple[list[Likeness], float | None]]
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
            scores[c.id] = min(CAP, same) if kept is None else min(CAP, same, kept)
            raw |= {f"score:{c.id}": scores[c.id], f"same:{c.id}": same}
            raw |= {} if kept is None else {f"kept:{c.id}": kept}
            raw[f"residual:{c.id}"] = float(np.mean([o.residual for o in seen]))
            raw[f"drift:{c.id}"] = float(np.mean([o.exchange.drift for o in seen]))
        parts = [*((c, [], None) for c in absent), *judged]
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
            calibration=self.table.version,
        )

    def _cannot(self, why: str) -> Verdict:
        return Verdict(critic=self.name, component=self.component, score=None, note=why)


def _portrayals(viewing: Viewing) -> list[tuple[int, Portrayal]]:
    """(frame, what it shows) of everybody large enough."""
    seen = ((s.frame, portray(s)) for s in sightings(viewing))
    return [(frame, found) for frame, found in seen if found is not None]


def _present(viewing: Viewing) -> int:
    """How many subjects the fullest frame shows, however small."""
    frames = [s.frame for s in sightings(viewing)]
    return max((frames.count(f) for f in set(frames)), default=0)


def _ungraded(seen: Floats, grade: Floats) -> Floats:
    """The reference colour that this grade would turn into what is seen; near to it where that is unclear."""
    turn, shift = grade[:3], grade[3]
    normal = turn @ turn.T + 0.05 * np.eye(3)
    return np.asarray(np.clip(np.linalg.solve(normal, turn @ (seen - shift) + 0.05 * seen), 0, 1))


def _worst(found: list[Likeness]) -> Exchange:
    return max((o.exchange for o in found), key=lambda e: e.drift)


def _told(character: Character, score: float, found: list[Likeness], kept: float | None) -> str:
    if not found:
        return f"{character.name} is not in the picture"
    off = [o for o in found if o.same < 0.5] if kept is None or kept >= 0.5 else found
    if not off:
        return f"{character.name} agrees with the references ({score:.2f})"
    worst = _worst(off)
    descriptor = attribute_of(character, worst.was, worst.height)
    what = descriptor.attribute if descriptor else region_words([worst.height])
    same = float(np.mean([o.same for o in found]))
    return (
        f"{character.name} drifted in {len(off)} of {len(found)} frames: {what} was "
        f"{colour_word(worst.was)}, is {colour_word(worst.now)} "
        f"(delta E {worst.drift:.0f}, P(same) {same:.2f}"
        + ("" if kept is None else f", P(unchanged) {kept:.2f}")
        + ")"
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
