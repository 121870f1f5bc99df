"""Whom the camera frames: the leading figure's face and body, frame by frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.figures import Figure
from rushes.engines.animatic.heads import head_radius, head_reach
from rushes.engines.animatic.marks import Mark, is_giant, size_of, tall_of
from rushes.film import ShotSize

Array = NDArray[np.float64]
TOGETHER = ("wide", "extreme wide", "full", "medium")
"""Sizes that show everybody who stands near the leading figure, as long as there is room."""
ROOM: dict[ShotSize, float] = {"full": 3.6, "medium": 2.3, "over-shoulder": 2.3}
"""Metres from side to side that shots of somebody with a giant show at least."""
LOOKS = 8
"""How often per second the leading figure's face is looked for; between, it is interpolated."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the camera frames."""

    x: Array
    """Metres right of the middle of what is framed, (T,)."""
    face_x: Array
    """Metres right of the middle of the leading face, (T,)."""
    face_up: Array
    """Metres above ground of the same, (T,)."""
    feet: Array
    """Metres above ground of the leading figure's lowest point, (T,)."""
    depth: Array
    """Metres away at rest, (T,)."""
    nearest: float
    """Metres to who stands nearest to the camera at rest."""
    height: float
    """Metres of the whole subject."""
    span: float
    """Metres from side to side that must be seen."""
    face: float
    """Metres of the face's height, hair and chin included."""
    above: float = 0.0
    """Metres from the face's middle to the top of hair and hat; 0 for animals."""
    below: float = 0.0
    """Metres from the face's middle to the end of chin and beard; 0 for animals."""
    folded: bool = False
    """True: the leading figure kneels or sits, and medium shots show it."""
    lift: float = 0.0
    """Metres above the face that the camera aims at: room for who towers over it."""


def target_of(figures: list[Figure], size: ShotSize, aspect: float, fps: float, move: str) -> Target:
    """Where the first figure's face is, and all of the figures as long as the size allows."""
    marks = [figure.mark for figure in figures]
    first = _leading(figures, size)
    lead = first.mark
    mount = marks[lead.mount] if lead.mount >= 0 else None
    giants = [] if mount or lead.creature else [m for m in marks if is_giant(m) and m is not lead]
    group = marks if size in TOGETHER else [lead]
    near = [m for m in group if abs(float(m.depth.mean() - lead.depth.mean())) < 4.5]
    faces = _faces(first, fps, move)
    if size == "medium" and _spread(near) > 3.2:  # things are left out before people are
        near = [m for m in near if m.creature is None or m.creature.kind != "object"] or near
    together = np.asarray(np.mean([m.x for m in near], 0), np.float64)
    span = _spread(near) if len(near) > 1 else 2.0 if _asleep(lead) else 0.0
    if (size == "medium" and span > 3.2) or (size == "full" and giants):
        together, span, near = lead.x, 0.0, [lead]
    aside = _aside(lead, giants, size)
    if lead.creature is not None and size == "full":
        span = max(span, 2.1 * lead.half)
    alone = len(near) == 1
    above, below = (0.0, 0.0) if first.outfit is None else head_reach(first.outfit)
    radius = 0.0 if first.outfit is None else head_radius(first.outfit)
    sheltered = 1.28 if any(creature.name == "umbrella" for creature, _ in first.props) else 1.0
    return Target(
        x=_middle(first, together, faces[0], size, alone) + aside,
        face_x=faces[0],
        face_up=faces[1],
        feet=lead.up - _low(lead) if mount is None else mount.up - _low(mount),
        depth=lead.depth,
        nearest=min(float(m.depth.min()) for m in marks),
        height=sheltered * max(_tall(m) + float(m.up.mean()) * (m.mount >= 0) for m in near),
        span=max(span, ROOM.get(size, 0.0)) if giants else span,
        face=_face(lead),
        above=above * radius,
        below=below * radius,
        folded=_folded(lead),
        lift=_lift(giants, size) + _taller(lead, near, size),
    )


