"""Reading and writing clips: the one place that knows a video codec.

Clips are H.264 in MP4 (yuv420p, BT.709 limited range, index in front), made with PyAV and
x264. A clip appears whole or not at all: it is written beside its final name, flushed to the
device and renamed.

The same frames and arguments give the same bytes on every x86-64 with the same PyAV, because x264 is
deterministic for a given thread count and instruction set, and both are fixed here.
"""

import json
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rushes.errors import EditError
from rushes.files import PARTIAL, friendly, publish
from rushes.film import Frames

if TYPE_CHECKING:
    import av

SAMPLE_RATE = 48_000
"""Hz of every audio track that is written."""

MP4 = {"movflags": "+faststart+disable_chpl", "fflags": "+bitexact"}
"""How every file is muxed: index in front, no clock and no version in it."""

_THREADS = 2
# With AVX-512 x264 rounds otherwise, and not always alike; SSE4.1 is as fast and everywhere.
_INSTRUCTIONS = ":asm=SSE4" if platform.machine().lower() in ("x86_64", "amd64") else ""
# Keys that an MP4 stores by itself; the others travel as JSON in its comment.
_NATIVE_TAGS = frozenset({"title", "artist", "genre", "date", "copyright"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipInfo:
    """What a clip says about itself."""

    width: int
    height: int
    fps: float
    frames: int
    audio: bool
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        return self.frames / self.fps


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of a film that players can jump to: frames `start` up to, not including, `end`."""

    title: str
    start: int
    end: int


def rate(fps: float) -> Fraction:
    """The exact rate that a decimal means: 23.976 is 24000/1001, 24 is 24.

    Raises:
        EditError: the rate is not above 0.
    """
    if not 0 < fps < 1001:
        raise EditError(f"{fps} frames per second is not a frame rate", todo="use 1 to 1000")
    ntsc = Fraction(round(fps * 1.001) * 1000, 1001)
    if abs(float(ntsc) - fps) < 0.002 and abs(fps - round(fps)) > 1e-6:
        return ntsc
    return Fraction(fps).limit_denominator(1001)


def write_clip(
    path: Path,
    frames: Frames | Iterable[NDArray[np.uint8]],
    fps: float,
    *,
    crf: int = 18,
    preset: str = "veryfast",
    keyframes: Sequence[int] = (),
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write uint8 sRGB frames of shape (T, H, W, 3), or an iterable of (H, W, 3), as one clip.

    Args:
        path: Where the clip appears, whole or not at all; its folder must exist.
        frames: At least one frame; all of one even width and height.
        fps: Frames per second; 23.976 and the like mean their exact rational.
        crf: x264 quality, 0 (lossless) to 51; lower is better and larger.
        preset: x264 speed preset.
        keyframes: Frames that must be IDR frames, so that a cut can copy what lies between.
        metadata: Text to keep in the file; `probe` gives the same mapping back.

    Raises:
        EditError: no frame, an odd or changing size, or the encoder failed.
        DiskFull: there is no room; nothing is left under `path`.
    """
    iterator = iter(frames)
    first = next(iterator, None)
    if first is None:
        raise EditError(f"{path.name}: a clip needs at least one frame")
    height, width = first.shape[:2]
    with ClipWriter(
        path, width, height, rate(fps), crf=crf, preset=preset, keyframes=keyframes, metadata=metadata
    ) as writer:
        writer.put(first)
        for frame in iterator:
            writer.put(frame)


class ClipWriter:
    """Writes one clip frame by frame, in constant memory; it appears under `path` on a clean exit only.

    Args:
        path, crf, preset, keyframes, metadata: As for `write_clip`; width, height: even, in pixels.
        audio: Whether an AAC stereo track of `SAMPLE_RATE` is written too.
        chapters: Marks that players list, in order.
    """

    def __init__(
        self,
        path: Path,
        width: int,
        height: int,
        fps: Fraction,
        *,
        crf: int = 18,
        preset: str = "veryfast",
        keyframes: Sequence[int] = (),
        metadata: Mapping[str, str] | None = None,
        audio: bool = False,
        chapters: Sequence[Chapter] = (),
    ) -> None:
        if width % 2 or height % 2 or width <= 0 or height <= 0:
            raise EditError(
                f"{path.name}: H.264 needs an even width and height, got {width}x{height}",
                todo="set an even DEFAULT_WIDTH and DEFAULT_HEIGHT",
            )
        self._path, self._partial = path, path.with_name(path.name + PARTIAL)
        self._shape = (height, width, 3)
        self._keyframes, self._count, self._samples = frozenset(keyframes), 0, 0
        with writing(path):
            self._open(fps, crf, preset, audio)
            label(self._container, metadata or {}, chapters, fps)

    def _open(self, fps: Fraction, crf: int, preset: str, audio: bool) -> None:
        import av

        self._container = av.open(str(self._partial), "w", format="mp4", options=dict(MP4))
        self._video = self._container.add_stream("libx264", rate=fps, options=_x264(fps, crf, preset))
        self._video.height, self._video.width = self._shape[:2]
        self._video.pix_fmt = "yuv420p"
        context = self._video.codec_context
        context.time_base = 1 / fps
        # 1 is BT.709 for matrix, primaries and transfer, and limited range: said so that no player guesses.
        context.colorspace = context.color_primaries = context.color_trc = context.color_range = 1
        self._audio = self._container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo") if audio else None

    def put(self, frame: "NDArray[np.uint8] | av.VideoFrame") -> None:
        """Append one frame: uint8 sRGB of shape (H, W, 3), or a yuv420p frame of the clip's size."""
        picture = self._picture(frame) if isinstance(frame, np.ndarray) else frame
        picture.pts, picture.time_base = self._count, self._video.codec_context.time_base
        picture.pict_type = 1 if self._count in self._keyframes else 0
        self._count += 1
        with writing(self._path):
            self._container.mux(self._video.encode(picture))

    def put_audio(self, samples: NDArray[np.float32]) -> None:
        """Append sound: float32 in [-1, 1] of shape (2, N) at `SAMPLE_RATE`."""
        import av

        if self._audio is None:
            raise ValueError("this clip was opened without audio")
        sound = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), format="fltp", layout="stereo")
        sound.sample_rate, sound.pts, sound.time_base = SAMPLE_RATE, self._samples, Fraction(1, SAMPLE_RATE)
        self._samples += samples.shape[1]
        with writing(self._path):
            self._container.mux(self._audio.encode(sound))

    def _picture(self, pixels: NDArray[np.uint8]) -> "av.VideoFrame":
        import av

        if pixels.shape != self._shape or pixels.dtype != np.uint8:
            raise EditError(
                f"{self._path.name}: frame {self._count} is {pixels.dtype} {pixels.shape}, "
                f"expected uint8 {self._shape}"
            )
        return yuv(av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24"))

    def __enter__(self) -> "ClipWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            with suppress(OSError):
                self._container.close()
            self._partial.unlink(missing_ok=True)

    def _finish(self) -> None:
        with writing(self._path):
            for stream in filter(None, (self._video, self._audio)):
                self._container.mux(stream.encode(None))
            self._container.close()
            publish(self._partial, self._path)


def _x264(fps: Fraction, crf: int, preset: str) -> dict[str, str]:
    return {
        "crf": str(crf),
        "preset": preset,
        "threads": str(_THREADS),
        "g": str(max(1, round(2 * fps))),
        "forced-idr": "1",
        # Clips of one size then share their parameter sets, and every group of pictures stands alone.
        "x264-params": f"stitchable=1:open-gop=0{_INSTRUCTIONS}",
    }


def label(container: Any, metadata: Mapping[str, str], chapters: Sequence[Chapter], fps: Fraction) -> None:
    """Put metadata and chapter marks into an output container, before the first packet."""
    tags = {key: value for key, value in metadata.items() if key in _NATIVE_TAGS}
    comment = {"comment": json.dumps(dict(metadata), ensure_ascii=False)} if metadata else {}
    container.metadata.update(tags | comment)
    container.set_chapters([_chapter(*numbered, fps) for numbered in enumerate(chapters, 1)])


def _chapter(number: int, chapter: Chapter, fps: Fraction) -> Any:
    title = {"title": chapter.title}
    return {"id": number, "start": chapter.start, "end": chapter.end, "time_base": 1 / fps, "metadata": title}


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the device or the encoder says while `path` is written into an error of ours."""
    import av

    with friendly(path):
        try:
            yield
        except av.FFmpegError as error:
            if isinstance(error, OSError):
                raise
            raise EditError(f"could not encode {path.name}: {error}") from error


def yuv(frame: "av.VideoFrame", width: int = 0, height: int = 0) -> "av.VideoFrame":
    """`frame` as BT.709 limited-range yuv420p, scaled if a size is given.

    Rounded accurately: without it swscale darkens every generation by one level (measured),
    which adds up when each scene starts from the last frame of the one before.
    """
    from av.video.reformatter import ColorRange, Colorspace, Interpolation

    return frame.reformat(
        width or None,
        height or None,
        "yuv420p",
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
        interpolation=Interpolation.BICUBIC | Interpolation.ACCURATE_RND,
        threads=1,
    )


def rgb(frame: "av.VideoFrame") -> NDArray[np.uint8]:
    """The pixels of a decoded frame: uint8 sRGB of shape (H, W, 3), without a rounding bias."""
    from av.video.reformatter import Interpolation

    accurate = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
    pixels: NDArray[np.uint8] = frame.reformat(format="rgb24", interpolation=accurate, threads=1).to_ndarray()
    return pixels


@contextmanager
def opened(path: Path) -> Iterator["av.container.InputContainer"]:
    """The clip at `path`, open for reading; whatever is wrong with it becomes an `EditError`."""
    import av

    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise EditError(f"{path.name} has no picture in it")
            container.streams.video[0].thread_type = "AUTO"
            yield container
    except FileNotFoundError as error:
        raise EditError(f"the clip {path.name} is missing", todo="shoot it again") from error
    except (av.FFmpegError, OSError) as error:
        raise EditError(
            f"the clip {path.name} is damaged ({getattr(error, 'strerror', None) or error})",
            todo="delete it and run the same command: it is shot again",
        ) from error


def probe(path: Path) -> ClipInfo:
    """What the clip at `path` says about itself, without decoding it.

    Raises:
        EditError: missing, or not a video.
    """
    with opened(path) as container:
        stream = container.streams.video[0]
        fps = stream.average_rate or stream.guessed_rate
        frames = stream.frames or sum(packet.size > 0 for packet in container.demux(stream))
        if not fps or not frames:
            raise EditError(f"the clip {path.name} holds no frames", todo="delete it: it is shot again")
        return ClipInfo(
            width=stream.codec_context.width,
            height=stream.codec_context.height,
            fps=float(fps),
            frames=frames,
            audio=bool(container.streams.audio),
            metadata=_untag(container.metadata),
        )


def _untag(tags: Mapping[str, str]) -> dict[str, str]:
    try:
        kept = json.loads(tags.get("comment", ""))
    except ValueError:
        return dict(tags)
    return {str(k): str(v) for k, v in kept.items()} if isinstance(kept, dict) else dict(tags)


def read_frames(path: Path, indices: Sequence[int] | None = None) -> Frames:
    """Decode the frames at `indices` (in that order, negative from the end; None = all) as `Frames`.

    Raises:
        EditError: missing, damaged, or an index beyond the clip.
    """
    with opened(path) as container:
        if indices is None:
            frames = [rgb(frame) for frame in container.decode(video=0)]
            return _stack(path, frames, container.streams.video[0].frames)
    count = probe(path).frames
    wanted = [index + count if index < 0 else index for index in indices]
    found = _pick(path, set(wanted))
    if missing := [index for index in wanted if index not in found]:
        raise EditError(
            f"{path.name} has no frame {missing[0]} (it holds {count})", todo="delete it: it is shot again"
        )
    return _stack(path, [found[index] for index in wanted], len(wanted))


def _pick(path: Path, wanted: set[int]) -> dict[int, NDArray[np.uint8]]:
    found: dict[int, NDArray[np.uint8]] = {}
    with opened(path) as container:
        for index, frame in enumerate(container.decode(video=0)):
            if index in wanted:
                found[index] = rgb(frame)
            if len(found) == len(wanted):
                break
    return found


def _stack(path: Path, frames: list[NDArray[np.uint8]], promised: int) -> Frames:
    if not frames or len(frames) < promised:
        raise EditError(
            f"the clip {path.name} gives {len(frames)} of its {promised} frames",
            todo="delete it: it is shot again",
        )
    return np.stack(frames)


def frame_near(path: Path, share: float) -> NDArray[np.uint8]:
    """The frame on screen at `share` (0..1) of a clip's time: uint8 sRGB of shape (H, W, 3).

    Decodes one group of pictures only. Raises `EditError` when the clip is missing or damaged.
    """
    with opened(path) as container:
        stream = container.streams.video[0]
        target = (stream.start_time or 0) + int(share * (stream.duration or 0))
        container.seek(target, stream=stream)
        shown = None
        for frame in container.decode(stream):
            if shown is not None and (frame.pts or 0) > target:
                break
            shown = frame
        if shown is None:
            raise EditError(f"the clip {path.name} holds no frames", todo="delete it: it is shot again")
        return rgb(shown)


def last_frame(path: Path) -> NDArray[np.uint8]:
    """The last frame of a clip; as `frame_near`."""
    return frame_near(path, 1.0)
