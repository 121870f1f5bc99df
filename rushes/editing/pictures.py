"""The stills that the page shows, taken from the clips and kept inside the page as JPEG."""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import final

import numpy as np
from numpy.typing import NDArray

from rushes.errors import EditError, MemoryError_
from rushes.film import Appearance, Take
from rushes.images import read_png
from rushes.video import frame_near

_POSTER, _THUMB, _BOUNDARY = 320, 150, 300


@final
@dataclass(frozen=True, slots=True)
class Pictures:
    """Stills of one run folder as ``data:`` addresses; what cannot be read is empty and in `missing`."""

    root: Path
    missing: list[str] = field(default_factory=list)
    """Sentences about the files that could not be read, in the order met."""
    kept: dict[tuple[object, ...], str] = field(default_factory=dict)
    """Stills made before, by clip, its age, moment and width; hand it on when a page is made again."""

    def poster(self, clip: str, width: int = _POSTER) -> str:
        """The middle of a clip."""
        return self._still(clip, 0.5, width)

    def edges(self, clip: str) -> tuple[str, str]:
        """The first and the last frame of a clip."""
        return self._still(clip, 0.0, _BOUNDARY), self._still(clip, 1.0, _BOUNDARY)

    def appearance(self, take: Take, subject: str) -> str:
        """A character where it is best seen in a take; the whole picture when the engine did not say."""
        seen = next((a for a in take.appearances if a.subject == subject), None)
        if seen is None:
            return self._still(take.clip, 0.5, _THUMB)
        with self._tolerating():
            return address(_crop(frame_near(self.root / take.clip, seen.at), seen), _THUMB)
        return ""

    def reference(self, path: str) -> str:
        """A reference image."""
        with self._tolerating():
            return address(read_png(self.root / path)[0], _THUMB)
        return ""

    def _still(self, clip: str, share: float, width: int) -> str:
        with self._tolerating():
            path = self.root / clip
            key = (clip, path.stat().st_mtime_ns if path.exists() else 0, share, width)
            if key not in self.kept:
                self.kept[key] = address(frame_near(path, share), width)
            return self.kept[key]
        return ""

    @contextmanager
    def _tolerating(self) -> Iterator[None]:
        """A page of a run with a damaged clip is still worth having; the page says what is missing."""
        try:
            yield
        except (EditError, MemoryError_) as error:
            if error.message not in self.missing:
                self.missing.append(error.message)


def _crop(pixels: NDArray[np.uint8], seen: Appearance) -> NDArray[np.uint8]:
    """The box with a little air around it."""
    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = seen.box
    air = 0.08
    left, right = int(max(0.0, x0 - air) * width), int(np.ceil(min(1.0, x1 + air) * width))
    top, bottom = int(max(0.0, y0 - air) * height), int(np.ceil(min(1.0, y1 + air) * height))
    return pixels[top : max(bottom, top + 2), left : max(right, left + 2)]


def address(pixels: NDArray[np.uint8], width: int) -> str:
    """`pixels` as a ``data:`` address of a JPEG."""
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg(pixels, width)).decode()}"


def jpeg(pixels: NDArray[np.uint8], width: int, quality: int = 78) -> bytes:
    """A JPEG of uint8 sRGB pixels (H, W, 3), scaled down to at most `width` pixels wide; deterministic."""
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(pixels))
    image.thumbnail((width, 2 * width), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    image.save(buffer, format="JPEG", quality=quality, optimize=True)
    return buffer.getvalue()
