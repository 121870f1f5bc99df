"""The cut as a timeline that editing programs open: OpenTimelineIO, FCP7 XML, EDL.

``film.otio`` is complete: every clip holds every take of its scene as a media reference, the one
in the film active, with dissolves, and a marker with reward and prompt. FCP7 XML and EDL are written by
OpenTimelineIO's adapters and carry the film alone, because those formats know no takes.

There is no FCPXML: that adapter was seen to drop every dissolve without a word.
"""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rushes.editing.report import ReportData
from rushes.errors import EditError
from rushes.files import write_bytes
from rushes.film import Film, Take

FORMATS = {"otio": "otio_json", "xml": "fcp_xml", "edl": "cmx_3600"}
"""File suffix -> adapter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The part of one clip between the middles of its fades."""

    first: int
    """First frame of the clip that counts as this clip's."""
    frames: int
    before: int
    """Frames of the dissolve into this clip that lie before the cut; 0 for a hard cut."""
    after: int
    """Frames of that dissolve that lie after the cut."""


def available() -> bool:
    """Whether OpenTimelineIO and its adapters are installed."""
    names = ("opentimelineio", "otio_fcp_adapter", "otio_cmx3600_adapter")
    return all(importlib.util.find_spec(name) is not None for name in names)


def spans(film: Film) -> tuple[Span, ...]:
    """Where each clip is cut, in film frames: in the middle of its fades, the earlier half rounded down."""
    fades = [0, *(join.frames for join in film.joins), 0]
    starts = [0, *(join.start for join in film.joins)]
    ends = [*(join.start + join.frames for join in film.joins), film.frames]
    found = []
    for start, end, fade, following in zip(starts, ends, fades, fades[1:], strict=False):
        first, last = fade // 2, end - start - (following - following // 2)
        found.append(Span(first=first, frames=last - first, before=fade // 2, after=fade - fade // 2))
    return tuple(found)


def timeline(data: ReportData) -> Any:
    """The film as an ``opentimelineio.schema.Timeline``, with media relative to the report's folder.

    Raises:
        EditError: the film is not cut yet.
    """
    import opentimelineio as otio

    if data.film is None:
        raise EditError("the film is not cut yet", todo="finish it first")
    film, seconds = data.film, otio.opentime.RationalTime
    whole = otio.schema.Timeline(data.document.title, global_start_time=seconds(0, film.fps))
    whole.metadata["rushes"] = {"prompt": data.prompt, "seed": str(data.seed), "request": data.digest}
    track = otio.schema.Track("V1", kind=otio.schema.TrackKind.Video)
    whole.tracks.append(track)
    for span, scene in zip(spans(film), sorted(data.chosen), strict=True):
        if span.before or span.after:
            track.append(
                otio.schema.Transition(
                    transition_type=otio.schema.TransitionTypes.SMPTE_Dissolve,
                    in_offset=seconds(span.before, film.fps),
                    out_offset=seconds(span.after, film.fps),
                )
            )
        track.append(_clip(otio, data, film, data.chosen[scene], span))
    return whole


def _clip(otio: Any, data: ReportData, film: Film, chosen: Take, span: Span) -> Any:
    takes = data.of_scene(chosen.scene)
    cut = _range(otio, span.first, span.frames, film.fps)
    clip = otio.schema.Clip(f"Scene {chosen.scene}", source_range=cut)
    clip.set_media_references({_key(t): _media(otio, data, t) for t in takes}, _key(chosen))
    # Eight letters are all that an EDL keeps of a reel; this names the clip within them.
    clip.metadata["cmx_3600"] = {"reel": f"S{chosen.scene:02}T{chosen.number:02}"}
    reward = "not measured" if chosen.reward is None else f"{chosen.reward:.2f}"
    clip.markers.append(
        otio.schema.Marker(
            name=f"reward {reward}",
            marked_range=_range(otio, span.first, 1, film.fps),
            metadata={"rushes": _facts(chosen)},
        )
    )
    return clip


def _media(otio: Any, data: ReportData, take: Take) -> Any:
    return otio.schema.ExternalReference(
        target_url=quote(data.beside(take.clip)),
        available_range=_range(otio, 0, take.frames, take.fps),
        metadata={"rushes": _facts(take)},
    )


def _facts(take: Take) -> dict[str, Any]:
    return {
        "take": take.number,
        "quality": take.quality,
        "reward": take.reward,
        "direction": str(take.direction),
        "prompt": take.prompt.text,
        "seed": str(take.seed),  # seeds are 64 bits wide; as numbers, many readers would round them
    }


def _key(take: Take) -> str:
    return f"take-{take.number:02}" + ("-draft" if take.quality == "draft" else "")


def _range(otio: Any, start: int, frames: int, fps: float) -> Any:
    return otio.opentime.TimeRange(
        otio.opentime.RationalTime(start, fps), otio.opentime.RationalTime(frames, fps)
    )


def write_timelines(data: ReportData, folder: Path) -> dict[str, str]:
    """Write ``film.otio``, ``film.xml`` and ``film.edl`` into `folder`, the report's own.

    Returns:
        Suffix -> why that format was not written; empty when all were.

    Raises:
        EditError: the film is not cut yet.
        DiskFull, MemoryError_: a file could not be written.
    """
    import opentimelineio as otio

    whole, refused = timeline(data), {}
    for suffix, adapter in FORMATS.items():
        try:
            text = otio.adapters.write_to_string(whole, adapter, **_options(suffix, data))
        except (otio.exceptions.OTIOError, ValueError) as error:
            refused[suffix] = f"film.{suffix} was not written: {error}"
            continue
        write_bytes(folder / f"film.{suffix}", text.encode())
    return refused


def _options(suffix: str, data: ReportData) -> dict[str, Any]:
    return {"rate": data.film.fps} if suffix == "edl" and data.film else {}
