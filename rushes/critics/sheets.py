"""What the references of somebody offer for comparison: the whole figure, its parts, and the head."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rushes.critics.attributes import PORTRAIT
from rushes.critics.colour import APART, Floats, Signature, signature
from rushes.critics.portrayal import head_of, shape_of
from rushes.critics.subjects import silhouette
from rushes.film import Character, Frames, ReferenceImage

Part = tuple[float, float]

PARTS: tuple[Part, ...] = ((0.0, 1.0), (0.0, 0.72), (0.0, 0.5), (0.3, 1.0))
"""Parts of a full-body reference, from the top, that a subject may show: others may stand before it."""
CUT: tuple[Part, ...] = (
    (0.0, 1.0),
    (0.0, 0.72),
    (0.0, 0.5),
    (0.0, 0.34),
    (0.15, 0.6),
    (0.3, 1.0),
    (0.0, 0.2),
)
"""Parts that a subject which the frame cuts may show."""
SIDES: tuple[Part, ...] = ((0.0, 0.5), (0.5, 1.0))
"""Parts, from the left, of somebody who is as long as tall: a horse's head is at one end of it."""
REACHES = tuple(sorted({b * s for a, b in CUT if a == 0 for s in (1.0, PORTRAIT)}))
"""Every share of a standing figure, from its top, that a part may show."""
LOOSE = 0.4
"""Weight of a change of colour where no descriptor speaks: the sheet shows it, the prompt cannot hold it."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One reference, or a part of it, that a sighting may agree with."""

    signature: Signature
    top: float
    reach: float
    """What it shows of the standing figure: from `top`, `reach` of its height."""
    loose: tuple[Part, ...] = ()
    """Heights of the standing figure that no descriptor speaks of."""

    def care(self, heights: Floats) -> Floats:
        """Weight of colours at these heights of the part: 1, and `LOOSE` where no descriptor speaks."""
        at, weight = self.top + self.reach * heights, np.ones(len(heights))
        for low, high in self.loose:
            weight[(low <= at) & (at < high)] = LOOSE
        return weight


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Everything that the references of one character offer."""

    whole: tuple[Candidate, ...]
    """What a subject within the frame may agree with."""
    cut: tuple[Candidate, ...]
    """What a subject that the frame cuts may agree with."""
    person: bool
    heads: tuple[Signature, ...]
    """A person's head in each reference; none of others, whose heads are no finer than their bodies."""
    shapes: tuple[Floats, ...]
    """Of others, whose shape tells more than their few colours: the silhouette (`portrayal.shape_of`)."""
    body: Signature | None
    """The whole figure."""

    def offers(self, cut: bool) -> tuple[Candidate, ...]:
        """What a sighting may agree with."""
        return self.cut if cut else self.whole

    @property
    def usable(self) -> bool:
        """Whether anything can be compared with it."""
        return bool(self.whole and self.cut)


def sheet_of(character: Character, references: Sequence[ReferenceImage]) -> Sheet:
    """The sheet of a character with these references; deterministic. Kept for the takes to come."""
    return _sheet_of(character, tuple(references))


@lru_cache(maxsize=32)
def _sheet_of(character: Character, references: tuple[ReferenceImage, ...]) -> Sheet:
    full = [r for r in references if r.view == "full-body"] or list(references)
    person, loose = character.kind == "person", unspoken(character)
    body = next((c.signature for r in full for c in _parts(r, (0.0, 1.0), ((0.0, 1.0),), ())), None)
    sides = ((0.0, 1.0),) if person else ((0.0, 1.0), *SIDES)
    return Sheet(
        whole=tuple(c for r in full for p in PARTS for c in _parts(r, p, ((0.0, 1.0),), loose)),
        cut=tuple(c for r in references for p in CUT for c in _parts(r, p, sides, loose)),
        person=person,
        heads=tuple(h for r in references for h in _head(r)) if person else (),
        shapes=() if person else tuple(shape_of(silhouette(r)) for r in full),
        body=body,
    )


def _cropped(reference: ReferenceImage) -> tuple[Frames, NDArray[np.bool_]] | None:
    mask = silhouette(reference)
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return None
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    return reference.pixels[box], mask[box]


def _parts(
    reference: ReferenceImage, part: Part, sides: Sequence[Part], loose: tuple[Part, ...]
) -> Iterator[Candidate]:
    shown, body = _cropped(reference), reference.view == "full-body"
    if shown is None or (part[0] and not body):
        return
    pixels, mask = shown
    tall, wide = mask.shape
    rows = slice(int(part[0] * tall), max(1, round(part[1] * tall)))
    scale = 1.0 if body else PORTRAIT
    for left, right in sides:
        box = rows, slice(int(left * wide), max(1, round(right * wide)))
        found = signature(pixels[box], mask[box], APART)
        if found is not None:
            yield Candidate(found, part[0] * scale, (part[1] - part[0]) * scale, loose)


def _head(reference: ReferenceImage) -> Iterator[Signature]:
    shown = _cropped(reference)
    found = None if shown is None else head_of(*shown, 1.0 if reference.view == "full-body" else PORTRAIT)
    if found is not None:
        yield found


def unspoken(character: Character) -> tuple[Part, ...]:
    """The heights of a person that no descriptor speaks of: what is not said may be drawn anew."""
    said = {d.attribute for d in character.descriptors}
    if character.kind != "person" or not said:
        return ()
    robe = any(word in character.appearance() for word in ("dress", "robe", "gown", "suit", "overalls"))
    legs = () if robe or "bottom" in said else ((0.6, 0.9),)
    return (*legs, *(() if "shoes" in said else ((0.9, 1.01),)))
