"""Simple mode: one clip from one prompt and, if there is one, a first frame."""

from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np
from numpy.typing import NDArray

from rushes.film import Footage, Shot, slug
from rushes.seams import Engine, Report
from rushes.seeds import derive
from rushes.video import write_clip


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleMode:
    """The engine and the plain values of its one shot."""

    engine: Engine
    width: int
    height: int
    fps: int
    frames: int
    negative: str
    seed: int

    def shoot(
        self, prompt: str, image: NDArray[np.uint8] | None, folder: Path, report: Report
    ) -> tuple[Path, Footage]:
        """Render `prompt` (from `image`, uint8 sRGB (H, W, 3), if given) to a new clip in `folder`.

        An older clip is never overwritten: the new one gets the next free number.
        """
        shot = Shot(
            prompt=prompt,
            negative=self.negative,
            frames=self.frames,
            width=self.width,
            height=self.height,
            fps=self.fps,
            seed=derive("simple", self.seed),
            first_frame=image,
            label_frames=(),
        )
        footage = self.engine.render(shot, report)
        path = free_path(folder, slug(prompt, "clip"))
        path.parent.mkdir(parents=True, exist_ok=True)
        write_clip(path, footage.frames, self.fps, metadata={"title": prompt[:200], "seed": str(self.seed)})
        return path, footage


def free_path(folder: Path, name: str) -> Path:
    """The first of ``name.mp4``, ``name-2.mp4``, … that does not exist."""
    path, number = folder / f"{name}.mp4", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.mp4"
    return path