def _spread(marks: list[Mark]) -> float:
    """Metres from side to side that show all of `marks` about their common middle."""
    together = np.mean([m.x for m in marks], 0)
    return 2 * max(float(np.abs(m.x - together).max()) + m.half for m in marks)


def _leading(figures: list[Figure], size: ShotSize) -> Figure:
    """People are the measure of close shots, also beside giants that are named before them."""
    if size in ("wide", "extreme wide") or not is_giant(figures[0].mark):
        return figures[0]
    return next((f for f in figures if f.outfit is not None), figures[0])


def _aside(lead: Mark, giants: list[Mark], size: ShotSize) -> float:
    """Metres that the picture makes room on the side of a giant whom somebody is with."""
    if not giants:
        return 0.0
    way = float(np.sign(giants[0].x.mean() - lead.x.mean()))
    return way * {
        "full": 0.8,
        "medium": 0.5,
        "over-shoulder": 0.8,
        "close-up": 0.2,
        "extreme close-up": 0.05,
    }.get(size, 0.0)


def _lift(giants: list[Mark], size: ShotSize) -> float:
    if not giants or size != "over-shoulder":
        return 0.0
    creature = giants[0].creature
    towers = creature is not None and -creature.focus[1] * size_of(giants[0].spec) > 2.2
    return 0.36 if towers else 0.08


def _taller(lead: Mark, near: list[Mark], size: ShotSize) -> float:
    """A medium shot of a child with a grown-up aims higher, so that neither head is cut."""
    if size != "medium" or lead.creature is not None:
        return 0.0
    tallest = max(tall_of(mark.spec) for mark in near if mark.creature is None)
    return 0.75 * max(tallest - tall_of(lead.spec), 0.0)


def _middle(first: Figure, together: Array, face: Array, size: ShotSize, alone: bool) -> Array:
    """Close shots look at the face; a medium shot of an animal at its neck, of people at the body."""
    if size == "over-shoulder":
        return face - 0.12
    if size in ("close-up", "extreme close-up"):
        return face
    if size == "medium" and alone:
        return together + (0.5 if first.outfit else 0.75) * (face - together)
    return together


def _faces(figure: Figure, fps: float, move: str) -> tuple[Array, Array]:
    """x and height of a figure's face over the shot, each (T,)."""
    frames = len(figure.mark.x)
    step = max(1, round(fps / LOOKS))
    at = np.unique([*range(0, frames, step), frames - 1])
    seen = np.array([figure.face(int(i), fps, frames, move) for i in at])
    every = np.arange(frames)
    return np.interp(every, at, seen[:, 0]), np.interp(every, at, seen[:, 1])


def _folded(mark: Mark) -> bool:
    deeds = {action for _, _, action, _ in mark.beats}
    stoops = mark.stoops and bool(deeds & {"hug", "reach"})
    return mark.creature is None and (stoops or bool({"kneel", "sit"} & deeds))


def _asleep(mark: Mark) -> bool:
    return mark.creature is None and "sleep" in {action for _, _, action, _ in mark.beats}


def _tall(mark: Mark) -> float:
    """Metres from the lowest to the highest point."""
    if mark.creature is not None:
        return mark.creature.height * size_of(mark.spec)
    return 0.6 if _asleep(mark) else tall_of(mark.spec)


def _low(mark: Mark) -> float:
    """Metres from a figure's origin down to its lowest point: swimmers and flyers have theirs in the
    middle."""
    centred = (
        mark.creature is not None and mark.up[0] and mark.creature.focus[1] > -0.4 * mark.creature.height
    )
    return 0.5 * _tall(mark) if centred else 0.0


def _face(mark: Mark) -> float:
    if mark.creature is None:
        return 0.31 * (0.55 + 0.45 * tall_of(mark.spec) / 1.75)
    return (mark.creature.focus_size or mark.creature.height / 3) * size_of(mark.spec)
