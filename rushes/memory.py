"""`ConsistencyMemory`: the run folder. Nothing is lost and nothing is made twice.

The layout is the specification's, below ``--output``::

    output/clips/scene-01/take-01.mp4 .json      every take is kept
    output/<title-slug>.mp4  production_report.json  reward_breakdown.json
    story_bible/creative_document.json
    story_bible/references/{characters,locations}/<slug>/<view>.png
    memory/state.json  memory/*.npy  memory/last_frames/*.png  memory/ledger.jsonl  memory/policy/

A file that exists is whole. `once` loads what is there and makes what is not, so running the
same command again is how an interrupted film goes on. Every JSON carries ``schema`` and the
digest of the request it belongs to.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar, final

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from rushes.errors import CorruptRun, FolderBusy, RequestMismatch
from rushes.files import PARTIAL, friendly, write_bytes, write_with
from rushes.film import LogEntry, slug

T = TypeVar("T")
Json = dict[str, Any]

UPGRADES: tuple[Callable[[Json], Json], ...] = ()
"""``UPGRADES[n]`` turns a document of schema n+1 into one of schema n+2."""
SCHEMA = len(UPGRADES) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything lies, from the specification's path settings."""

    root: Path
    output: str = "./output"
    story_bible: str = "./story_bible"
    memory: str = "./memory"
    clips: str = "./output/clips"
    references: str = "./story_bible/references"
    state_name: str = "state.json"
    report_name: str = "production_report.json"
    breakdown_name: str = "reward_breakdown.json"

    @property
    def document(self) -> Path:
        return self.root / self.story_bible / "creative_document.json"

    @property
    def state(self) -> Path:
        return self.root / self.memory / self.state_name

    @property
    def ledger(self) -> Path:
        return self.root / self.memory / "ledger.jsonl"

    @property
    def policy(self) -> Path:
        return self.root / self.memory / "policy"

    @property
    def report(self) -> Path:
        return self.root / self.output / self.report_name

    @property
    def breakdown(self) -> Path:
        return self.root / self.output / self.breakdown_name

    @property
    def cut(self) -> Path:
        """The record of the film: clips, joins, frames."""
        return self.root / self.memory / "film.json"

    @property
    def now(self) -> Path:
        """What is being done at this moment; there only while something is."""
        return self.root / self.memory / "now.json"

    def film(self, title: str) -> Path:
        return self.root / self.output / f"{slug(title)}.mp4"

    def clip(self, scene: int, name: str) -> Path:
        """`name` is ``take-01`` or ``final``; the take's JSON lies beside it."""
        return self.root / self.clips / f"scene-{scene:02}" / f"{name}.mp4"

    def last_frame(self, scene: int, name: str) -> Path:
        return self.root / self.memory / "last_frames" / f"scene-{scene:02}-{name}.png"

    def reference(self, of: str, subject: str, view: str) -> Path:
        return self.root / self.references / f"{of}s" / slug(subject) / f"{slug(view)}.png"

    def replaced(self, of: str, subject: str, view: str) -> Path:
        """A free name for a reference image that another one takes the place of."""
        name, number = f"{of}-{slug(subject)}-{slug(view)}", 1
        while (path := self.root / self.memory / "replaced" / f"{name}-{number}.png").exists():
            number += 1
        return path

    def array(self, name: str) -> Path:
        return self.root / self.memory / f"{slug(name)}.npy"

    def folders(self) -> tuple[Path, ...]:
        """The top folders of a run, outermost only."""
        names = (self.output, self.story_bible, self.memory, self.clips, self.references)
        paths = [(self.root / name).resolve() for name in names]
        return tuple(dict.fromkeys(p for p in paths if not any(q in p.parents for q in paths)))


