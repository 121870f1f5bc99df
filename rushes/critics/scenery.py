"""Location consistency on the frame without its subjects: the embedded critic.

A take is looked for in the wide reference of its place by the layout (`layout`), and its colours are
compared where it is found (`backdrop`), on what the masks leave over. What the scene says of weather is taken
into account: fog and snow hide a place. Without masks the whole frame is judged and the note says so:
subjects then count as part of the place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rushes.critics.attributes import colour_word
from rushes.critics.backdrop import Spots, beside, scales, spots
from rushes.critics.colour import Floats
from rushes.critics.layout import ZOOMS, Finding, Layout, Singles, find, layout, views
from rushes.critics.subjects import labelled_samples, references_of
from rushes.critics.tables import Calibration, shipped
from rushes.film import Constraint, Location, ReferenceImage, Verdict, Viewing
from rushes.reward import CAP, Logistic, clip_score

SMALLEST_SHARE = 0.08
"""A frame in which subjects leave less of the place than this cannot be judged."""
CLEAR, LAG = 6.0, 0.25
"""Log odds beyond which a frame is clear, and what of its distance to the surest frame of the take it loses:
so a background that jumps half-way falls below even odds."""
_WEATHERS = ({"snow"}, {"fog"}, {"rain", "storm"})


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What one frame shows of the place."""

    layout: Layout
    spots: Spots
    weather: Floats
    """(4,) whether the scene lies outdoors, and there in snow, in fog, in rain."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """What one reference shows of a place."""

    views: list[Singles]
    """Its layout, per `ZOOMS`."""
    colours: list[Singles]
    """Its colours, per `ZOOMS`."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """One frame against the references."""

    frame: int
    drift: float
    edges: float
    same: float
    was: str
    now: str


def backgrounds(viewing: Viewing) -> list[tuple[int, Ground]]:
    """(frame, what no subject covers) for every sample that shows enough of the place."""
    labels, weather = dict(labelled_samples(viewing)), _weather(viewing)
    found = []
    for frame in labels or viewing.samples:
        pixels = viewing.footage.frames[frame]
        mask: NDArray[np.bool_] = np.ones(pixels.shape[:2], bool)
        if labels and viewing.footage.labels is not None:
            mask = viewing.footage.labels[labels[frame]] == 0
        shown = layout(pixels, mask)
        # What shows between thin bodies, or is all of one tone, has no layout to be found by.
        if mask.mean() >= SMALLEST_SHARE and shown.structure() > 0:
            found.append((frame, Ground(shown, spots(pixels, mask), weather)))
    return found


def _weather(viewing: Viewing) -> Floats:
    if viewing.document.location(viewing.scene.location).interior:
        return np.zeros(4)
    return np.array([1.0, *(viewing.scene.weather in kind for kind in _WEATHERS)])


def place_of(references: Sequence[ReferenceImage]) -> list[Place]:
    """What the wide references show, or all of them where none is wide; empty without references."""
    told = [r for r in references if r.view == "wide"] or references
    return [_place(r) for r in told]


@lru_cache(maxsize=16)
def _place(reference: ReferenceImage) -> Place:
    """Kept for the takes to come: every take of a place is compared with the same few pictures."""
    return Place(views(reference.pixels), scales(reference.pixels))


def figures(seen: Sequence[Ground], place: Place) -> tuple[Floats, Finding]:
    """What P(same place) is made of, (frames, 19), for the frames of one take; and where they were found.

    Correlation of edges here and anywhere, how far that stands out, and its margin over the mirrored place;
    size of the window; structure and share of what is seen; products of these; five figures of colour
    (`Beside.figures`) and one product; four of weather.
    """
    found = find([g.layout for g in seen], place.views)
    rows = []
    for n, ground in enumerate(seen):
        here, best, window = float(found.here[n]), float(found.best[n]), found.windows[n]
        structure = ground.layout.structure()
        colours = beside(ground.spots, place.colours, window, found.mirrored).figures()
        edges = [here, best, float(found.peak[n]), float(found.margin[n]), ZOOMS[window.zoom]]
        amount = [structure, float(ground.layout.seen.mean()), here * structure, here**2]
        rows.append(np.array([*edges, *amount, *colours, here * colours[1], *ground.weather]))
    return np.stack(rows), found


def outlooks(seen: list[tuple[int, Ground]], places: Sequence[Place], table: Calibration) -> list[Outlook]:
    """Each frame against the reference that the take agrees with best."""
    grounds = [g for _, g in seen]
    found = [figures(grounds, place) for place in places]
    sure = [_sure(rows, table.same["location"]) for rows, _ in found]
    k = int(np.argmax([probabilities.mean() for probabilities in sure]))
    made, finding = [], found[k][1]
    for n, (frame, ground) in enumerate(seen):
        laid = beside(ground.spots, places[k].colours, finding.windows[n], finding.mirrored)
        drift, was, now = laid.drift()
        edges = float(finding.here[n])
        made.append(Outlook(frame, drift, edges, float(sure[k][n]), colour_word(was), colour_word(now)))
    return made


def _sure(rows: Floats, fitted: Logistic) -> Floats:
    """(frames,) P(same place). A take shows one place: a frame that falls behind the surest one loses."""
    odds = np.clip(rows @ np.array(fitted.weights) + fitted.bias, -CLEAR, CLEAR)
    return np.asarray(1 / (1 + np.exp(LAG * (odds.max() - odds) - odds)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationConsistency:
    """The embedded location critic.

    Score: 0.7 mean + 0.3 minimum of P(same place) over the sampled frames, at most `CAP`. None when the
    location has no reference image or no frame shows enough of the place.
    """

    table: Calibration = field(default_factory=shipped)
    name: str = "background"
    component: str = "location_consistency"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        place = viewing.document.location(viewing.scene.location)
        references = references_of(viewing, place.id)
        if not references:
            return Verdict(
                critic=self.name, component=self.component, score=None, note=f"no reference of {place.name}"
            )
        seen, known = backgrounds(viewing), place_of(references)
        found = outlooks(seen, known, self.table) if known and seen else []
        if not found:
            return Verdict(
                critic=self.name,
                component=self.component,
                score=None,
                note="subjects cover the place in every frame",
            )
        return self._judge(place, found, masked=viewing.footage.labels is not None)

    def _judge(self, place: Location, found: list[Outlook], masked: bool) -> Verdict:
        score = min(CAP, clip_score([o.same for o in found]))
        off = [o for o in found if o.same < 0.5]
        worst = min(found, key=lambda o: o.same)
        note = f"{place.name} agrees with the references ({score:.2f})"
        if off:
            note = (
                f"{place.name} drifted in {len(off)} of {len(found)} frames: what was "
                f"{worst.was} is {worst.now} (delta E {worst.drift:.0f}, layout {worst.edges:.2f}, "
                f"P(same) {worst.same:.2f})"
            )
        order = Constraint(
            component=self.component,
            subject=place.id,
            demand=f"{place.name} exactly as established: {place.appearance()}".removesuffix(": "),
        )
        return Verdict(
            critic=self.name,
            component=self.component,
            score=score,
            raw={
                "drift": float(np.mean([o.drift for o in found])),
                "edges": float(np.mean([o.edges for o in found])),
                "worst": worst.same,
            },
            note=note if masked else note + "; no masks: the whole frame was judged",
            constraints=(order,) if score < CAP else (),
        )
