"""`VideoStitcher`: the chosen clips, crossfaded into one film, exact to the frame.

A film has ``sum(clip frames) - (clips - 1) * fade`` frames. Clips of our own making are spliced:
their packets are copied and only the fades are encoded (`rushes.editing.splice`). All others
are decoded one after the other, blended in YUV where they overlap and encoded once. Either way
memory does not grow with the number of clips.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, final

import numpy as np
from numpy.typing import NDArray

from rushes.editing import conform
from rushes.editing import splice as splicing
from rushes.errors import EditError
from rushes.film import Film, Join
from rushes.seams import Progress, Report, silent
from rushes.video import SAMPLE_RATE, Chapter, ClipInfo, ClipWriter, probe, rate

if TYPE_CHECKING:
    import av

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the film will be, settled before the first frame is decoded."""

    clips: tuple[Path, ...]
    infos: tuple[ClipInfo, ...]
    counts: tuple[int, ...]
    """Frames per clip once conformed."""
    fade: int
    """Frames of each crossfade."""
    width: int
    height: int
    fps: Fraction

    @property
    def starts(self) -> tuple[int, ...]:
        """Film frame on which each clip begins (in the fade with the one before)."""
        return tuple(sum(self.counts[:i]) - i * self.fade for i in range(len(self.counts)))

    @property
    def frames(self) -> int:
        return self.starts[-1] + self.counts[-1]

    @property
    def joins(self) -> tuple[Join, ...]:
        return tuple(Join(frames=self.fade, start=start) for start in self.starts[1:])

    def chapters(self, titles: Sequence[str]) -> tuple[Chapter, ...]:
        """One chapter per clip, changing in the middle of each fade."""
        marks = [0, *(start + self.fade // 2 for start in self.starts[1:]), self.frames]
        named = [*titles[: len(self.clips)], *(f"Scene {i + 1}" for i in range(len(titles), len(self.clips)))]
        return tuple(
            Chapter(title=t, start=a, end=b) for t, a, b in zip(named, marks, marks[1:], strict=False)
        )


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class VideoStitcher:
    """Joins clips with crossfades of a fixed length into one MP4 (H.264, yuv420p, index in front).

    The same clips and arguments give the same bytes. Clips of another size, rate or sound are
    conformed to the first clip, or to what is given here: scaled to fit on black, whole frames
    repeated or left out, silence where a clip has no sound. A film of silent clips has no
    sound track.
    """

    fade: float = 0.5
    """Seconds of each crossfade (`CROSSFADE_DURATION`), rounded to whole frames; 0 cuts hard."""
    fps: float | None = None
    """Frames per second of the film; None takes the first clip's."""
    size: tuple[int, int] | None = None
    """Even width and height of the film in pixels; None takes the first clip's."""
    crf: int = 18
    """x264 quality, 0 (lossless) to 51."""
    preset: str = "veryfast"
    splice: bool = True
    """Copy what need not be encoded again, where the clips allow it. False encodes everything."""

    @property
    def name(self) -> str:
        return "crossfade"

    def cut(
        self,
        title: str,
        clips: Sequence[Path],
        out: Path,
        *,
        metadata: Mapping[str, str],
        report: Report = silent,
    ) -> Film:
        """Join `clips` into `out`. ``metadata["chapters"]``, if given, names the chapters, one per line.

        The film's paths are `out` and `clips` as they were given, with forward slashes.

        Raises:
            EditError: there is no clip, or one is missing, unreadable or shorter than its fades.
            DiskFull: there is no room; nothing is left under `out`.
        """
        plan = self.plan(clips)
        tags = {"title": title, **metadata}
        marks = plan.chapters(tags.pop("chapters", "").splitlines())
        if not (self.splice and self._spliced(plan, out, tags, marks, report)):
            self._encoded(plan, out, tags, marks, report)
        return Film(
            title=title,
            path=out.as_posix(),
            clips=tuple(clip.as_posix() for clip in clips),
            joins=plan.joins,
            frames=plan.frames,
            fps=float(plan.fps),
            width=plan.width,
            height=plan.height,
        )

    def _spliced(
        self, plan: Plan, out: Path, tags: Mapping[str, str], marks: Sequence[Chapter], report: Report
    ) -> bool:
        """Whether the clips could be spliced; then the film is written."""
        try:
            splicing.check(plan.infos, (plan.width, plan.height), plan.fps, plan.fade)
            splicing.splice(
                plan.clips, plan.counts, plan.fade, plan.fps, out,
                options={"crf": self.crf, "preset": self.preset}, tags=tags, marks=marks, report=report,
            )  # fmt: skip
        except splicing.CannotSplice as reason:
            _log.info("the whole film is encoded: %s", reason)
            return False
        return True

    def _encoded(
        self, plan: Plan, out: Path, tags: Mapping[str, str], marks: Sequence[Chapter], report: Report
    ) -> None:
        loud = any(info.audio for info in plan.infos)
        with ClipWriter(
            out, plan.width, plan.height, plan.fps, crf=self.crf, preset=self.preset,
            metadata=tags, audio=loud, chapters=marks,
        ) as writer:  # fmt: skip
            _write(plan, writer, loud, report)

    def plan(self, clips: Sequence[Path]) -> Plan:
        """Settle size, rate, counts and fades from the clips' headers.

        Raises:
            EditError: as `cut`.
        """
        if not clips:
            raise EditError("there is no clip to cut a film from", todo="shoot at least one scene")
        infos = tuple(probe(clip) for clip in clips)
        fps = rate(self.fps or infos[0].fps)
        width, height = self.size or (infos[0].width, infos[0].height)
        fade = round(self.fade * fps)
        counts = tuple(conform.conformed_count(info, fps) for info in infos)
        _check_lengths(clips, counts, fade)
        return Plan(
            clips=tuple(clips), infos=infos, counts=counts, fade=fade, width=width, height=height, fps=fps
        )


def _check_lengths(clips: Sequence[Path], counts: Sequence[int], fade: int) -> None:
    last = len(clips) - 1
    for index, (clip, count) in enumerate(zip(clips, counts, strict=True)):
        fades = (index > 0) + (index < last)
        if count < fades * fade:
            raise EditError(
                f"the clip {clip.name} ({clip.parent.name}) has {count} frames, but its {fades} "
                f"crossfade{'s' * (fades > 1)} of {fade} frames need {fades * fade}",
                todo="shoot longer scenes (DEFAULT_NUM_FRAMES) or shorten CROSSFADE_DURATION",
            )


def _write(plan: Plan, writer: ClipWriter, loud: bool, report: Report) -> None:
    tail: list[av.VideoFrame] = []
    lingering = np.zeros((2, 0), np.float32)
    done = 0
    for index in range(len(plan.clips)):
        if loud:
            lingering = _write_sound(plan, index, lingering, writer)
        ending: list[av.VideoFrame] = []
        for frame in _joined(plan, index, tail, ending):
            writer.put(frame)
            done += 1
            if done % 12 == 0 or done == plan.frames:
                report(Progress(done=done, total=plan.frames))
        tail = ending


def _joined(
    plan: Plan, index: int, tail: "list[av.VideoFrame]", ending: "list[av.VideoFrame]"
) -> "Iterator[av.VideoFrame]":
    """The film's frames of one clip, faded in over `tail`; its last frames are left in `ending`."""
    last = plan.counts[index] - (plan.fade if index < len(plan.clips) - 1 else 0)
    source = conform.frames(plan.clips[index], plan.infos[index], plan.width, plan.height, plan.fps)
    for position, frame in enumerate(source):
        if position >= last:
            ending.append(frame)
        elif position < len(tail):
            yield conform.blended(tail[position], frame, Fraction(position + 1, plan.fade + 1))
        else:
            yield frame


def _write_sound(
    plan: Plan, index: int, lingering: NDArray[np.float32], writer: ClipWriter
) -> NDArray[np.float32]:
    """Write one clip's sound up to its last fade, and return the rest for the next clip."""
    start = plan.starts[index]
    end = start + plan.counts[index]
    stop = end - (plan.fade if index < len(plan.clips) - 1 else 0)
    track = conform.sound(plan.clips[index], _sample(end, plan.fps) - _sample(start, plan.fps))
    overlap = lingering.shape[1]
    # Equal power: two unrelated sounds keep their loudness through the fade.
    angle = (np.arange(overlap, dtype=np.float32) + 0.5) / max(1, overlap) * np.float32(np.pi / 2)
    track[:, :overlap] = track[:, :overlap] * np.sin(angle) + lingering * np.cos(angle)
    length = _sample(stop, plan.fps) - _sample(start, plan.fps)
    if length:
        writer.put_audio(np.clip(track[:, :length], -1, 1))
    return track[:, length:]


def _sample(frame: int, fps: Fraction) -> int:
    return round(frame * SAMPLE_RATE / fps)
