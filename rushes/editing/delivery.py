"""Everything that is handed over with a film, written beside it."""

import dataclasses
import json
from pathlib import Path, PurePosixPath

from rushes.editing import timeline
from rushes.editing.captions import captions, srt, vtt
from rushes.editing.page import write_page
from rushes.editing.report import Json, ReportData, production_report, reward_breakdown
from rushes.files import write_bytes


def deliver(data: ReportData, root: Path, *, report: str, breakdown: str) -> ReportData:
    """Write the report, the reward breakdown, the page, and of a cut film the timelines and captions.

    Timelines need OpenTimelineIO (see requirements.txt); without it the returned
    notes say so.

    Args:
        data: The production.
        root: The run folder.
        report: File name of the report (`PRODUCTION_REPORT_NAME`); the page takes its stem.
        breakdown: File name of the reward breakdown (`REWARD_BREAKDOWN_FILE`).

    Returns:
        `data` with the written files named in ``data.files``, and what was not written in ``data.notes``.

    Raises:
        DiskFull, MemoryError_: a file could not be written; those written before are whole.
    """
    home = PurePosixPath(data.folder)
    page = str(PurePosixPath(report).with_suffix(".html"))
    for_editors, notes = _for_editors(data, root / home)
    named = {"page": page, "report": report, "reward_breakdown": breakdown, **for_editors}
    data = dataclasses.replace(
        data,
        files={**{name: str(home / file) for name, file in named.items()}, **data.files},
        notes=(*data.notes, *notes),
    )
    _write_json(root / home / report, production_report(data))
    _write_json(root / home / breakdown, reward_breakdown(data))
    write_page(data, root, root / home / page)
    return data


def _for_editors(data: ReportData, folder: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    """Timelines and captions: name -> file name, and sentences about what was not written."""
    if data.film is None:
        return {}, ()
    lines = captions(data.document, data.film)
    stem = PurePosixPath(data.film.path).stem
    named = {"captions": f"{stem}.srt", "web_captions": f"{stem}.vtt"}
    write_bytes(folder / named["captions"], srt(lines).encode())
    write_bytes(folder / named["web_captions"], vtt(lines).encode())
    if not timeline.available():
        return named, ("film.otio was not written: OpenTimelineIO is not installed (see requirements.txt)",)
    refused = timeline.write_timelines(data, folder)
    written = {f"timeline_{suffix}": f"film.{suffix}" for suffix in timeline.FORMATS if suffix not in refused}
    return {**named, **written}, tuple(refused.values())


def _write_json(path: Path, body: Json) -> None:
    write_bytes(path, (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode())
