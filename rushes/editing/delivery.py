"""Everything that is handed over with a film, written beside it."""

import dataclasses
import json
from pathlib import Path, PurePosixPath

from rushes.editing.page import write_page
from rushes.editing.report import Json, ReportData, production_report, reward_breakdown
from rushes.files import write_bytes


def deliver(data: ReportData, root: Path, *, report: str, breakdown: str) -> ReportData:
    """Write the report, the reward breakdown and the page of the production in run folder `root`.

    Args:
        data: The production.
        root: The run folder.
        report: File name of the report (`PRODUCTION_REPORT_NAME`); the page takes its stem.
        breakdown: File name of the reward breakdown (`REWARD_BREAKDOWN_FILE`).

    Returns:
        `data` with the written files named in ``data.files``.

    Raises:
        DiskFull, MemoryError_: a file could not be written; those written before are whole.
    """
    home = PurePosixPath(data.folder)
    page = str(PurePosixPath(report).with_suffix(".html"))
    named = {"page": page, "report": report, "reward_breakdown": breakdown}
    data = dataclasses.replace(
        data, files={**{name: str(home / file) for name, file in named.items()}, **data.files}
    )
    _write_json(root / home / report, production_report(data))
    _write_json(root / home / breakdown, reward_breakdown(data))
    write_page(data, root, root / home / page)
    return data


def _write_json(path: Path, body: Json) -> None:
    write_bytes(path, (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode())
