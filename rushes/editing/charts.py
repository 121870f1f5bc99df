"""Where things stand in the page's drawing of the reward curve. Geometry only; the template draws."""

from dataclasses import dataclass

from rushes.direction import SLOTS
from rushes.editing.report import ReportData
from rushes.film import Take

LEFT, RIGHT, TOP, HEIGHT = 76.0, 16.0, 14.0, 170.0
"""Margins and plot height, in pixels of the drawing."""
ROW, GAP = 17.0, 30.0
"""Height of one row of the policy's choices, and the space above the first."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One attempt."""

    x: float
    y: float | None
    """None when the take has no reward."""
    predicted: float | None
    """Height of the reward that the policy expected."""
    kept: bool
    label: str
    cells: tuple[tuple[float, int, str], ...]
    """Per slot: top of the row, colour number of the option, what it says."""


@dataclass(frozen=True, slots=True)
class Band:
    """One scene's stretch of the axis."""

    x: float
    width: float
    label: str
    line: str
    """The polyline through the scene's measured attempts."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The whole drawing."""

    width: float
    height: float
    base: float
    step: float
    threshold: float
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[tuple[float, str], ...]
    bands: tuple[Band, ...]
    dots: tuple[Dot, ...]


def level(reward: float) -> float:
    """Height in the drawing of a reward in [0, 1]."""
    return round(TOP + (1.0 - min(1.0, max(0.0, reward))) * HEIGHT, 1)


def curve(data: ReportData) -> Curve:
    """Lay out every attempt of the film from left to right, scene by scene."""
    takes = data.all_attempts()
    step = max(22.0, min(60.0, 860.0 / max(1, len(takes))))
    dots = tuple(_dot(data, take, LEFT + (i + 0.5) * step) for i, take in enumerate(takes))
    rows = tuple((TOP + HEIGHT + GAP + i * ROW, slot) for i, slot in enumerate(SLOTS))
    return Curve(
        width=LEFT + len(takes) * step + RIGHT,
        height=rows[-1][0] + ROW + 4,
        base=TOP + HEIGHT,
        step=step,
        threshold=level(data.reward_threshold),
        ticks=tuple((level(v), f"{v:.2f}") for v in (0.0, 0.25, 0.5, 0.75, 1.0)),
        rows=rows,
        bands=_bands(data, dots, step),
        dots=dots,
    )


def _dot(data: ReportData, take: Take, x: float) -> Dot:
    kept = data.chosen.get(take.scene)
    reward = "not measured" if take.reward is None else f"reward {take.reward:.2f}"
    predicted = take.choice.predicted
    return Dot(
        x=round(x, 1),
        y=None if take.reward is None else level(take.reward),
        predicted=None if predicted is None else level(predicted),
        kept=kept is not None and kept.number == take.number,
        label=f"Scene {take.scene}, take {take.number}: {reward}; {take.direction}",
        cells=tuple(
            (TOP + HEIGHT + GAP + row * ROW, list(options).index(word), f"{slot}: {word} ({options[word]})")
            for row, ((slot, options), word) in enumerate(
                zip(SLOTS.items(), take.direction.words(), strict=True)
            )
        ),
    )


def _bands(data: ReportData, dots: tuple[Dot, ...], step: float) -> tuple[Band, ...]:
    bands, at = [], 0
    for scene in data.document.scenes:
        mine = dots[at : at + len(data.attempts(scene.number))]
        line = " ".join(f"{dot.x},{dot.y}" for dot in mine if dot.y is not None)
        bands.append(Band(x=LEFT + at * step, width=len(mine) * step, label=str(scene.number), line=line))
        at += len(mine)
    return tuple(band for band in bands if band.width)
