"""`rushes board`: the report page of a run as far as it is, live, with the acts on buttons.

The board reads the run folder and never holds its lock: the film is shot by a process of its own,
before the board, beside it or begun from it, and goes on when the board is stopped.
"""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, final

from pydantic import TypeAdapter

from rushes.config import reward_weights
from rushes.editing.page import page
from rushes.editing.pictures import Pictures
from rushes.editing.report import ReferenceFile, ReportData
from rushes.film import CreativeDocument, Film, LogEntry, Take
from rushes.memory import Layout, asked, read_json
from rushes.settings import Loaded

T = TypeVar("T")

WAITING = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<link rel="icon" href="data:,"><title>Rushes</title>
<body style="font:16px system-ui;margin:4rem"><h1>The screenplay is being written</h1>
<p>This page follows as soon as there is something to see.</p></body></html>"""


def figures(place: Layout, loaded: Loaded) -> ReportData | None:
    """The production as far as its files tell; None before the screenplay is there."""
    there, settings = asked(place), loaded.settings
    if not place.document.exists() or "prompt" not in there:
        return None
    document = _value(place.document, CreativeDocument)
    takes = tuple(take for scene in document.scenes for take in _takes(place, scene.number))
    film = _value(place.cut, Film) if place.cut.exists() else None
    log = TypeAdapter(tuple[LogEntry, ...]).validate_python(read_json(place.state)["continuity_log"])
    shown = set(film.clips if film else ()) or {entry.clip for entry in log}
    return ReportData(
        prompt=str(there["prompt"]),
        seed=int(there["seed"]),
        digest=str(read_json(place.state)["request"]),
        document=document,
        takes=takes,
        chosen={take.scene: take for take in takes if take.clip in shown},
        film=film if film and (place.root / film.path).exists() else None,
        weights=reward_weights(settings),
        reward_threshold=settings.RL_REWARD_THRESHOLD,
        consistency_threshold=settings.CLIP_CONSISTENCY_THRESHOLD,
        crew=(),
        references=_references(place),
        log=log,
        folder=place.report.parent.relative_to(place.root).as_posix(),
    )


def _value(path: Path, kind: type[T]) -> T:
    return TypeAdapter(kind).validate_python(read_json(path)["value"])


def _takes(place: Layout, scene: int) -> list[Take]:
    """The takes of a scene: attempts by number, then what was shot in full."""
    folder = place.clip(scene, "take-01").parent
    finals = sorted(folder.glob("final*.json"), key=lambda file: (len(file.stem), file.stem))
    files = sorted(folder.glob("take-*.json")) + finals
    return [_value(file, Take) for file in files]


def _references(place: Layout) -> tuple[ReferenceFile, ...]:
    home = place.root / place.references
    return tuple(
        ReferenceFile(
            subject=file.parent.name,
            of="character" if file.parent.parent.name == "characters" else "location",
            view=file.stem,
            path=file.relative_to(place.root).as_posix(),
        )
        for file in sorted(home.glob("*/*/*.png"))
    )


@final
@dataclass(slots=True)
class Screening:
    """What the board shows of one run, and the acts that it begins."""

    place: Layout
    loaded: Loaded
    _shown: tuple[str, str] = ("", "")
    _stills: dict[tuple[object, ...], str] = field(default_factory=dict)
    _work: "subprocess.Popen[bytes] | None" = field(default=None)

    def page(self) -> str:
        """The page, made anew only when the run has changed."""
        stamp = self._stamp()
        if self._shown[0] != stamp:
            data = figures(self.place, self.loaded)
            html = (
                WAITING
                if data is None
                else page(data, Pictures(self.place.root, kept=self._stills), live=True)
            )
            self._shown = (stamp, html)
        return self._shown[1]

    def version(self) -> str:
        """The run's stamp, and on a second line what the last act is doing."""
        return f"{self._stamp()}\n{self._news()}"

    def _stamp(self) -> str:
        files = (self.place.ledger, self.place.cut, self.place.report)
        return "-".join(str(file.stat().st_mtime_ns) if file.exists() else "0" for file in files)

    def _news(self) -> str:
        if self._work is None:
            return ""
        code = self._work.poll()
        if code is None:
            return "Working on it; the page follows take by take."
        last = self._log.read_text(errors="replace").strip().splitlines() if code else []
        return "Done." if not code else "It failed: " + " ".join(last[-2:])

    @property
    def _log(self) -> Path:
        return self.place.cut.with_name("board.log")

    def act(self, form: Mapping[str, str]) -> str:
        """Begin an act in a process of its own. Raises ValueError when the form is nonsense."""
        words = _words(form)
        if self._work is not None and self._work.poll() is None:
            return "One thing at a time: the last act is still being carried out."
        command = [sys.executable, "-m", "rushes", *words, "--output", str(self.place.root)]
        with self._log.open("wb") as log:
            self._work = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        return "Working on it; the page follows take by take."


def _words(form: Mapping[str, str]) -> list[str]:
    """A form as the words of its command. What a person typed is one word, whatever it holds."""

    def number(name: str) -> str:
        return str(int(form.get(name, "")))

    acts: dict[str, Any] = {
        "retake": lambda: ["retake", "--scene", number("scene"), f"--note={form.get('note', '')}"],
        "choose": lambda: ["choose", number("scene"), number("take")],
        "recut": lambda: ["recut"],
    }
    if form.get("act") not in acts:
        raise ValueError("no such act")
    words: list[str] = acts[form["act"]]()
    return words
