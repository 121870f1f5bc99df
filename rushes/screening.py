"""`rushes board`: the report page of a run as far as it is, live, with the acts on buttons.

The board reads the run folder and never holds its lock: the film is shot by a process of its own,
before the board, beside it or begun from it, and goes on when the board is stopped.
"""

import json
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, final

from pydantic import TypeAdapter

from rushes.config import reward_weights
from rushes.editing.page import page
from rushes.editing.pictures import Pictures
from rushes.editing.report import CrewLine, ReferenceFile, ReportData
from rushes.errands import Errands
from rushes.files import write_bytes
from rushes.film import CreativeDocument, Film, LogEntry, Take
from rushes.memory import Layout, asked, read_json
from rushes.settings import Loaded, changed

T = TypeVar("T")

WAITING = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<link rel="icon" href="data:,"><title>Rushes</title>
<body style="font:16px system-ui;margin:4rem"><h1>The screenplay is being written</h1>
<p>This page follows as soon as there is something to see.</p></body></html>"""


def figures(place: Layout, loaded: Loaded, crew: tuple[CrewLine, ...] = ()) -> ReportData | None:
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
        crew=crew,
        settings_changed=changed(settings),
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
    """What the board shows of one run, and the acts that it begins. Safe to ask from several threads."""

    place: Layout
    loaded: Loaded
    errands: Errands
    crew: tuple[CrewLine, ...] = ()
    """Who plays which part, as far as this machine would cast them now."""
    _shown: tuple[str, str] = ("", "")
    _stills: dict[tuple[object, ...], str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def page(self) -> str:
        """The page, made anew only when the run has changed."""
        with self._lock:
            stamp = self._stamp()
            if self._shown[0] != stamp:
                data = figures(self.place, self.loaded, self.crew)
                stills = Pictures(self.place.root, kept=self._stills)
                self._shown = (stamp, WAITING if data is None else page(data, stills, live=True))
            return self._shown[1]

    def now(self) -> str:
        """The run's stamp, what is being done, and what became of the acts, as JSON."""
        return json.dumps({"stamp": self._stamp(), "now": self._doing(), "acts": self.errands.told()})

    def _stamp(self) -> str:
        files = (self.place.ledger, self.place.cut, self.place.report)
        return "-".join(str(file.stat().st_mtime_ns) if file.exists() else "0" for file in files)

    def _doing(self) -> dict[str, Any] | None:
        """The bulletin of whoever shoots there; one that was left by a killed process says so."""
        try:
            body: dict[str, Any] = json.loads(self.place.now.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return {**body, "alive": _alive(int(body["pid"]))}

    def act(self, form: Mapping[str, str]) -> str:
        """Begin an act, after those that are waiting. Raises ValueError when the form is nonsense."""
        return self.errands.enter(*_words(form))

    def hand_in(self, form: Mapping[str, str], picture: bytes) -> str:
        """Begin to replace a reference by `picture`. Raises ValueError when the form is nonsense."""
        if not form.get("subject") or not picture:
            raise ValueError("no subject or no picture")
        view = [f"--view={form['view']}"] if form.get("view") else []
        path = self.place.now.with_name(f"handed-in-{secrets.token_hex(6)}.picture")
        write_bytes(path, picture)
        words = ["reference", f"--image={path}", *view, "--", form["subject"]]
        return self.errands.enter(f"New picture of {form['subject']}", words, path)


def _alive(pid: int) -> bool:
    """Whether a process of this machine is running; on systems that cannot tell, yes."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _words(form: Mapping[str, str]) -> tuple[str, list[str]]:
    """A form as a title and the words of its command. What a person typed is one word, whatever it holds."""

    def number(name: str) -> str:
        return str(int(form.get(name, "")))

    acts: dict[str, Callable[[], tuple[str, list[str]]]] = {
        "retake": lambda: (
            f"Retake of scene {number('scene')}",
            ["retake", "--scene", number("scene"), f"--note={form.get('note', '')}"],
        ),
        "choose": lambda: (
            f"Take {number('take')} for scene {number('scene')}",
            ["choose", number("scene"), number("take")],
        ),
        "recut": lambda: ("New cut", ["recut"]),
    }
    if form.get("act") not in acts:
        raise ValueError("no such act")
    return acts[form["act"]]()
