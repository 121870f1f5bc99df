"""`SceneGenerator`: orders one shot from the engine, and has every critic watch what comes back."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import final

import numpy as np
from numpy.typing import NDArray

from rushes.errors import CriticError, RushesError
from rushes.files import friendly
from rushes.film import (
    CreativeDocument,
    Footage,
    LogEntry,
    Prompt,
    Quality,
    ReferenceImage,
    Scene,
    Shot,
    Verdict,
    Viewing,
)
from rushes.seams import Critic, Embedder, Engine, Report
from rushes.video import write_clip


def sampled(frames: int, count: int) -> tuple[int, ...]:
    """`count` frame indices spread evenly over a clip, first and last included; fewer if it is shorter."""
    spread = np.linspace(0, frames - 1, min(count, frames)).round().astype(int)
    return tuple(int(index) for index in np.unique(spread))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SceneGenerator:
    """Plain values of a shot, the engine that shoots it and the critics that watch it."""

    engine: Engine
    critics: tuple[Critic, ...]
    width: int
    height: int
    fps: int
    reference_scale: float
    samples: int
    """`FRAMES_TO_SAMPLE_FOR_REWARD`."""
    fade: int
    """Frames of a crossfade: the clip gets key frames where the film will join it."""
    embedder: Embedder | None = None
    """Describes the cast for the continuity memory; None keeps no embeddings."""

    def order(
        self,
        scene: Scene,
        prompt: Prompt,
        seed: int,
        quality: Quality,
        references: Sequence[ReferenceImage],
        first_frame: NDArray[np.uint8] | None,
    ) -> Shot:
        """The complete order for one take of `scene`."""
        frames = max(1, round(scene.seconds * self.fps))
        subjects = {*scene.characters, scene.location}
        return Shot(
            prompt=prompt.text,
            negative=prompt.negative,
            frames=frames,
            width=self.width,
            height=self.height,
            fps=self.fps,
            seed=seed,
            quality=quality,
            references=tuple(image for image in references if image.subject in subjects),
            reference_scale=self.reference_scale,
            first_frame=first_frame,
            label_frames=sampled(frames, self.samples),
        )

    def shoot(self, shot: Shot, report: Report) -> Footage:
        """Render one shot, and hold the engine to the seam's promise about its shape."""
        footage = self.engine.render(shot, report)
        expected = (shot.frames, shot.height, shot.width, 3)
        if footage.frames.shape != expected or footage.frames.dtype != np.uint8:
            raise RushesError(
                f"engine {self.engine.name} returned {footage.frames.dtype} {footage.frames.shape}, "
                f"ordered was uint8 {expected}",
                todo="this is a fault of the engine: report it to its author",
            )
        return footage

    def develop(
        self, footage: Footage, shot: Shot, path: Path, metadata: dict[str, str]
    ) -> tuple[int, int, int]:
        """Write the clip; returns its (frames, height, width).

        A draft is computed at half size and half rate and only repeated to the ordered shape,
        so its clip keeps every second frame and pixel: nothing is lost and it costs an eighth.
        """
        frames, fps = footage.frames, shot.fps
        if shot.quality == "draft":
            frames, fps = frames[::2, : shot.height // 4 * 4 : 2, : shot.width // 4 * 4 : 2], shot.fps / 2
        with friendly(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        joins = (self.fade, len(frames) - self.fade) if shot.quality == "final" else ()
        write_clip(path, frames, fps, keyframes=joins, metadata=metadata)
        return frames.shape[0], frames.shape[1], frames.shape[2]

    def watch(
        self,
        footage: Footage,
        shot: Shot,
        scene: Scene,
        document: CreativeDocument,
        references: tuple[ReferenceImage, ...],
        log: tuple[LogEntry, ...],
    ) -> tuple[Verdict, ...]:
        """Every critic's verdict; a critic that fails gives None with its reason, never a number."""
        viewing = Viewing(
            footage=footage,
            shot=shot,
            scene=scene,
            document=document,
            references=references,
            log=log,
            samples=sampled(shot.frames, self.samples),
        )
        return tuple(_verdict(critic, viewing) for critic in self.critics)

    def appearances(self, footage: Footage, scene: Scene) -> NDArray[np.float32] | None:
        """One embedding per character of `scene`, (N, D), each from the frame that shows most of them.

        A row is NaN where the character was not found. None without an embedder, cast or masks.
        """
        if self.embedder is None or not scene.characters or footage.labels is None or not footage.tracks:
            return None
        bound = {track.reference: index + 1 for index, track in enumerate(footage.tracks)}
        return np.stack([self._appearance(footage, bound.get(id, 0)) for id in scene.characters])

    def _appearance(self, footage: Footage, label: int) -> NDArray[np.float32]:
        assert self.embedder is not None
        assert footage.labels is not None
        masks = footage.labels == (label or 255)
        shown = int(masks.sum(axis=(1, 2)).argmax())
        return self.embedder.embed(footage.frames[footage.label_frames[shown]], masks[shown])


def _verdict(critic: Critic, viewing: Viewing) -> Verdict:
    try:
        return critic.watch(viewing)
    except CriticError as error:
        return Verdict(critic=critic.name, component=critic.component, score=None, note=error.message)


@dataclass(slots=True)
class Stopwatch:
    """Wall-clock seconds per stage."""

    seconds: dict[str, float] = field(default_factory=dict)
    clock: Callable[[], float] = time.perf_counter

    def add(self, stage: str, seconds: float) -> None:
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def time(self, stage: str) -> "_Lap":
        """A context manager that adds its duration to `stage`."""
        return _Lap(self, stage)


@dataclass(slots=True)
class _Lap:
    watch: Stopwatch
    stage: str
    began: float = 0.0

    def __enter__(self) -> None:
        self.began = self.watch.clock()

    def __exit__(self, *_: object) -> None:
        self.watch.add(self.stage, self.watch.clock() - self.began)
