"""The animatic engine: a prompt becomes a staged, lit and acted shot, on the CPU, in about real time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import final

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.continuity import bind, follow
from rushes.engines.animatic.crew import Crew, Reel, Shown, call_in
from rushes.engines.animatic.reader import Staging, read
from rushes.engines.animatic.stage import Order
from rushes.film import Footage, Shot, Track
from rushes.seams import Progress, Report, silent

TINY = 12
"""Shots of so few frames are rendered here, without the workers."""
DRAFT = 2
"""A draft is drawn at half the size and half the rate."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AnimaticEngine:
    """Draws shots with a vector rasteriser. The same shot gives the same pixels, whatever `workers` is.

    It reads nothing of a shot but its prompt, seed, sizes, references and first frame.
    """

    workers: int = 1
    """Processes that render at the same time; 1 renders in this one."""
    name: str = "animatic"

    def prepare(self) -> None:
        """Call the workers in (see `rushes.seams.Preparing`)."""
        call_in(self.workers)

    def render(self, shot: Shot, report: Report = silent) -> Footage:
        """Render `shot` (see `rushes.seams.Engine`).

        ``quality="draft"`` is drawn at half size and half rate with the same layout and comes back at
        the ordered shape. `tracks` holds every figure; a figure is bound to the character reference
        whose name the prompt speaks. `passes`: ``depth`` (near is white), ``lines``, ``pose``.

        Raises:
            EngineUnavailable: the rasteriser is not installed.
        """
        staging = stage_shot(shot)
        draft = shot.quality == "draft" and min(shot.width, shot.height) >= 64
        order = _order(shot, staging, draft)
        wanted = range(0, shot.frames, DRAFT) if draft else range(shot.frames)
        labels = range(shot.frames) if shot.label_frames is None else shot.label_frames
        reel = Reel(order, list(wanted), _nearest(labels, wanted), shot.width, shot.height)
        shown = Crew(workers=1 if len(reel.wanted) <= TINY else self.workers).shoot(
            reel, _counted(report, shot.frames)
        )
        return _footage(shot, staging, shown, reel, draft, list(labels))


def stage_shot(shot: Shot) -> Staging:
    """What the shot asks for, with the references bound and the previous picture taken up."""
    people = tuple(dict.fromkeys((r.subject, r.name) for r in shot.references if r.of == "character"))
    spots = tuple(dict.fromkeys((r.subject, r.name) for r in shot.references if r.of == "location"))
    staging = read(shot.prompt, shot.seed, people, spots)
    staging = bind(staging, shot.references, shot.reference_scale)
    return follow(staging, shot.first_frame)


def _order(shot: Shot, staging: Staging, draft: bool) -> Order:
    k = DRAFT if draft else 1
    return Order(
        staging=staging,
        width=-(-shot.width // k),
        height=-(-shot.height // k),
        frames=shot.frames,
        fps=shot.fps,
        passes=shot.passes,
        hold=3 * DRAFT if draft else 1,
    )


def _nearest(labels: Iterable[int], wanted: range) -> list[int]:
    """The rendered frames that show the labelled ones."""
    return sorted({wanted[min(i // wanted.step, len(wanted) - 1)] for i in labels})


def _counted(report: Report, frames: int) -> Report:
    def told(progress: Progress) -> None:
        report(replace(progress, done=progress.done / progress.total * frames, total=frames))

    return told


def _footage(
    shot: Shot, staging: Staging, shown: Shown, reel: Reel, draft: bool, labels: list[int]
) -> Footage:
    step = DRAFT if draft else 1
    boxes = shown.boxes
    if draft:
        boxes = boxes[[min(i // step, len(reel.wanted) - 1) for i in range(shot.frames)]] * np.float32(DRAFT)
    tracks = tuple(
        Track(label=f.label, reference=f.reference, boxes=_inside(boxes[:, n], shot.width, shot.height))
        for n, f in enumerate(staging.figures)
    )
    masks = _masks(shown, reel, labels, step, shot.width, shot.height)
    return Footage(
        frames=shown.frames,
        fps=shot.fps,
        tracks=tracks,
        labels=masks,
        label_frames=tuple(labels),
        passes=shown.passes,
        notes=dict(staging.notes),
    )


def _inside(boxes: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    return np.minimum(boxes, np.array([width, height, width, height], np.float32))


def _masks(
    shown: Shown, reel: Reel, labels: list[int], step: int, width: int, height: int
) -> NDArray[np.uint8]:
    out = np.zeros((len(labels), height, width), np.uint8)
    at = {frame: n for n, frame in enumerate(reel.labelled)}
    for n, i in enumerate(labels):
        mask = shown.labels[at[reel.wanted[min(i // step, len(reel.wanted) - 1)]]]
        out[n] = np.repeat(np.repeat(mask, step, 0), step, 1)[:height, :width] if step > 1 else mask
    return out
