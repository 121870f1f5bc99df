"""Renders the frames of a shot, in this process or in several, into memory that they share.

Workers are spawned (never forked), keep the last stages that they built, and end with the program.
"""

import atexit
import itertools
import os
import threading
from collections import OrderedDict
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context, parent_process

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.layers import cv
from rushes.engines.animatic.places import places
from rushes.engines.animatic.raster import thorvg
from rushes.engines.animatic.stage import Order, Stage, build
from rushes.engines.animatic.stock import developed, give_up_name, lend
from rushes.seams import Progress, Report

Pixels = NDArray[np.uint8]
CHUNKS = 3
"""Pieces of work per worker: small enough to end together, large enough to build few stages."""


@dataclass(frozen=True, slots=True)
class Reel:
    """Which frames of an order are rendered, which of them with masks, and the shape that comes back."""

    order: Order
    wanted: list[int]
    labelled: list[int]
    width: int
    height: int
    """Size of the frames that come back: that of the order, or larger (drafts)."""

    def fills(self, n: int) -> range:
        """The frames of the shot that the wanted frame `n` stands for: up to the next one."""
        last = n + 1 == len(self.wanted)
        return range(self.wanted[n], self.order.frames if last else self.wanted[n + 1])


@dataclass(frozen=True, slots=True)
class Shown:
    """What was rendered. Drafts are enlarged, and their frames stand for those left out."""

    frames: Pixels
    """One per frame of the shot."""
    boxes: NDArray[np.float32]
    """One per wanted frame, in pixels of the order."""
    labels: Pixels
    """One per labelled frame, at the size of the order."""
    passes: dict[str, Pixels]
    """Like `frames`."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where everything lies in the shared memory."""

    path: str
    frames: tuple[int, ...]
    labels: tuple[int, ...]
    passes: tuple[str, ...]

    @property
    def size(self) -> int:
        return int(np.prod(self.frames)) * (1 + len(self.passes)) + int(np.prod(self.labels))

    def views(self, flat: Pixels) -> tuple[Pixels, Pixels, dict[str, Pixels]]:
        n, k = int(np.prod(self.frames)), int(np.prod(self.labels))
        passes = {
            name: flat[(i + 1) * n : (i + 2) * n].reshape(self.frames) for i, name in enumerate(self.passes)
        }
        return flat[:n].reshape(self.frames), flat[self.size - k :].reshape(self.labels), passes


