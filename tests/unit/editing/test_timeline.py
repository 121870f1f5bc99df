"""The timeline that editors get is the film: read back, every frame is where it is in the cut."""

import dataclasses
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from rushes.editing.captions import captions, srt, vtt
from rushes.editing.delivery import deliver
from rushes.editing.report import ReportData
from rushes.editing.timeline import Span, spans, timeline, write_timelines
from rushes.errors import EditError
from rushes.film import Film, Join

Make = Callable[..., ReportData]
otio = pytest.importorskip("opentimelineio")


def film(counts: list[int], fade: int, fps: float = 24) -> Film:
    starts = [sum(counts[:i]) - i * fade for i in range(len(counts))]
    return Film(
        title="x", path="output/x.mp4", clips=tuple(f"{i}.mp4" for i in range(len(counts))),
        joins=tuple(Join(frames=fade, start=start) for start in starts[1:]),
        frames=starts[-1] + counts[-1], fps=fps, width=96, height=64,
    )  # fmt: skip


def cut_film(data: ReportData, fade: int, fps: float = 24) -> ReportData:
    counts = [data.chosen[n].frames for n in sorted(data.chosen)]
    return dataclasses.replace(data, film=film(counts, fade, fps))


def frames_of(whole: Any) -> list[tuple[str, int, int]]:
    """(kind, start or frames before the cut, frames or frames after the cut) for each item of the track."""
    (track,) = whole.video_tracks()
    return [
        ("dissolve", int(x.in_offset.value), int(x.out_offset.value))
        if isinstance(x, otio.schema.Transition)
        else ("clip", int(x.source_range.start_time.value), int(x.source_range.duration.value))
        for x in track
    ]


@pytest.mark.parametrize("fade", [0, 1, 7, 12])
def test_spans_tile_the_film(fade: int) -> None:
    """Cut in the middles of the fades, the clips fill the film without gap or overlap."""
    cut = film([36, 40, 33], fade)
    found = spans(cut)
    assert sum(span.frames for span in found) == cut.frames
    assert [s.before + s.after for s in found] == [0, fade, fade]
    at = 0
    for span, start in zip(found, (0, *(join.start for join in cut.joins)), strict=True):
        assert start + span.first == at
        at += span.frames
    assert spans(film([36], 12)) == (Span(first=0, frames=36, before=0, after=0),)


