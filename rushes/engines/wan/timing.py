"""From the ordered clip to what Wan2.1 is asked for: 16 frames/s, 4n+1 frames, sides in sixteenths.

Pure arithmetic. Nothing is rounded silently: `NativePlan.notes` states the ordered and the
native values, and the finished clip is conformed to the order exactly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from rushes.errors import ConfigError

NATIVE_FPS = 16.0
"""The rate Wan2.1 was trained at."""
TRAINED_FRAMES = 81
"""The longest clip Wan2.1 was trained on; longer clips are continued in chunks."""
GRID = 16
"""Pixels per token: the VAE's stride of 8 times the patch of 2."""
TEMPORAL_STRIDE = 4
"""Frames per latent frame, after the first, which stands alone."""
LARGEST_SIDE = GRID * 1024
"""Beyond this the rotary table of the transformer (1024 positions) has no entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NativePlan:
    """What the model is asked for so that the order can be met exactly."""

    frames: int
    """Native frames that the finished clip needs at `NATIVE_FPS`."""
    chunks: tuple[int, ...]
    """Frames of each chunk, 4n+1 each; all but the first begin with `overlap` known frames."""
    overlap: int
    """Frames of the previous chunk that the next begins with; 0 for a single chunk."""
    width: int
    height: int
    """Rendered size, multiples of 16."""
    final_width: int
    final_height: int
    """Size of the final take of the same shot; differs from the rendered size in a draft only."""
    ordered_frames: int
    ordered_fps: float
    ordered_width: int
    ordered_height: int

    def notes(self) -> Mapping[str, str]:
        """Ordered and native values in words, for the report."""
        chunks = " + ".join(str(n) for n in self.chunks)
        joined = f" in chunks of {chunks}, {self.overlap} shared" if len(self.chunks) > 1 else ""
        return {
            "ordered": f"{self.ordered_frames} frames at {self.ordered_fps:g}/s, "
            f"{self.ordered_width}x{self.ordered_height}",
            "native": f"{sum(self.chunks) - self.overlap * (len(self.chunks) - 1)} frames at "
            f"{NATIVE_FPS:g}/s{joined}, {self.width}x{self.height}",
        }


def latent_frames(frames: int) -> int:
    """Latent frames that `frames` (4n+1) pictures become."""
    return (frames - 1) // TEMPORAL_STRIDE + 1


def up_to_grid(pixels: float) -> int:
    """The smallest multiple of 16 that is at least `pixels`."""
    return max(GRID, ceil(pixels / GRID) * GRID)


def plan_clip(
    frames: int, fps: float, width: int, height: int, *, overlap: int, draft_scale: float = 1.0
) -> NativePlan:
    """Plan the native clip of an order.

    Args:
        frames: Ordered number of frames, at least 1.
        fps: Ordered rate, above 0.
        width, height: Ordered size in pixels, at least 1.
        overlap: Frames (4n+1) that a chunk shares with the one before.
        draft_scale: Side length of the rendered picture over the final one, in (0, 1].

    Raises:
        ConfigError: a value is out of the range above, or a side exceeds `LARGEST_SIDE`.
    """
    _check_order(frames, fps, width, height)
    needed = to_4n1(ceil(round((frames - 1) / fps * NATIVE_FPS, 6)) + 1)
    chunks = _chunks(needed, overlap)
    return NativePlan(
        frames=needed,
        chunks=chunks,
        overlap=overlap if len(chunks) > 1 else 0,
        width=up_to_grid(up_to_grid(width) * draft_scale),
        height=up_to_grid(up_to_grid(height) * draft_scale),
        final_width=up_to_grid(width),
        final_height=up_to_grid(height),
        ordered_frames=frames,
        ordered_fps=fps,
        ordered_width=width,
        ordered_height=height,
    )


def _check_order(frames: int, fps: float, width: int, height: int) -> None:
    for name, value in (("frames", frames), ("width", width), ("height", height)):
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise ConfigError(
                f"{name} must be a whole number of at least 1, got {value!r}",
                todo="set DEFAULT_NUM_FRAMES, DEFAULT_WIDTH and DEFAULT_HEIGHT to whole numbers above 0",
            )
    if not 0 < fps < 1000:
        raise ConfigError(
            f"fps must be above 0 and below 1000, got {fps!r}", todo="set VIDEO_FPS, such as 24"
        )
    if max(width, height) > LARGEST_SIDE:
        raise ConfigError(
            f"{width}x{height} is larger than Wan2.1 can address ({LARGEST_SIDE} pixels a side)",
            todo="lower DEFAULT_WIDTH and DEFAULT_HEIGHT",
        )


def to_4n1(frames: int) -> int:
    """The smallest 4n+1 that is at least `frames`."""
    return ceil((max(frames, 1) - 1) / TEMPORAL_STRIDE) * TEMPORAL_STRIDE + 1


def _chunks(frames: int, overlap: int) -> tuple[int, ...]:
    """Chunks of equal length: attention costs the square of a chunk, and equals have no runt."""
    if frames <= TRAINED_FRAMES:
        return (frames,)
    count = ceil((frames - overlap) / (TRAINED_FRAMES - overlap))
    length = to_4n1(ceil((frames - overlap) / count) + overlap)
    return (length,) * count