@dataclass(frozen=True, slots=True)
class Crew:
    """The renderers of one shot."""

    workers: int

    def shoot(self, reel: Reel, report: Report) -> Shown:
        """Render a reel. Which process renders which frame changes nothing in the pixels."""
        figures = len(reel.order.staging.figures)
        boxes = np.full((len(reel.wanted), figures, 4), np.nan, np.float32)
        if self.workers <= 1:
            layout = _layout(reel, "")
            memory = lend(layout.size, shared=False).array(layout.size)
            done, frames = 0, layout.views(memory)[0]
            for start, stop in _pieces(len(reel.wanted), max(1, len(reel.wanted) // 8)):
                boxes[start:stop] = _render(reel, layout, memory, start, stop)
                done += stop - start
                report(Progress(done=done, total=len(reel.wanted), frame=frames[stop - 1]))
            return _shown(layout, memory, boxes)
        return self._together(reel, boxes, report)

    def _together(self, reel: Reel, boxes: NDArray[np.float32], report: Report) -> Shown:
        size = _layout(reel, "").size
        loan = lend(size, shared=True)
        layout, memory = _layout(reel, loan.path), loan.array(size)
        pool, jobs = _pool(self.workers), dict[Future[NDArray[np.float32]], tuple[int, int]]()
        done, frames = 0, layout.views(memory)[0]
        try:
            for start, stop in _pieces(len(reel.wanted), self.workers * CHUNKS):
                jobs[pool.submit(_work, reel, layout, start, stop)] = (start, stop)
            for job in as_completed(jobs):
                start, stop = jobs[job]
                boxes[start:stop] = job.result()
                done += stop - start
                report(Progress(done=done, total=len(reel.wanted), frame=frames[stop - 1]))
        except BaseException:
            loan.spoilt = True  # a worker may still be drawing into it
            for job in jobs:
                job.cancel()
            raise
        finally:
            give_up_name(loan)
        return _shown(layout, memory, boxes)


def _shown(layout: _Layout, memory: Pixels, boxes: NDArray[np.float32]) -> Shown:
    frames, labels, passes = layout.views(memory)
    return Shown(frames, boxes, labels, passes)


def _pieces(n: int, pieces: int) -> list[tuple[int, int]]:
    edges = np.linspace(0, n, min(pieces, n) + 1).round().astype(int)
    return [(int(a), int(b)) for a, b in itertools.pairwise(edges)]


def _layout(reel: Reel, path: str) -> _Layout:
    order = reel.order
    frames = (order.frames, reel.height, reel.width, 3)
    return _Layout(path, frames, (len(reel.labelled), order.height, order.width), order.passes)


_pools: dict[int, ProcessPoolExecutor] = {}


def _pool(workers: int) -> ProcessPoolExecutor:
    """The standing crew of that size, started on first use."""
    if workers not in _pools:
        _pools[workers] = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start)
    return _pools[workers]


def call_in(workers: int) -> None:
    """Start the standing crew of that size in the background, so that the first shot need not wait for it."""
    for _ in range(workers if workers > 1 else 0):
        _pool(workers).submit(_ready)


def _ready() -> None:
    """In a worker: load what every shot needs."""
    cv(), thorvg(), places()


def _start() -> None:
    """Prepare a worker: it leaves Ctrl-C to its parent and does not outlive it."""
    _quiet()
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    # Siblings hold the queue open, so that a worker whose parent was killed would wait for ever.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _quiet() -> None:
    """Workers leave Ctrl-C to the process that called them, and use one thread each."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


@atexit.register
def dismiss(wait: bool = False) -> None:
    """Send every standing crew home; `wait` until they are gone."""
    while _pools:
        _, pool = _pools.popitem()
        pool.shutdown(wait=wait, cancel_futures=True)


_stages: "OrderedDict[Order, Stage]" = OrderedDict()


def _staged(order: Order) -> Stage:
    """The stage of an order, built once per process and shot."""
    if order not in _stages:
        while _stages:
            _stages.popitem()
        _stages[order] = build(order)
    return _stages[order]


def _work(reel: Reel, layout: _Layout, start: int, stop: int) -> NDArray[np.float32]:
    return _render(reel, layout, developed(layout.path, layout.size), start, stop)


def _render(reel: Reel, layout: _Layout, memory: Pixels, start: int, stop: int) -> NDArray[np.float32]:
    """Render wanted frames start..stop into the shared memory; their boxes come back."""
    frames, labels, passes = layout.views(memory)
    stage = _staged(reel.order)
    at = {frame: n for n, frame in enumerate(reel.labelled)}
    boxes = np.full((stop - start, len(reel.order.staging.figures), 4), np.nan, np.float32)
    for n in range(start, stop):
        index = reel.wanted[n]
        picture = stage.picture(index, index in at)
        _put(frames, picture.frame, reel.fills(n))
        boxes[n - start] = picture.boxes
        for name, pixels in picture.passes.items():
            _put(passes[name], pixels, reel.fills(n))
        if picture.label is not None:
            labels[at[index]] = picture.label
    return boxes


def _put(frames: Pixels, picture: Pixels, fills: range) -> None:
    """Store a picture as the frames that it stands for, enlarged where it is smaller than they are."""
    (height, width), (h, w) = frames.shape[1:3], picture.shape[:2]
    if (h, w) == (height, width):
        frames[fills[0]] = picture
    elif (2 * h, 2 * w) == (height, width):
        cv().resize(picture, (width, height), dst=frames[fills[0]], interpolation=cv().INTER_LINEAR)
    else:
        frames[fills[0]] = cv().resize(picture, (2 * w, 2 * h))[:height, :width]
    for i in fills[1:]:
        frames[i] = frames[fills[0]]
