"""Fit the studio critics' entries of the calibration table on clips of one's own.

An entry belongs to one encoder and one region, and to one style where the clips have several; it says what a
cosine of exactly these weights on exactly such crops means. The clips must be honest: who the scene names
is who is shown. Every clip is looked at once; only unit vectors are kept.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rushes.critics.encoders import Encoder, Finder
from rushes.critics.faces import FaceEncoder
from rushes.critics.image_reward import Judge, caption
from rushes.critics.studio import crops, emptied, reference_crop
from rushes.critics.subjects import assign, references_of
from rushes.critics.tables import Calibration
from rushes.errors import CriticError
from rushes.film import Frames, Viewing, slug
from rushes.reward import Logistic, fit_logistic

FEWEST = 8
"""Cosines per class below which nothing is fitted."""
FEWEST_RATED = 20
"""Rated frames below which no population is described."""
PASS = 0.65
"""P(same) at which the printed table counts a pair as passed (`CLIP_CONSISTENCY_THRESHOLD`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of one entry, for people."""

    entry: str
    same: int
    """Pairs, or rated frames."""
    different: int
    same_mean: float
    """Mean cosine; mean rating of a judge."""
    different_mean: float
    """Mean cosine; standard deviation of a judge."""
    same_pass: float
    """Share of the same pairs with P(same) of at least `PASS`, each take judged by a curve that was fitted
    on the other takes; NaN for a judge, when nothing was fitted, or when too few takes are left to tell."""
    different_pass: float
    """The same share of the pairs of different subjects."""
    reason: str = ""
    """Why nothing was fitted; empty when it was."""


class Fit(Protocol):
    """Learns from clips what one model's figures mean."""

    def look(self, viewing: Viewing) -> None:
        """Take in one honest take."""
        ...

    def fitted(self, table: Calibration) -> tuple[Calibration, list[Row]]:
        """The table with what could be fitted, and what became of every entry."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One frame: who should be there, and the unit vectors of what is."""

    film: str
    take: int
    """Which of the takes that were looked at it belongs to."""
    subjects: tuple[str, ...]
    region: str
    style: str
    vectors: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Cosines:
    """Figures of pairs, and the take that each comes from."""

    values: NDArray[np.float64]
    takes: NDArray[np.int64]

    @staticmethod
    def of(pairs: Sequence[tuple[float, int]]) -> "Cosines":
        """From (figure, take) pairs."""
        return Cosines(np.array([c for c, _ in pairs]), np.array([t for _, t in pairs], np.int64))

    def mean(self) -> float:
        """Their mean; NaN when there are none."""
        return float(self.values.mean()) if len(self.values) else float("nan")


@dataclass(slots=True)
class Pairs:
    """Vectors of references and of frames, from which same and different pairs are made."""

    known: dict[tuple[str, str], NDArray[np.float64]] = field(default_factory=dict)
    """(film, subject) -> the unit vectors of its references."""
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    """(film, subject) -> its description. Whom the same words describe is no distractor."""
    seen: list[Seen] = field(default_factory=list)

    def cosines(self, region: str, style: str | None) -> tuple[Cosines, Cosines]:
        """Largest cosines with one's own references, and with those of every distractor."""
        same, different = list[tuple[float, int]](), list[tuple[float, int]]()
        for frame in self.seen:
            if frame.region == region and style in (None, frame.style):
                for row, who in self._bound(frame):
                    same.append((float((self.known[who] @ row).max()), frame.take))
                    different += [(float((self.known[o] @ row).max()), frame.take) for o in self._others(who)]
        return Cosines.of(same), Cosines.of(different)

    def _bound(self, frame: Seen) -> Iterator[tuple[NDArray[np.float64], tuple[str, str]]]:
        """Each subject that the frame should show, with the vector that is most likely its own."""
        whos = [(frame.film, s) for s in frame.subjects if (frame.film, s) in self.known]
        if not whos or not len(frame.vectors):
            return
        scores = np.stack([(self.known[who] @ frame.vectors.T).max(0) for who in whos])
        for who, column in zip(whos, assign(1.0 + scores), strict=True):
            if column >= 0:
                yield frame.vectors[column], who

    def _others(self, who: tuple[str, str]) -> list[tuple[str, str]]:
        return [other for other in self.known if self.words[other] != self.words[who]]


def fit_pairs(table: Calibration, name: str, pairs: Pairs) -> tuple[Calibration, list[Row]]:
    """The table with an entry per region of `pairs`, and per style where there are several."""
    same, rows = dict(table.same), []
    regions = list(dict.fromkeys(frame.region for frame in pairs.seen))
    styles = list(dict.fromkeys(frame.style for frame in pairs.seen))
    for region in regions:
        entry = f"{name}:{region}"
        for style in [None, *(styles if len(styles) > 1 else [])]:
            curve, row = _fit(*pairs.cosines(region, style), entry if style is None else f"{entry}:{style}")
            rows.append(row)
            if curve is not None:
                same[row.entry] = curve
    return replace(table, same=same), rows


def _fit(same: Cosines, different: Cosines, entry: str) -> tuple[Logistic | None, Row]:
    curve, reason = None, ""
    if min(len(same.values), len(different.values)) < FEWEST:
        reason = f"too few pairs: {FEWEST} of each are the least"
    else:
        curve = fit_logistic(same.values, different.values)
        if curve.weights[0] <= 0:
            curve, reason = None, "the same look no more alike than different ones"
    shares = _held_out(same, different) if curve is not None else (float("nan"), float("nan"))
    return curve, Row(
        entry=entry,
        same=len(same.values),
        different=len(different.values),
        same_mean=same.mean(),
        different_mean=different.mean(),
        same_pass=shares[0],
        different_pass=shares[1],
        reason=reason,
    )


def _held_out(same: Cosines, different: Cosines) -> tuple[float, float]:
    """Shares that pass when every take is judged by the other takes; NaN when those are too few."""
    passed: tuple[list[bool], list[bool]] = ([], [])
    for take in np.unique(same.takes):
        rest = [c.values[c.takes != take] for c in (same, different)]
        if min(map(len, rest)) < FEWEST:
            return float("nan"), float("nan")
        curve = fit_logistic(*rest)
        for kept, pairs in zip(passed, (same, different), strict=True):
            kept += [curve.probability([float(c)]) >= PASS for c in pairs.values[pairs.takes == take]]
    return float(np.mean(passed[0])), float(np.mean(passed[1]))


def _film(viewing: Viewing) -> str:
    """Which film a take belongs to: the same references, the same film."""
    found = hashlib.blake2b(viewing.document.title.encode(), digest_size=8)
    for reference in viewing.references:
        found.update(reference.pixels[::8, ::8].tobytes())
    return found.hexdigest()


@dataclass(slots=True, kw_only=True)
class EncoderFit:
    """Fits P(same) of an image encoder, on subjects and on places.

    Args:
        finder: Searches for the subjects when the footage has neither masks nor boxes.
    """

    encoder: Encoder
    finder: Finder | None = None
    people: Pairs = field(default_factory=Pairs)
    places: Pairs = field(default_factory=Pairs)
    takes: int = 0

    def look(self, viewing: Viewing) -> None:
        """See `Fit.look`."""
        film, style = _film(viewing), slug(viewing.document.style)
        self.takes += 1
        self._know(viewing, film)
        region, found = crops(viewing, self.finder)
        for at in dict.fromkeys(c.frame for c in found):
            vectors = self.encoder.embed([c.pixels for c in found if c.frame == at])
            cast = viewing.scene.characters
            self.people.seen.append(Seen(film, self.takes, cast, region, style, vectors))
        for vector in self.encoder.embed(emptied(viewing, self.finder)):
            where = (viewing.scene.location,)
            self.places.seen.append(Seen(film, self.takes, where, "place", style, vector[None]))

    def _know(self, viewing: Viewing, film: str) -> None:
        for character in viewing.document.characters:
            words = f"{character.name}, {character.role}, {character.appearance()}"
            shown = [p for r in references_of(viewing, character.id) for p in reference_crop(r)]
            self._enter(self.people, (film, character.id), words, shown)
        for place in viewing.document.locations:
            shown = [r.pixels for r in references_of(viewing, place.id)]
            self._enter(self.places, (film, place.id), f"{place.name}, {place.appearance()}", shown)

    def _enter(self, pairs: Pairs, who: tuple[str, str], words: str, shown: list[Frames]) -> None:
        if shown and who not in pairs.known:
            pairs.known[who], pairs.words[who] = self.encoder.embed(shown), words

    def fitted(self, table: Calibration) -> tuple[Calibration, list[Row]]:
        """See `Fit.fitted`."""
        table, rows = fit_pairs(table, self.encoder.name, self.people)
        table, more = fit_pairs(table, self.encoder.name, self.places)
        if not self.people.seen:
            nobody = "no subject was found: footage without masks needs DETECTOR_MODEL"
            return table, [_nothing(f"{self.encoder.name}:box", nobody), *more]
        return table, rows + more


@dataclass(slots=True, kw_only=True)
class FaceFit:
    """Fits P(same face) on the takes in which one person alone should be seen."""

    encoder: FaceEncoder
    pairs: Pairs = field(default_factory=Pairs)
    takes: int = 0

    def look(self, viewing: Viewing) -> None:
        """See `Fit.look`."""
        film, style = _film(viewing), slug(viewing.document.style)
        self.takes += 1
        for character in viewing.document.characters:
            who = (film, character.id)
            if who not in self.pairs.known and len(known := self.encoder.known(viewing, character.id)):
                self.pairs.known[who] = known
                self.pairs.words[who] = f"{character.name}, {character.role}, {character.appearance()}"
        if len(viewing.scene.characters) == 1:
            for i in viewing.samples:
                faces = self.encoder.faces(viewing.footage.frames[i])
                cast = viewing.scene.characters
                self.pairs.seen.append(Seen(film, self.takes, cast, "face", style, faces))

    def fitted(self, table: Calibration) -> tuple[Calibration, list[Row]]:
        """See `Fit.fitted`."""
        return fit_pairs(table, self.encoder.name, self.pairs)


@dataclass(slots=True, kw_only=True)
class JudgeFit:
    """Fits the population mean and standard deviation of a picture judge such as ImageReward."""

    judge: Judge
    raw: list[float] = field(default_factory=list)

    def look(self, viewing: Viewing) -> None:
        """See `Fit.look`."""
        place = viewing.document.location(viewing.scene.location).name
        frames = [viewing.footage.frames[i] for i in viewing.samples]
        self.raw += self.judge.rate(frames, caption(viewing.scene, place))

    def fitted(self, table: Calibration) -> tuple[Calibration, list[Row]]:
        """See `Fit.fitted`."""
        if len(self.raw) < FEWEST_RATED:
            few = f"too few frames: {FEWEST_RATED} are the least"
            return table, [replace(_nothing(self.judge.name, few), same=len(self.raw))]
        mean, deviation = float(np.mean(self.raw)), max(1e-3, float(np.std(self.raw)))
        row = replace(
            _nothing(self.judge.name, ""), same=len(self.raw), same_mean=mean, different_mean=deviation
        )
        return replace(table, scales={**table.scales, self.judge.name: (mean, deviation)}), [row]


def _nothing(entry: str, reason: str) -> Row:
    nan = float("nan")
    return Row(
        entry=entry,
        same=0,
        different=0,
        same_mean=nan,
        different_mean=nan,
        same_pass=nan,
        different_pass=nan,
        reason=reason,
    )


def fit_all(
    table: Calibration, viewings: Iterable[Viewing], fits: Iterable[Fit]
) -> tuple[Calibration, list[Row]]:
    """The table with every entry that the clips are enough for, and what became of each.

    Args:
        table: What is known so far; entries that are not fitted anew stay.
        viewings: Honest takes with their references; read once.

    Raises:
        CriticError: nothing at all could be fitted.
    """
    fits, rows = tuple(fits), list[Row]()
    for viewing in viewings:
        for fit in fits:
            fit.look(viewing)
    for fit in fits:
        table, more = fit.fitted(table)
        rows += more
    if not any(not row.reason for row in rows):
        told = "; ".join(f"{r.entry}: {r.same} same, {r.different} different, {r.reason}" for r in rows)
        raise CriticError(
            f"nothing could be fitted: {told or 'there is nothing to fit'}",
            todo="give more clips: films with at least two characters and two places, or several films",
        )
    return table, rows
