"""Cutting without encoding again: only the crossfades are new, everything else is copied.

Our own clips carry IDR frames where their fades begin and end, in closed groups of pictures, and
one set of H.264 parameters. So the film is the clips' packets with freshly encoded fades
between them: a seventh of the work, and no second loss outside the fades.

Every condition is checked on the packets themselves; a set of clips that fails one is not
spliced, and the caller encodes the whole film instead.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rushes.editing import conform
from rushes.files import PARTIAL, publish
from rushes.seams import Progress, Report
from rushes.video import MP4, Chapter, ClipInfo, ClipWriter, label, opened, rate, writing

if TYPE_CHECKING:
    import av


class CannotSplice(Exception):
    """These clips cannot be joined without encoding them again; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Frames `first` up to, not including, `last` of one file: whole groups of pictures."""

    path: Path
    first: int
    last: int


def check(infos: Sequence[ClipInfo], size: tuple[int, int], fps: Fraction, fade: int) -> None:
    """Raise `CannotSplice` unless the clips are silent and of the film's size and rate, and the fade fits."""
    if any(info.audio for info in infos):
        raise CannotSplice("a clip has sound")
    if any((info.width, info.height) != size or rate(info.fps) != fps for info in infos):
        raise CannotSplice("a clip has another size or rate than the film")
    # Two IDR frames in a row would have to differ in their idr_pic_id, which a copy cannot promise.
    if fade == 1:
        raise CannotSplice("a fade of one frame is a group of one picture")


def pieces(clips: Sequence[Path], counts: Sequence[int], fade: int, joins: Sequence[Path]) -> list[Piece]:
    """The film as pieces of files: clip, fade, clip, fade, clip."""
    found = []
    for index, (clip, count) in enumerate(zip(clips, counts, strict=True)):
        first = fade if index else 0
        last = count - (fade if index < len(clips) - 1 else 0)
        found += [Piece(path=clip, first=first, last=last)] if last > first else []
        found += [Piece(path=join, first=0, last=fade) for join in joins[index : index + 1]]
    return found


def splice(
    clips: Sequence[Path],
    counts: Sequence[int],
    fade: int,
    fps: Fraction,
    out: Path,
    *,
    options: Mapping[str, Any],
    tags: Mapping[str, str],
    marks: Sequence[Chapter],
    report: Report,
) -> None:
    """Write the film to `out` with new pictures in its fades only.

    Args:
        clips, counts: The clips and their frames, already found fit by `check`.
        fade: Frames of each crossfade.
        fps, tags, marks: The film's rate, metadata and chapters.
        options: Encoder options of the fades (`ClipWriter`'s ``crf`` and ``preset``).
        report: Told about every two seconds of film.

    Raises:
        CannotSplice: the packets do not allow it; nothing was written.
        EditError, DiskFull: as for any clip.
    """
    joins: list[Path] = []
    try:
        check_pieces(pieces(clips, counts, fade, ()), fps)
        joins = write_joins(clips, counts, fade, fps, out, options)
        found = pieces(clips, counts, fade, joins)
        check_pieces(found, fps)
        concatenate(found, out, fps, tags, marks, report)
    finally:
        for join in joins:
            join.unlink(missing_ok=True)


def check_pieces(found: Sequence[Piece], fps: Fraction) -> None:
    """Raise `CannotSplice` unless every piece is whole groups of pictures with one set of parameters."""
    parameters = None
    for piece in found:
        with opened(piece.path) as container:
            context = container.streams.video[0].codec_context
            if context.name != "h264" or context.pix_fmt != "yuv420p" or not context.extradata:
                raise CannotSplice(f"{piece.path.name} is not H.264 in yuv420p")
            if parameters not in (None, context.extradata):
                raise CannotSplice(f"{piece.path.name} was encoded with other parameters")
            parameters = context.extradata
        _check_groups(piece, list(_packets(piece.path, fps)))


