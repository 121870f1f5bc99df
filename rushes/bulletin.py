"""What is being done at this moment, in a file of the run folder: the board reads it while a film is shot."""

import json
import os
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from rushes.editing.pictures import address
from rushes.files import PARTIAL, friendly
from rushes.shooting import News

EVERY = 0.4
"""Least seconds between two writings, and between two frames that are shown."""
FRAMES, WIDTH = 6, 224
"""How many of the latest frames are shown, and how wide in pixels."""


@final
@dataclass(slots=True)
class Bulletin:
    """Keeps ``memory/now.json`` while the context is open; each `News` may renew it.

    The file is replaced whole but not synced to the disk: losing it in a power cut loses nothing.

    Raises:
        DiskFull, MemoryError_: it could not be written.
    """

    path: Path
    clock: Callable[[], float] = time.monotonic
    _work: tuple[Any, ...] = ()
    _written: float = float("-inf")
    _seen: float = float("-inf")
    _frames: deque[str] = field(default_factory=lambda: deque(maxlen=FRAMES))

    def __enter__(self) -> "Bulletin":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.path.unlink(missing_ok=True)

    def __call__(self, news: News) -> None:
        """Take note of one piece of news."""
        now, work = self.clock(), (news.stage, news.scene, news.attempt, news.quality)
        if work != self._work:
            self._work, self._written, self._seen = work, float("-inf"), float("-inf")
            self._frames.clear()
        if news.progress is not None and news.progress.frame is not None:
            self._look(news.progress.frame, now)
        if now - self._written >= EVERY or _ended(news):
            self._write(news)
            self._written = now

    def _look(self, frame: NDArray[np.uint8], now: float) -> None:
        if now - self._seen >= EVERY:
            self._frames.append(address(frame, WIDTH))
            self._seen = now

    def _write(self, news: News) -> None:
        body = {
            "schema": 1,
            "pid": os.getpid(),
            "stage": news.stage,
            "scene": news.scene,
            "scenes": news.scenes,
            "take": news.attempt,
            "quality": news.quality,
            "done": news.progress.done if news.progress else 0,
            "total": news.progress.total if news.progress else 0,
            "unit": news.progress.unit if news.progress else "",
            "frames": list(self._frames),
        }
        partial = self.path.with_name(self.path.name + PARTIAL)
        with friendly(self.path):
            partial.write_text(json.dumps(body), encoding="utf-8")
            partial.replace(self.path)


def _ended(news: News) -> bool:
    return news.progress is not None and news.progress.done >= news.progress.total