def digest(request: Mapping[str, Any]) -> str:
    """Eight hex bytes that name a request; equal requests have equal digests on every machine."""
    canonical = json.dumps(request, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


@final
class ConsistencyMemory:
    """One run folder, locked while open. Use as a context manager.

    Args:
        layout: Where everything lies.
        request: Prompt, seed and every setting that changes pixels, as plain JSON values.
        busy: Called once when another process is shooting there, which is then waited for; without
            it the folder is refused.
    """

    def __init__(
        self, layout: Layout, request: Mapping[str, Any], busy: Callable[[], None] | None = None
    ) -> None:
        self.layout = layout
        self.request = dict(request)
        self.digest = digest(request)
        self._log: dict[int, LogEntry] = {}
        self._rewards: dict[int, tuple[float | None, ...]] = {}
        self._busy = busy
        self._lock = FileLock(str(layout.root / layout.memory / ".lock"))

    def __enter__(self) -> "ConsistencyMemory":
        with friendly(self.layout.state):
            self.layout.state.parent.mkdir(parents=True, exist_ok=True)
        _acquire(self._lock, self.layout, self._busy)
        try:
            self._open()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()

    def _open(self) -> None:
        found = found_digest(self.layout)
        if found is not None and found != self.digest:
            raise RequestMismatch(
                f"{self.layout.root} holds the film of another request ({_difference(self)})",
                todo="repeat that request to resume it, choose another --output folder, "
                "or add --fresh to move the old run aside and start anew",
            )
        for folder in self.layout.folders():
            for partial in folder.rglob(f"*{PARTIAL}"):
                if partial.is_file():
                    partial.unlink(missing_ok=True)
        if self.layout.state.exists():
            self._load_state()
        else:
            self._save_state()

    def _load_state(self) -> None:
        body = read_json(self.layout.state)
        try:
            entries = TypeAdapter(tuple[LogEntry, ...]).validate_python(body["continuity_log"])
            rewards = TypeAdapter(dict[int, tuple[float | None, ...]]).validate_python(body["reward_history"])
        except (KeyError, ValidationError) as error:
            raise set_aside(self.layout.state, "does not hold what it should") from error
        self._log = {entry.scene: entry for entry in entries}
        self._rewards = rewards

    # ---------------------------------------------------------------- values

    def once(self, path: Path, kind: type[T], make: Callable[..., T], *args: Any) -> T:
        """Return the `kind` kept at `path`, making and keeping it the first time.

        Raises:
            CorruptRun: the file is damaged or was written by a newer version.
        """
        if path.exists():
            return self.read(path, kind)
        value = make(*args)
        self.keep(path, kind, value)
        return value

    def read(self, path: Path, kind: type[T]) -> T:
        """Load what `keep` wrote. Raises `CorruptRun` when damaged, foreign or newer."""
        body = read_json(path)
        try:
            return TypeAdapter(kind).validate_python(body["value"])
        except (KeyError, ValidationError) as error:
            raise set_aside(path, "does not hold what it should") from error

    def keep(self, path: Path, kind: type[T], value: T) -> None:
        """Write `value` atomically, under this request's digest."""
        self._write(path, {"value": TypeAdapter(kind).dump_python(value, mode="json")})
        self.note("kept", file=path.relative_to(self.layout.root).as_posix())

    def _write(self, path: Path, body: Json) -> None:
        whole = {"schema": SCHEMA, "request": self.digest, **body}
        write_bytes(path, (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode())

    def keep_array(self, name: str, array: NDArray[Any]) -> Path:
        """Keep an array as ``memory/<name>.npy``."""
        path = self.layout.array(name)
        write_with(path, lambda file: np.save(file, array, allow_pickle=False))
        return path

    def array(self, name: str) -> NDArray[Any] | None:
        """The array kept under `name`; None when there is none."""
        path = self.layout.array(name)
        if not path.exists():
            return None
        try:
            loaded: NDArray[Any] = np.load(path, allow_pickle=False)
        except (ValueError, OSError, EOFError) as error:
            raise set_aside(path, "is not a whole .npy file") from error
        return loaded

    def relative(self, path: Path) -> str:
        """`path` as the reports name it: relative to the run folder, with forward slashes."""
        return path.relative_to(self.layout.root).as_posix()

    def absolute(self, relative: str) -> Path:
        return self.layout.root / relative

    # ---------------------------------------------------------------- continuity

    def log(self, before: int | None = None) -> tuple[LogEntry, ...]:
        """The continuity log in scene order; only the scenes before `before` when it is given."""
        return tuple(self._log[n] for n in sorted(self._log) if before is None or n < before)

    def remember(self, entry: LogEntry, rewards: tuple[float | None, ...]) -> None:
        """Enter a finished scene into the continuity log, and its attempts into the reward history."""
        self._log[entry.scene] = entry
        self._rewards[entry.scene] = rewards
        curve = [np.nan if r is None else r for n in sorted(self._rewards) for r in self._rewards[n]]
        self.keep_array("reward-history", np.array(curve, np.float64))
        self._save_state()

    def _save_state(self) -> None:
        adapter = TypeAdapter(tuple[LogEntry, ...])
        self._write(
            self.layout.state,
            {
                "asked": self.request,
                "continuity_log": adapter.dump_python(self.log(), mode="json"),
                "reward_history": {str(n): list(self._rewards[n]) for n in sorted(self._rewards)},
            },
        )

    def note(self, event: str, **details: Any) -> None:
        """Append one line to the ledger. The last line may be lost in a crash; nothing reads it back."""
        line = json.dumps({"at": round(time.time(), 3), "event": event, **details}, ensure_ascii=False)
        with friendly(self.layout.ledger), self.layout.ledger.open("a", encoding="utf-8") as ledger:
            ledger.write(line + os.linesep)


def asked(layout: Layout) -> Mapping[str, Any]:
    """The request of the run that lies there, as far as its state tells; empty when there is none."""
    if not layout.state.exists():
        return {}
    found = read_json(layout.state).get("asked")
    return found if isinstance(found, dict) else {}


def _difference(memory: ConsistencyMemory) -> str:
    there = asked(memory.layout)
    names = sorted(name for name in {*there, *memory.request} if there.get(name) != memory.request.get(name))
    return f"these differ: {', '.join(names[:6])}" if there else "its state file is missing"


def _acquire(lock: FileLock, layout: Layout, busy: Callable[[], None] | None = None) -> None:
    with friendly(layout.state):
        try:
            lock.acquire(timeout=0)
        except Timeout as error:  # a Timeout is an OSError too, so it must be told apart first
            if busy is not None:
                busy()
                lock.acquire()
                return
            raise FolderBusy(
                f"another process is shooting in {layout.root}",
                todo="wait for it, stop it, or choose another --output folder",
            ) from error


def read_json(path: Path) -> Json:
    """Read one of our JSON files, upgraded to the present schema.

    Raises:
        CorruptRun: it is damaged (and was kept aside) or newer than this version (left in place).
    """
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        schema = int(body["schema"])
    except (ValueError, KeyError, TypeError) as error:
        raise set_aside(path, "is damaged") from error
    if schema > SCHEMA:
        raise CorruptRun(
            f"{path} was written by a newer version (schema {schema}; this one reads {SCHEMA})",
            todo="upgrade rushes, or choose another --output folder",
        )
    for upgrade in UPGRADES[schema - 1 :]:
        body = upgrade(body)
    return dict(body)


def set_aside(path: Path, why: str) -> CorruptRun:
    """Rename a damaged file so that nothing overwrites it, and say so."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.rename(aside)
    return CorruptRun(
        f"{path.name} {why}; it was kept as {aside}",
        todo="run the same command again: what is missing is made again from the files that are whole",
    )


def found_digest(layout: Layout) -> str | None:
    """The request digest of the run that lies there; None when there is no run.

    Raises:
        CorruptRun: the file that should tell is damaged.
    """
    for path in (layout.state, layout.document):
        if path.exists():
            body = read_json(path)
            if not isinstance(body.get("request"), str):
                raise set_aside(path, "does not say which request it belongs to")
            return str(body["request"])
    return None


def move_aside(layout: Layout) -> Path | None:
    """Move a whole old run into ``previous-runs/NNN``; None when there was nothing to move.

    Raises:
        FolderBusy: a process is shooting there.
    """
    folders = [folder for folder in layout.folders() if folder.exists()]
    if not folders:
        return None
    with friendly(layout.state):
        layout.state.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(str(layout.root / layout.memory / ".lock"))
    _acquire(lock, layout)
    lock.release()
    number = 1
    while (target := layout.root / "previous-runs" / f"{number:03}").exists():
        number += 1
    with friendly(target):
        for folder in folders:
            destination = target / folder.relative_to(layout.root.resolve())
            destination.parent.mkdir(parents=True, exist_ok=True)
            folder.rename(destination)
    return target