def _check_groups(piece: Piece, packets: "list[tuple[int, av.Packet]]") -> None:
    """In decoding order, the piece must be exactly its own frames, and start and stop at IDR frames."""
    inside = packets[piece.first : piece.last]
    if sorted(number for number, _ in inside) != list(range(piece.first, piece.last)):
        raise CannotSplice(f"{piece.path.name} has pictures that need others across frame {piece.first}")
    bounds = [inside[0], *packets[piece.last : piece.last + 1]]
    for (number, packet), wanted in zip(bounds, (piece.first, piece.last), strict=False):
        if number != wanted or not packet.is_keyframe:
            raise CannotSplice(f"{piece.path.name} has no key frame at frame {wanted}")
    if inside[-1][1].is_keyframe:
        raise CannotSplice(f"{piece.path.name} ends in a group of one picture")


def _packets(path: Path, fps: Fraction) -> "Iterator[tuple[int, av.Packet]]":
    """(frame number, packet) in decoding order."""
    with opened(path) as container:
        stream = container.streams.video[0]
        for packet in container.demux(stream):
            if packet.size and packet.pts is not None and stream.time_base is not None:
                yield round((packet.pts - (stream.start_time or 0)) * stream.time_base * fps), packet


def write_joins(
    clips: Sequence[Path],
    counts: Sequence[int],
    fade: int,
    fps: Fraction,
    out: Path,
    options: Mapping[str, Any],
) -> list[Path]:
    """Encode each crossfade as a clip of its own beside `out`; the caller removes them."""
    joins = []
    for index in range(len(clips) - 1 if fade else 0):
        path = out.with_name(f"{out.name}.join-{index + 1}{PARTIAL}")  # swept away if this process dies
        joins.append(path)
        tail = list(frames_from(clips[index], counts[index] - fade, fps))
        heads = frames_from(clips[index + 1], 0, fps)
        with ClipWriter(path, tail[0].width, tail[0].height, fps, **options) as writer:
            for position, (old, new) in enumerate(zip(tail, heads, strict=False)):
                writer.put(conform.blended(old, new, Fraction(position + 1, fade + 1)))
    return joins


def frames_from(path: Path, first: int, fps: Fraction) -> "Iterator[av.VideoFrame]":
    """Decode from key frame `first` on."""
    with opened(path) as container:
        stream = container.streams.video[0]
        base = stream.time_base or 1 / fps
        start = stream.start_time or 0
        container.seek(start + round(first / (fps * base)), stream=stream)
        for frame in container.decode(stream):
            if round(((frame.pts or 0) - start) * base * fps) >= first:
                yield frame


def concatenate(
    found: Sequence[Piece],
    out: Path,
    fps: Fraction,
    tags: Mapping[str, str],
    marks: Sequence[Chapter],
    report: Report,
) -> None:
    """Copy the packets of all pieces into `out`, which appears whole or not at all."""
    import av

    partial = out.with_name(out.name + PARTIAL)
    total = sum(piece.last - piece.first for piece in found)
    try:
        with writing(out), av.open(str(partial), "w", format="mp4", options=dict(MP4)) as container:
            label(container, tags, marks, fps)
            with opened(found[0].path) as like:
                stream = container.add_stream_from_template(like.streams.video[0])
            stream.time_base = 1 / fps
            for packet, done in _retimed(found, fps):
                packet.stream = stream
                container.mux(packet)
                if done % 48 == 0 or done == total:
                    report(Progress(done=done, total=total))
        with writing(out):
            publish(partial, out)
    finally:
        partial.unlink(missing_ok=True)


def _retimed(found: Sequence[Piece], fps: Fraction) -> "Iterator[tuple[av.Packet, int]]":
    """Every packet with its time in the film, and how many there are so far.

    Decoding times count up by one frame; they start as many frames before zero as the encoder
    reorders, so that no picture is due before it can be decoded.
    """
    delay = max(_delay(piece, fps) for piece in found)
    base = done = 0
    for piece in found:
        packets = list(_packets(piece.path, fps))
        for number, packet in packets[piece.first : piece.last]:
            packet.time_base = 1 / fps
            packet.pts, packet.dts, packet.duration = base + number - piece.first, done - delay, 1
            done += 1
            yield packet, done
        base += piece.last - piece.first


def _delay(piece: Piece, fps: Fraction) -> int:
    return max(position - number for position, (number, _) in enumerate(_packets(piece.path, fps)))