@pytest.mark.parametrize("fade", [0, 7, 12])
def test_otio_read_back_is_the_film(production: Make, tmp_path: Path, fade: int) -> None:
    """Clips, dissolves, every take, the active one and its path survive a round trip through the file."""
    data = cut_film(production(3, 2), fade)
    assert write_timelines(data, tmp_path) == {}
    back = otio.adapters.read_from_file(str(tmp_path / "film.otio"))
    assert back.is_equivalent_to(timeline(data))
    assert back.duration().value == data.film.frames
    clips = list(back.find_clips())
    for clip, number in zip(clips, (1, 2, 3), strict=True):
        chosen = data.chosen[number]
        assert set(clip.media_references()) == {"take-01", "take-02"}
        assert clip.active_media_reference_key == f"take-{chosen.number:02}"
        assert clip.media_reference.target_url == f"clips/scene-{number:02}/take-{chosen.number:02}.mp4"
        assert clip.media_reference.available_range.duration.value == chosen.frames
        assert clip.markers[0].name == f"reward {chosen.reward:.2f}"
        assert clip.markers[0].metadata["rushes"]["prompt"] == chosen.prompt.text
    dissolves = [item for item in frames_of(back) if item[0] == "dissolve"]
    assert dissolves == [("dissolve", fade // 2, fade - fade // 2)] * (2 if fade else 0)


def test_otio_paths_lead_to_the_takes(on_disk: Make, tmp_path: Path) -> None:
    """From the timeline's folder, every media address is a file that is there."""
    data = deliver(
        on_disk(2, 2), tmp_path, report="production_report.json", breakdown="reward_breakdown.json"
    )
    back = otio.adapters.read_from_file(str(tmp_path / data.files["timeline_otio"]))
    addresses = [m.target_url for clip in back.find_clips() for m in clip.media_references().values()]
    assert len(addresses) == 4
    for address in addresses:
        assert (tmp_path / "output" / unquote(address)).is_file()


@pytest.mark.parametrize("fade", [0, 12])
def test_fcp7_xml_read_back_is_the_film(production: Make, tmp_path: Path, fade: int) -> None:
    """Durations in frames, dissolve lengths and the media of the chosen takes survive."""
    data = cut_film(production(3, 2), fade)
    write_timelines(data, tmp_path)
    back = otio.adapters.read_from_file(str(tmp_path / "film.xml"), adapter_name="fcp_xml")
    back = back if isinstance(back, otio.schema.Timeline) else back[0]
    assert back.duration().value == data.film.frames
    assert frames_of(back) == frames_of(timeline(data))
    assert [c.media_reference.target_url for c in back.find_clips()] == [
        data.beside(data.chosen[n].clip) for n in (1, 2, 3)
    ]


EVENT = re.compile(r"^(\d{3})\s+(\S+)\s+V\s+(C|D (\d{3}))\s+(\S+) (\S+) (\S+) (\S+)$")


def frame(timecode: str, fps: int = 24) -> int:
    hours, minutes, seconds, frames = map(int, timecode.split(":"))
    return ((hours * 60 + minutes) * 60 + seconds) * fps + frames


@pytest.mark.parametrize("fade", [0, 7, 12])
def test_the_edl_s_record_times_are_the_film_s(production: Make, tmp_path: Path, fade: int) -> None:
    """Parsed here by hand: each clip is recorded from its fade on, up to the film's end."""
    data = cut_film(production(4, 2), fade)
    write_timelines(data, tmp_path)
    events = [
        m.groups() for line in (tmp_path / "film.edl").read_text().splitlines() if (m := EVENT.match(line))
    ]
    shown = [e for e in events if e[6] != e[7]]
    assert len(shown) == 4
    starts = [0, *(join.start for join in data.film.joins)]
    for event, start, number in zip(shown, starts, (1, 2, 3, 4), strict=True):
        _, reel, kind, length, source_in, source_out, record_in, record_out = event
        assert reel == f"S{number:02}T{data.chosen[number].number:02}"
        assert frame(record_in) == start
        assert frame(source_in) == 0
        assert frame(source_out) - frame(source_in) == frame(record_out) - frame(record_in)
        assert (kind, length) == (("C", None) if number == 1 or not fade else (f"D {fade:03}", f"{fade:03}"))
    assert frame(shown[-1][7]) == data.film.frames
    for earlier, later in pairwise(shown):
        assert earlier[7] == later[6]


def test_a_format_that_cannot_say_it_is_refused_aloud(production: Make, tmp_path: Path) -> None:
    """Timecode knows no 17 frames per second: EDL and XML are left out with a reason, OTIO is written."""
    refused = write_timelines(cut_film(production(2, 1), 12, fps=17), tmp_path)
    assert set(refused) == {"xml", "edl"}
    assert "film.edl was not written" in refused["edl"]
    assert (tmp_path / "film.otio").exists()
    assert not (tmp_path / "film.edl").exists()


def test_drafts_and_their_reshoot_are_different_takes(production: Make) -> None:
    """A draft at half rate and its full shoot both hang on the clip, the full one active."""
    data = production(1, 1)
    draft = dataclasses.replace(data.takes[0], quality="draft", fps=12.0, frames=18)
    full = dataclasses.replace(data.takes[0], clip="output/clips/scene-01/final.mp4")
    data = cut_film(dataclasses.replace(data, takes=(draft, full), chosen={1: full}), 12)
    (clip,) = timeline(data).find_clips()
    assert set(clip.media_references()) == {"take-01", "take-01-draft"}
    assert clip.active_media_reference_key == "take-01"
    assert clip.media_references()["take-01-draft"].available_range.duration.to_seconds() == pytest.approx(
        1.5
    )


def test_an_uncut_film_has_no_timeline(production: Make) -> None:
    """There is nothing to export before the cut."""
    with pytest.raises(EditError, match="not cut yet"):
        timeline(production(1, 1))


def test_captions_follow_the_scenes(production: Make) -> None:
    """One caption per scene, without gaps, changing in the middle of the fades, to the film's end."""
    data = cut_film(production(3, 1), 12)
    lines = captions(data.document, data.film)
    assert [line.text for line in lines] == [scene.action for scene in data.document.scenes]
    assert [line.start for line in lines] == pytest.approx([0, 30 / 24, 54 / 24])
    assert [line.end for line in lines] == pytest.approx([30 / 24, 54 / 24, 84 / 24])
    assert srt(lines).startswith(
        "1\n00:00:00,000 --> 00:00:01,250\nMara kneels beside the whale and listens,\n"
    )
    assert vtt(lines).startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nMara kneels")


def test_captions_carry_no_markup(production: Make) -> None:
    """Arrows, tags and line breaks in an action cannot break the caption file."""
    data = cut_film(production(1, 1), 0)
    scene = dataclasses.replace(data.document.scenes[0], action="a --> <b>b</b>\n\n2\n& c")
    paper = dataclasses.replace(data.document, scenes=(scene,))
    lines = captions(paper, data.film)
    assert vtt(lines).endswith("a --&gt; &lt;b&gt;b&lt;/b&gt; 2 &amp; c\n")
    assert "<" not in srt(lines)
    assert srt(lines).count("-->") == 1


def test_the_timeline_of_a_real_cut_fits_the_file(on_disk: Make) -> None:
    """The stitcher's own record of a film gives a timeline of the file's length."""
    data = on_disk(3, 1)
    assert data.film is not None
    assert timeline(data).duration().value == data.film.frames == 84
