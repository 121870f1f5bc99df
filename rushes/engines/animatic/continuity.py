"""Continuity in: references give what the text leaves out, the picture before gives arrangement, light and
where everybody stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.arrangement import LEAST, Match, shown
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.colour import hexed
from rushes.engines.animatic.light import light_for
from rushes.engines.animatic.likeness import likeness
from rushes.engines.animatic.mentions import FigureSpec
from rushes.engines.animatic.places import places
from rushes.engines.animatic.reader import Staging, arrangements
from rushes.engines.animatic.rows import Stand
from rushes.engines.animatic.skylight import seen_hour, seen_weather
from rushes.engines.animatic.spotting import spotted
from rushes.film import ReferenceImage

BODY = (0.3, 0.7)
"""Where the main colour of an animal or a thing sits on its reference, shares of its height from the top."""


def bind(staging: Staging, references: Sequence[ReferenceImage], scale: float) -> Staging:
    """What the text leaves out of a figure's looks is taken from its reference, as much as `scale` says: the
    same in every take, so that nobody changes clothes between two seeds."""
    bodies = {r.subject: r for r in references if r.of == "character" and r.view == "full-body"}
    figures = tuple(_bound(figure, bodies.get(figure.reference or ""), scale) for figure in staging.figures)
    return replace(staging, figures=figures)


def _bound(figure: FigureSpec, reference: ReferenceImage | None, scale: float) -> FigureSpec:
    if reference is None:
        return figure
    if figure.kind != "person":
        colour = _colour(reference, *BODY)
        return replace(figure, colours=_kept({"body": colour} if colour else {}, figure.key, scale))
    seen = likeness(reference, figure.sex, figure.age)
    if seen is None:
        return figure
    return replace(
        figure,
        colours=_kept(seen.colours, figure.key, scale),
        traits=_kept(seen.traits, figure.key + 1, scale),
    )


def _kept(found: Mapping[str, str], key: int, scale: float) -> tuple[tuple[str, str], ...]:
    """As many of the facts as `scale` says."""
    rng = np.random.default_rng(key)
    return tuple(fact for fact in found.items() if rng.random() < scale)


def _colour(reference: ReferenceImage, top: float, bottom: float) -> str | None:
    """The most usual colour between two heights of the figure."""
    mask = reference.mask if reference.mask is not None else np.asarray((reference.pixels < 245).any(-1))
    rows = np.flatnonzero(mask.any(1))
    if len(rows) < 20:
        return None
    y0 = rows[0] + int(top * (rows[-1] - rows[0]))
    y1 = max(y0 + 1, rows[0] + int(bottom * (rows[-1] - rows[0])))
    pixels = reference.pixels[y0:y1][mask[y0:y1]]
    if len(pixels) < 8:
        return None
    bins = (pixels >> 4).astype(np.int64) @ np.array([256, 16, 1])
    usual = np.bincount(bins, minlength=4096).argmax()
    mean = pixels[bins == usual].mean(0) / 255
    return hexed((float(mean[0]), float(mean[1]), float(mean[2])))


SLIM = 4.0
"""Width over height, and height over width, up to which a first frame is read."""
GIANT = 3.0
"""Metres of length from which a figure is not looked for beside people."""
SOUGHT = 3
"""Figures that are looked for in the picture before, at most."""


def follow(staging: Staging, first_frame: NDArray[np.uint8] | None) -> Staging:
    """Start from the picture before, whoever made it: the arrangement of its place, its hour and weather
    where the text leaves them open, where those whom the text names stood and which way they looked.

    What cannot be recognised stays as the seed has it; the staging's notes say what was found.
    """
    if first_frame is None:
        return staging
    height, width = first_frame.shape[:2]
    if min(height, width) < LEAST or not 1 / SLIM <= width / height <= SLIM:
        return _noted(staging, f"{width}x{height} pixels are no picture of a place: nothing is taken from it")
    staging = _lit(staging, first_frame)
    light = light_for(staging.time, staging.weather, staging.side)
    finds = [spotted(first_frame, figure, light) for figure in _sought(staging.figures)]
    stands = tuple(stand for stand in finds if stand is not None)
    match = _arranged(staging, first_frame, stands)
    staging = _noted(staging, _found(match, stands))
    if match is None:
        return replace(staging, stands=stands)
    return replace(staging, stands=stands, layout=match.layout, gaze=match.gaze)


def _sought(figures: tuple[FigureSpec, ...]) -> tuple[FigureSpec, ...]:
    """Whom to look for: people first of all, since what towers over them rarely is in the picture whole."""
    people = tuple(figure for figure in figures if figure.kind == "person")
    small = tuple(f for f in figures if f.kind != "person" and creatures()[f.kind].length < GIANT)
    return ((*people, *small) if people else figures)[:SOUGHT]


def _lit(staging: Staging, picture: NDArray[np.uint8]) -> Staging:
    """The hour and weather of a picture, where the text names none and there is a sky to see."""
    place = places()[staging.place]
    if place.interior or place.medium != "air":
        return staging
    hour = staging.time if staging.hour_named else seen_hour(picture)
    weather = staging.weather if staging.weather_named else seen_weather(picture, hour, staging.weather)
    return replace(staging, time=hour, weather=weather)


def _arranged(staging: Staging, picture: NDArray[np.uint8], stands: Sequence[Stand]) -> Match | None:
    """The arrangement that the picture shows: a place with a reference has one, any other one of a few."""
    few = arrangements(staging.place_word)
    layouts = few if staging.layout in few else (staging.layout,)
    return shown(picture, staging, layouts, [stand.x for stand in stands])


def _found(match: Match | None, stands: Sequence[Stand]) -> str:
    place = (
        "its place is not recognised, the arrangement is the seed's"
        if match is None
        else f"arrangement recognised ({match.agreement:.2f})"
    )
    sides = ", ".join(f"{stand.label} {'left' if stand.x < 0 else 'right'}" for stand in stands)
    return f"{place}; {sides or 'nobody found in it'}"


def _noted(staging: Staging, note: str) -> Staging:
    notes = dict(staging.notes) | {"first frame": f"first frame: {note}"}
    return replace(staging, notes=tuple(sorted(notes.items())))
